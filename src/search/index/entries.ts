/** What search knows of the catalogue: one flat entry per lab and model, with every way to write its name. */
import type {
  AliasKind,
  CatalogData,
  Claim,
  Fact,
  Lab,
  Model,
  ModelKind,
  ModelStatus,
} from "../../catalog/types.ts";
import { defined } from "../../defined.ts";
import { sizesIn } from "../../names/sizes.ts";

/** A spelling of an entry's name. `person` finds a lab through somebody who works there or founded it. */
export interface SearchAlias {
  text: string;
  kind: AliasKind | "person";
}

export interface SearchEntry {
  /** `deepseek` or `deepseek/deepseek-v3`. */
  id: string;
  kind: "lab" | "model";
  name: string;
  nameZh?: string;
  aliases: readonly SearchAlias[];
  /** Lab of a model, or the lab that a sub-lab is a part of. */
  lab?: string;
  family?: string;
  variantOf?: string;
  modelKind?: ModelKind;
  status: ModelStatus;
  /** `2025`, `2025-06` or `2025-06-06`. */
  released?: string;
  /** Parameters and context that its facts state: `["21b", "3b", "128k"]`. A query may name one that the name does not have. */
  sizes: readonly string[];
  /** How much the sources say about it; the best known come first in an empty field. */
  weight: number;
  /** One of the catalogue's own labs and their models, not a comparator or a name in passing. */
  core: boolean;
}

/** How general an entry is: a lab before a family before a model before a variant of it. */
export function generality(entry: SearchEntry): number {
  if (entry.kind === "lab") return 0;
  if (entry.modelKind === "family") return 1;
  if (entry.modelKind === "product") return 2;
  return entry.modelKind === "variant" ? 4 : 3;
}

function claimCount(facts: Readonly<Record<string, Fact | undefined>>): number {
  return Object.values(facts).reduce((sum, fact) => sum + (fact?.claims.length ?? 0), 0);
}

const texts = (fact: Fact | undefined): readonly string[] =>
  fact?.claims.map((claim: Claim) => `${claim.text} ${typeof claim.value === "string" ? claim.value : ""}`) ??
  [];

/** `Xu Li and others` and `Zhang Yiming, Liang Rubo` to single names. */
function namesIn(text: string): string[] {
  return text
    .replace(/\([^)]*\)/g, " ")
    .split(/,|;|\/|、|&|\band\b/)
    .map((name) => name.trim())
    .filter(
      (name) => /^[\p{Lu}\p{Script=Han}]/u.test(name) && name.split(/\s+/).length <= 4 && name.length >= 2,
    );
}

function ofLab(lab: Lab): SearchEntry {
  const people = lab.people.flatMap((one) => [one.name, one.nameZh, one.nickname]);
  const founders = lab.facts.founders?.claims.flatMap((claim) => namesIn(claim.text)) ?? [];
  const persons = new Set([...people, ...founders].filter((name) => name !== undefined));
  return {
    id: lab.id,
    kind: "lab",
    name: lab.name,
    ...defined({ nameZh: lab.nameZh, lab: lab.partOf }),
    aliases: [
      ...lab.aliases.map(({ text, kind }) => ({ text, kind })),
      ...lab.huggingface.map((text) => ({ text, kind: "search" as const })),
      ...[...persons].map((text) => ({ text, kind: "person" as const })),
    ],
    status: "released",
    sizes: [],
    weight: claimCount(lab.facts) + lab.standings.length + lab.people.length,
    core: lab.kind === "lab",
  };
}

function ofModel(model: Model, core: boolean): SearchEntry {
  const released = model.facts.released?.claims[0].value;
  const total = texts(model.facts.parametersTotal).flatMap(sizesIn);
  const active = texts(model.facts.parametersActive).flatMap(sizesIn);
  const context = texts(model.facts.context).flatMap(sizesIn);
  return {
    id: model.id,
    kind: "model",
    name: model.name,
    ...defined({ nameZh: model.nameZh }),
    aliases: model.aliases.map(({ text, kind }) => ({ text, kind })),
    lab: model.lab,
    ...defined({ family: model.family, variantOf: model.variantOf }),
    modelKind: model.kind,
    status: model.status,
    ...defined({ released }),
    sizes: [...new Set([...total, ...active, ...context])],
    weight: claimCount(model.facts) + model.scores.length + model.standings.length,
    core,
  };
}

/** The entries of a catalogue, labs first, in the order of the data. */
export function entriesOf(catalog: Pick<CatalogData, "labs" | "models">): SearchEntry[] {
  const cores = new Set(catalog.labs.filter((lab) => lab.kind === "lab").map((lab) => lab.id));
  return [...catalog.labs.map(ofLab), ...catalog.models.map((model) => ofModel(model, cores.has(model.lab)))];
}
