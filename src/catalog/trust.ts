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

/** Best first; what is missing is not believed at all. Voices of one line are equals. */
type Order = readonly (readonly Voice[])[];

const usual: Order = [
  ["first-hand"],
  ["hub"],
  ["register"],
  ["dataset"],
  ["document", "page"],
  ["openrouter"],
];
/** OpenRouter's dates are the days on which it took a model up. */
const dates: Order = usual.filter((voices) => !voices.includes("openrouter"));
/** The hub itself opens and closes a repository. */
const byTheHub: Order = [["hub"], ["first-hand"], ...usual.slice(2)];

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
    .replace("//raw.githubusercontent.com/", "//github.com/");

/** True for an address that is this one or lies below it. */
function isBelow(address: string, beginning: string): boolean {
  const [whole, start] = [plain(address), plain(beginning).replace(/\/$/, "")];
  return whole.startsWith(start) && /^([/?#]|$)/.test(whole.slice(start.length));
}

/** Whose word a place is, for an entry of a lab that speaks for itself under some beginnings of addresses. */
export function standingOf(
  place: Place,
  sites: readonly string[],
  sources: ReadonlyMap<SourceId, Source>,
): SourceStanding {
  if (!isAddress(place)) {
    const source = sources.get(sourceOf(place) ?? "");
    return source === undefined ? "page" : bySource[source.kind];
  }
  if (sites.some((site) => isBelow(place, site))) return "first-hand";
  // A page on the hub that is not the lab's own is anybody's.
  const source = [...sources.values()].find(
    ({ url, kind }) => url !== undefined && kind !== "hub" && isBelow(place, url),
  );
  return source === undefined ? "page" : bySource[source.kind];
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
      const ranks = voices.map((voice) => order.findIndex((equals) => equals.includes(voice)));
      const believed = ranks.filter((rank) => rank >= 0);
      return {
        claim,
        rank: claim.doubtful === true ? order.length : Math.min(...believed, order.length),
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
export function sitesOf(
  lab: Lab | undefined,
  labs: ReadonlyMap<LabId, Lab>,
  seen: readonly LabId[] = [],
): string[] {
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
  sources: ReadonlyMap<SourceId, Source>,
): E {
  const own = [...sites, ...ownPages(entry)];
  const known = new Map<Place, SourceStanding>();
  const standingAt = (place: Place) => {
    const found = known.get(place) ?? standingOf(place, own, sources);
    known.set(place, found);
    return found;
  };
  const facts = Object.entries<Fact | undefined>(entry.facts).flatMap(([field, fact]) => {
    const weighed = trusted(entity, field, fact?.claims ?? [], standingAt);
    return weighed === undefined ? [] : [[field, weighed]];
  });
  return { ...entry, facts: Object.fromEntries(facts) };
}

/**
 * The catalogue with each field's claims in the order of trust. Doing it again changes nothing, so that claims can be
 * added to entries and all be weighed anew.
 */
export function weighed(data: CatalogData): CatalogData {
  const labs = new Map(data.labs.map((lab) => [lab.id, lab]));
  const sources = new Map(data.sources.map((source) => [source.id, source]));
  return {
    ...data,
    labs: data.labs.map((lab) => weighedEntry("lab", lab, sitesOf(lab, labs), sources)),
    models: data.models.map((model) =>
      weighedEntry("model", model, sitesOf(labs.get(model.lab), labs), sources),
    ),
  };
}
