/** Choosing models by conditions and putting them in order: what `/models` lists and what questions ask for. Pure. */
import { type Catalog, newestFirst, releasedOn } from "./catalog.ts";
import { earliestDay } from "./dates.ts";
import { factHeld } from "./family.ts";
import type { Modality } from "./fields.ts";
import { type FigureName, figureOf } from "./figures.ts";
import { isCommercial } from "./licences.ts";
import { type Purpose, purposesOf } from "./purposes.ts";
import { bestScore, mostStated } from "./scoreboard.ts";
import type { Benchmark, LabId, Model, ModelId, StatedDate } from "./types.ts";

/** All that is given must hold. A model that does not state what is asked for is left out, and counted. */
export interface Conditions {
  lab?: LabId;
  /** Members of this family, families of families included. */
  family?: ModelId;
  /** `open`: yes or partly; `closed`: no. */
  weights?: "open" | "closed";
  /** `commercial`: a licence that is known to allow commercial use without asking. Else a word of the licence: `mit`. */
  licence?: string;
  /** What it takes or makes. */
  modality?: Modality;
  /** What it takes, whatever it makes. */
  takes?: Modality;
  /** Its end of service is stated. */
  ending?: true;
  purpose?: Purpose;
  /** Released in or after, and in or before, these dates. */
  since?: StatedDate;
  until?: StatedDate;
  /** Parameters in all, in units of one. */
  minSize?: number;
  maxSize?: number;
  /** Tokens. */
  minContext?: number;
  /** Dollars per million output tokens, by the lab's own price. */
  maxPrice?: number;
  /** Mixture of experts. */
  experts?: true;
}

export const modelOrders = [
  "newest",
  "oldest",
  "largest",
  "smallest",
  "context",
  "cheapest",
  "score",
  "name",
] as const;
export type ModelOrder = (typeof modelOrders)[number];

/** A list as it is asked for. */
export interface Listing {
  where: Conditions;
  sort: ModelOrder;
}

export interface Selection {
  /** In the order asked for; those that lack its figure stand last. */
  models: readonly Model[];
  /** How many of `models`, at the end, lack the figure of the order. */
  unranked: number;
  /** The benchmark that the order "score" ranks by: the one that most of the models state. */
  benchmark?: Benchmark;
  /** Models that meet all else and do not state what a condition asks about. */
  unknown: number;
}

/** True, false, or undefined where the model does not state what is asked. */
type Test = (model: Model) => boolean | undefined;

const atLeast =
  (name: FigureName, least: number): Test =>
  (model) => {
    const figure = figureOf(model, name);
    return figure === undefined ? undefined : figure >= least;
  };
const atMost =
  (name: FigureName, most: number): Test =>
  (model) => {
    const figure = figureOf(model, name);
    return figure === undefined ? undefined : figure <= most;
  };

/** Last day that a stated date can mean, as text that sorts: `2026-10` -> `2026-10-99`. */
const lastDay = (date: StatedDate) => `${date}-99-99`.slice(0, 10);

function testsOf(catalog: Catalog, wanted: Conditions): Test[] {
  const tests: Test[] = [];
  const { lab, family, weights, licence, modality, purpose, since, until } = wanted;
  if (lab !== undefined) tests.push((model) => model.lab === lab);
  if (family !== undefined) tests.push((model) => isMember(catalog, model, family));
  if (purpose !== undefined) tests.push((model) => purposesOf(model).has(purpose));
  if (wanted.experts === true) tests.push((model) => hasExperts(model));
  if (weights !== undefined)
    tests.push((model) => {
      const value = factHeld(catalog, model, "weights")?.fact.claims[0].value;
      return value === undefined ? undefined : (value === "no") === (weights === "closed");
    });
  if (licence !== undefined)
    tests.push((model) => {
      const text = factHeld(catalog, model, "licence")?.fact.claims[0].text;
      if (text === undefined) return undefined;
      return licence === "commercial"
        ? isCommercial(text)
        : text.toLowerCase().includes(licence.toLowerCase());
    });
  const { takes } = wanted;
  if (takes !== undefined) tests.push((model) => model.facts.modality?.claims[0].value.includes(takes));
  if (wanted.ending === true) tests.push((model) => model.facts.endOfService !== undefined);
  if (modality !== undefined)
    tests.push((model) => {
      const both = [model.facts.modality, model.facts.generates].flatMap(
        (fact) => fact?.claims[0].value ?? [],
      );
      return both.length === 0 ? undefined : both.includes(modality);
    });
  if (since !== undefined || until !== undefined)
    tests.push((model) => {
      const day = releasedOn(model);
      if (day === undefined) return undefined;
      const first = earliestDay(day);
      return (
        (since === undefined || first >= earliestDay(since)) &&
        (until === undefined || first <= lastDay(until))
      );
    });
  if (wanted.minSize !== undefined) tests.push(atLeast("size", wanted.minSize));
  if (wanted.maxSize !== undefined) tests.push(atMost("size", wanted.maxSize));
  if (wanted.minContext !== undefined) tests.push(atLeast("context", wanted.minContext));
  if (wanted.maxPrice !== undefined) tests.push(atMost("output", wanted.maxPrice));
  return tests;
}

function isMember(catalog: Catalog, model: Model, family: ModelId): boolean {
  const seen = new Set<ModelId>();
  for (let id = model.family ?? model.variantOf; id !== undefined && !seen.has(id); ) {
    if (id === family) return true;
    seen.add(id);
    const parent = catalog.models.get(id);
    id = parent?.family ?? parent?.variantOf;
  }
  return false;
}

/** Said by its architecture, or by having fewer active parameters than in all. */
function hasExperts(model: Model): boolean | undefined {
  const architecture = model.facts.architecture?.claims[0].text;
  if (model.facts.parametersActive !== undefined) return true;
  return architecture === undefined ? undefined : /\bmoe\b|mixture of experts/i.test(architecture);
}

/** The figure that an order ranks by, and whether less is first. */
const ranks: Readonly<Record<Exclude<ModelOrder, "name" | "score">, { figure: FigureName; least: boolean }>> =
  {
    newest: { figure: "released", least: false },
    oldest: { figure: "released", least: true },
    largest: { figure: "size", least: false },
    smallest: { figure: "size", least: true },
    context: { figure: "context", least: false },
    cheapest: { figure: "output", least: true },
  };

/**
 * Models of the makers that meet all conditions, in order. Families, apps, anticipated models and comparators are left
 * out.
 */
export function selectModels(catalog: Catalog, wanted: Conditions, order: ModelOrder): Selection {
  const makers = new Set(catalog.makers.map((lab) => lab.id));
  const tests = testsOf(catalog, wanted);
  const models: Model[] = [];
  let unknown = 0;
  for (const model of catalog.data.models) {
    if (!makers.has(model.lab) || model.status === "anticipated") continue;
    if (model.kind === "family" || model.kind === "product") continue;
    const results = tests.map((test) => test(model));
    if (results.includes(false)) continue;
    if (results.includes(undefined)) unknown += 1;
    else models.push(model);
  }
  return { ...ordered(catalog, models, order), unknown };
}

function ordered(catalog: Catalog, models: readonly Model[], order: ModelOrder): Omit<Selection, "unknown"> {
  if (order === "name")
    return { models: [...models].sort((a, b) => a.name.localeCompare(b.name, "en")), unranked: 0 };
  if (order === "score") {
    const benchmark = mostStated(catalog, models);
    if (benchmark === undefined) return { models: [...models].sort(newestFirst), unranked: models.length };
    const score = (model: Model) => bestScore(model, benchmark)?.score;
    return { ...ranked(models, score, !benchmark.higherIsBetter), benchmark };
  }
  const { figure, least } = ranks[order];
  return ranked(models, (model) => figureOf(model, figure), least);
}

/** By a figure, then the newest first; those without it last. */
function ranked(
  models: readonly Model[],
  figure: (model: Model) => number | undefined,
  least: boolean,
): Omit<Selection, "unknown"> {
  const figures = new Map(models.map((model) => [model, figure(model)]));
  const sorted = [...models].sort((a, b) => {
    const [left, right] = [figures.get(a), figures.get(b)];
    if (left === undefined || right === undefined)
      return left === right ? newestFirst(a, b) : left === undefined ? 1 : -1;
    return (least ? left - right : right - left) || newestFirst(a, b);
  });
  return { models: sorted, unranked: sorted.filter((model) => figures.get(model) === undefined).length };
}
