/** The most and the least of something: models ranked by a figure or a benchmark, with how many were compared. Pure. */
import type { Catalog } from "../catalog/catalog.ts";
import { figureOf } from "../catalog/figures.ts";
import { bestScore } from "../catalog/scoreboard.ts";
import { type Conditions, selectModels } from "../catalog/select.ts";
import type { Model, Score } from "../catalog/types.ts";
import type { Measure } from "./question.ts";

export interface Ranked {
  model: Model;
  value: number;
  /** Where the ranking is by a benchmark. */
  score?: Score;
}

export interface Ranking {
  /** Best first. */
  ranked: readonly Ranked[];
  /** Models that meet the conditions and lack the figure. */
  lacking: number;
}

/** Ranks the models that meet the conditions. */
export function rank(catalog: Catalog, measure: Measure, where: Conditions): Ranking {
  const { models } = selectModels(catalog, where, "newest");
  if (measure.by === "figure") {
    const ranked = models.flatMap((model): Ranked[] => {
      const value = figureOf(model, measure.figure);
      return value === undefined ? [] : [{ model, value }];
    });
    const sign = measure.least ? 1 : -1;
    ranked.sort((a, b) => sign * (a.value - b.value));
    return { ranked, lacking: models.length - ranked.length };
  }
  const benchmark = catalog.benchmarks.get(measure.benchmark);
  if (benchmark === undefined) return { ranked: [], lacking: models.length };
  const ranked = models.flatMap((model): Ranked[] => {
    const score = bestScore(model, benchmark);
    return score === undefined ? [] : [{ model, value: score.score, score }];
  });
  ranked.sort((a, b) => (benchmark.higherIsBetter ? b.value - a.value : a.value - b.value));
  return { ranked, lacking: models.length - ranked.length };
}
