/** What to try instead of a question that was not understood: three that work, about what was named. Pure. */
import type { Catalog } from "../catalog/catalog.ts";

/** Three questions taken from the words that were typed, else general ones. */
export function triesFor(catalog: Catalog, typed: string, examples: readonly string[]): string[] {
  const words = new Set(typed.toLowerCase().match(/\p{Script=Han}+|[\p{L}\p{N}.]{3,}/gu) ?? []);
  const near = examples.filter((one) => [...words].some((word) => one.toLowerCase().includes(word)));
  const newest = catalog.newest.slice(0, 1).map((model) => model.name);
  return [...new Set([...near, ...newest, ...examples])].slice(0, 3);
}
