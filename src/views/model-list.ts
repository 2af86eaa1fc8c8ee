/** A filtered list of models, a page at a time. */
import type { Catalog } from "../catalog/catalog.ts";
import { modalities } from "../catalog/fields.ts";
import { ownPrice } from "../catalog/figures.ts";
import { bestScore } from "../catalog/scoreboard.ts";
import {
  type Conditions,
  type Listing,
  type ModelOrder,
  modelOrders,
  type Selection,
} from "../catalog/select.ts";
import type { Model } from "../catalog/types.ts";
import { defined } from "../defined.ts";
import { en } from "../messages/en.ts";
import { conditionWords } from "./conditions.ts";
import { customId } from "./custom-id.ts";
import { entryLine, type LineOptions, modelSelect } from "./entry.ts";
import { limits, shorten } from "./limits.ts";
import type { Button, Message } from "./message.ts";
import { pager, pageWithin } from "./pages.ts";
import { priceBrief } from "./price.ts";

export const pageSize = 14;

/** Letters that stand for the parts of a listing in a custom_id, which has 100 characters for all of them. */
const letters = {
  lab: "l",
  weights: "w",
  licence: "c",
  modality: "m",
  since: "d",
  minSize: "a",
  maxSize: "b",
  minContext: "t",
  maxPrice: "p",
  sort: "s",
} as const;

/** A list as arguments of a custom_id; `listingOf` reads them back. */
export function listingArgs({ where, sort }: Listing): string[] {
  const modality = where.modality === undefined ? undefined : modalities.indexOf(where.modality);
  const parts: readonly (readonly [string, string | number | undefined])[] = [
    [letters.lab, where.lab],
    [letters.weights, where.weights?.[0]],
    [letters.licence, where.licence === undefined ? undefined : ""],
    [letters.modality, modality],
    [letters.since, where.since?.replaceAll("-", "")],
    [letters.minSize, where.minSize?.toPrecision(4)],
    [letters.maxSize, where.maxSize?.toPrecision(4)],
    [letters.minContext, where.minContext],
    [letters.maxPrice, where.maxPrice],
    [letters.sort, modelOrders.indexOf(sort)],
  ];
  return parts.flatMap(([letter, value]) => (value === undefined ? [] : [`${letter}${value}`]));
}

/** The list that a button's arguments stand for; what they do not say is not asked for. */
export function listingOf(args: readonly string[]): Listing {
  const at = new Map(args.map((arg) => [arg.charAt(0), arg.slice(1)]));
  const figure = (letter: string) => {
    const value = at.get(letter);
    return value === undefined ? undefined : Number(value);
  };
  const weights = ({ o: "open", c: "closed" } as const)[at.get(letters.weights) ?? ""];
  const since = at.get(letters.since)?.match(/^(\d{4})(\d\d)?(\d\d)?$/);
  const where: Conditions = defined({
    lab: at.get(letters.lab),
    weights,
    licence: at.has(letters.licence) ? "commercial" : undefined,
    modality: modalities[figure(letters.modality) ?? -1],
    since: since?.slice(1).filter(Boolean).join("-"),
    minSize: figure(letters.minSize),
    maxSize: figure(letters.maxSize),
    minContext: figure(letters.minContext),
    maxPrice: figure(letters.maxPrice),
  });
  return { where, sort: modelOrders[figure(letters.sort) ?? 0] ?? "newest" };
}

/** The button that opens a list. */
export const listButton = (label: string, listing: Listing): Button => ({
  kind: "button",
  label,
  id: customId("models", "page", "0", ...listingArgs(listing)),
});

/** What the list is sorted by stands on each line; the lab does not where all are of one. */
function lineOptions({ where, sort }: Listing, { benchmark }: Selection): LineOptions {
  const keep = (
    [
      ["size", sort === "largest" || sort === "smallest" || (where.minSize ?? where.maxSize) !== undefined],
      ["context", sort === "context" || where.minContext !== undefined],
      ["terms", where.licence !== undefined],
    ] as const
  ).flatMap(([part, isAsked]) => (isAsked ? [part] : []));
  const extra = (model: Model): string | undefined => {
    if (benchmark !== undefined) return bestScore(model, benchmark)?.text;
    const price = sort === "cheapest" || where.maxPrice !== undefined ? ownPrice(model) : undefined;
    return price === undefined ? undefined : priceBrief(price.value);
  };
  return { keep, without: where.lab === undefined ? [] : ["lab"], extra };
}

/** What stands below the lines: how many lack what is sorted by, and how many do not state what was asked. */
function countLines(sort: ModelOrder, { models, unranked, unknown, benchmark }: Selection): string[] {
  return [
    ...(benchmark === undefined ? [] : [en.modelsByScore(benchmark.name, models.length - unranked)]),
    ...(unranked === 0 ? [] : [en.modelsUnranked(unranked, en.orderedBy[sort])]),
    ...(unknown === 0 ? [] : [en.asking.unknown(unknown)]),
  ].map((line) => `-# ${line}`);
}

/** One page of the list; `page` counts from 0 and is brought into range. */
export function modelListPage(
  catalog: Catalog,
  selection: Selection,
  listing: Listing,
  page: number,
): Message {
  const { models } = selection;
  const { where, sort } = listing;
  const pages = Math.max(1, Math.ceil(models.length / pageSize));
  const current = pageWithin(page, pages);
  const shown = models.slice(current * pageSize, (current + 1) * pageSize);
  const buttons = pager(current, pages, (to) =>
    customId("models", "page", String(to), ...listingArgs(listing)),
  );
  const options = lineOptions(listing, selection);
  const conditions = conditionWords(catalog, where);
  const asked = [conditions === "" ? en.modelsAll : conditions, en.orders[sort]].join(" · ");
  return {
    audience: "everyone",
    embeds: [
      {
        title: shorten(`${en.modelsTitle(models.length)}: ${asked}`, limits.title),
        description: [
          ...(shown.length === 0
            ? [en.modelsNone]
            : shown.map((model) => entryLine(catalog, model, options))),
          ...countLines(sort, selection),
        ].join("\n"),
        color: 0x5865f2,
        ...(pages < 2 ? {} : { footer: en.page(current + 1, pages) }),
      },
    ],
    rows: [
      ...(shown.length === 0
        ? []
        : ([[modelSelect(catalog, shown, customId("model", "open"), en.newestPlaceholder)]] as const)),
      ...(buttons.length === 0 ? [] : [buttons]),
    ],
  };
}
