import { fileURLToPath } from "node:url";
import type { Database } from "./database.ts";
import { parseDatabaseUrl } from "./database-url.ts";
import { StoreError } from "./errors.ts";
import type { PrismaClient } from "./generated/client.ts";
import { migrate } from "./migrate.ts";
import { readMigrations } from "./migrations-folder.ts";
import { openSqlite } from "./sqlite.ts";

/** An open database. What it gives is for the files of src/store; all others get domain types from those. */
export interface Store extends Pick<Database, "read" | "write" | "close"> {
  /** Prisma's client, started at the first call: the catalogue does without it. */
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

const ownMigrations = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/**
 * Opens the database, makes it where it is missing, and brings its schema up to date.
 * Safe to be killed at any moment, and to be called by several processes at once.
 * @param url `file:<path>`, relative to the working folder
 * @throws StoreError one sentence for the person who starts the program
 */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const address = parseDatabaseUrl(url);
  if (address.provider !== "sqlite") {
    throw new StoreError("bad-url", "PostgreSQL is not supported yet: set DATABASE_URL to a SQLite file.");
  }
  const database = await openSqlite(address.file, options.wait ?? 10_000);
  try {
    const migrations = await readMigrations(options.migrations ?? ownMigrations);
    await migrate(database, migrations, options.log ?? (() => undefined));
  } catch (error) {
    await database.close();
    throw error;
  }

  let client: Promise<PrismaClient> | undefined;
  return {
    read: database.read,
    write: database.write,
    prisma: () => {
      client ??= startPrisma(database);
      return client;
    },
    close: async () => {
      await (await client)?.$disconnect();
      await database.close();
    },
  };
}

async function startPrisma({ adapter }: Database): Promise<PrismaClient> {
  const generated = await import("./generated/client.ts");
  return new generated.PrismaClient({ adapter });
}
