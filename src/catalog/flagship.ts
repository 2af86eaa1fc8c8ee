/** The model that a family or a lab stands for: the largest text model of its newest generation. Pure. */
import { type Catalog, releasedOn } from "./catalog.ts";
import { earliestDay } from "./dates.ts";
import { figureOf } from "./figures.ts";
import { purposesOf } from "./purposes.ts";
import type { LabId, Model } from "./types.ts";

/** Words of names that nobody means who names the lab or the family: small and fast ones, trials, special trades. */
const aside =
  /\b(flash\w*|lite|mini|nano|turbo|air|small|tiny|\w*speed|lightning|base|distill|preview|exp|beta|coder?|math\w*|prover|guard\w*|vl\w*|v?la|omni|audio|\w*ocr|embedding|reranker|agent\w*|\w*research|thinking|instruct|her|web\w+|drive|mobile|edge|series)\b|\d[vo]\b/i;
/** The largest of a line that says no size. */
const topTier = /\b(max|ultra|pro|plus)\b/i;

const dayOf = (model: Model): string => earliestDay(releasedOn(model) ?? "0000");
const known = (model: Model): number => Object.keys(model.facts).length + model.scores.length;

/** `Qwen3.8-Max` is of `qwen 3.8`: what stands before the number and the number. */
function generationOf(name: string): string {
  const match = /^(.*?)(\d+(?:\.\d+)?)(?!\d|\s?[BT]\b)/i.exec(name);
  return (match === null ? name : `${match[1]} ${match[2]}`).toLowerCase().replace(/[^a-z\d.]+/g, " ");
}

const sizeOf = (model: Model): number =>
  figureOf(model, "size") ?? (topTier.test(model.name) ? Number.POSITIVE_INFINITY : 0);

const newestOf = (models: readonly Model[]): Model[] =>
  [...models].sort((a, b) => dayOf(b).localeCompare(dayOf(a)) || known(b) - known(a));

/** For text, and for no special trade. */
function isGeneral(model: Model): boolean {
  const purposes = purposesOf(model);
  return purposes.has("chat") && !purposes.has("agent") && !purposes.has("ocr") && !aside.test(model.name);
}

/** Those that somebody looked at, unless what was only found is of a later year. */
function lookedAt(models: readonly Model[]): readonly Model[] {
  const reviewed = models.filter((one) => one.unreviewed !== true);
  const [newest, newestReviewed] = [newestOf(models)[0], newestOf(reviewed)[0]];
  if (newest === undefined || newestReviewed === undefined) return [];
  return dayOf(newest).slice(0, 4) > dayOf(newestReviewed).slice(0, 4) ? models : reviewed;
}

/** The leading one of some models; undefined where none of them is out. */
export function flagshipAmong(models: readonly Model[]): Model | undefined {
  const out = models.filter(
    (one) =>
      one.status === "released" &&
      releasedOn(one) !== undefined &&
      one.kind !== "product" &&
      one.kind !== "family",
  );
  const general = out.filter(isGeneral);
  const better = [lookedAt(general), general, out.filter((one) => purposesOf(one).has("chat")), out].find(
    (some) => some.length > 0,
  );
  const byDay = newestOf(better ?? []);
  const [newest] = byDay;
  if (newest === undefined) return undefined;
  const generation = byDay.filter((one) => generationOf(one.name) === generationOf(newest.name));
  return generation.sort((a, b) => (sizeOf(a) === sizeOf(b) ? 0 : sizeOf(b) - sizeOf(a)))[0];
}

/** Every model below a family, families of families included. */
function membersBelow(catalog: Catalog, family: Model, seen: Set<string>): Model[] {
  if (seen.has(family.id)) return [];
  seen.add(family.id);
  return catalog
    .membersOf(family.id)
    .flatMap((one) => (one.kind === "family" ? membersBelow(catalog, one, seen) : [one]));
}

/** The model that a family stands for; undefined where none of its members is out. */
export const flagshipOfFamily = (catalog: Catalog, family: Model): Model | undefined =>
  flagshipAmong(membersBelow(catalog, family, new Set()));

/** The family of families that a model belongs to; empty where it has none. */
function rootOf(catalog: Catalog, model: Model): string {
  const seen = new Set<string>();
  let root: Model = model;
  for (let next: Model | undefined = model; next !== undefined && !seen.has(next.id); ) {
    seen.add(next.id);
    root = next;
    const parent: string | undefined = next.family ?? next.variantOf;
    next = parent === undefined ? undefined : catalog.models.get(parent);
  }
  return root.kind === "family" ? root.id : "";
}

/** The model that a lab stands for: of the line that most is known of. */
export function flagshipOfLab(catalog: Catalog, lab: LabId): Model | undefined {
  const models = catalog.modelsOf(lab);
  const lines = new Map<string, Model[]>();
  for (const model of models.filter((one) => one.kind !== "family" && isGeneral(one))) {
    const root = rootOf(catalog, model);
    lines.set(root, [...(lines.get(root) ?? []), model]);
  }
  // What belongs to no family is many things, and no line: it counts where no family says nearly as much.
  const weight = ([root, line]: readonly [string, readonly Model[]]) =>
    line.reduce((sum, model) => sum + known(model), 0) * (root === "" ? 0.25 : 1);
  const [[, best] = ["", []]] = [...lines].sort((a, b) => weight(b) - weight(a));
  const most = Math.max(...best.map(known));
  const told = best.filter((model) => known(model) * 4 >= most);
  return flagshipAmong(told) ?? flagshipAmong(best) ?? flagshipAmong(models);
}
