/** The catalogue's tables as zod sees them: the columns that are written and read, and their closed sets. */
import { z } from "zod";
import { aliasKinds, relationKinds } from "../catalog/data-file.ts";
import {
  type Caveat,
  type Figure,
  type Person,
  type Relation,
  type Score,
  type Standing,
  sectionIds,
  sourceKinds,
} from "../catalog/types.ts";

const text = z.string();
const maybe = text.nullable();
const whole = z.number();
const places = z.array(text);

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
    kind: z.enum(sourceKinds),
    about: text,
    asOf: text,
    asOfKind: z.enum(["stated", "content"]),
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
    kind: z.enum(["lab", "sub-lab", "comparator", "organisation"]),
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
    kind: z.enum(["family", "model", "variant", "product"]),
    status: z.enum(["released", "anticipated", "mentioned"]),
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
    kind: z.enum([...aliasKinds, "search"]),
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
export interface Details {
  person: Person;
  figure: Figure;
  standing: Standing;
  relation: Relation;
  caveat: Caveat;
  score: Score;
}
export const detailSchemas: { [K in DetailKind]: z.ZodType<Details[K]> } = {
  person: z.strictObject({
    name: text,
    nameZh: text.exactOptional(),
    nickname: text.exactOptional(),
    role: text,
    background: z.array(z.strictObject({ text, places })),
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
    by: text.exactOptional(),
    setting: text.exactOptional(),
    note: text.exactOptional(),
    doubtful: z.boolean().exactOptional(),
  }),
};
