/** What of a chat message is not the author's own running text: code, quotes, spoilers, links, mentions, emoji. */

/** Stands for what was masked. No name reaches across a line. */
const blank = "\n";
const emoji = /:[a-z0-9_+-]{2,32}:/gi;
const link = /\bhttps?:\/\/[^\s<>]+/gi;
/** Mentions of people, roles, channels and commands, custom emoji, times, guild sections, and bracketed links. */
const angle =
  /^<(?:@[!&]?\d+|#\d+|a?:\w{1,40}:\d+|\/[^<>:\n]{1,100}:\d+|t:-?\d+(?::\w)?|id:\w+|https?:\/\/[^<>\s]+)>/i;

/** The same text, of the same length, with Discord's markup replaced by line breaks. Linear in the text's length. */
export function maskMarkup(text: string): string {
  const units = text.split("");
  const hide = (from: number, to: number) => {
    for (let i = from; i < to; i++) units[i] = blank;
  };
  hideQuotes(text, hide);
  /** Delimiters that have no partner further on; looking again would make the time quadratic. */
  const unpaired = new Set<string>();
  for (let at = 0; at < text.length; ) {
    const next = text.charAt(at);
    let end = at;
    if (units[at] === blank) end = at;
    else if (next === "\\") end = at + 2;
    else if (next === "`") end = closing(text, at, backticksAt(text, at), unpaired);
    else if (next === "|" && text[at + 1] === "|") end = closing(text, at, "||", unpaired);
    else if (next === "<") end = at + (angle.exec(text.slice(at, at + 2100))?.[0].length ?? 0);
    if (end > at && next !== "\\") hide(at, end);
    at = Math.max(end, at + 1);
  }
  const masked = units.join("");
  return masked.replace(link, blanked).replace(emoji, blanked);
}

const blanked = (found: string): string => blank.repeat(found.length);

/** One, two or three backticks. */
function backticksAt(text: string, at: number): string {
  let count = 1;
  while (count < 3 && text[at + count] === "`") count += 1;
  return "`".repeat(count);
}

/** End of what the delimiter at `at` encloses, or `at` where it has no partner. */
function closing(text: string, at: number, delimiter: string, unpaired: Set<string>): number {
  if (unpaired.has(delimiter)) return at;
  const end = text.indexOf(delimiter, at + delimiter.length);
  if (end === -1) {
    unpaired.add(delimiter);
    return at;
  }
  return end + delimiter.length;
}

/** Lines that begin with `> `, and everything after `>>> `. */
function hideQuotes(text: string, hide: (from: number, to: number) => void): void {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    if (text.startsWith(">>> ", start)) {
      hide(start, text.length);
      return;
    }
    if (text.startsWith("> ", start)) hide(start, end);
    start = end + 1;
  }
}
