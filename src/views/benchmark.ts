/** Who scores what on a benchmark, as a list and a picture; and the benchmarks by how many state them. */
import type { Catalog } from "../catalog/catalog.ts";
import { isAddress } from "../catalog/places.ts";
import { type BoardEntry, bestScore, type Scoreboard, statedCounts } from "../catalog/scoreboard.ts";
import type { Benchmark, Score } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import type { Bar, BarChart } from "./chart.ts";
import { type Marker, marker } from "./citations.ts";
import { labColor, onDark } from "./colors.ts";
import { customId } from "./custom-id.ts";
import { modelSelect } from "./entry.ts";
import { lengthOf, limits, shorten } from "./limits.ts";
import type { File, Message, Row, Select } from "./message.ts";
import { pager, pagesOf, pageWithin } from "./pages.ts";
import { measurer } from "./scores.ts";
import { bullet, escapeMarkdown, inWords } from "./text.ts";

const words = en.boards;
const ownBars = 12;
const otherBars = 6;
const referenceColor = 0x9aa0a8;
const overviewLines = 20;
const color = 0x5865f2;

/** A lab's own figure: on a page of its own, and nobody else is said to have measured it. */
export const isOwnScore = (score: Score): boolean => score.by === undefined && score.places.some(isAddress);

const marked = ({ model, isReference }: BoardEntry): string =>
  isReference ? `${words.reference} ${model.name}` : model.name;

/** `thinking; measured by Artificial Analysis`. */
function asideOf({ score, isReference }: BoardEntry, isOwn: boolean): string {
  const by = isOwn ? [] : [isReference && score.by === undefined ? words.quoted : measurer(score)];
  return [...(score.setting === undefined ? [] : [score.setting]), ...by].join("; ");
}

/** `- **Kimi K2.5** 76.8¹ (thinking)`. */
function entryText(entry: BoardEntry, isOwn: boolean, mark: Marker): string {
  const aside = asideOf(entry, isOwn);
  return bullet(
    `**${escapeMarkdown(marked(entry))}** ${escapeMarkdown(entry.score.text)}${mark(entry.score.places)}${aside === "" ? "" : ` (${escapeMarkdown(aside)})`}`,
  );
}

/** The best entry of each model, in order. */
function oneEach(entries: readonly BoardEntry[]): BoardEntry[] {
  return entries.filter((entry, index) => entries.findIndex((one) => one.model === entry.model) === index);
}

function barsOf(catalog: Catalog, entries: readonly BoardEntry[], scale: number, isOwn: boolean): Bar[] {
  return entries.map(
    (entry, index): Bar => ({
      name: marked(entry),
      share: Math.min(1, Math.max(0, entry.score.score / scale)),
      text: shorten(entry.score.text, 12),
      color: entry.isReference ? referenceColor : onDark(labColor(catalog, entry.model.lab)),
      ...(isOwn ? {} : { hollow: true }),
      ...(isOwn && index === 0 && entries[1]?.score.score !== entry.score.score ? { leads: true } : {}),
    }),
  );
}

/** The picture, or undefined where there are not two figures to see. */
export function benchmarkChart(catalog: Catalog, board: Scoreboard): BarChart | undefined {
  const { benchmark } = board;
  const own = oneEach(board.own).slice(0, ownBars);
  const others = oneEach(board.others).slice(0, otherBars);
  if (own.length + others.length < 2) return undefined;
  const scale = benchmark.max ?? Math.max(...[...own, ...others].map((one) => one.score.score));
  if (scale <= 0) return undefined;
  const groups = [
    { name: `${benchmark.name}: ${words.own.toLowerCase()}`, bars: barsOf(catalog, own, scale, true) },
    { name: words.others, bars: barsOf(catalog, others, scale, false) },
  ].filter((group) => group.bars.length > 0);
  const said = groups.map(
    (group) => `${group.name}: ${group.bars.map((bar) => `${bar.name} ${bar.text}`).join(", ")}.`,
  );
  return { groups, description: shorten(words.alt(benchmark.name, said.join(" ")), limits.fileDescription) };
}

/** Other benchmarks whose name begins with the same word: versions, which are never compared. */
function versionsOf(catalog: Catalog, benchmark: Benchmark): Benchmark[] {
  const [first = ""] = benchmark.name.split(/[\s-]/);
  if (first.length < 4) return [];
  return [...catalog.benchmarks.values()].filter(
    (one) => one.id !== benchmark.id && one.name.toLowerCase().startsWith(first.toLowerCase()),
  );
}

function headLine({ benchmark, own, others }: Scoreboard, mark: Marker): string {
  const name = escapeMarkdown(benchmark.name);
  const [first] = own;
  const [other] = others;
  const entry = first ?? other;
  if (entry === undefined) return words.noFigures(name);
  const level = oneEach(first === undefined ? others : own).filter(
    (one) => one.score.score === entry.score.score,
  );
  const ties = level.slice(0, 4);
  const said = first === undefined ? words.leadOthers : words.lead;
  return said(
    inWords(ties.map(({ model }) => `**${escapeMarkdown(model.name)}**`)),
    ties.length,
    escapeMarkdown(entry.score.text) + mark(entry.score.places),
    escapeMarkdown(asideOf(entry, first !== undefined)),
    name,
  );
}

/** One page of a benchmark; the picture stands on the first one. */
export function benchmarkMessage(catalog: Catalog, board: Scoreboard, page: number, picture?: File): Message {
  const { benchmark, own, others, left } = board;
  const mark = marker(catalog);
  const models = new Set([...own, ...others].map((one) => one.model));
  const versions = versionsOf(catalog, benchmark).map((one) => one.name);
  const about = [
    benchmark.about,
    words.counted(models.size, left.length),
    ...(benchmark.higherIsBetter ? [] : [words.lower]),
    ...(versions.length === 0 ? [] : [words.versions(versions.join(", "))]),
  ].join(" ");
  const legend = own.length + others.length === 0 ? [] : [`-# ${words.legend}`];
  const pages = pagesOf([
    { lines: [headLine(board, mark), ...legend] },
    { name: words.own, lines: own.map((one) => entryText(one, true, mark)) },
    { name: words.others, lines: others.map((one) => entryText(one, false, mark)) },
    { lines: [`-# ${escapeMarkdown(about)}`] },
  ]);
  const current = pageWithin(page, pages.length);
  const buttons = pager(current, pages.length, (to) =>
    customId("benchmark", "page", benchmark.id, String(to)),
  );
  const shown = picture !== undefined && current === 0 ? picture : undefined;
  const [first] = own.length > 0 ? own : others;
  return {
    audience: "everyone",
    embeds: [
      {
        title: shorten(benchmark.name, limits.title),
        description: pages[current] ?? words.noFigures(escapeMarkdown(benchmark.name)),
        color: first === undefined ? color : labColor(catalog, first.model.lab),
        ...(shown === undefined ? {} : { image: `attachment://${shown.name}` }),
        ...(pages.length < 2 ? {} : { footer: en.page(current + 1, pages.length) }),
      },
    ],
    ...(shown === undefined ? {} : { files: [shown] }),
    rows: [
      ...(models.size === 0
        ? []
        : ([[modelSelect(catalog, [...models], customId("model", "open"), words.openModel)]] as const)),
      [benchmarkSelect(catalog, versionsOf(catalog, benchmark))],
      ...(buttons.length === 0 ? [] : [buttons]),
    ],
  };
}

/** Benchmarks by how many released models of the makers state a figure. */
export function byStated(catalog: Catalog): { benchmark: Benchmark; count: number }[] {
  const counts = statedCounts(catalog.data.models);
  return [...catalog.benchmarks.values()]
    .map((benchmark) => ({ benchmark, count: counts.get(benchmark.id) ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

/** A menu of benchmarks: some first, then the most stated. */
function benchmarkSelect(catalog: Catalog, first: readonly Benchmark[]): Select {
  const all = byStated(catalog);
  const counts = new Map(all.map(({ benchmark, count }) => [benchmark.id, count]));
  const listed = [...new Set([...first, ...all.map(({ benchmark }) => benchmark)])].slice(
    0,
    limits.selectOptions,
  );
  return {
    kind: "select",
    id: customId("benchmark", "open"),
    placeholder: words.open,
    options: listed.map((one) => ({
      label: shorten(words.choice(one.name, counts.get(one.id) ?? 0), limits.selectText),
      value: one.id,
    })),
  };
}

/** The most stated benchmarks with who leads; `typed`: a name that none has, and `near` what comes close. */
export function benchmarkOverview(
  catalog: Catalog,
  miss?: { typed: string; near: readonly Benchmark[] },
): Message {
  const all = byStated(catalog);
  const near = new Set(miss?.near ?? []);
  const order = [
    ...all.filter(({ benchmark }) => near.has(benchmark)),
    ...all.filter(({ benchmark }) => !near.has(benchmark)),
  ];
  const lines = order.slice(0, overviewLines).flatMap(({ benchmark, count }) => {
    const sign = benchmark.higherIsBetter ? 1 : -1;
    const [best] = catalog.newest
      .flatMap((model) => {
        const score = bestScore({ ...model, scores: model.scores.filter(isOwnScore) }, benchmark);
        return score === undefined ? [] : [{ model, score }];
      })
      .sort((a, b) => sign * (b.score.score - a.score.score));
    const name = escapeMarkdown(benchmark.name);
    return best === undefined
      ? [words.choice(`**${name}**`, count)]
      : [words.overviewLine(name, count, escapeMarkdown(best.model.name), escapeMarkdown(best.score.text))];
  });
  const kept: string[] = [];
  for (const line of lines) if (lengthOf([...kept, line].join("\n")) < 3500) kept.push(line);
  const rows: Row[] = [[benchmarkSelect(catalog, miss?.near ?? [])]];
  return {
    audience: miss === undefined ? "everyone" : "asker",
    embeds: [
      {
        ...(miss === undefined ? { title: words.overviewTitle(all.length) } : {}),
        description: [
          ...(miss === undefined ? [] : [words.unknown(miss.typed)]),
          ...kept,
          `-# ${words.overviewNote}`,
        ].join("\n"),
        color,
      },
    ],
    rows,
  };
}
