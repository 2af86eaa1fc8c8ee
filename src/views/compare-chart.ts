/** The picture of a comparison: shared benchmarks, and size and context on their scales. One order of models. */
import type { Catalog } from "../catalog/catalog.ts";
import { measureOf } from "../catalog/compare/points.ts";
import type { Comparison } from "../catalog/compare.ts";
import { en } from "../messages/en.ts";
import type { Bar, BarChart } from "./chart.ts";
import { picturesColors } from "./colors.ts";
import { shortNames } from "./compare-names.ts";
import { lengthOf, limits, shorten } from "./limits.ts";

/** Rows of bars and headings that a phone still shows beside the table. */
const mostRows = 16;
const longestText = 14;

type Group = BarChart["groups"][number];
const plain = (text: string): string =>
  shorten(text.replace(/\s*\([^)]*\)/g, "").trim() || text, longestText);

function benchmarkGroups(
  comparison: Comparison,
  names: readonly string[],
  colors: readonly number[],
): Group[] {
  return comparison.benchmarks.flatMap(({ benchmark, entries, leaders }) => {
    const inOrder = [...entries].sort((a, b) => a.side - b.side);
    const judged = inOrder.flatMap((entry) => {
      const score = entry.scores.find((one) => one.score !== undefined);
      const isOut = comparison.subjects[entry.side]?.model.status !== "anticipated";
      return score?.score === undefined || !isOut ? [] : [{ entry, text: score.text, value: score.score }];
    });
    const scale = benchmark.max ?? Math.max(...judged.map((one) => one.value));
    if (judged.length < 2 || scale <= 0) return [];
    const bars = judged.map(({ entry, text, value }): Bar => {
      const isUncertain = entry.approximate || entry.doubtful || entry.low !== entry.high;
      return {
        name: names[entry.side] ?? "",
        share: Math.min(1, Math.max(0, value / scale)),
        text: plain(text),
        color: colors[entry.side] ?? 0xffffff,
        ...(leaders.length === 1 && leaders[0] === entry.side ? { leads: true } : {}),
        ...(isUncertain ? { uncertain: true } : {}),
      };
    });
    return [{ name: benchmark.name, bars }];
  });
}

function factGroups(comparison: Comparison, names: readonly string[], colors: readonly number[]): Group[] {
  return (["parametersTotal", "context"] as const).flatMap((field) => {
    const measured = comparison.subjects.flatMap(({ model }, side) => {
      const measure = measureOf(model, field);
      return measure === undefined ? [] : [{ side, measure }];
    });
    const largest = Math.max(...measured.map((one) => one.measure.value));
    if (measured.length < 2) return [];
    const bars = measured.map(
      ({ side, measure }): Bar => ({
        name: names[side] ?? "",
        share: measure.value / largest,
        text: plain(measure.text),
        color: colors[side] ?? 0xffffff,
        ...(measure.approximate || measure.atLeast || measure.atMost ? { uncertain: true } : {}),
      }),
    );
    return [{ name: en.comparing.labelOf(field), bars }];
  });
}

function descriptionOf(groups: readonly Group[]): string {
  const sentences = groups.map(
    (group) => `${group.name}: ${group.bars.map((bar) => `${bar.name} ${bar.text}`).join(", ")}.`,
  );
  const kept: string[] = [];
  let used = lengthOf(en.comparing.chartAlt(""));
  for (const sentence of sentences) {
    used += lengthOf(sentence) + 1;
    if (used > limits.fileDescription) break;
    kept.push(sentence);
  }
  return en.comparing.chartAlt(kept.join(" "));
}

/** The picture, or undefined where there are not two figures to see. */
export function comparisonChart(catalog: Catalog, comparison: Comparison): BarChart | undefined {
  const models = comparison.subjects.map((subject) => subject.model);
  const names = shortNames(models);
  const colors = picturesColors(
    catalog,
    models.map((model) => model.lab),
  );
  const facts = factGroups(comparison, names, colors);
  const rows = models.length > 2 ? mostRows - 4 : mostRows;
  const most = Math.max(2, Math.floor(rows / (models.length + 1)));
  // Sizes and contexts keep a place beside the benchmarks where there is room for both.
  const benchmarks = benchmarkGroups(comparison, names, colors).slice(0, Math.max(2, most - facts.length));
  const groups = [...benchmarks, ...facts].slice(0, most);
  const figures = groups.reduce((sum, group) => sum + group.bars.length, 0);
  return figures < 2 ? undefined : { groups, description: descriptionOf(groups) };
}
