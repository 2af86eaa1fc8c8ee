/**
 * A data file's text to its entry. Pure: the caller reads the file.
 *
 * Every fact is written as a claim `{ value, at: <place or places> }`, or as a list of claims with the preferred
 * one first. A broken file throws DataFileError with file, line and reason.
 */
import type { z } from "zod";
import { defined } from "../defined.ts";
import { parseFile } from "./checked-yaml.ts";
import { DataFileError } from "./data-file-error.ts";
import { type FieldDefinition, labFields, modelFields } from "./fields.ts";
import {
  benchmarksFileSchema,
  labFileSchema,
  modelFileSchema,
  rankingsFileSchema,
  sourcesFileSchema,
  topicFileSchema,
  type WrittenClaim,
} from "./file-schemas.ts";
import { expandPlace, type Pages, readOn } from "./places.ts";
import { type DataFile, noEntries } from "./together.ts";
import type { Alias, CatalogData, Fact, Lab, LabFacts, Model, ModelFacts, Topic } from "./types.ts";
import { factOf, showValue } from "./values.ts";

/** Reads a file and puts the addresses of its pages where it cites them by their short names. */
function parsePages<T extends { pages: Pages }>(file: string, text: string, schema: z.ZodType<T>): T {
  const record = parseFile(file, text, schema);
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [
        key,
        key === "places" ? value.map((place: string) => expandPlace(place, record.pages)) : walk(value),
      ]),
    );
  };
  return { ...(walk(record) as T), pages: record.pages };
}

type Fields = Readonly<Record<string, FieldDefinition>>;
type WrittenFacts<F extends Fields> = { [K in keyof F]?: readonly WrittenClaim[] };

/** The claims of a file, which stand beside its other keys, as facts. */
function factsIn<F extends Fields>(fields: F, file: WrittenFacts<F>, pages: Pages) {
  const facts: { [K in keyof F]?: Fact } = {};
  for (const [key, { value }] of Object.entries(fields) as [keyof F, FieldDefinition][]) {
    const claims = file[key]?.map(({ text, ...said }) => ({
      ...said,
      text: text ?? showValue(value, said.value),
      ...defined({ asOf: readOn(said.places, pages) }),
    }));
    const fact = factOf(claims ?? []);
    if (fact !== undefined) facts[key] = fact;
  }
  return facts;
}

/** A file's record without its claims. */
function without<T extends object, F extends Fields>(record: T, fields: F): Omit<T, keyof F> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !Object.hasOwn(fields, key))) as Omit<
    T,
    keyof F
  >;
}

const withAids = (aliases: readonly Alias[], aids: readonly string[]): Alias[] => [
  ...aliases,
  ...aids.map((text): Alias => ({ text, kind: "search", places: [] })),
];

/** `data/labs/<id>.yaml` to Lab. */
export function parseLab(id: string, file: string, text: string): Lab {
  const written = parsePages(file, text, labFileSchema);
  const { pages, searchAids, aliases, ...rest } = without(written, labFields);
  return {
    id,
    ...rest,
    aliases: withAids(aliases, searchAids),
    // The schema has held each value to its field's kind.
    facts: factsIn(labFields, written, pages) as LabFacts,
  };
}

/** `data/models/<lab>/<slug>.yaml` to Model; ids of the same lab may be written without the lab. */
export function parseModel(lab: string, slug: string, file: string, text: string): Model {
  const written = parsePages(file, text, modelFileSchema);
  const { pages, searchAids, aliases, family, variantOf, predecessor, ...rest } = without(
    written,
    modelFields,
  );
  const full = (id: string | undefined) => (id === undefined || id.includes("/") ? id : `${lab}/${id}`);
  return {
    id: `${lab}/${slug}`,
    lab,
    ...rest,
    ...defined({ family: full(family), variantOf: full(variantOf), predecessor: full(predecessor) }),
    aliases: withAids(aliases, searchAids),
    facts: factsIn(modelFields, written, pages) as ModelFacts,
  };
}

/** `data/market/<id>.yaml` to Topic. */
function parseTopic(id: string, file: string, text: string): Topic {
  const { pages: _, ...rest } = parsePages(file, text, topicFileSchema);
  return { id, ...rest };
}

const withIds = <T extends object>(records: Readonly<Record<string, T>>) =>
  Object.entries(records).map(([id, record]) => ({ id, ...record }));

const slug = "[a-z0-9]+(?:[.-][a-z0-9]+)*";
const entryPath = new RegExp(
  `^(?:labs/(?<lab>${slug})|models/(?<maker>${slug})/(?<model>${slug})|market/(?<topic>${slug}))\\.yaml$`,
);

/** What a data file holds: an entry, or a list of sources, rankings or benchmarks. @throws DataFileError */
export function parseDataFile({ path, shown, text }: DataFile): CatalogData {
  switch (path) {
    case "sources.yaml":
      return { ...noEntries, sources: withIds(parseFile(shown, text, sourcesFileSchema)) };
    case "rankings.yaml":
      return { ...noEntries, rankings: withIds(parseFile(shown, text, rankingsFileSchema)) };
    case "benchmarks.yaml":
      return { ...noEntries, benchmarks: withIds(parseFile(shown, text, benchmarksFileSchema)) };
  }
  const { lab, maker, model, topic } = entryPath.exec(path)?.groups ?? {};
  if (lab !== undefined) return { ...noEntries, labs: [parseLab(lab, shown, text)] };
  if (topic !== undefined) return { ...noEntries, topics: [parseTopic(topic, shown, text)] };
  if (maker !== undefined && model !== undefined)
    return { ...noEntries, models: [parseModel(maker, model, shown, text)] };
  throw new DataFileError(
    shown,
    1,
    "the path gives no id: labs/<lab>.yaml, models/<lab>/<model>.yaml or market/<topic>.yaml, in lower-case letters, digits, dots and dashes",
  );
}
