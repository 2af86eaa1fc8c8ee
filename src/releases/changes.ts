/**
 * What upstreams say differently than before: history by differences, and news of the few that matter once they have
 * lasted for two days. What is gone and back by then was a slip and leaves nothing. Pure.
 */
import { randomUUID } from "node:crypto";
import type { Price } from "../catalog/fields.ts";
import { showPrice } from "../catalog/values.ts";
import { showContext } from "./claims.ts";
import type { Moved } from "./detection/compare.ts";
import { isRepository, itemKey, type Work } from "./detection/known.ts";
import type { History, Item, Tracked } from "./found.ts";
import { providerRank } from "./sources/models-dev.ts";
import { pageOf, trustOf } from "./sources/pages.ts";
import type { UpstreamFacts } from "./sources/types.ts";
import { type ChangedFact, changedFields } from "./types.ts";

const dayMs = 24 * 3_600_000;
/** So long a change has to last to be news. */
const lastsMs = 2 * dayMs;
/** Days before the end of service on which it is told again. */
const remindedBefore = [30, 7, 0] as const;
/** More rows that a listing loses on one day are its own trouble. */
const mostWithdrawn = 3;
/** A smaller step of a price is a rounding, of a context another way to count it. */
const leastPriceStep = 0.01;
const leastContextStep = 1.05;

const toldFields: ReadonlySet<string> = new Set(["price", "licence", "context", "endOfService", "status"]);

/** The differences of the rows that moved in a run. */
export function differencesOf(moved: readonly Moved[], now: Date): History[] {
  return moved.flatMap(({ item, before }) => {
    const fields = new Set([...Object.keys(before), ...Object.keys(item.facts)]) as Set<keyof UpstreamFacts>;
    return [...fields].flatMap((field): History[] => {
      const [was, is] = [textOf(before[field]), textOf(item.facts[field])];
      if (was === is) return [];
      const { source, externalId, find: release } = item;
      return [
        {
          ...{ id: randomUUID(), at: now, source, externalId, field },
          ...(release === undefined ? {} : { release }),
          ...(was === undefined ? {} : { before: was }),
          ...(is === undefined ? {} : { after: is }),
          state: toldFields.has(field) ? "waiting" : "kept",
        },
      ];
    });
  });
}

const textOf = (value: unknown): string | undefined =>
  value === undefined ? undefined : JSON.stringify(value);

export interface Judged {
  /** History to write. */
  kept: History[];
  /** Ids of history that was a slip. */
  slips: string[];
  news: Tracked[];
}

/** Brings the differences of a run together with those that wait, and says what is news now. */
export function judgeChanges(
  work: Work,
  waiting: readonly History[],
  fresh: readonly History[],
  now: Date,
): Judged {
  const judged: Judged = { kept: [], slips: [], news: [] };
  const open = new Map(waiting.map((one) => [placeOf(one), one]));
  for (const one of fresh) {
    const earlier = one.state === "waiting" ? open.get(placeOf(one)) : undefined;
    if (earlier === undefined) {
      judged.kept.push(one);
      if (one.state === "waiting") open.set(placeOf(one), one);
      continue;
    }
    // It moved again before it had lasted: back to what it was, or on to something else.
    open.delete(placeOf(one));
    judged.slips.push(earlier.id);
    if (earlier.before === one.after) continue;
    const { before: _, ...rest } = one;
    const merged = { ...rest, ...(earlier.before === undefined ? {} : { before: earlier.before }) };
    judged.kept.push(merged);
    open.set(placeOf(one), merged);
  }
  for (const one of open.values()) {
    if (one.field !== "endOfService" && now.getTime() - one.at.getTime() < lastsMs) continue;
    const told = newsOfChange(work, one, now);
    const settled: History = { ...one, state: told === undefined ? "kept" : "told" };
    judged.kept = [...judged.kept.filter(({ id }) => id !== one.id), settled];
    if (told !== undefined) judged.news.push(told);
  }
  judged.news.push(...endings(work, now), ...withdrawals(work, now));
  return judged;
}

const placeOf = ({ source, externalId, field }: History) => `${source} ${externalId} ${field}`;

/** The one row whose word on a field counts: two registers that disagree make no news. */
function isBestRow(work: Work, release: Tracked, item: Item, field: keyof UpstreamFacts): boolean {
  // Of a licence the repository itself says most.
  const trust = (one: Item) => (field === "licence" && isRepository(one) ? -1 : trustOf(one.source));
  const rank = (one: Item) => [trust(one), providerRank(one.externalId, one.lab)] as const;
  const [best] = work
    .rowsOf(release)
    .filter((one) => one.facts[field] !== undefined && one.goneAt === undefined)
    .sort((a, b) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1] || (a.name < b.name ? -1 : 1));
  return best === item;
}

function newsOfChange(work: Work, one: History, now: Date): Tracked | undefined {
  const item = work.items.get(itemKey(one.source, one.externalId));
  const release = item?.find === undefined ? undefined : work.releases.get(item.find);
  if (item === undefined || release === undefined || release.state === "rejected") return undefined;
  if (one.field !== "endOfService" && !isBestRow(work, release, item, one.field)) return undefined;
  if (one.field === "licence" && item.group?.part !== "model" && isRepository(item)) return undefined;
  const lines = linesOf(one, now);
  if (lines.length === 0) return undefined;
  const field = one.field === "status" ? "endOfService" : changedFields.find((known) => known === one.field);
  if (field === undefined) return undefined;
  return changeRelease(work, release, item, { field, lines }, one.at, now);
}

function linesOf({ field, before, after }: History, now: Date): ChangedFact["lines"] {
  const [was, is] = [before, after].map((text): unknown =>
    text === undefined ? undefined : JSON.parse(text),
  );
  if (is === undefined) return [];
  if (field === "endOfService")
    return Date.parse(String(is)) >= now.getTime() ? [endLine(String(is), was)] : [];
  if (field === "status") return is === "deprecated" ? [{ label: "Status", after: is }] : [];
  if (was === undefined) return [];
  if (field === "price") return priceSteps(was as Price, is as Price);
  if (field === "licence")
    return String(was).toLowerCase() === String(is).toLowerCase()
      ? []
      : [{ label: "Licence", before: String(was), after: String(is) }];
  return Number(is) >= Number(was) * leastContextStep
    ? [{ label: "Context", before: showContext(Number(was)), after: showContext(Number(is)) }]
    : [];
}

const endLine = (is: string, was?: unknown) => ({
  label: "Served until",
  after: is,
  ...(was === undefined ? {} : { before: String(was) }),
});

/** One line for each amount that moved. Nothing where an amount that was stated is lost: that is a gap, not a price. */
function priceSteps(was: Price, is: Price): ChangedFact["lines"] {
  const sides = [
    ["Input", "input"],
    ["Output", "output"],
    ["Cached input", "cached"],
  ] as const;
  if (was.currency !== is.currency || was.per !== is.per) return [];
  if (sides.some(([, side]) => side !== "cached" && was[side] !== undefined && is[side] === undefined))
    return [];
  const shown = (amount: number) =>
    showPrice({ ...(is.currency === undefined ? {} : { currency: is.currency }), input: amount }).replace(
      / input$/,
      "",
    );
  const lines = sides.flatMap(([label, side]) => {
    const [from, to] = [was[side], is[side]];
    if (from === undefined || to === undefined || Math.abs(to - from) / from < leastPriceStep) return [];
    return [{ label, before: shown(from), after: shown(to) }];
  });
  const tiers = (price: Price) =>
    (price.tiers ?? [])
      .map((tier) =>
        showPrice({
          ...tier,
          ...(price.currency === undefined ? {} : { currency: price.currency }),
        } as Price),
      )
      .join("; ");
  const isTiered = tiers(was) !== tiers(is) && lines.length > 0 && is.tiers !== undefined;
  return isTiered
    ? [...lines, { label: "By length", before: tiers(was) || "none", after: tiers(is) }]
    : lines;
}

/** The end of a service that was stated before, 30 and 7 days ahead and on the day. */
function endings(work: Work, now: Date): Tracked[] {
  return [...work.items.values()].flatMap((item) => {
    const { endOfService } = item.facts;
    const release = item.find === undefined ? undefined : work.releases.get(item.find);
    if (endOfService === undefined || release === undefined || item.goneAt !== undefined) return [];
    const left = (Date.parse(endOfService) - Date.parse(now.toISOString().slice(0, 10))) / dayMs;
    const due = remindedBefore.find((days) => left <= days && left > days - 2);
    if (due === undefined) return [];
    const lines = [endLine(endOfService)];
    const moment = new Date(Date.parse(endOfService) - due * dayMs);
    return changeRelease(work, release, item, { field: "endOfService", lines }, moment, now) ?? [];
  });
}

/** Repositories that are gone for more than two days, with no other of the same release left. */
function withdrawals(work: Work, now: Date): Tracked[] {
  const gone = [...work.items.values()].filter((item) => item.goneAt !== undefined && isRepository(item));
  return gone.flatMap((item) => {
    const since = item.goneAt?.getTime() ?? 0;
    const age = now.getTime() - since;
    if (age < lastsMs || age >= lastsMs + dayMs || item.group?.part !== "model") return [];
    const together = gone.filter(
      (one) => one.listing === item.listing && Math.abs((one.goneAt?.getTime() ?? 0) - since) < dayMs,
    );
    const release = item.find === undefined ? undefined : work.releases.get(item.find);
    if (release === undefined || !["ready", "baseline"].includes(release.state)) return [];
    const isLeft = work.rowsOf(release).some((one) => one.goneAt === undefined && isRepository(one));
    if (isLeft || together.length > mostWithdrawn) return [];
    const lines = [{ label: "Weights", before: "to download", after: "withdrawn" }];
    return changeRelease(work, release, item, { field: "withdrawn", lines }, new Date(since), now) ?? [];
  });
}

/** One piece of news for a model, a field and a day. */
function changeRelease(
  work: Work,
  release: Tracked,
  item: Item,
  change: Pick<ChangedFact, "field" | "lines">,
  at: Date,
  now: Date,
): Tracked | undefined {
  const day = at.toISOString().slice(0, 10);
  const key = `change:${release.model}:${change.field}:${day}`;
  if (work.releases.has(key)) return undefined;
  const { lab, model, title } = release;
  return work.addRelease({
    ...{ key, lab, model, title, kind: "change", date: day, origin: item.source, state: "ready" },
    ...{ loose: "", family: "", hasLead: true, firstSeenAt: now, variants: [] },
    ...{ announcedAs: key, announcedAt: now },
    change: { ...change, place: pageOf(item.source, item.name) },
  });
}
