/**
 * The data files as people write them: the records of types.ts with `at` for their places, one place or a list of
 * them, with claims beside the other keys, and with defaults for what need not be said.
 */
import { z } from "zod";
import { labFields, modelFields, type ValueKind, valueSchema } from "./fields.ts";
import {
  alias,
  aliasKinds,
  benchmark,
  claim,
  date,
  labHead,
  labId,
  labLists,
  modelHead,
  modelLists,
  person,
  place,
  point,
  ranking,
  sectionIds,
  source,
  topicHead,
  topicLists,
  words,
} from "./types.ts";

const at = z
  .union([place.transform((one) => [one]), z.array(place).min(1)], {
    error: ({ input }) =>
      input === undefined
        ? "every fact says where it stands, as in at: landscape:114"
        : "a place is a source's id and a line: landscape:114",
  })
  .meta({ description: "Where the source says it: landscape:114, or a list of places." });

/** A record as a file has it. @param nested its keys whose own records cite too */
function written<S extends z.ZodRawShape>(record: z.ZodObject<S>, nested: z.ZodRawShape = {}) {
  const { places: _, ...shape }: z.ZodRawShape = record.shape;
  const schema = z
    .strictObject({ ...shape, ...nested, at })
    .transform(({ at: places, ...rest }) => ({ ...rest, places }));
  return schema as z.ZodType<unknown> as z.ZodType<z.output<z.ZodObject<S>>>;
}

const list = <S extends z.ZodType>(one: S) => z.array(one).default([]);

/** The lists of an entry, each empty where it is not said. */
function writtenLists<L extends Record<string, z.ZodObject>>(lists: L) {
  type Written = { [K in keyof L]: z.ZodDefault<z.ZodArray<z.ZodType<z.output<L[K]>>>> };
  const found = Object.entries(lists).map(([key, one]) => [key, list(written(one))]);
  return Object.fromEntries(found) as Written;
}

function writtenClaims(kind: ValueKind) {
  const one = written(
    claim.omit({ asOf: true }).extend({
      value: kind === "date" ? date : valueSchema(kind),
      text: words()
        .exactOptional()
        .meta({ description: "How the value is shown, where it differs from the value." }),
    }),
  );
  return z.union([one.transform((single) => [single]), z.array(one).min(1)], {
    error: () => `expected a claim { value, at }, or a list of claims; the value is ${kind}`,
  });
}
/** A claim of a file: its text is missing where it is the usual one for its value. */
export type WrittenClaim = z.output<ReturnType<typeof writtenClaims>>[number];

function writtenFacts<F extends Record<string, { value: ValueKind }>>(fields: F) {
  type Written = { [K in keyof F]: z.ZodExactOptional<ReturnType<typeof writtenClaims>> };
  return Object.fromEntries(
    Object.entries(fields).map(([key, { value }]) => [key, writtenClaims(value).exactOptional()]),
  ) as Written;
}

/** Pages that a file cites by a short name of its own: `card:93` is line 93 of the page called card. */
const pages = z
  .record(
    z.string().regex(/^[a-z][a-z0-9-]*$/),
    z.strictObject({
      url: z
        .url({ protocol: /^https?$/ })
        .meta({ description: "With the commit in it, where there is one." }),
      read: date.exactOptional().meta({ description: "Day on which it was read." }),
    }),
  )
  .default({});

const names = {
  aliases: list(
    z
      .strictObject({ alias: alias.shape.text, kind: z.enum(aliasKinds), at })
      .transform(({ alias: text, kind, at: places }) => ({ text, kind, places })),
  ),
  /** Search aids that no source gives: other spellings, Chinese names from general knowledge. Never shown as facts. */
  searchAids: list(alias.shape.text).meta({ description: "Found when typed, never shown as a fact." }),
};

export const labFileSchema = z.strictObject({
  ...labHead.shape,
  kind: labHead.shape.kind.default("lab"),
  sites: labHead.shape.sites.default([]),
  huggingface: labHead.shape.huggingface.default([]),
  feeds: labHead.shape.feeds.default([]),
  ...names,
  pages,
  ...writtenFacts(labFields),
  ...writtenLists(labLists),
  people: list(written(person, { background: list(written(point)) })),
  sections: z.partialRecord(z.enum(sectionIds), z.array(written(point)).min(1)).default({}),
});

export const modelFileSchema = z.strictObject({
  ...modelHead.shape,
  kind: modelHead.shape.kind.default("model"),
  status: modelHead.shape.status.default("released"),
  ...names,
  pages,
  ...writtenFacts(modelFields),
  ...writtenLists(modelLists),
});

export const topicFileSchema = z.strictObject({
  ...topicHead.shape,
  aliases: topicHead.shape.aliases.default([]),
  pages,
  ...writtenLists(topicLists),
  points: z.array(written(point)).min(1),
});

export const sourcesFileSchema = z.record(labId, source);
export const rankingsFileSchema = z.record(labId, ranking);
export const benchmarksFileSchema = z.record(
  labId,
  benchmark.extend({
    aliases: benchmark.shape.aliases.default([]),
    higherIsBetter: benchmark.shape.higherIsBetter.default(true),
  }),
);
