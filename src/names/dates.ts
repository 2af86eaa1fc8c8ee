/** Dates in names: `0528`, `2507`, `250711`, `20250711`. */

const month = "(0[1-9]|1[0-2])";
const day = "(0[1-9]|[12]\\d|3[01])";
const dateWord = new RegExp(`^(2[3-9]${month}|${month}${day}|20\\d{6}|2[3-9]${month}${day})$`);

/** Whether a word of a name is a date: year and month, month and day, or all three. */
export const isDate = (word: string): boolean => dateWord.test(word);

/** The name with each date as one word: `qwen-plus-2025-07-28` is `qwen-plus-20250728`, `plus-02-15` is `plus-0215`. */
export function withWholeDates(name: string): string {
  return name
    .replace(new RegExp(`\\b(20\\d\\d)-${month}-${day}\\b`, "g"), "$1$2$3")
    .replace(new RegExp(`(?<=[A-Za-z]-)${month}-${day}$`), "$1$2");
}
