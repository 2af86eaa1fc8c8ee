/** The index: built once from the entries, read by every search. */
import { type Atom, atomsOf, keyOf } from "./atoms.ts";
import type { SearchAlias, SearchEntry } from "./entries.ts";
import { fold } from "./normalise.ts";
import { readHan } from "./pinyin.ts";
import { letterMask, soundOf } from "./spelling.ts";

/** How an alias came about; `pinyin` and `initials` are read off Han characters, `tail` is a name without its lab. */
export type AliasForm = SearchAlias["kind"] | "pinyin" | "initials" | "tail";

export interface IndexedAlias {
  entry: number;
  text: string;
  kind: AliasForm;
  key: string;
  /** Ids of its terms, in order. */
  terms: readonly number[];
}

export interface Term {
  id: number;
  type: Atom["type"];
  /** The word, `k2.5` or `a22b`. */
  text: string;
  /** A version's number with its suffix, without its letter; a size's value without `a`. Empty for words. */
  value: string;
  letter: string;
  mask: number;
  sound: string;
}

export interface Index {
  entries: readonly SearchEntry[];
  /** Position of an entry by its id. */
  places: ReadonlyMap<string, number>;
  aliases: readonly IndexedAlias[];
  terms: readonly Term[];
  termIds: ReadonlyMap<string, number>;
  /** Aliases that have a term, by term id. */
  postings: readonly (readonly number[])[];
  /** Aliases by key. */
  keys: ReadonlyMap<string, readonly number[]>;
  /** Words that stand in the index, sorted, for prefixes. */
  sortedWords: readonly Term[];
  /** Version and size terms by number, whatever their letter. */
  byValue: ReadonlyMap<string, readonly Term[]>;
  /** Words by how they sound. */
  bySound: ReadonlyMap<string, readonly Term[]>;
  /** Terms that explain a word beside an entry's name: its other aliases, its lab's and family's names, its sizes. */
  context: readonly (readonly ReadonlySet<number>[])[];
  /** Places of an entry's ancestors: lab, family, model that it is a variant of, and theirs. */
  ancestors: readonly ReadonlySet<number>[];
  longestWord: number;
}

const termKey = (atom: Atom): string => {
  if (atom.type === "version") return `#${atom.letter}${atom.value}${atom.suffix}`;
  if (atom.type === "size") return `=${atom.active ? "a" : ""}${atom.value}`;
  return atom.text;
};

/** Names carry what they are in brackets: `Qwen (series)`, `Rednote / Xiaohongshu`. Both parts are names too. */
export function spellingsOf(entry: SearchEntry): { text: string; kind: SearchAlias["kind"] }[] {
  const spellings: { text: string; kind: SearchAlias["kind"] }[] = [{ text: entry.name, kind: "name" }];
  const bare = entry.name.replace(/\s*[(（][^)）]*[)）]\s*/g, " ").trim();
  if (bare !== "" && bare !== entry.name) spellings.push({ text: bare, kind: "name" });
  for (const part of bare.split(/\s+\/\s+/)) {
    if (part !== bare && part.trim() !== "") spellings.push({ text: part, kind: "name" });
  }
  if (entry.nameZh !== undefined) spellings.push({ text: entry.nameZh, kind: "native" });
  return [...spellings, ...entry.aliases];
}

/** Builds the index. Deterministic; the time is linear in the number of aliases. */
export function buildIndex(entries: readonly SearchEntry[]): Index {
  const places = new Map(entries.map((entry, place) => [entry.id, place]));
  const aliases: IndexedAlias[] = [];
  const terms: Term[] = [];
  const termIds = new Map<string, number>();
  const postings: number[][] = [];
  const keys = new Map<string, number[]>();
  const ownTerms: Set<number>[] = entries.map(() => new Set());
  let longestWord = 0;

  function termOf(atom: Atom): number {
    const key = termKey(atom);
    const known = termIds.get(key);
    if (known !== undefined) return known;
    const id = terms.length;
    const isWord = atom.type === "word" || atom.type === "han";
    terms.push({
      id,
      type: atom.type,
      text: isWord ? atom.text : key.slice(1),
      value: atom.type === "version" ? atom.value + atom.suffix : atom.type === "size" ? atom.value : "",
      letter: atom.type === "version" ? atom.letter : "",
      mask: isWord ? letterMask(atom.text) : 0,
      sound: atom.type === "word" ? soundOf(atom.text) : "",
    });
    if (isWord && atom.text.length > longestWord) longestWord = atom.text.length;
    termIds.set(key, id);
    postings.push([]);
    return id;
  }

  function add(
    entry: number,
    text: string,
    kind: AliasForm,
    atoms: readonly Atom[],
    seen: Set<string>,
  ): void {
    const key = keyOf(atoms);
    const spelled = atoms.map(termKey).join(" ");
    if (key === "" || seen.has(spelled)) return;
    seen.add(spelled);
    const place = aliases.length;
    const ids = atoms.map(termOf);
    aliases.push({ entry, text, kind, key, terms: ids });
    for (const id of new Set(ids)) {
      postings[id]?.push(place);
      if (kind !== "initials") ownTerms[entry]?.add(id);
    }
    const owners = keys.get(key);
    if (owners === undefined) keys.set(key, [place]);
    else owners.push(place);
  }

  entries.forEach((entry, place) => {
    const seen = new Set<string>();
    const han: { text: string; atoms: Atom[] }[] = [];
    for (const { text, kind } of spellingsOf(entry)) {
      const atoms = atomsOf(fold(text));
      add(place, text, kind, atoms, seen);
      if (atoms.some((atom) => atom.type === "han")) han.push({ text, atoms });
    }
    // Readings come last, so that a spelling that a person wrote down is never labelled as computed.
    for (const { text, atoms } of han) {
      add(place, text, "pinyin", readAloud(atoms, "full"), seen);
      const initials = readAloud(atoms, "initials");
      if (keyOf(initials).length >= 2) add(place, text, "initials", initials, seen);
    }
  });

  const ancestors = entries.map((entry) => ancestorsOf(entry, entries, places));
  const context = entries.map((entry, place) => {
    const own = ownTerms[place] ?? new Set<number>();
    const inherited = [...(ancestors[place] ?? [])].map((one) => ownTerms[one] ?? new Set<number>());
    const sizes = new Set<number>();
    for (const size of entry.sizes) {
      for (const active of [true, false]) {
        sizes.add(termOf({ type: "size", value: size, active, start: 0, end: 0, glued: false }));
      }
    }
    return [own, sizes, ...inherited];
  });

  const words = terms.filter((term) => term.type === "word" || term.type === "han");
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

/** The same atoms with Han characters read out; neighbouring readings join to one word. */
export function readAloud(atoms: readonly Atom[], how: "full" | "initials"): Atom[] {
  return atoms
    .map((atom) =>
      atom.type === "han" ? { ...atom, type: "word" as const, text: readHan(atom.text)[how] } : atom,
    )
    .filter((atom) => atom.type !== "word" || atom.text !== "");
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
