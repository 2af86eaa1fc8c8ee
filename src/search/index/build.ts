/** Building the index: once for each set of entries. */

import { isMode, isPackaging, isRole } from "../../names/roles.ts";
import { keyOf, type Token } from "../../names/tokens.ts";
import { letterMask, soundOf } from "../text/spelling.ts";
import { fillerWords, isEveryday } from "../text/words.ts";
import type { SearchEntry } from "./entries.ts";
import { ancestorsOfAll, contextsOf } from "./kinship.ts";
import { type Spelling, spellingsOf } from "./spellings.ts";
import type { AliasForm, Index, IndexedAlias, Term } from "./types.ts";

const termKey = (token: Token): string => {
  if (token.type === "version") return `#${token.letter}${token.value}${token.suffix}`;
  if (token.type === "size") return `=${token.active ? "a" : ""}${token.value}`;
  return token.text;
};

const isWord = (token: Token): token is Extract<Token, { type: "word" | "han" }> =>
  token.type === "word" || token.type === "han";

/** A term nothing is known of yet but what it is. */
function newTerm(id: number, token: Token, key: string): Term {
  const word = isWord(token) ? token.text : undefined;
  return {
    id,
    type: token.type,
    text: word ?? key.slice(1),
    value: token.type === "version" ? token.value + token.suffix : token.type === "size" ? token.value : "",
    letter: token.type === "version" ? token.letter : "",
    mask: word === undefined ? 0 : letterMask(word),
    sound: token.type === "word" ? soundOf(token.text) : "",
    role: word !== undefined && isRole(word),
    packaging: word !== undefined && isPackaging(word),
    standalone: false,
    inName: false,
    distinctive: false,
    guessable: false,
  };
}

const writtenForms: ReadonlySet<AliasForm> = new Set(["name", "native", "former", "brand", "short"]);
/** Parts of a person's name that are shorter fit too many people. */
const shortestPart = 5;

/** Builds the index. Deterministic; the time is linear in the number of aliases. */
export function buildIndex(entries: readonly SearchEntry[]): Index {
  const places = new Map(entries.map((entry, place) => [entry.id, place]));
  const aliases: IndexedAlias[] = [];
  const terms: Term[] = [];
  const termIds = new Map<string, number>();
  const postings: number[][] = [];
  const keys = new Map<string, number[]>();
  const ownTerms: Set<number>[] = entries.map(() => new Set());
  /** Terms that stand in other names than those of people. */
  const namesThings = new Set<number>();
  let longestWord = 0;

  function termOf(token: Token): number {
    const key = termKey(token);
    const known = termIds.get(key);
    if (known !== undefined) return known;
    const id = terms.length;
    terms.push(newTerm(id, token, key));
    if (isWord(token)) longestWord = Math.max(longestWord, token.text.length);
    termIds.set(key, id);
    postings.push([]);
    return id;
  }

  function add(entry: number, { text, kind, tokens }: Spelling, seen: Set<string>): void {
    const key = keyOf(tokens);
    const ids = tokens.map(termOf);
    const spelled = ids.join(" ");
    if (key === "" || seen.has(spelled)) return;
    seen.add(spelled);
    const place = aliases.length;
    aliases.push({ entry, text, kind, key, terms: ids });
    const alone = ids.length === 1 ? terms[ids[0] ?? -1] : undefined;
    if (alone !== undefined && kind !== "initials") alone.standalone = true;
    ids.forEach((id, at) => {
      const term = terms[id];
      if (term === undefined || ids.indexOf(id) < at) return;
      if (writtenForms.has(kind)) term.inName = true;
      if (kind !== "person") namesThings.add(id);
      if (kind === "person" && term.text.length >= shortestPart) term.distinctive = true;
      postings[id]?.push(place);
      if (kind !== "initials") ownTerms[entry]?.add(id);
    });
    const owners = keys.get(key);
    if (owners === undefined) keys.set(key, [place]);
    else owners.push(place);
  }

  entries.forEach((entry, place) => {
    const seen = new Set<string>();
    for (const spelling of spellingsOf(entry)) add(place, spelling, seen);
  });
  const ancestors = ancestorsOfAll(entries, places);
  const context = contextsOf(entries, ancestors, {
    own: ownTerms,
    wordId: (word) => termIds.get(word),
    sizeId: (value, active) => termOf({ type: "size", value, active, start: 0, end: 0, glued: false }),
  });

  const words = terms.filter((term) => term.type === "word" || term.type === "han");
  for (const term of words) {
    const isName = term.standalone || term.inName || term.distinctive;
    const isPlain = fillerWords.has(term.text) || isMode(term.text) || isPackaging(term.text);
    term.distinctive = isName && !isPlain && !isEveryday(term.text);
    // A short name of a person has too many neighbours.
    term.guessable = isName && !isPlain && (namesThings.has(term.id) || term.text.length > shortestPart);
  }
  return {
    entries,
    places,
    aliases,
    terms,
    termIds,
    postings,
    keys,
    sortedWords: words.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)),
    byValue: grouped(
      terms.filter((term) => term.value !== ""),
      (term) => (term.type === "size" ? term.value.slice(0, -1) : term.value),
    ),
    bySound: grouped(
      words.filter((term) => term.sound !== ""),
      (term) => term.sound,
    ),
    context,
    ancestors,
    longestWord,
  };
}

function grouped<T>(items: readonly T[], by: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = by(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
