/** Which models a comparison is about: a family stands for its newest member. */
import { type Catalog, releasedOn } from "../catalog.ts";
import { earliestDay } from "../dates.ts";
import type { Model } from "../types.ts";

/** One side of a comparison. */
export interface Subject {
  model: Model;
  /** The family that was named, where its newest member is compared in its place. */
  family?: Model;
}

/** How much is known of a model, to choose between members of one day. */
const known = (model: Model): number => Object.keys(model.facts).length + model.scores.length;

/** The newest released and dated member of a family, families of families included; undefined where none is dated. */
export function newestMember(
  catalog: Catalog,
  family: Model,
  seen: readonly string[] = [],
): Model | undefined {
  const dated = catalog
    .membersOf(family.id)
    .filter((member) => member.kind !== "product" && member.status === "released")
    .filter((member) => releasedOn(member) !== undefined && !seen.includes(member.id))
    .map((member) => ({ member, day: earliestDay(releasedOn(member) ?? "") }))
    .sort((a, b) => b.day.localeCompare(a.day) || known(b.member) - known(a.member));
  for (const { member } of dated) {
    if (member.kind !== "family") return member;
    const inner = newestMember(catalog, member, [...seen, family.id]);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** The side that a named model gives. A family without a dated member is compared by its own record. */
export function subjectOf(catalog: Catalog, named: Model): Subject {
  if (named.kind !== "family") return { model: named };
  const model = newestMember(catalog, named);
  return model === undefined ? { model: named } : { model, family: named };
}

/** Sides of a comparison in the order named, each model once: of two names for one model the first stays. */
export function subjectsOf(catalog: Catalog, named: readonly Model[]): Subject[] {
  const sides = named.map((model) => subjectOf(catalog, model));
  return sides.filter((side, index) => sides.findIndex((other) => other.model === side.model) === index);
}
