/** What is around an entry: its lab, its family, and the words that these bring to a query about it. */

import { fold } from "../../names/fold.ts";
import { tokensOf } from "../../names/tokens.ts";
import type { SearchEntry } from "./entries.ts";
import type { Context } from "./types.ts";

/** Places of an entry's lab, family and what else is above it, for each entry. */
export function ancestorsOfAll(
  entries: readonly SearchEntry[],
  places: ReadonlyMap<string, number>,
): ReadonlySet<number>[] {
  return entries.map((entry) => ancestorsOf(entry, entries, places));
}

function ancestorsOf(
  entry: SearchEntry,
  entries: readonly SearchEntry[],
  places: ReadonlyMap<string, number>,
): Set<number> {
  const found = new Set<number>();
  const open: (string | undefined)[] = [entry.lab, entry.family, entry.variantOf];
  for (let i = 0; i < open.length && i < 20; i++) {
    const id = open[i];
    const place = id === undefined || id === entry.id ? undefined : places.get(id);
    if (place === undefined || found.has(place)) continue;
    found.add(place);
    const above = entries[place];
    open.push(above?.lab, above?.family, above?.variantOf);
  }
  return found;
}

interface Terms {
  /** Term ids of all aliases, by the entry's place. */
  own: readonly ReadonlySet<number>[];
  /** Id of a word that the index has. */
  wordId(word: string): number | undefined;
  sizeId(size: string, active: boolean): number;
}

const none: ReadonlySet<number> = new Set();

/** The surroundings of each entry. */
export function contextsOf(
  entries: readonly SearchEntry[],
  ancestors: readonly ReadonlySet<number>[],
  terms: Terms,
): Context[] {
  const nameWords = entries.map((entry) => {
    const words = tokensOf(fold(entry.name)).flatMap((token) =>
      token.type === "word" || token.type === "han" ? (terms.wordId(token.text) ?? []) : [],
    );
    return new Set(words);
  });
  const labNames = new Map<string, Set<number>>();
  entries.forEach((entry, place) => {
    if (entry.kind !== "model" || entry.lab === undefined) return;
    const names = labNames.get(entry.lab) ?? new Set<number>();
    labNames.set(entry.lab, names);
    for (const id of nameWords[place] ?? none) names.add(id);
  });
  return entries.map((entry, place): Context => {
    const above = [...(ancestors[place] ?? none)];
    return {
      own: terms.own[place] ?? none,
      sizes: new Set(entry.sizes.flatMap((size) => [terms.sizeId(size, true), terms.sizeId(size, false)])),
      inherited: above.map((one) => terms.own[one] ?? none),
      ofLabs: above.filter((one) => entries[one]?.kind === "lab").map((one) => terms.own[one] ?? none),
      names: [place, ...above].map((one) => nameWords[one] ?? none),
      labNames: labNames.get(entry.lab ?? "") ?? none,
    };
  });
}
