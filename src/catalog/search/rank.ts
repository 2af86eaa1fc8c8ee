/**
 * Ranking: what each alias leaves unexplained of the query, and the query of the alias, as a cost. The cheapest alias
 * stands for its entry; the cheapest entry comes first.
 */
import type { SearchEntry } from "./entries.ts";
import type { AliasForm, Index, IndexedAlias } from "./index-build.ts";
import { numberDistance } from "./numbers.ts";
import { isOrdinary, type Slot } from "./slots.ts";
import { fillerWords, kindHints, softWords } from "./words.ts";

export interface Candidate {
  entry: number;
  alias: number;
  cost: number;
  /** Every word and number of the query has its reason. Only then an answer may be given without asking. */
  explained: boolean;
  /** Something of the query that names things, and not only describes them, was found in the entry. */
  named: boolean;
  /** Words of the query that were passed over although they mean something: modes and packagings. */
  passedOver: readonly string[];
  /** The worst way in which a word was found. */
  worst: Slot["found"] | "context";
}

const price = {
  /** A query's part that the entry has no place for. */
  unknownWord: 2.5,
  softWord: 0.35,
  filler: 0.02,
  unknownVersion: 4,
  unknownSize: 2.5,
  contextLength: 0.5,
  /** The name has another version, or another size, than the query asks for. */
  wrongNumber: 2,
  /** Found in the lab's or family's names, or in another alias of the same entry. */
  context: 0.1,
  /** A name's part that the query does not have. */
  missingWord: 0.8,
  missingSoft: 0.4,
  missingVersion: 1,
  missingSize: 0.5,
  missingContext: 0.05,
} as const;

const formCost: Readonly<Record<AliasForm, number>> = {
  name: 0,
  native: 0,
  tail: 0.04,
  former: 0.04,
  brand: 0.04,
  short: 0.04,
  ticker: 0.04,
  unit: 0.06,
  gloss: 0.06,
  search: 0.06,
  misheard: 0.08,
  pinyin: 0.08,
  initials: 0.2,
  person: 0.12,
};

/** How general an entry is: a lab before a family before a model before a variant of it. */
export function generality(entry: SearchEntry): number {
  if (entry.kind === "lab") return 0;
  if (entry.modelKind === "family") return 1;
  if (entry.modelKind === "product") return 2;
  return entry.modelKind === "variant" || entry.variantOf !== undefined ? 4 : 3;
}

/** At most this many aliases are weighed in full; the others share less with the query. */
const mostWeighed = 400;

/** Weighs every alias that shares something with the query. Cheapest first, one candidate per entry. */
export function rank(index: Index, slots: readonly Slot[], only: "lab" | "model" | undefined): Candidate[] {
  const asked = slots.some((slot) => slot.kind !== "filler");
  const masks = new Map<number, number>();
  slots.slice(0, 30).forEach((slot, place) => {
    if (asked && slot.kind === "filler") return;
    for (const answer of slot.answers) {
      for (const alias of index.postings[answer.term] ?? []) {
        masks.set(alias, (masks.get(alias) ?? 0) | (1 << place));
      }
    }
  });
  const best = new Map<number, Candidate>();
  for (const alias of mostShared(index, masks, slots)) {
    const indexed = index.aliases[alias];
    const entry = indexed === undefined ? undefined : index.entries[indexed.entry];
    if (indexed === undefined || entry === undefined) continue;
    if (only !== undefined && entry.kind !== only) continue;
    const candidate = weigh(index, slots, alias, indexed);
    const before = best.get(indexed.entry);
    if (candidate !== undefined && (before === undefined || candidate.cost < before.cost)) {
      best.set(indexed.entry, candidate);
    }
  }
  return [...best.values()].sort((a, b) => compare(index, a, b));
}

function mostShared(index: Index, masks: ReadonlyMap<number, number>, slots: readonly Slot[]): number[] {
  if (masks.size <= mostWeighed) return [...masks.keys()];
  const worth = slots.map((slot) => {
    if (slot.kind === "version" || slot.kind === "size") return 3;
    return slot.kind === "word" ? 2 : 1;
  });
  const valued = [...masks].map(([alias, mask]) => {
    let value = 0;
    for (let place = 0; place < worth.length && place < 30; place++) {
      if ((mask & (1 << place)) !== 0) value += worth[place] ?? 0;
    }
    return { alias, value: value - (index.aliases[alias]?.terms.length ?? 0) / 8 };
  });
  valued.sort((a, b) => b.value - a.value || a.alias - b.alias);
  return valued.slice(0, mostWeighed).map((one) => one.alias);
}

/** Order of candidates: cost, then the more general, then what is released, then the newer, the shorter, the id. */
export function compare(index: Index, a: Candidate, b: Candidate): number {
  const left = index.entries[a.entry];
  const right = index.entries[b.entry];
  if (left === undefined || right === undefined) return 0;
  const costs = Math.round(a.cost * 50) - Math.round(b.cost * 50);
  if (costs !== 0) return costs;
  const general = generality(left) - generality(right);
  if (general !== 0) return general;
  const core = Number(right.core) - Number(left.core);
  if (core !== 0) return core;
  const out = Number(left.status !== "released") - Number(right.status !== "released");
  if (out !== 0) return out;
  const dates = (right.released ?? "").localeCompare(left.released ?? "");
  if (dates !== 0) return dates;
  return left.name.length - right.name.length || (left.id < right.id ? -1 : 1);
}

const foundOrder = ["exact", "context", "prefix", "contains", "fuzzy", "none"] as const;

function weigh(
  index: Index,
  slots: readonly Slot[],
  alias: number,
  indexed: IndexedAlias,
): Candidate | undefined {
  const entry = index.entries[indexed.entry];
  if (entry === undefined) return undefined;
  const context = index.context[indexed.entry] ?? [];
  const used = new Set<number>();
  const passedOver: string[] = [];
  let cost = formCost[indexed.kind];
  let explained = true;
  let named = false;
  let worst = 0;
  let unknownWords = 0;
  let version: string | undefined;
  let size: string | undefined;

  for (const slot of slots) {
    const own = slot.answers.find((answer) => indexed.terms.includes(answer.term) && !used.has(answer.term));
    if (own !== undefined) {
      used.add(own.term);
      cost += own.cost;
      worst = Math.max(worst, foundOrder.indexOf(howFound(slot, own.cost)));
      if (slot.kind === "word" && !isOrdinary(slot)) named = true;
      if (slot.kind === "version" || slot.kind === "size") named = true;
      continue;
    }
    const beside = slot.answers.find((answer) => context.some((terms) => terms.has(answer.term)));
    if (beside !== undefined) {
      cost += price.context + beside.cost;
      worst = Math.max(worst, foundOrder.indexOf(howFound(slot, beside.cost)), 1);
      if (slot.kind === "word" && !isOrdinary(slot)) named = true;
      continue;
    }
    if (slot.kind === "filler") {
      const hint = kindHints[slot.text];
      cost += price.filler + (hint === undefined || fitsHint(entry, hint) ? 0 : 0.1);
    } else if (slot.kind === "soft") {
      cost += price.softWord;
      passedOver.push(slot.text);
    } else if (slot.kind === "size" && slot.text.endsWith("k")) {
      cost += price.contextLength;
      passedOver.push(slot.text);
    } else {
      explained = false;
      if (slot.kind === "word") {
        cost += price.unknownWord;
        unknownWords += 1;
      } else if (slot.kind === "version") {
        cost += price.unknownVersion;
        version = slot.text;
      } else {
        cost += price.unknownSize;
        size = slot.text;
      }
    }
  }
  // An ordinary word beside words that nothing explains is no name.
  if (
    unknownWords > 0 &&
    !slots.some((slot) => slot.kind === "word" && !isOrdinary(slot) && slot.answers.length > 0)
  ) {
    named =
      named &&
      slots.some((slot) => (slot.kind === "version" || slot.kind === "size") && slot.answers.length > 0);
  }

  for (const id of indexed.terms) {
    if (used.has(id)) continue;
    const term = index.terms[id];
    if (term === undefined) continue;
    if (term.type === "version") {
      cost += price.missingVersion;
      if (version !== undefined)
        cost += price.wrongNumber * (0.5 + 0.5 * numberDistance(bare(version), bare(term.text)));
    } else if (term.type === "size") {
      cost += price.missingSize + (size === undefined ? 0 : price.wrongNumber);
    } else if (fillerWords.has(term.text) || context.slice(2).some((terms) => terms.has(id))) {
      cost += price.missingContext;
    } else cost += softWords.has(term.text) ? price.missingSoft : price.missingWord;
  }
  if (unknownWords === 0 && !named) named = explained;
  return {
    entry: indexed.entry,
    alias,
    cost,
    explained,
    named,
    passedOver,
    worst: foundOrder[worst] ?? "none",
  };
}

const bare = (version: string): string => version.replace(/[^0-9.]/g, "");

function howFound(slot: Slot, cost: number): Slot["found"] {
  if (slot.kind === "version" || slot.kind === "size") return slot.found;
  return cost === 0 ? "exact" : slot.found === "exact" ? "prefix" : slot.found;
}

function fitsHint(entry: SearchEntry, hint: "lab" | "family" | "model" | "product"): boolean {
  if (hint === "lab") return entry.kind === "lab";
  if (entry.kind === "lab") return false;
  if (hint === "family") return entry.modelKind === "family";
  if (hint === "product") return entry.modelKind === "product";
  return true;
}
