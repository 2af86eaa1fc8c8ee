/**
 * Third step: what is to be announced now. What is new waits for its parts; then one lead per family is announced and
 * the rest goes with it; a smaller one that comes within two days joins it, all else is news of its own.
 */
import { earliestDay } from "../../catalog/dates.ts";
import type { StatedDate } from "../../catalog/types.ts";
import type { Announcement, Item, ReviewRule, Tracked } from "../found.ts";
import { purposeOf } from "../grouping/kinds.ts";
import { lineOf } from "../identity.ts";
import type { ModelNames } from "../names.ts";
import { ruleFor } from "../rules.ts";
import { labOfName } from "../sources/lines.ts";
import { kindOf } from "../sources/pages.ts";
import { isRepository, type Work } from "./known.ts";
import { byProminence, isLarger, type Weight, weigh } from "./lead.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** Spans in ms, and why they are what they are. */
export const spans = {
  /** What is smaller joins what was announced up to two days before. */
  family: 48 * hour,
  /** Bases are opened up to two days before the model (DeepSeek-V3.1). */
  baseAlone: 48 * hour,
  /** Copies whose original never comes are forgotten. */
  copiesAlone: 30 * day,
} as const;

/** More of one lab in one run are one post: a shelf was filled, and no ten launches happened. */
const handful = 5;
/** In billions: from here on a size is a sign of a flagship. */
const largeSize = 30;

export interface DecideOptions {
  now: Date;
  /** How long a release waits for its parts, in ms. */
  hold: number;
  rules: readonly ReviewRule[];
  names: ModelNames;
}

interface Candidate {
  release: Tracked;
  rows: readonly Item[];
  date?: StatedDate;
  isDue: boolean;
  weight: Weight;
}

/** Decides on what waits. Rows in `gone` are not listed any more. */
export function decide(work: Work, gone: ReadonlySet<Item>, options: DecideOptions): Announcement[] {
  const waiting = [...work.releases.values()].filter((one) => one.state === "waiting");
  if (waiting.length === 0) return [];
  const rowsOf = new Map<string, Item[]>(waiting.map((one) => [one.key, []]));
  for (const item of work.items.values()) if (item.find !== undefined) rowsOf.get(item.find)?.push(item);
  const ready: Candidate[] = [];
  for (const release of waiting) {
    const rule = ruleFor(release, options.rules);
    if (rule?.decision === "reject") {
      work.touch(release, { state: "rejected", decidedBy: `rule ${rule.word}` });
      continue;
    }
    const rows = rowsOf.get(release.key) ?? [];
    const candidate = judge(
      work,
      release,
      rows.filter((item) => !gone.has(item)),
      rows,
      options,
    );
    if (candidate !== undefined) ready.push(candidate);
  }
  return announce(work, ready, options);
}

/** Whether a release can be announced, and when. What has only copies or a base is waited for, and given up. */
function judge(
  work: Work,
  release: Tracked,
  present: readonly Item[],
  own: readonly Item[],
  { now, hold }: DecideOptions,
): Candidate | undefined {
  const age = now.getTime() - release.firstSeenAt.getTime();
  const repositories = present.filter(isRepository).map((item) => ({ item, part: work.regroup(item).part }));
  const hasWeights = repositories.some(({ part }) => part === "model");
  const isListed = present.some((item) => ["register", "reseller"].includes(kindOf(item.source) ?? ""));
  const date = own.map((item) => item.facts.released).find((one) => one !== undefined);
  if (hasWeights || isListed) {
    const weight = weigh(release, present, hasWeights);
    return { release, rows: present, isDue: age >= hold, weight, ...(date === undefined ? {} : { date }) };
  }
  const isPartial = repositories.some(({ part }) => part === "base" || part === "stage");
  if (isPartial && age >= Math.max(spans.baseAlone, hold)) {
    work.touch(release, { state: "alone" });
    return baseAlone(work, release, present, now);
  }
  if (!isPartial && age >= spans.copiesAlone) work.touch(release, { state: "dropped" });
  return undefined;
}

/** A base whose model has not come is told as base weights; the model itself is still to come. */
function baseAlone(work: Work, of: Tracked, rows: readonly Item[], now: Date): Candidate | undefined {
  const base = rows.find((item) => item.group?.part === "base");
  const key = `base:${of.model}`;
  if (base === undefined || work.releases.has(key)) return undefined;
  const { lab, model, loose, family, origin } = of;
  const release = work.addRelease({
    ...{ key, lab, model, loose, family, origin, kind: "weights", state: "waiting", variants: [] },
    ...{ title: `${of.title} Base`, hasLead: true, firstSeenAt: now },
  });
  return { release, rows, isDue: true, weight: weigh(release, rows, true) };
}

function announce(work: Work, ready: readonly Candidate[], options: DecideOptions): Announcement[] {
  const announced = [...work.releases.values()].filter(
    (one) => (one.state === "ready" || one.state === "review") && one.announcedAt !== undefined,
  );
  const groups = new Map<string, Candidate[]>();
  for (const candidate of ready) {
    const earlier = announced.find((other) => isSameLaunch(work, other, candidate));
    if (earlier !== undefined) {
      if (candidate.isDue) join(work, earlier, candidate.release);
      continue;
    }
    const key = `${candidate.release.lab} ${candidate.release.family} ${candidate.release.key.split(":")[0]}`;
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  const due = [...groups.values()].filter((group) => group.some((one) => one.isDue));
  return together(due).flatMap((group): Announcement[] => {
    const [lead, ...others] = group.toSorted(byProminence);
    if (lead === undefined) return [];
    work.touch(lead.release, { announcedAs: lead.release.key, announcedAt: options.now });
    for (const other of others) join(work, lead.release, other.release);
    return [
      {
        lead: lead.release,
        members: others.map(({ release }) => release),
        ...(lead.date === undefined ? {} : { date: lead.date }),
        approved: ruleFor(lead.release, options.rules)?.decision === "post",
        isMinor: group.every((one) => isMinor(work, one, options.names)),
      },
    ];
  });
}

/** Launches of a lab that are more than a handful at once become one. */
function together(groups: readonly Candidate[][]): Candidate[][] {
  const byLab = new Map<string, Candidate[][]>();
  for (const group of groups) {
    const lab = group[0]?.release.lab ?? "";
    byLab.set(lab, [...(byLab.get(lab) ?? []), group]);
  }
  return [...byLab.values()].flatMap((own) => (own.length > handful ? [own.flat()] : own));
}

/** Joins an announcement, whose post names it from now on. */
function join(work: Work, lead: Tracked, release: Tracked): void {
  const main = work.releases.get(lead.announcedAs ?? lead.key) ?? lead;
  work.touch(release, { state: "joined", announcedAs: main.key });
  if (release.model === main.model) return;
  work.touch(main, { variants: [...main.variants, { title: release.title, model: release.model }] });
}

/**
 * Of one family, and smaller, within two days of it by when it was announced or by the day it states. Weights that
 * opened later and what has another purpose are no part of it.
 */
function isSameLaunch(work: Work, other: Tracked, { release, date, weight }: Candidate): boolean {
  if (other.lab !== release.lab || other.family !== release.family || other.announcedAt === undefined)
    return false;
  if (!release.key.startsWith("model:") || other.key.startsWith("base:")) return false;
  if (purposeOf(other.title) !== purposeOf(release.title)) return false;
  if (isLarger(weight, weigh(other, work.rowsOf(other), other.kind === "weights"))) return false;
  const then = other.announcedAt.getTime();
  // A day that is stated says more than the one on which somebody listed it.
  return date?.length === 10
    ? Math.abs(Date.parse(`${earliestDay(date)}T12:00:00Z`) - then) <= spans.family + day
    : release.firstSeenAt.getTime() - then <= spans.family;
}

/** Nothing says that it is a flagship: a line that nobody knows of this lab, small, and in no API. */
function isMinor(work: Work, { release, rows, weight }: Candidate, names: ModelNames): boolean {
  if (weight.size >= largeSize || rows.some((item) => !isRepository(item))) return false;
  if (labOfName(release.title) === release.lab) return false;
  // The catalogue has a family that is called so.
  if (names.familyOf(release.lab, release.title.toLowerCase().replace(/[^a-z0-9.]+/g, "-")) !== undefined)
    return false;
  const line = lineOf(release.family);
  const known = [...work.releases.values()].filter(
    (one) => one !== release && one.lab === release.lab && one.announcedAs !== release.key,
  );
  return !known.some((one) => lineOf(one.family) === line && one.state !== "dropped");
}
