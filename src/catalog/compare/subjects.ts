/** Which models a comparison is about: a family stands for its flagship. */
import type { Catalog } from "../catalog.ts";
import { flagshipOfFamily } from "../flagship.ts";
import type { Model } from "../types.ts";

/** One side of a comparison. */
export interface Subject {
  model: Model;
  /** The family that was named, where its flagship is compared in its place. */
  family?: Model;
}

/** The side that a named model gives. A family of which nothing is out is compared by its own record. */
export function subjectOf(catalog: Catalog, named: Model): Subject {
  if (named.kind !== "family") return { model: named };
  const model = flagshipOfFamily(catalog, named);
  return model === undefined ? { model: named } : { model, family: named };
}

/** Sides of a comparison in the order named, each model once: of two names for one model the first stays. */
export function subjectsOf(catalog: Catalog, named: readonly Model[]): Subject[] {
  const sides = named.map((model) => subjectOf(catalog, model));
  return sides.filter((side, index) => sides.findIndex((other) => other.model === side.model) === index);
}
