/** The chart of a comparison: shared benchmarks, or size and context where there are none. */

import { measureOf } from "../catalog/compare/points.ts";
import type { Comparison } from "../catalog/compare.ts";
import { modelFields } from "../catalog/fields.ts";
import { en } from "../messages/en.ts";
import type { Bar, BarChart } from "./chart.ts";
import { shortNames } from "./compare-names.ts";
import { lengthOf, limits, shorten } from "./limits.ts";

/** More groups are not readable on a phone. */
const mostGroups = 6;
const longestText = 14;

type Group = BarChart["groups"][number];
const plain = (text: string): string =>
  shorten(text.replace(/\s*\([^)]*\)/g, "").trim() || text, longestText);

function benchmarkGroups(comparison: Comparison, names: readonly string[]): Group[] {
  return comparison.benchmarks.flatMap(({ benchmark, entries, leaders }) => {
    const judged = entries.flatMap((entry) => {
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
        color: entry.side,
        ...(leaders.length === 1 && leaders[0] === entry.side ? { leads: true } : {}),
        ...(isUncertain ? { uncertain: true } : {}),
      };
    });
    return [{ name: benchmark.name, bars }];
  });
}

function factGroups(comparison: Comparison, names: readonly string[]): Group[] {
  return (["parametersTotal", "parametersActive", "context"] as const).flatMap((field) => {
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
        color: side,
        ...(measure.approximate || measure.atLeast || measure.atMost ? { uncertain: true } : {}),
      }),
    );
    return [{ name: modelFields[field].label, bars: bars.sort((a, b) => b.share - a.share) }];
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

/** The chart, or undefined where no two models state the same figure. */
export function comparisonChart(comparison: Comparison): BarChart | undefined {
  const names = shortNames(comparison.subjects.map((subject) => subject.model));
  const benchmarks = benchmarkGroups(comparison, names);
  const groups = (benchmarks.length > 0 ? benchmarks : factGroups(comparison, names)).slice(0, mostGroups);
  return groups.length === 0 ? undefined : { groups, description: descriptionOf(groups) };
}
