import { fileURLToPath } from "node:url";
import { parseDatabaseUrl } from "./database-url.ts";
import { StoreError } from "./errors.ts";
import { PrismaClient } from "./generated/client.ts";
import { migrate } from "./migrate.ts";
import { readMigrations } from "./migrations-folder.ts";
import { openSqlite } from "./sqlite.ts";

/** An open database. `prisma` is for the files of src/store only; all others get domain types. */
export interface Store {
  readonly prisma: PrismaClient;
  /** Ends the connection. Whatever was committed is on disk before and after. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Told, in one sentence each, what is done to the database: migrations. */
  log?: (message: string) => void;
  /** Folder of the migrations; another one only in tests. */
  migrations?: string;
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
  const database = openSqlite(address.file);
  try {
    const migrations = await readMigrations(options.migrations ?? ownMigrations);
    await migrate(database, migrations, options.log ?? (() => undefined));
  } catch (error) {
    database.close();
    throw error;
  }
  const prisma = new PrismaClient({ adapter: database.adapter });
  return {
    prisma,
    close: async () => {
      await prisma.$disconnect();
      database.close();
    },
  };
}
