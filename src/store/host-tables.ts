/**
 * What a host owns: everything that is not read anew from data/. Copied between databases of either kind, row by row,
 * for backups and moves.
 */
import { ColumnTypeEnum, type SqlQueryable } from "@prisma/driver-adapter-utils";
import type { Store } from "./open.ts";
import { type Cell, change, countRows, insertAll } from "./sql.ts";

/** In the order in which rows can be inserted. */
export const hostTables = [
  "Release",
  "Subscription",
  "Delivery",
  "UpstreamItem",
  "UpstreamListing",
  "UpstreamChange",
  "ReviewRule",
] as const;
type HostTable = (typeof hostTables)[number];

/** Rows by table. */
export type RowCounts = Readonly<Record<string, number>>;

/** Rows read at once. */
const page = 2_000;

/** A cell as every kind of database takes it: SQLite keeps truth values as 0 and 1, and moments as text. */
function cellOf(value: unknown, type: number | undefined): Cell {
  if (type === ColumnTypeEnum.Boolean && typeof value === "number") return value === 1;
  if (type === ColumnTypeEnum.DateTime && typeof value === "string") return new Date(value);
  return value as Cell;
}

async function copyTable(from: SqlQueryable, to: SqlQueryable, table: HostTable): Promise<number> {
  for (let offset = 0; ; offset += page) {
    const sql = `SELECT * FROM "${table}" ORDER BY 1, 2 LIMIT ${page} OFFSET ${offset}`;
    const { columnNames, columnTypes, rows } = await from.queryRaw({ sql, args: [], argTypes: [] });
    const records = rows.map((row) =>
      Object.fromEntries(columnNames.map((name, index) => [name, cellOf(row[index], columnTypes[index])])),
    );
    await insertAll(to, table, columnNames, records);
    if (rows.length < page) return offset + rows.length;
  }
}

/** How many rows a host owns in each table. */
export async function countHostRows(store: Pick<Store, "raw">): Promise<RowCounts> {
  return store.raw.read(async (db) => {
    const counts: Record<string, number> = {};
    for (const table of hostTables) counts[table] = await countRows(db, table, "1 = 1");
    return counts;
  });
}

/**
 * Puts the rows of one database in the place of another's, each as it is at one moment, all or nothing.
 * @param afterwards is part of the same transaction of the target
 */
export async function copyHostTables(
  from: Pick<Store, "raw">,
  to: Pick<Store, "raw">,
  afterwards: (db: SqlQueryable) => Promise<void> = async () => undefined,
): Promise<RowCounts> {
  return from.raw.read((source) =>
    to.raw.write(async (target) => {
      for (const table of [...hostTables].reverse()) await change(target, `DELETE FROM "${table}"`, []);
      const counts: Record<string, number> = {};
      for (const table of hostTables) counts[table] = await copyTable(source, target, table);
      await afterwards(target);
      return counts;
    }),
  );
}

/**
 * Makes sure that nothing of an old state is posted again: nobody knows what was posted since. What was due is left
 * out, what was held or in review is known and no news, digests begin with now, and each listing of an upstream is read
 * as if for the first time.
 * @returns how many posts are left out
 */
export async function forgetWhatWasDue(db: SqlQueryable, now: Date): Promise<number> {
  const skipped = await change(
    db,
    `UPDATE "Delivery" SET "state" = 'skipped', "error" = ?, "leaseUntil" = NULL, "leaseOwner" = NULL
     WHERE "state" = 'pending'`,
    ["due when the backup was made; it may have been posted since"],
  );
  await change(
    db,
    `UPDATE "Release" SET "state" = 'baseline', "heldUntil" = NULL WHERE "state" = 'review'`,
    [],
  );
  await change(
    db,
    `UPDATE "Release" SET "fannedOutAt" = ? WHERE "state" = 'ready' AND "fannedOutAt" IS NULL`,
    [now],
  );
  await change(db, `UPDATE "Subscription" SET "digestedUntil" = ? WHERE "cadence" <> 'instant'`, [now]);
  await change(db, `UPDATE "Release" SET "state" = 'known' WHERE "state" = 'waiting'`, []);
  await change(db, `UPDATE "UpstreamChange" SET "state" = 'kept' WHERE "state" = 'waiting'`, []);
  await change(
    db,
    `UPDATE "UpstreamListing" SET "baseline" = 'none', "etag" = NULL, "lastModified" = NULL, "hash" = NULL`,
    [],
  );
  return skipped;
}
