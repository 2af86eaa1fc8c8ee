/** Brings the dated models of the data files into the store of releases: at every start, each once. */
import type { Catalog } from "../catalog/catalog.ts";
import { releasesFromCatalog } from "./from-catalog.ts";
import type { NewRelease } from "./types.ts";

/** What seeding needs of the store. */
export interface SeededStore {
  keys(): Promise<Set<string>>;
  countFrom(origin: string): Promise<number>;
  add(releases: readonly NewRelease[], now: Date): Promise<string[]>;
}

/** Adds what is new. The very first time everything is known already, and nothing of it is posted. */
export async function seedReleases(
  store: SeededStore,
  catalog: Catalog,
  now: Date,
): Promise<{ added: number; toPost: number }> {
  const firstStart = (await store.countFrom("data")) === 0;
  const found = releasesFromCatalog(catalog, await store.keys(), firstStart);
  const added = new Set(await store.add(found, now));
  const toPost = found.filter((one) => one.state === "ready" && added.has(one.key));
  return { added: added.size, toPost: toPost.length };
}
