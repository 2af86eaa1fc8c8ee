/** A name read: its tokens, its key, and whether two are the same name. The one answer for search, grouping and checks. */
import { fold } from "./fold.ts";
import { keyOf, type Token, tokensOf } from "./tokens.ts";

/** The tokens of a name as somebody wrote it. */
export const readName = (name: string): Token[] => tokensOf(fold(name));

/**
 * One key for all ways to write a name: `Deep Seek V-3`, `deepseek v3` and `DeepSeek-V3` are `deepseekv3`; 4.0 is 4,
 * and 40 is not. Empty where the text has neither letters nor digits.
 */
export const nameKey = (name: string): string => keyOf(readName(name));

/** The letters and digits of a text word by word, as its words are compared: Han characters one by one. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? [];
}
