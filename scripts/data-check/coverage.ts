/** Whether data/ holds everything that the inventory lists: each item is covered, or says what is missing. */
import type { Lab, Model } from "../../src/catalog/types.ts";
import { figuresOf, figureTokens } from "./figures.ts";
import type { InventoryPerson, Item } from "./inventory.ts";
import { admissible, namesMatter } from "./inventory-ids.ts";
import type { Loaded, LoadedData, NotCovered } from "./load.ts";
import type { Statement } from "./yaml-file.ts";

/** A text to look for words in: NFKC, lower case, letters and digits only. */
function normalised(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

export interface CoverageResult {
  item: Item;
  /** `listed`: left out on purpose, in data/not-covered.yaml. */
  state: "covered" | "listed" | "missing";
  /** What is missing, why it is left out, or what a person should look at although it counts as covered. */
  reason?: string;
}

type Entry = Loaded<Lab | Model>;

/** Prepares the data once; the function returned judges one item. */
export function coverageOf(data: LoadedData) {
  const labs = new Map(data.labs.map((one) => [one.id, one]));
  const models = new Map(data.models.map((one) => [one.id, one]));
  const everything = [...data.labs, ...data.models, ...data.topics].flatMap((one) => one.yaml.statements);
  const used = new Set<number>();

  /** The lab's own file, then its models, then the lab above or below it. */
  function family(lab: string): Entry[] {
    const related = data.labs.filter((one) => one.id === lab || one.entry.partOf === lab);
    const parent = labs.get(lab)?.entry.partOf;
    const ids = new Set([...related.map((one) => one.id), ...(parent === undefined ? [] : [parent])]);
    return [
      ...data.labs.filter((one) => ids.has(one.id)),
      ...data.models.filter((one) => ids.has(one.entry.lab)),
    ];
  }
  const statements = (records: readonly Entry[]) => records.flatMap((one) => one.yaml.statements);

  function missing(item: Item): string | undefined {
    const { home } = item;
    if (home === undefined) {
      return item.kind === "note" ? cited(item, topics(), "no topic cites") : inTexts(item, everything);
    }
    if (item.kind === "note")
      return cited(item, [...statements(family(home.lab)), ...topics()], "nothing cites");
    if (item.kind === "person" && item.person !== undefined) return person(item.person, item, home.lab);
    const record = home.model === undefined ? labs.get(home.lab) : models.get(home.model);
    if (record === undefined) {
      if (item.inPassing) return inPassing(item);
      return item.kind === "entity" ? `no file for ${home.model ?? home.lab}` : "its entry has no file";
    }
    if (item.kind === "entity") return undefined;
    const near = nearby(home, record);
    if (item.kind === "alias") return alias(item, record, near);
    return inTexts(item, statements(near));
  }
  const nearby = (home: NonNullable<Item["home"]>, record: Entry): Entry[] =>
    home.model === undefined ? family(home.lab) : [record];

  /** A fact without figures is covered by its place alone, so a person should see where no word of it is said. */
  function doubt(item: Item): { reason?: string } {
    const { home } = item;
    if (
      home === undefined ||
      item.kind !== "fact" ||
      item.field.startsWith("deep_dive") ||
      figuresOf(item.value).length > 0
    )
      return {};
    const record = home.model === undefined ? labs.get(home.lab) : models.get(home.model);
    if (record === undefined) return {};
    const text = statements(nearby(home, record))
      .filter((one) => item.places.some((place) => one.places.includes(place)))
      .map((one) => one.text);
    const said = stems(text.join(" "));
    const wanted = [...stems(withoutReferences(item.value))];
    if (wanted.length === 0 || wanted.some((stem) => said.has(stem))) return {};
    return { reason: "its place is cited, but none of its words is said there" };
  }
  const topics = () => data.topics.flatMap((one) => one.yaml.statements);

  return {
    judge(item: Item): CoverageResult {
      const index = data.notCovered.entry.findIndex((rule) => matches(rule, item));
      const reason = missing(item);
      if (reason === undefined) return { item, state: "covered", ...doubt(item) };
      const rule = data.notCovered.entry[index];
      if (rule === undefined) return { item, state: "missing", reason };
      used.add(index);
      return { item, state: "listed", reason: rule.why };
    },
    /** Rules of data/not-covered.yaml that no missing item needed. Call after all items were judged. */
    idleRules(): number[] {
      return data.notCovered.entry.flatMap((rule, index) =>
        used.has(index) || rule.conflict !== undefined ? [] : [index],
      );
    },
  };

  function inPassing(item: Item): string | undefined {
    const names = item.kind === "fact" ? [] : [item.value];
    const citing = everything.filter((one) => item.places.some((place) => one.places.includes(place)));
    if (citing.length === 0) return `nothing cites ${item.places.join(" or ")}`;
    const text = normalised(citing.map((one) => one.text).join(" "));
    const bare = names.flatMap((name) => name.split(/\s*[/(]\s*|\)/)).filter((part) => part !== "");
    if (bare.length > 0 && !bare.some((part) => text.includes(normalised(part)))) {
      return `"${item.value}" is not named where ${item.places.join(", ")} is cited`;
    }
    return undefined;
  }

  function alias(item: Item, record: Entry, near: readonly Entry[]): string | undefined {
    const key = normalised(item.value);
    const own = [record, ...near].some(({ entry }) =>
      [entry.name, entry.nameZh ?? "", ...named(entry)].some((text) => normalised(text) === key),
    );
    if (own) return undefined;
    const within = statements([record, ...near]).filter((one) =>
      item.places.some((place) => one.places.includes(place)),
    );
    const telling = new Set([
      "epithet",
      "expansion",
      "subunit",
      "infrastructure",
      "hardware-brand",
      "framework",
    ]);
    telling.add("project");
    if (telling.has(item.aliasKind ?? "") && within.some((one) => normalised(one.text).includes(key))) {
      return undefined;
    }
    const aid = record.entry.aliases.some((one) => one.kind === "search" && normalised(one.text) === key);
    return aid ? "only a search aid; give it as an alias with its place" : "no such alias";
  }

  function person(one: InventoryPerson, item: Item, lab: string): string | undefined {
    const people = family(lab).flatMap(({ entry }) => ("people" in entry ? entry.people : []));
    const found = people.find(
      (each) =>
        normalised(each.name) === normalised(one.name) ||
        (one.native_name != null && each.nameZh === one.native_name),
    );
    if (found === undefined) return "no such person";
    if (one.native_name != null && found.nameZh !== one.native_name)
      return `nameZh ${one.native_name} is missing`;
    if (one.nickname != null && !normalised(JSON.stringify(found)).includes(normalised(one.nickname))) {
      return `the nickname ${one.nickname} is missing`;
    }
    const texts = [found.role, ...found.background.map((point) => point.text)].join(" · ");
    const near = statements(family(lab));
    const uncited = item.places.filter((place) => !near.some((each) => each.places.includes(place)));
    if (uncited.length > 0) return `nothing cites ${uncited.join(", ")}`;
    const lost = figuresOf(one.background.map(withoutReferences).join(" · "));
    const shown = figureTokens(`${texts} ${near.map((each) => each.text).join(" ")}`);
    const gone = lost.filter((figure) => !shown.has(figure));
    return gone.length === 0 ? undefined : `figures missing: ${gone.join(", ")}`;
  }
}

function named(entry: Lab | Model): string[] {
  return entry.aliases.filter((one) => one.kind !== "search").map((one) => one.text);
}

/** Beginnings of the longer words: "framework" and "frameworks" are one. */
function stems(text: string): Set<string> {
  const words = text
    .normalize("NFKC")
    .toLowerCase()
    .matchAll(/[\p{L}\p{N}]{3,}/gu);
  return new Set([...words].map(([word]) => word.slice(0, 5)));
}

function cited(item: Item, statements: readonly Statement[], words: string): string | undefined {
  const found = statements.some((one) => item.places.some((place) => one.places.includes(place)));
  return found ? undefined : `${words} ${item.places.join(" or ")}`;
}

/** The inventory's own remarks are no part of a fact: "(per 001, Nov 2025)", "(000:426 ...)". */
function withoutReferences(value: string): string {
  return value
    .replace(/\([^)]*(?<![\d,.])00[0-4]\b[^)]*\)/g, " ")
    .replace(/(?<![\d,.])00[0-4](:\d+)?\b/g, " ")
    .replace(/\(file [^)]*\)|\("[^"]*"\)/g, " ");
}

const smallWords = new Set(["And", "Others", "Co", "The", "Ltd"]);
/** Capitalised words of a value, and words in another script. */
function namesOf(value: string): string[] {
  const plain = withoutReferences(value).replace(/\([^)]*\)/g, " ");
  return [...plain.matchAll(/\p{Lu}[\p{L}]+|\p{Script=Han}+/gu)]
    .map(([word]) => word)
    .filter((word) => !smallWords.has(word));
}

function inTexts(item: Item, statements: readonly Statement[]): string | undefined {
  const citing = statements.filter((one) => item.places.some((place) => one.places.includes(place)));
  if (citing.length === 0) return `nothing cites ${item.places.join(" or ")}`;
  const figures = figuresOf(withoutReferences(item.value));
  const fields = admissible[item.field];
  if (fields !== undefined && (figures.length > 0 || namesMatter.has(item.field))) {
    if (!citing.some((one) => fields.includes(one.field))) {
      return `cited, but not in ${fields.join(" or ")}`;
    }
  }
  if (item.field === "open_weights") {
    const answer = /^(yes|no)\b/.exec(item.value)?.[1];
    const weights = citing.filter((one) => one.field === "weights" || one.field === "weightsPolicy");
    if (answer !== undefined && weights.length === 0 && !citing.some((one) => one.field === "caveats")) {
      return "cited, but not in weights";
    }
  }
  const text = citing.map((one) => one.text).join(" · ");
  const shown = figureTokens(text);
  const gone = figures.filter((figure) => !shown.has(figure));
  if (gone.length > 0) return `figures missing where it is cited: ${gone.join(", ")}`;
  if (namesMatter.has(item.field)) {
    const key = normalised(text);
    const lost = namesOf(item.value).filter((name) => !key.includes(normalised(name)));
    if (lost.length > 0) return `names missing where it is cited: ${lost.join(", ")}`;
  }
  return undefined;
}

function matches(rule: NotCovered, item: Item): boolean {
  if (rule.conflict !== undefined) return false;
  return (
    (rule.entity === undefined || rule.entity === item.entity) &&
    (rule.field === undefined || rule.field === item.field) &&
    (rule.value === undefined || rule.value === item.value) &&
    (rule.place === undefined || item.places.includes(rule.place))
  );
}

/** Numbers of the known conflicts (`C01`...) that conflicts.md lists. */
export function conflictNumbers(markdown: string): string[] {
  return [...markdown.matchAll(/^### (C\d{2,3})\b/gm)].map(([, number = ""]) => number);
}

/** Conflicts that no caveat names and data/not-covered.yaml does not list. */
export function openConflicts(data: LoadedData, markdown: string): string[] {
  const told = new Set(
    [...data.catalog.labs, ...data.catalog.models, ...data.catalog.topics].flatMap((entry) =>
      entry.caveats.map((caveat) => caveat.conflict),
    ),
  );
  const listed = new Set(data.notCovered.entry.map((rule) => rule.conflict));
  return conflictNumbers(markdown).filter((number) => !told.has(number) && !listed.has(number));
}
