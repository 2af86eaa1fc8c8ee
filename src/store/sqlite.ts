/** Opens a SQLite file and makes it safe to work on: WAL, foreign keys, waiting for other processes. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import Database from "libsql";
import { StoreError } from "./errors.ts";
import type { MigrationTarget, RecordedMigration } from "./migrate.ts";
import { singleConnectionClient } from "./sqlite-client.ts";

/** How long a statement waits for another process's transaction, in ms. */
const busyTimeout = 10_000;

class SingleConnectionLibSql extends PrismaLibSql {
  readonly #database: Database.Database;
  constructor(database: Database.Database) {
    super({ url: "file:" });
    this.#database = database;
  }
  override createClient(config: Parameters<PrismaLibSql["createClient"]>[0]) {
    // The engine asks for a scratch database beside the real one when it compares schemas.
    return singleConnectionClient(config.url === ":memory:" ? new Database(":memory:") : this.#database);
  }
}

/** An open SQLite database: what Prisma works on, what the migration needs, and how to close it. */
export interface OpenSqlite extends MigrationTarget {
  adapter: PrismaLibSql;
  close(): void;
}

/** @throws StoreError when the file cannot be opened, in one sentence with what to do */
export function openSqlite(file: string): OpenSqlite {
  const database = connect(file);
  return {
    adapter: new SingleConnectionLibSql(database),
    history: async () => explained(file, () => history(database, file)),
    exclusively: async (work) => {
      // A migration may rebuild a table that others refer to. SQLite ignores this pragma inside a transaction.
      database.exec("PRAGMA foreign_keys = OFF");
      try {
        explained(file, () => database.exec("BEGIN IMMEDIATE"));
        const result = await work();
        explained(file, () => database.exec("COMMIT"));
        return result;
      } finally {
        if (database.inTransaction) database.exec("ROLLBACK");
        database.exec("PRAGMA foreign_keys = ON");
      }
    },
    close: () => {
      if (!database.open) return;
      // Leaves one whole file behind, for whoever copies it. Does nothing while another process reads.
      database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").all();
      database.close();
    },
  };
}

function connect(file: string): Database.Database {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
  } catch (cause) {
    throw cannotWrite(file, cause);
  }
  return explained(file, () => {
    const database = new Database(file, { timeout: busyTimeout });
    try {
      database.exec(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000;",
      );
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

function history(database: Database.Database, file: string): RecordedMigration[] {
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all() as { name: string }[];
  if (!tables.some(({ name }) => name === "_prisma_migrations")) {
    if (tables.length === 0) return [];
    throw new StoreError(
      "foreign-database",
      `The database ${file} holds another program's tables: point DATABASE_URL to a file of its own.`,
    );
  }
  const rows = database
    .prepare(
      'SELECT migration_name AS "name", checksum, finished_at IS NOT NULL AS "finished" FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name',
    )
    .all() as { name: string; checksum: string; finished: number }[];
  return rows.map((row) => ({ ...row, finished: row.finished === 1 }));
}

/** Runs a step and turns SQLite's errors into sentences for a person; other errors pass as they are. */
function explained<T>(file: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw explain(file, error);
  }
}

function explain(file: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) {
    return new StoreError(
      "not-a-database",
      `The database ${file} is damaged or not a SQLite file: restore a backup, or move it away and start again.`,
      { cause: error },
    );
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new StoreError(
      "locked",
      `Another program has held the database ${file} for ${busyTimeout / 1000} s: end it and start again.`,
      { cause: error },
    );
  }
  if (/^SQLITE_(CANTOPEN|READONLY|PERM|IOERR|FULL)/.test(code)) return cannotWrite(file, error);
  return error;
}

function cannotWrite(file: string, cause: unknown): StoreError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StoreError(
    "cannot-write",
    `The database ${file} cannot be opened for writing (${reason}): check the folder, its permissions and the free space, or set DATABASE_URL.`,
    { cause },
  );
}
