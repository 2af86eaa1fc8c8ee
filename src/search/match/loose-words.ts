/** Words that are not in the index as they were typed: their beginnings, their sound, and names a few edits away. */
import { modes } from "../../names/roles.ts";
import type { Index, Term } from "../index/types.ts";
import { bitCount, editDistance, editsAllowed, letterMask, soundOf } from "../text/spelling.ts";

/** How a word was found, from as written to not at all. */
export type Reach = "exact" | "prefix" | "contains" | "fuzzy" | "none";

const costs = {
  prefix: 0.25,
  /** For the share of the name that is not there; less where it is still being typed. */
  rest: 0.5,
  restToCome: 0.2,
  contains: 0.7,
  sound: 0.8,
  edit: 0.55,
  otherFirstLetter: 0.25,
} as const;

/** A word with more answers than this says too little. */
const mostAnswers = 400;

/** Puts the words that begin with it into `answers`; false where there are none. `typing`: more of it is to come. */
export function startingWith(
  index: Index,
  prefix: string,
  answers: Map<number, number>,
  typing = false,
): boolean {
  const words = index.sortedWords;
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.text ?? "") < prefix) low = middle + 1;
    else high = middle;
  }
  let found = false;
  for (let i = low; i < words.length && answers.size < mostAnswers; i++) {
    const term = words[i];
    if (term === undefined || !term.text.startsWith(prefix)) break;
    if (answers.has(term.id)) continue;
    const rest = typing ? costs.restToCome : costs.rest;
    answers.set(term.id, costs.prefix + rest * (1 - prefix.length / term.text.length));
    found = true;
  }
  return found;
}

/** `thinkng` is a mode of a model. */
export function misspelledMode(word: string): string | undefined {
  if (word.length < 5) return undefined;
  for (const mode of modes) {
    if (mode.length >= 6 && mode[0] === word[0] && editDistance(word, mode, 1) <= 1) return mode;
  }
  return undefined;
}

/** Words that sound the same. */
export function soundsLike(index: Index, word: string): readonly Term[] {
  if (word.length < 4 || word.length > 20) return [];
  const same = index.bySound.get(soundOf(word)) ?? [];
  return same.filter(
    (term) => term.guessable && term.text.length >= 4 && Math.abs(term.text.length - word.length) <= 3,
  );
}

/** Puts the terms that contain the word, sound like it or are a few edits away into `answers`. */
export function looselyAnswered(index: Index, word: string, answers: Map<number, number>): Reach {
  if (word.length > 40) return "none";
  const mask = letterMask(word);
  let found: Reach = "none";
  const put = (term: number, cost: number, how: Reach) => {
    if (cost >= (answers.get(term) ?? Number.POSITIVE_INFINITY)) return;
    answers.set(term, cost);
    if (found === "none" || how === "fuzzy") found = how;
  };
  for (const term of index.sortedWords) {
    if (!term.guessable) continue;
    // `mocr` is not OCR: one letter more makes another role of a short one.
    const isOtherRole = term.role && term.text.length < 5 && term.text.length !== word.length;
    const cost = isOtherRole ? undefined : misspellingCost(word, mask, term);
    if (cost !== undefined) put(term.id, cost, "fuzzy");
    if (word.length >= 4 && term.text.length > word.length && term.text.includes(word)) {
      put(term.id, costs.contains + costs.rest * (1 - word.length / term.text.length), "contains");
    }
  }
  for (const term of soundsLike(index, word)) put(term.id, costs.sound, "fuzzy");
  return found;
}

function misspellingCost(word: string, mask: number, term: Term): number | undefined {
  const allowed = editsAllowed(word, term.text);
  if (allowed === 0 || Math.abs(word.length - term.text.length) > allowed) return undefined;
  if (bitCount(mask & ~term.mask) > allowed || bitCount(term.mask & ~mask) > allowed) return undefined;
  // Few people miss the first letter, and short words have too many neighbours.
  const sameFirst = word[0] === term.text[0];
  if (!sameFirst && Math.min(word.length, term.text.length) <= 5) return undefined;
  const edits = editDistance(word, term.text, allowed);
  if (edits > allowed || (edits > 1 && !sameFirst)) return undefined;
  return costs.edit * edits + (sameFirst ? 0 : costs.otherFirstLetter);
}
