/** The catalogue in memory: every entry by id, and the orders that cards need. Built once from CatalogData. */
import { earliestDay } from "./dates.ts";
import { sourceOf } from "./places.ts";
import { weighed } from "./trust.ts";
import type {
  Benchmark,
  CatalogData,
  Lab,
  LabId,
  Model,
  ModelId,
  Place,
  Ranking,
  Source,
  SourceId,
  StatedDate,
  Topic,
} from "./types.ts";

export type Catalog = ReturnType<typeof createCatalog>;

/** Preferred day of release, or undefined where no source gives one or the model is not out. */
export function releasedOn(model: Model): StatedDate | undefined {
  return model.status === "anticipated" ? undefined : model.facts.released?.claims[0].value;
}

/** Newest first; undated last; then by name, so that the order is always the same. */
export function newestFirst(a: Model, b: Model): number {
  const dayA = releasedOn(a);
  const dayB = releasedOn(b);
  if (dayA !== undefined && dayB !== undefined) {
    const order = earliestDay(dayB).localeCompare(earliestDay(dayA));
    if (order !== 0) return order;
  } else if (dayA !== dayB) return dayA === undefined ? 1 : -1;
  return a.name.localeCompare(b.name, "en");
}

/**
 * True for a model that came out by itself: not a family, and not a size or variant of another model that came out
 * with it. Lists of what is new show these.
 */
function isOwnRelease(model: Model, models: ReadonlyMap<ModelId, Model>): boolean {
  if (model.kind === "family" || releasedOn(model) === undefined) return false;
  const parent = model.variantOf === undefined ? undefined : models.get(model.variantOf);
  return parent === undefined || releasedOn(parent) !== releasedOn(model);
}

/**
 * How well known a model is: how often the documents speak of it, then what is worth saying of it, its standings, its
 * relations, and a little for each figure. Facts alone say little: a register has as many of everything it lists.
 */
function renown(model: Model, documents: ReadonlySet<SourceId>): number {
  const { notable, standings, relations, scores, aliases, events } = model;
  let claims = 0;
  let spoken = 0;
  const hear = (said: { places: readonly Place[] }) => {
    spoken += said.places.filter((place) => documents.has(sourceOf(place) ?? "")).length;
  };
  for (const fact of Object.values(model.facts)) {
    claims += fact.claims.length;
    fact.claims.forEach(hear);
  }
  [...notable, ...standings, ...relations, ...scores, ...aliases, ...events].forEach(hear);
  const weighty = 2 * notable.length + 3 * standings.length + relations.length;
  return spoken + weighty + (scores.length + aliases.length) / 2 + claims / 4;
}

/** Latest day that any source of the data speaks of. */
function latestSource(sources: readonly Source[]): StatedDate | undefined {
  return sources.map((source) => source.asOf).sort((a, b) => earliestDay(b).localeCompare(earliestDay(a)))[0];
}

/** Weighs the claims (trust.ts) and indexes the data. Ids that nothing answers to give undefined, never an error. */
export function createCatalog(read: CatalogData) {
  const data = weighed(read);
  const labs = new Map<LabId, Lab>(data.labs.map((lab) => [lab.id, lab]));
  const models = new Map<ModelId, Model>(data.models.map((model) => [model.id, model]));
  const sources = new Map<SourceId, Source>(data.sources.map((source) => [source.id, source]));
  const rankings = new Map<string, Ranking>(data.rankings.map((ranking) => [ranking.id, ranking]));
  const benchmarks = new Map<string, Benchmark>(data.benchmarks.map((one) => [one.id, one]));
  const topics = new Map<string, Topic>(data.topics.map((topic) => [topic.id, topic]));

  const documents = new Set(
    data.sources.filter((source) => source.kind === "document").map((source) => source.id),
  );

  const byLab = new Map<LabId, Model[]>();
  const members = new Map<ModelId, Model[]>();
  for (const model of [...data.models].sort(newestFirst)) {
    byLab.set(model.lab, [...(byLab.get(model.lab) ?? []), model]);
    for (const parent of new Set([model.family, model.variantOf])) {
      if (parent !== undefined) members.set(parent, [...(members.get(parent) ?? []), model]);
    }
  }
  const makers = data.labs
    .filter((lab) => lab.kind === "lab" || lab.kind === "sub-lab")
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
  const makerIds = new Set(makers.map((lab) => lab.id));
  const newest = data.models
    .filter((model) => makerIds.has(model.lab) && isOwnRelease(model, models))
    .sort(newestFirst);

  return {
    data,
    labs,
    models,
    sources,
    rankings,
    benchmarks,
    topics,
    /** Labs and sub-labs in alphabetical order; neither comparators nor organisations named in passing. */
    makers: makers as readonly Lab[],
    /** Released models of the makers, newest first. */
    newest: newest as readonly Model[],
    /** Latest day that a source speaks of, or was read. */
    asOf: latestSource(data.sources),
    /** Models of a lab, newest first; families are among them. */
    modelsOf: (lab: LabId): readonly Model[] => byLab.get(lab) ?? [],
    /** Members of a family, or variants of a model, newest first. */
    membersOf: (model: ModelId): readonly Model[] => members.get(model) ?? [],
    /** What a lab brought out, newest first: without families, and without sizes that came with their model. */
    releasesOf: (lab: LabId): readonly Model[] =>
      (byLab.get(lab) ?? []).filter((model) => isOwnRelease(model, models)),
    labOf: (model: Model): Lab | undefined => labs.get(model.lab),
    /** The models, families and products of a lab that people hear of most. */
    bestKnownOf: (lab: LabId, count: number): readonly Model[] =>
      (byLab.get(lab) ?? [])
        .filter((model) => model.kind !== "variant")
        .map((model) => ({ model, weight: renown(model, documents) }))
        .sort((a, b) => b.weight - a.weight || newestFirst(a.model, b.model))
        .slice(0, count)
        .map(({ model }) => model),
  };
}
