/** One name of a text: which entry is called so, and what follows it. */
import { joinKeys } from "../../names/tokens.ts";
import { generality, type SearchEntry } from "../index/entries.ts";
import type { Index, IndexedAlias } from "../index/types.ts";
import type { Matcher } from "../match/matcher.ts";
import { isBrandOfLab } from "../match/spelling-cost.ts";
import type { Candidate } from "../match/weigh.ts";
import { ordinaryNames } from "../text/words.ts";
import { createKeyWalk, type Range } from "./key-walk.ts";
import { isCapital, isFirm, isMeant } from "./name-evidence.ts";
import { endsHere, isNumber, isSeparated, isSeparator, joins, type Reading } from "./text-words.ts";

/** How often one text may ask the whole search about a name with a number that is no spelling. */
export const mostQuestions = 6;
/** Longest name in words; Han characters are a word each. */
const longestName = 24;

export interface Hit {
  entry: number;
  also: number[];
  /** Places of its first and last word. */
  first: number;
  last: number;
  unmatched?: string;
  /** It names an entry beyond doubt, so that shorter names beside it are believed. */
  firm: boolean;
}

/** Finds one name at a time. */
export function createNameReader(index: Index, match: Matcher) {
  let keyWalk: ReturnType<typeof createKeyWalk> | undefined;
  const aliasesOf = (key: string): IndexedAlias[] =>
    (index.keys.get(key) ?? []).flatMap((place) => index.aliases[place] ?? []).filter(isWritten);

  return { hitAt, withTail, continuation };

  /** The longest name that begins at a word. */
  function hitAt(reading: Reading, at: number): Hit | undefined {
    keyWalk ??= createKeyWalk(index.keys.keys());
    const walk = keyWalk;
    let range: Range | undefined = walk.whole;
    let key = "";
    let best: { last: number; aliases: readonly IndexedAlias[] } | undefined;
    for (let place = at; place < reading.words.length && place < at + longestName; place++) {
      const word = reading.words[place];
      if (word === undefined || (place > at && !joins(word))) break;
      const longer = joinKeys(key, word.key);
      range = walk.step(range, longer.slice(key.length));
      if (range === undefined) break;
      key = longer;
      const aliases = aliasesOf(key);
      if (aliases.length > 0 && isMeant(reading, at, place, aliases)) best = { last: place, aliases };
    }
    const [entry, ...also] = best === undefined ? [] : ownersOf(index, best.aliases);
    if (best === undefined || entry === undefined) return undefined;
    return { entry, also, first: at, last: best.last, firm: isFirm(reading, at, best.last) };
  }

  /** Takes in what follows a name: a number that makes it another entry, or that no entry has. */
  function withTail(reading: Reading, hit: Hit): void {
    const tail = tailAfter(reading, hit.last);
    const next = reading.words[hit.last + 1];
    const last = tail === undefined ? undefined : reading.words[tail];
    if (tail === undefined || next === undefined || last === undefined) return;
    const answer = ask(reading, textOf(reading, hit.first, tail));
    if (answer === undefined) hit.unmatched = reading.text.slice(next.start, last.end);
    else {
      hit.entry = answer.entry;
      hit.also = [];
    }
    hit.last = tail;
    hit.firm = true;
  }

  /** `GLM-4.5 vs 5`: a number after a name and a separator is of the same family. */
  function continuation(reading: Reading, at: number, before: Hit | undefined): Hit | undefined {
    const word = reading.words[at];
    if (word === undefined || before === undefined || !isNumber(word)) return undefined;
    const between = reading.words.slice(before.last + 1, at);
    const separated =
      between.length === 0 ? isSeparated(word) : between.length <= 2 && between.every(isSeparator);
    if (!separated || !endsHere(reading, at)) return undefined;
    const entry = index.entries[before.entry];
    const family = index.entries[index.places.get(entry?.family ?? "") ?? -1] ?? entry;
    if (family === undefined) return undefined;
    const answer = ask(reading, `${family.name.replace(/[0-9.]+\S*/g, " ")} ${textOf(reading, at, at)}`);
    if (answer === undefined || answer.entry === before.entry) return undefined;
    return { entry: answer.entry, also: [], first: at, last: at, firm: true };
  }

  /** What a name with a number means, when the whole search is sure of it. */
  function ask(reading: Reading, query: string): Candidate | undefined {
    if (reading.questions >= mostQuestions) return undefined;
    reading.questions += 1;
    const [first] = match(query, false).list(undefined);
    return first?.explained === true && first.worst !== "contains" && first.worst !== "fuzzy"
      ? first
      : undefined;
  }
}

/** Owners of one spelling, best first: own names before others' aliases, the more general before the less. */
function ownersOf(index: Index, aliases: readonly IndexedAlias[]): number[] {
  const sorted = aliases
    .flatMap((alias) => {
      const entry = index.entries[alias.entry];
      return entry === undefined
        ? []
        : [{ place: alias.entry, rank: standing(alias, entry) * 10 + generality(entry) }];
    })
    .sort((a, b) => a.rank - b.rank || a.place - b.place);
  const owners = [...new Set(sorted.map((one) => one.place))];
  const first = owners[0] ?? -1;
  // Its own family or lab of the same name is no other reading.
  return owners.filter((one) => one === first || !isRelated(index, one, first));
}

function isRelated(index: Index, a: number, b: number): boolean {
  return index.ancestors[a]?.has(b) === true || index.ancestors[b]?.has(a) === true;
}

/** People are not what a message about models means, and initials are anything. */
const isWritten = (alias: IndexedAlias): boolean => alias.kind !== "person" && alias.kind !== "initials";

const standings: Partial<Record<IndexedAlias["kind"], number>> = {
  name: 0,
  native: 0,
  misheard: 2,
  search: 2,
  gloss: 2,
  pinyin: 2,
};
const standing = (alias: IndexedAlias, entry: SearchEntry): number =>
  (standings[alias.kind] ?? 1) + Number(isBrandOfLab(entry, alias.kind));

/** What stands from one word to another, both included. */
export const textOf = (reading: Reading, first: number, last: number): string =>
  reading.text.slice(reading.words[first]?.start ?? 0, reading.words[last]?.end ?? 0);

/** Place of the last word of the numbers and tiers right after a name, or undefined. */
function tailAfter(reading: Reading, last: number): number | undefined {
  let tail: number | undefined;
  for (let place = last + 1; place < reading.words.length && place <= last + 3; place++) {
    const word = reading.words[place];
    if (word === undefined || !joins(word)) break;
    const dashed = word.gap === "-" || word.gap === "";
    if (isNumber(word)) {
      const { token } = word;
      const telling =
        token.type === "size" || (token.type === "version" && /[a-z.]/.test(token.letter + token.value));
      if (!telling && !dashed && !endsHere(reading, place)) break;
    } else {
      // `GLM-4.5-Air`, `GLM-4.5 Air`: a tier, which makes it another model.
      const isTier = ordinaryNames.has(word.key) && (dashed || isCapital(reading, word));
      if (!isTier || word.key.length < 2) break;
    }
    tail = place;
  }
  return tail;
}
