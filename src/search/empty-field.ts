/** What an empty field offers: the newest and the best known. */
import type { SearchEntry } from "./index/entries.ts";

const most = 25;
const newestFirst = 10;

/** At most 25 entries: for models the newest, then those that the sources say most about; for labs the best known. */
export function offeredFirst(
  entries: readonly SearchEntry[],
  only: "lab" | "model" | undefined,
): readonly SearchEntry[] {
  const core = entries.filter((entry) => entry.core);
  const byWeight = (a: SearchEntry, b: SearchEntry) => b.weight - a.weight || (a.id < b.id ? -1 : 1);
  const labs = core.filter((entry) => entry.kind === "lab").sort(byWeight);
  if (only === "lab") return labs.slice(0, most);
  const models = core.filter((entry) => entry.kind === "model" && entry.status === "released");
  const newest = models
    .filter((entry) => entry.released !== undefined && entry.modelKind !== "family")
    .sort((a, b) => (b.released ?? "").localeCompare(a.released ?? "") || byWeight(a, b))
    .slice(0, newestFirst);
  const known = models.sort(byWeight);
  const offered = only === "model" ? [...newest, ...known] : [...newest, ...labs.slice(0, 10), ...known];
  return [...new Set(offered)].slice(0, most);
}
