/** A SQLite file, made safe to work on: WAL, foreign keys, waiting for other processes. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { DriverAdapterError, type SqlQueryable, type Transaction } from "@prisma/driver-adapter-utils";
import Libsql from "libsql";
import { lent, within } from "./adapter.ts";
import type { Database } from "./database.ts";
import { StoreError } from "./errors.ts";
import { busyMs, singleConnectionClient } from "./sqlite-client.ts";

class SingleConnectionLibSql extends PrismaLibSql {
  readonly #connection: Libsql.Database;
  readonly #wait: number;
  constructor(connection: Libsql.Database, wait: number) {
    super({ url: "file:" });
    this.#connection = connection;
    this.#wait = wait;
  }
  override createClient() {
    return singleConnectionClient(this.#connection, this.#wait);
  }
}

/**
 * Opens the file, makes it and its folder where they are missing.
 * @param wait how long a statement waits for another process's transaction, in ms
 * @throws StoreError here and from every method, in one sentence with what to do
 */
export async function openSqlite(file: string, wait: number): Promise<Database> {
  const explain = explainer(file, wait);
  const connection = connect(file, wait, explain);
  // One adapter for all: its lock is what keeps one transaction's statements apart from other work on the connection.
  const shared = await new SingleConnectionLibSql(connection, wait).connect();

  async function explained<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (error) {
      throw explain(error);
    }
  }
  const write = <T>(work: (db: SqlQueryable) => Promise<T>) =>
    explained(async () => inTransaction(await shared.startTransaction(), work));

  return {
    adapter: {
      provider: "sqlite",
      adapterName: shared.adapterName,
      connect: async () => lent(shared, explain),
    },
    single: {
      provider: "sqlite",
      adapterName: shared.adapterName,
      queryRaw: (query) => explained(() => shared.queryRaw(query)),
      executeRaw: (query) => explained(() => shared.executeRaw(query)),
    },
    tablesQuery: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    // The write lock for reading too: it is held for milliseconds, and one kind of transaction is simpler than two.
    read: write,
    write,
    migrate: async (work) => {
      // The schema engine passes on what a script's error says but not what kind it is; so it is kept here.
      let trouble: StoreError | undefined;
      const runScript = async (script: string) => {
        try {
          connection.exec(script);
        } catch (error) {
          const cause = explain(error);
          if (cause instanceof StoreError) trouble = cause;
          throw new DriverAdapterError({ kind: "sqlite", extendedCode: 1, message: messageOf(error) });
        }
      };
      // A migration may rebuild a table that others refer to. SQLite ignores this pragma inside a transaction.
      connection.exec("PRAGMA foreign_keys = OFF");
      try {
        return await write((transaction) => work(within(transaction, lent(shared, explain), runScript)));
      } catch (error) {
        throw trouble ?? error;
      } finally {
        connection.exec("PRAGMA foreign_keys = ON");
      }
    },
    close: async () => {
      if (!connection.open) return;
      // Leaves one whole file behind, for whoever copies it. Does nothing while another process reads.
      connection.prepare("PRAGMA wal_checkpoint(TRUNCATE)").all();
      await shared.dispose();
    },
  };
}

function connect(file: string, wait: number, explain: (error: unknown) => unknown): Libsql.Database {
  let connection: Libsql.Database;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    // libsql gives no code when it cannot open a file.
    connection = new Libsql(file, { timeout: wait });
  } catch (error) {
    throw cannotWrite(file, error);
  }
  try {
    connection.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000;",
    );
    // From here on who waits for another program does so without holding the thread.
    connection.exec(`PRAGMA busy_timeout = ${busyMs}`);
    return connection;
  } catch (error) {
    connection.close();
    throw explain(error);
  }
}

async function inTransaction<T>(
  transaction: Transaction,
  work: (db: SqlQueryable) => Promise<T>,
): Promise<T> {
  try {
    const result = await work(transaction);
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

/** SQLite's result codes (sqlite.org/rescode.html): the low byte of an extended code is the kind. */
const codes = {
  busy: [5, 6],
  notWritable: [3, 8, 10, 13, 14],
  damaged: [11, 26],
};

/** Turns SQLite's errors into sentences for a person; other errors stay as they are. */
function explainer(file: string, wait: number): (error: unknown) => unknown {
  return (error) => {
    const code = sqliteCode(error);
    if (code === undefined) return error;
    if (codes.damaged.includes(code)) {
      return new StoreError(
        "not-a-database",
        `The database ${file} is damaged or not a SQLite file: restore a backup, or move it away and start again.`,
        { cause: error },
      );
    }
    if (codes.busy.includes(code)) {
      return new StoreError(
        "locked",
        `Another program has held the database ${file} for ${wait / 1000} s: end it and start again.`,
        { cause: error },
      );
    }
    return codes.notWritable.includes(code) ? cannotWrite(file, error) : error;
  };
}

/** The code is on libsql's own error, or on the cause that Prisma's adapter puts into its error. */
function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("rawCode" in error && typeof error.rawCode === "number") return error.rawCode & 0xff;
  const { cause } = error;
  if (typeof cause === "object" && cause !== null && "originalCode" in cause)
    return Number(cause.originalCode) & 0xff;
  return undefined;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function cannotWrite(file: string, cause: unknown): StoreError {
  return new StoreError(
    "cannot-write",
    `The database ${file} cannot be opened for writing (${messageOf(cause)}): check the folder, its permissions and the free space, or set DATABASE_URL.`,
    { cause },
  );
}
