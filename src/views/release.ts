/** Releases as Discord messages: the post of one, the digest of several, and the list that people ask for. */
import type { Catalog } from "../catalog/catalog.ts";
import { handleOf } from "../catalog/compare/handles.ts";
import { showDate } from "../catalog/dates.ts";
import { modelFields } from "../catalog/fields.ts";
import type { Model, Place } from "../catalog/types.ts";
import { defined } from "../defined.ts";
import { en } from "../messages/en.ts";
import type { Release, ReleaseNews, Summary } from "../releases/types.ts";
import { linked, marker } from "./citations.ts";
import { labColor } from "./colors.ts";
import { customId } from "./custom-id.ts";
import { brief, entryLine } from "./entry.ts";
import { footerOf, pointLine, withFooter } from "./facts.ts";
import { keyFacts } from "./key-facts.ts";
import { fitLines, limits, shorten } from "./limits.ts";
import type { Button, Message, Row, Select } from "./message.ts";
import { labAddress, linkButtons, modelAddress, priceLines } from "./model.ts";
import { pager, rowsOf } from "./pages.ts";
import { benchmarkName, cardScores } from "./scores.ts";
import { bullet, escapeMarkdown } from "./text.ts";

const words = en.releases;

/** Most lines of each part of a post. */
const most = { changes: 8, scores: 4, remarks: 2, sizes: 4 } as const;
/** Rows that a post may fill: remarks give way. */
const mostRows = 30;

const labName = (catalog: Catalog, release: Release) => catalog.labs.get(release.lab)?.name ?? release.lab;
const dayText = (release: Release) =>
  release.date === undefined ? words.dayNotStated : showDate(release.date);

function changeLines(summary: Summary): string[] {
  return summary.changes
    .slice(0, most.changes)
    .map(({ label, before, after }) => words.change(label, escapeMarkdown(before), escapeMarkdown(after)));
}

/** `Zhipu AI has opened the weights of **GLM-5**, 744B.`: what it is, in one sentence. */
function firstLine(catalog: Catalog, { release, model }: ReleaseNews): string {
  const size = model?.facts.parametersTotal?.claims[0].text;
  const sized = size === undefined || !/^[\d.,]+[KMBT]?$/.test(brief(size)) ? "" : ` (${brief(size)})`;
  const day = release.date === undefined ? "" : ` on ${showDate(release.date)}`;
  return words.says[release.kind](
    escapeMarkdown(labName(catalog, release)),
    `**${escapeMarkdown(release.title)}**${escapeMarkdown(sized)}`,
    day,
  );
}

/** Sizes and variants that came with the model. */
function sizeLines(catalog: Catalog, model: Model): string[] {
  const members = catalog.membersOf(model.id).filter((one) => one.kind !== "product");
  return members.slice(0, most.sizes).map((one) => entryLine(catalog, one, { without: ["lab", "terms"] }));
}

function postLines(
  catalog: Catalog,
  news: ReleaseNews,
): { lines: string[]; cited: readonly { places: readonly Place[]; asOf?: string | undefined }[] } {
  const { model, summary } = news;
  const first = firstLine(catalog, news);
  if (model === undefined) return { lines: [first], cited: [] };
  const mark = marker(catalog);
  const key = keyFacts(catalog, model, mark);
  const predecessor = summary === undefined ? undefined : catalog.models.get(summary.predecessor);
  const changed = new Set(summary?.changes.map((change) => change.label));
  const price = changed.has(modelFields.price.label) ? [] : priceLines(model, mark).lines;
  const changes = summary === undefined ? [] : changeLines(summary);
  const scores = cardScores(
    catalog,
    { ...model, scores: model.scores.filter((one) => !changed.has(benchmarkName(catalog, one))) },
    most.scores,
    mark,
  );
  const sizes = sizeLines(catalog, model);
  const head = [
    first,
    ...(key.line === undefined ? [] : [key.line]),
    ...key.further,
    ...price,
    ...(predecessor === undefined || changes.length === 0
      ? []
      : [`**${words.against(escapeMarkdown(predecessor.name))}**`, ...changes]),
    ...(scores.lines.length === 0 ? [] : [scores.heading, ...scores.lines]),
    ...(sizes.length === 0 ? [] : [`**${words.sizes}**`, ...sizes]),
  ];
  let room = mostRows - head.reduce((sum, line) => sum + rowsOf(line), 0);
  const remarks = model.notable.slice(0, most.remarks).filter((point) => {
    room -= rowsOf(point.text);
    return room > 0;
  });
  const lines = [
    ...head,
    ...(remarks.length === 0
      ? []
      : [`**${en.cards.remarks}**`, ...remarks.map((one) => pointLine(one, mark))]),
  ];
  return { lines, cited: [...key.claims, ...scores.shown, ...remarks] };
}

/**
 * The post of one release: what it is in the first line, key facts, what changed against the one before.
 * @param mark stands in the ids of its buttons, by which the message is found again
 */
export function releasePost(catalog: Catalog, news: ReleaseNews, mark: string): Message {
  const { release, model, summary } = news;
  const predecessor = summary === undefined ? undefined : catalog.models.get(summary.predecessor);
  const { lines, cited } = postLines(catalog, news);
  const url = model === undefined ? labAddress(catalog, release.lab) : modelAddress(catalog, model);
  const row: Button[] = [
    ...(model === undefined
      ? []
      : [
          {
            kind: "button" as const,
            label: words.card,
            id: customId("releases", "card", handleOf(model.id), mark),
            style: "primary" as const,
          },
        ]),
    ...(model === undefined || predecessor === undefined
      ? []
      : [
          {
            kind: "button" as const,
            label: shorten(words.compareWith(predecessor.name), limits.buttonLabel),
            id: customId("releases", "compare", handleOf(model.id), handleOf(predecessor.id), mark),
          },
        ]),
    { kind: "button", label: words.all, id: customId("releases", "list", mark) },
  ];
  const links = model === undefined ? [] : linkButtons(model);
  const name = model?.nameZh === undefined ? release.title : `${release.title} · ${model.nameZh}`;
  return {
    audience: "everyone",
    embeds: [
      {
        author: { name: shorten(`${labName(catalog, release)} · ${words.newRelease}`, limits.author) },
        title: shorten(name, limits.title),
        ...defined({ url }),
        description: fitLines(lines, limits.description, words.more),
        color: labColor(catalog, release.lab),
        ...withFooter([
          ...(release.origin === "data"
            ? []
            : [words.foundBy(catalog.sources.get(release.origin)?.title ?? release.origin)]),
          ...footerOf(catalog, cited),
        ]),
      },
    ],
    rows: [row, ...(links.length === 0 ? [] : [links])],
  };
}

/** Name of a forum post, or the subject of a message: `Zhipu: GLM-5`. */
export function releaseTitle(catalog: Catalog, { release }: ReleaseNews): string {
  return `${labName(catalog, release)}: ${release.title}`;
}

/** `**GLM-5** · 744B · MIT · 12 Feb 2026 · [weights](…)`: one line of a digest. */
function digestLine(catalog: Catalog, { release, model }: ReleaseNews): string {
  const url = model === undefined ? undefined : modelAddress(catalog, model);
  const link = url === undefined ? [] : [linked(words.link, url)];
  if (model === undefined)
    return [
      `**${escapeMarkdown(release.title)}**`,
      dayText(release),
      words.kinds[release.kind],
      ...link,
    ].join(" · ");
  return [
    entryLine(catalog, { ...model, name: release.title }, { without: ["lab", "context"] }),
    ...link,
  ].join(" · ");
}

/** A menu that opens one of the releases whose model the catalogue has. */
function openMenu(catalog: Catalog, news: readonly ReleaseNews[], ...mark: readonly string[]): Row[] {
  const known = new Map(
    news.flatMap((one) =>
      one.model === undefined ? [] : [[one.model.id, { ...one, model: one.model }] as const],
    ),
  );
  if (known.size === 0) return [];
  const select: Select = {
    kind: "select",
    id: customId("releases", "open", ...mark),
    placeholder: words.openPlaceholder,
    options: [...known.values()].slice(0, limits.selectOptions).map(({ release, model }) => ({
      label: shorten(release.title, limits.selectText),
      value: handleOf(model.id),
      description: shorten(`${labName(catalog, release)} · ${dayText(release)}`, limits.selectText),
    })),
  };
  return [[select]];
}

/** Releases that a digest names; the others are behind its button. */
const mostInDigest = 12;

/**
 * Several releases in one message, by lab; those that do not fit are counted, and listed behind a button.
 * @param next when the next digest comes, where that is known
 */
export function digestPost(
  catalog: Catalog,
  news: readonly ReleaseNews[],
  mark: string,
  next?: Date,
): Message {
  const byLab = new Map<string, ReleaseNews[]>();
  for (const one of news) byLab.set(one.release.lab, [...(byLab.get(one.release.lab) ?? []), one]);
  const labs = [...byLab.values()].sort((a, b) => {
    const [nameA, nameB] = [a, b].map((list) =>
      list[0] === undefined ? "" : labName(catalog, list[0].release),
    );
    return (nameA ?? "").localeCompare(nameB ?? "", "en");
  });
  // A lab's heading goes with its first release, so that every entry of the list is one release.
  const lines = labs.flatMap((list) =>
    list.map((one, index) =>
      index === 0
        ? `**${escapeMarkdown(labName(catalog, one.release))}**\n${digestLine(catalog, one)}`
        : digestLine(catalog, one),
    ),
  );
  const end = next === undefined ? [] : [words.nextDigest(`<t:${Math.floor(next.getTime() / 1000)}:f>`)];
  const room = limits.description - 60;
  // Few enough for one screen; the button lists them all.
  const shown = lines.length <= mostInDigest ? lines : lines.slice(0, mostInDigest);
  const left = lines.length - shown.length;
  const body = fitLines(shown, room, (more) => words.moreInList(more + left));
  return {
    audience: "everyone",
    embeds: [
      {
        title: words.digestTitle(news.length),
        description: [
          body,
          ...(left > 0 && body === shown.join("\n") ? [words.moreInList(left)] : []),
          ...end,
        ].join("\n"),
        ...(news[0] === undefined ? {} : { color: labColor(catalog, news[0].release.lab) }),
      },
    ],
    rows: [
      [{ kind: "button", label: words.all, id: customId("releases", "list", mark) }],
      ...openMenu(catalog, labs.flat(), mark),
    ],
  };
}

export const releasesPerPage = 15;

/** One page of a list that is longer; `number` counts from 0. */
export interface ReleasePage {
  shown: readonly ReleaseNews[];
  total: number;
  number: number;
}

export interface ReleaseFilter {
  lab?: string;
  since?: string;
}

/**
 * A page of `/releases`.
 * @param follows what this channel follows, one line each; undefined outside a server
 */
export function releaseListPage(
  catalog: Catalog,
  { shown, total, number: current }: ReleasePage,
  filter: ReleaseFilter,
  follows: readonly string[] | undefined,
): Message {
  const pages = Math.max(1, Math.ceil(total / releasesPerPage));
  const title = [
    total === 0 ? words.listEmpty : words.listTitle(total),
    filter.lab === undefined ? words.allLabs : (catalog.labs.get(filter.lab)?.name ?? filter.lab),
    ...(filter.since === undefined ? [] : [words.since(showDate(filter.since))]),
    ...(total < 2 ? [] : [words.newestFirst]),
  ];
  const lines = shown.map((one) => listLine(catalog, one, filter.lab === undefined));
  const buttons = pager(current, pages, (to) =>
    customId("releases", "page", filter.lab ?? "", filter.since ?? "", String(to)),
  );
  const followed =
    follows === undefined
      ? [words.outsideServers]
      : follows.length === 0
        ? [words.followsNothing]
        : follows.map(bullet);
  return {
    audience: "everyone",
    embeds: [
      {
        title: shorten(title.join(" · "), limits.title),
        description:
          lines.length === 0 ? noReleases(catalog, filter) : fitLines(lines, limits.description, words.more),
        color: 0x5865f2,
        fields: [{ name: words.follows, value: fitLines(followed, limits.fieldValue, words.more) }],
        ...(pages < 2 ? {} : { footer: en.page(current + 1, pages) }),
      },
    ],
    rows: [...openMenu(catalog, shown, "page"), ...(buttons.length === 0 ? [] : [buttons])],
  };
}

/** One release on one row of a phone; what is known of its model follows the catalogue. */
function listLine(catalog: Catalog, { release, model }: ReleaseNews, withLab: boolean): string {
  if (model !== undefined)
    return entryLine(
      catalog,
      { ...model, name: release.title },
      withLab ? { keep: ["lab"] } : { without: ["lab"] },
    );
  return [
    `**${escapeMarkdown(release.title)}**`,
    ...(withLab ? [escapeMarkdown(labName(catalog, release))] : []),
    dayText(release),
  ].join(" · ");
}

/** What is not known, never that nothing came out. */
function noReleases(catalog: Catalog, { lab, since }: ReleaseFilter): string {
  const name = lab === undefined ? words.anyLab : escapeMarkdown(catalog.labs.get(lab)?.name ?? lab);
  return since === undefined ? en.cards.list.noneOf(name) : en.cards.list.noneSince(name, showDate(since));
}
