/** A comparison of models as one Discord message, laid out for a phone: a line per field, differences first. */
import type { Catalog } from "../catalog/catalog.ts";
import type { Entry, SharedBenchmark } from "../catalog/compare/benchmarks.ts";
import { handleOf } from "../catalog/compare/handles.ts";
import type { Cell, ComparedField, Row as FieldRow } from "../catalog/compare/rows.ts";
import type { Comparison } from "../catalog/compare.ts";
import { mostCompared } from "../catalog/compare.ts";
import { showDate } from "../catalog/dates.ts";
import { modelFields } from "../catalog/fields.ts";
import type { Claim, Model } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { labColor } from "./colors.ts";
import { shortNames } from "./compare-names.ts";
import { comparisonSentences } from "./compare-words.ts";
import { customId } from "./custom-id.ts";
import { type FactLine, sourceIds } from "./facts.ts";
import { fieldText, fitLines, lengthOf, limits, shorten } from "./limits.ts";
import type { Button, ButtonStyle, File, Message, Row } from "./message.ts";
import { modelSelect } from "./model.ts";
import { bullet, escapeMarkdown, labelled } from "./text.ts";

const words = en.comparing;
/** Longer values get a line each. In code points. */
const longValue = 36;
const longRow = 150;
/** Cells up to here are not broken across lines. In code points. */
const unbroken = 28;
const most = { description: 3300, benchmarks: 8, remarks: 3 } as const;

const shortLabels: Partial<Record<ComparedField, string>> = words.labels;
const labelOf = (field: ComparedField): string => shortLabels[field] ?? modelFields[field].label;

/** Words that every second model shares, made short. */
const briefly = (text: string): string =>
  text.replace(/(^|\s)mixture of experts \(MoE\)/gi, "$1MoE").replace(/ · /g, ", ");

function claimText(field: ComparedField, claim: Claim): string {
  const value = claim.value;
  const text =
    field === "weights" && (value === "yes" || value === "no" || value === "partly")
      ? words.weights[value]
      : escapeMarkdown(briefly(claim.text));
  return claim.doubtful === true ? `${text} ⚠` : text;
}

/** `$5.576M ⚠ $50M+` where sources contradict each other. */
function cellText(field: ComparedField, { claims, disputed }: Cell): string | undefined {
  if (claims.length === 0) return undefined;
  return claims.map((claim) => claimText(field, claim)).join(disputed ? " ⚠ " : ", ");
}

/** A short cell stays in one piece: no line ends with the `27` of `Kimi K2.5: 27 Jan 2026` or the `GLM-` of `GLM-5`. */
const whole = (text: string): string =>
  lengthOf(text) > unbroken ? text : text.replaceAll(" ", "\u00a0").replace(/-(?=[\p{L}\p{N}])/gu, "-\u2060");

interface Said {
  name: string;
  /** Absent: not stated. */
  text: string | undefined;
}

/** `**Label** A: 1 · B: 2`; equal values share a place, and long ones get a line each. */
function sideBySide(label: string, cells: readonly Said[], tail = ""): string {
  const texts = [...new Set(cells.flatMap((cell) => cell.text ?? []))];
  const parts = texts.map((text) => {
    const names = cells.filter((cell) => cell.text === text).map((cell) => cell.name);
    return { text: whole(`${names.join(", ")}: ${text}`), long: lengthOf(text) > longValue };
  });
  const silent = cells.filter((cell) => cell.text === undefined).map((cell) => cell.name);
  if (silent.length > 0) parts.push({ text: whole(`${silent.join(", ")}: *${en.notStated}*`), long: false });
  const inline = labelled(label, parts.map((part) => part.text).join(" · ") + tail);
  if (!parts.some((part) => part.long) && lengthOf(inline) <= longRow) return inline;
  return [`**${label}**${tail}`, ...parts.map((part) => bullet(part.text))].join("\n");
}

function rowLine(row: FieldRow, names: readonly string[]): string {
  return sideBySide(
    labelOf(row.field),
    row.cells.map((cell, side) => ({ name: names[side] ?? "", text: cellText(row.field, cell) })),
  );
}

/** `licence: MIT`, within a line of several. */
function brief(row: FieldRow, side: number): string {
  const cell = row.cells[side] ?? { claims: [], disputed: false };
  return `${labelOf(row.field).toLowerCase()}: ${cellText(row.field, cell) ?? en.notStated}`;
}

function sameLine(rows: readonly FieldRow[]): string[] {
  if (rows.length === 0) return [];
  return [labelled(words.same, rows.map((row) => brief(row, 0)).join(" · "))];
}

/** What one side alone states, a line per side. */
function onlyOneLines(comparison: Comparison, names: readonly string[]): string[] {
  return names.flatMap((name, side) => {
    const rows = comparison.onlyOne.filter((one) => one.side === side);
    if (rows.length === 0) return [];
    return [labelled(words.onlyFor(name), rows.map(({ row }) => brief(row, side)).join(" · "))];
  });
}

/** Every row that the comparison shows. */
const shownRows = (comparison: Comparison): FieldRow[] => [
  ...comparison.different,
  ...comparison.onlyOne.map((one) => one.row),
  ...comparison.same,
];

function scoresText({ scores, low, high, doubtful }: Entry): string {
  const texts = [...new Set(scores.map((score) => escapeMarkdown(score.text)))];
  const mark = low !== high ? " ⚠ " : ", ";
  return texts.join(mark) + (doubtful ? " ⚠" : "");
}

function benchmarkLine(shared: SharedBenchmark, names: readonly string[]): string {
  const { benchmark, entries, leaders, sure } = shared;
  const sources = sourceIds(entries.flatMap((entry) => entry.scores.flatMap((score) => score.places)));
  const remark = [
    ...(leaders.length > 1 ? [words.level] : []),
    ...(leaders.length > 0 && !sure ? [words.approximate] : []),
    sources.join(", "),
  ].join("; ");
  const cells = entries.map((entry) => ({
    name: `${leaders.includes(entry.side) ? `${words.leadMark} ` : ""}${names[entry.side] ?? ""}`,
    text: scoresText(entry),
  }));
  return sideBySide(escapeMarkdown(benchmark.name), cells, ` (${remark})`);
}

/** Notes behind values, the doubtful and disputed ones first. */
function remarkLines(comparison: Comparison, names: readonly string[]): string[] {
  const urgent: string[] = [];
  const other: string[] = [];
  for (const row of shownRows(comparison)) {
    for (const [side, cell] of row.cells.entries()) {
      const about = `${labelOf(row.field)}, ${names[side] ?? ""}`;
      if (cell.disputed) {
        const voices = cell.claims.map(
          (claim) => `${claimText(row.field, claim)} (${sourceIds(claim.places).join(", ")})`,
        );
        urgent.push(bullet(`${about}: ${voices.join(" ⚠ ")}`));
      }
      for (const claim of cell.claims) {
        const note = claim.note ?? (claim.doubtful === true ? en.doubtful : undefined);
        // One word is a unit ("tokens"), not a remark.
        if (note === undefined || !note.includes(" ")) continue;
        (claim.doubtful === true ? urgent : other).push(bullet(`${about}: ${escapeMarkdown(note)}`));
      }
    }
  }
  for (const { benchmark, entries } of comparison.benchmarks) {
    for (const { side, scores } of entries) {
      for (const { note, doubtful } of scores) {
        if (note === undefined) continue;
        const line = bullet(
          `${escapeMarkdown(benchmark.name)}, ${names[side] ?? ""}: ${escapeMarkdown(note)}`,
        );
        (doubtful === true ? urgent : other).push(line);
      }
    }
  }
  return [...new Set([...urgent, ...other])];
}

const modelsOf = (comparison: Comparison): Model[] => comparison.subjects.map((subject) => subject.model);

/** Everything a comparison shows, with its places, for the Sources button. */
export function comparisonSourceLines(comparison: Comparison): FactLine[] {
  const names = shortNames(modelsOf(comparison));
  const rows = shownRows(comparison).flatMap((row) =>
    row.cells.flatMap((cell, side) =>
      cell.claims.map((claim) => ({
        label: `${names[side] ?? ""}: ${labelOf(row.field).toLowerCase()}`,
        text: claim.text,
        places: claim.places,
      })),
    ),
  );
  const scores = comparison.benchmarks.flatMap(({ benchmark, entries }) =>
    entries.flatMap((entry) =>
      entry.scores.map((score) => ({
        label: `${names[entry.side] ?? ""}: ${benchmark.name}`,
        text: score.text,
        places: score.places,
      })),
    ),
  );
  return [...rows, ...scores];
}

/** `GLM-5 vs Kimi K2.5`. */
export function comparisonTitle(comparison: Comparison): string {
  const names = modelsOf(comparison).map((model) =>
    model.status === "anticipated" ? `${model.name} (${words.anticipatedMark})` : model.name,
  );
  return shorten(names.join(words.versus), limits.title);
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
    button(en.sources, "sources"),
  ];
  const cards = modelSelect(catalog, modelsOf(comparison), customId("compare", "card"), words.openCard);
  return [row, [cards]];
}

export interface ComparisonOptions {
  audience: Message["audience"];
  /** The chart, once it is drawn. */
  picture?: File;
  /** What has to be said first: that names were left out. */
  notes?: readonly string[];
}

/** The whole comparison: what matters, differences, what is the same, what nobody states, benchmarks, remarks. */
export function comparisonMessage(
  catalog: Catalog,
  comparison: Comparison,
  { audience, picture, notes = [] }: ComparisonOptions,
): Message {
  const models = modelsOf(comparison);
  const plainNames = shortNames(models);
  const names = plainNames.map(escapeMarkdown);
  const text = comparisonSentences(comparison, plainNames).join(" ");
  const lines = [
    ...notes.map((note) => `*${note}*`),
    ...(text === "" ? [] : [text, ""]),
    ...comparison.different.map((row) => rowLine(row, names)),
    ...onlyOneLines(comparison, names),
    ...sameLine(comparison.same),
    ...(comparison.notStated.length === 0
      ? []
      : [
          labelled(
            words.notStatedForAny,
            comparison.notStated.map((field) => labelOf(field).toLowerCase()).join(", "),
          ),
        ]),
    ...(comparison.benchmarks.length === 0 ? ["", words.noShared] : []),
  ];
  const description = fitLines(lines, most.description, en.more);
  const benchmarks = comparison.benchmarks.map((one) => benchmarkLine(one, names));
  const remarks = remarkLines(comparison, names);
  const sources = sourceIds(comparisonSourceLines(comparison).flatMap((line) => line.places));
  const shown = [description, ...benchmarks].join("\n");
  return {
    audience,
    embeds: [
      {
        title: comparisonTitle(comparison),
        description,
        color: labColor(models[0]?.lab ?? ""),
        fields: [
          ...(benchmarks.length === 0
            ? []
            : [{ name: words.benchmarks, value: fieldText(benchmarks, most.benchmarks, en.more) }]),
          ...(remarks.length === 0
            ? []
            : [{ name: words.remarks, value: fieldText(remarks, most.remarks, words.moreOnCards) }]),
        ],
        footer: [
          ...(shown.includes(words.leadMark) ? [words.legend.leads] : []),
          ...(shown.includes("⚠") ? [words.legend.doubt] : []),
          ...(sources.length === 0 ? [] : [`${en.sources}: ${sources.join(", ")}`]),
          ...(catalog.asOf === undefined ? [] : [en.dataAsOf(showDate(catalog.asOf))]),
        ].join(" · "),
        ...(picture === undefined ? {} : { image: `attachment://${picture.name}` }),
      },
    ],
    rows: buttons(catalog, comparison, audience === "asker"),
    ...(picture === undefined ? {} : { files: [picture] }),
  };
}
