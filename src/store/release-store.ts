/** Releases in the store: what came out, whoever saw it first. */
import { z } from "zod";
import { earliestDay, isRealDate } from "../catalog/dates.ts";
import { cleanName } from "../clean-text.ts";
import { defined } from "../defined.ts";
import { releaseKey } from "../releases/from-catalog.ts";
import {
  type ChangedFact,
  changedFields,
  type NewRelease,
  type Release,
  releaseKinds,
  releaseStates,
  type Variant,
} from "../releases/types.ts";
import { StoreError } from "./errors.ts";
import type { Prisma, Release as ReleaseRow } from "./generated/client.ts";
import { jsonOf } from "./json.ts";
import type { Store } from "./open.ts";

export type ReleaseStore = ReturnType<typeof createReleaseStore>;

const sound = z.object({
  kind: z.enum(releaseKinds),
  state: z.enum(releaseStates),
  title: z.string().transform((text, context) => {
    const title = cleanName(text, 200);
    if (title !== undefined) return title;
    context.addIssue("has no letter");
    return z.NEVER;
  }),
  date: z.string().refine(isRealDate).nullable(),
  detectedAt: z.date(),
  heldUntil: z.date().nullable(),
  readyAt: z.date().nullable(),
});

/** A row as a release. @throws StoreError when a row is not what this program writes */
export function toRelease(row: ReleaseRow): Release {
  const read = sound.safeParse(row);
  if (!read.success) throw new StoreError("unreadable-row", `The release ${row.key} cannot be read.`);
  const { id, key, lab, model, origin } = row;
  const { title, kind, state, detectedAt, date, heldUntil, readyAt } = read.data;
  return {
    ...{ id, key, lab, model, title, kind, state, origin, detectedAt },
    ...defined({
      date: date ?? undefined,
      heldUntil: heldUntil ?? undefined,
      readyAt: readyAt ?? undefined,
      isMinor: row.isMinor || undefined,
      decidedBy: row.decidedBy ?? undefined,
      askedIn: row.askedIn ?? undefined,
      variants: row.variants === "[]" ? undefined : variantsOf(row.variants),
      change: row.change === null ? undefined : changeOf(row.change),
    }),
  };
}

const variant = z.array(z.object({ title: z.string(), model: z.string() }));

/** What came with a release, from its column; nothing where it is not what this program writes. */
export const variantsOf = (column: string): Variant[] => variant.catch([]).parse(jsonOf(column));

const changed = z.object({
  field: z.enum(changedFields),
  lines: z.array(z.object({ label: z.string(), before: z.string().exactOptional(), after: z.string() })),
  place: z.string(),
});

/** What moved, from its column; nothing where it is not what this program writes. */
export const changeOf = (column: string): ChangedFact | undefined =>
  changed.optional().catch(undefined).parse(jsonOf(column));

/** By which it is sorted: the earliest that its date can mean, or the one on which it was found. */
export const dayOf = (date: string | undefined, found: Date): string =>
  date === undefined ? found.toISOString().slice(0, 10) : earliestDay(date);

/** SQLite takes at most 32,766 values in a statement. */
const perStatement = 1_000;

/** States of what the watch knows of and nobody lists. What waits is announced by the watch. */
const unlisted: ReadonlySet<string> = new Set(["known", "alone", "dropped"]);

/** What becomes of a release that was only known of when a data file dates it: no news where it was known for long. */
function listed({ title, kind, date, origin, state }: NewRelease, before: string, now: Date) {
  const isNews = state === "ready" && before !== "known";
  return {
    ...{ title, kind, date: date ?? null, day: dayOf(date, now), origin },
    ...{ state: isNews ? "ready" : "baseline", readyAt: isNews ? now : null },
  };
}

export function createReleaseStore(store: Store) {
  const table = store.prisma.release;

  /** Those of a question that can be read. */
  async function readable(question: Prisma.ReleaseFindManyArgs): Promise<Release[]> {
    const rows = await store.setAside.rows(
      "release",
      () => table.findMany(question),
      () => table.findMany({ ...question, select: { id: true } }),
      (id) => table.findUnique({ where: { id } }),
    );
    return store.setAside.each(rows, toRelease);
  }

  return {
    /** Keys of what is listed, announced or decided on, and those that their entries would have. */
    async keys(): Promise<Set<string>> {
      const rows = await store.prisma.release.findMany({
        where: { state: { notIn: [...unlisted] } },
        select: { key: true, model: true },
      });
      return new Set(rows.flatMap(({ key, model }) => [key, releaseKey(model)]));
    },

    /** How many releases a finder brought: `data`, or the id of an upstream. */
    async countFrom(origin: string): Promise<number> {
      return store.prisma.release.count({ where: { origin } });
    },

    /**
     * Adds those whose key is new, and returns their keys. What the watch only knows of is listed from now on; any other
     * stays as it is.
     */
    async add(releases: readonly NewRelease[], now: Date): Promise<string[]> {
      if (releases.length === 0) return [];
      // One process at a time: several bots start together and find the same.
      return store.transaction(async (transaction) => {
        const added: string[] = [];
        for (let from = 0; from < releases.length; from += perStatement) {
          const some = releases.slice(from, from + perStatement);
          const there = await transaction.release.findMany({
            where: { key: { in: some.map(({ key }) => key) } },
            select: { key: true, state: true },
          });
          const known = new Set(there.map(({ key }) => key));
          for (const { key, state } of there) {
            const found = some.find((one) => one.key === key);
            if (found !== undefined && unlisted.has(state))
              await transaction.release.update({ where: { key }, data: listed(found, state, now) });
          }
          const fresh = some.filter(({ key }) => !known.has(key) && known.add(key));
          added.push(...fresh.map(({ key }) => key));
          await transaction.release.createMany({
            data: fresh.map(({ key, lab, model, title, kind, date, origin, state, heldUntil }) => ({
              key,
              lab,
              model,
              title,
              kind,
              origin,
              state,
              detectedAt: now,
              ...{
                date: date ?? null,
                day: dayOf(date, now),
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
      return (await readable({ where: { id } }))[0];
    },

    async byKey(key: string): Promise<Release | undefined> {
      return (await readable({ where: { key } }))[0];
    },

    async inState(state: Release["state"]): Promise<Release[]> {
      return readable({ where: { state }, orderBy: { detectedAt: "asc" } });
    },

    /**
     * A page of what came out, newest first, and how many there are: without what waits, is reviewed or was rejected.
     * @param since earliest day, `YYYY-MM-DD`
     */
    async published(
      { lab, since }: { lab?: string; since?: string },
      page: { skip: number; take: number },
    ): Promise<{ releases: Release[]; total: number }> {
      const where = {
        state: { in: ["baseline", "ready"] },
        ...defined({ lab }),
        ...(since === undefined ? {} : { day: { gte: since } }),
      };
      const [releases, total] = await Promise.all([
        readable({ where, orderBy: [{ day: "desc" }, { title: "asc" }, { id: "asc" }], ...page }),
        store.prisma.release.count({ where }),
      ]);
      return { releases, total };
    },

    /**
     * Changes a release. One that becomes `ready` is posted from `now` on; one that is ready stays so.
     * @returns false where there is no such release
     */
    async update(
      id: string,
      change: Partial<
        Pick<Release, "state" | "title" | "kind" | "date" | "model" | "heldUntil" | "decidedBy">
      >,
      now: Date,
    ): Promise<boolean> {
      const prisma = store.prisma;
      return prisma.$transaction(async (transaction) => {
        const row = await transaction.release.findUnique({ where: { id } });
        if (row === null) return false;
        const becomesReady = change.state === "ready" && row.readyAt === null;
        await transaction.release.update({
          where: { id },
          data: {
            ...change,
            ...(change.date === undefined ? {} : { day: dayOf(change.date, row.detectedAt) }),
            ...(becomesReady ? { readyAt: now } : {}),
          },
        });
        return true;
      });
    },

    /** Releases that became ready after `from` and up to `to`, in that order. */
    async readyBetween(from: Date, to: Date): Promise<Release[]> {
      return readable({
        where: { state: "ready", readyAt: { gt: from, lte: to } },
        orderBy: [{ readyAt: "asc" }, { key: "asc" }],
      });
    },

    /** Ready releases for which not every delivery is reserved yet. */
    async toFanOut(): Promise<Release[]> {
      return readable({
        where: { state: "ready", fannedOutAt: null },
        orderBy: [{ readyAt: "asc" }, { key: "asc" }],
      });
    },

    async fannedOut(id: string, now: Date): Promise<void> {
      await store.prisma.release.update({ where: { id }, data: { fannedOutAt: now } });
    },
  };
}
