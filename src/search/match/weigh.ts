/**
 * Weighing: what an alias leaves unexplained of the query, and the query of the alias, as a cost, and whether the query
 * names it at all.
 */

import { numberDistance } from "../../names/numbers.ts";
import type { SearchEntry } from "../index/entries.ts";
import type { AliasForm, Index, IndexedAlias } from "../index/types.ts";
import { describingWords, fillerWords, kindHints } from "../text/words.ts";
import type { Reach } from "./loose-words.ts";
import type { Slot } from "./slots.ts";
import { type Answer, surroundingsOf } from "./surroundings.ts";

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

const price = {
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

const formCost: Readonly<Record<AliasForm, number>> = {
  name: 0,
  native: 0,
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
const brandOfLab = 0.02;
const brandForms: ReadonlySet<AliasForm> = new Set(["brand", "search", "misheard"]);

/** Whether a lab is found by what belongs to its family of that name first: Doubao, 豆包, `Quinn`. */
export const isBrandOfLab = (entry: SearchEntry, form: AliasForm): boolean =>
  entry.kind === "lab" && brandForms.has(form);

/** Somebody who has moved on is still listed where they were; the catalogue's own labs go first. */
const personElsewhere = 0.4;

/** What it costs to be found by a spelling of this kind. */
export function spellingCost(entry: SearchEntry, form: AliasForm): number {
  // Baichuan AI is as much Baichuan as the family of that name is.
  if (entry.kind === "lab" && form === "short") return formCost.name;
  if (isBrandOfLab(entry, form)) return formCost[form] + brandOfLab;
  return formCost[form] + (form === "person" && !entry.core ? personElsewhere : 0);
}

/** What is known of one alias while it is weighed. */
interface Tally {
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

  /** Adds what the name has and the query has not. True where only filler is among it. */
  function addMissing(indexed: IndexedAlias, used: ReadonlySet<number>, tally: Tally): boolean {
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
        if (tally.size !== undefined) tally.cost += price.wrongNumber;
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
    const tally: Tally = {
      cost: spellingCost(entry, indexed.kind),
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
    };
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
    const isWhole = addMissing(indexed, used, tally);
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

const isNumber = (slot: Slot): boolean => slot.kind === "version" || slot.kind === "size";
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

function addFound(tally: Tally, slot: Slot, cost: number, distinctive: boolean): void {
  tally.cost += cost;
  tally.worst = worse(tally.worst, slot.found);
  if (slot.kind === "word") tally.words += 1;
  if (isNumber(slot)) tally.numbers += 1;
  else if (distinctive && slot.text.length > 1 && (slot.found === "exact" || slot.found === "prefix"))
    tally.strong += 1;
}

function addMissed(tally: Tally, slot: Slot, entry: SearchEntry, isName: boolean): void {
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

const digitsOf = (version: string): string => version.replace(/[^0-9.]/g, "");

function fitsHint(entry: SearchEntry, hint: "lab" | "family" | "model" | "product"): boolean {
  if (hint === "lab") return entry.kind === "lab";
  if (entry.kind === "lab") return false;
  if (hint === "family") return entry.modelKind === "family";
  if (hint === "product") return entry.modelKind === "product";
  return true;
}
