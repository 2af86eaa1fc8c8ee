/** The index: built once from the entries, read by every search. */
import { type Atom, atomsOf, keyOf } from "./atoms.ts";
import type { SearchAlias, SearchEntry } from "./entries.ts";
import { fold } from "./normalise.ts";
import { readHan } from "./pinyin.ts";
import { letterMask, soundOf } from "./spelling.ts";
import { createWholeNames } from "./whole-names.ts";
import { fillerWords, isEveryday, softWords } from "./words.ts";

/** How an alias came about; `pinyin` and `initials` are read off Han characters. */
export type AliasForm = SearchAlias["kind"] | "pinyin" | "initials";

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
  /** It is a whole name by itself: `qwen`, but not the `yan` of a person's name. */
  standalone: boolean;
  /** It stands in a name that somebody wrote, and not only in a gloss, a reading of Han characters or the like. */
  inName: boolean;
  /** It says by itself which names may be meant: no everyday word, and no mere part of a gloss. */
  distinctive: boolean;
  /** A misspelled word may have meant it: it is distinctive, or a name or a part of one although an everyday word. */
  guessable: boolean;
}

/** Sets of term ids. */
export interface Context {
  /** All aliases of the entry. */
  own: ReadonlySet<number>;
  /** Sizes that its facts state. */
  sizes: ReadonlySet<number>;
  /** All aliases of its lab, its family and what else is above it. */
  inherited: readonly ReadonlySet<number>[];
  /** Words of its own name and of the names above it. */
  names: readonly ReadonlySet<number>[];
  /** Words of the names of all models of its lab. */
  labNames: ReadonlySet<number>;
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
  /** What explains a word beside an entry's name, by the entry's place. */
  context: readonly Context[];
  /** Places of an entry's ancestors: lab, family, model that it is a variant of, and theirs. */
  ancestors: readonly ReadonlySet<number>[];
  longestWord: number;
  /** Whole names that look like a key. */
  wholeNames: ReturnType<typeof createWholeNames>;
}

const termKey = (atom: Atom): string => {
  if (atom.type === "version") return `#${atom.letter}${atom.value}${atom.suffix}`;
  if (atom.type === "size") return `=${atom.active ? "a" : ""}${atom.value}`;
  return atom.text;
};

const writtenForms: ReadonlySet<AliasForm> = new Set(["name", "native", "former", "brand", "short"]);
/** Parts of a person's name that are shorter fit too many people. */
const shortestPart = 5;

/** What names carry in brackets without being a part of them. */
const remark = /\s*[(（](?:series|family|app|assistant|unnamed|as transcribed)[)）]\s*/giu;

/** Every spelling of an entry: `Qwen (series)` is also Qwen, and both parts of `Rednote / Xiaohongshu` are names. */
export function spellingsOf(entry: SearchEntry): { text: string; kind: SearchAlias["kind"] }[] {
  const spellings: { text: string; kind: SearchAlias["kind"] }[] = [{ text: entry.name, kind: "name" }];
  const bare = entry.name.replace(remark, " ").trim();
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
      standalone: false,
      inName: false,
      distinctive: false,
      guessable: false,
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
    const alone = ids.length === 1 ? terms[ids[0] ?? -1] : undefined;
    if (alone !== undefined && kind !== "initials") alone.standalone = true;
    for (const id of new Set(ids)) {
      const term = terms[id];
      if (term === undefined) continue;
      if (writtenForms.has(kind)) term.inName = true;
      if (kind === "person" && term.text.length >= shortestPart) term.distinctive = true;
      postings[id]?.push(place);
      if (kind !== "initials") ownTerms[entry]?.add(id);
    }
    const owners = keys.get(key);
    if (owners === undefined) keys.set(key, [place]);
    else owners.push(place);
  }

  function knownWord(atom: Atom): number[] {
    const id = atom.type === "word" || atom.type === "han" ? termIds.get(atom.text) : undefined;
    return id === undefined ? [] : [id];
  }

  entries.forEach((entry, place) => {
    const seen = new Set<string>();
    const han: { text: string; kind: AliasForm; atoms: Atom[] }[] = [];
    const nameAtoms = atomsOf(fold(entry.name));
    for (const { text, kind } of spellingsOf(entry)) {
      const atoms = withLetters(atomsOf(fold(text)), nameAtoms);
      add(place, text, kind, atoms, seen);
      if (atoms.some((atom) => atom.type === "han")) han.push({ text, kind, atoms });
    }
    // Readings come last, so that a spelling that a person wrote down is never labelled as computed.
    for (const { text, kind, atoms } of han) {
      add(place, text, kind === "person" ? kind : "pinyin", readAloud(atoms, "full"), seen);
      if (kind === "person") continue;
      const initials = readAloud(atoms, "initials");
      if (keyOf(initials).length >= 2) add(place, text, "initials", initials, seen);
    }
  });

  const ancestors = entries.map((entry) => ancestorsOf(entry, entries, places));
  const nameTerms = entries.map((entry) => new Set(atomsOf(fold(entry.name)).flatMap(knownWord)));
  const labNames = new Map<string, Set<number>>();
  entries.forEach((entry, place) => {
    if (entry.kind !== "model" || entry.lab === undefined) return;
    const names = labNames.get(entry.lab) ?? new Set<number>();
    labNames.set(entry.lab, names);
    for (const id of nameTerms[place] ?? []) names.add(id);
  });
  const context = entries.map((entry, place): Context => {
    const above = ancestors[place] ?? new Set<number>();
    const sizes = new Set<number>();
    for (const size of entry.sizes) {
      for (const active of [true, false]) {
        sizes.add(termOf({ type: "size", value: size, active, start: 0, end: 0, glued: false }));
      }
    }
    return {
      own: ownTerms[place] ?? new Set<number>(),
      sizes,
      inherited: [...above].map((one) => ownTerms[one] ?? new Set<number>()),
      names: [place, ...above].map((one) => nameTerms[one] ?? new Set<number>()),
      labNames: (entry.lab === undefined ? undefined : labNames.get(entry.lab)) ?? new Set<number>(),
    };
  });

  const words = terms.filter((term) => term.type === "word" || term.type === "han");
  for (const term of words) {
    const isName = term.standalone || term.inName || term.distinctive;
    term.guessable = isName && !fillerWords.has(term.text) && !softWords.has(term.text);
    term.distinctive = term.guessable && !isEveryday(term.text);
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
    wholeNames: createWholeNames(aliases),
  };
}

/** `dsr1` of DeepSeek-R1 is ds and r1: the letter of a version that the name has is split off the word before it. */
function withLetters(atoms: readonly Atom[], name: readonly Atom[]): Atom[] {
  const split: Atom[] = [];
  for (const atom of atoms) {
    const before = split.at(-1);
    const named = name.some(
      (one) =>
        one.type === "version" &&
        atom.type === "version" &&
        one.letter !== "" &&
        one.value === atom.value &&
        before?.type === "word" &&
        before.text.length > 1 &&
        before.text.endsWith(one.letter),
    );
    if (named && atom.type === "version" && atom.glued && atom.letter === "" && before?.type === "word") {
      split[split.length - 1] = { ...before, text: before.text.slice(0, -1), end: before.end - 1 };
      split.push({ ...atom, letter: before.text.slice(-1), start: atom.start - 1 });
    } else split.push(atom);
  }
  return split;
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
