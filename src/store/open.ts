import { fileURLToPath } from "node:url";
import type { Database } from "./database.ts";
import { type DatabaseAddress, parseDatabaseUrl } from "./database-url.ts";
import type { PrismaClient } from "./generated/client.ts";
import { migrate } from "./migrate.ts";
import { readMigrations } from "./migrations-folder.ts";
import { openSqlite } from "./sqlite.ts";

/** An open database. What it gives is for the files of src/store; all others get domain types from those. */
export interface Store extends Pick<Database, "single" | "read" | "write" | "close"> {
  /**
   * Prisma's client, started at the first call: the catalogue does without it. SQLite has one connection, so within a
   * transaction (this client's, or read and write here) only the transaction's own client may be used: another query
   * would wait for its end.
   */
  prisma(): Promise<PrismaClient>;
}

export interface StoreOptions {
  /** Told, in one sentence each, what is done to the database: migrations. */
  log?: (message: string) => void;
  /** Folder of the migrations; another one only in tests. */
  migrations?: string;
  /** How long to wait for another process's transaction, in ms; default 10,000. */
  wait?: number;
}

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
  const database = await openDatabase(address, options.wait ?? 10_000, log);
  try {
    const migrations = await readMigrations(options.migrations ?? ownMigrations[address.provider]);
    await migrate(database, migrations, log);
  } catch (error) {
    await database.close();
    throw error;
  }

  let client: Promise<PrismaClient> | undefined;
  return {
    single: database.single,
    read: database.read,
    write: database.write,
    prisma: () => {
      client ??= startPrisma(address.provider, database);
      return client;
    },
    close: async () => {
      await (await client)?.$disconnect();
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
): Promise<PrismaClient> {
  if (provider === "sqlite") {
    const generated = await import("./generated/client.ts");
    return new generated.PrismaClient({ adapter });
  }
  const generated = await import("./generated-postgresql/client/client.ts");
  return new generated.PrismaClient({ adapter }) as unknown as PrismaClient;
}
