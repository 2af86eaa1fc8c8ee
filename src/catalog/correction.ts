/** What somebody would correct in an entry, as a change of its data file. Pure: text in, text out. */
import { type FieldDefinition, labFields, modelFields, type ValueKind } from "./fields.ts";

export type CorrectedKind = "model" | "lab";

export interface Correction {
  kind: CorrectedKind;
  /** Key of the field in the file. */
  field: string;
  /** As it was typed. */
  value: string;
  /** Where it is said. */
  link: string;
}

/** What a form can give; the rest has figures of its own and is written by hand. */
const typed: readonly ValueKind[] = ["date", "text", "weights", "modality", "report", "link", "price"];

const fieldsOf = (kind: CorrectedKind) =>
  Object.entries<FieldDefinition>(kind === "model" ? modelFields : labFields).filter(([, { value }]) =>
    typed.includes(value),
  );

const fold = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** The fields that can be corrected, as people call them. */
export const correctable = (kind: CorrectedKind): string[] => fieldsOf(kind).map(([, { label }]) => label);

/** The key of the field that is meant: by its label, its key, or the beginning of one of them, where that is plain. */
export function fieldNamed(kind: CorrectedKind, text: string): string | undefined {
  const wanted = fold(text);
  if (wanted === "") return undefined;
  const names = fieldsOf(kind).map(([key, { label }]) => ({ key, names: [fold(key), fold(label)] }));
  const same = names.find((one) => one.names.includes(wanted));
  const begun = names.filter((one) => one.names.some((name) => name.startsWith(wanted)));
  return same?.key ?? (begun.length === 1 ? begun[0]?.key : undefined);
}

/** What was typed as YAML. */
function valueText(value: ValueKind, text: string, link: string): string {
  const quoted = (one: string) => JSON.stringify(one.trim());
  if (value === "modality")
    return `[${text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map((one) => quoted(one.toLowerCase()))
      .join(", ")}]`;
  if (value === "report") return `{ title: ${quoted(text)}, url: ${quoted(link)} }`;
  if (value === "weights") return quoted(text.toLowerCase());
  if (value === "price") {
    const [input = "", output] = text.match(/\d+(?:\.\d+)?/g) ?? [];
    const currency = /¥|cny|rmb|yuan|元/i.test(text) ? "CNY" : "USD";
    return `{ input: ${input}, ${output === undefined ? "" : `output: ${output}, `}currency: ${currency} }`;
  }
  return quoted(text);
}

/** The file with the new claim before the others, which stay below it. */
export function withCorrection(text: string, { kind, field, value, link }: Correction): string {
  const definition = fieldsOf(kind).find(([key]) => key === field)?.[1];
  if (definition === undefined) throw new Error(`no field ${field} can be corrected`);
  const claim = `{ value: ${valueText(definition.value, value, link)}, at: ${JSON.stringify(link)} }`;
  const lines = text.replace(/\n$/, "").split("\n");
  const at = lines.findIndex((line) => line.startsWith(`${field}:`));
  if (at < 0) return `${[...lines, `${field}: ${claim}`].join("\n")}\n`;
  const rest = (lines[at] ?? "").slice(field.length + 1).trim();
  let end = at + 1;
  while (end < lines.length && /^(\s|-)/.test(lines[end] ?? "")) end += 1;
  const own = lines.slice(at + 1, end);
  const isList = rest === "" && /^\s*-/.test(own[0] ?? "");
  const before = isList
    ? own
    : rest === ""
      ? own.map((line, index) => (index === 0 ? `  - ${line.trim()}` : `    ${line.trim()}`))
      : [`  - ${rest}`, ...own];
  const indent = isList ? (/^\s*/.exec(own[0] ?? "")?.[0] ?? "  ") : "  ";
  lines.splice(at, end - at, `${field}:`, `${indent}- ${claim}`, ...before);
  return `${lines.join("\n")}\n`;
}

const context = 3;

/** The change as a patch that `git apply` takes. @param path from the repository's root */
export function patchOf(path: string, before: string, after: string): string {
  const [old, now] = [before, after].map((text) => text.replace(/\n$/, "").split("\n")) as [
    string[],
    string[],
  ];
  let start = 0;
  while (start < old.length && old[start] === now[start]) start += 1;
  let same = 0;
  while (same < Math.min(old.length, now.length) - start && old.at(-1 - same) === now.at(-1 - same))
    same += 1;
  const from = Math.max(0, start - context);
  const to = Math.min(context, same);
  const oldEnd = old.length - same;
  const nowEnd = now.length - same;
  const body = [
    ...old.slice(from, start).map((line) => ` ${line}`),
    ...old.slice(start, oldEnd).map((line) => `-${line}`),
    ...now.slice(start, nowEnd).map((line) => `+${line}`),
    ...old.slice(oldEnd, oldEnd + to).map((line) => ` ${line}`),
  ];
  const spans = `@@ -${from + 1},${oldEnd + to - from} +${from + 1},${nowEnd + to - from} @@`;
  return [`diff --git a/${path} b/${path}`, `--- a/${path}`, `+++ b/${path}`, spans, ...body, ""].join("\n");
}
