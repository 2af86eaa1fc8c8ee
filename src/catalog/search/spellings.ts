/** Every way to spell an entry's name, split into atoms; Chinese names also as they are read out. */
import { type Atom, atomsOf } from "./atoms.ts";
import type { SearchAlias, SearchEntry } from "./entries.ts";
import type { AliasForm } from "./index-types.ts";
import { fold } from "./normalise.ts";
import { readHan } from "./pinyin.ts";

export interface Spelling {
  text: string;
  kind: AliasForm;
  atoms: readonly Atom[];
}

/** What names carry in brackets without being a part of them. */
const remark = /\s*[(（](?:series|family|app|assistant|unnamed|as transcribed)[)）]\s*/giu;

/** The names and aliases of an entry: `Qwen (series)` is also Qwen, and both parts of `Rednote / Xiaohongshu` are names. */
function writtenSpellings(entry: SearchEntry): { text: string; kind: SearchAlias["kind"] }[] {
  const spellings: { text: string; kind: SearchAlias["kind"] }[] = [{ text: entry.name, kind: "name" }];
  const bare = entry.name.replace(remark, " ").trim();
  if (bare !== "" && bare !== entry.name) spellings.push({ text: bare, kind: "name" });
  for (const part of bare.split(/\s+\/\s+/)) {
    if (part !== bare && part.trim() !== "") spellings.push({ text: part, kind: "name" });
  }
  if (entry.nameZh !== undefined) spellings.push({ text: entry.nameZh, kind: "native" });
  return [...spellings, ...entry.aliases];
}

/**
 * Every spelling of an entry. Readings come last, so that a spelling that somebody wrote down is never labelled as
 * computed.
 */
export function spellingsOf(entry: SearchEntry): Spelling[] {
  const name = atomsOf(fold(entry.name));
  const written = writtenSpellings(entry).map(
    ({ text, kind }): Spelling => ({ text, kind, atoms: withLetters(atomsOf(fold(text)), name) }),
  );
  return [...written, ...written.flatMap(readings)];
}

/** A spelling with Han characters in pinyin and, where it is no person's name, by initials. */
function readings({ text, kind, atoms }: Spelling): Spelling[] {
  if (!atoms.some((atom) => atom.type === "han")) return [];
  if (kind === "person") return [{ text, kind, atoms: readAloud(atoms, "full") }];
  const initials = readAloud(atoms, "initials");
  const letters = initials.reduce((sum, atom) => sum + (atom.end - atom.start), 0);
  return [
    { text, kind: "pinyin", atoms: readAloud(atoms, "full") },
    ...(letters >= 2 ? [{ text, kind: "initials" as const, atoms: initials }] : []),
  ];
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

/** The same atoms with Han characters read out; neighbouring readings join to one word. */
function readAloud(atoms: readonly Atom[], how: "full" | "initials"): Atom[] {
  return atoms
    .map((atom) =>
      atom.type === "han" ? { ...atom, type: "word" as const, text: readHan(atom.text)[how] } : atom,
    )
    .filter((atom) => atom.type !== "word" || atom.text !== "");
}
