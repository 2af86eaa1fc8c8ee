/** One query against the index: read in all its readings, ranked, best reading kept. */
import { nameKey, readName } from "../../names/name.ts";
import { keyOf, type Token } from "../../names/tokens.ts";
import type { SearchEntry } from "../index/entries.ts";
import type { Index } from "../index/types.ts";
import { readingsOf } from "../text/readings.ts";
import { fillerWords, isEveryday, ordinaryNames } from "../text/words.ts";
import { inOrder, weighAll } from "./rank.ts";
import { createShortlist } from "./shortlist.ts";
import { slotsOf } from "./slots.ts";
import type { Candidate } from "./weigh.ts";
import { createWholeNames } from "./whole-names.ts";

/** Longer queries are cut: no name is that long. In UTF-16 units. */
const longestQuery = 160;
const mostTokens = 24;
/** What it costs to read a query otherwise than as it stands. */
const rereading = 0.2;
/** A reading as typed that is this good needs no other. */
const goodEnough = 0.6;
const onlyBegun = 2;
/** Candidates that cost more are too far off to be suggested. */
const suggestible = 6.6;

/** `Qwen/Qwen3-8B`. */
const repository = /^[\w.-]+\/[\w.-]+$/;
/** `Qwen3-8B`, `kimi_k2.5`; Chinese is written without blanks, and may be a whole question. */
const onePiece = /^(?=.*[\d_.-])[\w.()+-]+$/;

export type Kind = SearchEntry["kind"];

/** What one query found. */
export interface Found {
  /** The query's key; empty where it has neither letters nor digits. */
  key: string;
  /** Best first, only what may at least be suggested; of one kind, or of both. The query is searched once for all. */
  list(only: Kind | undefined): readonly Candidate[];
}

export type Matcher = ReturnType<typeof createMatcher>;

/** Prepares matching over an index. */
export function createMatcher(index: Index) {
  const shortlist = createShortlist(
    index.postings,
    index.aliases.map((alias) => alias.terms.length),
  );
  let wholeNames: ReturnType<typeof createWholeNames> | undefined;

  /** Finds the candidates for a query. `typing`: it is not finished, so what begins with its last word counts. */
  return function match(query: string, typing: boolean): Found {
    const tokens = readName(query.slice(0, longestQuery)).slice(0, mostTokens);
    const key = keyOf(tokens);
    if (key === "") return { key, list: () => [] };
    const readings = readingsOf(tokens);
    const isRepository = !typing && repository.test(query.trim());
    const isName = !typing && (isRepository || onePiece.test(query.trim()));
    const weighed: Candidate[][] = [];
    return { key, list };

    function candidatesOf(reading: readonly Token[]): Candidate[] {
      const whole = keyOf(reading);
      // `Rednote AI Search` is a name as it stands, and no question about Rednote.
      const bareKey = index.keys.has(whole)
        ? whole
        : isRepository
          ? nameKey(query.slice(query.indexOf("/") + 1))
          : keyOf(reading.filter((token) => !isFiller(token)));
      const slots = slotsOf(index, reading, { typing });
      return weighAll(index, slots, shortlist(slots), { key: whole, bareKey, typing, isName, isRepository });
    }

    function list(only: Kind | undefined): readonly Candidate[] {
      const isWanted = (entry: number) => only === undefined || index.entries[entry]?.kind === only;
      let best: readonly Candidate[] = [];
      for (const [place, reading] of readings.entries()) {
        weighed[place] ??= candidatesOf(reading);
        const suggested = weighed[place].filter((one) => one.named && isWanted(one.entry));
        const usable = inOrder(index, suggested, place > 0 ? rereading : 0).filter(
          (one) => one.cost < suggestible,
        );
        const [first] = usable;
        if (first !== undefined && isBetter(first, best[0])) best = usable;
        if (place === 0 && first?.explained === true && first.cost < goodEnough) break;
      }
      if (best[0]?.explained !== true && mayBeName(index, tokens)) {
        wholeNames ??= createWholeNames(index.aliases);
        const alike = wholeNames(tokens, isName, isWanted).map((one) =>
          isRepository ? { ...one, explained: false } : one,
        );
        if (alike[0] !== undefined && isBetter(alike[0], best[0])) {
          const others = best.filter((one) => !alike.some((other) => other.entry === one.entry));
          best = [...alike, ...others].sort((a, b) => a.cost - b.cost);
        }
      }
      if (best.length > 0 || typing || !beginsNames(tokens)) return best;
      // `mini` answers nothing, and may well be the beginning of something.
      const begun = match(query, true).list(only);
      return begun.map((one) => ({ ...one, explained: false, cost: one.cost + onlyBegun }));
    }
  };
}

/** A single word that many names begin with, or have in them. */
function beginsNames(tokens: readonly Token[]): boolean {
  const [only] = tokens;
  return (
    tokens.length === 1 && only?.type === "word" && only.text.length >= 4 && ordinaryNames.has(only.text)
  );
}

const isFiller = (token: Token): boolean => token.type === "word" && fillerWords.has(token.text);

/** Everyday words, and words that names have, are no misspelled whole name. */
function mayBeName(index: Index, tokens: readonly Token[]): boolean {
  const unknown = (word: string) => !index.termIds.has(word) && !fillerWords.has(word) && !isEveryday(word);
  return (
    tokens.length <= 6 &&
    tokens.some((token) => token.type === "word" && token.text.length >= 4 && unknown(token.text))
  );
}

function isBetter(a: Candidate, b: Candidate | undefined): boolean {
  if (b === undefined) return true;
  return a.explained === b.explained ? a.cost < b.cost : a.explained;
}
