/** Who scores what on a benchmark: the labs' own figures and others' measurements apart. Pure. */
import type { Catalog } from "./catalog.ts";
import { newestFirst } from "./catalog.ts";
import type { Benchmark, Model, Score } from "./types.ts";

/** A score that is a figure. */
export type Scored = Score & { score: number };

const isFigure = (score: Score): score is Scored => score.score !== undefined;

/** The best plain figure of a model on a benchmark; doubtful ones do not count. */
export function bestScore(model: Model, { id, higherIsBetter }: Benchmark): Scored | undefined {
  const sign = higherIsBetter ? 1 : -1;
  return model.scores
    .filter((one) => one.benchmark === id && one.doubtful !== true)
    .filter(isFigure)
    .sort((a, b) => sign * (b.score - a.score))[0];
}

/** How many models state a figure of each benchmark, by its id. */
export function statedCounts(models: readonly Model[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const model of models)
    for (const id of new Set(model.scores.filter(isFigure).map((one) => one.benchmark)))
      counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** The benchmark that most of the models state; the one that the catalogue lists first where several do. */
export function mostStated(catalog: Catalog, models: readonly Model[]): Benchmark | undefined {
  const counts = statedCounts(models);
  return [...catalog.benchmarks.values()]
    .filter((one) => counts.has(one.id))
    .sort((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0))[0];
}

export interface BoardEntry {
  model: Model;
  score: Scored;
  /** A model of nobody here: what the labs compare themselves with. */
  isReference: boolean;
}

export interface Scoreboard {
  benchmark: Benchmark;
  /** The labs' own figures, best first: one entry a model and setting. */
  own: readonly BoardEntry[];
  /** What somebody else measured, or nobody is said to have; best first. */
  others: readonly BoardEntry[];
  /** Models that give only words ("beats X"), doubtful figures, or are not out. */
  left: readonly Model[];
}

/** Everything that is stated on one benchmark. `isOwn` tells the labs' own figures from others'. */
export function scoreboardOf(
  catalog: Catalog,
  benchmark: Benchmark,
  isOwn: (entry: BoardEntry) => boolean,
): Scoreboard {
  const makers = new Set(catalog.makers.map((lab) => lab.id));
  const sign = benchmark.higherIsBetter ? 1 : -1;
  const entries: BoardEntry[] = [];
  const left = new Set<Model>();
  for (const model of catalog.data.models) {
    for (const score of model.scores) {
      if (score.benchmark !== benchmark.id) continue;
      if (!isFigure(score) || score.doubtful === true || model.status === "anticipated") left.add(model);
      else entries.push({ model, score, isReference: !makers.has(model.lab) });
    }
  }
  entries.sort((a, b) => sign * (b.score.score - a.score.score) || newestFirst(a.model, b.model));
  const shown = new Set(entries.map((one) => one.model));
  return {
    benchmark,
    own: entries.filter(isOwn),
    others: entries.filter((entry) => !isOwn(entry)),
    left: [...left].filter((model) => !shown.has(model)),
  };
}
