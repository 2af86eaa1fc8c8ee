/** Releases in the store: what came out, whoever saw it first. */
import { z } from "zod";
import { type NewRelease, type Release, releaseKinds, releaseStates } from "../releases/types.ts";
import { StoreError } from "./errors.ts";
import type { Release as ReleaseRow } from "./generated/client.ts";
import type { Store } from "./open.ts";
import { anyRow, change, countRows, selectAll } from "./sql.ts";

export type ReleaseStore = ReturnType<typeof createReleaseStore>;

const closedSets = z.object({ kind: z.enum(releaseKinds), state: z.enum(releaseStates) });

/** A row as a release. @throws StoreError when a row is not what this program writes */
export function toRelease(row: ReleaseRow): Release {
  const sets = closedSets.safeParse(row);
  if (!sets.success) throw new StoreError("unreadable-row", `The release ${row.key} cannot be read.`);
  const { id, key, lab, model, title, origin, detectedAt } = row;
  return {
    ...{ id, key, lab, model, title, origin, detectedAt, ...sets.data },
    ...(row.date === null ? {} : { date: row.date }),
    ...(row.heldUntil === null ? {} : { heldUntil: row.heldUntil }),
    ...(row.readyAt === null ? {} : { readyAt: row.readyAt }),
  };
}

/** SQLite takes at most 32,766 values in a statement. */
const perStatement = 1_000;

export function createReleaseStore(store: Store) {
  return {
    /** Keys of all releases, whatever their state. */
    async keys(): Promise<Set<string>> {
      const rows = await selectAll(store.raw.single, "Release", z.object({ key: z.string() }));
      return new Set(rows.map((row) => row.key));
    },

    /** How many releases a finder brought: `data`, or the id of an upstream. */
    async countFrom(origin: string): Promise<number> {
      return countRows(store.raw.single, "Release", `"origin" = ?`, [origin]);
    },

    /** Adds those whose key is new, and returns their keys. A key that is there stays as it is. */
    async add(releases: readonly NewRelease[], now: Date): Promise<string[]> {
      if (releases.length === 0) return [];
      const prisma = store.prisma;
      return prisma.$transaction(async (transaction) => {
        const added: string[] = [];
        for (let from = 0; from < releases.length; from += perStatement) {
          const some = releases.slice(from, from + perStatement);
          const there = await transaction.release.findMany({
            where: { key: { in: some.map(({ key }) => key) } },
            select: { key: true },
          });
          const known = new Set(there.map(({ key }) => key));
          const fresh = some.filter(({ key }) => !known.has(key) && known.add(key));
          added.push(...fresh.map(({ key }) => key));
          await transaction.release.createMany({
            data: fresh.map(({ key, lab, model, title, kind, date, origin, state, heldUntil }) => ({
              ...{ key, lab, model, title, kind, origin, state, detectedAt: now },
              ...{
                date: date ?? null,
                heldUntil: heldUntil ?? null,
                readyAt: state === "ready" ? now : null,
              },
            })),
          });
        }
        return added;
      });
    },

    async byId(id: string): Promise<Release | undefined> {
      const row = await store.prisma.release.findUnique({ where: { id } });
      return row === null ? undefined : toRelease(row);
    },

    async byKey(key: string): Promise<Release | undefined> {
      const row = await store.prisma.release.findUnique({ where: { key } });
      return row === null ? undefined : toRelease(row);
    },

    async inState(state: Release["state"]): Promise<Release[]> {
      if (!(await anyRow(store.raw.single, "Release", `"state" = ?`, [state]))) return [];
      const rows = await store.prisma.release.findMany({
        where: { state },
        orderBy: { detectedAt: "asc" },
      });
      return rows.map(toRelease);
    },

    /** What came out, for people to see: without what is held, in review or rejected. */
    async published(filter: { lab?: string } = {}): Promise<Release[]> {
      const rows = await store.prisma.release.findMany({
        where: { state: { in: ["baseline", "ready"] }, ...filter },
      });
      return rows.map(toRelease);
    },

    /**
     * Changes a release. One that becomes `ready` is posted from `now` on; one that is ready stays so.
     * @returns false where there is no such release
     */
    async update(
      id: string,
      change: Partial<Pick<Release, "state" | "title" | "kind" | "date" | "model" | "heldUntil">>,
      now: Date,
    ): Promise<boolean> {
      const prisma = store.prisma;
      return prisma.$transaction(async (transaction) => {
        const row = await transaction.release.findUnique({ where: { id } });
        if (row === null) return false;
        const becomesReady = change.state === "ready" && row.readyAt === null;
        await transaction.release.update({
          where: { id },
          data: { ...change, ...(becomesReady ? { readyAt: now } : {}) },
        });
        return true;
      });
    },

    /** Makes the releases ready whose hold is over, and returns how many. */
    async releaseHeld(now: Date): Promise<number> {
      const becomeReady = `UPDATE "Release" SET "state" = 'ready', "readyAt" = ?`;
      return change(store.raw.single, `${becomeReady} WHERE "state" = 'held' AND "heldUntil" <= ?`, [
        now,
        now,
      ]);
    },

    /** Releases that became ready after `from` and up to `to`, in that order. */
    async readyBetween(from: Date, to: Date): Promise<Release[]> {
      const condition = `"state" = 'ready' AND "readyAt" > ? AND "readyAt" <= ?`;
      if (!(await anyRow(store.raw.single, "Release", condition, [from, to]))) return [];
      const rows = await store.prisma.release.findMany({
        where: { state: "ready", readyAt: { gt: from, lte: to } },
        orderBy: [{ readyAt: "asc" }, { key: "asc" }],
      });
      return rows.map(toRelease);
    },

    /** Ready releases for which not every delivery is reserved yet. */
    async toFanOut(): Promise<Release[]> {
      const condition = `"state" = 'ready' AND "fannedOutAt" IS NULL`;
      if (!(await anyRow(store.raw.single, "Release", condition))) return [];
      const rows = await store.prisma.release.findMany({
        where: { state: "ready", fannedOutAt: null },
        orderBy: [{ readyAt: "asc" }, { key: "asc" }],
      });
      return rows.map(toRelease);
    },

    async fannedOut(id: string, now: Date): Promise<void> {
      await store.prisma.release.update({ where: { id }, data: { fannedOutAt: now } });
    },
  };
}
