/** Jobs that one process does at a time, and who is alive. */
import type { Store } from "./open.ts";
import { change, countRows } from "./sql.ts";

export type LeaseStore = ReturnType<typeof createLeaseStore>;

/** What ran out so long ago belongs to nobody who is alive, in milliseconds. */
const forgottenMs = 60_000;
const named = `substr("job", 1, ?) = ?`;

export function createLeaseStore({ single: db }: Pick<Store, "single">) {
  return {
    /** Takes or renews a job for `ms`; false while another owner has it. */
    async take(job: string, owner: string, now: Date, ms: number): Promise<boolean> {
      const changed = await change(
        db,
        `INSERT INTO "Lease" ("job", "owner", "until") VALUES (?, ?, ?)
        ON CONFLICT ("job") DO UPDATE SET "owner" = excluded."owner", "until" = excluded."until"
        WHERE "Lease"."owner" = excluded."owner" OR "Lease"."until" <= ?`,
        [job, owner, new Date(now.getTime() + ms), now],
      );
      return changed === 1;
    },

    /** Gives a job back. Nothing happens where another owner has it. */
    async give(job: string, owner: string): Promise<void> {
      await change(db, `DELETE FROM "Lease" WHERE "job" = ? AND "owner" = ?`, [job, owner]);
    },

    /** How many jobs whose name begins with `prefix` are held; those that ran out are cleared away. */
    async held(prefix: string, now: Date): Promise<number> {
      const name = [prefix.length, prefix];
      const old = new Date(now.getTime() - forgottenMs);
      await change(db, `DELETE FROM "Lease" WHERE ${named} AND "until" <= ?`, [...name, old]);
      return countRows(db, "Lease", `${named} AND "until" > ?`, [...name, now]);
    },
  };
}
