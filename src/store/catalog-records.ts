/** From rows back to the catalogue's types: the reading half of the projection. Whatever is stored is checked here. */
import { z } from "zod";
import { aliasKinds, relationKinds } from "../catalog/data-file.ts";
import { labFields, modelFields, type ValueKind, valueSchema } from "../catalog/fields.ts";
import {
  type Alias,
  type Benchmark,
  type CatalogData,
  type CatalogEvent,
  type Caveat,
  type Claim,
  type Fact,
  type Figure,
  type Lab,
  type Model,
  type Person,
  type Point,
  type Ranking,
  type Relation,
  type Score,
  type Source,
  type Standing,
  sectionIds,
  type Topic,
} from "../catalog/types.ts";
import { factOf } from "../catalog/values.ts";
import type { DetailKind, OwnerKind } from "./catalog-rows.ts";
import { StoreError } from "./errors.ts";
import type * as rows from "./generated/client.ts";

const text = z.string();
const list = z.array(text);
const places = list;
const point = z.object({ text, places });

const closed = {
  sourceKind: z.enum(["document", "upstream"]),
  asOfKind: z.enum(["stated", "content"]),
  labKind: z.enum(["lab", "sub-lab", "comparator", "organisation"]),
  modelKind: z.enum(["family", "model", "variant", "product"]),
  modelStatus: z.enum(["released", "anticipated", "mentioned"]),
  aliasKind: z.enum([...aliasKinds, "search"]),
  section: z.enum(sectionIds),
} as const;

/** Shapes of the JSON in Detail, by kind. Strict, so that nothing that is stored gets lost unseen. */
const details: { [K in DetailKind]: z.ZodType<DetailType[K]> } = {
  person: z.strictObject({
    name: text,
    nameZh: text.exactOptional(),
    nickname: text.exactOptional(),
    role: text,
    background: z.array(point),
    places,
  }),
  figure: z.strictObject({ name: text, text, places, note: text.exactOptional() }),
  standing: z.strictObject({ ranking: text, value: text, of: text.exactOptional(), places }),
  relation: z.strictObject({
    kind: z.enum(relationKinds),
    to: text.exactOptional(),
    name: text,
    places,
    note: text.exactOptional(),
  }),
  caveat: z.strictObject({
    field: text.exactOptional(),
    text,
    places,
    conflict: text.exactOptional(),
  }),
  score: z.strictObject({
    benchmark: text,
    score: z.number().exactOptional(),
    text,
    places,
    note: text.exactOptional(),
    doubtful: z.boolean().exactOptional(),
  }),
};
interface DetailType {
  person: Person;
  figure: Figure;
  standing: Standing;
  relation: Relation;
  caveat: Caveat;
  score: Score;
}

/** The rows of every table of the catalogue, in any order. */
export interface CatalogTables extends Parts {
  sources: rows.Source[];
  rankings: rows.Ranking[];
  benchmarks: rows.Benchmark[];
  labs: rows.Lab[];
  models: rows.Model[];
  topics: rows.Topic[];
}

/** @throws StoreError when a row is not what this program writes */
export function toCatalog(tables: CatalogTables): CatalogData {
  const { aliases, claims, events, points, details: detailRows } = tables;
  const of = byOwner({ aliases, claims, events, points, details: detailRows });
  try {
    return {
      sources: tables.sources.sort(inOrder).map(toSource),
      rankings: tables.rankings.sort(inOrder).map(toRanking),
      benchmarks: tables.benchmarks.sort(inOrder).map(toBenchmark),
      labs: tables.labs.sort(byId).map((row) => toLab(row, of("lab", row.id))),
      models: tables.models.sort(byId).map((row) => toModel(row, of("model", row.id))),
      topics: tables.topics.sort(byId).map((row) => toTopic(row, of("topic", row.id))),
    };
  } catch (cause) {
    if (!(cause instanceof z.ZodError || cause instanceof SyntaxError)) throw cause;
    throw new StoreError(
      "unreadable-row",
      "The catalogue's rows in the database were changed by hand or are damaged: delete all rows of the table ImportedFile, and they are read anew from data/.",
      { cause },
    );
  }
}

/** The rows that hang on one entry, each list in its order. */
interface Parts {
  aliases: rows.Alias[];
  claims: rows.Claim[];
  events: rows.Event[];
  points: rows.Point[];
  details: rows.Detail[];
}
const noParts = (): Parts => ({ aliases: [], claims: [], events: [], points: [], details: [] });

function byOwner(all: Parts): (kind: OwnerKind, id: string) => Parts {
  const owners = new Map<string, Parts>();
  for (const table of Object.keys(all) as (keyof Parts)[]) {
    for (const row of all[table].sort(inOrder)) {
      const key = `${row.ownerKind}:${row.ownerId}`;
      const parts = owners.get(key) ?? noParts();
      owners.set(key, parts);
      // A row goes to the table it came from; TypeScript cannot see that across a computed key.
      (parts[table] as object[]).push(row);
    }
  }
  return (kind, id) => owners.get(`${kind}:${id}`) ?? noParts();
}

const inOrder = (a: { position: number }, b: { position: number }) => a.position - b.position;
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const listed = (places: string): string[] => (places === "" ? [] : places.split(" "));
const parsedList = (json: string): string[] => list.parse(JSON.parse(json));

/** Drops the columns that hold nothing: in the catalogue's types a missing value is a missing key. */
function given<T extends object>(columns: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null)) as never;
}

function toSource(row: rows.Source): Source {
  const { id, title, about, asOf, group, groupFrom, groupTo, document, url, licence } = row;
  return {
    id,
    title,
    kind: closed.sourceKind.parse(row.kind),
    about,
    asOf,
    asOfKind: closed.asOfKind.parse(row.asOfKind),
    ...given({ group, file: document, url, licence }),
    ...(groupFrom === null || groupTo === null ? {} : { groupLines: [groupFrom, groupTo] as const }),
  };
}

function toRanking({ id, name, source, about, ordered, values }: rows.Ranking): Ranking {
  return { id, name, source, about, ordered, values: parsedList(values) };
}

function toBenchmark(row: rows.Benchmark): Benchmark {
  const { id, name, about, max, higherIsBetter, average } = row;
  return { id, name, aliases: parsedList(row.aliases), about, higherIsBetter, ...given({ max, average }) };
}

function toLab(row: rows.Lab, parts: Parts): Lab {
  const { id, name, nameZh, partOf } = row;
  return {
    id,
    kind: closed.labKind.parse(row.kind),
    name,
    ...given({ nameZh, partOf }),
    aliases: parts.aliases.map(toAlias),
    facts: toFacts(labFields, parts.claims) as Lab["facts"],
    people: detailsOf(parts, "person"),
    figures: detailsOf(parts, "figure"),
    standings: detailsOf(parts, "standing"),
    relations: detailsOf(parts, "relation"),
    events: parts.events.map(toEvent),
    sections: toSections(parts.points),
    caveats: detailsOf(parts, "caveat"),
    huggingface: parsedList(row.huggingface),
  };
}

function toModel(row: rows.Model, parts: Parts): Model {
  const { id, lab, name, nameZh, family, variantOf, predecessor } = row;
  return {
    id,
    lab,
    kind: closed.modelKind.parse(row.kind),
    status: closed.modelStatus.parse(row.status),
    name,
    ...given({ nameZh, family, variantOf, predecessor }),
    aliases: parts.aliases.map(toAlias),
    facts: toFacts(modelFields, parts.claims) as Model["facts"],
    scores: detailsOf(parts, "score"),
    notable: parts.points.map(toPoint),
    standings: detailsOf(parts, "standing"),
    relations: detailsOf(parts, "relation"),
    events: parts.events.map(toEvent),
    caveats: detailsOf(parts, "caveat"),
  };
}

function toTopic({ id, name, about, aliases }: rows.Topic, parts: Parts): Topic {
  return {
    id,
    name,
    about,
    aliases: parsedList(aliases),
    points: parts.points.map(toPoint),
    caveats: detailsOf(parts, "caveat"),
  };
}

const toAlias = (row: rows.Alias): Alias => ({
  text: row.text,
  kind: closed.aliasKind.parse(row.kind),
  places: listed(row.places),
});
const toEvent = (row: rows.Event): CatalogEvent => ({
  date: row.date,
  text: row.text,
  places: listed(row.places),
});
const toPoint = (row: rows.Point): Point => ({ text: row.text, places: listed(row.places) });

function toSections(points: readonly rows.Point[]): Lab["sections"] {
  const sections: { [S in z.output<typeof closed.section>]?: Point[] } = {};
  for (const row of points) {
    const section = closed.section.parse(row.section);
    const others = sections[section] ?? [];
    sections[section] = others;
    others.push(toPoint(row));
  }
  return sections;
}

function detailsOf<K extends DetailKind>(parts: Parts, kind: K): DetailType[K][] {
  const schema = details[kind];
  return parts.details.filter((row) => row.kind === kind).map((row) => schema.parse(JSON.parse(row.data)));
}

function toFacts(
  fields: Record<string, { value: ValueKind; holds: "one" | "many" }>,
  claimRows: readonly rows.Claim[],
): Record<string, Fact> {
  const facts: Record<string, Fact> = {};
  for (const [field, { value, holds }] of Object.entries(fields)) {
    const claims = claimRows.filter((row) => row.field === field).map((row) => toClaim(value, row));
    const [first, ...rest] = claims;
    if (first !== undefined) facts[field] = factOf(value, holds, [first, ...rest]);
  }
  return facts;
}

function toClaim(kind: ValueKind, row: rows.Claim): Claim {
  return {
    value: valueSchema(kind).parse(JSON.parse(row.value)),
    text: row.text,
    places: listed(row.places),
    ...given({ note: row.note, doubtful: row.doubtful ? true : null, agrees: row.agrees ? true : null }),
  };
}
