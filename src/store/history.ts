/** What upstreams said differently than before, in the store: by differences only, for three years. */
import type { SqlQueryable } from "@prisma/driver-adapter-utils";
import { z } from "zod";
import { defined } from "../defined.ts";
import type { History } from "../releases/found.ts";
import { upstreamFacts } from "../releases/sources/types.ts";
import type { UpstreamChange } from "./generated/client.ts";
import { jsonOf } from "./json.ts";
import type { Store } from "./open.ts";
import { change, insertAll } from "./sql.ts";

const keptMs = 3 * 365 * 24 * 3_600_000;
const columns = ["id", "at", "source", "externalId", "release", "field", "before", "after", "state"];
const sets = z.object({ field: upstreamFacts.keyof(), state: z.enum(["waiting", "told", "kept"]) });

const isJson = (text: string | null) => text === null || jsonOf(text) !== undefined;

/** Rows that are not what this program writes are left out. */
function toHistory(row: UpstreamChange): History[] {
  const read = sets.safeParse(row);
  if (!read.success || !isJson(row.before) || !isJson(row.after)) return [];
  return [
    {
      ...{ id: row.id, at: row.at, source: row.source, externalId: row.externalId, ...read.data },
      ...defined({
        release: row.release ?? undefined,
        before: row.before ?? undefined,
        after: row.after ?? undefined,
      }),
    },
  ];
}

export async function waitingHistory(store: Store): Promise<History[]> {
  const rows = await store.prisma.upstreamChange.findMany({
    where: { state: "waiting" },
    orderBy: { at: "asc" },
  });
  return rows.flatMap(toHistory);
}

/** Newest first. */
export async function historyOf(store: Store, release: string): Promise<History[]> {
  const rows = await store.prisma.upstreamChange.findMany({ where: { release }, orderBy: { at: "desc" } });
  return rows.flatMap(toHistory);
}

/** Adds and brings up to date, forgets slips and what is too old. */
export async function saveHistory(
  db: SqlQueryable,
  kept: readonly History[],
  slips: readonly string[],
  now: Date,
): Promise<void> {
  for (const id of slips) await change(db, `DELETE FROM "UpstreamChange" WHERE "id" = ?`, [id]);
  if (kept.length === 0) return;
  const rows = kept.map((one) => ({
    ...one,
    release: one.release ?? null,
    before: one.before ?? null,
    after: one.after ?? null,
  }));
  await insertAll(db, "UpstreamChange", columns, rows, ["id"]);
  await change(db, `DELETE FROM "UpstreamChange" WHERE "at" < ?`, [new Date(now.getTime() - keptMs)]);
}
