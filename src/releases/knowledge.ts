/**
 * What upstreams list as part of the catalogue: each row is a voice about the entry of its own name, and a release
 * without an entry becomes one. Pure: files and rows in, catalogue out, at every start and after every find.
 */
import { earliestDay } from "../catalog/dates.ts";
import type { ModelField } from "../catalog/fields.ts";
import type { Alias, CatalogData, Claim, Fact, LabId, Model, ModelId } from "../catalog/types.ts";
import { factOf } from "../catalog/values.ts";
import { defined } from "../defined.ts";
import { sizesOfName } from "../names/sizes.ts";
import { type Claims, claimsOf } from "./claims.ts";
import { looseOf, slugOf, titleOf, titleOfApi } from "./grouping/rows.ts";
import { type ModelNames, modelNames } from "./names.ts";
import type { KnownRow } from "./rows.ts";
import { labOfName } from "./sources/lines.ts";
import { kindOf } from "./sources/pages.ts";

/** Rows of one release of one lab. */
interface Listed {
  lab: LabId;
  rows: KnownRow[];
}

/** The rows by the release that they are a part of. */
function byRelease(rows: readonly KnownRow[]): Listed[] {
  const found = new Map<string, Listed>();
  for (const row of rows) {
    const loose = looseOf(row.group.name);
    if (loose === "") continue;
    const key = `${row.lab} ${loose}`;
    const there = found.get(key);
    if (there === undefined) found.set(key, { lab: row.lab, rows: [row] });
    else there.rows.push(row);
  }
  return [...found.values()];
}

/** The catalogue of the files with what upstreams say: their claims stand behind the file's own. */
export function withUpstream(data: CatalogData, rows: readonly KnownRow[]): CatalogData {
  if (rows.length === 0) return data;
  const labs = new Set(data.labs.map((lab) => lab.id));
  const names = modelNames(data.models);
  const said = new Map<ModelId, KnownRow[]>();
  const unknown: KnownRow[] = [];
  for (const row of rows) {
    if (!labs.has(row.lab) || row.group.part === "piece" || row.group.part === "note") continue;
    const id = names.entryOf(row.lab, row.group.name);
    if (id === undefined) unknown.push(row);
    else said.set(id, [...(said.get(id) ?? []), row]);
  }
  const found = byRelease(unknown).filter((one) => one.rows.some(isRelease));
  const models = data.models.map((model) => {
    const own = said.get(model.id) ?? [];
    const line = model.status === "anticipated" ? lineOf(model, rows) : [];
    return own.length + line.length === 0 ? model : withClaims(model, own, line);
  });
  return {
    ...data,
    sources: withReadingDays(data, rows),
    models: withVariants([...models, ...newEntries(found, names)]),
  };
}

/** What is called after it: DeepSeek-V4-Pro and -Flash, where only DeepSeek V4 was expected. */
function lineOf(model: Model, rows: readonly KnownRow[]): KnownRow[] {
  const loose = looseOf(model.name);
  return rows.filter((row) => row.lab === model.lab && looseOf(row.group.family) === loose && isRelease(row));
}

/**
 * What can stand for a release: a model, an API, a base or a step where there is nothing else. Copies alone cannot, and
 * what bears another lab's name is a mirror of its model.
 */
function isRelease({ source, group, lab }: KnownRow): boolean {
  if (kindOf(source) === "dataset" || group.part === "copy") return false;
  const maker = labOfName(group.name);
  return maker === undefined || maker === lab;
}

function withReadingDays(data: CatalogData, rows: readonly KnownRow[]): CatalogData["sources"] {
  const newest = new Map<string, string>();
  for (const { source, read } of rows) if (read > (newest.get(source) ?? "")) newest.set(source, read);
  return data.sources.map((source) => {
    const read = newest.get(source.id);
    return read === undefined || read <= source.asOf ? source : { ...source, asOf: read };
  });
}

/** What an upstream shows as out is out: weights that are there, an API that answers, a day that has come. */
const isOut = ({ source, group, facts, read }: KnownRow): boolean =>
  (kindOf(source) === "hub" && group.part !== "base") ||
  kindOf(source) === "reseller" ||
  (facts.released !== undefined && earliestDay(facts.released) <= read);

/** Upstreams correct and round each other all the time: none of it is a dispute, all of it stays under Sources. */
const behind = (before: readonly Claim[], claims: readonly Claim[]): Claim[] => [
  ...before,
  ...claims.map((claim, place) =>
    before.length + place === 0 ? claim : { ...claim, agrees: true as const },
  ),
];

/**
 * The entry of a file with what upstreams say. Its own claims go first, but for what was only expected.
 * @param line what is out of its line, where the entry itself is only anticipated
 */
function withClaims(model: Model, rows: readonly KnownRow[], line: readonly KnownRow[]): Model {
  const isExpected = model.status === "anticipated";
  const cameOut = isExpected && [...rows, ...line].some(isOut);
  const facts: Record<string, Fact> = {};
  for (const [field, { claims }] of Object.entries(model.facts) as [ModelField, Fact][])
    if (!cameOut || field !== "released") setFact(facts, field, cameOut ? expected(claims) : claims);
  for (const [field, claims] of entriesOf(claimsOf(rows))) {
    const before = model.facts[field]?.claims ?? [];
    setFact(facts, field, cameOut ? [...behind([], claims), ...expected(before)] : behind(before, claims));
  }
  if (cameOut && facts.released === undefined) setFact(facts, "released", firstOf(line));
  return {
    ...model,
    ...(cameOut ? { status: "released" as const } : {}),
    aliases: [...model.aliases, ...aliasesOf(model, rows)],
    facts: facts as Model["facts"],
  };
}

/** The day of the first of a line. */
const firstOf = (line: readonly KnownRow[]): Claim[] =>
  line
    .filter(isOut)
    .flatMap((row) => claimsOf([row]).released ?? [])
    .sort((a, b) => (earliestDay(String(a.value)) < earliestDay(String(b.value)) ? -1 : 1))
    .slice(0, 1)
    .map((claim) => ({ ...claim, note: "the first of its line" }));

const expected = (claims: readonly Claim[]): Claim[] =>
  claims.map((claim) => ({
    ...claim,
    agrees: true,
    doubtful: true,
    note: claim.note ?? "expected before its release",
  }));

const entriesOf = (claims: Claims) => Object.entries(claims) as [ModelField, Claim[]][];

function setFact(facts: Record<string, Fact>, field: ModelField, claims: readonly Claim[]): void {
  const fact = factOf(claims);
  if (fact !== undefined) facts[field] = fact;
}

const folded = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}.]+/gu, "");

/** The names of its rows as they are typed, packagings too: each opens this entry. */
function aliasesOf(model: Pick<Model, "name" | "aliases">, rows: readonly KnownRow[]): Alias[] {
  const seen = new Set([model.name, ...model.aliases.map(({ text }) => text)].map(folded));
  const aliases: Alias[] = [];
  for (const { name, title } of rows)
    for (const text of [name.replace(/^.*\//, ""), ...(title === undefined ? [] : [title])]) {
      if (seen.has(folded(text)) || text.length > 100) continue;
      seen.add(folded(text));
      aliases.push({ text, kind: "search", places: [] });
    }
  return aliases;
}

function newEntries(found: readonly Listed[], names: ModelNames): Model[] {
  const ids = new Set<ModelId>();
  return found.flatMap(({ lab, rows }): Model[] => {
    const lead = rows.filter(isRelease).sort(byNaming)[0];
    if (lead === undefined) return [];
    const slug = slugOf(lead.group.name);
    // The family's own name is the family's: what is called so besides says its whole name.
    const whole = slug !== "" && names.taken(`${lab}/${slug}`);
    const id = `${lab}/${whole ? `${slug}-model` : slug}`;
    if (slug === "" || ids.has(id)) return [];
    ids.add(id);
    const name = whole ? lead.group.name : nameOf(lead);
    const facts: Record<string, Fact> = {};
    for (const [field, claims] of entriesOf(claimsOf(rows))) setFact(facts, field, behind([], claims));
    const family = names.familyOf(lab, slug);
    return [
      {
        id,
        lab,
        kind: "model",
        status: "released",
        name,
        unreviewed: true,
        ...defined({ family }),
        aliases: aliasesOf({ name, aliases: [] }, rows),
        facts: facts as Model["facts"],
        scores: [],
        notable: [],
        standings: [],
        relations: [],
        events: [],
        caveats: [],
      },
    ];
  });
}

/** A repository's name before an API's; a register writes names for people, a reseller adds to them. */
const nameRank = ({ source, group }: KnownRow) =>
  group.part === "model" ? 0 : kindOf(source) === "register" ? 1 : group.part === "api" ? 3 : 2;
const byNaming = (a: KnownRow, b: KnownRow) =>
  nameRank(a) - nameRank(b) || a.name.length - b.name.length || a.name.localeCompare(b.name, "en");

/** A title says the same as the name, or it is none. */
function nameOf({ group, title }: KnownRow): string {
  if (group.part !== "api") return titleOf(group.name);
  return title !== undefined && looseOf(title) === looseOf(group.name) ? title : titleOfApi(group.name);
}

const sizeWord = /(?<![a-z0-9])a?\d+(?:[._]\d+)?[bmt](?![a-z0-9])/gi;
const withoutSizes = (name: string) => looseOf(name.replace(sizeWord, ""));

/** Found sizes of one launch are variants of its largest: one name apart from the size, and no other day. */
function withVariants(models: Model[]): Model[] {
  const lines = new Map<string, Model[]>();
  for (const model of models) {
    if (model.kind === "family" || !sizeIn(model)) continue;
    const key = `${model.lab} ${withoutSizes(model.name)}`;
    lines.set(key, [...(lines.get(key) ?? []), model]);
  }
  const leads = new Map<ModelId, ModelId>();
  for (const line of lines.values()) {
    const [lead, ...others] = line.toSorted((a, b) => sizeIn(b) - sizeIn(a));
    if (lead === undefined || lead.variantOf !== undefined) continue;
    for (const other of others)
      if (other.unreviewed === true && !cameLater(lead, other)) leads.set(other.id, lead.id);
  }
  return models.map((model) => {
    const lead = leads.get(model.id);
    return lead === undefined ? model : { ...model, kind: "variant", variantOf: lead };
  });
}

/** In billions; 0 where the name states none. */
function sizeIn({ name }: Model): number {
  const total = sizesOfName(name.replaceAll(" ", "-")).total ?? "";
  return Number.parseFloat(total) * (total.endsWith("T") ? 1000 : 1) || 0;
}

function cameLater(lead: Model, other: Model): boolean {
  const [one, two] = [lead, other].map((model) => model.facts.released?.claims[0].value);
  if (one === undefined || two === undefined) return false;
  const length = Math.min(one.length, two.length);
  return one.slice(0, length) !== two.slice(0, length);
}
