/** Entries of the catalogue as JSON: every fact with all that is said of it, by whom, and whether they disagree. Pure. */
import type { Catalog } from "../catalog/catalog.ts";
import { fieldDefinition, type LabField, type ModelField, modelFieldKeys } from "../catalog/fields.ts";
import { citationOf } from "../catalog/places.ts";
import type { Claim, Fact, Lab, Model, Place } from "../catalog/types.ts";
import { defined } from "../defined.ts";
import { citedTitle, kindWords } from "../views/citations.ts";

type Facts = Readonly<Record<string, Fact | undefined>>;

/** Where something is said. */
function sourceJson(catalog: Catalog, place: Place) {
  const citation = citationOf(place, catalog.sources);
  return {
    title: citedTitle(citation),
    kind: kindWords(catalog, citation),
    ...defined({ url: citation.url, line: citation.line }),
  };
}

/** Anything of the catalogue, with `sources` that can be read in the place of `places`. */
function withSources(catalog: Catalog, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => withSources(catalog, one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) =>
      key === "places"
        ? ["sources", (one as readonly Place[]).map((place) => sourceJson(catalog, place))]
        : [key, withSources(catalog, one)],
    ),
  );
}

function factsJson(catalog: Catalog, entity: "lab" | "model", facts: Facts) {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([field, fact]) => {
      if (fact === undefined) return [];
      const [{ value, text }] = fact.claims;
      const label = fieldDefinition(entity, field)?.label ?? field;
      const claims = fact.claims.map((claim: Claim) => withSources(catalog, claim));
      return [[field, { label, value, text, disputed: fact.disputed, claims }]];
    }),
  );
}

/** Fields that people look for and nobody states. */
const notStated = (entity: "lab" | "model", facts: Facts, keys: readonly (LabField | ModelField)[]) =>
  keys.filter((key) => facts[key] === undefined && fieldDefinition(entity, key)?.expected === true);

/** Names that are shown; search aids and misheard spellings are not. */
const shownNames = (entry: Lab | Model) =>
  entry.aliases.filter(({ kind }) => kind !== "search" && kind !== "misheard").map(({ text }) => text);

const nameOf = (catalog: Catalog, lab: string) => ({ id: lab, name: catalog.labs.get(lab)?.name ?? lab });

/** One model, whole. */
export function modelJson(catalog: Catalog, model: Model) {
  const { id, lab, kind, status, name, facts, aliases: _, ...rest } = model;
  return {
    id,
    kind,
    status,
    name,
    otherNames: shownNames(model),
    lab: nameOf(catalog, lab),
    facts: factsJson(catalog, "model", facts),
    notStated: notStated("model", facts, modelFieldKeys),
    ...(withSources(catalog, rest) as object),
  };
}

/** One lab, whole, with the ids of its models, newest first. */
export function labJson(catalog: Catalog, lab: Lab) {
  const { id, kind, name, facts, aliases: _, ...rest } = lab;
  return {
    id,
    kind,
    name,
    otherNames: shownNames(lab),
    facts: factsJson(catalog, "lab", facts),
    ...(withSources(catalog, rest) as object),
    models: catalog.modelsOf(id).map((model) => model.id),
  };
}

/** The preferred value of every field, and which fields are disputed. */
function brief(facts: Facts) {
  const stated = Object.entries(facts).flatMap(([field, fact]) =>
    fact === undefined ? [] : [{ field, fact }],
  );
  return {
    facts: Object.fromEntries(stated.map(({ field, fact }) => [field, fact.claims[0].text])),
    disputed: stated.filter(({ fact }) => fact.disputed).map(({ field }) => field),
  };
}

/** A model in a list. `path`: where it is whole. */
export const modelBrief = ({ id, lab, kind, status, name, nameZh, facts, unreviewed }: Model) => ({
  id,
  lab,
  kind,
  status,
  name,
  ...defined({ nameZh, unreviewed }),
  ...brief(facts),
  path: `/api/models/${id}.json`,
});

export const labBrief = ({ id, kind, name, nameZh, partOf, facts }: Lab) => ({
  id,
  kind,
  name,
  ...defined({ nameZh, partOf }),
  ...brief(facts),
  path: `/api/labs/${id}.json`,
});
