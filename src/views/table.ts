/** A table in a code block that holds on a phone: a column of labels, then one column of equal width for each side. */
import { columnsOf } from "./pages.ts";

/** Columns of a code block in an embed on a phone of 390 pixels. */
const tableColumns = 31;
/** More sides have no room beside a column of labels: each label gets a line of its own. */
const mostBesideLabels = 3;

/** Where a line may end. */
const breaks = /(?<=[\s/,-])/;
const wordsOf = (text: string) => text.split(breaks).map((word) => word.trim());

/** Cuts a text into lines of at most `width` columns: between words where it can, inside them where it must. */
export function wrapCell(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(breaks)) {
    if (columnsOf((line + word).trimEnd()) <= width) {
      line += word;
      continue;
    }
    if (line.trim() !== "") lines.push(line.trim());
    line = word;
    while (columnsOf(line.trimEnd()) > width) {
      const characters = [...line];
      let cut = 1;
      while (cut < characters.length && columnsOf(characters.slice(0, cut + 1).join("")) <= width) cut++;
      lines.push(characters.slice(0, cut).join(""));
      line = characters.slice(cut).join("");
    }
  }
  if (line.trim() !== "") lines.push(line.trim());
  return lines.length === 0 ? [""] : lines;
}

const padded = (text: string, width: number) => text + " ".repeat(Math.max(0, width - columnsOf(text)));

export interface TableRow {
  label: string;
  cells: readonly string[];
}

/**
 * Lines of a table, the first row its header. Long cells go on below, so that no line is wider than a phone.
 *
 * @param labels most columns of the labels
 */
export function tableLines(rows: readonly TableRow[], labels: number): string[] {
  const sides = rows[0]?.cells.length ?? 0;
  const labelWidth = Math.min(labels, Math.max(...rows.map((row) => columnsOf(row.label))));
  const width = Math.floor((tableColumns - labelWidth) / Math.max(1, sides)) - 1;
  if (sides > mostBesideLabels) return stacked(rows, sides);
  return rows.flatMap((row) => {
    const parts = [
      { lines: wrapCell(row.label, labelWidth), width: labelWidth },
      ...row.cells.map((cell) => ({ lines: wrapCell(cell, width), width })),
    ];
    const height = Math.max(...parts.map((part) => part.lines.length));
    return Array.from({ length: height }, (_, line) =>
      parts
        .map((part) => padded(part.lines[line] ?? "", part.width))
        .join(" ")
        .trimEnd(),
    );
  });
}

/** Labels above their rows. */
function stacked(rows: readonly TableRow[], sides: number): string[] {
  const width = Math.floor(tableColumns / sides) - 1;
  return rows.flatMap((row) => {
    const cells = row.cells.map((cell) => wrapCell(cell, width));
    const height = Math.max(...cells.map((lines) => lines.length));
    const lines = Array.from({ length: height }, (_, line) =>
      cells
        .map((cell) => padded(cell[line] ?? "", width))
        .join(" ")
        .trimEnd(),
    );
    return row.label === "" ? lines : [row.label, ...lines];
  });
}

/** True where each word of the names fits its column of a table whose labels take at most `labels` columns. */
export function fitAsHeads(names: readonly string[], labels: number): boolean {
  if (names.length > mostBesideLabels) return false;
  const width = Math.floor((tableColumns - labels) / names.length) - 1;
  return names.every(
    (name) => wrapCell(name, width).length < 3 && wordsOf(name).every((word) => columnsOf(word) <= width),
  );
}

/** Lines as a code block. */
export const codeBlock = (lines: readonly string[]): string =>
  `\`\`\`\n${lines.join("\n").replaceAll("`", "'")}\n\`\`\``;
