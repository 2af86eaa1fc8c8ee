/** What changed against the predecessor: only values that both models state, undisputed and not doubtful. Pure. */
import type { Catalog } from "../catalog/catalog.ts";
import { fieldDefinition, type ModelField, type Price, summarisedFields } from "../catalog/fields.ts";
import { predecessorOf } from "../catalog/lineage.ts";
import type { Claim, Fact, Model, Score } from "../catalog/types.ts";
import { valuesDiffer } from "../catalog/values.ts";
import { defined } from "../defined.ts";
import type { Change, Summary } from "./types.ts";

/** Most benchmarks that a summary names. */
const mostScores = 4;

/** The preferred claim of a fact that nobody doubts. */
function sureClaim(fact: Fact | undefined): Claim | undefined {
  if (fact === undefined || fact.disputed) return undefined;
  const [claim] = fact.claims;
  return claim.doubtful === true ? undefined : claim;
}

/** Prices can be told apart only where both name the same amounts of the same thing: none that was lost is a change. */
const isSameKind = (a: Price, b: Price): boolean =>
  a.currency === b.currency &&
  a.per === b.per &&
  (a.input === undefined) === (b.input === undefined) &&
  (a.output === undefined) === (b.output === undefined);

/** A rate that only one side names is no change of it. */
function sharedRates(price: Price, other: Price): Price {
  const { cached, tiers, ...rates } = price;
  return defined({
    ...rates,
    cached: other.cached === undefined ? undefined : cached,
    tiers: other.tiers === undefined ? undefined : tiers,
  });
}

const pricesDiffer = (a: Price, b: Price): boolean =>
  isSameKind(a, b) && valuesDiffer("price", sharedRates(a, b), sharedRates(b, a));

function factChange(field: ModelField, before: Model, after: Model): Change[] {
  const definition = fieldDefinition("model", field);
  const [was, is] = [sureClaim(before.facts[field]), sureClaim(after.facts[field])];
  if (definition === undefined || was === undefined || is === undefined) return [];
  const differ =
    field === "price"
      ? pricesDiffer(was.value as Price, is.value as Price)
      : valuesDiffer(definition.value, was.value, is.value);
  if (!differ || was.text === is.text) return [];
  return [
    { label: definition.label, before: was.text, after: is.text, places: [...was.places, ...is.places] },
  ];
}

/** A score that stands for the benchmark: sure, a figure, and the only one of its model. */
function sureScore(model: Model, benchmark: string): (Score & { score: number }) | undefined {
  const [score, ...others] = model.scores.filter((one) => one.benchmark === benchmark);
  if (score?.score === undefined || score.doubtful === true || others.length > 0) return undefined;
  return { ...score, score: score.score };
}

function scoreChanges(catalog: Catalog, before: Model, after: Model): Change[] {
  return after.scores
    .flatMap((one) => {
      const [was, is] = [sureScore(before, one.benchmark), sureScore(after, one.benchmark)];
      if (was === undefined || is === undefined || was.score === is.score) return [];
      const label = catalog.benchmarks.get(one.benchmark)?.name ?? one.benchmark;
      const change = { label, before: was.text, after: is.text, places: [...was.places, ...is.places] };
      return [{ change, size: Math.abs(is.score - was.score) }];
    })
    .sort((a, b) => b.size - a.size)
    .slice(0, mostScores)
    .map(({ change }) => change);
}

/** The changes of a model, or undefined for one that follows nothing we know. */
export function summaryOf(catalog: Catalog, model: Model): Summary | undefined {
  const predecessor = predecessorOf(catalog, model);
  if (predecessor === undefined) return undefined;
  return {
    predecessor: predecessor.id,
    changes: [
      ...summarisedFields.flatMap((field) => factChange(field, predecessor, model)),
      ...scoreChanges(catalog, predecessor, model),
    ],
  };
}
