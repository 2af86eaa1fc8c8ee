/** Which release a row belongs to: the bridge from names of any upstream to finds. Pure. */
import type { Catalog } from "../catalog/catalog.ts";
import type { LabId, ModelId } from "../catalog/types.ts";
import { type Grouped, groupRepository } from "./grouping/group.ts";
import { looseName, releaseSlug, releaseTitle, withoutFillers } from "./grouping/keys.ts";
import { withoutBase } from "./grouping/kinds.ts";

export interface Identity {
  loose: string;
  family: string;
  /** Slug within the lab, empty where the name has no letters. */
  slug: string;
  title: string;
}

/** Images and the like have no chat version that would be the same release. */
function nameOf(grouped: Grouped): string {
  return withoutBase.has(grouped.purpose) ? grouped.release : withoutFillers(grouped.release);
}

/** Identity of a repository, after grouping. */
export function repositoryIdentity(grouped: Grouped): Identity {
  const name = nameOf(grouped);
  return {
    loose: looseName(name),
    family: grouped.family.toLowerCase(),
    slug: releaseSlug(name),
    title: releaseTitle(grouped.release),
  };
}

/** Identity of a model in an API: `z-ai/glm-5`, called `GLM-5`. */
export function apiIdentity(name: string, title?: string): Identity & { looseFamily: string } {
  // A date is one word: qwen3.5-plus-02-15, qwen-plus-2025-07-28.
  const bare = name
    .replace(/^.*\//, "")
    .replace(/-(20\d\d)-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/, "-$1$2$3")
    .replace(/-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/, "-$1$2");
  const grouped = groupRepository(bare);
  const plain = withoutFillers(grouped.release);
  return {
    loose: looseName(plain),
    looseFamily: looseName(grouped.family),
    family: grouped.family.toLowerCase(),
    slug: releaseSlug(plain),
    title: title ?? releaseTitle(grouped.release),
  };
}

/** The family without its versions: `kimi-k` for Kimi-K3, so that a decision on one holds for the next. */
export function lineOf(family: string): string {
  return family
    .toLowerCase()
    .replace(/\d+([._]\d+)*/g, "")
    .replace(/[-_.]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** The catalogue's models by lab and loose name, and its families. */
export function catalogNames(catalog: Catalog) {
  const byName = new Map<string, ModelId>();
  const families = new Map<LabId, { loose: string; id: ModelId }[]>();
  for (const model of catalog.models.values()) {
    if (model.kind === "family") {
      const list = families.get(model.lab) ?? [];
      families.set(model.lab, list);
      list.push({ loose: looseName(model.name), id: model.id });
      continue;
    }
    if (model.unreviewed === true || model.kind === "product") continue;
    const names = [model.name, model.id.split("/")[1] ?? ""];
    for (const alias of model.aliases)
      if (["name", "former", "search"].includes(alias.kind)) names.push(alias.text);
    for (const name of names) {
      const key = `${model.lab} ${looseName(withoutFillers(name))}`;
      if (!byName.has(key)) byName.set(key, model.id);
    }
  }
  return {
    /** A reviewed model of the lab with this name. */
    modelOf: (lab: LabId, loose: string): ModelId | undefined => byName.get(`${lab} ${loose}`),
    /** The family whose name begins this one; the longest of several. */
    familyOf: (lab: LabId, loose: string): ModelId | undefined =>
      (families.get(lab) ?? [])
        .filter((family) => family.loose !== "" && loose.startsWith(family.loose))
        .sort((a, b) => b.loose.length - a.loose.length)[0]?.id,
    /** True for an id that the data files have given to something else. */
    taken: (id: ModelId): boolean => {
      const model = catalog.models.get(id);
      return model !== undefined && model.unreviewed !== true;
    },
  };
}
export type CatalogNames = ReturnType<typeof catalogNames>;

/** Found models that a data file describes under another id: `qwen3-235b-a22b` is the file's `qwen3-235b`. */
export function takenOver(catalog: Catalog): { from: ModelId; to: ModelId }[] {
  const names = catalogNames(catalog);
  return [...catalog.models.values()]
    .filter((model) => model.unreviewed === true)
    .flatMap((model) => {
      const spellings = [
        model.name,
        model.id.split("/")[1] ?? "",
        ...model.aliases.map((alias) => alias.text),
      ];
      const to = spellings
        .map((name) => names.modelOf(model.lab, looseName(withoutFillers(name))))
        .find((id) => id !== undefined);
      return to === undefined || to === model.id ? [] : [{ from: model.id, to }];
    });
}
