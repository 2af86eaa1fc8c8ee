/**
 * The records of the catalogue, each described once: from the schema here follow its type, its form in a data file
 * (file-schemas.ts) and what is read back from the store. Plain data: no I/O, no clock, no Discord.
 *
 * A fact is a list of claims. The first claim is the preferred one; the rest are what other sources say.
 * A field that has no claim is "not stated": it is absent here, never an empty string or a zero.
 */
import { z } from "zod";
import { isRealDate } from "./dates.ts";
import { type LabField, type ModelField, type ValueOf, valueSchema } from "./fields.ts";

/** What a schema describes, all of it read-only. */
export type Recorded<S extends z.ZodType> = Immutable<z.output<S>>;
type Immutable<T> = T extends object ? { readonly [K in keyof T]: Immutable<T[K]> } : T;

/** Slug of a lab, equal to its file name: `deepseek`. */
export type LabId = string;
/** Path of a model below `data/models`, without the ending: `deepseek/deepseek-v3`. */
export type ModelId = string;
/** Key in `data/sources.yaml`: `landscape`. */
export type SourceId = string;
/**
 * Where something is said: `landscape:114` (line 114), the bare id of a source that has no lines, or the address of a
 * page, with its line where it has lines: `https://github.com/…/README.md#L93`.
 */
export type Place = string;
/** A date as stated, never padded: `2025`, `2025-06` or `2025-06-06`. */
export type StatedDate = string;

export const words = (max = 400) => z.string().trim().min(1).max(max);
export const date = valueSchema("date").refine(isRealDate, "the calendar has no such day");
const placePattern = /^([a-z][a-z0-9-]*(:[1-9]\d*)?|https?:\/\/\S+)$/;
export const place = z.string().regex(placePattern, "a place is a source's id and a line: landscape:114");
const places = z.array(place);
const slug = /^[a-z0-9]+([.-][a-z0-9]+)*$/;
export const labId = z.string().regex(slug, "an id is lower-case ASCII: letters, digits, dots and dashes");
const modelId = z
  .string()
  .regex(/^[a-z0-9.-]+(\/[a-z0-9.-]+)?$/, "a model's id is lab/model, or the model alone within its own lab");
const flag = z.literal(true).exactOptional();

// --------------------------------------------------------------------------------------------- what an entry holds

/** One value of one field from one source, at one or more places. */
export const claim = z.strictObject({
  /** Of the kind that its field has. */
  value: z.unknown(),
  /** The value as it is shown to a person. */
  text: words(),
  places,
  /** Day on which the page that says it was read; absent for documents. */
  asOf: date.exactOptional(),
  /** A caveat that is shown with the value. */
  note: words().exactOptional(),
  /** The value looks wrong although it is what the source says. */
  doubtful: flag,
  /** This value adds to or is a coarser form of the preferred one, so that the two do not disagree. */
  agrees: flag.meta({ description: "Adds to the preferred value, or is a coarser form of it: no dispute." }),
});
export type Claim<V = unknown> = Omit<Recorded<typeof claim>, "value"> & { readonly value: V };

/** All claims on one field of one entity, preferred claim first. Never empty. */
export interface Fact<V = unknown> {
  claims: readonly [Claim<V>, ...Claim<V>[]];
  /** True when claims of a field that holds one value cannot all be right. Found when they are weighed (trust.ts). */
  disputed: boolean;
}
export type LabFacts = { readonly [F in LabField]?: Fact<ValueOf<F>> };
export type ModelFacts = { readonly [F in ModelField]?: Fact<ValueOf<F>> };

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
/** Another way to write the name of an entity. `search` and `misheard` ones are found but never printed as names. */
export const alias = z.strictObject({ text: words(100), kind: z.enum([...aliasKinds, "search"]), places });
export type Alias = Recorded<typeof alias>;
export type AliasKind = Alias["kind"];

/** One sentence or bullet in our own words, with where it comes from. */
export const point = z.strictObject({ text: words(), places });
export type Point = Recorded<typeof point>;

/** Something dated that happened to a lab or a model. */
export const event = z.strictObject({ date, text: words(), places });
export type CatalogEvent = Recorded<typeof event>;

/** How one source ranks an entity, within that source's own scheme (`data/rankings.yaml`). */
export const standing = z.strictObject({
  ranking: labId,
  value: words(80),
  /** The model (or the lab's model) that the source ranked, where it names one. */
  of: words(80).exactOptional(),
  places,
});
export type Standing = Recorded<typeof standing>;

/** A link to another entity (`to`), or to an organisation that has no entry of its own (`name` alone). */
export const relation = z.strictObject({
  kind: z.enum([
    ...["parent", "unit", "investor", "invests-in", "affiliate", "partner", "supporter", "rival"],
    ...["product", "based-on", "builds-on", "distilled-into", "integrated-in", "adopts", "related"],
  ] as const),
  to: modelId.exactOptional(),
  name: words(100),
  places,
  note: words().exactOptional(),
});
export type Relation = Recorded<typeof relation>;
export type RelationKind = Relation["kind"];

/** A remark on one field, or on the whole entry: why sources disagree, what is doubtful. */
export const caveat = z.strictObject({
  /** A field's key, a section's id, or absent for the whole entry. */
  field: z.string().exactOptional(),
  text: words(),
  places,
  /** The conflict's number in the list of known conflicts: `C01`. */
  conflict: z
    .string()
    .regex(/^C\d{2,3}$/)
    .exactOptional(),
});
export type Caveat = Recorded<typeof caveat>;

export const person = z.strictObject({
  name: words(80),
  nameZh: words(20).exactOptional(),
  nickname: words(40).exactOptional(),
  role: words(160),
  background: z.array(point),
  places,
});
export type Person = Recorded<typeof person>;

/** A measured quantity of a lab that has no field of its own: "Knowledge graph: 150M+ entities". */
const figure = z.strictObject({
  name: words(60),
  text: words(160),
  places,
  note: words().exactOptional(),
});
export type Figure = Recorded<typeof figure>;

/** One score of one model on one benchmark. */
export const score = z.strictObject({
  /** Id in `data/benchmarks.yaml`. */
  benchmark: labId,
  /** The figure, or absent where the source gives only words ("beats X"). */
  score: z.number().exactOptional(),
  /** As stated, with its unit: `87.2`, `~78%`. */
  text: words(120),
  places,
  /** Who measured it, where it is not the model's own lab: `Artificial Analysis`. */
  by: words(60)
    .exactOptional()
    .meta({ description: "Who measured it, where it was not the model's own lab." }),
  setting: words(80).exactOptional().meta({ description: "How: thinking, with tools, average of 32 runs." }),
  note: words().exactOptional(),
  doubtful: flag,
});
export type Score = Recorded<typeof score>;

// --------------------------------------------------------------------------------------------------- the entries

/** What an entry lists, by the key in its file and in the catalogue. */
export const labLists = {
  people: person,
  figures: figure,
  standings: standing,
  relations: relation,
  events: event,
  caveats: caveat,
};
export const modelLists = {
  scores: score,
  notable: point,
  standings: standing,
  relations: relation,
  events: event,
  caveats: caveat,
};
export const topicLists = { points: point, caveats: caveat };
export type Lists<L extends Record<string, z.ZodType>> = {
  readonly [K in keyof L]: readonly Recorded<L[K]>[];
};

/** What a lab's file says of it once. */
export const labHead = z.strictObject({
  kind: z.enum(["lab", "sub-lab", "comparator", "organisation"]),
  name: words(80),
  nameZh: words(40).exactOptional(),
  /** Lab that this one is a part of. */
  partOf: labId.exactOptional(),
  /** Where it speaks for itself: beginnings of addresses, `https://github.com/deepseek-ai`. What stands there is first-hand. */
  sites: z.array(z.url({ protocol: /^https$/ })).meta({
    description:
      "Beginnings of addresses under which the lab speaks for itself; what is cited from there is first-hand.",
  }),
  /** Its own colour, `#4d6bfe`. */
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .exactOptional(),
  /** Hugging Face organisations, for the release watch. */
  huggingface: z.array(z.string()),
  feeds: z.array(z.url({ protocol: /^https?$/ })).meta({
    description: "Atom or RSS feeds in which the lab announces releases; the release watch reads them.",
  }),
});
export type LabKind = z.output<typeof labHead>["kind"];

export const sectionIds = [
  "overview",
  "history",
  "funding",
  "strategy",
  "technology",
  "team",
  "models",
  "reception",
  "achievements",
  "strengths",
  "outlook",
] as const;
export type SectionId = (typeof sectionIds)[number];

export interface Lab extends Recorded<typeof labHead>, Lists<typeof labLists> {
  id: LabId;
  aliases: readonly Alias[];
  facts: LabFacts;
  sections: { readonly [S in SectionId]?: readonly Point[] };
}

/** What a model's file says of it once. */
export const modelHead = z.strictObject({
  kind: z.enum(["family", "model", "variant", "product"]),
  /** `mentioned`: a source names it without saying that it was released. */
  status: z.enum(["released", "anticipated", "mentioned"]),
  name: words(80),
  nameZh: words(40).exactOptional(),
  /** Family that this model belongs to. */
  family: modelId.exactOptional(),
  /** Model that this one is a variant or size of. */
  variantOf: modelId.exactOptional(),
  /** The model it follows within its line; where absent it is computed from the family's dates. */
  predecessor: modelId.exactOptional(),
});
export type ModelKind = z.output<typeof modelHead>["kind"];
export type ModelStatus = z.output<typeof modelHead>["status"];

export interface Model extends Recorded<typeof modelHead>, Lists<typeof modelLists> {
  id: ModelId;
  lab: LabId;
  /** Found by an upstream, and no data file has taken it over yet: nobody has looked at it. */
  unreviewed?: true;
  aliases: readonly Alias[];
  facts: ModelFacts;
}

/** A topic about the whole market, in our own words, with its sources. */
export const topicHead = z.strictObject({
  name: words(80),
  /** One sentence that says what the topic answers. */
  about: words(),
  aliases: z.array(words(60)),
});
export interface Topic extends Recorded<typeof topicHead>, Lists<typeof topicLists> {
  id: string;
}

/** A document or an upstream that facts come from. */
export const source = z.strictObject({
  title: words(),
  /** What it is; trust.ts says what each kind is worth. */
  kind: z.enum(["document", "hub", "register", "dataset", "feed"]),
  /** What the source is, in our own words. */
  about: words(),
  /** Latest day that the source's content can speak of. */
  asOf: date,
  /** How its date is known: stated in the source, or read off its content. */
  asOfKind: z.enum(["stated", "content"]),
  /** Sources of one group share a text: their agreement counts as one voice. */
  group: words().exactOptional(),
  /** First and last line of the shared text, where only a part of the source is shared. */
  groupLines: z.tuple([z.number().int().positive(), z.number().int().positive()]).exactOptional(),
  /** File of a document below the documents' folder, for the line checks. */
  file: words().exactOptional(),
  url: z.url().exactOptional(),
  licence: words().exactOptional(),
});
export type Source = Recorded<typeof source> & { readonly id: SourceId };
export type SourceKind = Source["kind"];

/** A source's own scheme of tiers, levels or grades; `values` go from best to last where the scheme has an order. */
export const ranking = z.strictObject({
  name: words(80),
  source: labId,
  about: words(),
  ordered: z.boolean(),
  values: z.array(words(80)).min(1),
});
export type Ranking = Recorded<typeof ranking> & { readonly id: string };

export const benchmark = z.strictObject({
  name: words(60),
  aliases: z.array(words(60)),
  about: words(),
  /** Highest possible score, where there is one: 100 for a percentage. */
  max: z.number().positive().exactOptional(),
  higherIsBetter: z.boolean(),
  /** An average over several benchmarks; compared only with itself. */
  average: flag,
});
export type Benchmark = Recorded<typeof benchmark> & { readonly id: string };

/** Everything `data/` holds, by id. */
export interface CatalogData {
  sources: readonly Source[];
  rankings: readonly Ranking[];
  benchmarks: readonly Benchmark[];
  labs: readonly Lab[];
  models: readonly Model[];
  topics: readonly Topic[];
}
