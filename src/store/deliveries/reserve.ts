/** The way into the outbox: a row is reserved once per release and subscription. */
import { randomUUID } from "node:crypto";
import type { Release } from "../../releases/types.ts";
import { nonceOf } from "../../subscriptions/nonce.ts";
import type { Subscription } from "../../subscriptions/types.ts";
import { insertNew } from "../insert-new.ts";
import type { Store } from "../open.ts";

/** A delivery to be reserved, with its place in the queue. */
export interface Reservation {
  subscriptionId: string;
  place: Date;
}

/** Rows of one statement: larger ones hold up everything else in the process. */
const perStatement = 250;

/** Reserving deliveries. */
export function reservations(store: Store) {
  return {
    /** Reserves a release for subscriptions; those that have it already are left alone. Returns how many are new. */
    async reserve(releaseId: string, reservations: readonly Reservation[], dueAt: Date): Promise<number> {
      const now = new Date();
      let made = 0;
      for (let from = 0; from < reservations.length; from += perStatement) {
        const rows = reservations.slice(from, from + perStatement).map(({ subscriptionId, place }) => {
          const id = randomUUID();
          const moments = { place, dueAt, createdAt: now, updatedAt: now };
          return { id, nonce: nonceOf(id), releaseId, subscriptionId, ...moments };
        });
        made += await insertNew(store.prisma, "Delivery", rows, ["releaseId", "subscriptionId"]);
      }
      return made;
    },

    /** The channels that get a release as a post of its own, with the subscription by which they do. */
    async servedChannels(releaseId: string): Promise<Map<string, string>> {
      const rows = await store.prisma.delivery.findMany({
        where: { releaseId, isDigest: false, leaderId: null },
        select: { subscriptionId: true, subscription: { select: { channelId: true } } },
      });
      return new Map(
        rows.map(({ subscriptionId, subscription }) => [subscription.channelId, subscriptionId]),
      );
    },

    /**
     * Closes a digest window: reserves its releases as one message and moves the window's end, both or neither.
     * @returns false where another process has closed it
     */
    async reserveDigest(
      subscription: Subscription,
      releases: readonly Release[],
      window: { from: Date; to: Date },
    ): Promise<boolean> {
      const prisma = store.prisma;
      return prisma.$transaction(async (transaction) => {
        const moved = await transaction.subscription.updateMany({
          where: { id: subscription.id, digestedUntil: window.from },
          data: { digestedUntil: window.to },
        });
        if (moved.count === 0) return false;
        const there = await transaction.delivery.findMany({
          where: { subscriptionId: subscription.id, releaseId: { in: releases.map(({ id }) => id) } },
          select: { releaseId: true },
        });
        const taken = new Set(there.map((row) => row.releaseId));
        const ids = releases
          .filter(({ id }) => !taken.has(id))
          .map(({ id }) => ({ id: randomUUID(), releaseId: id }));
        await transaction.delivery.createMany({
          data: ids.map(({ id, releaseId }, index) => ({
            id,
            nonce: nonceOf(id),
            releaseId,
            subscriptionId: subscription.id,
            isDigest: true,
            leaderId: index === 0 ? null : (ids[0]?.id ?? null),
            place: window.to,
            dueAt: window.to,
          })),
        });
        return true;
      });
    },

    /** How many deliveries are in each state. */
    async counts(): Promise<Record<string, number>> {
      const groups = await store.prisma.delivery.groupBy({ by: ["state"], _count: { _all: true } });
      return Object.fromEntries(groups.map((group) => [group.state, group._count._all]));
    },
  };
}
