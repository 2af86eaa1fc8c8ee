/** A filtered, sorted list of models: what `/models` shows. Pure. */
import { type Catalog, newestFirst, releasedOn } from "./catalog.ts";
import { earliestDay, isRealDate } from "./dates.ts";
import type { Modality } from "./fields.ts";
import { parseQuantity } from "./quantities.ts";
import type { LabId, Model, StatedDate } from "./types.ts";

export const modelOrders = ["newest", "oldest", "largest", "context", "name"] as const;
export type ModelOrder = (typeof modelOrders)[number];

export interface ModelFilter {
  lab?: LabId;
  /** `open`: yes or partly; `closed`: no. A model whose weights are not stated is in neither. */
  weights?: "open" | "closed";
  modality?: Modality;
  /** Models released in or after this date. */
  since?: StatedDate;
  sort: ModelOrder;
}

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** `2025`, `2025-6`, `2025/06/06`, `Dec 2025`, `december 2025`, `2025年12月` to a date, or undefined. */
export function parseSince(typed: string): StatedDate | undefined {
  const text = typed.normalize("NFKC").trim().toLowerCase();
  const numeric = /^(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})日?)?月?)?年?$/.exec(text);
  const worded = /^(?:(\d{1,2})\s+)?([a-z]{3,9})\.?,?\s+(\d{4})$/.exec(text);
  const month = worded === null ? -1 : monthNames.findIndex((name) => worded[2]?.startsWith(name));
  const parts =
    numeric !== null
      ? [numeric[1], numeric[2], numeric[3]]
      : worded !== null && month >= 0
        ? [worded[3], String(month + 1), worded[1]]
        : [];
  const date = parts
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, "0"))
    .join("-");
  return isRealDate(date) ? date : undefined;
}

function matches(model: Model, filter: ModelFilter): boolean {
  if (filter.lab !== undefined && model.lab !== filter.lab) return false;
  const weights = model.facts.weights?.claims[0].value;
  if (filter.weights === "open" && weights !== "yes" && weights !== "partly") return false;
  if (filter.weights === "closed" && weights !== "no") return false;
  if (filter.modality !== undefined && !model.facts.modality?.claims[0].value.includes(filter.modality))
    return false;
  if (filter.since !== undefined) {
    const day = releasedOn(model);
    if (day === undefined || earliestDay(day) < earliestDay(filter.since)) return false;
  }
  return true;
}

/** Largest figure of a text; -1 where there is none, so that it sorts last. */
const highest = (text: string | undefined) => (text === undefined ? -1 : (parseQuantity(text)?.high ?? -1));
const size = (model: Model) => highest(model.facts.parametersTotal?.claims[0].text);
const context = (model: Model) => highest(model.facts.context?.claims[0].text);

const orders: Record<ModelOrder, (a: Model, b: Model) => number> = {
  newest: newestFirst,
  oldest: (a, b) => {
    const dayA = releasedOn(a);
    const dayB = releasedOn(b);
    if (dayA === undefined || dayB === undefined) return newestFirst(a, b);
    return earliestDay(dayA).localeCompare(earliestDay(dayB)) || a.name.localeCompare(b.name, "en");
  },
  largest: (a, b) => size(b) - size(a) || newestFirst(a, b),
  context: (a, b) => context(b) - context(a) || newestFirst(a, b),
  name: (a, b) => a.name.localeCompare(b.name, "en"),
};

/** Models of the makers that pass the filter, in its order. Families, products and comparators are left out. */
export function listModels(catalog: Catalog, filter: ModelFilter): Model[] {
  const makers = new Set(catalog.makers.map((lab) => lab.id));
  return catalog.data.models
    .filter(
      (model) =>
        makers.has(model.lab) &&
        model.kind !== "family" &&
        model.kind !== "product" &&
        matches(model, filter),
    )
    .sort(orders[filter.sort]);
}
