/** Text for Discord: nothing from outside may format, mention, link or hide anything. */
import { shorten } from "./limits.ts";

/** Escapes what Discord would read as formatting. Underscores inside words and single tildes are left as they are. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\*`|[\]]/g, "\\$&")
    .replace(/~~/g, "\\~\\~")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/^([#>-])/gm, "\\$1");
}

/** Controls, bidirectional marks, zero-width and other invisible characters, variation selectors. */
const invisible = /\p{C}|\p{Variation_Selector}|\p{Default_Ignorable_Code_Point}|\u3164|\uffa0/gu;

/** What a person typed, safe to print back: one line, no formatting, no mention, at most `max` code points. */
export function echo(typed: string, max = 60): string {
  const visible = typed
    .slice(0, 4 * max)
    .toWellFormed()
    .replace(/[\s\p{Z}]+/gu, " ")
    .replace(invisible, "")
    .replace(/\p{M}{3,}/gu, "")
    .trim();
  const quiet = escapeMarkdown(shorten(visible, max))
    .replace(/@/g, "@\u200b")
    .replace(/</g, "‹")
    .replace(/:\/\//g, ":/ /");
  return quiet === "" ? "(nothing readable)" : quiet;
}

/** `**Label** value`. */
export const labelled = (label: string, value: string): string => `**${label}** ${value}`;

/** `- text`, one list item. */
export const bullet = (text: string): string => `- ${text}`;

/** `a, b and c`. */
export function inWords(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
