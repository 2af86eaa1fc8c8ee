/**
 * What the upstreams say of a found release, as a model of the catalogue: each value a claim of the source that
 * states it. Pure. Nothing is concluded that no source states; a figure in a repository's name counts as stated there.
 */
import { type Modality, type ModelField, modalities, modelFields, valueSchema } from "../catalog/fields.ts";
import type { Alias, Claim, Fact, Model, ModelId, SourceId, StatedDate } from "../catalog/types.ts";
import { factOf, showPrice, showValue } from "../catalog/values.ts";
import { sizesOfName } from "../names/sizes.ts";
import type { Find, Item } from "./found.ts";
import { groupRepository } from "./grouping/group.ts";
import { providerRank } from "./sources/models-dev.ts";
import type { UpstreamFacts } from "./sources/types.ts";

/** In this order the preferred claim is chosen, but for what only the hub knows. */
const trust: readonly SourceId[] = ["models-dev", "huggingface", "openrouter", "lab-feeds"];

/** `1.04T`, `27.8B`, `560M`. */
export function showParameters(count: number): string {
  const [scale, unit] = count >= 1e12 ? [1e12, "T"] : count >= 1e9 ? [1e9, "B"] : [1e6, "M"];
  return `${Number((count / scale).toPrecision(3))}${unit}`;
}

/** `256K` for 262,144 and 256,000, `1M` for 1,000,000 and 1,048,576: as labs write it. */
export function showContext(tokens: number): string {
  if (tokens >= 1_000_000)
    return `${Number((tokens / (tokens % 1_048_576 === 0 ? 1_048_576 : 1e6)).toPrecision(3))}M`;
  if (tokens < 1_000) return String(tokens);
  return `${Math.round(tokens % 1_000 === 0 ? tokens / 1_000 : tokens / 1_024)}K`;
}

const licences: Readonly<Record<string, string>> = { "apache-2.0": "Apache 2.0", mit: "MIT" };

/** Sums of tensors are wrong where several numbers are packed into one. */
const isPacked = (item: Item, tags: readonly string[] = item.parents) =>
  /(int4|int8|fp4|awq|gptq|4bit|8bit)/i.test(item.name) || tags.some((tag) => tag.includes(":quantized:"));

function modalitiesOf(stated: readonly string[] | undefined): Modality[] | undefined {
  const read = modalities.filter((one) => stated?.includes(one));
  return read.length === 0 ? undefined : [...read];
}

const firstDay = (date: Date): StatedDate => date.toISOString().slice(0, 10);

export interface EnrichOptions {
  /** Family in the catalogue that the name begins with. */
  family?: ModelId;
  /** The model that this one came out with. */
  variantOf?: ModelId;
}

type Claims = Partial<Record<ModelField, Claim[]>>;

/** Who is believed first: the lab's own API, then as in `trust`. */
function inOrder(items: readonly Item[]): Item[] {
  const rank = (item: Item) => (item.source === "models-dev" ? providerRank(item.externalId, item.lab) : 0);
  return [...items].sort(
    (a, b) =>
      trust.indexOf(a.source) - trust.indexOf(b.source) || rank(a) - rank(b) || a.name.length - b.name.length,
  );
}

/** The day of release that the most trusted source gives; else the day when it was first seen. */
export function dateOf(find: Find, items: readonly Item[]): StatedDate {
  const stated = inOrder(items).map((item) => item.facts.released);
  return stated.find((one) => one !== undefined) ?? firstDay(find.firstSeenAt);
}

/** The model that a find becomes until a data file takes it over. */
export function modelOf(find: Find, items: readonly Item[], options: EnrichOptions = {}): Model {
  const claims: Claims = {};
  const ordered = inOrder(items);
  const say = (field: ModelField, value: unknown, source: SourceId, text?: string, note?: string) => {
    // Whatever an upstream says: a value that the catalogue does not take would keep it from being read.
    const checked = valueSchema(modelFields[field].value).safeParse(value);
    if (!checked.success) return;
    const list = claims[field] ?? [];
    // Several rows of one source are one voice: the first of them.
    if (list.some((one) => one.places.includes(source))) return;
    claims[field] = list;
    const shown = text ?? showValue(modelFields[field].value, value);
    const same = list.find((one) => one.text === shown);
    if (same === undefined)
      list.push({ value, text: shown, places: [source], ...(note === undefined ? {} : { note }) });
    else Object.assign(same, { places: [...same.places, source] });
  };

  const repositories = ordered.filter((item) => item.source === "huggingface");
  const leads = repositories.filter(
    (item) => groupRepository(item.name, undefined, item.parents).kind !== "quantization",
  );
  for (const item of ordered) sayFacts(item, item.facts);
  const post = ordered.find((item) => item.source === "lab-feeds" && item.parents[0] !== undefined);
  if (post !== undefined && claims.report === undefined)
    say("report", { title: post.name, url: post.parents[0] ?? "" }, post.source, post.name);
  const [lead] = leads.length > 0 ? leads : repositories;
  if (lead !== undefined) {
    const { total, active } = sizesOfName(lead.name);
    if (total !== undefined) say("parametersTotal", total, "huggingface");
    else if (lead.facts.parameters !== undefined && !isPacked(lead))
      say(
        "parametersTotal",
        showParameters(lead.facts.parameters),
        "huggingface",
        undefined,
        "sum of its tensors",
      );
    if (active !== undefined) say("parametersActive", active, "huggingface");
    say("weights", "yes", "huggingface");
    say("weightsOpened", firstDay(lead.firstSeenAt), "huggingface", undefined, "first seen on Hugging Face");
    say("releaseKind", find.state === "alone" ? "base weights" : "open weights", "huggingface");
  } else {
    const [first] = ordered;
    if (first !== undefined) say("releaseKind", "API", first.source);
  }
  if (claims.released === undefined) {
    const [first] = ordered;
    say(
      "released",
      firstDay(find.firstSeenAt),
      first?.source ?? find.origin,
      undefined,
      "first seen that day",
    );
  }

  function sayFacts(item: Item, facts: UpstreamFacts): void {
    const source = item.source;
    if (facts.released !== undefined) say("released", facts.released, source);
    if (facts.context !== undefined) say("context", showContext(facts.context), source);
    const read = modalitiesOf(facts.modalities);
    if (read !== undefined) say("modality", read, source);
    if (facts.licence !== undefined && !isPacked(item))
      say("licence", licences[facts.licence] ?? facts.licence, source);
    // A reseller's price stands in only where the lab's own is not known.
    if (facts.price !== undefined && (source !== "openrouter" || claims.price === undefined))
      say("price", facts.price, source, showPrice(facts.price));
    if (facts.openWeights === false && repositories.length === 0) say("weights", "no", source);
    if (facts.arxiv !== undefined && claims.report === undefined) {
      const url = `https://arxiv.org/abs/${facts.arxiv}`;
      say("report", { title: `arXiv:${facts.arxiv}`, url }, source, `arXiv:${facts.arxiv}`);
    }
  }

  const names = new Set(
    ordered
      .filter((item) => item.source !== "lab-feeds")
      .flatMap((item) => [item.name.replace(/^.*\//, ""), ...(item.title === undefined ? [] : [item.title])]),
  );
  names.delete(find.title);
  return {
    id: find.model,
    lab: find.lab,
    kind: options.variantOf === undefined ? "model" : "variant",
    status: "released",
    name: find.title,
    ...(options.family === undefined ? {} : { family: options.family }),
    ...(options.variantOf === undefined ? {} : { variantOf: options.variantOf }),
    unreviewed: true,
    aliases: [...names].slice(0, 12).map((text): Alias => ({ text, kind: "search", places: [] })),
    facts: factsOf(claims) as Model["facts"],
    scores: [],
    notable: [],
    standings: [],
    relations: [],
    events: [],
    caveats: [],
  };
}

function factsOf(claims: Claims): Record<string, Fact> {
  const facts: Record<string, Fact> = {};
  for (const [field, { value, holds }] of Object.entries(modelFields)) {
    const [first, ...rest] = claims[field as ModelField] ?? [];
    if (first !== undefined) facts[field] = factOf(value, holds, [first, ...rest]);
  }
  return facts;
}
