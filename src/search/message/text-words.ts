/** A chat message as words: tokens with their places in the original text. Chinese characters are a word each. */

import { foldWithOffsets } from "../../names/fold.ts";
import { type Token, tokenKey, tokensOf } from "../../names/tokens.ts";
import { fillerWords } from "../text/words.ts";
import { maskMarkup } from "./mask-markup.ts";

export interface TextWord {
  token: Token;
  key: string;
  /** Offsets into the original text, in UTF-16 units. */
  start: number;
  end: number;
  /** What stands between it and the word before, folded. */
  gap: string;
}

/** A text that is being read. */
export interface Reading {
  words: readonly TextWord[];
  text: string;
  /** How often the whole search was asked about it. */
  questions: number;
}

const mostWords = 3000;

/** Words of a text without its markup. At most 3,000. */
export function wordsOf(text: string): TextWord[] {
  const folded = foldWithOffsets(maskMarkup(text));
  const words: TextWord[] = [];
  let end = 0;
  const push = (token: Token, key: string, from: number, to: number) => {
    const start = folded.starts[from] ?? 0;
    words.push({
      token,
      key,
      start,
      end: folded.ends[to - 1] ?? text.length,
      gap: folded.text.slice(end, from),
    });
    end = to;
  };
  for (const token of tokensOf(folded.text)) {
    if (words.length >= mostWords) break;
    if (token.type !== "han") push(token, tokenKey(token), token.start, token.end);
    else {
      let at = token.start;
      for (const character of token.text) {
        push(token, character, at, at + character.length);
        at += character.length;
      }
    }
  }
  return words;
}

const insideName = /^(?: ?[-_–·/:] ?| |\.|)$/u;
const possessive = /^['’]s? ?$/u;
const comparing = /^\s*(?:,|、|\/|\||&|\+|→|->)\s*$/u;
const comparingWords: ReadonlySet<string> = new Set(
  "vs versus or and against than to with v 和 与 跟 还是 对比 对 比".split(" "),
);

/** Between the words of one name there is at most a blank, a dash, a slash, or a dot without a blank. */
export const joins = (word: TextWord | undefined): boolean => word !== undefined && insideName.test(word.gap);

/** `Alibaba's Qwen3`: the s was dropped with the tokens. */
export const belongsTo = (word: TextWord | undefined): boolean =>
  word !== undefined && (insideName.test(word.gap) || possessive.test(word.gap));

/** True where a comma or the like stands before the word. */
export const isSeparated = (word: TextWord | undefined): boolean =>
  word !== undefined && comparing.test(word.gap);

/** `vs`, `or`, `and`, `和`. */
export const isSeparator = (word: TextWord | undefined): boolean =>
  word !== undefined && comparingWords.has(word.key);

export const isNumber = (word: TextWord | undefined): boolean =>
  word?.token.type === "version" || word?.token.type === "size";

/** True where no further word belongs to a number: `Qwen 3 times` is not Qwen 3, but `Qwen 3 vs` is. */
export function endsHere(reading: Reading, at: number): boolean {
  const next = reading.words[at + 1];
  if (next === undefined || !/^[ \t]+$/.test(next.gap)) return true;
  return isSeparator(next) || fillerWords.has(next.key) || next.token.type !== "word";
}
