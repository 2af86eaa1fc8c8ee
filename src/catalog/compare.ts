/** Two to five models side by side: fields, benchmarks and what matters. Pure. */
import type { Catalog } from "./catalog.ts";
import { type SharedBenchmark, sharedBenchmarks } from "./compare/benchmarks.ts";
import { type Point, pointsOf } from "./compare/points.ts";
import { type Rows, rowsOf } from "./compare/rows.ts";
import { type Subject, subjectsOf } from "./compare/subjects.ts";
import type { Model } from "./types.ts";

/** Most models of one comparison. */
export const mostCompared = 5;

export interface Comparison extends Rows {
  /** Two to five, in the order they were named. */
  subjects: readonly Subject[];
  benchmarks: readonly SharedBenchmark[];
  points: readonly Point[];
}

/**
 * Compares models; a family stands for its newest member. The first five different ones count; undefined where fewer
 * than two are left.
 */
export function compareModels(catalog: Catalog, named: readonly Model[]): Comparison | undefined {
  const subjects = subjectsOf(catalog, named).slice(0, mostCompared);
  if (subjects.length < 2) return undefined;
  const models = subjects.map((subject) => subject.model);
  const benchmarks = sharedBenchmarks(catalog, models);
  return { subjects, ...rowsOf(catalog, models), benchmarks, points: pointsOf(catalog, models, benchmarks) };
}
