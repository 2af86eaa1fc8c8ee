/** Releases over time, of one lab or of all: a picture with a lane for each lab or line, and the same as text. */
import { type Catalog, releasedOn } from "../catalog/catalog.ts";
import { earliestDay, precisionOf, showDate } from "../catalog/dates.ts";
import type { Lab, Model, StatedDate } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import type { LaneChart, Mark } from "./chart.ts";
import { labColor, onDark } from "./colors.ts";
import { customId } from "./custom-id.ts";
import { modelSelect } from "./entry.ts";
import { limits, shorten } from "./limits.ts";
import type { File, Message } from "./message.ts";
import { pager, pagesOf, pageWithin } from "./pages.ts";
import { escapeMarkdown } from "./text.ts";

const words = en.boards.timeline;
const mostLanes = 18;
/** All labs: the last two years; before that few of them were there. In days. */
const spanOfAll = 730;
const dayMs = 86_400_000;

/** A release with its stated day, month or year. */
export interface Dated {
  model: Model;
  date: StatedDate;
}

/** Dated releases of a lab, or of all, newest first, and how many have no date. */
export function datedReleases(catalog: Catalog, lab?: Lab): { dated: Dated[]; undated: number } {
  const models = lab === undefined ? catalog.newest : catalog.releasesOf(lab.id);
  const dated = models
    .filter((model) => model.kind !== "product")
    .flatMap((model): Dated[] => {
      const date = releasedOn(model);
      return date === undefined ? [] : [{ model, date }];
    });
  const undated = catalog.data.models.filter(
    (model) =>
      (lab === undefined ? catalog.makers.some((one) => one.id === model.lab) : model.lab === lab.id) &&
      model.kind !== "family" &&
      model.kind !== "product" &&
      model.status === "released" &&
      releasedOn(model) === undefined,
  ).length;
  return { dated, undated };
}

const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs;

/** A day, or the whole month or year that a date leaves open. */
function markOf(date: StatedDate): Mark {
  const from = dayNumber(earliestDay(date));
  const precision = precisionOf(date);
  if (precision === "day") return { from, to: from };
  const [year = 0, month = 1] = date.split("-").map(Number);
  const next = precision === "month" ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1);
  return { from, to: next / dayMs - 1 };
}

/** The line that a model of one lab stands in: its nearest family, else its name up to the first number. */
function lineOf(catalog: Catalog, { family, variantOf, name }: Model): string {
  const parent = catalog.models.get(family ?? variantOf ?? "");
  const said = parent?.kind === "family" ? parent.name : name;
  return (
    said
      .replace(/[\s-]?v?\d.*$/i, "")
      .replace(/\s*\(.*\)$/, "")
      .trim() || said
  );
}

interface Lane {
  name: string;
  lab: string;
  dated: Dated[];
}

/** Lanes with the most releases first; what has no room is one lane of others. */
function lanesOf(catalog: Catalog, dated: readonly Dated[], lab?: Lab): Lane[] {
  const lanes = new Map<string, Lane>();
  for (const one of dated) {
    const name =
      lab === undefined ? (catalog.labOf(one.model)?.name ?? one.model.lab) : lineOf(catalog, one.model);
    const lane = lanes.get(name) ?? { name, lab: one.model.lab, dated: [] };
    lane.dated.push(one);
    lanes.set(name, lane);
  }
  const sorted = [...lanes.values()].sort(
    (a, b) => b.dated.length - a.dated.length || a.name.localeCompare(b.name, "en"),
  );
  if (sorted.length <= mostLanes) return sorted;
  const rest = sorted.slice(mostLanes - 1);
  return [
    ...sorted.slice(0, mostLanes - 1),
    { name: words.other, lab: rest[0]?.lab ?? "", dated: rest.flatMap((lane) => lane.dated) },
  ];
}

/** The picture, or undefined where there are not two releases to see. */
export function timelineChart(
  catalog: Catalog,
  releases: readonly Dated[],
  lab?: Lab,
): LaneChart | undefined {
  // A year that is not over does not reach beyond what is known.
  const newest = Math.max(
    ...releases.map(({ date }) => (precisionOf(date) === "year" ? markOf(date).from : markOf(date).to)),
  );
  const shown = (date: StatedDate): Mark => {
    const { from, to } = markOf(date);
    return { from, to: Math.min(to, newest) };
  };
  const dated =
    lab === undefined ? releases.filter(({ date }) => markOf(date).from >= newest - spanOfAll) : releases;
  if (dated.length < 2) return undefined;
  const marks = dated.map(({ date }) => markOf(date));
  const oldest = Math.min(...marks.map((mark) => mark.from));
  const room = Math.max(10, Math.round((newest - oldest) * 0.03));
  const lanes = lanesOf(catalog, dated, lab);
  const said = lanes.map((lane) =>
    words.lane(lane.name, lane.dated.length, showDate(lane.dated[0]?.date ?? "")),
  );
  return {
    from: oldest - room,
    to: newest + room,
    lanes: lanes.map((lane) => ({
      name: lane.name,
      color: onDark(labColor(catalog, lane.lab)),
      marks: lane.dated.map(({ date }) => shown(date)),
    })),
    description: shorten(words.alt(said.join(" ")), limits.fileDescription),
  };
}

/** `16 Kimi K3`, `12 GLM-5 (Zhipu AI)`: the day of the month where it is stated. */
function nameText(catalog: Catalog, { model, date }: Dated, isOfAll: boolean): string {
  const lab = isOfAll ? ` (${escapeMarkdown(catalog.labOf(model)?.name ?? model.lab)})` : "";
  const day = precisionOf(date) === "day" ? `${Number(date.slice(8))} ` : "";
  return `${day}${escapeMarkdown(model.name)}${lab}`;
}

/** A line a month, newest first; a year alone is a line of its own. */
function monthLines(catalog: Catalog, dated: readonly Dated[], isOfAll: boolean): string[] {
  const months = new Map<string, Dated[]>();
  for (const one of dated) {
    const month = one.date.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), one]);
  }
  return [...months].map(([month, found]) =>
    words.month(showDate(month), found.map((one) => nameText(catalog, one, isOfAll)).join(", ")),
  );
}

/** One page; the picture stands on the first one. */
export function timelineMessage(
  catalog: Catalog,
  { dated, undated }: { dated: readonly Dated[]; undated: number },
  lab: Lab | undefined,
  page: number,
  picture?: File,
): Message {
  const title = lab === undefined ? words.all : words.of(lab.name);
  const [newest] = dated;
  const oldest = dated.at(-1);
  if (newest === undefined || oldest === undefined) {
    return {
      audience: "everyone",
      embeds: [{ title, description: words.none(escapeMarkdown(lab?.name ?? words.all)) }],
    };
  }
  const pages = pagesOf([
    {
      lines: [
        words.head(dated.length, showDate(oldest.date), showDate(newest.date)),
        `-# ${words.note(undated)}`,
        ...monthLines(catalog, dated, lab === undefined),
      ],
    },
  ]);
  const current = pageWithin(page, pages.length);
  const shown = picture !== undefined && current === 0 ? picture : undefined;
  const buttons = pager(current, pages.length, (to) =>
    customId("timeline", "page", lab?.id ?? "", String(to)),
  );
  return {
    audience: "everyone",
    embeds: [
      {
        title: shorten(title, limits.title),
        description: pages[current] ?? "",
        color: lab === undefined ? 0x5865f2 : labColor(catalog, lab.id),
        ...(shown === undefined ? {} : { image: `attachment://${shown.name}` }),
        ...(pages.length < 2 ? {} : { footer: en.page(current + 1, pages.length) }),
      },
    ],
    ...(shown === undefined ? {} : { files: [shown] }),
    rows: [
      [
        modelSelect(
          catalog,
          dated.map(({ model }) => model),
          customId("model", "open"),
          en.newestPlaceholder,
        ),
      ],
      ...(buttons.length === 0 ? [] : [buttons]),
    ],
  };
}
