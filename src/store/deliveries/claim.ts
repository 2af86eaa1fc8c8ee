/** Who sends what: a delivery is claimed by one worker at a time, for the length of a lease. */
import { defined } from "../../defined.ts";
import type { LeasedDelivery } from "../../subscriptions/types.ts";
import type { Store } from "../open.ts";
import { toSubscription } from "../subscription-store.ts";
import { fullRows, noLease, releasesOf } from "./rows.ts";

/** No lease lasts so long: one that ends later comes from a clock that ran ahead. */
const longestLeaseMs = 3_600_000;
const free = (now: Date) => ({
  OR: [
    { leaseUntil: null },
    { leaseUntil: { lt: now } },
    { leaseUntil: { gt: new Date(now.getTime() + longestLeaseMs) } },
  ],
});

/** How long a delivery rests whose rows cannot be read. */
const unreadableMs = 3_600_000;

/** Claiming deliveries, and giving them back. */
export function claims(store: Store) {
  let leases = 0;

  return {
    /**
     * Takes up to `limit` messages that are due, in the order of their places. Of a channel that fails one at a time is
     * taken, when it is to be tried again.
     */
    async claim(worker: string, now: Date, leaseMs: number, limit: number): Promise<LeasedDelivery[]> {
      const prisma = store.prisma;
      const candidates = await prisma.delivery.findMany({
        where: {
          state: "pending",
          leaderId: null,
          dueAt: { lte: now },
          ...free(now),
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
      const mine = { leaseOwner: lease, state: "pending" } as const;
      const rows = await fullRows(store, { where: mine, orderBy: { place: "asc" } });
      const releases = await releasesOf(store, rows);
      const claimed = rows.flatMap((row) => {
        const subscription = store.setAside.one(row.subscription, toSubscription);
        const told = releases.get(row.id) ?? [];
        if (subscription === undefined || told.length === 0) return [];
        const { id, isDigest, nonce, attempts } = row;
        const begunAt = row.begunAt ?? undefined;
        const due = { id, subscription, releases: told, isDigest, nonce, attempts, ...defined({ begunAt }) };
        return [{ lease, until, due }];
      });
      // What cannot be read now may be put right by a person.
      if (claimed.length < ids.length)
        await prisma.delivery.updateMany({
          where: { ...mine, id: { notIn: claimed.map(({ due }) => due.id) } },
          data: { ...noLease, dueAt: new Date(now.getTime() + unreadableMs) },
        });
      return claimed;
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
          ...defined({ error }),
        },
      });
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

    /** When the first of the messages that nobody has is due; undefined where none waits. */
    async nextDue(): Promise<Date | undefined> {
      const { _min } = await store.prisma.delivery.aggregate({
        where: { state: "pending", leaderId: null, leaseUntil: null, subscription: { state: "active" } },
        _min: { dueAt: true },
      });
      return _min.dueAt ?? undefined;
    },
  };
}
