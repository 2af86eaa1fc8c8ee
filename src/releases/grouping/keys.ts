/** Names that mean the same release, and how a release is called. Pure. */

import type { LabId } from "../../catalog/types.ts";
import { isFillerOfNames } from "../../names/roles.ts";

/** Ids of models stand in the custom_id of buttons, which has 100 characters for all it says. */
const longestSlug = 48;

/** Slug of a release within its lab, as a data file would be named: `InternVL3_5-8B` is `internvl3.5-8b`. */
export function releaseSlug(release: string): string {
  const slug = release
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<=\d)_(?=\d)/g, ".")
    .replace(/[^a-z0-9.]+/g, "-")
    .replace(/[.-]{2,}/g, "-")
    .replace(/^[.-]+|[.-]+$/g, "");
  if (slug.length <= longestSlug) return slug;
  // What is cut off still tells two names apart.
  let sum = 0;
  for (const letter of slug) sum = (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return `${slug.slice(0, longestSlug - 8).replace(/[.-]+$/, "")}-${sum.toString(36).padStart(7, "0")}`;
}

/** The name without fillers: `Kimi-K2-Instruct-0905` is `Kimi-K2-0905`. The first word always stays. */
export function withoutFillers(name: string): string {
  return name.replace(/[-_.\s]([A-Za-z]+)(?![A-Za-z0-9])/g, (whole, word: string) =>
    isFillerOfNames(word.toLowerCase()) ? "" : whole,
  );
}

/**
 * What the same model's names in different places have in common: letters and digits of its words, without fillers,
 * blanks and separators. `kimi-k2-0905` and `Kimi-K2-Instruct-0905` are one; a date is never left out.
 */
export function looseName(name: string): string {
  const plain = name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<=\d)[_p](?=\d)/g, ".")
    // 2026-02-15 is one word, and so is qwen2-5.
    .replace(/\b20(\d\d)-(\d\d)-(\d\d)\b/g, "20$1$2$3");
  return plain
    .split(/[^a-z0-9.]+/)
    .filter((word, place) => place === 0 || !isFillerOfNames(word))
    .join("")
    .replaceAll(".", "");
}

/** Lines whose names are written with blanks: `Kimi-K3` is called Kimi K3. All others are as on the hub. */
const writtenWithBlanks = /^(Kimi|MiniMax-M\d|ERNIE|Step-\d)/;

/** Name as it is announced: without a closing Instruct or Chat, which the release has no version without. */
export function releaseTitle(release: string): string {
  const bare = release.replace(/[-_.](instruct|inst|it|chat)$/i, "");
  // The active part of a size stays with it: ERNIE 4.5 21B-A3B.
  return writtenWithBlanks.test(bare) ? bare.replace(/-(?!A\d+B\b)/g, " ") : bare;
}

/** The release's key, whoever sees it: `model:moonshot/kimi-k3`. */
export const releaseKey = (lab: LabId, slug: string): string => `model:${lab}/${slug}`;
