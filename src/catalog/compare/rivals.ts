/** What a model is worth comparing with: its predecessor, its lab's others, its closest rivals. */
import { type Catalog, newestFirst, releasedOn } from "../catalog.ts";
import { predecessorOf } from "../lineage.ts";
import type { Model } from "../types.ts";
import { measureOf } from "./points.ts";

export type Reason = "predecessor" | "successor" | "rival" | "similar" | "same-lab" | "new";

export interface Candidate {
  model: Model;
  reason: Reason;
}

/** Sizes within this factor are similar. */
const similarFactor = 3;
const mostOfLab = 8;

const yearOf = (model: Model) => releasedOn(model)?.slice(0, 4);

/** How far apart two sizes are, as a factor; undefined where one is not stated. */
function sizeFactor(a: Model, b: Model): number | undefined {
  const [sizeA, sizeB] = [measureOf(a, "parametersTotal")?.value, measureOf(b, "parametersTotal")?.value];
  return sizeA === undefined || sizeB === undefined ? undefined : Math.max(sizeA / sizeB, sizeB / sizeA);
}

function sharedScores(a: Model, b: Model): number {
  const ids = new Set(a.scores.map((score) => score.benchmark));
  return new Set(b.scores.map((score) => score.benchmark).filter((id) => ids.has(id))).size;
}

/** Models that a source itself compares with this one. */
function statedRivals(catalog: Catalog, model: Model): Model[] {
  const named = model.relations
    .filter((relation) => relation.kind === "rival" && relation.to !== undefined)
    .flatMap((relation) => catalog.models.get(relation.to ?? "") ?? []);
  const naming = catalog.data.models.filter((other) =>
    other.relations.some((relation) => relation.kind === "rival" && relation.to === model.id),
  );
  return [...named, ...naming].filter((other) => other.lab !== model.lab);
}

/** Released models of other labs from the same year and of similar size; those with shared benchmarks first. */
function similarModels(catalog: Catalog, model: Model): Model[] {
  const year = yearOf(model);
  return catalog.data.models
    .filter((other) => other.lab !== model.lab && other.kind === "model" && other.status === "released")
    .map((other) => ({ other, factor: sizeFactor(model, other), shared: sharedScores(model, other) }))
    .filter(({ other, factor, shared }) => {
      if (factor !== undefined)
        return factor <= similarFactor && (year === undefined || yearOf(other) === year);
      return shared > 0 || (year !== undefined && yearOf(other) === year);
    })
    .sort(
      (a, b) =>
        b.shared - a.shared ||
        (a.factor ?? similarFactor + 1) - (b.factor ?? similarFactor + 1) ||
        newestFirst(a.other, b.other),
    )
    .map(({ other }) => other);
}

/** Up to `most` models to compare with some others, each once, the closest first; the given ones are left out. */
export function candidatesFor(catalog: Catalog, models: readonly Model[], most: number): Candidate[] {
  const found = new Map<Model, Reason>();
  const add = (reason: Reason, list: readonly (Model | undefined)[]) => {
    for (const one of list) {
      if (one !== undefined && !models.includes(one) && !found.has(one)) found.set(one, reason);
    }
  };
  for (const model of models) {
    add("predecessor", [predecessorOf(catalog, model)]);
    add(
      "successor",
      catalog.modelsOf(model.lab).filter((other) => other.predecessor === model.id),
    );
  }
  for (const model of models) add("rival", statedRivals(catalog, model));
  const rivals = models.map((model) => similarModels(catalog, model));
  for (const list of rivals) add("similar", list.slice(0, mostOfLab));
  for (const model of models) {
    const others = catalog.modelsOf(model.lab).filter((other) => other.kind === "model");
    add("same-lab", others.slice(0, mostOfLab));
  }
  for (const list of rivals) add("similar", list);
  add("new", catalog.newest);
  return [...found].slice(0, most).map(([model, reason]) => ({ model, reason }));
}
