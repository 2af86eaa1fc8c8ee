/** Whether words that spell a name are meant as one: `step` is a word, `Step-3` and a capital Step are names. */
import type { IndexedAlias } from "../index/types.ts";
import { fillerWords, isEveryday, kindHints, plainWords } from "../text/words.ts";
import { isNumber, isSeparated, isSeparator, joins, type Reading, type TextWord } from "./text-words.ts";

const weakKinds: ReadonlySet<IndexedAlias["kind"]> = new Set(["search", "misheard", "pinyin", "gloss"]);
const counted: ReadonlySet<string> = new Set(
  "times x people years days weeks months hours minutes seconds points percent other others".split(" "),
);

const isTalk = (word: string): boolean => fillerWords.has(word) || kindHints[word] !== undefined;
const isOrdinary = (word: string): boolean => isEveryday(word) || isTalk(word);

/** Whether the words from one place to another, which spell these aliases, are meant as a name. */
export function isMeant(
  reading: Reading,
  from: number,
  to: number,
  aliases: readonly IndexedAlias[],
): boolean {
  const first = reading.words[from];
  if (first === undefined) return false;
  if (from === 0 && to === reading.words.length - 1) return true;
  if (isCount(reading, to)) return false;
  if (from < to || first.token.type !== "word") {
    // A name of several words counts, unless every one of them is everyday language and none is written large.
    const part = reading.words.slice(from, to + 1);
    if (!part.every((word) => word.token.type === "word" && isOrdinary(word.key))) return true;
    if (part.every((word) => isTalk(word.key))) return false;
    return part.some((word, i) => isCapital(reading, word) && (i > 0 || !startsSentence(reading, from)));
  }
  const next = reading.words[from + 1];
  if (joins(next) && isNumber(next) && !isCount(reading, from + 1)) return true;
  const weak = aliases.every((alias) => weakKinds.has(alias.kind));
  if (weak && first.key.length <= 2) return false;
  if (!isOrdinary(first.key) && first.key.length > 2 && !(weak && first.key.length <= 6)) return true;
  if (!isCapital(reading, first)) return false;
  // A misheard name that is somebody's first name, or a verb, is far more often just that.
  const onlyMisheard = aliases.every((alias) => alias.kind === "misheard" || alias.kind === "gloss");
  if (onlyMisheard && isOrdinary(first.key)) return false;
  return !(plainWords.has(first.key) || isTalk(first.key)) || !startsSentence(reading, from);
}

/** True for a word that begins with a capital in the original text. */
export function isCapital(reading: Reading, word: TextWord): boolean {
  return /^\p{Lu}/u.test(reading.text.slice(word.start, word.start + 2));
}

/** The capital at the beginning of a sentence says nothing, unless the sentence is no more than names. */
function startsSentence(reading: Reading, at: number): boolean {
  const word = reading.words[at];
  if (word === undefined || (at > 0 && !/[.!?\n:]/.test(word.gap))) return false;
  const next = reading.words[at + 1];
  return next !== undefined && !isSeparated(next) && !isSeparator(next);
}

/** `Qwen 3 times`, `Kimi 2 years`: a number that counts something is no version. */
function isCount(reading: Reading, at: number): boolean {
  const word = reading.words[at];
  if (word?.token.type !== "version" || word.gap !== " " || word.token.letter !== "") return false;
  const next = reading.words[at + 1];
  return next !== undefined && next.gap === " " && counted.has(next.key);
}

/**
 * Whether a name is believed by itself. `k2` and `V3` are believed only beside another name: anything has a V3.
 */
export function isFirm(reading: Reading, from: number, to: number): boolean {
  const only = reading.words[from];
  if (from < to || only === undefined || !isNumber(only)) return true;
  return only.token.type === "version" && only.token.value.includes(".") && isCapital(reading, only);
}
