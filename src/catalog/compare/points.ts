/**
 * What matters in a comparison, as facts that the view puts into words. Only values that are certain enough count:
 * one figure, undisputed, not doubted, of a model that is out. What is left is never guessed.
 */
import { defined } from "../../defined.ts";
import { type Catalog, releasedOn } from "../catalog.ts";
import { precisionOf } from "../dates.ts";
import { factHeld } from "../family.ts";
import type { ValueOf } from "../fields.ts";
import { parseQuantity } from "../quantities.ts";
import type { Claim, Fact, Model } from "../types.ts";
import type { SharedBenchmark } from "./benchmarks.ts";

/** A figure and the words it was read from. */
export interface Measure {
  value: number;
  text: string;
  approximate: boolean;
  /** `100B+`: it may be more. */
  atLeast: boolean;
  /** `up to 235B`: it may be less. */
  atMost: boolean;
}

/** How many times as much one side has as another. Sides are indexes. */
export interface Ratio {
  more: number;
  less: number;
  times: number;
  /** `exact`: both figures are. `about`: one is approximate. `at least`: the true ratio may be larger. */
  certainty: "exact" | "about" | "at least";
  moreText: string;
  lessText: string;
}

export type Openness = "yes" | "no" | "partly" | "not stated";

export type Point =
  | { kind: "anticipated"; sides: readonly number[] }
  /** Whose weights are open, for every side; licences where stated. */
  | { kind: "weights"; sides: readonly { side: number; open: Openness; licence?: string }[] }
  /** Of two sides the ratio; of more the largest one. `active` compares the active parameters the other way round. */
  | { kind: "size"; ratio: Ratio; among: number; active?: Ratio }
  /** Who leads where, the one with the most first. Benchmarks on which two are level count for nobody. */
  | { kind: "lead"; wins: readonly { side: number; benchmarks: readonly SharedBenchmark[] }[]; of: number }
  | { kind: "context"; ratio: Ratio; among: number }
  | { kind: "price"; ratio: Ratio; what: "input" | "output"; among: number }
  | { kind: "release"; later: number; earlier: number; days?: number; months?: number };

/** Ratios below this say nothing worth a sentence. */
const worthSaying = 1.1;

function certain<V>(model: Model, fact: Fact<V> | undefined): Claim<V> | undefined {
  if (fact === undefined || fact.disputed || model.status === "anticipated") return undefined;
  const [claim] = fact.claims;
  return claim.doubtful === true ? undefined : claim;
}

/** The figure of a field, or undefined where there is none that may be compared: several sizes, a dispute, a doubt. */
export function measureOf(
  model: Model,
  field: "parametersTotal" | "parametersActive" | "context",
): Measure | undefined {
  const claim = certain(model, model.facts[field]);
  if (claim === undefined || model.kind === "family" || /character/i.test(claim.text)) return undefined;
  // "Hundreds of billions" is no figure to divide by.
  const quantity = /\d/.test(claim.text) ? parseQuantity(claim.text) : undefined;
  if (quantity === undefined || quantity.values.length > 1 || quantity.high <= 0) return undefined;
  return {
    value: quantity.high,
    text: claim.text,
    approximate: quantity.approximate === true,
    atLeast: quantity.atLeast === true,
    atMost: quantity.atMost === true,
  };
}

interface Sided {
  side: number;
  measure: Measure;
}

/** The ratio of two measures, or undefined where their bounds leave open which one is more. */
function ratioOf(a: Sided, b: Sided): Ratio | undefined {
  const [more, less] = a.measure.value >= b.measure.value ? [a, b] : [b, a];
  if (more.measure.atMost || less.measure.atLeast) return undefined;
  const loose = more.measure.approximate || less.measure.approximate;
  return {
    more: more.side,
    less: less.side,
    times: more.measure.value / less.measure.value,
    certainty: more.measure.atLeast || less.measure.atMost ? "at least" : loose ? "about" : "exact",
    moreText: more.measure.text,
    lessText: less.measure.text,
  };
}

/** The largest of some measures beside the next one; undefined where it is not certain or hardly larger. */
function largest(sided: readonly Sided[]): { ratio: Ratio; among: number } | undefined {
  const [first, second, ...rest] = [...sided].sort((a, b) => b.measure.value - a.measure.value);
  if (first === undefined || second === undefined) return undefined;
  const ratio = ratioOf(first, second);
  if (ratio === undefined || ratio.times < worthSaying || rest.some((one) => one.measure.atLeast))
    return undefined;
  return { ratio, among: sided.length };
}

function measures(models: readonly Model[], read: (model: Model) => Measure | undefined): Sided[] {
  return models.flatMap((model, side) => {
    const measure = read(model);
    return measure === undefined ? [] : [{ side, measure }];
  });
}

function weightsPoint(catalog: Catalog, models: readonly Model[]): Point[] {
  const sides = models.map((model, side) => {
    const open = certain(model, factHeld(catalog, model, "weights")?.fact)?.value ?? ("not stated" as const);
    const licence = certain(model, factHeld(catalog, model, "licence")?.fact)?.text;
    return {
      side,
      open,
      ...(licence === undefined || open !== "yes" || /^various\b/i.test(licence) ? {} : { licence }),
    };
  });
  return sides.every((one) => one.open === "not stated") ? [] : [{ kind: "weights", sides }];
}

function sizePoint(models: readonly Model[]): Point[] {
  const total = largest(measures(models, (model) => measureOf(model, "parametersTotal")));
  if (total === undefined) return [];
  const active = largest(measures(models, (model) => measureOf(model, "parametersActive")));
  const reversed =
    models.length === 2 && active !== undefined && active.ratio.more === total.ratio.less
      ? active.ratio
      : undefined;
  return [{ kind: "size", ...total, ...defined({ active: reversed }) }];
}

function leadPoint(benchmarks: readonly SharedBenchmark[]): Point[] {
  const judged = benchmarks.filter((one) => one.leaders.length > 0);
  const won = new Map<number, SharedBenchmark[]>();
  for (const one of judged) {
    const [leader, ...level] = one.leaders;
    if (leader !== undefined && level.length === 0) won.set(leader, [...(won.get(leader) ?? []), one]);
  }
  const wins = [...won].map(([side, list]) => ({ side, benchmarks: list }));
  wins.sort((a, b) => b.benchmarks.length - a.benchmarks.length);
  return wins.length === 0 ? [] : [{ kind: "lead", wins, of: judged.length }];
}

/** The figure of one side of a price. Currencies are compared only with themselves. */
function priceOf(model: Model, side: "input" | "output"): { currency: string; measure: Measure } | undefined {
  const fact = model.facts.price;
  if (certain(model, fact) === undefined) return undefined;
  const claim = fact?.claims.find((one) => one.doubtful !== true && one.value[side] !== undefined);
  const price: ValueOf<"price"> | undefined = claim?.value;
  const value = price?.[side];
  if (claim === undefined || value === undefined || price?.currency === undefined) return undefined;
  const symbol = price.currency === "USD" ? "$" : "¥";
  const measure = {
    value,
    text: `${symbol}${value < 10 ? value.toFixed(2) : value}`,
    approximate: parseQuantity(claim.text)?.approximate === true,
    atLeast: false,
    atMost: false,
  };
  return { currency: price.currency, measure };
}

function pricePoints(models: readonly Model[]): Point[] {
  return (["input", "output"] as const).flatMap((what): Point[] => {
    const currencies = new Set(models.flatMap((model) => priceOf(model, what)?.currency ?? []));
    if (currencies.size !== 1) return [];
    const found = largest(measures(models, (model) => priceOf(model, what)?.measure));
    return found === undefined || models.length > 2 ? [] : [{ kind: "price", what, ...found }];
  });
}

const dayMs = 86_400_000;

function releasePoint(models: readonly Model[]): Point[] {
  if (models.length !== 2) return [];
  const dated = models.flatMap((model, side) => {
    const fact = model.facts.released;
    const day = certain(model, fact) === undefined ? undefined : releasedOn(model);
    const usable = day !== undefined && precisionOf(day) !== "year" && model.kind !== "family";
    return usable ? [{ side, day }] : [];
  });
  const [later, earlier] = dated.sort((a, b) => b.day.localeCompare(a.day));
  if (later === undefined || earlier === undefined) return [];
  const months = monthsOf(later.day) - monthsOf(earlier.day);
  const sides = { kind: "release", later: later.side, earlier: earlier.side } as const;
  if (precisionOf(later.day) === "day" && precisionOf(earlier.day) === "day") {
    const days = Math.round((Date.parse(later.day) - Date.parse(earlier.day)) / dayMs);
    if (days < 60) return days === 0 ? [] : [{ ...sides, days }];
  }
  return months === 0 ? [] : [{ ...sides, months }];
}

function monthsOf(date: string): number {
  const [year, month] = date.split("-");
  return Number(year) * 12 + Number(month);
}

/** The points of a comparison, the most important first. */
export function pointsOf(
  catalog: Catalog,
  models: readonly Model[],
  benchmarks: readonly SharedBenchmark[],
): Point[] {
  const anticipated = models.flatMap((model, side) => (model.status === "anticipated" ? [side] : []));
  const context = largest(measures(models, (model) => measureOf(model, "context")));
  return [
    ...(anticipated.length === 0 ? [] : [{ kind: "anticipated", sides: anticipated } as const]),
    ...weightsPoint(catalog, models),
    ...leadPoint(benchmarks),
    ...sizePoint(models),
    ...(context === undefined ? [] : [{ kind: "context", ...context } as const]),
    ...pricePoints(models),
    ...releasePoint(models),
  ];
}
