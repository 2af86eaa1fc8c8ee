/**
 * Weighing: what an alias leaves unexplained of the query, and the query of the alias, as a cost, and whether the query
 * names it at all.
 */

import type { SearchEntry } from "../index/entries.ts";
import type { Index, IndexedAlias } from "../index/types.ts";
import type { Reach } from "./loose-words.ts";
import type { Slot } from "./slots.ts";
import { spellingCost } from "./spelling-cost.ts";
import { type Answer, surroundingsOf } from "./surroundings.ts";
import { addFound, addMissed, addMissing, emptyTally, isNumber, price, type Tally } from "./tally.ts";

export interface Candidate {
  entry: number;
  alias: number;
  cost: number;
  /** Every word and number of the query has its reason. Only then an answer may be given without asking. */
  explained: boolean;
  /** Something of the query names this entry, and not only describes it: it may at least be suggested. */
  named: boolean;
  /** Words of the query that were passed over although they mean something: modes and packagings. */
  passedOver: readonly string[];
  /** The worst way in which a word was found. */
  worst: Reach;
  /** The query is this alias, written the same way. */
  exact: boolean;
}

export interface Weighing {
  /** The query's key. */
  key: string;
  /** The same without the words that stand around a name in a question. */
  bareKey: string;
  /** The query is not finished: one everyday word of a name is enough to offer it. */
  typing: boolean;
  /** The query is written in one piece, as names are: `Qwen3-8B`. It means that name, with nothing missing or added. */
  isName: boolean;
  /** The query is a repository's name: `Qwen/Qwen3-8B`. Nothing of it is guessed at. */
  isRepository: boolean;
}

const everydayModes: ReadonlySet<string> = new Set(["base", "chat", "preview", "reasoning", "think"]);

/**
 * Tells talk from names: in a sentence any word that is no tier or size may stand around a name, but right behind one
 * it is more likely a part of it. `qwen3 next` asks for something; `what comes next for qwen3` asks about Qwen3.
 */
function talkOf(slots: readonly Slot[]): (slot: Slot, afterName: boolean) => boolean {
  const fillers = slots.filter((slot) => slot.kind === "filler" && slot.text !== "ai").length;
  const plain = slots.filter((slot) => slot.kind === "plain").length;
  return (slot, afterName) => {
    // `the base price of GLM-5` asks for no base weights.
    if (slot.kind === "mode") return everydayModes.has(slot.text) && fillers > 0 && !afterName;
    if (slot.role) return false;
    if (slot.kind === "plain") return fillers > 0 || plain > 1 || !afterName;
    return slot.kind === "word" && !slot.everyday && (fillers > 1 || (fillers > 0 && !afterName));
  };
}

/** Weighs aliases against the slots of one query. */
export function weigherOf(index: Index, slots: readonly Slot[], options: Weighing) {
  const talkative = talkOf(slots);
  const besides = surroundingsOf(index, slots);

  const asksVersion = slots.some((slot) => slot.kind === "version");
  const asksSize = slots.some((slot) => slot.kind === "size");

  /** What the name has more than the query makes it the name of something else: K2 Thinking is not what `K2` asks for. */
  function isAnother({ more, worst, borrows }: Tally, entry: SearchEntry): boolean {
    if (options.isRepository && (worst !== "exact" || entry.kind === "lab")) return true;
    // `Ling-1T` is not Ring-1T, although both are lines of one lab.
    if (options.isName && borrows && more.inherited) return true;
    if (options.isName) return more.role || more.version || more.size || more.word;
    return more.role || (asksVersion && (more.version || more.size)) || (asksSize && more.size);
  }

  return (alias: number, indexed: IndexedAlias, entry: SearchEntry): Candidate => {
    const used = new Set<number>();
    const beside = besides(indexed.entry);
    const tally = emptyTally(spellingCost(entry, indexed.kind));
    let afterName = false;
    slots.forEach((slot, place) => {
      const own = cheapest(slot, indexed.terms, used);
      const around = beside[place];
      if (own !== undefined) {
        used.add(own.term);
        addFound(tally, slot, own.cost, index.terms[own.term]?.distinctive === true);
        if (options.isName && own.cost >= (isNumber(slot) ? otherNumber : twoErrors)) tally.doubtful = true;
      } else if (around !== undefined) {
        addFound(tally, slot, around.cost, index.terms[around.term]?.distinctive === true);
        tally.borrows ||= around.inherited === true;
        tally.doubtful ||=
          around.doubtful === true || (options.isName && around.stated === true && !isSizeOf(entry, slot));
      } else if (!options.isName && talkative(slot, afterName)) {
        tally.cost += slot.kind === "plain" ? price.plainWord : price.otherTalk;
        tally.talk += 1;
      } else addMissed(tally, slot, entry, options.isName);
      afterName = own !== undefined || around !== undefined;
    });
    tally.doubtful ||= takesVersionOfAnother(index, slots, indexed.terms, used);
    const isWhole = addMissing(index, indexed, used, tally);
    const another = !options.typing && isAnother(tally, entry);
    if (another && tally.version === undefined) tally.cost += price.another;
    // Another version of a line is nearer than something else of its family.
    if (tally.version !== undefined && (tally.more.role || tally.more.word)) tally.cost += price.wrongNumber;
    const unknown =
      tally.doubtful ||
      tally.lacksRole ||
      tally.unknownWords > 0 ||
      tally.version !== undefined ||
      tally.size !== undefined ||
      another;
    const clean = tally.unknownWords === 0 && tally.talk === 0;
    if (!entry.core && tally.worst !== "exact") tally.cost += price.elsewhere;
    const { cost, worst, passedOver } = tally;
    return {
      entry: indexed.entry,
      alias,
      cost,
      // Everyday words beside a name are talk; beside nothing, or beside a guess, they are what was meant.
      explained: !unknown && (tally.talk === 0 || tally.strong > 0),
      named:
        tally.strong > 0 ||
        (clean && (tally.numbers > 0 || (tally.words > 0 && (isWhole || options.typing)))),
      passedOver,
      worst,
      exact: indexed.key === options.key || indexed.key === options.bareKey,
    };
  };
}

/**
 * True where the query puts a word before a bare version that the name has behind another word: the 2.5 of `step 2.5` is
 * not that of InternLM2.5-Step-Prover.
 */
function takesVersionOfAnother(
  index: Index,
  slots: readonly Slot[],
  terms: readonly number[],
  used: ReadonlySet<number>,
): boolean {
  const place = slots.findIndex((slot) => slot.kind === "version");
  const [before, version] = [slots[place - 1], slots[place]];
  if (before?.kind !== "word" || before.role || version === undefined) return false;
  const at = terms.findIndex((term) => used.has(term) && version.answers.has(term));
  const head = terms[at - 1];
  if (head === undefined || used.has(head) || index.terms[terms[at] ?? -1]?.letter !== "") return false;
  return terms.slice(at + 1).some((term) => used.has(term) && before.answers.has(term));
}

/** A number that is found at this price is not written as the name has it: `7` for 7B, `v5` for 5. */
const otherNumber = 0.25;

const twoErrors = 1;

/** A family has models of many sizes, and a context makes another model of the same size: ChatGLM2-6B-32K. */
const isSizeOf = (entry: SearchEntry, slot: Slot): boolean =>
  entry.modelKind !== "family" && !/[km]$/.test(slot.text);

function cheapest(slot: Slot, terms: readonly number[], used: ReadonlySet<number>): Answer | undefined {
  let best: Answer | undefined;
  for (const term of terms) {
    const cost = slot.answers.get(term);
    if (cost !== undefined && cost < (best?.cost ?? Number.POSITIVE_INFINITY) && !used.has(term))
      best = { term, cost };
  }
  return best;
}
