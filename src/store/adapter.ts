/** Two ways to lend out Prisma's adapter of an open database. */
import type { SqlDriverAdapter, SqlQueryable } from "@prisma/driver-adapter-utils";

/** The same adapter for users who think that it is theirs to close: Prisma's client, the schema engine. */
export function lent(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const connectionInfo = adapter.getConnectionInfo?.();
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: (query) => adapter.queryRaw(query),
    executeRaw: (query) => adapter.executeRaw(query),
    executeScript: (script) => adapter.executeScript(script),
    startTransaction: (isolation) => adapter.startTransaction(isolation),
    ...(connectionInfo === undefined ? {} : { getConnectionInfo: () => connectionInfo }),
    dispose: async () => undefined,
  };
}

/**
 * An adapter all of whose work belongs to a transaction that is already open.
 * @param runScript runs a script of several statements in the transaction
 */
export function within(
  transaction: SqlQueryable,
  adapter: SqlDriverAdapter,
  runScript: (script: string) => Promise<void>,
): SqlDriverAdapter {
  return {
    ...lent(adapter),
    queryRaw: (query) => transaction.queryRaw(query),
    executeRaw: (query) => transaction.executeRaw(query),
    executeScript: runScript,
    startTransaction: () => Promise.reject(new Error("A transaction is open already.")),
  };
}
