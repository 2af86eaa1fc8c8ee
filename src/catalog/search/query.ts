/** One query against the index: read in all its readings, ranked, best reading kept. */
import { type Atom, atomsOf, keyOf } from "./atoms.ts";
import type { Index } from "./index-types.ts";
import { fold } from "./normalise.ts";
import { rank } from "./rank.ts";
import { readingsOf } from "./readings.ts";
import { slotsOf } from "./slots.ts";
import type { Candidate } from "./weigh.ts";
import { fillerWords, isEveryday, ordinaryNames } from "./words.ts";

/** Longer queries are cut: no name is that long. In UTF-16 units. */
const longestQuery = 160;
const mostAtoms = 24;
/** What it costs to read a query otherwise than as it stands. */
const rereading = 0.2;
/** A reading as typed that is this good needs no other. */
const goodEnough = 0.6;
const onlyBegun = 2;
/** Candidates that cost more are too far off to be suggested. */
const suggestible = 6.6;

export interface Found {
  /** The query's key; empty where it has neither letters nor digits. */
  key: string;
  /** Best first, only what may at least be suggested. */
  list: readonly Candidate[];
}

/** Finds the candidates for a query. `typing`: it is not finished, so what begins with its last word counts. */
export function candidatesFor(
  index: Index,
  query: string,
  only: "lab" | "model" | undefined,
  typing: boolean,
): Found {
  const atoms = atomsOf(fold(query.slice(0, longestQuery))).slice(0, mostAtoms);
  const key = keyOf(atoms);
  if (key === "") return { key, list: [] };
  let list: Candidate[] = [];
  for (const [place, reading] of readingsOf(atoms).entries()) {
    const whole = keyOf(reading);
    // `Rednote AI Search` is a name as it stands, and no question about Rednote.
    const bareKey = index.keys.has(whole) ? whole : keyOf(reading.filter((atom) => !isFiller(atom)));
    const read = rank(index, slotsOf(index, reading, { typing }), { key: whole, bareKey, typing, only });
    if (place > 0) for (const candidate of read) candidate.cost += rereading;
    const usable = read.filter((one) => one.named && one.cost < suggestible);
    const first = usable[0];
    if (first !== undefined && isBetter(first, list[0])) list = usable;
    if (place === 0 && first?.explained === true && first.cost < goodEnough) break;
  }
  if (list[0]?.explained !== true && mayBeName(index, atoms)) {
    const kindOf = (entry: number) => only === undefined || index.entries[entry]?.kind === only;
    const alike = index.wholeNames()(key, kindOf);
    if (alike[0] !== undefined && isBetter(alike[0], list[0])) {
      const others = list.filter((one) => !alike.some((other) => other.entry === one.entry));
      list = [...alike, ...others].sort((a, b) => a.cost - b.cost);
    }
  }
  if (list.length === 0 && !typing && beginsNames(atoms)) {
    // `mini` answers nothing, and may well be the beginning of something.
    const begun = candidatesFor(index, query, only, true);
    return { key, list: begun.list.map((one) => ({ ...one, explained: false, cost: one.cost + onlyBegun })) };
  }
  return { key, list };
}

/** A single word that many names begin with, or have in them. */
function beginsNames(atoms: readonly Atom[]): boolean {
  const [only] = atoms;
  return atoms.length === 1 && only?.type === "word" && only.text.length >= 4 && ordinaryNames.has(only.text);
}

const isFiller = (atom: Atom): boolean => atom.type === "word" && fillerWords.has(atom.text);

/** Everyday words, and words that names have, are no misspelled whole name. */
function mayBeName(index: Index, atoms: readonly Atom[]): boolean {
  const unknown = (word: string) => !index.termIds.has(word) && !fillerWords.has(word) && !isEveryday(word);
  return (
    atoms.length <= 6 &&
    atoms.some((atom) => atom.type === "word" && atom.text.length >= 4 && unknown(atom.text))
  );
}

function isBetter(a: Candidate, b: Candidate | undefined): boolean {
  if (b === undefined) return true;
  return a.explained === b.explained ? a.cost < b.cost : a.explained;
}
