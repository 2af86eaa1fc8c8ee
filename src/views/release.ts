/** Releases as Discord messages: the post of one, the digest of several, and the list that people ask for. */
import type { Catalog } from "../catalog/catalog.ts";
import { handleOf } from "../catalog/compare/handles.ts";
import { showDate } from "../catalog/dates.ts";
import type { ModelField } from "../catalog/fields.ts";
import { en } from "../messages/en.ts";
import type { Release, ReleaseNews, Summary } from "../releases/types.ts";
import { labColor } from "./colors.ts";
import { customId } from "./custom-id.ts";
import { entrySources, pointLine, showLine, sourceIds, statedLines } from "./facts.ts";
import { fitLines, limits, shorten } from "./limits.ts";
import type { Button, Message, Row, Select } from "./message.ts";
import { bullet, escapeMarkdown, labelled } from "./text.ts";

const words = en.releases;

/** What a post says of the model by itself. */
const keyFields = [
  "parametersTotal",
  "parametersActive",
  "architecture",
  "context",
  "modality",
  "weights",
  "licence",
  "price",
] as const satisfies readonly ModelField[];

/** Most lines of each part of a post. */
const most = { changes: 10, scores: 6, notable: 3 } as const;

const labName = (catalog: Catalog, release: Release) => catalog.labs.get(release.lab)?.name ?? release.lab;
const dayText = (release: Release) =>
  release.date === undefined ? words.dayNotStated : showDate(release.date);

function changeLines(summary: Summary): string[] {
  return summary.changes.map(({ label, before, after }) =>
    words.change(label, escapeMarkdown(before), escapeMarkdown(after)),
  );
}

function blocksOf(catalog: Catalog, { model, summary }: ReleaseNews): { name: string; lines: string[] }[] {
  if (model === undefined) return [];
  const predecessor = summary === undefined ? undefined : catalog.models.get(summary.predecessor);
  const changed = new Set(summary?.changes.map((change) => change.label));
  const facts = statedLines("model", model.facts, keyFields).filter((line) => !changed.has(line.label));
  const scores = model.scores
    .map((score) => ({ ...score, name: catalog.benchmarks.get(score.benchmark)?.name ?? score.benchmark }))
    .filter((score) => !changed.has(score.name))
    .map(
      (score) =>
        `${escapeMarkdown(score.name)} **${escapeMarkdown(score.text)}**${score.doubtful === true ? " ⚠" : ""}`,
    );
  return [
    {
      name: words.against(predecessor?.name ?? ""),
      lines:
        summary === undefined || predecessor === undefined
          ? []
          : changeLines(summary).slice(0, most.changes).map(bullet),
    },
    { name: en.figures, lines: facts.map(showLine) },
    { name: en.benchmarks, lines: scores.length === 0 ? [] : [scores.slice(0, most.scores).join(" · ")] },
    { name: en.notable, lines: model.notable.slice(0, most.notable).map(pointLine) },
  ].filter((block) => block.lines.length > 0);
}

function footer(catalog: Catalog, { release, model, summary }: ReleaseNews): string {
  const sources = new Set([
    ...(model === undefined ? [] : entrySources(model)),
    ...sourceIds(summary?.changes.flatMap((change) => change.places) ?? []),
  ]);
  return [
    ...(sources.size === 0 ? [] : [`${en.sources}: ${[...sources].join(", ")}`]),
    ...(release.origin === "data" ? [] : [words.foundBy(release.origin)]),
    ...(catalog.asOf === undefined || release.origin !== "data" ? [] : [en.dataAsOf(showDate(catalog.asOf))]),
  ].join(" · ");
}

/**
 * The post of one release: what it is, of which lab, what changed, key facts.
 * @param mark stands in the ids of its buttons, by which the message is found again
 */
export function releasePost(catalog: Catalog, news: ReleaseNews, mark: string): Message {
  const { release, model, summary } = news;
  const family = model?.family === undefined ? undefined : catalog.models.get(model.family)?.name;
  const predecessor = summary === undefined ? undefined : catalog.models.get(summary.predecessor);
  const blocks = blocksOf(catalog, news);
  const head = [
    labelled(words.released, `${dayText(release)} · ${words.kinds[release.kind]}`),
    ...(family === undefined ? [] : [labelled(en.family, escapeMarkdown(family))]),
  ];
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
  const name = model?.nameZh === undefined ? release.title : `${release.title} · ${model.nameZh}`;
  return {
    audience: "everyone",
    embeds: [
      {
        author: { name: shorten(`${labName(catalog, release)} · ${words.newRelease}`, limits.author) },
        title: shorten(name, limits.title),
        description: head.join("\n"),
        color: labColor(release.lab),
        fields: blocks.map((block) => ({
          name: shorten(block.name, limits.fieldName),
          value: fitLines(block.lines, limits.fieldValue, words.more),
        })),
        footer: shorten(footer(catalog, news), limits.footer),
      },
    ],
    rows: [row],
  };
}

/** Name of a forum post, or the subject of a message: `Zhipu: GLM-5`. */
export function releaseTitle(catalog: Catalog, { release }: ReleaseNews): string {
  return `${labName(catalog, release)}: ${release.title}`;
}

function digestLine({ release, summary }: ReleaseNews): string {
  const changes = summary === undefined ? [] : changeLines(summary).slice(0, 3);
  return bullet(
    [`**${escapeMarkdown(release.title)}**`, dayText(release), words.kinds[release.kind], ...changes].join(
      " · ",
    ),
  );
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

/** Several releases in one message, by lab; those that do not fit are counted, and listed behind a button. */
export function digestPost(catalog: Catalog, news: readonly ReleaseNews[], mark: string): Message {
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
        ? `**${escapeMarkdown(labName(catalog, one.release))}**\n${digestLine(one)}`
        : digestLine(one),
    ),
  );
  return {
    audience: "everyone",
    embeds: [
      {
        title: words.digestTitle(news.length),
        description: fitLines(lines, limits.description, words.more),
        ...(news[0] === undefined ? {} : { color: labColor(news[0].release.lab) }),
        ...(catalog.asOf === undefined ? {} : { footer: en.dataAsOf(showDate(catalog.asOf)) }),
      },
    ],
    rows: [
      [{ kind: "button", label: words.all, id: customId("releases", "list", mark) }],
      ...openMenu(catalog, labs.flat(), mark),
    ],
  };
}

export const releasesPerPage = 12;

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
    words.listTitle(total),
    filter.lab === undefined ? words.allLabs : (catalog.labs.get(filter.lab)?.name ?? filter.lab),
    ...(filter.since === undefined ? [] : [words.since(showDate(filter.since))]),
    words.newestFirst,
  ];
  const lines = shown.map(({ release }) =>
    bullet(
      [
        `**${escapeMarkdown(release.title)}**`,
        escapeMarkdown(labName(catalog, release)),
        dayText(release),
        words.kinds[release.kind],
      ].join(" · "),
    ),
  );
  const to = (label: string, target: number): Button => ({
    kind: "button",
    label,
    id: customId("releases", "page", filter.lab ?? "", filter.since ?? "", String(target)),
    disabled: target < 0 || target >= pages,
  });
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
        description: lines.length === 0 ? words.none : fitLines(lines, limits.description, words.more),
        fields: [{ name: words.follows, value: fitLines(followed, limits.fieldValue, words.more) }],
        footer: [
          ...(pages > 1 ? [en.page(current + 1, pages)] : []),
          ...(catalog.asOf === undefined ? [] : [en.dataAsOf(showDate(catalog.asOf))]),
        ].join(" · "),
      },
    ],
    rows: [
      ...openMenu(catalog, shown, "page"),
      ...(pages > 1 ? [[to(en.previous, current - 1), to(en.next, current + 1)]] : []),
    ],
  };
}
