/** Jobs that one process does at a time, and who is alive. */
import type { Store } from "./open.ts";

export type LeaseStore = ReturnType<typeof createLeaseStore>;

export function createLeaseStore(store: Store) {
  return {
    /** Takes or renews a job for `ms`; false while another owner has it. */
    async take(job: string, owner: string, now: Date, ms: number): Promise<boolean> {
      const prisma = await store.prisma();
      const until = new Date(now.getTime() + ms);
      return prisma.$transaction(async (transaction) => {
        const held = await transaction.lease.findUnique({ where: { job } });
        if (held !== null && held.owner !== owner && held.until > now) return false;
        await transaction.lease.upsert({
          where: { job },
          create: { job, owner, until },
          update: { owner, until },
        });
        return true;
      });
    },

    /** Gives a job back. Nothing happens where another owner has it. */
    async give(job: string, owner: string): Promise<void> {
      await (await store.prisma()).lease.deleteMany({ where: { job, owner } });
    },

    /** How many jobs whose name begins with `prefix` are held; those that ran out are cleared away. */
    async held(prefix: string, now: Date): Promise<number> {
      const prisma = await store.prisma();
      const where = { job: { startsWith: prefix } };
      await prisma.lease.deleteMany({
        where: { ...where, until: { lte: new Date(now.getTime() - 60_000) } },
      });
      return prisma.lease.count({ where: { ...where, until: { gt: now } } });
    },
  };
}
