/** Conditions on models in words: `open weights · at most 10B · 2026`. */
import type { Catalog } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import type { Conditions } from "../catalog/select.ts";
import { en } from "../messages/en.ts";
import { amountText } from "./price.ts";
import { escapeMarkdown } from "./text.ts";

const words = en.asking;

const scales = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "K"],
] as const;

/** `1.04T`, `128K`, `10B`: at most three digits. */
export function scaledText(amount: number): string {
  for (const [unit, letter] of scales)
    if (amount >= unit) return `${Number((amount / unit).toPrecision(3))}${letter}`;
  return String(Number(amount.toPrecision(3)));
}

/** `in Oct 2026`, `since Aug 2026`, `from 1 Oct 2026 to 7 Oct 2026`. */
export function spanText(since: string | undefined, until: string | undefined): string {
  if (since !== undefined && until !== undefined) return words.between(showDate(since), showDate(until));
  if (since !== undefined) return words.since(showDate(since));
  return until === undefined ? words.ever : words.until(showDate(until));
}

/** Every condition in words, in a fixed order. */
export function conditionWords(catalog: Catalog, where: Conditions): string {
  const say = words.conditions;
  const { lab, family, weights, licence, modality, purpose, since, until, minSize, maxSize } = where;
  const parts: string[] = [];
  if (lab !== undefined) parts.push(catalog.labs.get(lab)?.name ?? lab);
  if (family !== undefined) parts.push(catalog.models.get(family)?.name ?? family);
  if (weights !== undefined) parts.push(say[weights]);
  if (licence !== undefined)
    parts.push(licence === "commercial" ? say.commercial : say.licence(licence === "mit" ? "MIT" : "Apache"));
  if (purpose !== undefined) parts.push(words.purposes[purpose]);
  if (where.takes !== undefined) parts.push(say.input(where.takes));
  if (where.ending === true) parts.push(say.ending);
  if (modality !== undefined) parts.push(say.takes(modality));
  if (minSize !== undefined && maxSize !== undefined)
    parts.push(say.sizes(scaledText(minSize), scaledText(maxSize)));
  else if (minSize !== undefined) parts.push(say.minSize(scaledText(minSize)));
  else if (maxSize !== undefined) parts.push(say.maxSize(scaledText(maxSize)));
  if (where.minContext !== undefined) parts.push(say.context(scaledText(where.minContext)));
  if (where.maxPrice !== undefined) parts.push(say.price(amountText(where.maxPrice, undefined)));
  if (where.experts === true) parts.push(say.experts);
  if (since !== undefined || until !== undefined) parts.push(spanText(since, until));
  return escapeMarkdown(parts.join(" · "));
}
