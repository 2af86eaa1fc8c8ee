/**
 * The connection that Prisma's libsql adapter works on.
 *
 * The stock @libsql/client opens another connection after every transaction and forgets the pragmas of the first, so
 * that foreign keys, the busy timeout and the sync mode would differ from query to query. This one keeps a single
 * connection: the adapter runs one query or one transaction at a time, so nothing else can slip into a transaction.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { PrismaLibSql } from "@prisma/adapter-libsql";
import type Database from "libsql";

/** What Prisma's adapter asks of a libsql client. */
type Client = ReturnType<PrismaLibSql["createClient"]>;
type ResultSet = Awaited<ReturnType<Client["execute"]>>;
type Transaction = Awaited<ReturnType<Client["transaction"]>>;
type Arguments = unknown[] | Record<string, unknown>;

/** Whatever is not needed by the adapter fails loudly, should a later version begin to use it. */
function unused(name: string): () => never {
  return () => {
    throw new Error(`The store's SQLite connection has no ${name}().`);
  };
}

/** How long the thread itself waits for another program, and between two attempts it does other work, in ms. */
export const busyMs = 40;
const pauseMs = 40;

/** A statement that takes the file for itself. */
const writes = /^\s*(insert|update|delete|replace)\b/i;

const isBusy = (error: unknown): boolean =>
  error instanceof Error &&
  "rawCode" in error &&
  typeof error.rawCode === "number" &&
  [5, 6].includes(error.rawCode & 0xff);

/**
 * A client on one open connection. Closing the client closes the connection.
 * @param wait how long a statement or transaction waits for another program that holds the file, in ms; meanwhile the
 * process does its other work
 */
export function singleConnectionClient(database: Database.Database, wait: number): Client {
  /** Nothing happened where the file was held: the step is done again. */
  async function patiently<T>(step: () => T): Promise<T> {
    const end = performance.now() + wait;
    for (;;) {
      try {
        return step();
      } catch (error) {
        // Within a transaction the file is ours, and what is busy then would be half done.
        if (!isBusy(error) || database.inTransaction || performance.now() > end) throw error;
        await sleep(pauseMs);
      }
    }
  }

  // SQLite rolls back by itself after some errors (a full disk); a second ROLLBACK would hide that error.
  const rollback = () => {
    if (database.inTransaction) database.exec("ROLLBACK");
  };

  async function execute(
    statement: string | { sql: string; args?: unknown } | [string, unknown?],
    given?: unknown,
  ): Promise<ResultSet> {
    const [sql, args] =
      typeof statement === "string"
        ? [statement, given]
        : Array.isArray(statement)
          ? statement
          : [statement.sql, statement.args];
    const step = () => run(database, sql, (args ?? []) as Arguments);
    if (database.inTransaction || !writes.test(sql)) return patiently(step);
    // libsql leaves a statement that met a held file in progress, and no later transaction could be committed.
    await patiently(() => database.exec("BEGIN IMMEDIATE"));
    try {
      const done = step();
      database.exec("COMMIT");
      return done;
    } catch (error) {
      rollback();
      throw error;
    }
  }

  async function executeMultiple(script: string): Promise<void> {
    database.exec(script);
  }

  // IMMEDIATE whatever was asked for: a transaction that reads first and writes later fails at once, without waiting,
  // when another process wrote in between.
  async function transaction(): Promise<Transaction> {
    await patiently(() => database.exec("BEGIN IMMEDIATE"));
    return {
      execute,
      executeMultiple,
      commit: async () => void database.exec("COMMIT"),
      rollback: async () => rollback(),
      close: rollback,
      get closed() {
        return !database.inTransaction;
      },
      batch: unused("batch"),
    };
  }

  return {
    execute,
    executeMultiple,
    transaction,
    close: () => {
      if (database.open) database.close();
    },
    get closed() {
      return !database.open;
    },
    protocol: "file",
    batch: unused("batch"),
    migrate: unused("migrate"),
    sync: unused("sync"),
    reconnect: unused("reconnect"),
  };
}

/** Rows are plain arrays here: the adapter reads cells by their index only. */
function run(database: Database.Database, sql: string, args: Arguments): ResultSet {
  const statement = database.prepare(sql);
  const values = Array.isArray(args) ? args.map(bindable) : args;
  if (!statement.reader) {
    const { changes, lastInsertRowid } = statement.run(values);
    return result([], [], [], changes, BigInt(lastInsertRowid));
  }
  statement.raw(true);
  const columns = statement.columns();
  return result(
    columns.map((column) => column.name),
    columns.map((column) => column.type ?? ""),
    statement.all(values) as ResultSet["rows"],
    0,
    undefined,
  );
}

function bindable(value: unknown): unknown {
  if (typeof value === "boolean") return value ? 1 : 0;
  return value === undefined ? null : value;
}

function result(
  columns: string[],
  columnTypes: string[],
  rows: ResultSet["rows"],
  rowsAffected: number,
  lastInsertRowid: bigint | undefined,
): ResultSet {
  return { columns, columnTypes, rows, rowsAffected, lastInsertRowid, toJSON: () => ({ columns, rows }) };
}
