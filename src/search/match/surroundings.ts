/** Parts of a query that an alias does not have, and that its entry's surroundings explain: `baidu` beside ERNIE 4.5. */
import type { Context, Index } from "../index/types.ts";
import type { Slot } from "./slots.ts";

/** A term that answers a slot, and what it costs. */
export interface Answer {
  term: number;
  cost: number;
  /** Good enough for a suggestion, and not for an answer. */
  doubtful?: boolean;
  /** A word of its lab or its family. */
  inherited?: boolean;
  /** A size that the facts state. */
  stated?: boolean;
}

const price = {
  /** Found in another alias of the entry, or in the names of its lab or family. */
  context: 0.1,
  /** A size that the facts state and the name does not. */
  statedSize: 0.6,
  /** The name of something else of the same lab; beside a number it is no more than a suggestion. */
  sibling: 0.6,
  numberedSibling: 1.2,
} as const;

/** A number that is only begun costs at least this much. */
const startOfNumber = 0.4;

/** For one query: the cheapest answer to each slot, in the order of the slots, that an entry's surroundings give. */
export function surroundingsOf(index: Index, slots: readonly Slot[]) {
  const numbered = slots.some((slot) => slot.kind === "version" || slot.kind === "size");
  // Many entries share a lab, and the aliases of one entry share everything.
  const shared = new Map<ReadonlySet<number>, readonly (readonly Answer[])[]>();
  const known = new Map<number, readonly (Answer | undefined)[]>();

  function inheritedFrom(terms: ReadonlySet<number>): readonly (readonly Answer[])[] {
    const before = shared.get(terms);
    if (before !== undefined) return before;
    const answers = slots.map((slot) => answersIn(slot, terms));
    shared.set(terms, answers);
    return answers;
  }

  /** The inherited word that answers the slot best for less than `limit`. */
  function borrowed(at: number, slot: Slot, context: Context, limit: number): Answer | undefined {
    let best: Answer | undefined;
    let least = limit;
    // A version, a size or a role of its family is not its own; 01.AI is its lab's name.
    for (const terms of inheritedBy(slot, context)) {
      for (const { term, cost } of inheritedFrom(terms)[at] ?? []) {
        if (cost + price.context >= least) continue;
        const elsewhere = context.labNames.has(term) && !context.names.some((names) => names.has(term));
        // SenseChat 5 is not SenseNova 5.0, although both are of one lab.
        const more = !elsewhere ? price.context : numbered ? price.numberedSibling : price.sibling;
        if (cost + more >= least) continue;
        least = cost + more;
        best = { term, cost: least, inherited: true, doubtful: elsewhere && numbered };
      }
    }
    return best;
  }

  function around(slot: Slot, at: number, context: Context): Answer | undefined {
    let best = cheapestIn(slot, context.own, price.context, Number.POSITIVE_INFINITY);
    best = borrowed(at, slot, context, best?.cost ?? Number.POSITIVE_INFINITY) ?? best;
    // What a size merely begins with says nothing: `glm-4` asks for no 40B.
    const size = cheapestIn(slot, context.sizes, price.statedSize, startOfNumber);
    return size !== undefined && size.cost < (best?.cost ?? Number.POSITIVE_INFINITY)
      ? { ...size, stated: true }
      : best;
  }

  return (place: number): readonly (Answer | undefined)[] => {
    const before = known.get(place);
    if (before !== undefined) return before;
    const context = index.context[place];
    const found = context === undefined ? [] : slots.map((slot, at) => around(slot, at, context));
    known.set(place, found);
    return found;
  };
}

function inheritedBy(slot: Slot, context: Context): readonly ReadonlySet<number>[] {
  if (slot.role || slot.kind === "size") return [];
  return slot.kind === "version" ? context.ofLabs : context.inherited;
}

/** Terms that answer the slot and are in the set; looks through the smaller of the two. */
function answersIn(slot: Slot, terms: ReadonlySet<number>): Answer[] {
  const found: Answer[] = [];
  if (slot.answers.size < terms.size) {
    for (const [term, cost] of slot.answers) if (terms.has(term)) found.push({ term, cost });
  } else {
    for (const term of terms) {
      const cost = slot.answers.get(term);
      if (cost !== undefined) found.push({ term, cost });
    }
  }
  return found;
}

/** The cheapest term in the set that answers the slot for less than `limit`; `more` is added to its cost. */
function cheapestIn(slot: Slot, terms: ReadonlySet<number>, more: number, limit: number): Answer | undefined {
  if (terms.size === 0 || slot.answers.size === 0) return undefined;
  let best: Answer | undefined;
  let least = limit;
  if (slot.answers.size < terms.size) {
    for (const [term, cost] of slot.answers) {
      if (cost >= least || !terms.has(term)) continue;
      least = cost;
      best = { term, cost: cost + more };
    }
  } else {
    for (const term of terms) {
      const cost = slot.answers.get(term);
      if (cost === undefined || cost >= least) continue;
      least = cost;
      best = { term, cost: cost + more };
    }
  }
  return best;
}
