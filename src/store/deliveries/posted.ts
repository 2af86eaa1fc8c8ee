/** What becomes of messages that Discord has: they are corrected and published. */
import type { Sent } from "../../subscriptions/types.ts";
import type { Store } from "../open.ts";
import { type FullRow, fullRows, sentOf } from "./rows.ts";

/** Messages that were sent. */
export function posted(store: Store) {
  return {
    /** Posts of one release, sent since, that say something else than what `contentHash` stands for. */
    async outdated(releaseId: string, contentHash: string, since: Date, limit: number): Promise<Sent[]> {
      const rows = await fullRows(store, {
        where: {
          releaseId,
          state: "delivered",
          isDigest: false,
          deliveredAt: { gte: since },
          messageId: { not: null },
          contentHash: { not: contentHash },
        },
        orderBy: { deliveredAt: "asc" },
        take: limit,
      });
      return sentOf(store, rows);
    },

    async setContentHash(id: string, contentHash: string): Promise<void> {
      await store.prisma.delivery.updateMany({ where: { id }, data: { contentHash } });
    },

    /** Takes messages that are to be published; `until` is when another worker may take them. */
    async claimPublish(now: Date, until: Date, limit: number): Promise<Sent[]> {
      const prisma = store.prisma;
      const rows = await fullRows(store, {
        where: { state: "delivered", publishAt: { lte: now }, messageId: { not: null }, leaderId: null },
        orderBy: { publishAt: "asc" },
        take: limit,
      });
      const mine: FullRow[] = [];
      for (const row of rows) {
        const { count } = await prisma.delivery.updateMany({
          where: { id: row.id, publishAt: row.publishAt },
          data: { publishAt: until },
        });
        if (count === 1) mine.push(row);
      }
      return sentOf(store, mine);
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
  };
}
