/**
 * The connection that Prisma's libsql adapter works on.
 *
 * The stock @libsql/client opens another connection after every transaction and forgets the pragmas of the first, so
 * that foreign keys, the busy timeout and the sync mode would differ from query to query. This one keeps a single
 * connection: the adapter runs one query or one transaction at a time, so nothing else can slip into a transaction.
 */
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

/** A client on one open connection. Closing the client closes the connection. */
export function singleConnectionClient(database: Database.Database): Client {
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
    return run(database, sql, (args ?? []) as Arguments);
  }

  async function executeMultiple(script: string): Promise<void> {
    database.exec(script);
  }

  // SQLite rolls back by itself after some errors (a full disk); a second ROLLBACK would hide that error.
  const rollback = () => {
    if (database.inTransaction) database.exec("ROLLBACK");
  };

  // IMMEDIATE whatever was asked for: a transaction that reads first and writes later fails at once, without waiting,
  // when another process wrote in between.
  async function transaction(): Promise<Transaction> {
    database.exec("BEGIN IMMEDIATE");
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
