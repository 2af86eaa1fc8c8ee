/** Text from outside made fit to be stored and shown: one line that says something, or nothing at all. */

/** What nobody sees, and what turns or hides what stands beside it. */
const invisible =
  /\p{C}|\p{Variation_Selector}|\p{Default_Ignorable_Code_Point}|[\u115f\u1160\u2800\u3164\uffa0]/gu;

/**
 * One line without control characters, line breaks, direction marks, invisible characters, NUL and broken halves of
 * characters; of marks that are put on one another two stay, and addresses and mentions are none any more.
 * @param max the longest that is taken, in code points; what is longer is cut
 * @returns undefined where no letter, digit or symbol is left: empty means absent
 */
export function cleanText(text: string, max: number): string | undefined {
  const line = text
    // Normalising takes long over a flood of marks.
    .slice(0, 16 * max)
    .toWellFormed()
    .replace(/[\s\p{Z}\p{Cc}]+/gu, " ")
    .replace(invisible, "")
    .replace(/(\p{M}{2})\p{M}+/gu, "$1")
    .replace(/^\p{M}+/u, "")
    .normalize("NFC")
    .replace(/ {2,}/g, " ")
    .replace(/:\/\//g, ":/ /")
    .replace(/<(?=[@#:/&a-z])/gi, "‹")
    .replace(/@(?=everyone|here)/gi, "@ ")
    .trim();
  const cut = [...line].slice(0, max).join("").trim();
  return /[\p{L}\p{N}\p{S}\p{P}]/u.test(cut) ? cut : undefined;
}

/** The same for a name: one without a letter or a digit is none. */
export function cleanName(text: string, max: number): string | undefined {
  const name = cleanText(text, max);
  return name !== undefined && /[\p{L}\p{N}]/u.test(name) ? name : undefined;
}
