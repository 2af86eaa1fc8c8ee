/**
 * From a repository's name (and tags) to the release it belongs to. Pure and driven by the tables in words.ts and
 * kinds.ts: quantizations, bases, drafts and stages of one model collapse into one release, sizes and tiers into one
 * family.
 */
import { classOfWord, type WordClass } from "../../names/roles.ts";
import { isOfAnotherLab } from "../sources/lines.ts";
import { type Purpose, purposeOf, withoutBase } from "./kinds.ts";
import {
  bertLike,
  draftNames,
  familiesOfBases,
  familySpellings,
  foreignLines,
  foreignWords,
  formerOrganisations,
  languagesBefore,
  linesWithoutBases,
  partsOfForeignNames,
  researchNames,
  tagsOfPieces,
  wordsOfLines,
} from "./words.ts";

export type RepositoryKind = Purpose | "base" | "quantization" | "draft" | "research";

export interface Grouped {
  /** Organisation and name under which the organisation goes today: `zai-org/GLM-5`. */
  id: string;
  organisation: string;
  /** Name without artefacts, drafts, bases and stages, spelled as in this repository: `GLM-4.5-Air`. */
  release: string;
  /** Name without sizes, tiers, dates and roles too: `GLM-4.5`. */
  family: string;
  kind: RepositoryKind;
  /** What the model itself is for, whatever the repository holds of it. */
  purpose: Purpose;
  /** True for a repository that can stand for its release in an announcement. */
  announce: boolean;
  /** It bears another maker's name: a mirror, or that one's model trained further. */
  isForeign?: true;
  /** A step of training that is not the release itself while a finished one exists: `SFT`. */
  stage?: "early" | "final";
}

interface Word {
  text: string;
  /** What stands before it: `-`, `_`, `.` or nothing. */
  separator: string;
  class: WordClass | undefined;
}

/** Splits at `-`, and at `_` and `.` unless they stand between digits: `InternVL3_5-8B`, `dots.llm1.base`. */
function split(name: string): { text: string; separator: string }[] {
  const words: { text: string; separator: string }[] = [];
  for (const match of name.matchAll(
    /(^|[-\s]|(?<!\d)[._]|[._](?!\d))((?:(?!(?:[-\s]|(?<!\d)[._]|[._](?!\d))).)+)/g,
  )) {
    words.push({ separator: match[1] ?? "", text: match[2] ?? "" });
  }
  return words;
}

function classify(name: string, organisation: string): Word[] {
  const parts = split(name);
  const words: Word[] = [];
  let foreign = false;
  for (const [place, { text, separator }] of parts.entries()) {
    const lower = text.toLowerCase();
    const previous = words.at(-1);
    words.push({ text, separator, class: classOf() });

    function classOf(): WordClass | undefined {
      if (place === 0)
        return languagesBefore.some((one) => one.line.test(name) && one.word.test(lower))
          ? "role"
          : undefined;
      const special = wordsOfLines.find((one) => one.line.test(name) && one.word.test(lower));
      if (special !== undefined) return special.is;
      if (lower === "base" && bertLike.test(name)) return "size";
      // What it was trained from: RLPR-Qwen2.5-7B-Base.
      if (lower === "base" && previous?.class === "size" && words.at(-2)?.class === "foreign")
        return "foreign";
      // Tokens seen in training, behind a base: Ling-mini-base-2.0-20T.
      if (/^\d+t$/.test(lower) && words.some((word) => word.class === "base")) return "base";
      // Q4_K_M is three words.
      if (
        previous?.class === "artefact" &&
        /^(i?q\d|k)$/i.test(previous.text) &&
        /^(k|xx?s|[sml])$/.test(lower)
      )
        return "artefact";
      // llama-format, and what else is two words.
      if (lower === "format" && previous?.class === "foreign") {
        previous.class = "artefact";
        return "artefact";
      }
      if (foreignWords.some(({ word, own }) => word.test(lower) && !own.includes(organisation))) {
        foreign = true;
        return "foreign";
      }
      const found = classOfWord(lower);
      return found ?? (foreign && partsOfForeignNames.test(lower) ? "foreign" : undefined);
    }
  }
  return words;
}

const outOfRelease: ReadonlySet<WordClass> = new Set([
  "artefact",
  "neutral",
  "draft",
  "base",
  "stage",
  "final",
]);

function join(words: readonly Word[], keep: (word: Word) => boolean): string {
  return words
    .filter(keep)
    .map((word, place) => (place === 0 ? word.text : word.separator + word.text))
    .join("");
}

const releaseName = (words: readonly Word[]) =>
  join(words, (word) => word.class === undefined || !outOfRelease.has(word.class));

function familyName(words: readonly Word[]): string {
  const name = join(words, (word) => word.class === undefined || word.class === "research");
  return familySpellings.find((spelling) => spelling.toLowerCase() === name.toLowerCase()) ?? name;
}

const hasClass = (words: readonly Word[], ...classes: WordClass[]) =>
  words.some((word) => word.class !== undefined && classes.includes(word.class));

/** Names by what they consist of, so that `internlm2_5-7b-chat` is found whatever the order of its words. */
const spelled = (words: readonly Word[], leaveOut: readonly WordClass[]) =>
  words
    .filter((word) => word.class === undefined || !leaveOut.includes(word.class))
    .map((word) => word.text.toLowerCase())
    .sort()
    .join(" ");

/** What is known of a lab's repositories, read once and asked for many names. */
export interface Neighbours {
  /** True where a chat version of this very name exists and a base of it does not. */
  isBaseOf(id: string): boolean;
  /** True where the finished model stands beside this step of it. */
  hasFinished(id: string): boolean;
}

/** Reads the ids of a lab's repositories: `Qwen/Qwen3-4B`. */
export function neighboursOf(ids: Iterable<string>): Neighbours {
  const chats = new Set<string>();
  const bases = new Set<string>();
  const finished = new Map<string, 0 | 1 | 2>();
  for (const id of ids) {
    const words = wordsOf(id);
    if (hasClass(words, "artefact", "draft")) continue;
    if (hasClass(words, "base")) {
      bases.add(spelled(words, ["base", "neutral"]));
      continue;
    }
    if (hasClass(words, "chat")) chats.add(spelled(words, ["chat", "neutral"]));
    const rank = hasClass(words, "stage") ? 0 : hasClass(words, "final") ? 1 : 2;
    const key = spelled(words, ["stage", "final", "neutral"]);
    if (rank > (finished.get(key) ?? -1)) finished.set(key, rank);
  }
  return {
    isBaseOf(id) {
      const key = spelled(wordsOf(id), ["neutral"]);
      return chats.has(key) && !bases.has(key);
    },
    hasFinished(id) {
      const words = wordsOf(id);
      const rank = hasClass(words, "stage") ? 0 : 1;
      return (finished.get(spelled(words, ["stage", "final", "neutral"])) ?? -1) > rank;
    },
  };
}

/** The organisation's present name: `THUDM` is `zai-org`. */
export function currentOrganisation(organisation: string): string {
  return formerOrganisations[organisation] ?? organisation;
}

/** Organisation as it is called today, and the name. */
function parted(id: string): { organisation: string; name: string } {
  const slash = id.indexOf("/");
  return {
    organisation: currentOrganisation(slash < 0 ? "" : id.slice(0, slash)),
    name: id.slice(slash + 1),
  };
}

function wordsOf(id: string): Word[] {
  const { organisation, name } = parted(id);
  return classify(name, organisation);
}

/**
 * The repository that this one is a copy of, as its tags say: `base_model:quantized:zai-org/GLM-5`.
 *
 * Hugging Face derives the word "quantized" from the weights' format, so that a model released in fp8 is "quantized"
 * from its base (DeepSeek-V3.1), from another task's model (Wan2.2-Animate) or from itself (DeepSeek-Math-V2). It is
 * believed where the name agrees: the parent's name, and behind it words that say nothing about a model.
 */
function copiedFrom(name: string, tags: readonly string[]): string | undefined {
  for (const tag of tags) {
    const id = /^base_model:quantized:([^/]+\/.+)$/.exec(tag)?.[1];
    const parent = id === undefined ? "" : parted(id).name;
    if (parent === "" || !name.toLowerCase().startsWith(parent.toLowerCase())) continue;
    if (!/^[-_.]/.test(name.slice(parent.length))) continue;
    const parentWords = wordsOf(id ?? "");
    const rest = wordsOf(`${parted(id ?? "").organisation}/${name}`).slice(parentWords.length);
    const saysMore = rest.some((word) => word.class !== undefined && !outOfRelease.has(word.class));
    if (!hasClass(parentWords, "base") && rest.length > 0 && !saysMore) return id;
  }
  return undefined;
}

/**
 * Groups one repository. `neighbours` are the lab's other repositories; without them an unsuffixed name is taken for
 * the finished model, except in families that are known for bases.
 * @param id `Qwen/Qwen3-4B-FP8`
 */
export function groupRepository(id: string, neighbours?: Neighbours, tags: readonly string[] = []): Grouped {
  const { organisation, name } = parted(id);
  const common = { id: organisation === "" ? name : `${organisation}/${name}`, organisation };

  const draft = draftNames.map((pattern) => pattern.exec(name)).find((match) => match !== null);
  if (draft !== undefined) {
    const family = draft[1] ?? name;
    return { ...common, release: name, family, kind: "draft", purpose: purposeOf(name), announce: false };
  }
  const research = researchNames.map((pattern) => pattern.exec(name)).find((match) => match !== null);
  if (research !== undefined) {
    const family = familyName(classify(research[1] ?? name, organisation));
    return { ...common, release: name, family, kind: "research", purpose: purposeOf(name), announce: false };
  }

  const words = classify(name, organisation);
  const parent = copiedFrom(name, tags);
  const named = { release: releaseName(words), family: familyName(words) };
  const purpose = purposeOf(named.release, tags);
  if (tags.some((tag) => tagsOfPieces.test(tag)))
    return { ...common, ...named, release: name, kind: "research", purpose, announce: false };
  if (parent !== undefined || hasClass(words, "artefact", "draft")) {
    const kind = hasClass(words, "draft") ? "draft" : "quantization";
    const origin = parent === undefined ? named : namesOf(parent);
    return { ...common, ...origin, kind, purpose, announce: false };
  }
  if (hasClass(words, "base")) return { ...common, ...named, kind: "base", purpose, announce: false };
  if (foreignLines.test(name) || isOfAnotherLab(organisation, name))
    return { ...common, ...named, kind: purpose, purpose, announce: false, isForeign: true };
  const isStage = hasClass(words, "stage", "final");
  const plain = !isStage && !hasClass(words, "chat", "role") && !withoutBase.has(purpose);
  const known = plain && !hasClass(words, "foreign") && familiesOfBases.some((one) => one.test(named.family));
  const isBase = known || (neighbours?.isBaseOf(id) === true && !linesWithoutBases.test(name));
  if (plain && isBase) {
    return { ...common, ...named, kind: "base", purpose, announce: false };
  }
  // What judges other models' answers is told with them.
  if (!isStage) return { ...common, ...named, kind: purpose, purpose, announce: purpose !== "reward" };
  const stage = hasClass(words, "stage") ? "early" : "final";
  const announce = stage === "final" && neighbours?.hasFinished(id) !== true;
  return { ...common, ...named, kind: purpose, purpose, announce, stage };
}

function namesOf(id: string): { release: string; family: string } {
  const words = wordsOf(id);
  return { release: releaseName(words), family: familyName(words) };
}
