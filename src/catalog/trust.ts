/**
 * Whom to believe: what kind of source a place is, and which claim of a field comes first. The one table of it; the
 * preferred claim follows from here, and the order in a data file decides only between equals. Pure.
 */
import { fieldDefinition, type LabField, type ModelField } from "./fields.ts";
import { isAddress, sourceOf } from "./places.ts";
import type { CatalogData, Claim, Fact, Lab, LabId, Model, Place, Source, SourceId } from "./types.ts";
import { valuesDispute } from "./values.ts";

/**
 * `first-hand`: the lab speaks of itself. `hub`: what Hugging Face says of a repository. `register`: models.dev and
 * OpenRouter, entered by people. `dataset`: Epoch AI. `document`: the texts cited by line. `page`: any other address.
 */
export const sourceStandings = ["first-hand", "hub", "register", "dataset", "document", "page"] as const;
export type SourceStanding = (typeof sourceStandings)[number];

/** A kind of source, or one source that is trusted apart from its kind. */
type Voice = SourceStanding | "openrouter";

/** Ranks, 0 the best; who is missing is not believed at all. */
type Order = ReadonlyMap<Voice, number>;
/** Voices of one line are equals. */
const order = (...lines: readonly (readonly Voice[])[]): Order =>
  new Map(lines.flatMap((equals, rank) => equals.map((voice) => [voice, rank])));

const others = [["register"], ["dataset"], ["document", "page"]] as const;
const usual = order(["first-hand"], ["hub"], ...others, ["openrouter"]);
/** OpenRouter's dates are the days on which it took a model up. */
const dates = order(["first-hand"], ["hub"], ...others);
/** The hub itself opens and closes a repository. */
const byTheHub = order(["hub"], ["first-hand"], ...others, ["openrouter"]);

interface Rule {
  order: Order;
  /** It changes: among equals the newest reading is believed, and an older one contradicts nothing. */
  moving?: true;
}
const rules: { readonly [F in LabField | ModelField]?: Rule } = {
  released: { order: dates },
  weightsOpened: { order: dates },
  knowledge: { order: dates },
  endOfService: { order: dates, moving: true },
  gated: { order: byTheHub, moving: true },
  price: { order: usual, moving: true },
  context: { order: usual, moving: true },
  output: { order: usual, moving: true },
  valuation: { order: usual, moving: true },
  employees: { order: usual, moving: true },
  users: { order: usual, moving: true },
  revenue: { order: usual, moving: true },
};
const ruleOf = (field: string): Rule => rules[field as LabField | ModelField] ?? { order: usual };

/** Behind everybody who is believed. */
const last = usual.size;

/** Who can contradict whom: a source of a higher standing corrects the lower ones, and that is no dispute. */
const standing: Record<Voice, number> = {
  "first-hand": 3,
  hub: 3,
  register: 2,
  dataset: 2,
  document: 1,
  page: 1,
  // Its prices are its own: they say nothing against the lab's.
  openrouter: 0,
};

const bySource: Record<Source["kind"], SourceStanding> = {
  document: "document",
  hub: "hub",
  register: "register",
  dataset: "dataset",
  feed: "first-hand",
};

/** One spelling of an address: a file's raw text on GitHub is the file. */
const plain = (address: string): string =>
  address
    .replace(/^http:/, "https:")
    .replace("//www.", "//")
    .replace("//raw.githubusercontent.com/", "//github.com/")
    .replace(/\/$/, "");

/** True for an address that is this one or lies below it; both in their one spelling. */
const isBelow = (address: string, beginning: string): boolean =>
  address.startsWith(beginning) && /^([/?#]|$)/.test(address.slice(beginning.length));

/**
 * Whose word a place is, among these sources, for an entry of a lab that speaks for itself under some beginnings of
 * addresses.
 */
export function standingsAmong(sources: ReadonlyMap<SourceId, Source>) {
  // A page on the hub that is not the lab's own is anybody's.
  const pages = [...sources.values()].flatMap(({ url, kind }) =>
    url === undefined || kind === "hub" ? [] : [{ beginning: plain(url), standing: bySource[kind] }],
  );
  return (sites: readonly string[]) => {
    const own = sites.map(plain);
    return (place: Place): SourceStanding => {
      if (!isAddress(place)) {
        const source = sources.get(sourceOf(place) ?? "");
        return source === undefined ? "page" : bySource[source.kind];
      }
      const address = plain(place);
      if (own.some((site) => isBelow(address, site))) return "first-hand";
      return pages.find(({ beginning }) => isBelow(address, beginning))?.standing ?? "page";
    };
  };
}

/** Claims of one field in the order of trust, and whether they are disputed; undefined where none is believed. */
export function trusted<V>(
  entity: "lab" | "model",
  field: string,
  claims: readonly Claim<V>[],
  standingAt: (place: Place) => SourceStanding,
): Fact<V> | undefined {
  const definition = fieldDefinition(entity, field);
  if (definition === undefined) return undefined;
  const { order, moving } = ruleOf(field);
  const weighed = claims
    .map((claim) => {
      const voices = claim.places.map(
        (place): Voice => (sourceOf(place) === "openrouter" ? "openrouter" : standingAt(place)),
      );
      const believed = voices.flatMap((voice) => order.get(voice) ?? []);
      return {
        claim,
        rank: claim.doubtful === true ? last : Math.min(...believed, last),
        isBelieved: believed.length > 0 || voices.length === 0,
        weight: Math.max(0, ...voices.map((voice) => standing[voice])),
      };
    })
    .filter(({ isBelieved }) => isBelieved)
    .sort((a, b) => a.rank - b.rank || (moving ? (b.claim.asOf ?? "").localeCompare(a.claim.asOf ?? "") : 0));
  const [first, ...others] = weighed;
  if (first === undefined) return undefined;
  const disputed =
    definition.holds === "one" &&
    others.some(
      ({ claim, weight }) =>
        claim.agrees !== true &&
        weight >= first.weight &&
        !(moving && (claim.asOf ?? "") < (first.claim.asOf ?? "")) &&
        valuesDispute(definition, first.claim.value, claim.value),
    );
  return { claims: [first.claim, ...others.map(({ claim }) => claim)], disputed };
}

/** Beginnings of addresses under which a lab, or one that it is a part of, speaks for itself. */
function sitesOf(lab: Lab | undefined, labs: ReadonlyMap<LabId, Lab>, seen: readonly LabId[] = []): string[] {
  if (lab === undefined || seen.includes(lab.id)) return [];
  const parent = lab.partOf === undefined ? undefined : labs.get(lab.partOf);
  return [
    ...lab.sites,
    ...lab.huggingface.flatMap((name) => [
      `https://huggingface.co/${name}`,
      `https://huggingface.co/api/models/${name}`,
    ]),
    ...sitesOf(parent, labs, [...seen, lab.id]),
  ];
}

/** The addresses of a model's own report, announcement and repositories are its lab's word too. */
function ownPages(entry: Lab | Model): string[] {
  if (!("notable" in entry)) return [];
  const { report, announcement, repository } = entry.facts;
  return [
    ...(report?.claims ?? []).flatMap(({ value }) => value.url ?? []),
    ...(announcement?.claims ?? []).map(({ value }) => value),
    ...(repository?.claims ?? []).map(({ value }) => value),
  ];
}

function weighedEntry<E extends Lab | Model>(
  entity: "lab" | "model",
  entry: E,
  sites: readonly string[],
  standings: ReturnType<typeof standingsAmong>,
): E {
  const standingAt = standings([...sites, ...ownPages(entry)]);
  const known = new Map<Place, SourceStanding>();
  const once = (place: Place) => {
    const found = known.get(place) ?? standingAt(place);
    known.set(place, found);
    return found;
  };
  const facts: Record<string, Fact> = {};
  for (const [field, fact] of Object.entries<Fact | undefined>(entry.facts)) {
    const weighed = trusted(entity, field, fact?.claims ?? [], once);
    if (weighed !== undefined) facts[field] = weighed;
  }
  return { ...entry, facts };
}

/**
 * The catalogue with each field's claims in the order of trust. Doing it again changes nothing, so that claims can be
 * added to entries and all be weighed anew.
 */
export function weighed(data: CatalogData): CatalogData {
  const labs = new Map(data.labs.map((lab) => [lab.id, lab]));
  const sites = new Map(data.labs.map((lab) => [lab.id, sitesOf(lab, labs)]));
  const standings = standingsAmong(new Map(data.sources.map((source) => [source.id, source])));
  return {
    ...data,
    labs: data.labs.map((lab) => weighedEntry("lab", lab, sites.get(lab.id) ?? [], standings)),
    models: data.models.map((model) => weighedEntry("model", model, sites.get(model.lab) ?? [], standings)),
  };
}
