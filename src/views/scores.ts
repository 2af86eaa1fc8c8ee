/** Benchmark scores as lines, and who measured them. */
import type { Catalog } from "../catalog/catalog.ts";
import { isAddress } from "../catalog/places.ts";
import type { Model, Score } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import type { Marker } from "./citations.ts";
import type { FactLine } from "./facts.ts";
import { escapeMarkdown } from "./text.ts";

const words = en.cards;

export const benchmarkName = (catalog: Catalog, score: Score): string =>
  catalog.benchmarks.get(score.benchmark)?.name ?? score.benchmark;

/** Who measured: somebody else by name, the lab on its own page, or nobody that is stated. */
export function measurer(score: Score): string {
  if (score.by !== undefined) return words.byWhom(score.by);
  return score.places.some(isAddress) ? words.byLab : words.byNobody;
}

/** `SWE-bench Verified **76.8**¹ (thinking)`; `all` adds the note and who measured. */
export function scoreLine(catalog: Catalog, score: Score, mark: Marker, all: boolean): string {
  const aside = [
    ...(score.setting === undefined ? [] : [score.setting]),
    ...(all && score.note !== undefined ? [score.note] : []),
    ...(all ? [measurer(score)] : []),
  ].map(escapeMarkdown);
  const doubt = score.doubtful === true ? ` ⚠ ${words.doubtful}` : "";
  return `${escapeMarkdown(benchmarkName(catalog, score))} **${escapeMarkdown(score.text)}**${mark(score.places)}${doubt}${
    aside.length === 0 ? "" : ` (${aside.join("; ")})`
  }`;
}

/** The scores that a card shows, and what its heading says of who measured them. */
export function cardScores(
  catalog: Catalog,
  model: Model,
  most: number,
  mark: Marker,
): { heading: string; lines: string[]; shown: Score[] } {
  // A figure says more than "beats X", and one per benchmark is enough at a glance.
  const figures = model.scores.filter((score) => score.score !== undefined && score.doubtful !== true);
  const first = figures.filter(
    (score, index) => figures.findIndex((one) => one.benchmark === score.benchmark) === index,
  );
  const shown = (first.length > 0 ? first : model.scores).slice(0, most);
  const who = new Set(shown.map(measurer));
  const [only] = who;
  const heading =
    only !== undefined && who.size === 1
      ? `**${words.benchmarks}**, ${escapeMarkdown(only)}`
      : `**${words.benchmarks}**`;
  return {
    heading,
    lines: shown.map((score) => {
      const line = scoreLine(catalog, score, mark, false);
      return who.size === 1 ? line : `${line}, ${escapeMarkdown(measurer(score))}`;
    }),
    shown,
  };
}

/** Every score as Sources list it. */
export const scoreFacts = (catalog: Catalog, model: Model): FactLine[] =>
  model.scores.map((score) => ({
    label: benchmarkName(catalog, score),
    text: escapeMarkdown(score.setting === undefined ? score.text : `${score.text} (${score.setting})`),
    places: score.places,
    note: score.note,
  }));
