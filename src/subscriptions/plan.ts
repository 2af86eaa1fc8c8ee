/**
 * From releases to reserved deliveries. Everything here can be interrupted and done again, by several processes at once:
 * a release is reserved once per subscription, and a digest window is closed once.
 */
import type { Catalog } from "../catalog/catalog.ts";
import type { Release } from "../releases/types.ts";
import type { DeliveryStore } from "../store/delivery-store.ts";
import type { ReleaseStore } from "../store/release-store.ts";
import type { SubscriptionStore } from "../store/subscription-store.ts";
import { wants } from "./filters.ts";
import { dueWindow } from "./schedule.ts";
import type { Subscription } from "./types.ts";

export interface PlannerParts {
  deliveries: Pick<DeliveryStore, "reserve" | "reserveDigest" | "servedChannels">;
  subscriptions: Pick<SubscriptionStore, "instantPage" | "withDigest">;
  releases: Pick<ReleaseStore, "toFanOut" | "fannedOut" | "readyBetween">;
  /** The catalogue of this moment: models are found in it for the filters. */
  catalog: () => Catalog;
}

export type Planner = ReturnType<typeof createPlanner>;

const pageSize = 500;
/** What each further delivery of one server waits in the queue, in milliseconds: others come before it. */
const turnMs = 1_000;
/** So long a fact that filters ask for is waited for. Registers have a model a median of 1.7 days after its release. */
const awaitedMs = 7 * 24 * 3_600_000;
/** A release may have become ready just before its subscription was paused, and not be reserved yet. */
const overlapMs = 5 * 60_000;

export function createPlanner({ deliveries, subscriptions, releases, catalog }: PlannerParts) {
  const wanted = ({ filters, schedule }: Subscription, release: Release) =>
    wants(filters, release, catalog().models.get(release.model), schedule.cadence);

  /** What filters asked of a model when its release was last judged, by the release's id. */
  const judged = new Map<string, string>();

  /** Reserves, and again when a fact has come that filters ask for, as long as one is missing. */
  async function judge(release: Release, now: Date): Promise<number> {
    const facts = catalog().models.get(release.model)?.facts;
    const asked = [facts?.weights?.claims[0].value, facts?.modality?.claims[0].value];
    const isComplete = asked.every((value) => value !== undefined);
    const seen = JSON.stringify(asked);
    const isOver = now.getTime() - (release.readyAt ?? now).getTime() > awaitedMs;
    const reserved = judged.get(release.id) === seen ? 0 : await fanOutOne(release, now);
    if (isComplete || isOver) {
      judged.delete(release.id);
      await releases.fannedOut(release.id, now);
    } else judged.set(release.id, seen);
    return reserved;
  }

  async function fanOutOne(release: Release, now: Date): Promise<number> {
    const readyAt = release.readyAt ?? now;
    const turns = new Map<string, number>();
    const served = await deliveries.servedChannels(release.id);
    let reserved = 0;
    let after = "";
    for (;;) {
      const { page, next } = await subscriptions.instantPage(after, pageSize);
      const reservations = page
        .filter((one) => one.startsAt < readyAt && wanted(one, release) && isFirst(served, one))
        .map((one) => {
          const turn = turns.get(one.guildId) ?? 0;
          turns.set(one.guildId, turn + 1);
          return { subscriptionId: one.id, place: new Date(readyAt.getTime() + turn * turnMs) };
        });
      if (reservations.length > 0) reserved += await deliveries.reserve(release.id, reservations, readyAt);
      if (next === undefined) return reserved;
      after = next;
    }
  }

  /** A channel gets a release once, however many of its subscriptions want it: by the first of them. */
  function isFirst(served: Map<string, string>, { id, channelId }: Subscription): boolean {
    const first = served.get(channelId) ?? id;
    served.set(channelId, first);
    return first === id;
  }

  return {
    /** Reserves a delivery of every new release for everybody who gets it at once. Returns how many there are. */
    async fanOut(now: Date): Promise<number> {
      let reserved = 0;
      for (const release of await releases.toFanOut()) {
        reserved += await judge(release, now);
      }
      return reserved;
    },

    /** Closes every digest window that is due. Returns how many digests there are to send. */
    async digests(now: Date): Promise<number> {
      let made = 0;
      const ends = new Map<string, Date | undefined>();
      const ready = new Map<string, Release[]>();
      for (const one of await subscriptions.withDigest()) {
        const from = one.digestedUntil ?? one.startsAt;
        const schedule = JSON.stringify(one.schedule);
        if (!ends.has(schedule)) ends.set(schedule, dueWindow(one.schedule, new Date(0), now)?.to);
        const to = ends.get(schedule);
        if (to === undefined || to <= from) continue;
        const span = `${from.getTime()} ${to.getTime()}`;
        const found = ready.get(span) ?? (await releases.readyBetween(from, to));
        ready.set(span, found);
        const chosen = found.filter((release) => wanted(one, release));
        const closed = await deliveries.reserveDigest(one, chosen, { from, to });
        if (closed && chosen.length > 0) made += 1;
      }
      return made;
    },

    /** Reserves at once what a subscription missed since. Returns how many releases that are. */
    async catchUp(subscription: Subscription, since: Date, now: Date): Promise<number> {
      const from = new Date(Math.max(since.getTime() - overlapMs, subscription.startsAt.getTime()));
      const missed = (await releases.readyBetween(from, now)).filter((one) => wanted(subscription, one));
      let reserved = 0;
      for (const release of missed) {
        if (!isFirst(await deliveries.servedChannels(release.id), subscription)) continue;
        const reservations = [{ subscriptionId: subscription.id, place: now }];
        reserved += await deliveries.reserve(release.id, reservations, now);
      }
      return reserved;
    },
  };
}
