/** The catalogue's tables as zod sees them: the columns that are written and read, and their closed sets. */
import { z } from "zod";
import {
  alias,
  labHead,
  labLists,
  modelHead,
  modelLists,
  type Recorded,
  sectionIds,
  source,
} from "../catalog/types.ts";

const text = z.string();
const maybe = text.nullable();
const whole = z.number();

/** The data file that a row was read from; null for a row that an upstream brought. */
const file = maybe;
const ownerKind = z.enum(["lab", "model", "topic"]);
export type OwnerKind = z.output<typeof ownerKind>;

const detailKinds = ["person", "figure", "standing", "relation", "caveat", "score"] as const;
export type DetailKind = (typeof detailKinds)[number];

/** By table, in the order in which rows can be inserted. */
export const catalogTables = {
  ImportedFile: z.object({ path: text, hash: text, importedAt: z.unknown() }),
  Source: z.object({
    id: text,
    position: whole,
    title: text,
    kind: source.shape.kind,
    about: text,
    asOf: text,
    asOfKind: source.shape.asOfKind,
    group: maybe,
    groupFrom: whole.nullable(),
    groupTo: whole.nullable(),
    document: maybe,
    url: maybe,
    licence: maybe,
    file,
  }),
  Ranking: z.object({
    id: text,
    position: whole,
    name: text,
    source: text,
    about: text,
    ordered: z.boolean(),
    values: text,
    file,
  }),
  Benchmark: z.object({
    id: text,
    position: whole,
    name: text,
    aliases: text,
    about: text,
    max: z.number().nullable(),
    higherIsBetter: z.boolean(),
    average: z.boolean().nullable(),
    file,
  }),
  Lab: z.object({
    id: text,
    kind: labHead.shape.kind,
    name: text,
    nameZh: maybe,
    partOf: maybe,
    huggingface: text,
    feeds: text,
    sites: text,
    colour: maybe,
    file,
  }),
  Model: z.object({
    id: text,
    lab: text,
    kind: modelHead.shape.kind,
    status: modelHead.shape.status,
    name: text,
    nameZh: maybe,
    family: maybe,
    variantOf: maybe,
    predecessor: maybe,
    file,
  }),
  Topic: z.object({ id: text, name: text, about: text, aliases: text, file }),
  Alias: z.object({
    ownerKind,
    ownerId: text,
    position: whole,
    text,
    kind: alias.shape.kind,
    places: text,
    file,
  }),
  Claim: z.object({
    ownerKind,
    ownerId: text,
    field: text,
    position: whole,
    value: text,
    text,
    places: text,
    asOf: maybe,
    note: maybe,
    doubtful: z.boolean(),
    agrees: z.boolean(),
    file,
  }),
  Event: z.object({ ownerKind, ownerId: text, position: whole, date: text, text, places: text, file }),
  Point: z.object({
    ownerKind,
    ownerId: text,
    section: z.enum([...sectionIds, "notable", "points"]),
    position: whole,
    text,
    places: text,
    file,
  }),
  Detail: z.object({
    ownerKind,
    ownerId: text,
    kind: z.enum(detailKinds),
    position: whole,
    data: text,
    file,
  }),
} as const;

export type TableName = keyof typeof catalogTables;
export type Row<T extends TableName> = z.output<(typeof catalogTables)[T]>;
/** Rows of every table. */
export type CatalogRows = { [T in TableName]: Row<T>[] };

export const tableNames = Object.keys(catalogTables) as TableName[];

export function noRows(): CatalogRows {
  return Object.fromEntries(tableNames.map((table) => [table, []])) as unknown as CatalogRows;
}

/** Adds rows to rows, table by table. */
export function appendRows(all: CatalogRows, more: CatalogRows): void {
  for (const table of tableNames) {
    // Each row goes to the table it came from; TypeScript cannot see that across a computed key.
    for (const row of more[table]) (all[table] as object[]).push(row);
  }
}

/** What the JSON in Detail is, by kind. Strict, so that nothing that is stored gets lost unseen. */
export const detailSchemas = {
  person: labLists.people,
  figure: labLists.figures,
  standing: labLists.standings,
  relation: labLists.relations,
  caveat: labLists.caveats,
  score: modelLists.scores,
};
export type Details = { [K in DetailKind]: Recorded<(typeof detailSchemas)[K]> };
