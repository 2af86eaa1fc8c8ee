/** A PostgreSQL database, for bots that run on several machines. Loaded only when DATABASE_URL names one. */
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlQuery, SqlQueryable, Transaction } from "@prisma/driver-adapter-utils";
import { lent, within } from "./adapter.ts";
import type { Database } from "./database.ts";
import { StoreError } from "./errors.ts";
import { writersLock } from "./writers-lock.ts";

/**
 * Connects to a database that exists already.
 * @param onLost told when a connection that nobody uses breaks; the next query opens another
 * @throws StoreError here and from every method when the server cannot be used, in one sentence with what to do
 */
export async function openPostgresql(url: string, onLost: (message: string) => void): Promise<Database> {
  const lost = (error: Error) => onLost(`A connection to PostgreSQL broke: ${error.message}.`);
  const adapter = await explained(async () =>
    new PrismaPg(
      { connectionString: url, connectionTimeoutMillis: 10_000 },
      { onPoolError: lost, onConnectionError: lost },
    ).connect(),
  );

  const write = <T>(work: (db: SqlQueryable) => Promise<T>) =>
    explained(async () =>
      inTransaction(await adapter.startTransaction(), async (transaction) => {
        await run(transaction, `SELECT pg_advisory_xact_lock(${writersLock})`);
        return work(transaction);
      }),
    );

  return {
    adapter: {
      provider: "postgres",
      adapterName: adapter.adapterName,
      connect: async () => lent(adapter, explain),
    },
    single: {
      provider: "postgres",
      adapterName: adapter.adapterName,
      queryRaw: (query) => explained(() => adapter.queryRaw(query)),
      executeRaw: (query) => explained(() => adapter.executeRaw(query)),
    },
    tablesQuery: "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
    read: (work) =>
      explained(async () => inTransaction(await adapter.startTransaction("REPEATABLE READ"), work)),
    write,
    migrate: (work) =>
      write((transaction) =>
        work(within(unlocking(transaction), lent(adapter, explain), scripts(transaction))),
      ),
    close: () => adapter.dispose(),
  };
}

/** Runs scripts as Prisma writes them: each statement ends with a semicolon at the end of a line. */
const scripts = (db: SqlQueryable) => async (script: string) => {
  for (const statement of script.split(/;\s*$/m)) if (statement.trim() !== "") await run(db, statement);
};

/**
 * The schema engine takes Prisma's lock for the whole session, and leaves it to the end of its process to release it.
 * Ours goes on, so the lock is taken for the transaction instead: else a newer bot could not migrate while this runs.
 */
function unlocking(transaction: SqlQueryable): SqlQueryable {
  const forTransaction = (query: SqlQuery): SqlQuery => ({
    ...query,
    sql: query.sql.replace("pg_advisory_lock(", "pg_advisory_xact_lock("),
  });
  return {
    provider: transaction.provider,
    adapterName: transaction.adapterName,
    queryRaw: (query) => transaction.queryRaw(forTransaction(query)),
    executeRaw: (query) => transaction.executeRaw(forTransaction(query)),
  };
}

const run = (db: SqlQueryable, sql: string) => db.executeRaw({ sql, args: [], argTypes: [] });

/** Prisma's adapter for PostgreSQL leaves COMMIT and ROLLBACK to its caller; its own methods release the connection. */
async function inTransaction<T>(
  transaction: Transaction,
  work: (db: SqlQueryable) => Promise<T>,
): Promise<T> {
  let result: T;
  try {
    result = await work(transaction);
    await run(transaction, "COMMIT");
  } catch (error) {
    try {
      await run(transaction, "ROLLBACK");
    } catch {
      // The connection is gone, and the server has rolled back by itself; the first error says why.
    }
    await transaction.rollback();
    throw error;
  }
  await transaction.commit();
  return result;
}

async function explained<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw explain(error);
  }
}

const help: Record<string, string> = {
  DatabaseNotReachable: "does not answer: check its host and port in DATABASE_URL, and that it runs",
  SocketTimeout: "does not answer in time: check its host and port in DATABASE_URL, and that it runs",
  ConnectionClosed: "closed the connection: check that it runs",
  TlsConnectionError: "and the bot do not agree on TLS: check sslmode in DATABASE_URL",
  AuthenticationFailed: "does not accept the user or the password in DATABASE_URL",
  DatabaseAccessDenied: "does not let this user use this database: check DATABASE_URL and the user's rights",
  DatabaseDoesNotExist: "does not have the database that DATABASE_URL names: create it (createdb)",
  TooManyConnections: "has no connection left: raise its max_connections or start fewer bots",
};

/** Turns the errors that a host can put right into sentences, without the address: it holds the password. */
function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { cause } = error;
  const kind = typeof cause === "object" && cause !== null && "kind" in cause ? String(cause.kind) : "";
  const code = "code" in error ? String(error.code) : "";
  const found = help[kind] ?? (/^E[A-Z]+$/.test(code) ? help.DatabaseNotReachable : undefined);
  if (found !== undefined) {
    return new StoreError("unreachable", `The PostgreSQL server ${found}.`, { cause: error });
  }
  return error;
}
