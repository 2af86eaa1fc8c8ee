/**
 * The last resort: whole names that look like what was typed, for typing errors across words (`minimxm2`). fuse.js
 * compares; trigrams choose whom with, so that the time does not grow with the catalogue.
 */
import Fuse from "fuse.js";
import { readName } from "../../names/name.ts";
import { isRole } from "../../names/roles.ts";
import { keyOf, type Token } from "../../names/tokens.ts";
import type { IndexedAlias } from "../index/types.ts";
import { editDistance } from "../text/spelling.ts";
import type { Candidate } from "./weigh.ts";

/** Names that are compared by fuse.js at most. */
const mostCompared = 40;
/** Share of common trigrams (Dice) below which a name is not compared. */
const comparable = 0.45;
/** fuse.js's score, from 0 (the same) to 1. */
const closeEnough = 0.35;
const cost = { base: 1.3, score: 2 } as const;
/** A name with more errors is a suggestion only. */
const mostEdits = 3;
const shortest = 5;
const longest = 30;

/** Numbers in order: a name with other numbers is another name. */
const numbersOf = (key: string): string => (key.match(/\d+(?:\.\d+)?/g) ?? []).join(" ");

const rolesOf = (tokens: readonly Token[]): string =>
  tokens.flatMap((token) => (token.type === "word" && isRole(token.text) ? token.text : [])).join(" ");

/** The different trigrams of a key with a blank before and after it, as numbers. */
function trigramsOf(key: string): number[] {
  const trigrams: number[] = [];
  let last = 0;
  for (let at = -1; at <= key.length; at++) {
    const unit = at < 0 || at === key.length ? 32 : key.charCodeAt(at);
    // Three units in 32 bits: foreign scripts may collide, which costs a comparison and nothing else.
    last = ((last << 11) | (unit & 0x7ff)) >>> 0;
    if (at > 0 && !trigrams.includes(last)) trigrams.push(last);
  }
  return trigrams;
}

/** Prepares the comparison with all names that somebody wrote; readings and people are left out. */
export function createWholeNames(aliases: readonly IndexedAlias[]) {
  const names: { place: number; key: string; trigrams: number }[] = [];
  const byTrigram = new Map<number, number[]>();
  aliases.forEach((alias, place) => {
    if (alias.kind === "initials" || alias.kind === "person" || alias.kind === "gloss") return;
    if (alias.key.length < shortest || alias.key.length > longest) return;
    const trigrams = trigramsOf(alias.key);
    for (const trigram of trigrams) {
      const same = byTrigram.get(trigram);
      if (same === undefined) byTrigram.set(trigram, [names.length]);
      else same.push(names.length);
    }
    names.push({ place, key: alias.key, trigrams: trigrams.length });
  });

  /**
   * Candidates for a key that nothing else explains, best first; at most one for each entry. What is written as a name
   * may have fewer errors than what is talk: one in five characters.
   */
  return (tokens: readonly Token[], isName: boolean, only: (entry: number) => boolean): Candidate[] => {
    const key = keyOf(tokens);
    if (key.length < shortest || key.length > longest) return [];
    const trigrams = trigramsOf(key);
    const shared = new Map<number, number>();
    for (const trigram of trigrams) {
      for (const name of byTrigram.get(trigram) ?? []) shared.set(name, (shared.get(name) ?? 0) + 1);
    }
    const compared = [...shared]
      .flatMap(([place, count]) => {
        const name = names[place];
        const dice = name === undefined ? 0 : (2 * count) / (trigrams.length + name.trigrams);
        return name === undefined || dice < comparable ? [] : [{ ...name, dice }];
      })
      .sort((a, b) => b.dice - a.dice || a.place - b.place)
      .slice(0, mostCompared);
    if (compared.length === 0) return [];

    const fuse = new Fuse(compared, {
      keys: ["key"],
      includeScore: true,
      ignoreLocation: true,
      ignoreFieldNorm: true,
      threshold: 0.4,
    });
    const best = new Map<number, Candidate>();
    for (const { item, score } of fuse.search(key)) {
      const alias = aliases[item.place];
      if (alias === undefined || score === undefined || score > closeEnough || !only(alias.entry)) continue;
      const sameNumbers = numbersOf(item.key) === numbersOf(key);
      const sameRoles = rolesOf(readName(alias.text)) === rolesOf(tokens);
      const edits = editDistance(key, item.key, mostEdits);
      const candidate: Candidate = {
        entry: alias.entry,
        alias: item.place,
        cost: cost.base + cost.score * score + (sameNumbers ? 0 : 2),
        explained:
          sameNumbers &&
          sameRoles &&
          edits <= (isName ? Math.min(2, key.length / 5) : Math.min(mostEdits, key.length / 3.5)),
        named: true,
        passedOver: [],
        worst: "fuzzy",
        exact: false,
      };
      const before = best.get(alias.entry);
      if (before === undefined || candidate.cost < before.cost) best.set(alias.entry, candidate);
    }
    return [...best.values()].sort((a, b) => a.cost - b.cost || a.entry - b.entry);
  };
}
