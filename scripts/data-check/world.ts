/**
 * How much of the world the catalogue knows: the releases that upstreams list, and what is stated of each model.
 * Pure: the catalogue with its upstream rows in, figures out.
 */
import { parse } from "yaml";
import { z } from "zod";
import { type Catalog, createCatalog, releasedOn } from "../../src/catalog/catalog.ts";
import { factHeld } from "../../src/catalog/family.ts";
import { purposesOf } from "../../src/catalog/purposes.ts";
import type { CatalogData, LabId, Model } from "../../src/catalog/types.ts";
import { modelNames } from "../../src/releases/names.ts";
import type { KnownRow } from "../../src/releases/rows.ts";
import { kindOf } from "../../src/releases/sources/pages.ts";

/** What people look for first. */
export const sought = ["released", "size", "context", "licence", "weights"] as const;
export type Sought = (typeof sought)[number];

export interface LabWorld {
  lab: LabId;
  /** Releases that upstreams list, and those among them that have an entry of their own name. */
  listed: number;
  known: number;
  /** Released models since 2024, and how many state each thing, and all of them. */
  models: number;
  stated: Readonly<Record<Sought, number>>;
  whole: number;
}

/** What makes no text has no context window, and is not asked for one. */
const textless = ["image", "video", "3d", "speech", "music"] as const;

/** True where the thing is stated, or cannot be: a closed model's size and licence are its lab's own. */
export function isStated(catalog: Catalog, model: Model, thing: Sought): boolean {
  const isClosed = factHeld(catalog, model, "weights")?.fact.claims[0].value === "no";
  switch (thing) {
    case "released":
      return releasedOn(model) !== undefined;
    case "size":
      return model.facts.parametersTotal !== undefined || isClosed;
    case "context": {
      const purposes = purposesOf(model);
      const makes = model.facts.generates?.claims[0].value;
      const isTextless = makes !== undefined && !makes.includes("text") && !makes.includes("multimodal");
      return model.facts.context !== undefined || isTextless || textless.some((one) => purposes.has(one));
    }
    case "licence":
      return factHeld(catalog, model, "licence") !== undefined || isClosed;
    case "weights":
      return factHeld(catalog, model, "weights") !== undefined;
  }
}

/** Released since 2024, as far as anybody dates them; a family, a product and a name in passing are none. */
function isCounted(model: Model): boolean {
  if (model.status !== "released" || model.kind === "family" || model.kind === "product") return false;
  return (releasedOn(model) ?? "2024") >= "2024";
}

/** One line a lab, in alphabetical order. */
export function worldOf(data: CatalogData, rows: readonly KnownRow[]): LabWorld[] {
  const catalog = createCatalog(data);
  const names = modelNames(data.models);
  const listed = rows.filter(
    (row) => row.group.part === "model" || (row.group.part === "api" && kindOf(row.source) === "register"),
  );
  return catalog.makers
    .map(({ id }): LabWorld => {
      const own = listed.filter((row) => row.lab === id);
      const models = data.models.filter((model) => model.lab === id && isCounted(model));
      const count = (thing: Sought) => models.filter((model) => isStated(catalog, model, thing)).length;
      return {
        lab: id,
        listed: own.length,
        known: own.filter((row) => names.entryOf(id, row.group.name) !== undefined).length,
        models: models.length,
        stated: {
          released: count("released"),
          size: count("size"),
          context: count("context"),
          licence: count("licence"),
          weights: count("weights"),
        },
        whole: models.filter((model) => sought.every((thing) => isStated(catalog, model, thing))).length,
      };
    })
    .sort((a, b) => a.lab.localeCompare(b.lab, "en"));
}

/** All labs together. */
export function worldInAll(labs: readonly LabWorld[]): Omit<LabWorld, "lab"> {
  const sum = (of: (lab: LabWorld) => number) => labs.reduce((total, lab) => total + of(lab), 0);
  return {
    listed: sum((lab) => lab.listed),
    known: sum((lab) => lab.known),
    models: sum((lab) => lab.models),
    stated: {
      released: sum((lab) => lab.stated.released),
      size: sum((lab) => lab.stated.size),
      context: sum((lab) => lab.stated.context),
      licence: sum((lab) => lab.stated.licence),
      weights: sum((lab) => lab.stated.weights),
    },
    whole: sum((lab) => lab.whole),
  };
}

const share = z.number().min(0).max(100);
const floorsSchema = z.strictObject({
  known: share,
  released: share,
  size: share,
  context: share,
  licence: share,
  weights: share,
  whole: share,
});
/** Least shares in percent, over all labs. They only rise. */
export type Floors = z.output<typeof floorsSchema>;

/** @throws ZodError where a floor is missing or no percentage */
export const readFloors = (yaml: string): Floors => floorsSchema.parse(parse(yaml));

const percent = (part: number, whole: number): number => (whole === 0 ? 100 : (100 * part) / whole);

/** A line a lab, the sum, and what has sunk below its floor. */
export function worldReport(labs: readonly LabWorld[], floors: Floors): { lines: string[]; sunk: boolean } {
  const all = worldInAll(labs);
  const row = (name: string, one: Omit<LabWorld, "lab">) => {
    const things = sought.map((thing) => `${thing} ${one.stated[thing]}`).join(", ");
    return `${name}: ${one.known} of ${one.listed} listed releases known; ${one.models} models since 2024: ${things}; all five ${one.whole}`;
  };
  const shares: Floors = {
    known: percent(all.known, all.listed),
    released: percent(all.stated.released, all.models),
    size: percent(all.stated.size, all.models),
    context: percent(all.stated.context, all.models),
    licence: percent(all.stated.licence, all.models),
    weights: percent(all.stated.weights, all.models),
    whole: percent(all.whole, all.models),
  };
  const sunk = floorsSchema.keyof().options.filter((name) => shares[name] < floors[name]);
  return {
    lines: [
      ...labs.map((one) => row(one.lab, one)),
      row("in all", all),
      ...sunk.map((name) => `${name}: ${shares[name].toFixed(1)} % is below the floor of ${floors[name]} %`),
    ],
    sunk: sunk.length > 0,
  };
}
