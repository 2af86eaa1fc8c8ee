/** How a subscription is doing: paused, failing, given up, well again. */
import type { Store } from "./open.ts";

const healthy = {
  pausedBy: null,
  pausedReason: null,
  pausedAt: null,
  retryAt: null,
  failures: 0,
  ownerToldAt: null,
};

/** Changes of a subscription's health; part of the subscription store. */
export function subscriptionHealth(store: Store) {
  const table = store.prisma.subscription;

  return {
    /** A person pauses it. */
    async pause(id: string, now: Date): Promise<void> {
      await table.update({
        where: { id },
        data: { ...healthy, state: "paused", pausedBy: "person", pausedAt: now },
      });
    },

    /** It goes on. `from`: releases that were ready before are not posted; left out, nothing was missed on purpose. */
    async resume(id: string, from?: Date): Promise<void> {
      const since = from === undefined ? {} : { startsAt: from, digestedUntil: from };
      await table.update({ where: { id }, data: { ...healthy, ...since, state: "active" } });
    },

    /**
     * A failure that may pass: one delivery tries again at `retryAt`. Returns how many times in a row it was; several
     * deliveries that fail before then count once.
     */
    async failed(
      id: string,
      reason: string,
      now: Date,
      retryAt: (failures: number) => Date,
    ): Promise<number> {
      const prisma = store.prisma;
      return prisma.$transaction(async (transaction) => {
        const row = await transaction.subscription.findUnique({ where: { id } });
        if (row === null || row.state === "retired" || row.pausedBy === "person") return 0;
        if (row.retryAt !== null && row.retryAt > now) return row.failures;
        const failures = row.failures + 1;
        await transaction.subscription.update({
          where: { id },
          data: {
            state: "paused",
            pausedBy: "failure",
            pausedReason: reason,
            failures,
            retryAt: retryAt(failures),
          },
        });
        return failures;
      });
    },

    /** The failures are over: a delivery went through. */
    async recovered(id: string): Promise<void> {
      await table.updateMany({
        where: { id, OR: [{ pausedBy: "failure" }, { failures: { gt: 0 } }] },
        data: { ...healthy, state: "active" },
      });
    },

    /** Gives it up and keeps its settings. */
    async retire(id: string, reason: string, now: Date): Promise<void> {
      await table.updateMany({
        where: { id },
        data: { state: "retired", pausedBy: "failure", pausedReason: reason, pausedAt: now, retryAt: null },
      });
    },

    /** True for the one caller that is to tell the owner of the failure. */
    async claimNotice(id: string, now: Date): Promise<boolean> {
      const { count } = await table.updateMany({
        where: { id, ownerToldAt: null },
        data: { ownerToldAt: now },
      });
      return count === 1;
    },
  };
}
