/** The figures of models that lists are ordered and bounded by, read from their preferred claims. Pure. */
import { releasedOn } from "./catalog.ts";
import { earliestDay } from "./dates.ts";
import type { Price } from "./fields.ts";
import { parseQuantity } from "./quantities.ts";
import type { Claim, Model } from "./types.ts";

export const figureNames = ["size", "active", "context", "input", "output", "released"] as const;
export type FigureName = (typeof figureNames)[number];

/** Largest figure of a stated text: `6B, 9B, 34B` is 34e9. Words ("hundreds of billions") are no figure to rank by. */
const highest = (text: string | undefined): number | undefined =>
  text === undefined || !/\d/.test(text) ? undefined : parseQuantity(text)?.high;

/** A price that a reseller asks is not the lab's. */
const isResellers = (claim: Claim): boolean =>
  claim.places.every((place) => place.startsWith("https://openrouter.ai/"));

/** The lab's own price that figures are read from. */
export const ownPrice = (model: Model): Claim<Price> | undefined =>
  model.facts.price?.claims.find((claim) => !isResellers(claim));

/** Dollars per million tokens of one side. Other currencies and units are not comparable, so they are absent. */
function dollars(price: Price | undefined, side: "input" | "output"): number | undefined {
  return price?.currency === "USD" && price.per === undefined ? price[side] : undefined;
}

const known = new WeakMap<Model, Map<FigureName, number | undefined>>();

/**
 * A figure of a model: parameters and tokens in units of one, dollars per million tokens, the day of release as
 * milliseconds. Undefined where no source states it. Read once a model: lists ask for hundreds of them.
 */
export function figureOf(model: Model, name: FigureName): number | undefined {
  const figures = known.get(model) ?? new Map<FigureName, number | undefined>();
  known.set(model, figures);
  if (!figures.has(name)) figures.set(name, readFigure(model, name));
  return figures.get(name);
}

function readFigure(model: Model, name: FigureName): number | undefined {
  const { facts } = model;
  switch (name) {
    case "size":
      return highest(facts.parametersTotal?.claims[0].text);
    case "active":
      return highest(facts.parametersActive?.claims[0].text);
    case "context":
      return highest(facts.context?.claims[0].text);
    case "input":
    case "output":
      return dollars(ownPrice(model)?.value, name);
    case "released": {
      const day = releasedOn(model);
      return day === undefined ? undefined : Date.parse(earliestDay(day));
    }
  }
}
