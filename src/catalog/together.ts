/** The catalogue as its files give it, one by one. */
import type { CatalogData } from "./types.ts";

/** A data file, and where it lies. */
export interface DataFile {
  /** Path below the data folder, with slashes: `labs/deepseek.yaml`. The id is in it. */
  path: string;
  /** Path as messages show it. */
  shown: string;
  text: string;
}

export const noEntries: CatalogData = {
  sources: [],
  rankings: [],
  benchmarks: [],
  labs: [],
  models: [],
  topics: [],
};

/** Entries of several files together, each kind in the order of its ids; lists keep theirs. */
export function together(parts: readonly CatalogData[]): CatalogData {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  return {
    sources: parts.flatMap(({ sources }) => sources),
    rankings: parts.flatMap(({ rankings }) => rankings),
    benchmarks: parts.flatMap(({ benchmarks }) => benchmarks),
    labs: parts.flatMap(({ labs }) => labs).sort(byId),
    models: parts.flatMap(({ models }) => models).sort(byId),
    topics: parts.flatMap(({ topics }) => topics).sort(byId),
  };
}
