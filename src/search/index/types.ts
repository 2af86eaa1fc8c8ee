/** The index as types: what is built once from the entries and read by every search. */
import type { Token } from "../../names/tokens.ts";
import type { SearchAlias, SearchEntry } from "./entries.ts";

/** How an alias came about; `pinyin` and `initials` are read off Han characters. */
export type AliasForm = SearchAlias["kind"] | "pinyin" | "initials";

export interface IndexedAlias {
  entry: number;
  text: string;
  kind: AliasForm;
  key: string;
  /** Ids of its terms, in order. */
  terms: readonly number[];
}

export interface Term {
  id: number;
  type: Token["type"];
  /** The word, `k2.5` or `a22b`. */
  text: string;
  /** A version's number with its suffix, without its letter; a size's value without `a`. Empty for words. */
  value: string;
  letter: string;
  mask: number;
  sound: string;
  /** It is a whole name by itself: `qwen`, but not the `yan` of a person's name. */
  standalone: boolean;
  /** See `isRole` and `isPackaging`. */
  role: boolean;
  packaging: boolean;
  /** It stands in a name that somebody wrote, and not only in a gloss, a reading of Han characters or the like. */
  inName: boolean;
  /** It says by itself which names may be meant: no everyday word, and no mere part of a gloss. */
  distinctive: boolean;
  /** A misspelled word may have meant it: it is distinctive, or a name or a part of one although an everyday word. */
  guessable: boolean;
}

/** Sets of term ids. */
export interface Context {
  /** All aliases of the entry. */
  own: ReadonlySet<number>;
  /** Sizes that its facts state. */
  sizes: ReadonlySet<number>;
  /** All aliases of its lab, its family and what else is above it. */
  inherited: readonly ReadonlySet<number>[];
  /** The same of its lab alone. */
  ofLabs: readonly ReadonlySet<number>[];
  /** Words of its own name and of the names above it. */
  names: readonly ReadonlySet<number>[];
  /** Words of the names of all models of its lab. */
  labNames: ReadonlySet<number>;
}

export interface Index {
  entries: readonly SearchEntry[];
  /** Position of an entry by its id. */
  places: ReadonlyMap<string, number>;
  aliases: readonly IndexedAlias[];
  terms: readonly Term[];
  termIds: ReadonlyMap<string, number>;
  /** Aliases that have a term, by term id. */
  postings: readonly (readonly number[])[];
  /** Aliases by key. */
  keys: ReadonlyMap<string, readonly number[]>;
  /** Words that stand in the index, sorted, for prefixes. */
  sortedWords: readonly Term[];
  /** Version and size terms by number, whatever their letter. */
  byValue: ReadonlyMap<string, readonly Term[]>;
  /** Words by how they sound. */
  bySound: ReadonlyMap<string, readonly Term[]>;
  /** What explains a word beside an entry's name, by the entry's place. */
  context: readonly Context[];
  /** Places of an entry's ancestors: lab, family, model that it is a variant of, and theirs. */
  ancestors: readonly ReadonlySet<number>[];
  longestWord: number;
}
