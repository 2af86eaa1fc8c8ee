/** A filtered list of models, a page at a time. */
import type { Catalog } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import type { ModelFilter } from "../catalog/model-list.ts";
import type { Model } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { customId } from "./custom-id.ts";
import { fitLines, limits, shorten } from "./limits.ts";
import type { Button, Message } from "./message.ts";
import { modelSelect, whenText } from "./model.ts";
import { bullet, escapeMarkdown } from "./text.ts";

export const pageSize = 10;

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

function line(catalog: Catalog, model: Model): string {
  const size = model.facts.parametersTotal?.claims[0].text;
  const context = model.facts.context?.claims[0].text;
  const parts = [
    `**${escapeMarkdown(model.name)}**`,
    escapeMarkdown(catalog.labOf(model)?.name ?? model.lab),
    whenText(model),
    ...(size === undefined ? [] : [escapeMarkdown(size)]),
    ...(context === undefined ? [] : [`${escapeMarkdown(context)} context`]),
  ];
  return bullet(parts.join(" · "));
}

/** One page of the list; `page` counts from 0 and is brought into range. */
export function modelListPage(
  catalog: Catalog,
  models: readonly Model[],
  filter: ModelFilter,
  page: number,
): Message {
  const pages = Math.max(1, Math.ceil(models.length / pageSize));
  const current = Math.min(Math.max(0, Math.trunc(page) || 0), pages - 1);
  const shown = models.slice(current * pageSize, (current + 1) * pageSize);
  const to = (label: string, target: number): Button => ({
    kind: "button",
    label,
    id: customId("models", "page", ...filterArgs(filter), String(target)),
    disabled: target < 0 || target >= pages,
  });
  return {
    audience: "everyone",
    embeds: [
      {
        title: shorten(`${en.modelsTitle(models.length)}: ${filterText(catalog, filter)}`, limits.title),
        description:
          shown.length === 0
            ? en.modelsNone
            : fitLines(
                shown.map((model) => line(catalog, model)),
                limits.description,
                en.more,
              ),
        color: 0x5865f2,
        footer: [
          ...(pages > 1 ? [en.page(current + 1, pages)] : []),
          ...(catalog.asOf === undefined ? [] : [en.dataAsOf(showDate(catalog.asOf))]),
        ].join(" · "),
      },
    ],
    rows: [
      ...(shown.length === 0
        ? []
        : ([[modelSelect(catalog, shown, customId("model", "open"), en.newestPlaceholder)]] as const)),
      ...(pages > 1 ? [[to(en.previous, current - 1), to(en.next, current + 1)]] : []),
    ],
  };
}
