/** Several releases in one message: the digest by lab, and the pages that people ask for. */
import type { Catalog } from "../catalog/catalog.ts";
import { handleOf } from "../catalog/compare/handles.ts";
import { showDate } from "../catalog/dates.ts";
import { en } from "../messages/en.ts";
import type { ChangedFact, Release, ReleaseNews } from "../releases/types.ts";
import { changedLines } from "./change.ts";
import { linked } from "./citations.ts";
import { labColor } from "./colors.ts";
import { customId } from "./custom-id.ts";
import { entryLine } from "./entry.ts";
import { fitLines, limits, shorten } from "./limits.ts";
import type { Message, Row, Select } from "./message.ts";
import { modelAddress } from "./model.ts";
import { pager } from "./pages.ts";
import { dayText, labName } from "./release.ts";
import { bullet, escapeMarkdown } from "./text.ts";

const words = en.releases;

/** `**GLM-5** · 744B · MIT · 12 Feb 2026 · [weights](…)`: one line of a digest. */
function digestLine(catalog: Catalog, { release, model }: ReleaseNews): string {
  if (release.change !== undefined) return changeLine(release, release.change);
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
    ...withVariants(release),
  ].join(" · ");
}

/** `**GLM-5** · Input: $1.00/M → **$0.80/M** · [link](…)`: what moved, on one line. */
const changeLine = ({ title }: Release, change: ChangedFact): string =>
  [`**${escapeMarkdown(title)}**`, ...changedLines(change), linked(words.link, change.place)].join(" · ");

/** What came with it, by name. */
function withVariants({ variants = [], model }: Release): string[] {
  const names = variants.filter((one) => one.model !== model).map(({ title }) => escapeMarkdown(title));
  return names.length === 0 ? [] : [words.cameWith(shorten(names.join(", "), mostNames))];
}

/** A menu that opens one of the releases whose model the catalogue has. */
export function openMenu(catalog: Catalog, news: readonly ReleaseNews[], ...mark: readonly string[]): Row[] {
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

/** Characters of the names in one line. */
const mostNames = 200;
const mostAlso = 400;

const nameWithLab = (catalog: Catalog, release: Release) =>
  `${escapeMarkdown(release.title)} (${escapeMarkdown(labName(catalog, release))})`;

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
  const minor = news.filter(({ release }) => release.isMinor === true);
  const main = minor.length === news.length ? news : news.filter(({ release }) => release.isMinor !== true);
  for (const one of main) byLab.set(one.release.lab, [...(byLab.get(one.release.lab) ?? []), one]);
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
  const also =
    main === news || minor.length === 0
      ? []
      : [
          words.alsoSeen(
            shorten(minor.map(({ release }) => nameWithLab(catalog, release)).join(", "), mostAlso),
          ),
        ];
  const end = next === undefined ? [] : [words.nextDigest(`<t:${Math.floor(next.getTime() / 1000)}:f>`)];
  const room = limits.description - 60 - mostAlso;
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
          ...also,
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
  if (release.change !== undefined) return changeLine(release, release.change);
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
