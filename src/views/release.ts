/** The post of a release: what it is, what is new against the one before, what came with it. */
import type { Catalog } from "../catalog/catalog.ts";
import { handleOf } from "../catalog/compare/handles.ts";
import { showDate } from "../catalog/dates.ts";
import { modelFields } from "../catalog/fields.ts";
import type { Place } from "../catalog/types.ts";
import { defined } from "../defined.ts";
import { en } from "../messages/en.ts";
import type { Release, ReleaseNews, Summary } from "../releases/types.ts";
import { changePost } from "./change.ts";
import { marker } from "./citations.ts";
import { labColor } from "./colors.ts";
import { customId } from "./custom-id.ts";
import { brief, entryLine } from "./entry.ts";
import { footerOf, pointLine, withFooter } from "./facts.ts";
import { keyFacts } from "./key-facts.ts";
import { fitLines, limits, shorten } from "./limits.ts";
import type { Button, Message } from "./message.ts";
import { labAddress, linkButtons, modelAddress, priceLines } from "./model.ts";
import { rowsOf } from "./pages.ts";
import { benchmarkName, cardScores } from "./scores.ts";
import { escapeMarkdown } from "./text.ts";

const words = en.releases;

/** Most lines of each part of a post. */
const most = { changes: 8, scores: 4, remarks: 2, sizes: 4 } as const;
/** Characters of the names that came with it. */
const mostNames = 500;
/** Rows that a post may fill: remarks give way. */
const mostRows = 30;

export const labName = (catalog: Catalog, release: Release) =>
  catalog.labs.get(release.lab)?.name ?? release.lab;
export const dayText = (release: Release) =>
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

/** What came with the model, named all: sizes and variants by the catalogue, and what was found with it. */
function sizeLines(catalog: Catalog, { release, model }: ReleaseNews): string[] {
  const members =
    model === undefined ? [] : catalog.membersOf(model.id).filter((one) => one.kind !== "product");
  const shown = members.slice(0, most.sizes);
  const further = (release.variants ?? []).filter(
    (one) => one.model !== release.model && !shown.some(({ id }) => id === one.model),
  );
  const names = further.map(({ title, model: id }) => {
    const size = catalog.models.get(id)?.facts.parametersTotal?.claims[0].text;
    const sized = size === undefined || title.includes(size) ? "" : ` (${escapeMarkdown(brief(size))})`;
    return `${escapeMarkdown(title)}${sized}`;
  });
  return [
    ...shown.map((one) => entryLine(catalog, one, { without: ["lab", "terms"] })),
    ...(names.length === 0 ? [] : [shorten(names.join(", "), mostNames)]),
  ];
}

function postLines(
  catalog: Catalog,
  news: ReleaseNews,
): { lines: string[]; cited: readonly { places: readonly Place[]; asOf?: string | undefined }[] } {
  const { model, summary } = news;
  const first = firstLine(catalog, news);
  const sizes = sizeLines(catalog, news);
  const came = sizes.length === 0 ? [] : [`**${words.sizes}**`, ...sizes];
  if (model === undefined) return { lines: [first, ...came], cited: [] };
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
  const head = [
    first,
    ...(key.line === undefined ? [] : [key.line]),
    ...key.further,
    ...price,
    ...(predecessor === undefined || changes.length === 0
      ? []
      : [`**${words.against(escapeMarkdown(predecessor.name))}**`, ...changes]),
    ...(scores.lines.length === 0 ? [] : [scores.heading, ...scores.lines]),
    ...came,
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
  if (release.change !== undefined) return changePost(catalog, news, release.change, mark);
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
