/** What a member has from its family: never its own word, and told apart wherever it is shown. Pure. */
import type { Catalog } from "./catalog.ts";
import type { ModelField, ValueOf } from "./fields.ts";
import type { Claim, Fact, Model } from "./types.ts";

/** Fields in which a family speaks for its members; sizes, dates and prices are each model's own. */
export const familyFields = ["weights", "licence"] as const satisfies readonly ModelField[];

/** A fact, and the model that it is said of where that is another one. */
export interface Held<F extends ModelField> {
  fact: Fact<ValueOf<F>>;
  by?: Model;
}

/** The model's own fact, or that of the model or family that it belongs to; undefined where none states it. */
export function factHeld<F extends ModelField>(
  catalog: Catalog,
  model: Model,
  field: F,
): Held<F> | undefined {
  const own = model.facts[field] as Fact<ValueOf<F>> | undefined;
  if (own !== undefined) return { fact: own };
  if (!(familyFields as readonly ModelField[]).includes(field)) return undefined;
  const seen = new Set([model.id]);
  for (let parent = parentOf(catalog, model); parent !== undefined; parent = parentOf(catalog, parent)) {
    if (seen.has(parent.id)) return undefined;
    seen.add(parent.id);
    const fact = parent.facts[field] as Fact<ValueOf<F>> | undefined;
    // "Various" and "partly" are what a family says of several members, and of none by itself.
    if (parent.facts.weights?.claims[0].value === "partly") return undefined;
    if (fact !== undefined && !/^various\b/i.test(fact.claims[0].text))
      return isApiOnly(model) && !isClosed(fact.claims[0]) ? undefined : { fact, by: parent };
  }
  return undefined;
}

/**
 * Closed, or an API that a register lists and that has no repository: what a family opens is not meant of it.
 * Qwen3.5-Plus is not under the licence of Qwen3.5.
 */
function isApiOnly({ facts, unreviewed }: Model): boolean {
  return facts.weights?.claims[0].value === "no" || (unreviewed === true && facts.repository === undefined);
}

const isClosed = ({ value, text }: Claim<unknown>): boolean => value === "no" || /^closed\b/i.test(text);

function parentOf(catalog: Catalog, model: Model): Model | undefined {
  const id = model.variantOf ?? model.family;
  return id === undefined ? undefined : catalog.models.get(id);
}
