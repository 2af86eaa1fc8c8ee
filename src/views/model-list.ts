/** A filtered list of models, a page at a time. */
import type { Catalog } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import type { ModelFilter } from "../catalog/model-list.ts";
import type { Model } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { customId } from "./custom-id.ts";
import { entryLine, type LineOptions, modelSelect } from "./entry.ts";
import { limits, shorten } from "./limits.ts";
import type { Message } from "./message.ts";
import { pager, pageWithin } from "./pages.ts";

export const pageSize = 15;

/** The filter as arguments of a custom_id, and back in commands/models.ts. */
export function filterArgs(filter: ModelFilter): string[] {
  return [filter.lab ?? "", filter.weights ?? "", filter.modality ?? "", filter.since ?? "", filter.sort];
}

function filterText(catalog: Catalog, filter: ModelFilter): string {
  return [
    filter.lab === undefined ? en.modelsAll : (catalog.labs.get(filter.lab)?.name ?? filter.lab),
    ...(filter.weights === undefined ? [] : [en.weightsFilter[filter.weights]]),
    ...(filter.modality === undefined ? [] : [filter.modality]),
    ...(filter.since === undefined ? [] : [`since ${showDate(filter.since)}`]),
    en.orders[filter.sort],
  ].join(" · ");
}

/** What the list is sorted by stands on each line; the lab does not where all are of one. */
function lineOptions(filter: ModelFilter): LineOptions {
  const keep =
    filter.sort === "largest" ? (["size"] as const) : filter.sort === "context" ? (["context"] as const) : [];
  return { keep, without: filter.lab === undefined ? [] : ["lab"] };
}

/** One page of the list; `page` counts from 0 and is brought into range. */
export function modelListPage(
  catalog: Catalog,
  models: readonly Model[],
  filter: ModelFilter,
  page: number,
): Message {
  const pages = Math.max(1, Math.ceil(models.length / pageSize));
  const current = pageWithin(page, pages);
  const shown = models.slice(current * pageSize, (current + 1) * pageSize);
  const buttons = pager(current, pages, (to) =>
    customId("models", "page", ...filterArgs(filter), String(to)),
  );
  return {
    audience: "everyone",
    embeds: [
      {
        title: shorten(`${en.modelsTitle(models.length)}: ${filterText(catalog, filter)}`, limits.title),
        description:
          shown.length === 0
            ? en.modelsNone
            : shown.map((model) => entryLine(catalog, model, lineOptions(filter))).join("\n"),
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
