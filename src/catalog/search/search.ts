/**
 * Finding the lab or model that somebody means. Pure and synchronous: an index in memory, built once from entries.
 *
 * Versions and sizes are meaning: a query's number that an entry does not have never gives that entry as the answer,
 * only as a suggestion.
 */
import { atomsOf, keyOf } from "./atoms.ts";
import { entriesOf, type SearchEntry } from "./entries.ts";
import { buildIndex } from "./index-build.ts";
import { fold } from "./normalise.ts";
import { type Candidate, compare, generality, rank } from "./rank.ts";
import { readingsOf } from "./readings.ts";
import { slotsOf } from "./slots.ts";

export { entriesOf, type SearchEntry };

/** `words`: the same words in another order, beside others, or through the lab's name. */
export type Tier = "exact" | "prefix" | "contains" | "words" | "fuzzy";

export interface Match {
  id: string;
  kind: "lab" | "model";
  entry: SearchEntry;
  tier: Tier;
  /** From 0 to 1; 1 is a name as it is written. */
  confidence: number;
  /** Everything in the query was explained: it can be the answer. Otherwise it is a suggestion. */
  sure: boolean;
  /** The spelling that was matched. */
  alias: string;
  /** Words of the query that were passed over: `["thinking"]`. */
  passedOver: readonly string[];
}

export interface FindOptions {
  only?: "lab" | "model";
  /** Most matches in the answer; 25 where absent. */
  limit?: number;
}

/** `choice`: several fit equally well (2 to 25). `miss`: none does; up to five suggestions, or none. */
export type Resolution =
  | { kind: "one"; match: Match; also: readonly Match[] }
  | { kind: "choice"; matches: readonly Match[] }
  | { kind: "miss"; suggestions: readonly Match[] };

export type Search = ReturnType<typeof createSearch>;

/** Longer queries are cut: no name is that long. In UTF-16 units. */
const longestQuery = 160;
const mostAtoms = 24;
/** Candidates that cost this much more than the best are no rivals to it. */
const rivalMargin = 0.25;
const suggestionCost = 6.6;

/** Builds the index (about 30 ms for a thousand entries) and answers from memory. */
export function createSearch(entries: readonly SearchEntry[]) {
  const index = buildIndex(entries);
  const prepared = { lab: emptyList("lab"), model: emptyList("model"), all: emptyList(undefined) };

  function emptyList(only: "lab" | "model" | undefined): Match[] {
    const core = entries.filter((entry) => entry.core && (only === undefined || entry.kind === only));
    const labs = core.filter((entry) => entry.kind === "lab").sort((a, b) => b.weight - a.weight);
    const models = core.filter((entry) => entry.kind === "model" && entry.status === "released");
    const newest = models
      .filter((entry) => entry.released !== undefined && entry.modelKind !== "family")
      .sort((a, b) => (b.released ?? "").localeCompare(a.released ?? "") || b.weight - a.weight);
    const known = [...models].sort((a, b) => b.weight - a.weight);
    const ordered =
      only === undefined
        ? [...newest.slice(0, 10), ...labs.slice(0, 10), ...known]
        : [...newest.slice(0, 15), ...known];
    const list = only === "lab" ? labs : ordered;
    return [...new Set(list)].slice(0, 25).map((entry) => ({
      id: entry.id,
      kind: entry.kind,
      entry,
      tier: "exact",
      confidence: 1,
      sure: true,
      alias: entry.name,
      passedOver: [],
    }));
  }

  function candidates(query: string, only: "lab" | "model" | undefined, typing: boolean): Found {
    const text = fold(query.slice(0, longestQuery));
    const atoms = atomsOf(text).slice(0, mostAtoms);
    const key = keyOf(atoms);
    if (key === "") return { key, list: [] };
    let chosen: Candidate[] = [];
    for (const [place, reading] of readingsOf(atoms).entries()) {
      const found = rank(index, slotsOf(index, reading, { typing }), only);
      if (place > 0) for (const candidate of found) candidate.cost += 0.2;
      const first = found[0];
      if (first !== undefined && better(first, chosen[0])) chosen = found;
      if (place === 0 && first?.explained === true && first.cost < 0.6) break;
    }
    const exact = new Map((index.keys.get(key) ?? []).map((alias) => [index.aliases[alias]?.entry, alias]));
    if (exact.size > 0) {
      // A whole name stays first even where its words are filler elsewhere.
      for (const candidate of chosen)
        if (exact.has(candidate.entry)) candidate.cost = Math.min(candidate.cost, 0.08);
      chosen.sort((a, b) => compare(index, a, b));
    }
    return { key, list: chosen };
  }

  function better(a: Candidate, b: Candidate | undefined): boolean {
    if (b === undefined) return true;
    return a.explained === b.explained ? a.cost < b.cost : a.explained;
  }

  function matchOf(candidate: Candidate, key: string): Match | undefined {
    const entry = index.entries[candidate.entry];
    const alias = index.aliases[candidate.alias];
    if (entry === undefined || alias === undefined) return undefined;
    return {
      id: entry.id,
      kind: entry.kind,
      entry,
      tier: tierOf(candidate, alias.key, key),
      confidence: Math.round(Math.exp(-candidate.cost / 2) * 1000) / 1000,
      sure: candidate.explained && candidate.named,
      alias: alias.text,
      passedOver: candidate.passedOver,
    };
  }

  function matches(found: Found, limit: number): Match[] {
    return found.list
      .slice(0, limit)
      .map((candidate) => matchOf(candidate, found.key))
      .filter((match) => match !== undefined);
  }

  /** True where one is a part of the other: a lab and its model, a family and its member. */
  function related(a: number, b: number): boolean {
    return index.ancestors[a]?.has(b) === true || index.ancestors[b]?.has(a) === true;
  }

  return {
    /** Number of entries. */
    size: entries.length,

    /** Every match for a whole query, best first. Empty for a query without letters or digits. */
    find(query: string, options: FindOptions = {}): Match[] {
      const found = candidates(query, options.only, false);
      return matches(
        { ...found, list: found.list.filter((one) => one.cost < suggestionCost && one.named) },
        options.limit ?? 25,
      );
    },

    /** What a query means: one entry, a choice between several that fit as well, or none. */
    resolve(query: string, options: FindOptions = {}): Resolution {
      const found = candidates(query, options.only, false);
      const list = found.list.filter((one) => one.cost < suggestionCost && one.named);
      const first = list[0];
      const firstMatch = first === undefined ? undefined : matchOf(first, found.key);
      if (first === undefined || firstMatch === undefined || !first.explained) {
        return { kind: "miss", suggestions: matches({ ...found, list }, 5) };
      }
      const close = list.slice(1).filter((one) => one.explained && one.cost - first.cost <= rivalMargin);
      const rivals = close.filter((one) => !related(one.entry, first.entry) && isRival(first, one));
      const also = close.map((one) => matchOf(one, found.key)).filter((match) => match !== undefined);
      if (rivals.length === 0) return { kind: "one", match: firstMatch, also: also.slice(0, 5) };
      return { kind: "choice", matches: [firstMatch, ...also].slice(0, options.limit ?? 25) };
    },

    /** Matches for a field that is being typed into; for an empty field the newest and best known. At most 25. */
    suggest(typed: string, options: FindOptions = {}): Match[] {
      const limit = Math.min(options.limit ?? 25, 25);
      if (keyOf(atomsOf(fold(typed.slice(0, longestQuery)))) === "")
        return prepared[options.only ?? "all"].slice(0, limit);
      const found = candidates(typed, options.only, true);
      return matches(
        { ...found, list: found.list.filter((one) => one.cost < suggestionCost && one.named) },
        limit,
      );
    },
  };

  /** A clean name is not put in doubt by a weaker spelling of something else. */
  function isRival(first: Candidate, other: Candidate): boolean {
    if (first.worst === "exact" && first.cost < 0.03)
      return other.cost - first.cost < 0.03 && sameRank(first, other);
    return true;
  }

  function sameRank(a: Candidate, b: Candidate): boolean {
    const left = index.entries[a.entry];
    const right = index.entries[b.entry];
    return left !== undefined && right !== undefined && generality(left) === generality(right);
  }
}

interface Found {
  key: string;
  list: readonly Candidate[];
}

function tierOf(candidate: Candidate, aliasKey: string, key: string): Tier {
  if (aliasKey === key) return "exact";
  if (candidate.worst === "fuzzy") return "fuzzy";
  if (aliasKey.startsWith(key)) return "prefix";
  if (aliasKey.includes(key)) return "contains";
  return "words";
}
