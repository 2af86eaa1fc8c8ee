/** Facts as lines of a card: the preferred value, what other sources say, and who says so. */
import type { Catalog } from "../catalog/catalog.ts";
import { datePattern } from "../catalog/dates.ts";
import { fieldDefinition, type LabField, type ModelField } from "../catalog/fields.ts";
import { sourceOf } from "../catalog/places.ts";
import type { Caveat, Claim, Fact, Lab, Model, Place, Point, Standing } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { lengthOf } from "./limits.ts";
import { bullet, escapeMarkdown, labelled } from "./text.ts";

/** One line of a card together with what it rests on, so that the card and its sources cannot differ. */
export interface FactLine {
  label: string;
  text: string;
  places: readonly Place[];
}

/** Ids of the sources of some places, in order, each once: `landscape, ecosystem`. */
export function sourceIds(places: readonly Place[]): string[] {
  return [...new Set(places.map((place) => sourceOf(place) ?? new URL(place).hostname))];
}

const who = (places: readonly Place[]) => sourceIds(places).join(", ");

/** `short`: a card, where a long remark on an undisputed value would drown the value; `all`: everything. */
export type Notes = "short" | "all";
/** Code points of a remark that a card still shows. */
export const shortNote = 44;

function noteOf(claim: Claim, notes: Notes, disputed: boolean): string | undefined {
  const note = claim.note ?? (claim.doubtful === true ? en.doubtful : undefined);
  const keep = notes === "all" || disputed || claim.doubtful === true;
  return keep || note === undefined || lengthOf(note) <= shortNote ? note : undefined;
}

function claimText(claim: Claim, notes: Notes, disputed: boolean): string {
  const note = noteOf(claim, notes, disputed);
  const doubt = claim.doubtful === true ? " ⚠" : "";
  return escapeMarkdown(claim.text) + doubt + (note === undefined ? "" : ` *(${escapeMarkdown(note)})*`);
}

/** `2025` beside `6 Jun 2025` says nothing more. */
function isCoarser(claim: Claim, preferred: Claim): boolean {
  const [value, best] = [claim.value, preferred.value];
  return typeof value === "string" && datePattern.test(value) && String(best).startsWith(`${value}-`);
}

/** All claims of a fact in one text: `Mar 2025 (landscape) ⚠ Jul 2025 (ascendancy)` where they disagree. */
export function factText(fact: Fact, notes: Notes = "all"): string {
  const show = (claim: Claim) => claimText(claim, notes, fact.disputed);
  const [preferred, ...others] = fact.claims;
  const further = others.filter((claim) => claim.text !== preferred.text && !isCoarser(claim, preferred));
  if (!fact.disputed) return [preferred, ...further].map(show).join(" · ");
  return further.reduce(
    (text, claim) => `${text} ${claim.agrees === true ? "·" : "⚠"} ${show(claim)} (${who(claim.places)})`,
    `${show(preferred)} (${who(preferred.places)})`,
  );
}

export function placesOf(fact: Fact): Place[] {
  return fact.claims.flatMap((claim) => claim.places);
}

type Facts = Readonly<Record<string, Fact | undefined>>;

/** Lines for those of `keys` that are stated. */
export function statedLines(
  entity: "lab" | "model",
  facts: Facts,
  keys: readonly (LabField | ModelField)[],
  notes: Notes = "all",
): FactLine[] {
  return keys.flatMap((key) => {
    const fact = facts[key];
    const label = fieldDefinition(entity, key)?.label ?? key;
    return fact === undefined ? [] : [{ label, text: factText(fact, notes), places: placesOf(fact) }];
  });
}

/** Labels of the expected fields among `keys` that no source states. */
export function notStated(
  entity: "lab" | "model",
  facts: Facts,
  keys: readonly (LabField | ModelField)[],
): string[] {
  return keys.flatMap((key) => {
    const definition = fieldDefinition(entity, key);
    return definition?.expected === true && facts[key] === undefined ? [definition.label.toLowerCase()] : [];
  });
}

/** `**Not stated** context, price`, or nothing. */
export function notStatedLine(labels: readonly string[]): string[] {
  return labels.length === 0 ? [] : [labelled("Not stated", labels.join(", "))];
}

export const showLine = (line: FactLine): string => labelled(line.label, line.text);

/** `- text (landscape)`. */
export function pointLine(point: Point): string {
  return bullet(`${escapeMarkdown(point.text)} (${who(point.places)})`);
}

export function caveatLine(caveat: Caveat): string {
  return bullet(`${escapeMarkdown(caveat.text)} (${who(caveat.places)})`);
}

/** `Frontier · ERNIE 4.5 · Market tiers (landscape)`. */
export function standingLine(catalog: Catalog, standing: Standing): string {
  const ranking = catalog.rankings.get(standing.ranking)?.name ?? standing.ranking;
  const parts = [
    `**${escapeMarkdown(standing.value)}**`,
    ...(standing.of === undefined ? [] : [escapeMarkdown(standing.of)]),
    `${escapeMarkdown(ranking)} (${who(standing.places)})`,
  ];
  return bullet(parts.join(" · "));
}

/** Ids of all sources behind an entry, for its footer. */
export function entrySources(entry: Lab | Model): string[] {
  const lists: readonly (readonly { places: readonly Place[] }[])[] = [
    Object.values(entry.facts).flatMap((fact: Fact | undefined) => fact?.claims ?? []),
    entry.standings,
    entry.caveats,
    entry.relations,
    entry.events,
    "notable" in entry ? [...entry.notable, ...entry.scores] : [...entry.figures, ...entry.people],
  ];
  return sourceIds(lists.flat().flatMap((one) => one.places));
}
