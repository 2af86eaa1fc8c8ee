/** A chat message as tokens: atoms with their places in the original text. Chinese characters are a token each. */
import { type Atom, atomKey, atomsOf } from "./atoms.ts";
import { maskMarkup } from "./mask-markup.ts";
import { foldWithOffsets } from "./normalise.ts";
import { fillerWords } from "./words.ts";

export interface Token {
  atom: Atom;
  key: string;
  /** Offsets into the original text, in UTF-16 units. */
  start: number;
  end: number;
  /** What stands between it and the token before, folded. */
  gap: string;
}

/** A text that is being read. */
export interface Reading {
  tokens: readonly Token[];
  text: string;
  /** How often the whole search was asked about it. */
  questions: number;
}

const mostTokens = 3000;

/** Tokens of a text without its markup. At most 3,000. */
export function tokensOf(text: string): Token[] {
  const folded = foldWithOffsets(maskMarkup(text));
  const tokens: Token[] = [];
  let end = 0;
  const push = (atom: Atom, key: string, from: number, to: number) => {
    const start = folded.starts[from] ?? 0;
    tokens.push({
      atom,
      key,
      start,
      end: folded.ends[to - 1] ?? text.length,
      gap: folded.text.slice(end, from),
    });
    end = to;
  };
  for (const atom of atomsOf(folded.text)) {
    if (tokens.length >= mostTokens) break;
    if (atom.type !== "han") push(atom, atomKey(atom), atom.start, atom.end);
    else {
      let at = atom.start;
      for (const character of atom.text) {
        push(atom, character, at, at + character.length);
        at += character.length;
      }
    }
  }
  return tokens;
}

const insideName = /^(?: ?[-_–·/:] ?| |\.|)$/u;
const possessive = /^['’]s? ?$/u;
const comparing = /^\s*(?:,|、|\/|\||&|\+|→|->)\s*$/u;
const comparingWords: ReadonlySet<string> = new Set(
  "vs versus or and against than to with v 和 与 跟 还是 对比 对 比".split(" "),
);

/** Between the words of one name there is at most a blank, a dash, a slash, or a dot without a blank. */
export const joins = (token: Token | undefined): boolean => token !== undefined && insideName.test(token.gap);

/** `Alibaba's Qwen3`: the s was dropped with the atoms. */
export const belongsTo = (token: Token | undefined): boolean =>
  token !== undefined && (insideName.test(token.gap) || possessive.test(token.gap));

/** True where a comma or the like stands before the token. */
export const isSeparated = (token: Token | undefined): boolean =>
  token !== undefined && comparing.test(token.gap);

/** `vs`, `or`, `and`, `和`. */
export const isSeparator = (token: Token | undefined): boolean =>
  token !== undefined && comparingWords.has(token.key);

export const isNumber = (token: Token | undefined): boolean =>
  token?.atom.type === "version" || token?.atom.type === "size";

/** True where no further word belongs to a number: `Qwen 3 times` is not Qwen 3, but `Qwen 3 vs` is. */
export function endsHere(reading: Reading, at: number): boolean {
  const next = reading.tokens[at + 1];
  if (next === undefined || !/^[ \t]+$/.test(next.gap)) return true;
  return isSeparator(next) || fillerWords.has(next.key) || next.atom.type !== "word";
}
