/**
 * Deliveries in the store: the outbox. A row is reserved once per release and subscription, claimed by one worker at a
 * time (lease), marked before it is sent, and settled with the message's id. Every step is one conditional change, so
 * that a process can be killed between any two of them.
 */
import { randomUUID } from "node:crypto";
import type { Release } from "../releases/types.ts";
import { nonceOf } from "../subscriptions/nonce.ts";
import type {
  DeliveryState,
  Due,
  LeasedDelivery,
  MessageReference,
  Sent,
  Subscription,
} from "../subscriptions/types.ts";
import type {
  Prisma,
  Release as ReleaseRow,
  Delivery as Row,
  Subscription as SubscriptionRow,
} from "./generated/client.ts";
import { insertNew } from "./insert-new.ts";
import type { Store } from "./open.ts";
import { toRelease } from "./release-store.ts";
import { toSubscription } from "./subscription-store.ts";

export type DeliveryStore = ReturnType<typeof createDeliveryStore>;

/** A delivery to be reserved, with its place in the queue. */
export interface Reservation {
  subscriptionId: string;
  place: Date;
}

/** What a settled message is known by. */
type MessageOf = Pick<Due, "id" | "isDigest">;
type FullRow = Row & { release: ReleaseRow; subscription: SubscriptionRow };
const full = { release: true, subscription: true } as const;
const free = (now: Date) => ({ OR: [{ leaseUntil: null }, { leaseUntil: { lt: now } }] });
const noLease = { leaseOwner: null, leaseUntil: null };

/** Rows of one statement: larger ones hold up everything else in the process. */
const perStatement = 250;

export function createDeliveryStore(store: Store) {
  let leases = 0;

  /** The releases of each row's message: its own, and those that it leads. */
  async function releasesOf(rows: readonly FullRow[]): Promise<Map<string, Release[]>> {
    const leaders = rows.filter((row) => row.isDigest).map((row) => row.id);
    const members =
      leaders.length === 0
        ? []
        : await store.prisma.delivery.findMany({
            where: { leaderId: { in: leaders } },
            include: { release: true },
          });
    const found = new Map<string, Release[]>();
    for (const row of rows) {
      const others = members.filter((member) => member.leaderId === row.id);
      const releases = [row.release, ...others.map((one) => one.release)].map(toRelease);
      found.set(
        row.id,
        releases.sort((a, b) => (a.readyAt?.getTime() ?? 0) - (b.readyAt?.getTime() ?? 0)),
      );
    }
    return found;
  }

  async function sentOf(rows: readonly FullRow[]): Promise<Sent[]> {
    const releases = await releasesOf(rows);
    return rows.flatMap((row) => {
      if (row.messageId === null || row.channelId === null) return [];
      const { id, channelId, messageId, nonce, isDigest } = row;
      const subscription = toSubscription(row.subscription);
      return [{ id, channelId, messageId, nonce, isDigest, subscription, releases: releases.get(id) ?? [] }];
    });
  }

  /** Settles a message: the rows that it carries first, so that its own still leads to them after a crash in between. */
  async function settle({ id, isDigest }: MessageOf, change: Prisma.DeliveryUpdateManyMutationInput) {
    const prisma = store.prisma;
    const data = { ...noLease, ...change, begunAt: null };
    // Two statements: with "this id or that leader" the database reads everything that is pending.
    if (isDigest) await prisma.delivery.updateMany({ where: { leaderId: id, state: "pending" }, data });
    await prisma.delivery.updateMany({ where: { id, state: "pending" }, data });
  }

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
            ...{ id, nonce: nonceOf(id), releaseId, subscriptionId: subscription.id, isDigest: true },
            ...{ leaderId: index === 0 ? null : (ids[0]?.id ?? null), place: window.to, dueAt: window.to },
          })),
        });
        return true;
      });
    },

    /**
     * Takes up to `limit` messages that are due, in the order of their places. Of a channel that fails one at a time is
     * taken, when it is to be tried again.
     */
    async claim(worker: string, now: Date, leaseMs: number, limit: number): Promise<LeasedDelivery[]> {
      const prisma = store.prisma;
      const candidates = await prisma.delivery.findMany({
        where: {
          ...{ state: "pending", leaderId: null, dueAt: { lte: now }, ...free(now) },
          subscription: {
            OR: [{ state: "active" }, { state: "paused", pausedBy: "failure", retryAt: { lte: now } }],
          },
        },
        orderBy: { place: "asc" },
        take: limit,
        select: { id: true, subscriptionId: true, subscription: { select: { state: true } } },
      });
      const tried = new Set<string>();
      const ids = candidates
        .filter(({ subscription, subscriptionId }) => {
          if (subscription.state === "active") return true;
          if (tried.has(subscriptionId)) return false;
          tried.add(subscriptionId);
          return true;
        })
        .map(({ id }) => id);
      if (ids.length === 0) return [];
      const lease = `${worker}/${++leases}`;
      const until = new Date(now.getTime() + leaseMs);
      await prisma.delivery.updateMany({
        where: { id: { in: ids }, state: "pending", ...free(now) },
        data: { leaseOwner: lease, leaseUntil: until },
      });
      const rows = await prisma.delivery.findMany({
        where: { leaseOwner: lease, state: "pending" },
        orderBy: { place: "asc" },
        include: full,
      });
      const releases = await releasesOf(rows);
      return rows.map((row) => ({
        lease,
        until,
        due: {
          id: row.id,
          subscription: toSubscription(row.subscription),
          releases: releases.get(row.id) ?? [],
          isDigest: row.isDigest,
          nonce: row.nonce,
          attempts: row.attempts,
          ...(row.begunAt === null ? {} : { begunAt: row.begunAt }),
        },
      }));
    },

    /**
     * Marks that an attempt begins. False where the claim was lost meanwhile, or ends before `lastMoment`, at which the
     * attempt may still run: then nothing may be sent.
     */
    async begin({ due, lease }: LeasedDelivery, lastMoment: Date, now: Date): Promise<boolean> {
      const { count } = await store.prisma.delivery.updateMany({
        where: { id: due.id, state: "pending", leaseOwner: lease, leaseUntil: { gt: lastMoment } },
        data: { attempts: due.attempts + 1, begunAt: due.begunAt ?? now },
      });
      return count === 1;
    },

    /** Discord has the message. `place` is missing where it was deleted before its id was known. */
    async delivered(
      due: MessageOf,
      place: MessageReference | undefined,
      more: { contentHash: string; publishAt?: Date },
      now: Date,
    ): Promise<void> {
      await settle(due, {
        ...{ state: "delivered", deliveredAt: now, error: null },
        ...{ contentHash: more.contentHash, publishAt: more.publishAt ?? null },
        ...(place === undefined ? {} : { channelId: place.channelId, messageId: place.messageId }),
      });
    },

    /** Gives a claim back, to be sent at `dueAt`. `begunAt` stays only while the outcome of an attempt is unknown. */
    async later(
      { due, lease }: LeasedDelivery,
      change: { dueAt: Date; attempts: number; begunAt?: Date; error?: string },
    ): Promise<void> {
      const { dueAt, attempts, begunAt, error } = change;
      await store.prisma.delivery.updateMany({
        where: { id: due.id, leaseOwner: lease, state: "pending" },
        data: {
          ...noLease,
          dueAt,
          attempts,
          begunAt: begunAt ?? null,
          ...(error === undefined ? {} : { error }),
        },
      });
    },

    /** Ends a message that will not be sent. */
    async end(
      due: MessageOf,
      state: Exclude<DeliveryState, "pending" | "delivered">,
      error: string,
    ): Promise<void> {
      await settle(due, { state, error });
    },

    /** Ends everything that waits for a subscription. */
    async endAll(subscriptionId: string, state: "skipped" | "gone", error: string): Promise<number> {
      const { count } = await store.prisma.delivery.updateMany({
        where: { subscriptionId, state: "pending" },
        data: { ...noLease, state, error },
      });
      return count;
    },

    /** What was given up with its subscription is to be sent after all. */
    async revive(subscriptionId: string, dueAt: Date): Promise<number> {
      const { count } = await store.prisma.delivery.updateMany({
        where: { subscriptionId, state: "gone" },
        data: { ...noLease, state: "pending", dueAt, begunAt: null, error: null },
      });
      return count;
    },

    /** When the first of the messages that nobody has is due; undefined where none waits. */
    async nextDue(): Promise<Date | undefined> {
      const { _min } = await store.prisma.delivery.aggregate({
        where: { state: "pending", leaderId: null, leaseUntil: null, subscription: { state: "active" } },
        _min: { dueAt: true },
      });
      return _min.dueAt ?? undefined;
    },

    /** Gives back what a stopping worker had claimed and not begun. */
    async giveBack(claims: readonly LeasedDelivery[]): Promise<void> {
      if (claims.length === 0) return;
      await store.prisma.delivery.updateMany({
        where: {
          id: { in: claims.map(({ due }) => due.id) },
          leaseOwner: { in: [...new Set(claims.map(({ lease }) => lease))] },
          state: "pending",
        },
        data: noLease,
      });
    },

    /** How many deliveries are in each state. */
    async counts(): Promise<Record<string, number>> {
      const groups = await store.prisma.delivery.groupBy({ by: ["state"], _count: { _all: true } });
      return Object.fromEntries(groups.map((group) => [group.state, group._count._all]));
    },

    /** Posts of one release, sent since, that say something else than what `contentHash` stands for. */
    async outdated(releaseId: string, contentHash: string, since: Date, limit: number): Promise<Sent[]> {
      const rows = await store.prisma.delivery.findMany({
        where: {
          ...{ releaseId, state: "delivered", isDigest: false, deliveredAt: { gte: since } },
          ...{ messageId: { not: null }, contentHash: { not: contentHash } },
        },
        orderBy: { deliveredAt: "asc" },
        take: limit,
        include: full,
      });
      return sentOf(rows);
    },

    async setContentHash(id: string, contentHash: string): Promise<void> {
      await store.prisma.delivery.updateMany({ where: { id }, data: { contentHash } });
    },

    /** Takes messages that are to be published; `until` is when another worker may take them. */
    async claimPublish(now: Date, until: Date, limit: number): Promise<Sent[]> {
      const prisma = store.prisma;
      const rows = await prisma.delivery.findMany({
        where: { state: "delivered", publishAt: { lte: now }, messageId: { not: null }, leaderId: null },
        orderBy: { publishAt: "asc" },
        take: limit,
        include: full,
      });
      const mine: FullRow[] = [];
      for (const row of rows) {
        const { count } = await prisma.delivery.updateMany({
          where: { id: row.id, publishAt: row.publishAt },
          data: { publishAt: until },
        });
        if (count === 1) mine.push(row);
      }
      return sentOf(mine);
    },

    /** When the first of the messages that are to be published is due; undefined where there is none. */
    async nextPublish(): Promise<Date | undefined> {
      const { _min } = await store.prisma.delivery.aggregate({
        where: { publishAt: { not: null } },
        _min: { publishAt: true },
      });
      return _min.publishAt ?? undefined;
    },

    /** When a message is published (again): undefined for never. */
    async publishLater(id: string, at: Date | undefined): Promise<void> {
      await store.prisma.delivery.updateMany({ where: { id }, data: { publishAt: at ?? null } });
    },

    /** Forgets what was settled before a moment. */
    async prune(before: Date): Promise<number> {
      const settled = { state: { not: "pending" }, updatedAt: { lt: before } };
      return (await store.prisma.delivery.deleteMany({ where: settled })).count;
    },
  };
}
