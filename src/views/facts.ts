/** Facts as text: the preferred value, what other sources say, and the mark that opens where it is said. */
import type { Catalog } from "../catalog/catalog.ts";
import { datePattern, earliestDay, showDate } from "../catalog/dates.ts";
import {
  fieldDefinition,
  type Geometry,
  type LabField,
  type ModelField,
  type Price,
  type Report,
  type ValueKind,
} from "../catalog/fields.ts";
import { citationOf } from "../catalog/places.ts";
import type { Caveat, Claim, Fact, Place, Point, Standing, StatedDate } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { linked, type Marker, pageName } from "./citations.ts";
import { priceText } from "./price.ts";
import { bullet, escapeMarkdown, labelled } from "./text.ts";

type Field = LabField | ModelField;
type Facts = Readonly<Record<string, Fact | undefined>>;

/** One thing that is said, with where: what a card shows and what its Sources list is the same. */
export interface FactLine {
  label: string;
  text: string;
  places: readonly Place[];
  /** Day on which its page was read. */
  asOf?: StatedDate | undefined;
  note?: string | undefined;
}

function geometryText({ layers, kvLayers, kvHeads, headDim, kvRank, ropeDim }: Geometry): string {
  const words = en.cards.geometry;
  const attention =
    kvRank === undefined ? words.heads(kvHeads ?? 0, headDim ?? 0) : words.latent(kvRank, ropeDim ?? 0);
  const cached = kvLayers === undefined ? [] : [words.cached(kvLayers)];
  return [words.layers(layers), ...cached, attention].join(", ");
}

/** A claim's value without its note, safe to print; what can be opened is a link. */
export function valueText(kind: ValueKind, claim: Claim): string {
  switch (kind) {
    case "price":
      return escapeMarkdown(priceText(claim.value as Price));
    case "report":
      return linked(escapeMarkdown(claim.text), (claim.value as Report).url);
    case "link":
      return linked(escapeMarkdown(pageName(String(claim.value))), String(claim.value));
    case "geometry":
      return geometryText(claim.value as Geometry);
    default:
      return escapeMarkdown(claim.text);
  }
}

/** `2025` beside `6 Jun 2025` says nothing more. */
function isCoarser(claim: Claim, preferred: Claim): boolean {
  const [value, best] = [claim.value, preferred.value];
  return typeof value === "string" && datePattern.test(value) && String(best).startsWith(`${value}-`);
}

/** Claims that say something else than the preferred one. */
export function furtherClaims(fact: Fact): Claim[] {
  const [preferred, ...others] = fact.claims;
  return others.filter((claim) => claim.text !== preferred.text && !isCoarser(claim, preferred));
}

/** All claims of a fact in one text: `671B¹ *(note)*`, `A¹; others say B²` where they disagree. */
export function factText(kind: ValueKind, fact: Fact, mark: Marker): string {
  const show = (claim: Claim) => {
    const note = [
      ...(claim.doubtful === true && claim.note === undefined ? [en.doubtful] : []),
      ...(claim.note === undefined ? [] : [claim.note]),
    ];
    const doubt = claim.doubtful === true ? ` ⚠ ${en.cards.doubtful}` : "";
    const remark = note.length === 0 ? "" : ` *(${escapeMarkdown(note.join("; "))})*`;
    return `${valueText(kind, claim)}${mark(claim.places)}${doubt}${remark}`;
  };
  const [preferred] = fact.claims;
  const further = furtherClaims(fact);
  const against = fact.disputed ? further.filter((claim) => claim.agrees !== true) : [];
  const added = further.filter((claim) => !against.includes(claim));
  const text = [preferred, ...added].map(show).join(" · ");
  return against.length === 0
    ? text
    : `${text} ⚠ ${en.cards.othersSay} ${against.map(show).join(en.cards.or)}`;
}

export const placesOf = (fact: Fact): Place[] => fact.claims.flatMap((claim) => claim.places);

/** Lines `**Label** value` for those of `keys` that are stated. */
export function statedLines(
  entity: "lab" | "model",
  facts: Facts,
  keys: readonly Field[],
  mark: Marker,
): string[] {
  return keys.flatMap((key) => {
    const fact = facts[key];
    const definition = fieldDefinition(entity, key);
    if (fact === undefined || definition === undefined) return [];
    return [labelled(definition.label, factText(definition.value, fact, mark))];
  });
}

/** One line for every claim of some fields, for Sources. */
export function claimLines(entity: "lab" | "model", facts: Facts, keys: readonly Field[]): FactLine[] {
  return keys.flatMap((key) => {
    const definition = fieldDefinition(entity, key);
    if (definition === undefined) return [];
    return (facts[key]?.claims ?? []).map((claim) => ({
      label: definition.label,
      text: valueText(definition.value, claim),
      places: claim.places,
      asOf: claim.asOf,
      note: claim.note,
    }));
  });
}

/** Labels of the expected fields among `keys` that no source states. */
export function notStated(entity: "lab" | "model", facts: Facts, keys: readonly Field[]): string[] {
  return keys.flatMap((key) => {
    const definition = fieldDefinition(entity, key);
    if (definition?.expected !== true || facts[key] !== undefined) return [];
    const nouns: Readonly<Record<string, string>> = en.cards.missing;
    return [nouns[key] ?? definition.label.toLowerCase()];
  });
}

/** `**Not stated** context, price`, or nothing. */
export function notStatedLine(labels: readonly string[]): string[] {
  return labels.length === 0 ? [] : [labelled(en.cards.notStated, labels.join(", "))];
}

/** Disputed fields in one line: `⚠ **Disputed** training cost: $5.576M¹ or $50M+²`; nothing where all agree. */
export function disputeLine(
  entity: "lab" | "model",
  facts: Facts,
  keys: readonly Field[],
  mark: Marker,
): string[] {
  const disputes = keys.flatMap((key) => {
    const fact = facts[key];
    const definition = fieldDefinition(entity, key);
    if (fact?.disputed !== true || definition === undefined) return [];
    const rival = furtherClaims(fact).filter((claim) => claim.agrees !== true);
    const sides = [fact.claims[0], ...rival.slice(0, 1)].map(
      (claim) => `${valueText(definition.value, claim)}${mark(claim.places)}`,
    );
    return sides.length < 2 ? [] : [{ label: definition.label.toLowerCase(), text: sides.join(en.cards.or) }];
  });
  if (disputes.length === 0) return [];
  const text =
    disputes.length <= 2
      ? disputes.map(({ label, text }) => `${label} ${text}`).join("; ")
      : disputes.map(({ label }) => label).join(", ");
  return [`⚠ ${labelled(en.cards.disputed, text)}`];
}

/** `- text¹`. */
export const pointLine = (point: Point, mark: Marker): string =>
  bullet(`${escapeMarkdown(point.text)}${mark(point.places)}`);

/** `Frontier · ERNIE 4.5 · Market tiers¹`. */
export function standingLine(catalog: Catalog, standing: Standing, mark: Marker): string {
  const ranking = catalog.rankings.get(standing.ranking)?.name ?? standing.ranking;
  const parts = [
    `**${escapeMarkdown(standing.value)}**`,
    ...(standing.of === undefined ? [] : [escapeMarkdown(standing.of)]),
    `${escapeMarkdown(ranking)}${mark(standing.places)}`,
  ];
  return bullet(parts.join(" · "));
}

/** Caveats as Sources list them. */
export const caveatLines = (caveats: readonly Caveat[]): FactLine[] =>
  caveats.map((one) => ({ label: en.cards.notes, text: escapeMarkdown(one.text), places: one.places }));

/** Newest day of some facts: the day a page was read, else the day up to which its source speaks. */
export function newestDay(
  catalog: Catalog,
  cited: readonly Pick<FactLine, "places" | "asOf">[],
): StatedDate | undefined {
  return cited
    .flatMap(({ places, asOf }) =>
      asOf !== undefined
        ? [asOf]
        : places.flatMap((place) => citationOf(place, catalog.sources).source?.asOf ?? []),
    )
    .sort((a, b) => earliestDay(b).localeCompare(earliestDay(a)))[0];
}

/** `Facts as of 26 Dec 2024`, or nothing where no fact has a day. */
export function footerOf(catalog: Catalog, cited: readonly Pick<FactLine, "places" | "asOf">[]): string[] {
  const day = newestDay(catalog, cited);
  return day === undefined ? [] : [en.cards.newestFact(showDate(day))];
}

/** The footer of an embed from its parts; none where there is nothing to say. */
export const withFooter = (parts: readonly string[]): { footer?: string } =>
  parts.length === 0 ? {} : { footer: parts.join(" · ") };
