/** Jobs that one process does at a time, and who is alive. */
import type { Store } from "./open.ts";

export type LeaseStore = ReturnType<typeof createLeaseStore>;

/** What ran out so long ago belongs to nobody who is alive, in milliseconds. */
const forgottenMs = 60_000;
/** Clocks of machines may differ by so much. */
const aheadMs = 600_000;

export function createLeaseStore({ prisma }: Pick<Store, "prisma">) {
  return {
    /**
     * Takes or renews a job for `ms`; false while another owner has it. A lease that ends far later than any is given
     * comes from a clock that ran ahead, and is nobody's.
     */
    async take(job: string, owner: string, now: Date, ms: number): Promise<boolean> {
      const until = new Date(now.getTime() + ms);
      const latest = new Date(now.getTime() + 2 * ms + aheadMs);
      const changed = await prisma.$executeRaw`
        INSERT INTO "Lease" ("job", "owner", "until") VALUES (${job}, ${owner}, ${until})
        ON CONFLICT ("job") DO UPDATE SET "owner" = excluded."owner", "until" = excluded."until"
        WHERE "Lease"."owner" = excluded."owner" OR "Lease"."until" <= ${now} OR "Lease"."until" > ${latest}`;
      return changed === 1;
    },

    /** Gives a job back. Nothing happens where another owner has it. */
    async give(job: string, owner: string): Promise<void> {
      await prisma.lease.deleteMany({ where: { job, owner } });
    },

    /** How many jobs whose name begins with `prefix` are held; those that ran out are cleared away. */
    async held(prefix: string, now: Date): Promise<number> {
      const named = { job: { startsWith: prefix } };
      const old = new Date(now.getTime() - forgottenMs);
      await prisma.lease.deleteMany({ where: { ...named, until: { lte: old } } });
      return prisma.lease.count({ where: { ...named, until: { gt: now } } });
    },
  };
}
