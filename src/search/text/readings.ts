/** The ways to read what was typed: as it stands, and with numbers that people write or hear differently. */

import { canonicalNumber } from "../../names/numbers.ts";
import type { Token, VersionToken } from "../../names/tokens.ts";
import { fillerWords, ordinaryNames, plainWords } from "./words.ts";

const digits: Readonly<Record<string, string>> = {
  zero: "0",
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
  ten: "10",
  ii: "2",
  iii: "3",
  iv: "4",
  vi: "6",
};
export const isNumberWord = (word: string): boolean => digits[word] !== undefined;

const unitWords: Readonly<Record<string, string>> = { b: "b", bn: "b", billion: "b", t: "t", trillion: "t" };

/** `72 b` and `72 billion` are the size 72b in every reading. */
function withUnits(tokens: readonly Token[]): Token[] {
  const read: Token[] = [];
  for (const token of tokens) {
    const before = read.at(-1);
    const unit = token.type === "word" ? unitWords[token.text] : undefined;
    if (unit !== undefined && before?.type === "version" && before.letter === "" && before.suffix === "") {
      read[read.length - 1] = {
        type: "size",
        value: before.value + unit,
        active: false,
        start: before.start,
        end: token.end,
        glued: before.glued,
      };
    } else read.push(token);
  }
  return read;
}

/** A number word is a version only after what may be a name: `glm five`, and not `which one`. */
function mayBeNamed(before: Token | undefined): boolean {
  if (before?.type !== "word" || fillerWords.has(before.text)) return false;
  return ordinaryNames.has(before.text) || !plainWords.has(before.text);
}

/** `k two point five` to `k2.5`, `step three` to `step 3`. */
function withNumberWords(tokens: readonly Token[]): Token[] {
  const read: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const digit = token.type === "word" ? digits[token.text] : undefined;
    if (digit === undefined || !mayBeNamed(read.at(-1))) {
      read.push(token);
      continue;
    }
    let value = digit;
    let end = token.end;
    const point = tokens[i + 1];
    const after = tokens[i + 2];
    const decimal =
      after?.type === "word" ? digits[after.text] : after?.type === "version" ? after.value : undefined;
    if (point?.type === "word" && point.text === "point" && after !== undefined && decimal !== undefined) {
      value = `${digit}.${decimal}`;
      end = after.end;
      i += 2;
    }
    const before = read.at(-1);
    const letter = before?.type === "word" && /^[b-hj-z]$/.test(before.text) ? before.text : "";
    if (letter !== "") read.pop();
    const start = letter === "" ? token.start : (before?.start ?? token.start);
    read.push({ type: "version", letter, value, suffix: "", start, end, glued: token.glued });
  }
  return read;
}

const isInteger = (value: string): boolean => /^\d{1,2}$/.test(value);

/** `k2 5`, `4-5`, `2_5` and `k2p5` to 2.5 and 4.5; `1 8b` to 1.8b. */
function withDecimals(tokens: readonly Token[]): Token[] {
  const read: Token[] = [];
  for (const token of tokens) {
    const before = read.at(-1);
    const whole =
      before?.type === "version" && isInteger(before.value) && before.suffix === "" ? before : undefined;
    if (whole !== undefined && token.type === "version" && isInteger(token.value) && continues(token)) {
      const value = canonicalNumber(`${whole.value}.${token.value}`);
      read[read.length - 1] = { ...whole, value, suffix: token.suffix, end: token.end };
    } else if (whole !== undefined && whole.letter === "" && token.type === "size" && !token.active) {
      if (isInteger(token.value.slice(0, -1))) {
        read[read.length - 1] = {
          ...token,
          value: `${whole.value}.${token.value}`,
          start: whole.start,
          glued: whole.glued,
        };
      } else read.push(token);
    } else read.push(token);
  }
  return read;
}

const continues = (token: VersionToken): boolean =>
  token.letter === "" || (token.letter === "p" && token.glued);

/** `glm45` and `m25` to 4.5 and 2.5: the point is easily left out. */
function withPoints(tokens: readonly Token[]): Token[] {
  return tokens.map((token): Token => {
    if (token.type !== "version" || !/^[1-9]{2}$/.test(token.value)) return token;
    return {
      ...token,
      value: canonicalNumber(`${token.value.charAt(0)}.${token.value.charAt(1)}`),
    } as VersionToken;
  });
}

const same = (a: readonly Token[], b: readonly Token[]): boolean =>
  a.length === b.length &&
  a.every((token, i) => token === b[i] || JSON.stringify(token) === JSON.stringify(b[i]));

/** All readings that differ, the one as typed first. At most five. */
export function readingsOf(tokens: readonly Token[]): (readonly Token[])[] {
  const typed = withUnits(tokens);
  const readings: (readonly Token[])[] = [typed];
  const spoken = withNumberWords(typed);
  for (const other of [withDecimals(typed), spoken, withDecimals(spoken), withPoints(typed)]) {
    if (!readings.some((one) => same(one, other))) readings.push(other);
  }
  return readings;
}
