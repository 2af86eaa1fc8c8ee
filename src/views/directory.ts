/** Lists that commands give without a name: the labs, the newest models. */
import type { Catalog } from "../catalog/catalog.ts";
import type { Lab } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { customId } from "./custom-id.ts";
import { entryLine, modelSelect } from "./entry.ts";
import { limits, shorten } from "./limits.ts";
import type { Message } from "./message.ts";
import { listButton } from "./model-list.ts";
import { columnsOf, pager, pageWithin, phoneColumns } from "./pages.ts";
import { escapeMarkdown } from "./text.ts";

const color = 0x5865f2;
/** As many labs as one menu holds. */
export const labsPerPage = limits.selectOptions;
const newestShown = 15;

/** `**DeepSeek** 深度求索 · DeepSeek-V3.2`: the lab and its newest model, on one row of a phone. */
function labLine(catalog: Catalog, lab: Lab): string {
  const newest = catalog.releasesOf(lab.id).find((model) => model.kind !== "product");
  const zh = lab.nameZh === undefined || lab.name.includes(lab.nameZh) ? "" : ` ${lab.nameZh}`;
  const model = newest === undefined ? "" : ` · ${newest.name}`;
  const name = `**${escapeMarkdown(lab.name)}**`;
  if (columnsOf(lab.name + zh + model) <= phoneColumns + 2) return `${name}${zh}${escapeMarkdown(model)}`;
  return columnsOf(lab.name + model) <= phoneColumns + 2 ? `${name}${escapeMarkdown(model)}` : `${name}${zh}`;
}

/** All makers with their newest model, and a menu that opens one. */
export function labDirectory(catalog: Catalog, page = 0): Message {
  if (catalog.makers.length === 0) {
    return { audience: "everyone", embeds: [{ title: en.directoryTitle(0), description: en.empty }] };
  }
  const pages = Math.ceil(catalog.makers.length / labsPerPage);
  const current = pageWithin(page, pages);
  const shown = catalog.makers.slice(current * labsPerPage, (current + 1) * labsPerPage);
  const buttons = pager(current, pages, (to) => customId("lab", "directory", String(to)));
  return {
    audience: "everyone",
    embeds: [
      {
        title: en.directoryTitle(catalog.makers.length),
        description: shown.map((lab) => labLine(catalog, lab)).join("\n"),
        color,
        ...(pages < 2 ? {} : { footer: en.page(current + 1, pages) }),
      },
    ],
    rows: [
      [
        {
          kind: "select",
          id: customId("lab", "open", String(current)),
          placeholder: en.directoryPlaceholder,
          options: shown.map((lab) => ({
            label: shorten(lab.name, limits.selectText),
            value: lab.id,
            ...(lab.nameZh === undefined ? {} : { description: shorten(lab.nameZh, limits.selectText) }),
          })),
        },
      ],
      ...(buttons.length === 0 ? [] : [buttons]),
    ],
  };
}

/** The newest models, and a menu that opens one. */
export function newestModels(catalog: Catalog): Message {
  const newest = catalog.newest.filter((model) => model.kind !== "product").slice(0, newestShown);
  if (newest.length === 0)
    return { audience: "everyone", embeds: [{ title: en.newestTitle, description: en.empty }] };
  return {
    audience: "everyone",
    embeds: [
      {
        title: en.newestTitle,
        description: newest.map((model) => entryLine(catalog, model, { keep: ["lab"] })).join("\n"),
        color,
      },
    ],
    rows: [
      [modelSelect(catalog, newest, customId("model", "open"), en.newestPlaceholder)],
      [listButton(en.cards.list.allModels, { where: {}, sort: "newest" })],
    ],
  };
}
