/** Benchmarks that two or more of the compared models state, and who leads. */
import type { Catalog } from "../catalog.ts";
import { parseQuantity } from "../quantities.ts";
import type { Benchmark, Model, Score } from "../types.ts";

/** One model's scores on one benchmark. */
export interface Entry {
  /** Index of the side. */
  side: number;
  /** Never empty; the preferred one first. */
  scores: readonly [Score, ...Score[]];
  /** Lowest and highest figure stated; absent where the source gives only words. */
  low?: number;
  high?: number;
  /** `~87`, `over 90`. */
  approximate: boolean;
  /** Marked in the data as doubtful. */
  doubtful: boolean;
}

export interface SharedBenchmark {
  benchmark: Benchmark;
  /** Best figure first; those without a figure last. */
  entries: readonly Entry[];
  /** Sides that lead: none where fewer than two give a figure or the figures do not settle it; several when level. */
  leaders: readonly number[];
  /** False where a figure that decides is approximate or doubtful. */
  sure: boolean;
}

function entryOf(side: number, scores: readonly Score[]): Entry | undefined {
  const [first, ...rest] = scores;
  if (first === undefined) return undefined;
  const figures = scores.flatMap((one) => one.score ?? []);
  const loose = (text: string) => {
    const quantity = parseQuantity(text);
    return (
      quantity?.approximate === true ||
      quantity?.atLeast === true ||
      quantity?.atMost === true ||
      quantity?.range === true
    );
  };
  return {
    side,
    scores: [first, ...rest],
    ...(figures.length === 0 ? {} : { low: Math.min(...figures), high: Math.max(...figures) }),
    approximate: scores.some((one) => one.score !== undefined && loose(one.text)),
    doubtful: scores.some((one) => one.doubtful === true),
  };
}

interface Judged extends Entry {
  low: number;
  high: number;
}
const isJudged = (entry: Entry): entry is Judged => entry.low !== undefined && entry.high !== undefined;

/**
 * Who leads among figures of one benchmark. A model with several figures leads only if its worst is at least as good
 * as everybody else's best. Anticipated models are out of the race.
 */
function leadersOf(entries: readonly Judged[], higherIsBetter: boolean): number[] {
  if (entries.length < 2) return [];
  const worst = (entry: Judged) => (higherIsBetter ? entry.low : -entry.high);
  const best = (entry: Judged) => (higherIsBetter ? entry.high : -entry.low);
  const leaders = entries.filter((entry) =>
    entries.every((other) => other === entry || worst(entry) >= best(other)),
  );
  return leaders.map((entry) => entry.side);
}

/** Scores of different settings ("thinking", "with tools") are shown beside each other, and nobody leads. */
const isComparable = (entries: readonly Entry[]): boolean =>
  new Set(entries.flatMap((entry) => entry.scores[0].setting?.toLowerCase() ?? [])).size < 2;

/** Benchmarks stated by two or more: those with a leader first, then the most shared. Never across ids. */
export function sharedBenchmarks(catalog: Catalog, models: readonly Model[]): SharedBenchmark[] {
  const ids = new Set(models.flatMap((model) => model.scores.map((score) => score.benchmark)));
  const shared = [...ids].flatMap((id): SharedBenchmark[] => {
    const benchmark = catalog.benchmarks.get(id);
    const entries = models.flatMap(
      (model, side) =>
        entryOf(
          side,
          model.scores.filter((score) => score.benchmark === id),
        ) ?? [],
    );
    if (benchmark === undefined || entries.filter(isJudged).length < 2) return [];
    const judged = entries.filter(isJudged).filter(({ side }) => models[side]?.status !== "anticipated");
    const sign = benchmark.higherIsBetter ? 1 : -1;
    const rank = (entry: Entry) => (entry.high === undefined ? Number.NEGATIVE_INFINITY : sign * entry.high);
    return [
      {
        benchmark,
        entries: [...entries].sort((a, b) => (rank(a) === rank(b) ? a.side - b.side : rank(b) - rank(a))),
        leaders: isComparable(judged) ? leadersOf(judged, benchmark.higherIsBetter) : [],
        sure: judged.every((entry) => !entry.approximate && !entry.doubtful),
      },
    ];
  });
  const place = new Map([...catalog.benchmarks.keys()].map((id, index) => [id, index]));
  return shared.sort(
    (a, b) =>
      Number(b.leaders.length > 0) - Number(a.leaders.length > 0) ||
      b.entries.length - a.entries.length ||
      (place.get(a.benchmark.id) ?? 0) - (place.get(b.benchmark.id) ?? 0),
  );
}
