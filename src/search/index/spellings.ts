/** Every way to spell an entry's name, split into tokens; Chinese names also as they are read out. */

import { fold } from "../../names/fold.ts";
import { type Token, tokensOf } from "../../names/tokens.ts";
import { readHan } from "../text/pinyin.ts";
import type { SearchAlias, SearchEntry } from "./entries.ts";
import type { AliasForm } from "./types.ts";

export interface Spelling {
  text: string;
  kind: AliasForm;
  tokens: readonly Token[];
}

/** What names carry in brackets without being a part of them. */
const remark = /\s*[(（](?:series|family|app|assistant|unnamed|as transcribed)[)）]\s*/giu;

/** The names and aliases of an entry: `Qwen (series)` is also Qwen, and both parts of `Rednote / Xiaohongshu` are names. */
function writtenSpellings(entry: SearchEntry): { text: string; kind: SearchAlias["kind"] }[] {
  const spellings: { text: string; kind: SearchAlias["kind"] }[] = [{ text: entry.name, kind: "name" }];
  const bare = entry.name.replace(remark, " ").trim();
  if (bare !== "" && bare !== entry.name) spellings.push({ text: bare, kind: "name" });
  for (const part of bare.split(/\s+\/\s+/)) {
    if (part !== bare && part.trim() !== "") spellings.push({ text: part, kind: "name" });
  }
  if (entry.nameZh !== undefined) spellings.push({ text: entry.nameZh, kind: "native" });
  return [...spellings, ...entry.aliases];
}

/**
 * Every spelling of an entry. Readings come last, so that a spelling that somebody wrote down is never labelled as
 * computed.
 */
export function spellingsOf(entry: SearchEntry): Spelling[] {
  const name = tokensOf(fold(entry.name));
  const written = writtenSpellings(entry).map(
    ({ text, kind }): Spelling => ({ text, kind, tokens: withLetters(tokensOf(fold(text)), name) }),
  );
  return [...written, ...written.flatMap(readings)];
}

/** A spelling with Han characters in pinyin and, where it is no person's name, by initials. */
function readings({ text, kind, tokens }: Spelling): Spelling[] {
  if (!tokens.some((token) => token.type === "han")) return [];
  if (kind === "person") return [{ text, kind, tokens: readAloud(tokens, "full") }];
  const initials = readAloud(tokens, "initials");
  const letters = initials.reduce((sum, token) => sum + (token.end - token.start), 0);
  return [
    { text, kind: "pinyin", tokens: readAloud(tokens, "full") },
    ...(letters >= 2 ? [{ text, kind: "initials" as const, tokens: initials }] : []),
  ];
}

/** `dsr1` of DeepSeek-R1 is ds and r1: the letter of a version that the name has is split off the word before it. */
function withLetters(tokens: readonly Token[], name: readonly Token[]): Token[] {
  const split: Token[] = [];
  for (const token of tokens) {
    const before = split.at(-1);
    const named = name.some(
      (one) =>
        one.type === "version" &&
        token.type === "version" &&
        one.letter !== "" &&
        one.value === token.value &&
        before?.type === "word" &&
        before.text.length > 1 &&
        before.text.endsWith(one.letter),
    );
    if (named && token.type === "version" && token.glued && token.letter === "" && before?.type === "word") {
      split[split.length - 1] = { ...before, text: before.text.slice(0, -1), end: before.end - 1 };
      split.push({ ...token, letter: before.text.slice(-1), start: token.start - 1 });
    } else split.push(token);
  }
  return split;
}

/** The same tokens with Han characters read out; neighbouring readings join to one word. */
function readAloud(tokens: readonly Token[], how: "full" | "initials"): Token[] {
  return tokens
    .map((token) =>
      token.type === "han" ? { ...token, type: "word" as const, text: readHan(token.text)[how] } : token,
    )
    .filter((token) => token.type !== "word" || token.text !== "");
}
