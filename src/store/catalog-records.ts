/** From rows back to the catalogue's types: the reading half of the projection. */
import { z } from "zod";
import { labFields, modelFields, type ValueKind, valueSchema } from "../catalog/fields.ts";
import {
  type Alias,
  type Benchmark,
  type CatalogData,
  type CatalogEvent,
  type Claim,
  type Fact,
  type Lab,
  type Model,
  type Point,
  type Ranking,
  type SectionId,
  type Source,
  sectionIds,
  type Topic,
} from "../catalog/types.ts";
import { factOf } from "../catalog/values.ts";
import {
  type CatalogRows,
  type DetailKind,
  type Details,
  detailSchemas,
  type OwnerKind,
  type Row,
} from "./catalog-tables.ts";

/** Rows in any order to the catalogue. @throws ZodError or SyntaxError for JSON that is not what rowsOf writes */
export function toCatalog(rows: CatalogRows): CatalogData {
  const partsOf = byOwner(rows);
  return {
    sources: rows.Source.sort(byPosition).map(toSource),
    rankings: rows.Ranking.sort(byPosition).map(toRanking),
    benchmarks: rows.Benchmark.sort(byPosition).map(toBenchmark),
    labs: rows.Lab.sort(byId).map((row) => toLab(row, partsOf("lab", row.id))),
    models: rows.Model.sort(byId).map((row) => toModel(row, partsOf("model", row.id))),
    topics: rows.Topic.sort(byId).map((row) => toTopic(row, partsOf("topic", row.id))),
  };
}

const partTables = ["Alias", "Claim", "Event", "Point", "Detail"] as const;
/** The rows that hang on one entry, each table's in their order. */
type Parts = Pick<CatalogRows, (typeof partTables)[number]>;
const noParts = (): Parts => ({ Alias: [], Claim: [], Event: [], Point: [], Detail: [] });

function byOwner(rows: Parts): (kind: OwnerKind, id: string) => Parts {
  const owners = new Map<string, Parts>();
  for (const table of partTables) {
    for (const row of rows[table].sort(byPosition)) {
      const key = `${row.ownerKind}:${row.ownerId}`;
      const parts = owners.get(key) ?? noParts();
      owners.set(key, parts);
      // Each row goes to the table it came from; TypeScript cannot see that across a computed key.
      (parts[table] as object[]).push(row);
    }
  }
  return (kind, id) => owners.get(`${kind}:${id}`) ?? noParts();
}

interface Placed {
  position: number;
  file: string | null;
}
/** The data file's rows go before those that an upstream brought. */
const byPosition = (a: Placed, b: Placed) =>
  Number(a.file === null) - Number(b.file === null) || a.position - b.position;
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const list = z.array(z.string());
const parsedList = (json: string): string[] => list.parse(JSON.parse(json));
const listed = (places: string): string[] => (places === "" ? [] : places.split(" "));

/** Drops what is null: in the catalogue's types a missing value is a missing key. */
function given<T extends object>(columns: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null)) as never;
}

function toSource(row: Row<"Source">): Source {
  const { id, title, kind, about, asOf, asOfKind, group, groupFrom, groupTo, document, url, licence } = row;
  return {
    ...{ id, title, kind, about, asOf, asOfKind },
    ...given({ group, file: document, url, licence }),
    ...(groupFrom === null || groupTo === null ? {} : { groupLines: [groupFrom, groupTo] as const }),
  };
}

function toRanking({ id, name, source, about, ordered, values }: Row<"Ranking">): Ranking {
  return { id, name, source, about, ordered, values: parsedList(values) };
}

function toBenchmark(row: Row<"Benchmark">): Benchmark {
  const { id, name, aliases, about, max, higherIsBetter, average } = row;
  return {
    id,
    name,
    aliases: parsedList(aliases),
    about,
    higherIsBetter,
    ...given({ max, average: average === true ? (true as const) : null }),
  };
}

function toLab(row: Row<"Lab">, parts: Parts): Lab {
  const { id, kind, name, nameZh, partOf, huggingface, feeds, sites, colour } = row;
  return {
    ...{ id, kind, name },
    ...given({ nameZh, partOf, colour }),
    aliases: parts.Alias.map(toAlias),
    facts: toFacts(labFields, parts.Claim) as Lab["facts"],
    people: toDetails(parts, "person"),
    figures: toDetails(parts, "figure"),
    standings: toDetails(parts, "standing"),
    relations: toDetails(parts, "relation"),
    events: parts.Event.map(toEvent),
    sections: toSections(parts.Point),
    caveats: toDetails(parts, "caveat"),
    huggingface: parsedList(huggingface),
    feeds: parsedList(feeds),
    sites: parsedList(sites),
  };
}

function toModel(row: Row<"Model">, parts: Parts): Model {
  const { id, lab, kind, status, name, nameZh, family, variantOf, predecessor } = row;
  return {
    ...{ id, lab, kind, status, name },
    ...given({
      nameZh,
      family,
      variantOf,
      predecessor,
      unreviewed: row.file === null ? (true as const) : null,
    }),
    aliases: parts.Alias.map(toAlias),
    facts: toFacts(modelFields, parts.Claim) as Model["facts"],
    scores: toDetails(parts, "score"),
    notable: parts.Point.map(toPoint),
    standings: toDetails(parts, "standing"),
    relations: toDetails(parts, "relation"),
    events: parts.Event.map(toEvent),
    caveats: toDetails(parts, "caveat"),
  };
}

function toTopic({ id, name, about, aliases }: Row<"Topic">, parts: Parts): Topic {
  return {
    ...{ id, name, about },
    aliases: parsedList(aliases),
    points: parts.Point.map(toPoint),
    caveats: toDetails(parts, "caveat"),
  };
}

const toAlias = ({ text, kind, places }: Row<"Alias">): Alias => ({ text, kind, places: listed(places) });
const toEvent = ({ date, text, places }: Row<"Event">): CatalogEvent => ({
  date,
  text,
  places: listed(places),
});
const toPoint = ({ text, places }: Row<"Point">): Point => ({ text, places: listed(places) });

function toSections(points: readonly Row<"Point">[]): Lab["sections"] {
  const sections: { [S in SectionId]?: Point[] } = {};
  for (const id of sectionIds) {
    const own = points.filter((row) => row.section === id);
    if (own.length > 0) sections[id] = own.map(toPoint);
  }
  return sections;
}

function toDetails<K extends DetailKind>(parts: Parts, kind: K): Details[K][] {
  const schema = detailSchemas[kind];
  return parts.Detail.filter((row) => row.kind === kind).map(
    (row) => schema.parse(JSON.parse(row.data)) as Details[K],
  );
}

function toFacts(
  fields: Record<string, { value: ValueKind }>,
  rows: readonly Row<"Claim">[],
): Record<string, Fact> {
  const claims = new Map<string, Row<"Claim">[]>();
  for (const row of rows) {
    const same = claims.get(row.field);
    if (same === undefined) claims.set(row.field, [row]);
    else same.push(row);
  }
  const facts: Record<string, Fact> = {};
  for (const [field, { value }] of Object.entries(fields)) {
    const fact = factOf(claims.get(field)?.map((row) => toClaim(value, row)) ?? []);
    if (fact !== undefined) facts[field] = fact;
  }
  return facts;
}

/** Most values are texts, and every string is one; to ask zod each time would double the loading time. */
function toValue(kind: ValueKind, json: string): unknown {
  const value: unknown = JSON.parse(json);
  return kind === "text" && typeof value === "string" ? value : valueSchema(kind).parse(value);
}

function toClaim(kind: ValueKind, row: Row<"Claim">): Claim {
  return {
    value: toValue(kind, row.value),
    text: row.text,
    places: listed(row.places),
    ...(row.asOf === null ? {} : { asOf: row.asOf }),
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.doubtful ? { doubtful: true } : {}),
    ...(row.agrees ? { agrees: true } : {}),
  };
}
