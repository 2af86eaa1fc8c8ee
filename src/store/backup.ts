/** Backups: one SQLite file with everything a host owns, whichever kind of database it comes from. */
import { existsSync } from "node:fs";
import { copyFile, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SqlQueryable } from "@prisma/driver-adapter-utils";
import { parseDatabaseUrl } from "./database-url.ts";
import { StoreError } from "./errors.ts";
import { copyHostTables, countHostRows, forgetWhatWasDue, type RowCounts } from "./host-tables.ts";
import { type Store, withStore } from "./open.ts";
import { change } from "./sql.ts";
import { openSqlite } from "./sqlite.ts";

/** How long another program's transaction is waited for, in milliseconds. */
const waitMs = 30_000;

/**
 * Writes a backup while the bot runs. The file is there when it is whole, and not before.
 * @throws StoreError where it cannot be written, or is there already
 */
export async function backUp(url: string, file: string): Promise<RowCounts> {
  const target = path.resolve(file);
  const part = `${target}.part`;
  refuseExisting(target);
  await removed(part);
  const address = parseDatabaseUrl(url);
  // SQLite's own copy is one state of the file and its log, whoever writes meanwhile.
  if (address.provider === "sqlite" && !existsSync(address.file))
    throw new StoreError("bad-url", `There is no database at ${address.file}: set DATABASE_URL.`);
  if (address.provider === "sqlite") await vacuumInto(address.file, part);
  else await withStore(url, (from) => withStore(`file:${part}`, (to) => copyHostTables(from, to)));
  const counts = await withStore(`file:${part}`, countHostRows);
  await rename(part, target);
  return counts;
}

async function vacuumInto(file: string, target: string): Promise<void> {
  const database = await openSqlite(file, waitMs);
  try {
    await change(database.single, "VACUUM INTO ?", [target]);
  } finally {
    await database.close();
  }
}

export interface Restored {
  rows: RowCounts;
  /** Posts that were due when the backup was made, and are left out. */
  skipped: number;
}

/**
 * Puts a backup in the place of what a database has, in one transaction; the bot may run. Nothing that may have been
 * posted since the backup is posted again.
 */
export async function restore(file: string, store: Store, now: Date): Promise<Restored> {
  // A copy, since opening a database brings its schema up to date.
  const folder = await mkdtemp(path.join(tmpdir(), "labdex-restore-"));
  const copy = path.join(folder, "backup.db");
  try {
    await copyFile(file, copy);
  } catch (cause) {
    await rm(folder, { recursive: true });
    throw new StoreError("cannot-write", `The backup ${file} cannot be read: check its name.`, { cause });
  }
  try {
    let skipped = 0;
    const settle = async (db: SqlQueryable) => {
      skipped = await forgetWhatWasDue(db, now);
    };
    const rows = await withStore(`file:${copy}`, (from) => copyHostTables(from, store, settle));
    return { rows, skipped };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function refuseExisting(file: string): void {
  if (existsSync(file))
    throw new StoreError("cannot-write", `${file} is there already: give the backup another name.`);
}

async function removed(file: string): Promise<void> {
  for (const end of ["", "-wal", "-shm"]) await rm(file + end, { force: true });
}
