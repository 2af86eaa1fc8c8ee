/** Two ways to lend out Prisma's adapter of an open database. */
import type { SqlDriverAdapter, SqlQueryable, Transaction } from "@prisma/driver-adapter-utils";

/**
 * The same adapter for users who think that it is theirs to close: Prisma's client, the schema engine.
 * @param explain turns the database's errors into StoreErrors where a person can do something about them
 */
export function lent(adapter: SqlDriverAdapter, explain: (error: unknown) => unknown): SqlDriverAdapter {
  async function explained<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (error) {
      throw explain(error);
    }
  }
  const { provider, adapterName } = adapter;
  const queries = (db: SqlQueryable) => ({
    provider,
    adapterName,
    queryRaw: (query: Parameters<typeof db.queryRaw>[0]) => explained(() => db.queryRaw(query)),
    executeRaw: (query: Parameters<typeof db.executeRaw>[0]) => explained(() => db.executeRaw(query)),
  });
  const lentTransaction = (transaction: Transaction): Transaction => ({
    ...queries(transaction),
    options: transaction.options,
    commit: () => explained(() => transaction.commit()),
    rollback: () => explained(() => transaction.rollback()),
  });
  return {
    ...queries(adapter),
    executeScript: (script) => explained(() => adapter.executeScript(script)),
    startTransaction: (isolation) =>
      explained(async () => lentTransaction(await adapter.startTransaction(isolation))),
    // SQLite takes 32,766 values in a statement. Prisma would go by 999, fewer than there are models.
    getConnectionInfo: () =>
      adapter.getConnectionInfo?.() ?? { supportsRelationJoins: false, maxBindValues: 32_766 },
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
    ...adapter,
    queryRaw: (query) => transaction.queryRaw(query),
    executeRaw: (query) => transaction.executeRaw(query),
    executeScript: runScript,
    startTransaction: () => Promise.reject(new Error("A transaction is open already.")),
  };
}
