/** A comparison as one Discord message: two lines in words, a table that holds on a phone, and a picture. */
import type { Catalog } from "../catalog/catalog.ts";
import { handleOf } from "../catalog/compare/handles.ts";
import type { Comparison } from "../catalog/compare.ts";
import { mostCompared } from "../catalog/compare.ts";
import type { Model, Place } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { marker } from "./citations.ts";
import { labColor } from "./colors.ts";
import { shortNames } from "./compare-names.ts";
import { benchmarkRows, comparisonClaims, factRows, inheritedLines, sameLine } from "./compare-rows.ts";
import { comparisonSentences } from "./compare-words.ts";
import { customId } from "./custom-id.ts";
import { modelSelect } from "./entry.ts";
import { footerOf, notStatedLine, withFooter } from "./facts.ts";
import { fitLines, limits, shorten } from "./limits.ts";
import type { Button, ButtonStyle, File, Message, Row } from "./message.ts";
import { rowsOf } from "./pages.ts";
import { codeBlock, fitAsHeads, tableLines } from "./table.ts";
import { escapeMarkdown, labelled } from "./text.ts";

const words = en.comparing;
const letters = ["A", "B", "C", "D", "E"] as const;
const labelColumns = { facts: 7, benchmarksOfTwo: 11, benchmarks: 13 } as const;
/** Benchmarks of the first message; all are behind its button. */
const mostBenchmarks = 5;
/** Lines of the tables of three and more models. */
const mostTableLines = 13;
/** Pages that are linked for one model; the others are in Sources. */
const mostMarks = 2;
/** Rows of sentences above a table of three and more: more would push the table off the screen. */
const mostSentenceRows = 3;

export const comparedModels = (comparison: Comparison): Model[] =>
  comparison.subjects.map((subject) => subject.model);

/** `GLM-5 vs Kimi K2.5`; with the letters of the table's columns where these have no room for names. */
export function comparisonTitle(comparison: Comparison, isLettered = false): string {
  const names = comparedModels(comparison).map((model, side) => {
    const name = model.status === "anticipated" ? `${model.name} (${words.anticipatedMark})` : model.name;
    return isLettered ? `${letters[side] ?? ""} ${name}` : name;
  });
  return shorten(names.join(isLettered ? " · " : words.versus), limits.title);
}

/** The models of a comparison as arguments of a custom_id; a family stays the family. */
export function comparisonHandles(comparison: Comparison): string[] {
  return comparison.subjects.map((subject) => handleOf((subject.family ?? subject.model).id));
}

function buttons(catalog: Catalog, comparison: Comparison, isPrivate: boolean): Row[] {
  const handles = comparisonHandles(comparison);
  const count = handles.length;
  const button = (label: string, action: string, style: ButtonStyle = "secondary"): Button => ({
    kind: "button",
    label,
    id: customId("compare", action, ...handles),
    style,
  });
  const row: Button[] = [
    ...(isPrivate ? [button(words.share, "share", "primary")] : []),
    ...(count < mostCompared ? [button(words.add, "add")] : []),
    ...(count > 2 ? [button(words.reduce, "reduce")] : []),
    button(words.all, "all"),
    button(en.sources, "sources"),
  ];
  const cards = modelSelect(catalog, comparedModels(comparison), customId("compare", "card"), words.openCard);
  return [row, [cards]];
}

/** `**Said at** GLM-5 ¹² · Kimi K2.5 ³`: what a code block cannot link. */
function saidAt(catalog: Catalog, comparison: Comparison, names: readonly string[]): string[] {
  const mark = marker(catalog);
  const sides = names.flatMap((name, side) => {
    const pages = new Map<string, Place>();
    for (const claim of comparisonClaims(comparison))
      if (claim.side === side)
        for (const place of claim.places) pages.set(place.replace(/#L\d+$/, ""), place);
    const marks = [...pages.values()].map((place) => mark([place])).filter((one) => one !== "");
    return marks.length === 0 ? [] : [`${name} ${marks.slice(0, mostMarks).join("")}`];
  });
  return sides.length === 0 ? [] : [labelled(words.saidAt, sides.join(" · "))];
}

export interface ComparisonOptions {
  audience: Message["audience"];
  /** The chart, once it is drawn. */
  picture?: File;
  /** What has to be said first: that names were left out. */
  notes?: readonly string[];
}

/** The comparison at a glance: what matters in words, the facts and shared benchmarks as tables. */
export function comparisonMessage(
  catalog: Catalog,
  comparison: Comparison,
  { audience, picture, notes = [] }: ComparisonOptions,
): Message {
  const models = comparedModels(comparison);
  const plainNames = shortNames(models);
  const names = plainNames.map(escapeMarkdown);
  // Names that a column would break give way to letters.
  const labels = models.length > 2 ? labelColumns.benchmarks : labelColumns.benchmarksOfTwo;
  const isLettered = !fitAsHeads(plainNames, labels);
  const heads = isLettered ? letters.slice(0, models.length) : plainNames;
  const header = { label: "", cells: heads };
  const facts = factRows(comparison);
  const factLines = facts.length === 0 ? [] : tableLines([header, ...facts], labelColumns.facts);
  // The picture and the button have them too: a long table of facts leaves room for fewer.
  const room =
    models.length > 2 ? Math.max(1, Math.floor((mostTableLines - factLines.length) / 2)) : mostBenchmarks;
  const benchmarks = benchmarkRows(comparison).slice(0, Math.min(room, mostBenchmarks));
  const sentences = comparisonSentences(comparison, plainNames);
  const [first = ""] = sentences;
  const all = sentences.join(" ");
  const text = models.length > 2 && rowsOf(all) > mostSentenceRows ? first : all;
  const shown = [...facts, ...benchmarks].flatMap((row) => row.cells).join(" ");
  const tables = [
    ...factLines,
    ...(benchmarks.length === 0
      ? []
      : [
          ...(facts.length === 0 ? [] : [""]),
          ...tableLines([{ ...header, label: words.benchmarks }, ...benchmarks], labels),
        ]),
  ];
  // Discord leaves no gap below a code block where the text goes on at once.
  const tail = [
    ...(benchmarks.length === 0 ? [words.noShared] : []),
    ...sameLine(comparison),
    ...inheritedLines(comparison, isLettered ? heads : names),
    ...notStatedLine(comparison.notStated.map((field) => words.labelOf(field).toLowerCase())),
    ...saidAt(catalog, comparison, isLettered ? heads : names),
  ].join("\n");
  const lines = [
    ...notes.map((note) => `*${note}*`),
    ...(text === "" ? [] : [text]),
    tables.length === 0 ? tail : `${codeBlock(tables)}${tail}`,
  ];
  return {
    audience,
    embeds: [
      {
        title: comparisonTitle(comparison, isLettered),
        description: fitLines(lines, limits.description, en.more),
        color: labColor(catalog, models[0]?.lab ?? ""),
        ...withFooter([
          ...(/(^|\s)\*/.test(shown) ? [words.legend.leads] : []),
          ...(shown.includes("?") ? [words.legend.doubt] : []),
          ...(shown.includes(words.unstatedBrief) ? [words.legend.unstated] : []),
          ...footerOf(catalog, comparisonClaims(comparison)),
        ]),
        ...(picture === undefined ? {} : { image: `attachment://${picture.name}` }),
      },
    ],
    rows: buttons(catalog, comparison, audience === "asker"),
    ...(picture === undefined ? {} : { files: [picture] }),
  };
}
