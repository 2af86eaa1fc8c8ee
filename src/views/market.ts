/** A market topic as one card, with a menu of the others. */
import type { Catalog } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import type { Topic } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { customId } from "./custom-id.ts";
import { caveatLine, type FactLine, pointLine, sourceIds } from "./facts.ts";
import { fitLines, limits, shorten } from "./limits.ts";
import type { Message, Row } from "./message.ts";
import { bullet, echo, escapeMarkdown } from "./text.ts";

const color = 0x5865f2;

function topicMenu(topics: readonly Topic[], open?: Topic): Row[] {
  const options = topics.slice(0, limits.selectOptions).map((topic) => ({
    label: shorten(topic.name, limits.selectText),
    value: topic.id,
    description: shorten(topic.about, limits.selectText),
    ...(topic.id === open?.id ? { selected: true } : {}),
  }));
  return options.length === 0
    ? []
    : [[{ kind: "select", id: customId("market", "open"), placeholder: en.marketPlaceholder, options }]];
}

/** Topics in the order of their names. */
export function topicsOf(catalog: Catalog): Topic[] {
  return [...catalog.topics.values()].sort((a, b) => a.name.localeCompare(b.name, "en"));
}

export function topicCard(catalog: Catalog, topic: Topic): Message {
  const sources = sourceIds([...topic.points, ...topic.caveats].flatMap((one) => one.places));
  return {
    audience: "everyone",
    embeds: [
      {
        title: shorten(topic.name, limits.title),
        author: { name: en.marketTitle },
        description: fitLines(
          [escapeMarkdown(topic.about), ...topic.points.map(pointLine)],
          limits.description,
          en.more,
        ),
        color,
        ...(topic.caveats.length === 0
          ? {}
          : {
              fields: [
                {
                  name: en.sourcesDisagree,
                  value: fitLines(topic.caveats.map(caveatLine), limits.fieldValue, en.more),
                },
              ],
            }),
        footer: [
          `${en.sources}: ${sources.join(", ")}`,
          ...(catalog.asOf === undefined ? [] : [en.dataAsOf(showDate(catalog.asOf))]),
        ].join(" · "),
      },
    ],
    rows: [
      ...topicMenu(topicsOf(catalog), topic),
      [{ kind: "button", label: en.sources, id: customId("market", "sources", topic.id) }],
    ],
  };
}

export function topicSourceLines(topic: Topic): FactLine[] {
  return [...topic.points, ...topic.caveats].map((one) => ({ label: topic.name, ...one }));
}

/** All topics; where `typed` found none, it says so first. */
export function topicDirectory(catalog: Catalog, typed?: string): Message {
  const topics = topicsOf(catalog);
  const lines = topics.map((topic) =>
    bullet(`**${escapeMarkdown(topic.name)}**: ${escapeMarkdown(topic.about)}`),
  );
  const head = typed === undefined ? [] : [`${en.noSuchEntry(echo(typed))}. ${en.marketMissHelp}`];
  return {
    audience: typed === undefined ? "everyone" : "asker",
    embeds: [
      {
        title: en.marketTitle,
        description: fitLines(
          [...head, ...(lines.length === 0 ? [en.empty] : lines)],
          limits.description,
          en.more,
        ),
        color,
      },
    ],
    rows: topicMenu(topics),
  };
}
