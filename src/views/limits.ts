/**
 * Discord's limits, in one table, and the one place where text is made to fit them.
 * Source: Discord's documentation, "Embed Limits", "Message Components", "Application Commands".
 * Discord counts characters as code points.
 */
import type { Embed, Message, Row } from "./message.ts";

export const limits = {
  content: 2000,
  embeds: 10,
  embedsTotal: 6000,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  author: 256,
  rows: 5,
  buttons: 5,
  buttonLabel: 80,
  customId: 100,
  selectOptions: 25,
  selectText: 100,
  placeholder: 150,
  choices: 25,
  choiceText: 100,
  forumTitle: 100,
  modalTitle: 45,
  modalLabel: 45,
  fileDescription: 1024,
  files: 10,
  /** Of what is typed into a form's field. */
  inputText: 4000,
} as const;

/** Length as Discord counts it: code points, not UTF-16 units. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Shortens a name or label to `max` code points, ending in an ellipsis. Not for sentences: those are dropped whole. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const points = [...text];
  return points.length <= max
    ? text
    : `${points
        .slice(0, max - 1)
        .join("")
        .trimEnd()}…`;
}

/**
 * Joins as many whole lines as fit into `max` code points. What does not fit is counted in a last line from `more`,
 * never cut in the middle of a sentence.
 */
export function fitLines(lines: readonly string[], max: number, more: (left: number) => string): string {
  const full = lines.join("\n");
  if (lengthOf(full) <= max) return full;
  const kept: string[] = [];
  let used = 0;
  for (const [index, line] of lines.entries()) {
    const tail = more(lines.length - index);
    if (used + lengthOf(line) + 1 + lengthOf(more(lines.length - index - 1)) > max) {
      return kept.length === 0 ? shorten(tail, max) : `${kept.join("\n")}\n${tail}`;
    }
    kept.push(line);
    used += lengthOf(line) + 1;
  }
  return kept.join("\n");
}

/** Text of one embed field: at most `most` whole lines, as many as fit; the rest is counted in a line from `more`. */
export function fieldText(lines: readonly string[], most: number, more: (left: number) => string): string {
  const hidden = Math.max(0, lines.length - most);
  const shown = lines.slice(0, most);
  const room = limits.fieldValue - (hidden > 0 ? lengthOf(more(lines.length)) + 1 : 0);
  const text = fitLines(shown, room, (left) => more(left + hidden));
  return hidden > 0 && text === shown.join("\n") ? `${text}\n${more(hidden)}` : text;
}

/** Characters of an embed that count towards the 6,000 of a message. */
export function embedLength(embed: Embed): number {
  const fields = (embed.fields ?? []).map((field) => lengthOf(field.name) + lengthOf(field.value));
  return [embed.title, embed.description, embed.footer, embed.author?.name]
    .map((part) => lengthOf(part ?? ""))
    .concat(fields)
    .reduce((sum, one) => sum + one, 0);
}

/** Every limit that the message breaks, in words; an empty list means that Discord will take it. */
export function brokenLimits(message: Message): string[] {
  const broken: string[] = [];
  const check = (what: string, length: number, max: number, min = 0) => {
    if (length > max) broken.push(`${what}: ${length} is above ${max}`);
    if (length < min) broken.push(`${what}: ${length} is below ${min}`);
  };
  check("content", lengthOf(message.content ?? ""), limits.content);
  const embeds = message.embeds ?? [];
  check("embeds", embeds.length, limits.embeds);
  check(
    "all embeds",
    embeds.map(embedLength).reduce((a, b) => a + b, 0),
    limits.embedsTotal,
  );
  for (const embed of embeds) {
    check("title", lengthOf(embed.title ?? ""), limits.title);
    check("description", lengthOf(embed.description ?? ""), limits.description);
    check("footer", lengthOf(embed.footer ?? ""), limits.footer);
    check("author", lengthOf(embed.author?.name ?? ""), limits.author);
    check("fields", embed.fields?.length ?? 0, limits.fields);
    for (const field of embed.fields ?? []) {
      check("field name", lengthOf(field.name.trim()), limits.fieldName, 1);
      check(`field ${field.name}`, lengthOf(field.value.trim()), limits.fieldValue, 1);
    }
    check("embed", embedLength(embed) + (embed.image === undefined ? 0 : 1), limits.embedsTotal, 1);
  }
  check("rows", message.rows?.length ?? 0, limits.rows);
  const ids = (message.rows ?? []).flatMap(idsOf);
  check("duplicate custom ids", ids.length - new Set(ids).size, 0);
  for (const id of ids) check(`custom id ${id}`, lengthOf(id), limits.customId, 1);
  for (const row of message.rows ?? []) checkRow(row, check);
  for (const file of message.files ?? []) {
    check("file description", lengthOf(file.description), limits.fileDescription);
  }
  if (!message.content && embeds.length === 0 && (message.files?.length ?? 0) === 0)
    broken.push("empty message");
  return broken;
}

function idsOf(row: Row): string[] {
  return row.flatMap((part) => (part.kind === "link" ? [] : [part.id]));
}

function checkRow(row: Row, check: (what: string, length: number, max: number, min?: number) => void): void {
  for (const part of row) {
    if (part.kind === "select") {
      check("parts beside a select", row.length - 1, 0);
      check("select options", part.options.length, limits.selectOptions, 1);
      check("placeholder", lengthOf(part.placeholder), limits.placeholder);
      const values = part.options.map((option) => option.value);
      check("duplicate select values", values.length - new Set(values).size, 0);
      for (const option of part.options) {
        check("option label", lengthOf(option.label), limits.selectText, 1);
        check("option value", lengthOf(option.value), limits.selectText, 1);
        check("option description", lengthOf(option.description ?? ""), limits.selectText);
      }
    } else {
      check("buttons in a row", row.length, limits.buttons, 1);
      check("button label", lengthOf(part.label), limits.buttonLabel, 1);
    }
  }
}
