/**
 * The words of the catalogue as types. Everything here is plain data: no I/O, no clock, no Discord.
 *
 * A fact is a list of claims. The first claim is the preferred one; the rest are what other sources say.
 * A field that has no claim is "not stated": it is absent here, never an empty string or a zero.
 */
import type { LabField, ModelField, ValueOf } from "./fields.ts";

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

/** What a source is; trust.ts says what each kind is worth. */
export const sourceKinds = ["document", "hub", "register", "dataset", "feed"] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** A document or an upstream that facts come from. */
export interface Source {
  id: SourceId;
  title: string;
  kind: SourceKind;
  /** What the source is, in our own words. */
  about: string;
  /** Latest day that the source's content can speak of. */
  asOf: StatedDate;
  /** How its date is known: stated in the source, or read off its content. */
  asOfKind: "stated" | "content";
  /** Sources of one group share a text: their agreement counts as one voice. */
  group?: string;
  /** First and last line of the shared text, where only a part of the source is shared. */
  groupLines?: readonly [number, number];
  /** File of a document below the documents' folder, for the line checks. */
  file?: string;
  url?: string;
  licence?: string;
}

/** One value of one field from one source, at one or more places. */
export interface Claim<V = unknown> {
  value: V;
  /** The value as it is shown to a person. */
  text: string;
  places: readonly Place[];
  /** Day on which the page that says it was read; absent for documents. */
  asOf?: StatedDate;
  /** A caveat that is shown with the value. */
  note?: string;
  /** The value looks wrong although it is what the source says. */
  doubtful?: boolean;
  /** True where this value adds to or is a coarser form of the preferred one, so that the two do not disagree. */
  agrees?: boolean;
}

/** All claims on one field of one entity, preferred claim first. Never empty. */
export interface Fact<V = unknown> {
  claims: readonly [Claim<V>, ...Claim<V>[]];
  /** True when claims of a field that holds one value cannot all be right. */
  disputed: boolean;
}

export type AliasKind =
  | "name"
  | "native"
  | "former"
  | "brand"
  | "short"
  | "gloss"
  | "ticker"
  | "unit"
  | "misheard"
  | "search";

/** Another way to write the name of an entity. `search` and `misheard` ones are found but never printed as names. */
export interface Alias {
  text: string;
  kind: AliasKind;
  places: readonly Place[];
}

/** One sentence or bullet in our own words, with where it comes from. */
export interface Point {
  text: string;
  places: readonly Place[];
}

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

/** Something dated that happened to a lab or a model. */
export interface CatalogEvent {
  date: StatedDate;
  text: string;
  places: readonly Place[];
}

/** How one source ranks an entity, within that source's own scheme (`data/rankings.yaml`). */
export interface Standing {
  ranking: string;
  value: string;
  /** The model (or the lab's model) that the source ranked, where it names one. */
  of?: string;
  places: readonly Place[];
}

export type RelationKind =
  | "parent"
  | "unit"
  | "investor"
  | "invests-in"
  | "affiliate"
  | "partner"
  | "supporter"
  | "rival"
  | "product"
  | "based-on"
  | "builds-on"
  | "distilled-into"
  | "integrated-in"
  | "adopts"
  | "related";

/** A link to another entity (`to`), or to an organisation that has no entry of its own (`name` alone). */
export interface Relation {
  kind: RelationKind;
  to?: LabId | ModelId;
  name: string;
  places: readonly Place[];
  note?: string;
}

/** A remark on one field, or on the whole entry: why sources disagree, what is doubtful. */
export interface Caveat {
  /** A field's key, a section's id, or absent for the whole entry. */
  field?: string;
  text: string;
  places: readonly Place[];
  /** The conflict's number in the list of known conflicts: `C01`. */
  conflict?: string;
}

export interface Person {
  name: string;
  nameZh?: string;
  nickname?: string;
  role: string;
  background: readonly Point[];
  places: readonly Place[];
}

/** A measured quantity of a lab that has no field of its own: "Knowledge graph: 150M+ entities". */
export interface Figure {
  name: string;
  text: string;
  places: readonly Place[];
  note?: string;
}

export type LabKind = "lab" | "sub-lab" | "comparator" | "organisation";

export interface Lab {
  id: LabId;
  kind: LabKind;
  name: string;
  nameZh?: string;
  /** Lab that this one is a part of. */
  partOf?: LabId;
  aliases: readonly Alias[];
  facts: { readonly [F in LabField]?: Fact<ValueOf<F>> };
  people: readonly Person[];
  figures: readonly Figure[];
  standings: readonly Standing[];
  relations: readonly Relation[];
  events: readonly CatalogEvent[];
  sections: { readonly [S in SectionId]?: readonly Point[] };
  caveats: readonly Caveat[];
  /** Hugging Face organisations, for the release watch. */
  huggingface: readonly string[];
  /** Addresses of its Atom or RSS feeds, for the release watch. */
  feeds: readonly string[];
  /** Where it speaks for itself: beginnings of addresses, `https://github.com/deepseek-ai`. What stands there is first-hand. */
  sites: readonly string[];
  /** Its own colour, `#4d6bfe`. */
  colour?: string;
}

export type ModelKind = "family" | "model" | "variant" | "product";
/** `mentioned`: a source names it without saying that it was released. */
export type ModelStatus = "released" | "anticipated" | "mentioned";

/** One score of one model on one benchmark. */
export interface Score {
  /** Id in `data/benchmarks.yaml`. */
  benchmark: string;
  /** The figure, or absent where the source gives only words ("beats X"). */
  score?: number;
  /** As stated, with its unit: `87.2`, `~78%`. */
  text: string;
  places: readonly Place[];
  /** Who measured it, where it is not the model's own lab: `Artificial Analysis`. */
  by?: string;
  /** How it was measured: `thinking`, `with tools`, `average of 32 runs`. */
  setting?: string;
  note?: string;
  doubtful?: boolean;
}

export interface Model {
  id: ModelId;
  lab: LabId;
  kind: ModelKind;
  status: ModelStatus;
  name: string;
  nameZh?: string;
  /** Family that this model belongs to. */
  family?: ModelId;
  /** Model that this one is a variant or size of. */
  variantOf?: ModelId;
  /** The model it follows within its line; where absent it is computed from the family's dates. */
  predecessor?: ModelId;
  /** Found by an upstream, and no data file has taken it over yet: nobody has looked at it. */
  unreviewed?: true;
  aliases: readonly Alias[];
  facts: { readonly [F in ModelField]?: Fact<ValueOf<F>> };
  scores: readonly Score[];
  notable: readonly Point[];
  standings: readonly Standing[];
  relations: readonly Relation[];
  events: readonly CatalogEvent[];
  caveats: readonly Caveat[];
}

export interface Benchmark {
  id: string;
  name: string;
  aliases: readonly string[];
  about: string;
  /** Highest possible score, where there is one: 100 for a percentage. */
  max?: number;
  higherIsBetter: boolean;
  /** An average over several benchmarks; compared only with itself. */
  average?: boolean;
}

/** A source's own scheme of tiers, levels or grades; `values` go from best to last where the scheme has an order. */
export interface Ranking {
  id: string;
  name: string;
  source: SourceId;
  about: string;
  ordered: boolean;
  values: readonly string[];
}

/** A topic about the whole market, in our own words, with its sources. */
export interface Topic {
  id: string;
  name: string;
  /** One sentence that says what the topic answers. */
  about: string;
  aliases: readonly string[];
  points: readonly Point[];
  caveats: readonly Caveat[];
}

/** Everything `data/` holds, by id. */
export interface CatalogData {
  sources: readonly Source[];
  rankings: readonly Ranking[];
  benchmarks: readonly Benchmark[];
  labs: readonly Lab[];
  models: readonly Model[];
  topics: readonly Topic[];
}
