/** Ranking: the aliases that share something with a query are weighed; the cheapest stands for its entry. */
import { generality } from "../index/entries.ts";
import type { Index } from "../index/types.ts";
import type { Slot } from "./slots.ts";
import { spellingCost } from "./spelling-cost.ts";
import { type Candidate, type Weighing, weigherOf } from "./weigh.ts";

const partOfSpelling = 0.1;

/** Weighs the aliases that share something with the query, one candidate per entry, in no order. */
export function weighAll(
  index: Index,
  slots: readonly Slot[],
  shortlisted: readonly number[],
  options: Weighing,
): Candidate[] {
  const best = new Map<number, Candidate>();
  const put = (candidate: Candidate) => {
    const before = best.get(candidate.entry);
    if (before === undefined || isBetter(candidate, before)) best.set(candidate.entry, candidate);
  };
  const weigh = weigherOf(index, slots, options);
  for (const alias of shortlisted) {
    const indexed = index.aliases[alias];
    const entry = indexed === undefined ? undefined : index.entries[indexed.entry];
    if (indexed !== undefined && entry !== undefined) put(weigh(alias, indexed, entry));
  }
  // A whole name is found even where all its words are filler elsewhere; a repository's also without its organisation.
  const whole = index.keys.get(options.isRepository ? options.bareKey : options.key) ?? [];
  for (const alias of whole) {
    const indexed = index.aliases[alias];
    const entry = indexed === undefined ? undefined : index.entries[indexed.entry];
    if (indexed === undefined || entry === undefined) continue;
    const cost = spellingCost(entry, indexed.kind);
    const found = { explained: true, named: true, passedOver: [], worst: "exact" as const, exact: true };
    put({ entry: indexed.entry, alias, cost, ...found });
  }
  return [...best.values()];
}

/** Cheapest first. Where the query is a whole spelling of something, what it merely is a part of comes after that. */
export function inOrder(index: Index, candidates: readonly Candidate[], more: number): Candidate[] {
  const whole = candidates.some((one) => one.exact);
  return candidates
    .map((one) => ({ ...one, cost: one.cost + more + (whole && !one.exact ? partOfSpelling : 0) }))
    .sort((a, b) => compare(index, a, b));
}

/** What the query spells stands for its entry before what it names, and that before what it merely touches. */
function isBetter(a: Candidate, b: Candidate): boolean {
  if (a.exact !== b.exact) return a.exact;
  if (a.named !== b.named) return a.named;
  return a.explained === b.explained ? a.cost < b.cost : a.explained;
}

/** Order of candidates: cost, then the more general, then what is released, then the newer, the shorter, the id. */
function compare(index: Index, a: Candidate, b: Candidate): number {
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
