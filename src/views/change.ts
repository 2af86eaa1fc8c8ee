/** The post of a change: which model, what moved from what to what, and where that is said. */
import type { Catalog } from "../catalog/catalog.ts";
import { handleOf } from "../catalog/compare/handles.ts";
import { en } from "../messages/en.ts";
import type { ChangedFact, ReleaseNews } from "../releases/types.ts";
import { linked } from "./citations.ts";
import { labColor } from "./colors.ts";
import { customId } from "./custom-id.ts";
import { fitLines, limits, shorten } from "./limits.ts";
import type { Button, Message } from "./message.ts";
import { labAddress, modelAddress } from "./model.ts";
import { escapeMarkdown } from "./text.ts";

const words = en.releases;

/** `Input: $0.60/M → **$0.50/M**`: one line for each figure. */
export const changedLines = ({ lines }: ChangedFact): string[] =>
  lines.map(({ label, before, after }) =>
    words.changeLine(label, before === undefined ? undefined : escapeMarkdown(before), escapeMarkdown(after)),
  );

/** @param mark stands in the ids of its buttons, by which the message is found again */
export function changePost(
  catalog: Catalog,
  { release, model }: ReleaseNews,
  change: ChangedFact,
  mark: string,
): Message {
  const lab = catalog.labs.get(release.lab)?.name ?? release.lab;
  const url = model === undefined ? labAddress(catalog, release.lab) : modelAddress(catalog, model);
  const source = catalog.sources.get(release.origin)?.title ?? release.origin;
  const lines = [
    words.changeSays[change.field](escapeMarkdown(lab), `**${escapeMarkdown(release.title)}**`),
    ...changedLines(change),
    linked(source, change.place),
  ];
  const card: Button[] =
    model === undefined
      ? []
      : [
          {
            ...{ kind: "button", label: words.card, style: "primary" },
            id: customId("releases", "card", handleOf(model.id), mark),
          },
        ];
  return {
    audience: "everyone",
    embeds: [
      {
        author: { name: shorten(`${lab} · ${words.changed[change.field]}`, limits.author) },
        title: shorten(release.title, limits.title),
        ...(url === undefined ? {} : { url }),
        description: fitLines(lines, limits.description, words.more),
        color: labColor(catalog, release.lab),
      },
    ],
    rows: [[...card, { kind: "button", label: words.all, id: customId("releases", "list", mark) }]],
  };
}
