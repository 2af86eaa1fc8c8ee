/** The rows of a comparison's tables: one fixed order of models, one row a fact, the best marked. */
import type { Entry, SharedBenchmark } from "../catalog/compare/benchmarks.ts";
import { measureOf } from "../catalog/compare/points.ts";
import type { Cell, ComparedField, Row as FieldRow } from "../catalog/compare/rows.ts";
import type { Comparison } from "../catalog/compare.ts";
import { showDate } from "../catalog/dates.ts";
import { comparedFields, modelFields, type Price } from "../catalog/fields.ts";
import type { Claim } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { mostSentences } from "./compare-words.ts";
import { brief, licenceBrief } from "./entry.ts";
import { columnsOf } from "./pages.ts";
import { amountText } from "./price.ts";
import type { TableRow } from "./table.ts";
import { escapeMarkdown, inWords, labelled } from "./text.ts";

const words = en.comparing;
/** Fields of the first table, in its order; all others are behind the button. */
const tableFields: readonly ComparedField[] = [
  "released",
  "parametersTotal",
  "parametersActive",
  "context",
  "weights",
  "licence",
  "price",
  "modality",
];
/** Longer values are told behind the button. */
const longestCell = 40;
const longestOfMany = 14;

/** Every row that is stated, in the order of the fields. */
export function statedRows(comparison: Comparison): FieldRow[] {
  const rows = [...comparison.different, ...comparison.onlyOne.map((one) => one.row), ...comparison.same];
  return comparedFields.flatMap((field) => rows.find((row) => row.field === field) ?? []);
}

const silence = (sides: number) => (sides > 2 ? words.unstatedBrief : en.notStated);

/** Longer values of a column are told by their first figure; the whole is behind the button. */
const longestBeside = 12;

function fieldBrief(text: string, sides: number): string {
  const plain = brief(text);
  const figure = /^[~≈]?[\d.,]+\s?[KMBT]?\+?(?=[\s,;])/.exec(plain)?.[0];
  return sides < 3 || columnsOf(plain) <= longestBeside || figure === undefined ? plain : `${figure}…`;
}

/** The day where there is room for it, else the month. */
const dayText = (date: string, sides: number) =>
  sides < 3
    ? showDate(date)
    : sides === 3
      ? words.briefMonth(showDate(date.slice(0, 7)))
      : showDate(date.slice(0, 7));

function cellText(field: ComparedField, { claims, disputed }: Cell, sides: number): string | undefined {
  const [claim] = claims;
  if (claim === undefined) return undefined;
  const value =
    field === "weights"
      ? en.cards.weights[claim.value as "yes" | "no" | "partly"]
      : field === "released"
        ? dayText(String(claim.value), sides)
        : field === "licence"
          ? words.briefLicence(licenceBrief(claim.text, words.own), sides)
          : fieldBrief(claim.text, sides);
  return disputed || claim.doubtful === true ? `${value}?` : value;
}

/** Sides that have the longest context or the lowest price, where that is certain. */
function bestOf(values: readonly (number | undefined)[], isHighBest: boolean): number[] {
  const known = values.filter((value) => value !== undefined);
  if (known.length < 2) return [];
  const best = isHighBest ? Math.max(...known) : Math.min(...known);
  if (known.every((value) => value === best)) return [];
  return values.flatMap((value, side) => (value === best ? [side] : []));
}

const marked = (text: string, isBest: boolean) => (isBest ? `*${text}` : text);

function priceRows(row: FieldRow): TableRow[] {
  const prices = row.cells.map((cell) => cell.claims[0] as Claim<Price> | undefined);
  const silent = silence(row.cells.length);
  return (["input", "output"] as const).flatMap((side) => {
    const amounts = prices.map((claim) => claim?.value[side] ?? claim?.value.either);
    const currencies = new Set(prices.flatMap((claim) => claim?.value.currency ?? []));
    const units = new Set(prices.flatMap((claim) => (claim === undefined ? [] : [claim.value.per])));
    if (amounts.every((amount) => amount === undefined)) return [];
    const best = currencies.size === 1 && units.size === 1 ? bestOf(amounts, false) : [];
    return [
      {
        label: words.priceSide[side],
        cells: prices.map((claim, index) => {
          const amount = amounts[index];
          if (claim === undefined || amount === undefined) return silent;
          const per = claim.value.per === undefined ? "" : ` per ${claim.value.per}`;
          const doubt = row.cells[index]?.disputed === true || claim.doubtful === true ? "?" : "";
          return marked(`${amountText(amount, claim.value.currency)}${per}${doubt}`, best.includes(index));
        }),
      },
    ];
  });
}

/** The rows of facts; a field that no side states, or that is the same for all, has none. */
export function factRows(comparison: Comparison): TableRow[] {
  const models = comparison.subjects.map((subject) => subject.model);
  const folded = new Set(comparison.same);
  return statedRows(comparison)
    .filter((row) => tableFields.includes(row.field) && !folded.has(row))
    .flatMap((row): TableRow[] => {
      if (row.field === "price") return priceRows(row);
      const best =
        row.field === "context"
          ? bestOf(
              models.map((model) => measureOf(model, "context")?.value),
              true,
            )
          : [];
      const texts = row.cells.map((cell) => cellText(row.field, cell, models.length));
      const longest = models.length > 2 ? longestOfMany : longestCell;
      if (texts.some((text) => (text?.length ?? 0) > longest)) return [];
      return [
        {
          label: words.labelOf(row.field),
          cells: texts.map((text, side) =>
            text === undefined ? silence(models.length) : marked(text, best.includes(side)),
          ),
        },
      ];
    });
}

const isLoose = (entry: Entry) => entry.doubtful || entry.low !== entry.high;

function benchmarkCell(shared: SharedBenchmark, side: number, silent: string): string {
  const entry = shared.entries.find((one) => one.side === side);
  const score = entry?.scores.find((one) => one.score !== undefined);
  if (entry === undefined || score === undefined) return silent;
  const [leader, ...level] = shared.leaders;
  const figure = brief(score.text).replace(/(?<=\d)\s?%$/, "");
  // What is doubtful leads nobody.
  if (isLoose(entry)) return `${figure}?`;
  return marked(figure, leader === side && level.length === 0);
}

/** The rows of shared benchmarks: figures only, best marked where one leads. */
export function benchmarkRows(comparison: Comparison): TableRow[] {
  const sides = comparison.subjects.map((_, side) => side);
  return comparison.benchmarks.map((shared) => ({
    label: shared.benchmark.name,
    cells: sides.map((side) => benchmarkCell(shared, side, words.unstatedBrief)),
  }));
}

/** `**Same** context 128K · takes text`: what no column needs to tell. */
export function sameLine(comparison: Comparison): string[] {
  const isSaid = comparison.points.slice(0, mostSentences).some((point) => point.kind === "weights");
  const rows = comparison.same
    .filter((row) => tableFields.includes(row.field))
    .filter((row) => !isSaid || (row.field !== "weights" && row.field !== "licence"));
  const parts = rows.flatMap((row) => {
    const [cell] = row.cells;
    const text = cell === undefined ? undefined : cellText(row.field, cell, 1);
    return text === undefined ? [] : [`${words.labelOf(row.field).toLowerCase()} ${escapeMarkdown(text)}`];
  });
  return parts.length === 0 ? [] : [labelled(words.same, parts.join(" · "))];
}

/** `Licence by the family: Kimi K2.5.` */
export function inheritedLines(comparison: Comparison, names: readonly string[]): string[] {
  const rows = statedRows(comparison).filter((row) => tableFields.includes(row.field));
  return rows.flatMap((row) => {
    const of = names.filter((_, side) => row.cells[side]?.by !== undefined);
    return of.length === 0 ? [] : [words.byFamily(words.labelOf(row.field), inWords(of))];
  });
}

export interface ComparedClaim extends Pick<Claim, "text" | "places" | "asOf" | "note"> {
  side: number;
  label: string;
}

/** Every claim and score that a comparison rests on. */
export function comparisonClaims(comparison: Comparison): ComparedClaim[] {
  const facts = statedRows(comparison).flatMap((row) =>
    row.cells.flatMap((cell, side) =>
      cell.claims.map((claim) => ({ ...claim, side, label: modelFields[row.field].label })),
    ),
  );
  const scores = comparison.benchmarks.flatMap(({ benchmark, entries }) =>
    entries.flatMap(({ side, scores }) => scores.map((score) => ({ ...score, side, label: benchmark.name }))),
  );
  return [...facts, ...scores];
}
