import { fileURLToPath } from "node:url";
import type { Database } from "./database.ts";
import { type DatabaseAddress, parseDatabaseUrl } from "./database-url.ts";
import type { Prisma, PrismaClient } from "./generated/client.ts";
import { migrate } from "./migrate.ts";
import { readMigrations } from "./migrations-folder.ts";
import { createSetAside, type SetAside } from "./set-aside.ts";
import { openSqlite } from "./sqlite.ts";
import { writersLock } from "./writers-lock.ts";

/** An open database. What it gives is for the files of src/store; all others get domain types from those. */
export interface Store {
  /**
   * Prisma's client, for everything. What it cannot say (a conditional upsert, "insert what is not there") goes through
   * its `$executeRaw` and insertNew (insert-new.ts). Where the database cannot be used, its methods throw StoreError.
   *
   * SQLite has one connection, so that within a transaction only the transaction's own client may be used: another
   * query would wait for its end.
   */
  readonly prisma: PrismaClient;
  /**
   * Runs work in one transaction, committed when it ends and undone when it throws. Of all processes on one database
   * one at a time is in here: what work reads stays true while it writes.
   */
  transaction<T>(work: (db: Prisma.TransactionClient) => Promise<T>): Promise<T>;
  /** Leaves out rows that cannot be read, and says so once. */
  readonly setAside: SetAside;
  /** The plain connection, for the stores that do not use Prisma's client yet. */
  readonly raw: Pick<Database, "single" | "read" | "write">;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Told, in one sentence each, what is done to the database: migrations. */
  log?: (message: string) => void;
  /** Told, in one sentence each, of rows that cannot be read and are left out; else as the log is. */
  warn?: (message: string) => void;
  /** Folder of the migrations; another one only in tests. */
  migrations?: string;
  /** How long to wait for another process's transaction, in ms; default 10,000. */
  wait?: number;
}

const defaultWait = 10_000;

const ownMigrations = {
  sqlite: fileURLToPath(new URL("../../prisma/migrations", import.meta.url)),
  postgresql: fileURLToPath(new URL("../../prisma/postgresql/migrations", import.meta.url)),
};

/**
 * Opens the database and brings its schema up to date; a SQLite file is made where it is missing.
 * Safe to be killed at any moment, and to be called by several processes at once.
 * @param url `file:<path>`, relative to the working folder, or `postgresql://…`
 * @throws StoreError one sentence for the person who starts the program
 */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const log = options.log ?? (() => undefined);
  const address = parseDatabaseUrl(url);
  const database = await openDatabase(address, options.wait ?? defaultWait, log);
  try {
    const migrations = await readMigrations(options.migrations ?? ownMigrations[address.provider]);
    await migrate(database, migrations, log);
  } catch (error) {
    await database.close();
    throw error;
  }

  const prisma = await startPrisma(address.provider, database, options.wait ?? defaultWait);
  return {
    prisma,
    transaction: (work) =>
      prisma.$transaction(async (db) => {
        if (address.provider === "postgresql")
          await db.$executeRaw`SELECT pg_advisory_xact_lock(${writersLock})`;
        return work(db);
      }),
    raw: database,
    setAside: createSetAside(options.warn ?? log),
    close: async () => {
      await prisma.$disconnect();
      await database.close();
    },
  };
}

async function openDatabase(
  address: DatabaseAddress,
  wait: number,
  log: (message: string) => void,
): Promise<Database> {
  if (address.provider === "sqlite") return openSqlite(address.file, wait);
  const { openPostgresql } = await import("./postgresql.ts");
  return openPostgresql(address.url, log);
}

/** Each kind of database has a client of its own; what the store asks of them is the same. */
async function startPrisma(
  provider: DatabaseAddress["provider"],
  { adapter }: Database,
  wait: number,
): Promise<PrismaClient> {
  // A transaction is over in milliseconds; one that is still open after a minute has lost its way.
  const options = { adapter, transactionOptions: { maxWait: wait + 1_000, timeout: 60_000 } };
  if (provider === "sqlite") {
    const generated = await import("./generated/client.ts");
    return new generated.PrismaClient(options);
  }
  const generated = await import("./generated-postgresql/client/client.ts");
  return new generated.PrismaClient(options) as unknown as PrismaClient;
}

/** Opens a database for one piece of work, and closes it after. @throws what openStore and the work throw */
export async function withStore<T>(url: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(url);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
