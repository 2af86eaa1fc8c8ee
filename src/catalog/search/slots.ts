/**
 * From the atoms of a query to its slots. A slot is one thing that the query asks for, with the index's terms that
 * answer it and what each answer costs: 0 as written, more for a beginning, a typing error or a sound.
 */
import { type Atom, atomKey, type VersionAtom } from "./atoms.ts";
import type { Index, Term } from "./index-build.ts";
import { readHan } from "./pinyin.ts";
import { bitCount, editDistance, editsAllowed, letterMask, soundOf } from "./spelling.ts";
import { fillerWords, kindHints, ordinaryWords, softWords } from "./words.ts";

export type SlotKind = "filler" | "soft" | "word" | "version" | "size";

export interface Slot {
  kind: SlotKind;
  text: string;
  /** Terms that answer it, cheapest first. */
  answers: readonly Answer[];
  /** How the cheapest answer was found. */
  found: "exact" | "prefix" | "contains" | "fuzzy" | "none";
}
export interface Answer {
  term: number;
  cost: number;
}

export const costs = {
  prefix: 0.3,
  contains: 0.7,
  sound: 0.8,
  /** For each edit. */
  edit: 0.55,
  homophone: 0.3,
  /** `2.5` for K2.5, and v for a version that has no letter. */
  noLetter: 0.15,
  genericLetter: 0.05,
  looseSize: 0.25,
} as const;

/** A query word with more answers than this says too little. */
const mostAnswers = 400;

interface Options {
  /** The last atom is still being typed: what begins with it answers it. */
  typing: boolean;
}

/** Turns atoms into slots. Words that stand apart are joined, and words that run together split, as names need it. */
export function slotsOf(index: Index, atoms: readonly Atom[], options: Options): Slot[] {
  const slots: Slot[] = [];
  for (let i = 0; i < atoms.length; ) {
    const atom = atoms[i];
    if (atom === undefined) break;
    const last = (end: number) => options.typing && end >= atoms.length - 1;
    if (atom.type === "version") {
      slots.push(versionSlot(index, atom, last(i)));
      i += 1;
    } else if (atom.type === "size") {
      slots.push(sizeSlot(index, atom.value, atom.active));
      i += 1;
    } else if (atom.type === "han") {
      slots.push(...hanSlots(index, atom.text));
      i += 1;
    } else {
      const joined = longestJoin(index, atoms, i);
      if (joined !== undefined) {
        slots.push(wordSlot(index, joined.text, last(joined.end)));
        i = joined.end + 1;
        continue;
      }
      const next = atoms[i + 1];
      const parts = isKnown(index, atom.text) ? undefined : splitRun(index, atom.text, next);
      if (parts === undefined) {
        slots.push(wordSlot(index, atom.text, last(i)));
        i += 1;
        continue;
      }
      for (const word of parts.words) slots.push(wordSlot(index, word, false));
      if (parts.letter !== "" && next?.type === "version") {
        slots.push(versionSlot(index, { ...next, letter: parts.letter }, last(i + 1)));
        i += 2;
      } else i += 1;
    }
  }
  return slots;
}

const isKnown = (index: Index, word: string): boolean => index.termIds.has(word) || fillerWords.has(word);

/** `deep seek`, `mini max`, `tong yi qian wen`: the longest run of words that is one word of the index. */
function longestJoin(
  index: Index,
  atoms: readonly Atom[],
  from: number,
): { text: string; end: number } | undefined {
  const first = atoms[from];
  let text = first?.type === "word" ? first.text : "";
  let best: { text: string; end: number } | undefined;
  for (let end = from + 1; end < atoms.length && end < from + 8; end++) {
    const next = atoms[end];
    if (next?.type !== "word") break;
    text += next.text;
    if (text.length > index.longestWord) break;
    if (index.termIds.has(text)) best = { text, end };
  }
  return best;
}

/** `alibabaqwen` to alibaba and qwen; `kimik` before 2 to kimi and the version's letter k. */
function splitRun(
  index: Index,
  run: string,
  next: Atom | undefined,
): { words: string[]; letter: string } | undefined {
  if (run.length < 3 || run.length > 60) return undefined;
  const takesLetter = next?.type === "version" && next.glued && next.letter === "";
  const whole = cover(index, run);
  if (whole !== undefined) return { words: whole, letter: "" };
  if (!takesLetter) return undefined;
  const front = run.slice(0, -1);
  const words = index.termIds.has(front) ? [front] : cover(index, front);
  return words === undefined ? undefined : { words, letter: run.slice(-1) };
}

/** The fewest known words that make up the run, or undefined. Words of one or two letters take no part. */
function cover(index: Index, run: string): string[] | undefined {
  const best: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= run.length; end++) {
    for (let start = Math.max(0, end - index.longestWord); start <= end - 2; start++) {
      const before = best[start];
      if (before === undefined) continue;
      const word = run.slice(start, end);
      const counts =
        word.length > 2 ? index.termIds.has(word) || softWords.has(word) : word === "ai" || word === "vl";
      if (counts && before.length + 1 < (best[end]?.length ?? Number.POSITIVE_INFINITY)) {
        best[end] = [...before, word];
      }
    }
  }
  return best[run.length];
}

function kindOfWord(word: string): SlotKind {
  if (fillerWords.has(word) || kindHints[word] !== undefined) return "filler";
  return softWords.has(word) ? "soft" : "word";
}

function wordSlot(index: Index, word: string, typing: boolean): Slot {
  const kind = kindOfWord(word);
  const answers = new Map<number, number>();
  const exact = index.termIds.get(word);
  let found: Slot["found"] = "none";
  if (exact !== undefined) {
    answers.set(exact, 0);
    found = "exact";
  }
  if (typing || (exact === undefined && word.length >= 3 && kind === "word")) {
    const beginnings = startingWith(index, word);
    for (const term of beginnings) {
      if (term.id === exact) continue;
      // A beginning says the more, the more of the word it is.
      answers.set(term.id, costs.prefix + 0.2 * (1 - word.length / term.text.length));
    }
    if (found === "none" && beginnings.length > 0) found = "prefix";
  }
  if (found === "none" && kind === "word") {
    const soft = misspelledSoftWord(word);
    if (soft !== undefined) return wordSlot(index, soft, typing);
    found = looselyAnswered(index, word, answers);
  }
  return { kind, text: word, answers: sorted(answers), found };
}

/** `thinkng` is a mode of a model too. */
function misspelledSoftWord(word: string): string | undefined {
  if (word.length < 5) return undefined;
  for (const soft of softWords) {
    if (soft.length >= 6 && soft[0] === word[0] && editDistance(word, soft, 1) <= 1) return soft;
  }
  return undefined;
}

/** Terms that contain the word, sound like it or are a few edits away. Looks at each word of the index once. */
function looselyAnswered(index: Index, word: string, answers: Map<number, number>): Slot["found"] {
  if (word.length > 40) return "none";
  const mask = letterMask(word);
  let found: Slot["found"] = "none";
  const put = (term: number, cost: number, how: Slot["found"]) => {
    if (cost >= (answers.get(term) ?? Number.POSITIVE_INFINITY)) return;
    answers.set(term, cost);
    if (found === "none" || how === "fuzzy") found = how;
  };
  for (const term of index.sortedWords) {
    const allowed = editsAllowed(word, term.text);
    if (allowed > 0 && Math.abs(word.length - term.text.length) <= allowed) {
      if (bitCount(mask & ~term.mask) <= allowed && bitCount(term.mask & ~mask) <= allowed) {
        const edits = editDistance(word, term.text, allowed);
        if (edits <= allowed) {
          // Few people miss the first letter.
          put(term.id, costs.edit * edits + (word[0] === term.text[0] ? 0 : 0.25), "fuzzy");
        }
      }
    }
    if (word.length >= 4 && term.text.length > word.length && term.text.includes(word)) {
      put(term.id, costs.contains + 0.3 * (1 - word.length / term.text.length), "contains");
    }
  }
  if (word.length >= 4) {
    for (const term of index.bySound.get(soundOf(word)) ?? []) {
      if (term.text.length >= 4 && Math.abs(term.text.length - word.length) <= 3)
        put(term.id, costs.sound, "fuzzy");
    }
  }
  return found;
}

function startingWith(index: Index, prefix: string): Term[] {
  const words = index.sortedWords;
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.text ?? "") < prefix) low = middle + 1;
    else high = middle;
  }
  const found: Term[] = [];
  for (let i = low; i < words.length && found.length < mostAnswers; i++) {
    const term = words[i];
    if (term === undefined || !term.text.startsWith(prefix)) break;
    found.push(term);
  }
  return found;
}

/** A run of Han characters: known names first, longest first; what is left is looked up by how it reads. */
function hanSlots(index: Index, run: string): Slot[] {
  const slots: Slot[] = [];
  let rest = "";
  const flush = () => {
    if (rest !== "") slots.push(hanSlot(index, rest));
    rest = "";
  };
  for (let at = 0; at < run.length; ) {
    const known = longestHan(index, run, at);
    if (known === "") {
      rest += run.charAt(at);
      at += 1;
      continue;
    }
    flush();
    slots.push(hanSlot(index, known));
    at += known.length;
  }
  flush();
  return slots;
}

function longestHan(index: Index, run: string, at: number): string {
  for (let length = Math.min(run.length - at, 16); length > 0; length--) {
    const part = run.slice(at, at + length);
    if (index.termIds.has(part) || fillerWords.has(part) || kindHints[part] !== undefined) return part;
  }
  return "";
}

function hanSlot(index: Index, text: string): Slot {
  const kind = kindOfWord(text);
  const answers = new Map<number, number>();
  const exact = index.termIds.get(text);
  let found: Slot["found"] = "none";
  if (exact !== undefined) {
    answers.set(exact, 0);
    found = "exact";
  } else if (kind === "word" && text.length <= 16) {
    // Other characters of the same sound: a typing error with a Chinese keyboard, or traditional characters.
    const aloud = text.length >= 2 ? index.termIds.get(readHan(text).full) : undefined;
    if (aloud !== undefined) {
      answers.set(aloud, costs.homophone);
      found = "fuzzy";
    }
  }
  if (found === "none" && kind === "word" && text.length >= 2) {
    for (const term of index.sortedWords) {
      if (term.type === "han" && term.text.includes(text)) {
        const starts = term.text.startsWith(text);
        answers.set(term.id, starts ? costs.prefix : costs.contains);
        if (found !== "prefix") found = starts ? "prefix" : "contains";
      }
    }
  }
  return { kind, text, answers: sorted(answers), found };
}

function versionSlot(index: Index, atom: VersionAtom, typing: boolean): Slot {
  const answers = new Map<number, number>();
  const wanted = atom.value + atom.suffix;
  let found: Slot["found"] = "none";
  for (const term of index.byValue.get(wanted) ?? []) {
    const cost = versionCost(atom, term);
    if (cost === undefined) continue;
    answers.set(term.id, cost);
    found = "exact";
  }
  if (typing) {
    for (const [value, terms] of index.byValue) {
      if (value === wanted || !value.startsWith(wanted)) continue;
      for (const term of terms) {
        if (answers.has(term.id) || !fitsLetter(atom.letter, term)) continue;
        answers.set(term.id, costs.prefix + 0.15);
        if (found === "none") found = "prefix";
      }
    }
  }
  return { kind: "version", text: atomKey(atom), answers: sorted(answers), found };
}

const fitsLetter = (letter: string, term: Term): boolean =>
  letter === "" || term.letter === letter || (letter === "v" && term.letter === "");

function versionCost(atom: VersionAtom, term: Term): number | undefined {
  if (term.type === "size") {
    // `72` for 72B, `a13` for A13B.
    const active = term.text.startsWith("a");
    return atom.suffix === "" && (atom.letter === "" || (atom.letter === "a" && active))
      ? costs.looseSize
      : undefined;
  }
  if (term.value !== atom.value + atom.suffix) return undefined;
  if (term.letter === atom.letter) return 0;
  if (atom.letter === "") return term.letter === "v" ? costs.genericLetter : costs.noLetter;
  if (atom.letter === "v" && term.letter === "") return costs.genericLetter;
  return undefined;
}

function sizeSlot(index: Index, value: string, active: boolean): Slot {
  const answers = new Map<number, number>();
  for (const term of index.byValue.get(value.slice(0, -1)) ?? []) {
    if (term.type !== "size" || term.value !== value) continue;
    answers.set(term.id, term.text.startsWith("a") === active ? 0 : costs.looseSize);
  }
  const found = answers.size > 0 ? "exact" : "none";
  return { kind: "size", text: (active ? "a" : "") + value, answers: sorted(answers), found };
}

function sorted(answers: ReadonlyMap<number, number>): Answer[] {
  return [...answers]
    .map(([term, cost]) => ({ term, cost }))
    .sort((a, b) => a.cost - b.cost || a.term - b.term)
    .slice(0, mostAnswers);
}

/** An ordinary word counts for a name only when everything else in the query is explained. */
export const isOrdinary = (slot: Slot): boolean => ordinaryWords.has(slot.text);
