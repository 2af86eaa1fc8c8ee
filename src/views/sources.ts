/** The sources behind a card: for each document the facts it gives and the lines they stand in. */
import type { Catalog } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import { lineOf, sourceOf } from "../catalog/places.ts";
import type { Source } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import type { FactLine } from "./facts.ts";
import { fitLines, limits } from "./limits.ts";
import type { Message } from "./message.ts";
import { escapeMarkdown } from "./text.ts";

const tail = 80;

function heading(source: Source | undefined, id: string): string {
  if (source === undefined) return `**${id}**`;
  const date = `${source.asOfKind === "stated" ? "" : "content to "}${showDate(source.asOf)}`;
  const title = escapeMarkdown(source.title);
  return `**${id}** · ${source.url === undefined ? title : `[${title}](${source.url})`} (${date})`;
}

/** Everything on a card by document and line. Private: only who asked sees it. */
export function sourcesMessage(catalog: Catalog, name: string, lines: readonly FactLine[]): Message {
  const bySource = new Map<string, Map<string, Set<number>>>();
  for (const { label, places } of lines) {
    for (const place of places) {
      const id = sourceOf(place) ?? place.replace(/#L\d+$/, "");
      const line = lineOf(place);
      const labels = bySource.get(id) ?? new Map<string, Set<number>>();
      const found = labels.get(label) ?? new Set<number>();
      if (line !== undefined) found.add(line);
      bySource.set(id, labels.set(label, found));
    }
  }
  const shared = [...bySource.keys()].filter((id) => catalog.sources.get(id)?.group !== undefined);
  const text = [...bySource].flatMap(([id, labels]) => [
    heading(catalog.sources.get(id), id),
    ...[...labels].map(([label, found]) => {
      const numbers = [...found].sort((a, b) => a - b).join(", ");
      return numbers === "" ? `- ${label}` : `- ${label}: ${en.sourceLine(numbers)}`;
    }),
  ]);
  const description = fitLines(text, limits.description - tail, en.more);
  return {
    audience: "asker",
    embeds: [
      {
        title: en.sourcesTitle(name),
        description: description === "" ? en.sourcesNone : description,
        ...(shared.length > 1
          ? { footer: `${shared.join(", ")} share a text: together they count as one voice.` }
          : {}),
      },
    ],
  };
}
