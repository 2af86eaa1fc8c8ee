/** Names with a slip of the finger, in short questions. */
import type { Matcher } from "../match/matcher.ts";
import { type Hit, mostQuestions, textOf } from "./name-reader.ts";
import { isSeparated, isSeparator, type Reading } from "./text-words.ts";

/** A question is short, and so is each side of it; only there a misspelled name is looked for. */
const longestQuestion = 30;
const longestSide = 5;
const misspelledCost = 1.5;
/** Shorter words have too many neighbours: `bart` is not BERT. In letters and digits. */
const shortestMisspelled = 5;

/** `deepsek v3 vs glm-5`: in a short question, a side without a name is looked up as if it were typed alone. */
export function withMisspelled(match: Matcher, reading: Reading, hits: Hit[]): Hit[] {
  if (hits.length === 0 || reading.words.length > longestQuestion) return hits;
  const found = [...hits];
  for (const { first, last } of sidesOf(reading)) {
    const isNamed = hits.some((hit) => hit.first <= last && first <= hit.last);
    if (isNamed || last - first >= longestSide || reading.questions >= mostQuestions) continue;
    reading.questions += 1;
    const [best] = match(textOf(reading, first, last), false).list(undefined);
    if (best?.explained !== true || best.worst !== "fuzzy" || best.cost > misspelledCost) continue;
    const letters = reading.words.slice(first, last + 1).reduce((sum, word) => sum + word.key.length, 0);
    if (letters < shortestMisspelled) continue;
    found.push({ entry: best.entry, also: [], first, last, firm: true });
  }
  return found.sort((a, b) => a.first - b.first);
}

/** What stands between separators, as places of words. One side, or none, where there is no separator. */
function sidesOf(reading: Reading): { first: number; last: number }[] {
  const sides: { first: number; last: number }[] = [];
  let first = 0;
  for (let at = 0; at <= reading.words.length; at++) {
    const word = reading.words[at];
    const separates = word === undefined || isSeparator(word);
    if (!separates && !(at > first && isSeparated(word))) continue;
    if (at > first) sides.push({ first, last: at - 1 });
    first = separates ? at + 1 : at;
  }
  return sides;
}
