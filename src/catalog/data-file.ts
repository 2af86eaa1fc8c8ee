/**
 * The data files' schema: text of one file in, checked record out. Pure: the caller reads the files.
 *
 * Every fact is written as a claim `{ value, at: <place or places> }`, or as a list of claims with the preferred
 * one first. A broken file throws DataFileError with file, line and reason.
 */
import { isMap, isSeq, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { isRealDate } from "./dates.ts";
import { labFields, modelFields, type ValueKind, valueSchema } from "./fields.ts";
import { expandPlace, type Pages, readOn } from "./places.ts";
import {
  type Alias,
  type Benchmark,
  type Claim,
  type Fact,
  type Lab,
  type Model,
  type Ranking,
  type Source,
  sectionIds,
  sourceKinds,
  type Topic,
} from "./types.ts";
import { factOf, showValue } from "./values.ts";

/** Something wrong in a data file; `line` counts from 1. The message is `file:line: reason`. */
export class DataFileError extends Error {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  constructor(file: string, line: number, reason: string) {
    super(`${file}:${line}: ${reason}`);
    this.name = "DataFileError";
    this.file = file;
    this.line = line;
    this.reason = reason;
  }
}

/** `landscape:114`, the bare id of a source without lines, or an address. */
export const placePattern = /^([a-z][a-z0-9-]*(:[1-9]\d*)?|https?:\/\/\S+)$/;
const place = z.string().regex(placePattern, "a place is a source's id and a line: landscape:114");
const places = z
  .union([place.transform((one) => [one]), z.array(place).min(1)], {
    error: ({ input }) =>
      input === undefined
        ? "every fact says where it stands, as in at: landscape:114"
        : "a place is a source's id and a line: landscape:114",
  })
  .meta({ description: "Where the source says it: landscape:114, or a list of places." });
const words = z.string().trim().min(1).max(400);
const date = valueSchema("date").refine(isRealDate, "the calendar has no such day");
/** Pages that a file cites by a short name of its own: `card:93` is line 93 of the page called card. */
const pages = z
  .record(
    z.string().regex(/^[a-z][a-z0-9-]*$/),
    z.strictObject({
      url: z
        .url({ protocol: /^https?$/ })
        .meta({ description: "With the commit in it, where there is one." }),
      read: date.optional().meta({ description: "Day on which it was read." }),
    }),
  )
  .default({});
const slug = /^[a-z0-9]+([.-][a-z0-9]+)*$/;
const labId = z.string().regex(slug, "an id is lower-case ASCII: letters, digits, dots and dashes");
const modelId = z
  .string()
  .regex(/^[a-z0-9.-]+(\/[a-z0-9.-]+)?$/, "a model's id is lab/model, or the model alone within its own lab");

export const aliasKinds = [
  "name",
  "native",
  "former",
  "brand",
  "short",
  "gloss",
  "ticker",
  "unit",
  "misheard",
] as const;
const alias = z.strictObject({ alias: words.max(100), kind: z.enum(aliasKinds), at: places });
/** Search aids that no source gives: other spellings, Chinese names from general knowledge. Never shown as facts. */
const searchAids = z.array(words.max(100)).meta({ description: "Found when typed, never shown as a fact." });

const point = z.strictObject({ text: words, at: places });
const event = z.strictObject({ date, text: words, at: places });
const standing = z.strictObject({
  ranking: labId,
  value: words.max(80),
  of: words.max(80).optional(),
  at: places,
});
export const relationKinds = [
  "parent",
  "unit",
  "investor",
  "invests-in",
  "affiliate",
  "partner",
  "supporter",
  "rival",
  "product",
  "based-on",
  "builds-on",
  "distilled-into",
  "integrated-in",
  "adopts",
  "related",
] as const;
const relation = z
  .strictObject({
    kind: z.enum(relationKinds),
    to: modelId.optional(),
    name: words.max(100),
    at: places,
    note: words.optional(),
  })
  .meta({ description: "A link to another entry (`to`: lab, or lab/model), or to a named organisation." });
const caveat = z.strictObject({
  field: z.string().optional(),
  text: words,
  at: places,
  conflict: z
    .string()
    .regex(/^C\d{2,3}$/)
    .optional(),
});

function claim(kind: ValueKind) {
  const value = kind === "date" ? date : valueSchema(kind);
  const one = z.strictObject({
    value,
    text: words.optional().meta({ description: "How the value is shown, where it differs from the value." }),
    at: places,
    note: words.optional(),
    doubtful: z.literal(true).optional(),
    agrees: z
      .literal(true)
      .optional()
      .meta({ description: "Adds to the preferred value, or is a coarser form of it: no dispute." }),
  });
  return z
    .union([one.transform((single) => [single] as const), z.array(one).min(1)], {
      error: () => `expected a claim { value, at }, or a list of claims; the value is ${kind}`,
    })
    .transform((claims) => claims as readonly z.output<typeof one>[]);
}

type ClaimsShape<F extends Record<string, { value: ValueKind }>> = {
  [K in keyof F]: z.ZodOptional<ReturnType<typeof claim>>;
};
function claimsShape<F extends Record<string, { value: ValueKind }>>(fields: F): ClaimsShape<F> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, definition]) => [key, claim(definition.value).optional()]),
  ) as ClaimsShape<F>;
}

const person = z.strictObject({
  name: words.max(80),
  nameZh: words.max(20).optional(),
  nickname: words.max(40).optional(),
  role: words.max(160),
  background: z.array(point).default([]),
  at: places,
});
const figure = z.strictObject({
  name: words.max(60),
  text: words.max(160),
  at: places,
  note: words.optional(),
});

export const labFileSchema = z.strictObject({
  kind: z.enum(["lab", "sub-lab", "comparator", "organisation"]).default("lab"),
  name: words.max(80),
  nameZh: words.max(40).optional(),
  partOf: labId.optional(),
  aliases: z.array(alias).default([]),
  searchAids: searchAids.default([]),
  pages,
  sites: z
    .array(z.url({ protocol: /^https$/ }))
    .default([])
    .meta({
      description:
        "Beginnings of addresses under which the lab speaks for itself; what is cited from there is first-hand.",
    }),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .optional(),
  ...claimsShape(labFields),
  people: z.array(person).default([]),
  figures: z.array(figure).default([]),
  standings: z.array(standing).default([]),
  relations: z.array(relation).default([]),
  events: z.array(event).default([]),
  sections: z.partialRecord(z.enum(sectionIds), z.array(point).min(1)).default({}),
  caveats: z.array(caveat).default([]),
  huggingface: z.array(z.string()).default([]),
  feeds: z
    .array(z.url({ protocol: /^https?$/ }))
    .default([])
    .meta({
      description: "Atom or RSS feeds in which the lab announces releases; the release watch reads them.",
    }),
});

const score = z.strictObject({
  benchmark: labId,
  score: z.number().optional(),
  text: words.max(120),
  at: places,
  by: words
    .max(60)
    .optional()
    .meta({ description: "Who measured it, where it was not the model's own lab." }),
  setting: words.max(80).optional().meta({ description: "How: thinking, with tools, average of 32 runs." }),
  note: words.optional(),
  doubtful: z.literal(true).optional(),
});

export const modelFileSchema = z.strictObject({
  kind: z.enum(["family", "model", "variant", "product"]).default("model"),
  status: z.enum(["released", "anticipated", "mentioned"]).default("released"),
  name: words.max(80),
  nameZh: words.max(40).optional(),
  family: modelId.optional(),
  variantOf: modelId.optional(),
  predecessor: modelId.optional(),
  aliases: z.array(alias).default([]),
  searchAids: searchAids.default([]),
  pages,
  ...claimsShape(modelFields),
  scores: z.array(score).default([]),
  notable: z.array(point).default([]),
  standings: z.array(standing).default([]),
  relations: z.array(relation).default([]),
  events: z.array(event).default([]),
  caveats: z.array(caveat).default([]),
});

export const sourcesFileSchema = z.record(
  labId,
  z.strictObject({
    title: words,
    kind: z.enum(sourceKinds),
    about: words,
    asOf: date,
    asOfKind: z.enum(["stated", "content"]),
    group: words.optional(),
    groupLines: z.tuple([z.number().int().positive(), z.number().int().positive()]).optional(),
    file: words.optional(),
    url: z.url().optional(),
    licence: words.optional(),
  }),
);

export const rankingsFileSchema = z.record(
  labId,
  z.strictObject({
    name: words.max(80),
    source: labId,
    about: words,
    ordered: z.boolean(),
    values: z.array(words.max(80)).min(1),
  }),
);

export const benchmarksFileSchema = z.record(
  labId,
  z.strictObject({
    name: words.max(60),
    aliases: z.array(words.max(60)).default([]),
    about: words,
    max: z.number().positive().optional(),
    higherIsBetter: z.boolean().default(true),
    average: z.literal(true).optional(),
  }),
);

export const topicFileSchema = z.strictObject({
  name: words.max(80),
  about: words,
  aliases: z.array(words.max(60)).default([]),
  pages,
  points: z.array(point).min(1),
  caveats: z.array(caveat).default([]),
});

/** Reads YAML text against a schema. `file` is used in messages only. */
export function parseFile<S extends z.ZodType>(file: string, text: string, schema: S): z.output<S> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken !== undefined) {
    const reason = broken.message.split("\n")[0] ?? "not YAML";
    throw new DataFileError(file, lines.linePos(broken.pos[0]).line, reason);
  }
  const result = schema.safeParse(document.toJS());
  if (result.success) return result.data;
  const issue = deepest(result.error.issues);
  throw new DataFileError(file, lineOf(issue.path), `${issue.path.join(".") || "file"}: ${issue.message}`);

  function lineOf(path: readonly PropertyKey[]): number {
    for (let depth = path.length; depth >= 0; depth--) {
      const line = nodeLine(path.slice(0, depth));
      if (line !== undefined) return line;
    }
    return 1;
  }
  function nodeLine(path: readonly PropertyKey[]): number | undefined {
    const parent = document.getIn(path.slice(0, -1), true);
    const last = path.at(-1);
    if (isMap(parent)) {
      const pair = parent.items.find((item) => String(item.key) === String(last));
      const range = (pair?.key as { range?: [number, number, number] } | undefined)?.range;
      return range === undefined ? undefined : lines.linePos(range[0]).line;
    }
    if (isSeq(parent) && typeof last === "number") {
      const range = (parent.items[last] as { range?: [number, number, number] } | undefined)?.range;
      return range === undefined ? undefined : lines.linePos(range[0]).line;
    }
    return undefined;
  }
}

type Issue = z.core.$ZodIssue;
/** The most telling issue: inside a union, the branch that came closest to matching. */
function deepest(issues: readonly Issue[]): { path: readonly PropertyKey[]; message: string } {
  const first = issues[0];
  if (first === undefined) return { path: [], message: "not valid" };
  if (first.code === "unrecognized_keys") {
    return {
      path: [...first.path, first.keys[0] ?? ""],
      message: `no such key here: ${first.keys.join(", ")}`,
    };
  }
  if (first.code === "invalid_union") {
    const inner = first.errors
      .filter((branch) => branch.length > 0)
      .map((branch) => deepest(branch))
      .sort((a, b) => b.path.length - a.path.length)[0];
    if (inner !== undefined && inner.path.length > 0) {
      return { path: [...first.path, ...inner.path], message: inner.message };
    }
  }
  return { path: first.path, message: first.message };
}

interface RawClaim {
  value: unknown;
  text?: string | undefined;
  at: readonly string[];
  note?: string | undefined;
  doubtful?: true | undefined;
  agrees?: true | undefined;
}

function facts(
  fields: Record<string, { value: ValueKind; holds: "one" | "many" }>,
  raw: Record<string, unknown> & { pages: Pages },
): Record<string, Fact> {
  const result: Record<string, Fact> = {};
  for (const [key, definition] of Object.entries(fields)) {
    const claims = raw[key] as readonly RawClaim[] | undefined;
    const built = claims?.map(
      (one): Claim => ({
        value: one.value,
        text: one.text ?? showValue(definition.value, one.value),
        places: one.at,
        ...given({
          asOf: readOn(one.at, raw.pages),
          note: one.note,
          doubtful: one.doubtful,
          agrees: one.agrees,
        }),
      }),
    );
    const [first, ...rest] = built ?? [];
    if (first !== undefined) result[key] = factOf(definition.value, definition.holds, [first, ...rest]);
  }
  return result;
}

/** The record with the short names of its pages replaced by their addresses, wherever it cites. */
function withPages<T extends { pages: Pages }>(raw: T): T {
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [
        key,
        key === "at" && Array.isArray(value)
          ? value.map((place) => expandPlace(String(place), raw.pages))
          : walk(value),
      ]),
    );
  };
  return { ...(walk(raw) as T), pages: raw.pages };
}

/** Drops the keys whose value is undefined, as exactOptionalPropertyTypes asks. */
function given<T extends object>(optional: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as never;
}

function at<T extends { at: readonly string[] }>(entry: T): Omit<T, "at"> & { places: readonly string[] } {
  const { at: found, ...rest } = entry;
  return { ...(given(rest) as Omit<T, "at">), places: found };
}

function aliases(raw: readonly z.output<typeof alias>[], aids: readonly string[]): Alias[] {
  return [
    ...raw.map((entry): Alias => ({ text: entry.alias, kind: entry.kind, places: entry.at })),
    ...aids.map((text): Alias => ({ text, kind: "search", places: [] })),
  ];
}

/** `data/labs/<id>.yaml` to Lab. */
export function parseLab(id: string, file: string, text: string): Lab {
  const raw = withPages(parseFile(file, text, labFileSchema));
  return {
    id,
    kind: raw.kind,
    name: raw.name,
    ...given({ nameZh: raw.nameZh, partOf: raw.partOf }),
    aliases: aliases(raw.aliases, raw.searchAids),
    facts: facts(labFields, raw) as Lab["facts"],
    people: raw.people.map((one) => ({ ...at(one), background: one.background.map(at) })) as Lab["people"],
    figures: raw.figures.map(at) as Lab["figures"],
    standings: raw.standings.map(at) as Lab["standings"],
    relations: raw.relations.map(at) as Lab["relations"],
    events: raw.events.map(at),
    sections: Object.fromEntries(
      Object.entries(raw.sections).map(([key, points]) => [key, points?.map(at)]),
    ) as Lab["sections"],
    caveats: raw.caveats.map(at) as Lab["caveats"],
    huggingface: raw.huggingface,
    feeds: raw.feeds,
    sites: raw.sites,
    ...given({ colour: raw.colour }),
  };
}

/** `data/models/<lab>/<slug>.yaml` to Model; ids of the same lab may be written without the lab. */
export function parseModel(lab: string, modelSlug: string, file: string, text: string): Model {
  const raw = withPages(parseFile(file, text, modelFileSchema));
  const full = (id: string | undefined) => (id === undefined || id.includes("/") ? id : `${lab}/${id}`);
  return {
    id: `${lab}/${modelSlug}`,
    lab,
    kind: raw.kind,
    status: raw.status,
    name: raw.name,
    ...given({
      nameZh: raw.nameZh,
      family: full(raw.family),
      variantOf: full(raw.variantOf),
      predecessor: full(raw.predecessor),
    }),
    aliases: aliases(raw.aliases, raw.searchAids),
    facts: facts(modelFields, raw) as Model["facts"],
    scores: raw.scores.map(at) as Model["scores"],
    notable: raw.notable.map(at),
    standings: raw.standings.map(at) as Model["standings"],
    relations: raw.relations.map(at) as Model["relations"],
    events: raw.events.map(at),
    caveats: raw.caveats.map(at) as Model["caveats"],
  };
}

/** `data/market/<id>.yaml` to Topic. */
export function parseTopic(id: string, file: string, text: string): Topic {
  const { pages: _, ...raw } = withPages(parseFile(file, text, topicFileSchema));
  return { id, ...raw, points: raw.points.map(at), caveats: raw.caveats.map(at) as Topic["caveats"] };
}

const byId = (raw: object): [string, object][] => Object.entries(raw);

/** `data/sources.yaml`. */
export function parseSources(file: string, text: string): Source[] {
  return byId(parseFile(file, text, sourcesFileSchema)).map(([id, one]) => ({ id, ...given(one) }) as Source);
}

/** `data/rankings.yaml`. */
export function parseRankings(file: string, text: string): Ranking[] {
  return byId(parseFile(file, text, rankingsFileSchema)).map(([id, one]) => ({ id, ...one }) as Ranking);
}

/** `data/benchmarks.yaml`. */
export function parseBenchmarks(file: string, text: string): Benchmark[] {
  return byId(parseFile(file, text, benchmarksFileSchema)).map(
    ([id, one]) => ({ id, ...given(one) }) as Benchmark,
  );
}
