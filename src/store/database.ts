/** What the store needs of a database, whichever it is. One file per kind of database builds it. */
import type { SqlDriverAdapter, SqlDriverAdapterFactory, SqlQueryable } from "@prisma/driver-adapter-utils";

export interface Database {
  /** How Prisma's client reaches the database; it shares the connections of the rest. */
  readonly adapter: SqlDriverAdapterFactory;
  /** For single statements outside a transaction. */
  readonly single: SqlQueryable;
  /** The query for the names of all tables, without the database's own. */
  readonly tablesQuery: string;
  /** Runs work in one transaction that sees one state of the database. */
  read<T>(work: (db: SqlQueryable) => Promise<T>): Promise<T>;
  /** Runs work in one transaction; others that write wait for it. It is committed when work ends, undone when it throws. */
  write<T>(work: (db: SqlQueryable) => Promise<T>): Promise<T>;
  /** As write, for work that changes the schema: scripts run too, and tables can be rebuilt. */
  migrate<T>(work: (db: SqlDriverAdapter) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
