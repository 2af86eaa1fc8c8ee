/**
 * Brings a database to the schema of this version of the program.
 *
 * All pending migrations run in one transaction that also holds the write lock: a process killed at any moment leaves
 * the old schema whole, a migration that fails leaves no trace, and of several processes that start at once one
 * migrates while the others wait. The record is Prisma's own (`_prisma_migrations`), so `prisma migrate` works too.
 */
import type { SqlDriverAdapter, SqlQueryable } from "@prisma/driver-adapter-utils";
import type { MigrationList } from "@prisma/schema-engine-wasm/schema_engine_bg";
import { z } from "zod";
import type { Database } from "./database.ts";
import { StoreError } from "./errors.ts";
import type { Migration } from "./migrations-folder.ts";
import { startSchemaEngine } from "./schema-engine.ts";
import { selectAll } from "./sql.ts";

/** Prisma's record of migrations. */
const recordTable = "_prisma_migrations";
const record = z.object({
  migration_name: z.string(),
  checksum: z.string(),
  /** Null for a migration that Prisma's command began and did not complete. */
  finished_at: z.unknown(),
  rolled_back_at: z.unknown(),
});
type RecordedMigration = z.output<typeof record>;

/** Applies what is pending and returns its names; an up-to-date database costs two small queries. */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
  log: (message: string) => void,
): Promise<string[]> {
  const missing = async (db: SqlQueryable) => pending(await history(db, database.tablesQuery), migrations);
  if ((await missing(database.single)).length === 0) return [];
  return database.migrate(async (db) => {
    // Another process may have done it while this one waited for the lock.
    const names = await missing(db);
    if (names.length === 0) return [];
    log(`Bringing the database up to date: ${names.join(", ")}.`);
    await applyAll(db, migrations);
    return names;
  });
}

/** What the database records, without what was rolled back. @throws StoreError for another program's database */
async function history(db: SqlQueryable, tablesQuery: string): Promise<RecordedMigration[]> {
  const { rows } = await db.queryRaw({ sql: tablesQuery, args: [], argTypes: [] });
  if (rows.length === 0) return [];
  if (!rows.some(([table]) => table === recordTable)) {
    throw new StoreError(
      "foreign-database",
      "The database that DATABASE_URL points to holds another program's tables: give the bot a database of its own.",
    );
  }
  return (await selectAll(db, recordTable, record)).filter((row) => row.rolled_back_at === null);
}

/**
 * Names of the migrations that the database does not have yet.
 * @throws StoreError when the database's history and the program's do not fit together
 */
function pending(recorded: readonly RecordedMigration[], migrations: readonly Migration[]): string[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const newest = migrations.at(-1)?.name ?? "";
  for (const { migration_name: name, checksum, finished_at } of recorded) {
    const migration = known.get(name);
    if (finished_at === null) {
      throw new StoreError(
        "half-migrated",
        `A Prisma command began the migration ${name} on this database and did not complete it: settle it with \`npx prisma migrate resolve\`, or restore a backup.`,
      );
    }
    if (migration === undefined && name > newest) {
      throw new StoreError(
        "newer-database",
        `The database was made by a newer version of this program (it has the migration ${name}): update the program, or point DATABASE_URL to another database.`,
      );
    }
    if (migration === undefined) {
      throw new StoreError(
        "missing-migration",
        `The database has the migration ${name}, which is missing in prisma/migrations: put the folder back, or point DATABASE_URL to another database.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new StoreError(
        "edited-migration",
        `The migration ${name} was edited after it had been applied to this database: restore its migration.sql and write a new migration instead.`,
      );
    }
  }
  const applied = new Set(recorded.map((row) => row.migration_name));
  return migrations.map((migration) => migration.name).filter((name) => !applied.has(name));
}

/** The migrations as the schema engine takes them. */
export function migrationList(migrations: readonly Migration[], provider: string): MigrationList {
  return {
    baseDir: "prisma/migrations",
    lockfile: { path: "migration_lock.toml", content: `provider = "${provider}"` },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, script }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: script } },
    })),
  };
}

async function applyAll(db: SqlDriverAdapter, migrations: readonly Migration[]): Promise<void> {
  let running: string | undefined;
  const engine = await startSchemaEngine({
    ...db,
    executeScript: async (script) => {
      running = migrations.find((migration) => migration.script === script)?.name;
      await db.executeScript(script);
      running = undefined;
    },
  });
  try {
    await engine.applyMigrations({
      migrationsList: migrationList(migrations, db.provider === "postgres" ? "postgresql" : db.provider),
      filters: { externalTables: [], externalEnums: [] },
    });
  } catch (cause) {
    const what = running === undefined ? "Migrating the database" : `The migration ${running}`;
    // The engine's first line is the database's reason; what follows is a trace.
    const reason = (cause instanceof Error ? cause.message : String(cause)).split("\n")[0] ?? "";
    throw new StoreError(
      "migration-failed",
      `${what} failed (${reason.trim()}): this is a fault of the program, please report it. The database is as it was before.`,
      { cause },
    );
  } finally {
    engine.free();
  }
}
