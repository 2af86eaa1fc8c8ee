/** The account of one alias against one query: what was found, what is missing, what nobody knows. */
import { numberDistance } from "../../names/numbers.ts";
import type { SearchEntry } from "../index/entries.ts";
import type { Index, IndexedAlias } from "../index/types.ts";
import { describingWords, fillerWords, kindHints } from "../text/words.ts";
import type { Reach } from "./loose-words.ts";
import type { Slot } from "./slots.ts";

export const price = {
  /** A part of the query that the entry has no place for. */
  unknownWord: 2.5,
  /** A word that is talk around a name: an everyday one, or one in a whole sentence. */
  plainWord: 0.4,
  otherTalk: 0.6,
  describingWord: 0.3,
  packaging: 0.35,
  unknownRole: 0.5,
  filler: 0.02,
  wrongHint: 0.25,
  unknownVersion: 4,
  unknownSize: 2.5,
  /** The name has another version, or another size, than the query asks for. */
  wrongNumber: 2,
  /** A part of the name that the query does not have. */
  missingWord: 0.8,
  missingRole: 0.4,
  missingVersion: 0.75,
  /** A size that stands for the version: GLM-130B. */
  missingOnlySize: 0.75,
  missingSize: 0.5,
  missingContext: 0.05,
  /** The name has more than was asked for, which makes it another model's. */
  another: 0.3,
  /** Comparators and organisations named in passing come after the catalogue's own. */
  elsewhere: 0.12,
} as const;

/** What is known of one alias while it is weighed. */
export interface Tally {
  cost: number;
  worst: Reach;
  /** Words of the query that were found as written, or by their beginning, and that are no everyday words. */
  strong: number;
  numbers: number;
  words: number;
  unknownWords: number;
  talk: number;
  doubtful: boolean;
  /** The query asks for a role that the entry lacks. */
  lacksRole: boolean;
  /** The name has, and the query has not: a role, a version or date, a size, a word. */
  more: { role: boolean; version: boolean; size: boolean; word: boolean; inherited: boolean };
  /** A word of the query is one of its lab or family. */
  borrows: boolean;
  version: string | undefined;
  size: string | undefined;
  passedOver: string[];
}

const reaches: readonly Reach[] = ["exact", "prefix", "contains", "fuzzy", "none"];
const worse = (a: Reach, b: Reach): Reach => (reaches.indexOf(a) > reaches.indexOf(b) ? a : b);

/** An account with nothing on it. `cost`: what it costs to be found by a spelling of this kind. */
export const emptyTally = (cost: number): Tally => ({
  cost,
  worst: "exact",
  strong: 0,
  numbers: 0,
  words: 0,
  unknownWords: 0,
  talk: 0,
  doubtful: false,
  lacksRole: false,
  more: { role: false, version: false, size: false, word: false, inherited: false },
  borrows: false,
  version: undefined,
  size: undefined,
  passedOver: [],
});

export const isNumber = (slot: Slot): boolean => slot.kind === "version" || slot.kind === "size";

/** A part of the query that this entry has. */
export function addFound(tally: Tally, slot: Slot, cost: number, distinctive: boolean): void {
  tally.cost += cost;
  tally.worst = worse(tally.worst, slot.found);
  if (slot.kind === "word") tally.words += 1;
  if (isNumber(slot)) tally.numbers += 1;
  else if (distinctive && slot.text.length > 1 && (slot.found === "exact" || slot.found === "prefix"))
    tally.strong += 1;
}

/** A part of the query that nothing of the entry answers. */
export function addMissed(tally: Tally, slot: Slot, entry: SearchEntry, isName: boolean): void {
  if (isName && (slot.kind === "filler" || slot.kind === "describing")) tally.unknownWords += 1;
  tally.lacksRole ||= slot.role;
  switch (slot.kind) {
    case "filler": {
      const hint = kindHints[slot.text];
      tally.cost += price.filler + (hint === undefined || fitsHint(entry, hint) ? 0 : price.wrongHint);
      return;
    }
    case "describing":
      tally.cost += price.describingWord;
      return;
    case "packaging":
      tally.cost += price.packaging;
      tally.passedOver.push(slot.text);
      return;
    case "mode":
      tally.cost += price.unknownRole;
      return;
    case "version":
      tally.cost += price.unknownVersion;
      tally.version = slot.text;
      return;
    case "size":
      tally.cost += price.unknownSize;
      tally.size = slot.text;
      return;
    case "plain":
    case "word":
      tally.cost += price.unknownWord;
      tally.unknownWords += 1;
  }
}

/** Adds what the name has and the query has not. True where only filler is among it. */
export function addMissing(
  index: Index,
  indexed: IndexedAlias,
  used: ReadonlySet<number>,
  tally: Tally,
): boolean {
  const inherited = index.context[indexed.entry]?.inherited ?? [];
  const hasVersion = indexed.terms.some((id) => index.terms[id]?.type === "version");
  let isWhole = true;
  for (const id of indexed.terms) {
    const term = used.has(id) ? undefined : index.terms[id];
    if (term === undefined) continue;
    if (fillerWords.has(term.text) || kindHints[term.text] !== undefined) {
      tally.cost += price.missingContext;
      continue;
    }
    isWhole = isWhole && term.type !== "word" && term.type !== "han";
    if (term.type === "version") {
      tally.more.version = true;
      tally.cost += price.missingVersion;
      if (tally.version !== undefined) {
        tally.cost +=
          price.wrongNumber * (0.5 + 0.5 * numberDistance(digitsOf(tally.version), digitsOf(term.text)));
      }
    } else if (term.type === "size") {
      // The active part of a size says nothing new.
      if (!term.text.startsWith("a")) tally.more.size = true;
      tally.cost += hasVersion || tally.numbers > 0 ? price.missingSize : price.missingOnlySize;
      // A size that stands for the version is another version too: `glm 4.9` is nearer to GLM-4.7 than to GLM-130B.
      if (tally.size !== undefined || (tally.version !== undefined && !hasVersion))
        tally.cost += price.wrongNumber;
    } else if (inherited.some((terms) => terms.has(id))) {
      tally.more.inherited = true;
      tally.cost += price.missingContext;
    } else {
      tally.more.role ||= term.role || term.packaging;
      tally.more.word = true;
      const isLight = term.role || term.packaging || describingWords.has(term.text);
      tally.cost += isLight ? price.missingRole : price.missingWord;
    }
  }
  return isWhole;
}

const digitsOf = (version: string): string => version.replace(/[^0-9.]/g, "");

function fitsHint(entry: SearchEntry, hint: "lab" | "family" | "model" | "product"): boolean {
  if (hint === "lab") return entry.kind === "lab";
  if (entry.kind === "lab") return false;
  if (hint === "family") return entry.modelKind === "family";
  if (hint === "product") return entry.modelKind === "product";
  return true;
}
