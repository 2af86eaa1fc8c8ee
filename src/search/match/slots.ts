/**
 * From the tokens of a query to its slots. A slot is one thing that the query asks for, with the index's terms that
 * answer it and what each answer costs: 0 as written, more for a beginning, a typing error or a sound.
 */

import { isMode, isPackaging, isRole } from "../../names/roles.ts";
import { type Token, tokenKey, type VersionToken } from "../../names/tokens.ts";
import type { Index, Term } from "../index/types.ts";
import { readHan } from "../text/pinyin.ts";
import { isNumberWord } from "../text/readings.ts";
import {
  describingWords,
  fillerWords,
  isEveryday,
  kindHints,
  ordinaryNames,
  plainWords,
} from "../text/words.ts";
import { looselyAnswered, misspelledMode, type Reach, soundsLike, startingWith } from "./loose-words.ts";

/** `packaging`: the same weights in another form. `mode`: a role that is no part of names elsewhere (thinking, base). */
export type SlotKind = "filler" | "describing" | "packaging" | "mode" | "plain" | "word" | "version" | "size";

export interface Slot {
  kind: SlotKind;
  text: string;
  /** What each term that answers it costs. */
  answers: ReadonlyMap<number, number>;
  /** How the cheapest answer was found. */
  found: Reach;
  /** It tells one model of a line from another: see `isRole`. */
  role: boolean;
  /** An everyday word: alone it says nothing about which entry is meant. */
  everyday: boolean;
}

const costs = {
  homophone: 0.3,
  misheard: 1,
  /** `2.5` for K2.5. */
  noLetter: 0.15,
  /** `v5` for 5.0, and `3.2` for V3.2. */
  genericLetter: 0.25,
  plainV: 0.05,
  looseSize: 0.25,
  startOfNumber: 0.45,
} as const;

interface Options {
  /** The last token is still being typed: what begins with it answers it. */
  typing: boolean;
}

/** Turns tokens into slots. Words that stand apart are joined, and words that run together split, as names need it. */
export function slotsOf(index: Index, tokens: readonly Token[], options: Options): Slot[] {
  const slots: Slot[] = [];
  const ends = (place: number): "typing" | "last" | "inside" => {
    if (place < tokens.length - 1) return "inside";
    return options.typing ? "typing" : tokens.length > 1 ? "last" : "inside";
  };
  for (let i = 0; i < tokens.length; ) {
    const token = tokens[i];
    if (token === undefined) break;
    if (token.type === "version") {
      slots.push(versionSlot(index, token, ends(i) === "typing"));
      i += 1;
    } else if (token.type === "size") {
      slots.push(sizeSlot(index, token.value, token.active));
      i += 1;
    } else if (token.type === "han") {
      slots.push(...hanSlots(index, token.text, ends(i) === "typing"));
      i += 1;
    } else {
      const joined = longestJoin(index, tokens, i);
      if (joined !== undefined) {
        slots.push(wordSlot(index, joined.text, ends(joined.end)));
        i = joined.end + 1;
        continue;
      }
      const next = tokens[i + 1];
      const parts = isKnown(index, token.text) ? undefined : splitRun(index, token.text, next);
      for (const word of parts?.words ?? []) slots.push(wordSlot(index, word, "inside"));
      if (parts !== undefined && parts.letter !== "" && next?.type === "version") {
        slots.push(versionSlot(index, { ...next, letter: parts.letter }, ends(i + 1) === "typing"));
        i += 2;
        continue;
      }
      if (parts === undefined) {
        const slot = wordSlot(index, token.text, ends(i));
        slots.push(next?.type === "version" ? (misheardSlot(index, slot) ?? slot) : slot);
      }
      i += 1;
    }
  }
  return slots;
}

const isKnown = (index: Index, word: string): boolean =>
  index.termIds.has(word) || fillerWords.has(word) || isEveryday(word);

/** True for words that name something by themselves; the `bao` of a reading and the `yan` of a person do not. */
const isNaming = (index: Index, word: string): boolean =>
  index.terms[index.termIds.get(word) ?? -1]?.distinctive === true;

/** `deep seek`, `mini max`, `tong yi qian wen`: the longest run of words that is one word of the index. */
function longestJoin(
  index: Index,
  tokens: readonly Token[],
  from: number,
): { text: string; end: number } | undefined {
  const first = tokens[from];
  let text = first?.type === "word" ? first.text : "";
  // `ten cent` is money where it stands in a sentence.
  if (isNumberWord(text) && tokens.some((token) => token.type === "word" && fillerWords.has(token.text)))
    return undefined;
  let noneNames = !isNaming(index, text);
  let best: { text: string; end: number } | undefined;
  for (let end = from + 1; end < tokens.length && end < from + 8; end++) {
    const next = tokens[end];
    if (next?.type !== "word") break;
    text += next.text;
    if (text.length > index.longestWord) break;
    noneNames = noneNames && !isNaming(index, next.text);
    if (index.termIds.has(text)) best = { text, end };
    // `dow bao`, `bite dance`: words that name nothing sound like one that does.
    else if (best === undefined && noneNames && soundsLike(index, text).length > 0) best = { text, end };
  }
  return best;
}

/** `alibabaqwen` to alibaba and qwen; `kimik` before 2 to kimi and the version's letter k. */
function splitRun(
  index: Index,
  run: string,
  next: Token | undefined,
): { words: string[]; letter: string } | undefined {
  if (run.length < 3 || run.length > 60) return undefined;
  const takesLetter = next?.type === "version" && next.glued && next.letter === "";
  const whole = cover(index, run);
  if (whole !== undefined) return { words: whole, letter: "" };
  if (!takesLetter) return undefined;
  const words = cover(index, run.slice(0, -1));
  return words === undefined ? undefined : { words, letter: run.slice(-1) };
}

/** The fewest words that make up the run, the first of them a whole name; or undefined. */
function cover(index: Index, run: string): string[] | undefined {
  const best: (string[] | undefined)[] = [[]];
  for (let end = 2; end <= run.length; end++) {
    for (let start = Math.max(0, end - index.longestWord); start <= end - 2; start++) {
      const before = best[start];
      if (before === undefined || before.length + 1 >= (best[end]?.length ?? 5)) continue;
      const word = run.slice(start, end);
      if (isPart(index, word, start === 0)) best[end] = [...before, word];
    }
  }
  return best[run.length];
}

function isPart(index: Index, word: string, first: boolean): boolean {
  const id = index.termIds.get(word);
  const term = id === undefined ? undefined : index.terms[id];
  if (first) return term?.standalone === true && word.length >= 2;
  if (word.length < 3) return word === "ai" || word === "vl";
  return isMode(word) || isPackaging(word) || (term !== undefined && (term.standalone || term.inName));
}

function kindOfWord(word: string): SlotKind {
  if (fillerWords.has(word) || kindHints[word] !== undefined) return "filler";
  if (describingWords.has(word)) return "describing";
  if (isPackaging(word)) return "packaging";
  if (isMode(word)) return "mode";
  return plainWords.has(word) && !ordinaryNames.has(word) ? "plain" : "word";
}

function wordSlot(index: Index, word: string, end: "typing" | "last" | "inside"): Slot {
  const kind = kindOfWord(word);
  const everyday = kind !== "word" || isEveryday(word);
  const mode = everyday || end === "typing" || index.termIds.has(word) ? undefined : misspelledMode(word);
  if (mode !== undefined) return wordSlot(index, mode, "inside");
  const answers = new Map<number, number>();
  const exact = index.termIds.get(word);
  let found: Reach = "none";
  if (exact !== undefined) {
    answers.set(exact, 0);
    found = "exact";
  }
  const shortest = end === "last" ? 2 : 3;
  if (end === "typing" || (exact === undefined && word.length >= shortest && kind === "word" && !everyday)) {
    if (startingWith(index, word, answers, end === "typing") && found === "none") found = "prefix";
    // `kimi k`: the letter of a version.
    if (end === "typing" && word.length === 1 && versionsOf(index, word, answers) && found === "none")
      found = "prefix";
  }
  if (found === "none" && !everyday) found = looselyAnswered(index, word, answers);
  // Three letters begin much: `por` is Pro as well as a beginning.
  else if (found === "prefix" && end !== "typing" && word.length === 3) looselyAnswered(index, word, answers);
  return { kind, text: word, answers, found, role: kind !== "filler" && isRole(word), everyday };
}

/** Puts the versions that begin with a letter into `answers`. */
function versionsOf(index: Index, letter: string, answers: Map<number, number>): boolean {
  let found = false;
  for (const terms of index.byValue.values()) {
    for (const term of terms) {
      if (term.letter !== letter) continue;
      answers.set(term.id, costs.startOfNumber);
      found = true;
    }
  }
  return found;
}

/** `queen 3`: an everyday word right before a version may be a name that was misheard. */
function misheardSlot(index: Index, slot: Slot): Slot | undefined {
  if (slot.kind !== "plain" || slot.found !== "none") return undefined;
  const answers = new Map(soundsLike(index, slot.text).map((term) => [term.id, costs.misheard]));
  return answers.size === 0 ? undefined : { ...slot, kind: "word", answers, found: "fuzzy" };
}

/** A run of Han characters: known names first, longest first; what is left is looked up by how it reads. */
function hanSlots(index: Index, run: string, typing: boolean): Slot[] {
  const slots: Slot[] = [];
  let rest = "";
  const flush = () => {
    if (rest !== "") slots.push(hanSlot(index, rest, false));
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
    slots.push(hanSlot(index, known, typing && at + known.length === run.length));
    at += known.length;
  }
  if (rest !== "") slots.push(hanSlot(index, rest, typing));
  return slots;
}

function longestHan(index: Index, run: string, at: number): string {
  for (let length = Math.min(run.length - at, 16); length > 0; length--) {
    const part = run.slice(at, at + length);
    if (index.termIds.has(part) || fillerWords.has(part) || kindHints[part] !== undefined) return part;
  }
  return "";
}

function hanSlot(index: Index, text: string, typing: boolean): Slot {
  const kind = kindOfWord(text);
  const answers = new Map<number, number>();
  const exact = index.termIds.get(text);
  let found: Reach = "none";
  if (exact !== undefined) {
    answers.set(exact, 0);
    found = "exact";
  } else if (kind === "word" && text.length >= 2 && text.length <= 16) {
    // Other characters of the same sound: a typing error with a Chinese keyboard, or traditional characters.
    const aloud = index.termIds.get(readHan(text).full);
    if (aloud !== undefined) {
      answers.set(aloud, costs.homophone);
      found = "fuzzy";
    } else found = startingWith(index, text, answers) ? "prefix" : "none";
  }
  if (typing && startingWith(index, text, answers, true) && found === "none") found = "prefix";
  return { kind, text, answers, found, role: false, everyday: kind !== "word" };
}

function versionSlot(index: Index, token: VersionToken, typing: boolean): Slot {
  const answers = new Map<number, number>();
  const wanted = token.value + token.suffix;
  let found: Reach = "none";
  for (const term of index.byValue.get(wanted) ?? []) {
    const cost = versionCost(token, term);
    if (cost === undefined) continue;
    answers.set(term.id, cost);
    found = "exact";
  }
  if (typing) {
    for (const [value, terms] of index.byValue) {
      if (value === wanted || !value.startsWith(wanted)) continue;
      for (const term of terms) {
        const fits =
          token.letter === "" || term.letter === token.letter || (token.letter === "v" && term.letter === "");
        if (answers.has(term.id) || !fits) continue;
        answers.set(term.id, costs.startOfNumber);
        if (found === "none") found = "prefix";
      }
    }
  }
  return { kind: "version", text: tokenKey(token), answers, found, role: false, everyday: false };
}

function versionCost(token: VersionToken, term: Term): number | undefined {
  if (term.type === "size") {
    // `72` for 72B, `a13` for A13B; `6` is a version.
    if (/^\d$/.test(token.value) && token.letter === "") return undefined;
    const active = term.text.startsWith("a");
    return token.suffix === "" && (token.letter === "" || (token.letter === "a" && active))
      ? costs.looseSize
      : undefined;
  }
  if (term.value !== token.value + token.suffix) return undefined;
  if (term.letter === token.letter) return 0;
  if (token.letter === "") return term.letter === "v" ? costs.plainV : costs.noLetter;
  return token.letter === "v" && term.letter === "" ? costs.genericLetter : undefined;
}

function sizeSlot(index: Index, value: string, active: boolean): Slot {
  const answers = new Map<number, number>();
  for (const term of index.byValue.get(value.slice(0, -1)) ?? []) {
    if (term.type !== "size" || term.value !== value) continue;
    answers.set(term.id, term.text.startsWith("a") === active ? 0 : costs.looseSize);
  }
  const found = answers.size > 0 ? "exact" : "none";
  return { kind: "size", text: (active ? "a" : "") + value, answers, found, role: false, everyday: false };
}
