/**
 * Splitting folded text into the tokens of names: words, runs of Han characters, versions and sizes.
 * `qwen2.5-72b` is the word `qwen`, the version 2.5 and the size 72b; `t-1` and `t 1` are the version t1.
 */
import { canonicalNumber } from "./numbers.ts";

interface Span {
  /** Offsets into the folded text. */
  start: number;
  end: number;
  /** True where nothing stands between this token and the one before it. */
  glued: boolean;
}
export interface WordToken extends Span {
  type: "word" | "han";
  text: string;
}
/** `k2.5` has the letter k; `4o` has the suffix o. */
export interface VersionToken extends Span {
  type: "version";
  letter: string;
  value: string;
  suffix: string;
}
/** `72b`, `1t`, `128k`; `a22b` is an active size. */
export interface SizeToken extends Span {
  type: "size";
  value: string;
  active: boolean;
}
export type Token = WordToken | VersionToken | SizeToken;

type Piece = Span & { type: "letters" | "digits" | "han"; text: string };

const units = new Set(["b", "t", "m", "k"]);
/** Number formats that quantized weights are named by: one word, not a version. */
const formats = new Set(["fp", "bf", "int", "nvfp", "mxfp", "mxint", "uint", "iq"]);
/** Articles: `a 7b model` names no active size, `i 3` no version. */
const articles = new Set(["a", "i"]);

type CharacterClass = "letters" | "digits" | "han" | "other";
const isHan = /^\p{Script=Han}/u;
const isLetter = /^\p{L}/u;

function classOf(text: string, at: number): CharacterClass {
  const unit = text.charCodeAt(at);
  if (unit < 128) {
    if (unit >= 97 && unit <= 122) return "letters";
    if (unit >= 48 && unit <= 57) return "digits";
    return unit >= 65 && unit <= 90 ? "letters" : "other";
  }
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (isHan.test(character)) return "han";
  return isLetter.test(character) ? "letters" : "other";
}

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
/** Characters outside the basic plane take two units. */
const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** True for the point of `2.5`, and for the line that repositories write instead: `2_5`, but not `4_235` or `4_0.3`. */
function isPoint(text: string, start: number, at: number): boolean {
  if (!isDigit(text.charCodeAt(at + 1))) return false;
  const unit = text.charCodeAt(at);
  if (unit === 46) return true;
  const after = text.charCodeAt(at + 2);
  return unit === 95 && at - start <= 2 && !isDigit(after) && after !== 46 && after !== 95;
}

/** End of the run of one class that begins at `at`. */
function endOfRun(text: string, at: number, type: CharacterClass): number {
  let end = at + widthAt(text, at);
  while (end < text.length) {
    if (type === "digits" && isPoint(text, at, end)) end += 1;
    else if (classOf(text, end) !== type) break;
    else end += widthAt(text, end);
  }
  return end;
}

function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let before = -1;
  for (let at = 0; at < text.length; ) {
    const type = classOf(text, at);
    if (type === "other") {
      at += 1;
      continue;
    }
    const end = endOfRun(text, at, type);
    const piece = text.slice(at, end);
    // The s of a possessive is no part of a name.
    if (!(piece === "s" && (text[at - 1] === "'" || text[at - 1] === "’"))) {
      found.push({ type, text: piece, start: at, end, glued: before === at });
      before = end;
    }
    at = end;
  }
  return found;
}

/** Splits folded text (see `fold`) into tokens, in order. Separators are dropped. Linear in the text's length. */
export function tokensOf(text: string): Token[] {
  const all = pieces(text);
  const tokens: Token[] = [];
  for (let i = 0; i < all.length; i++) {
    const piece = all[i];
    if (piece === undefined) break;
    const next = all[i + 1];
    if (piece.type === "han") {
      tokens.push(wordOf(piece, "han"));
    } else if (piece.type === "digits") {
      i += pushNumber(i, undefined);
    } else if (next?.type === "digits" && startsVersion(piece, next)) {
      i += 1 + pushNumber(i + 1, piece);
    } else if (next?.type === "digits" && next.glued && formats.has(piece.text)) {
      tokens.push({ ...piece, type: "word", text: piece.text + next.text, end: next.end });
      i += 1;
    } else {
      tokens.push(wordOf(piece, "word"));
    }
  }
  return tokens;

  /** A single letter right before a number, or one separator away, is the version's letter: k2.5, t-1, v 3. */
  function startsVersion(letter: Piece, number: Piece): boolean {
    if (letter.text.length !== 1 || !/[a-z]/.test(letter.text)) return false;
    if (number.glued) return true;
    const gap = text.slice(letter.end, number.start);
    if (!/^[ _.-]$/.test(gap)) return false;
    return !(letter.glued || (gap === " " && articles.has(letter.text)));
  }

  /** Pushes the number at `i` with its letter, unit or suffix; returns how many pieces after it were used. */
  function pushNumber(i: number, letter: Piece | undefined): number {
    const number = all[i];
    if (number === undefined) return 0;
    const value = canonicalNumber(number.text.replaceAll("_", "."));
    const start = letter?.start ?? number.start;
    const glued = letter?.glued ?? number.glued;
    const after = all[i + 1];
    const follows = after?.glued === true && after.type === "letters" ? after : undefined;
    if (follows !== undefined && /^bits?$/.test(follows.text)) {
      tokens.push({ type: "word", text: `${number.text}bit`, start, end: follows.end, glued });
      return 1;
    }
    const further = all[i + 2];
    const endsRun = !(further?.glued === true && further.type === "digits");
    if (follows !== undefined && follows.text.length === 1 && endsRun) {
      if (units.has(follows.text) && (letter === undefined || letter.text === "a")) {
        const active = letter !== undefined;
        tokens.push({ type: "size", value: value + follows.text, active, start, end: follows.end, glued });
        return 1;
      }
      const suffix = follows.text;
      tokens.push({
        type: "version",
        letter: letter?.text ?? "",
        value,
        suffix,
        start,
        end: follows.end,
        glued,
      });
      return 1;
    }
    tokens.push({
      type: "version",
      letter: letter?.text ?? "",
      value,
      suffix: "",
      start,
      end: number.end,
      glued,
    });
    return 0;
  }
}

const wordOf = ({ text, start, end, glued }: Piece, type: "word" | "han"): WordToken => ({
  type,
  text,
  start,
  end,
  glued,
});

/** An token as a part of a key: `qwen`, `k2.5`, `a22b`. */
export function tokenKey(token: Token): string {
  if (token.type === "version") return token.letter + token.value + token.suffix;
  if (token.type === "size") return (token.active ? "a" : "") + token.value;
  return token.text;
}

/** Joins two parts of a key. Digits never run together: `3` and `235b` are not `3235b`. */
export function joinKeys(left: string, right: string): string {
  return isDigit(left.charCodeAt(left.length - 1)) && isDigit(right.charCodeAt(0))
    ? `${left}-${right}`
    : left + right;
}

/** One key for all ways to write a name: `Deep Seek V-3`, `deepseek v3` and `DeepSeek-V3` are `deepseekv3`. */
export function keyOf(tokens: readonly Token[]): string {
  return tokens.reduce((key, token) => joinKeys(key, tokenKey(token)), "");
}
