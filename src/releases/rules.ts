/** What people decided once, and what it holds for: the same release, and names with the same odd word. Pure. */
import { classOfWord, isRole, type WordClass } from "../names/roles.ts";
import type { ReviewRule, Tracked } from "./found.ts";

const wordsOf = (title: string): string[] =>
  title
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length >= 3);

/** A word without a class, or one that names a part or a probe, is no word of a line. */
const saysNothing = (of: WordClass | undefined) => of === undefined || of === "research";

/**
 * The word of a release's name that says nothing known (no size, tier or role) and that no other release of its lab
 * bears: `toy` of GLM-Toy-2. A word of a line is never odd, so that no decision silences one.
 */
export function oddWordOf(release: Tracked, others: Iterable<Tracked>): string | undefined {
  const common = new Set<string>();
  for (const other of others)
    if (other.lab === release.lab && other.key !== release.key && other.state !== "rejected")
      for (const word of wordsOf(other.title)) common.add(word);
  return wordsOf(release.title).find(
    (word) => saysNothing(classOfWord(word)) && !isRole(word) && !common.has(word),
  );
}

/** The decision that holds for a release. */
export function ruleFor(release: Tracked, rules: readonly ReviewRule[]): ReviewRule | undefined {
  const words = new Set([release.loose, ...wordsOf(release.title)]);
  return rules.find((rule) => rule.lab === release.lab && words.has(rule.word));
}
