/** How much room text takes on a phone, and lists cut into pages that lose nothing. */
import { en } from "../messages/en.ts";
import { lengthOf, limits } from "./limits.ts";
import type { Button } from "./message.ts";

/** Columns of a list's line on a phone of 390 pixels; a Han character takes two. */
export const phoneColumns = 36;
/** Columns of running text there, with a wide font: what rows are estimated by. */
const textColumns = 31;
/** Rows that a page of plain text may fill, so that it stays on a screen and a bit. */
export const pageRows = 24;

/** What is read of a line: without formatting, and links without their addresses. */
export function visible(line: string): string {
  return line
    .replace(/\[((?:\\.|[^\]\\])*)\]\([^)\s]*\)/g, "$1")
    .replace(/\*\*|(?<!\\)\*/g, "")
    .replace(/\\(?=[\\*_~`|[\]#>-])/g, "");
}

/** Columns of a text: Han characters and full-width forms count twice. */
export function columnsOf(text: string): number {
  let sum = 0;
  for (const character of text)
    sum += /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/u.test(character) ? 2 : 1;
  return sum;
}

/** Rows of a phone that a line fills, as an estimate. */
export const rowsOf = (line: string): number =>
  Math.max(1, Math.ceil(columnsOf(visible(line)) / textColumns));

export interface Block {
  /** Absent: lines without a heading. */
  name?: string;
  lines: readonly string[];
}

/**
 * Blocks as pages of whole lines. A heading goes with its first line, and is repeated where its block goes on.
 * No page is empty; without any line there is none.
 */
export function pagesOf(blocks: readonly Block[], rows = pageRows): string[] {
  const pages: string[][] = [];
  let page: string[] = [];
  let used = 0;
  const turn = () => {
    if (page.length > 0) pages.push(page);
    page = [];
    used = 0;
  };
  const lengthNow = () => lengthOf(page.join("\n"));
  for (const { name, lines } of blocks) {
    const heading = name === undefined ? undefined : `**${name}**`;
    let needsHeading = heading !== undefined;
    for (const line of lines) {
      const extra = needsHeading ? 1 : 0;
      const isFull =
        used + extra + rowsOf(line) > rows ||
        lengthNow() + lengthOf(line) + lengthOf(heading ?? "") + 2 > limits.description;
      if (isFull && page.length > 0) {
        turn();
        needsHeading = heading !== undefined;
      }
      if (needsHeading && heading !== undefined) {
        page.push(heading);
        used += 1;
        needsHeading = false;
      }
      page.push(line);
      used += rowsOf(line);
    }
  }
  turn();
  return pages.map((one) => one.join("\n"));
}

/** `page` brought into the range of `count` pages. */
export const pageWithin = (page: number, count: number): number =>
  Math.min(Math.max(0, Math.trunc(page) || 0), Math.max(0, count - 1));

/** Buttons to the pages before and after; none where there is one page. */
export function pager(page: number, count: number, id: (page: number) => string): Button[] {
  if (count < 2) return [];
  const to = (label: string, target: number): Button => ({
    kind: "button",
    label,
    id: id(target),
    disabled: target < 0 || target >= count,
  });
  return [to(en.previous, page - 1), to(en.next, page + 1)];
}
