/** Which entry of the catalogue a release is: the one of its own name, never one that lacks a word of it. Pure. */
import type { AliasKind, LabId, Model, ModelId } from "../catalog/types.ts";
import { classOfWord } from "../names/roles.ts";
import { looseOf } from "./grouping/rows.ts";

/** Kinds of aliases that are names in their own right, in the order in which they are believed. */
const naming: readonly AliasKind[] = ["name", "former", "native", "short", "search"];

/** Versions, sizes, dates and role words of a name: what makes it another model's when it is missing. */
function marksOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9.]+/)
    .filter((word) => /\d/.test(word) || classOfWord(word) !== undefined)
    .map((word) => word.replace(/^[a-z]+(?=\d)/, "").replaceAll(".", ""))
    .filter((mark) => mark !== "" && !/^(instruct|chat)$/.test(mark));
}

/** True where a search aid says all that the name says; `qwen 72b` does not for Qwen2.5-72B. */
function saysAll(aid: string, marks: readonly string[]): boolean {
  const loose = aid.toLowerCase().replace(/[^a-z0-9]/g, "");
  return marks.every((mark) => loose.includes(mark));
}

const folded = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, "");
const keyOf = (lab: LabId, loose: string) => `${lab} ${loose}`;

/** The models of the catalogue by lab and name; families are no models. */
export function modelNames(models: Iterable<Model>) {
  const byName = new Map<string, ModelId>();
  const exactly = new Map<string, ModelId>();
  const ids = new Set<ModelId>();
  const families = new Map<LabId, { slug: string; id: ModelId }[]>();
  const own: Model[] = [];
  const add = (lab: LabId, name: string, id: ModelId) => {
    const whole = keyOf(lab, folded(name));
    if (!exactly.has(whole)) exactly.set(whole, id);
    const loose = looseOf(name);
    if (loose !== "" && !byName.has(keyOf(lab, loose))) byName.set(keyOf(lab, loose), id);
  };
  for (const model of models) {
    ids.add(model.id);
    if (model.kind !== "family") {
      own.push(model);
      continue;
    }
    const list = families.get(model.lab) ?? [];
    families.set(model.lab, list);
    list.push({ slug: model.id.split("/")[1] ?? "", id: model.id });
    list.push({ slug: model.name.toLowerCase().replace(/[^a-z0-9.]+/g, "-"), id: model.id });
  }
  // Whoever bears a name goes before whoever is only called so, and what has a file before what was found.
  own.sort((a, b) => Number(a.unreviewed ?? false) - Number(b.unreviewed ?? false));
  for (const model of own) add(model.lab, model.name, model.id);
  for (const model of own) add(model.lab, model.id.split("/")[1] ?? "", model.id);
  for (const kind of naming)
    for (const model of own) {
      const marks = kind === "search" || kind === "short" ? marksOf(model.name) : [];
      for (const alias of model.aliases)
        if (alias.kind === kind && saysAll(alias.text, marks)) add(model.lab, alias.text, model.id);
    }
  return {
    /** The entry of a name: the one that is called just so (a base beside its chat model), else the one of its release. */
    entryOf: (lab: LabId, name: string): ModelId | undefined =>
      exactly.get(keyOf(lab, folded(name))) ?? byName.get(keyOf(lab, looseOf(name))),
    modelOf: (lab: LabId, loose: string): ModelId | undefined => byName.get(keyOf(lab, loose)),
    taken: (id: ModelId): boolean => ids.has(id),
    /** The family whose name begins this slug, up to a version or the end of a word; the longest of several. */
    familyOf: (lab: LabId, slug: string): ModelId | undefined =>
      (families.get(lab) ?? [])
        .filter((one) => one.slug !== "" && slug.startsWith(one.slug))
        .filter((one) => !/^[a-z]/.test(slug.slice(one.slug.length)))
        .sort((a, b) => b.slug.length - a.slug.length)[0]?.id,
  };
}
export type ModelNames = ReturnType<typeof modelNames>;
