/** A market topic as one card in pages, with a menu of the others; and all topics in groups on one screen. */
import type { Catalog } from "../catalog/catalog.ts";
import type { Topic } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { marker } from "./citations.ts";
import { customId } from "./custom-id.ts";
import { caveatLines, type FactLine, footerOf, pointLine, withFooter } from "./facts.ts";
import { fitLines, limits, shorten } from "./limits.ts";
import type { Message, Row } from "./message.ts";
import { pager, pagesOf, pageWithin } from "./pages.ts";
import { sourcesMessage } from "./sources.ts";
import { echo, escapeMarkdown, labelled } from "./text.ts";

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

/** One page of a topic. */
export function topicCard(catalog: Catalog, topic: Topic, page = 0): Message {
  const mark = marker(catalog);
  const pages = pagesOf([
    { lines: [`*${escapeMarkdown(topic.about)}*`, ...topic.points.map((point) => pointLine(point, mark))] },
  ]);
  const current = pageWithin(page, pages.length);
  return {
    audience: "everyone",
    embeds: [
      {
        title: shorten(topic.name, limits.title),
        author: { name: en.marketTitle },
        description: pages[current] ?? en.sectionEmpty,
        color,
        ...withFooter([
          ...(pages.length < 2 ? [] : [en.page(current + 1, pages.length)]),
          ...footerOf(catalog, topic.points),
        ]),
      },
    ],
    rows: [
      ...topicMenu(topicsOf(catalog), topic),
      [
        ...pager(current, pages.length, (to) => customId("market", "page", topic.id, String(to))),
        { kind: "button", label: en.marketAll, id: customId("market", "directory") },
        { kind: "button", label: en.sources, id: customId("market", "sources", topic.id) },
      ],
    ],
  };
}

export function topicSourceLines(topic: Topic): FactLine[] {
  return topic.points.map((one) => ({
    label: topic.name,
    text: escapeMarkdown(one.text),
    places: one.places,
  }));
}

/** One page of what a topic rests on, with the editors' notes. */
export function topicSources(catalog: Catalog, topic: Topic, page = 0): Message {
  return sourcesMessage(catalog, topic.name, {
    lines: topicSourceLines(topic),
    notes: caveatLines(topic.caveats),
    page,
    id: (to) => customId("market", "sourcesPage", topic.id, String(to)),
  });
}

/** Topics under the headings of messages; those that no heading names come last. */
function groupedTopics(topics: readonly Topic[]): { name: string; topics: Topic[] }[] {
  const left = new Set(topics);
  const groups = en.marketGroups.map(({ name, topics: ids }) => {
    const found = topics.filter((topic) => (ids as readonly string[]).includes(topic.id));
    for (const topic of found) left.delete(topic);
    return { name: name as string, topics: found };
  });
  return [...groups, { name: en.marketMore, topics: [...left] }].filter((group) => group.topics.length > 0);
}

/** All topics in groups; where `typed` found none, it says so first. */
export function topicDirectory(catalog: Catalog, typed?: string): Message {
  const topics = topicsOf(catalog);
  const head = typed === undefined ? [] : [`${en.noSuchEntry(echo(typed))}. ${en.marketMissHelp}`];
  const lines = groupedTopics(topics).map(({ name, topics: of }) =>
    labelled(name, of.map((topic) => escapeMarkdown(topic.name)).join(" · ")),
  );
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
