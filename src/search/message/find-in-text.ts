/** The labs and models that a chat message names. */
import { defined } from "../../defined.ts";
import { joinKeys } from "../../names/tokens.ts";
import { generality, type SearchEntry } from "../index/entries.ts";
import type { Index, IndexedAlias } from "../index/types.ts";
import type { Matcher } from "../match/matcher.ts";
import { type Candidate, isBrandOfLab } from "../match/weigh.ts";
import { ordinaryNames } from "../text/words.ts";
import { createKeyWalk, type Range } from "./key-walk.ts";
import { isCapital, isFirm, isMeant } from "./name-evidence.ts";
import {
  belongsTo,
  endsHere,
  isNumber,
  isSeparated,
  isSeparator,
  joins,
  type Reading,
  wordsOf,
} from "./text-words.ts";

/** An entry that a text names. */
export interface Mention {
  id: string;
  kind: "lab" | "model";
  /** Offsets into the text, in UTF-16 units; `text` is what stands there. */
  start: number;
  end: number;
  text: string;
  /** A version, size or tier that follows the name and that no entry has: `4.7` after GLM. */
  unmatched?: string;
  /** Ids of other entries that the same words name as well. */
  also: readonly string[];
}

export interface FindInTextOptions {
  /** Most mentions; 25 where absent. */
  limit?: number;
}

/** Longer texts are cut. Discord's messages have at most 4,000 characters. In UTF-16 units. */
const longestText = 6000;
/** How often one text may ask the whole search about a name with a number that is no spelling. */
const mostQuestions = 6;
/** Longest name in words; Han characters are a word each. */
const longestName = 24;
const mostHits = 200;
/** A question is short, and so is each side of it; only there a misspelled name is looked for. */
const longestQuestion = 30;
const longestSide = 5;
const misspelledCost = 1.5;
/** Shorter words have too many neighbours: `bart` is not BERT. In letters and digits. */
const shortestMisspelled = 5;

interface Hit {
  entry: number;
  also: number[];
  /** Places of its first and last word. */
  first: number;
  last: number;
  unmatched?: string;
  /** It names an entry beyond doubt, so that shorter names beside it are believed. */
  firm: boolean;
}

const attributing: ReadonlySet<string> = new Set(["by", "from", "of"]);

/** Prepares the reading of texts over an index. */
export function createTextReader(index: Index, match: Matcher) {
  let keyWalk: ReturnType<typeof createKeyWalk> | undefined;
  const aliasesOf = (key: string): IndexedAlias[] =>
    (index.keys.get(key) ?? []).flatMap((place) => index.aliases[place] ?? []).filter(isWritten);

  /**
   * The entries that a text names, in the order of their first mention, longest names first. Code, quotes, spoilers,
   * links, mentions and emoji are passed over. Never throws; the time is bounded for any text.
   */
  return (text: string, options: FindInTextOptions = {}): Mention[] => {
    const cut = text.slice(0, longestText);
    const reading: Reading = { words: wordsOf(cut), text: cut, questions: 0 };
    const hits = hitsIn(reading);
    const nothingElse = isNothingButNames(reading, hits);
    const believed = hits.filter((hit) => hit.firm || nothingElse || isBacked(reading, hit, hits));
    return mentionsOf(withMisspelled(reading, believed), reading, options.limit ?? 25);
  };

  function hitsIn(reading: Reading): Hit[] {
    const hits: Hit[] = [];
    for (let at = 0; at < reading.words.length && hits.length < mostHits; ) {
      const before = hits.at(-1);
      const hit = hitAt(reading, at) ?? continuation(reading, at, before);
      if (hit === undefined) {
        at += 1;
        continue;
      }
      withTail(reading, hit);
      if (before !== undefined && isLabOf(reading, before, hit)) {
        hit.first = before.first;
        hits.pop();
      }
      hits.push(hit);
      at = hit.last + 1;
    }
    return hits;
  }

  /** The longest name that begins at a word. */
  function hitAt(reading: Reading, at: number): Hit | undefined {
    keyWalk ??= createKeyWalk(index.keys.keys());
    const walk = keyWalk;
    let range: Range | undefined = walk.whole;
    let key = "";
    let best: { last: number; aliases: readonly IndexedAlias[] } | undefined;
    for (let place = at; place < reading.words.length && place < at + longestName; place++) {
      const word = reading.words[place];
      if (word === undefined || (place > at && !joins(word))) break;
      const longer = joinKeys(key, word.key);
      range = walk.step(range, longer.slice(key.length));
      if (range === undefined) break;
      key = longer;
      const aliases = aliasesOf(key);
      if (aliases.length > 0 && isMeant(reading, at, place, aliases)) best = { last: place, aliases };
    }
    const [entry, ...also] = best === undefined ? [] : ownersOf(best.aliases);
    if (best === undefined || entry === undefined) return undefined;
    return { entry, also, first: at, last: best.last, firm: isFirm(reading, at, best.last) };
  }

  /** Owners of one spelling, best first: own names before others' aliases, the more general before the less. */
  function ownersOf(aliases: readonly IndexedAlias[]): number[] {
    const sorted = aliases
      .flatMap((alias) => {
        const entry = index.entries[alias.entry];
        return entry === undefined
          ? []
          : [{ place: alias.entry, rank: standing(alias, entry) * 10 + generality(entry) }];
      })
      .sort((a, b) => a.rank - b.rank || a.place - b.place);
    const owners = [...new Set(sorted.map((one) => one.place))];
    const first = owners[0] ?? -1;
    // Its own family or lab of the same name is no other reading.
    return owners.filter((one) => one === first || !isRelated(one, first));
  }

  function isRelated(a: number, b: number): boolean {
    return index.ancestors[a]?.has(b) === true || index.ancestors[b]?.has(a) === true;
  }

  /** A lab right before its model is one name with it: `zhipu glm-5`, `Alibaba's Qwen3`. */
  function isLabOf(reading: Reading, before: Hit, hit: Hit): boolean {
    if (before.last !== hit.first - 1 || before.unmatched !== undefined) return false;
    return belongsTo(reading.words[hit.first]) && index.ancestors[hit.entry]?.has(before.entry) === true;
  }

  /** `glm-5 by zhipu`: the lab says whose model it is, and is not meant by itself. */
  function isAttribution(reading: Reading, before: Hit | undefined, hit: Hit): boolean {
    if (before === undefined || before.last !== hit.first - 2) return false;
    const word = reading.words[hit.first - 1]?.key ?? "";
    return attributing.has(word) && index.ancestors[before.entry]?.has(hit.entry) === true;
  }

  /** Takes in what follows a name: a number that makes it another entry, or that no entry has. */
  function withTail(reading: Reading, hit: Hit): void {
    const tail = tailAfter(reading, hit.last);
    const next = reading.words[hit.last + 1];
    const last = tail === undefined ? undefined : reading.words[tail];
    if (tail === undefined || next === undefined || last === undefined) return;
    const answer = ask(reading, textOf(reading, hit.first, tail));
    if (answer === undefined) hit.unmatched = reading.text.slice(next.start, last.end);
    else {
      hit.entry = answer.entry;
      hit.also = [];
    }
    hit.last = tail;
    hit.firm = true;
  }

  /** `GLM-4.5 vs 5`: a number after a name and a separator is of the same family. */
  function continuation(reading: Reading, at: number, before: Hit | undefined): Hit | undefined {
    const word = reading.words[at];
    if (word === undefined || before === undefined || !isNumber(word)) return undefined;
    const between = reading.words.slice(before.last + 1, at);
    const separated =
      between.length === 0 ? isSeparated(word) : between.length <= 2 && between.every(isSeparator);
    if (!separated || !endsHere(reading, at)) return undefined;
    const entry = index.entries[before.entry];
    const family = index.entries[index.places.get(entry?.family ?? "") ?? -1] ?? entry;
    if (family === undefined) return undefined;
    const answer = ask(reading, `${family.name.replace(/[0-9.]+\S*/g, " ")} ${textOf(reading, at, at)}`);
    if (answer === undefined || answer.entry === before.entry) return undefined;
    return { entry: answer.entry, also: [], first: at, last: at, firm: true };
  }

  /** What a name with a number means, when the whole search is sure of it. */
  function ask(reading: Reading, query: string): Candidate | undefined {
    if (reading.questions >= mostQuestions) return undefined;
    reading.questions += 1;
    const [first] = match(query, false).list(undefined);
    return first?.explained === true && first.worst !== "contains" && first.worst !== "fuzzy"
      ? first
      : undefined;
  }

  /** `deepsek v3 vs glm-5`: in a short question, a side without a name is looked up as if it were typed alone. */
  function withMisspelled(reading: Reading, hits: Hit[]): Hit[] {
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

  function mentionsOf(hits: readonly Hit[], reading: Reading, limit: number): Mention[] {
    const seen = new Set<string>();
    const mentions: Mention[] = [];
    for (const [place, hit] of hits.entries()) {
      const entry = index.entries[hit.entry];
      const key = `${entry?.id} ${hit.unmatched ?? ""}`;
      if (entry === undefined || seen.has(key) || mentions.length >= limit) continue;
      if (isAttribution(reading, hits[place - 1], hit)) continue;
      seen.add(key);
      const text = textOf(reading, hit.first, hit.last);
      const start = reading.words[hit.first]?.start ?? 0;
      mentions.push({
        id: entry.id,
        kind: entry.kind,
        start,
        end: start + text.length,
        text,
        ...defined({ unmatched: hit.unmatched }),
        also: hit.also.flatMap((one) => index.entries[one]?.id ?? []),
      });
    }
    return mentions;
  }
}

/** People are not what a message about models means, and initials are anything. */
const isWritten = (alias: IndexedAlias): boolean => alias.kind !== "person" && alias.kind !== "initials";

const standings: Partial<Record<IndexedAlias["kind"], number>> = {
  name: 0,
  native: 0,
  misheard: 2,
  search: 2,
  gloss: 2,
  pinyin: 2,
};
const standing = (alias: IndexedAlias, entry: SearchEntry): number =>
  (standings[alias.kind] ?? 1) + Number(isBrandOfLab(entry, alias.kind));

const textOf = (reading: Reading, first: number, last: number): string =>
  reading.text.slice(reading.words[first]?.start ?? 0, reading.words[last]?.end ?? 0);

/** Place of the last word of the numbers and tiers right after a name, or undefined. */
function tailAfter(reading: Reading, last: number): number | undefined {
  let tail: number | undefined;
  for (let place = last + 1; place < reading.words.length && place <= last + 3; place++) {
    const word = reading.words[place];
    if (word === undefined || !joins(word)) break;
    const dashed = word.gap === "-" || word.gap === "";
    if (isNumber(word)) {
      const { token } = word;
      const telling =
        token.type === "size" || (token.type === "version" && /[a-z.]/.test(token.letter + token.value));
      if (!telling && !dashed && !endsHere(reading, place)) break;
    } else {
      // `GLM-4.5-Air`, `GLM-4.5 Air`: a tier, which makes it another model.
      const isTier = ordinaryNames.has(word.key) && (dashed || isCapital(reading, word));
      if (!isTier || word.key.length < 2) break;
    }
    tail = place;
  }
  return tail;
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

/** True where a message has names, and words between them, and nothing else. */
function isNothingButNames(reading: Reading, hits: readonly Hit[]): boolean {
  let at = 0;
  for (const hit of [...hits, { first: reading.words.length, last: reading.words.length }]) {
    for (; at < hit.first; at++) if (!isSeparator(reading.words[at])) return false;
    at = hit.last + 1;
  }
  return true;
}

/** `k2` and `r1` back each other, and any full name backs both; `v2` and `v3` are anybody's. */
function isBacked(reading: Reading, hit: Hit, hits: readonly Hit[]): boolean {
  const letterOf = (one: Hit) => reading.words[one.first]?.key.charAt(0);
  return hits.some((other) => other !== hit && (other.firm || letterOf(other) !== letterOf(hit)));
}
