/**
 * Finding the lab or model that somebody means. Pure and synchronous: an index in memory, built once from entries.
 *
 * Versions and sizes are meaning: a query's number that an entry does not have never gives that entry as the answer,
 * only as a suggestion.
 */
import { offeredFirst } from "./empty-field.ts";
import { buildIndex } from "./index/build.ts";
import { entriesOf, generality, type SearchEntry } from "./index/entries.ts";
import { createMatcher, type Found, type Kind } from "./match/matcher.ts";
import type { Candidate } from "./match/weigh.ts";
import { createTextReader, type FindInTextOptions, type Mention } from "./message/find-in-text.ts";

export { entriesOf, type FindInTextOptions, type Mention, type SearchEntry };

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
  /** Words of the query that were passed over, packagings of the same weights: `["fp8"]`. */
  passedOver: readonly string[];
  /** The person through whom a lab was found, as the catalogue writes them. */
  person?: string;
}

export interface FindOptions {
  only?: "lab" | "model";
  /** Most matches in the answer; 25 where absent. */
  limit?: number;
}

/**
 * `one`: the answer, and in `also` what fits nearly as well (its family, its lab). `choice`: several fit equally well
 * (2 to 25). `miss`: none does; up to five suggestions, or none.
 */
export type Resolution =
  | { kind: "one"; match: Match; also: readonly Match[] }
  | { kind: "choice"; matches: readonly Match[] }
  | { kind: "miss"; suggestions: readonly Match[] };

export type Search = ReturnType<typeof createSearch>;

const mostMatches = 25;
const mostSuggestions = 5;
/** Candidates that cost this much more than the best are no rivals to it. */
const rivalMargin = 0.2;
/** Among whole names, a spelling of this much less standing is no rival: a misheard one to a name. */
const nameMargin = 0.05;

/**
 * Builds the index and answers from memory. Equal entries give equal answers. Two parts that few need, for badly
 * misspelled names and for chat messages, are built when first asked for.
 */
export function createSearch(entries: readonly SearchEntry[]) {
  const index = buildIndex(entries);
  const match = createMatcher(index);
  const findInText = createTextReader(index, match);
  const offered = {
    lab: offeredFirst(entries, "lab").map(offer),
    model: offeredFirst(entries, "model").map(offer),
    all: offeredFirst(entries, undefined).map(offer),
  };

  function matchOf(candidate: Candidate, key: string): Match[] {
    const entry = index.entries[candidate.entry];
    const alias = index.aliases[candidate.alias];
    if (entry === undefined || alias === undefined) return [];
    return [
      {
        id: entry.id,
        kind: entry.kind,
        entry,
        tier: tierOf(candidate, alias.key, key),
        confidence: Math.round(Math.exp(-candidate.cost / 2) * 1000) / 1000,
        sure: candidate.explained,
        alias: alias.text,
        passedOver: candidate.passedOver,
        ...(alias.kind === "person" ? { person: alias.text } : {}),
      },
    ];
  }

  const matchesOf = (list: readonly Candidate[], key: string, limit: number): Match[] =>
    list.slice(0, limit).flatMap((candidate) => matchOf(candidate, key));

  /** True where one is a part of the other: a lab and its model, a family and its member. */
  const isRelated = (a: number, b: number): boolean =>
    index.ancestors[a]?.has(b) === true || index.ancestors[b]?.has(a) === true;

  /** True where `other` fits the query as well as `first` does. */
  function isRival(first: Candidate, other: Candidate): boolean {
    if (!other.explained || isRelated(first.entry, other.entry)) return false;
    if (!first.exact) return other.cost - first.cost <= rivalMargin;
    // A whole name has rivals only among whole names.
    const left = index.entries[first.entry];
    const right = index.entries[other.entry];
    if (!other.exact || left === undefined || right === undefined) return false;
    if (first.cost < 0.03 && generality(left) < generality(right)) return false;
    return other.cost - first.cost <= nameMargin;
  }

  function resolutionOf({ key, list }: Found, only: Kind | undefined): Resolution {
    const found = list(only);
    const [first, ...others] = found;
    const [best] = first === undefined ? [] : matchOf(first, key);
    if (first === undefined || best === undefined || !first.explained) {
      return { kind: "miss", suggestions: matchesOf(found, key, mostSuggestions) };
    }
    const close = others.filter((one) => one.explained && one.cost - first.cost <= rivalMargin);
    const also = matchesOf(close, key, mostMatches - 1);
    if (!others.some((other) => isRival(first, other))) {
      return { kind: "one", match: best, also: also.slice(0, mostSuggestions) };
    }
    return { kind: "choice", matches: [best, ...also] };
  }

  return {
    /** Number of entries. */
    size: entries.length,

    /** Every match for a whole query, best first. Empty for a query that names nothing. */
    find(query: string, options: FindOptions = {}): Match[] {
      const { key, list } = match(query, false);
      return matchesOf(list(options.only), key, options.limit ?? mostMatches);
    },

    /** What a query means among labs, and what among models: searched once. */
    resolveEach(query: string): Readonly<Record<Kind, Resolution>> {
      const found = match(query, false);
      return { lab: resolutionOf(found, "lab"), model: resolutionOf(found, "model") };
    },

    /** What a query means: one entry, a choice between several that fit as well, or none. */
    resolve(query: string, options: FindOptions = {}): Resolution {
      return resolutionOf(match(query, false), options.only);
    },

    /** Matches for a field that is being typed into; for an empty field the newest and best known. At most 25. */
    suggest(typed: string, options: FindOptions = {}): Match[] {
      const limit = Math.min(options.limit ?? mostMatches, mostMatches);
      const { key, list } = match(typed, true);
      if (key === "") return offered[options.only ?? "all"].slice(0, limit);
      const found = list(options.only);
      const explained = found.filter((one) => one.explained);
      return matchesOf(explained.length === 0 ? found : explained, key, limit);
    },

    /**
     * The entries that a chat message names, in order, longest names first; code, quotes, spoilers, links, mentions
     * and emoji are passed over. Texts of more than 6,000 characters are cut.
     */
    findInText,
  };
}

function offer(entry: SearchEntry): Match {
  const { id, kind, name } = entry;
  return { id, kind, entry, tier: "exact", confidence: 1, sure: true, alias: name, passedOver: [] };
}

function tierOf(candidate: Candidate, aliasKey: string, key: string): Tier {
  if (candidate.exact) return "exact";
  if (candidate.worst === "fuzzy") return "fuzzy";
  if (aliasKey.startsWith(key)) return "prefix";
  if (aliasKey.includes(key)) return "contains";
  return "words";
}
