/** A link between entries as one line. */
import type { Catalog } from "../catalog/catalog.ts";
import type { Relation } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import type { Marker } from "./citations.ts";
import { bullet, escapeMarkdown } from "./text.ts";

/** Name to print for a relation: the entry's own name where it has one. */
export function relationName(catalog: Catalog, relation: Relation): string {
  if (relation.to === undefined) return relation.name;
  return (catalog.labs.get(relation.to) ?? catalog.models.get(relation.to))?.name ?? relation.name;
}

export function relationLine(catalog: Catalog, relation: Relation, mark: Marker): string {
  const note = relation.note === undefined ? "" : `: ${escapeMarkdown(relation.note)}`;
  return bullet(
    `${en.cards.relations[relation.kind]} **${escapeMarkdown(relationName(catalog, relation))}**${mark(relation.places)}${note}`,
  );
}
