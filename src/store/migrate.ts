/**
 * Brings a database to the schema of this version of the program.
 *
 * All pending migrations run in one transaction that also holds the write lock: a process killed at any moment leaves
 * the old schema whole, a migration that fails leaves no trace, and of several processes that start at once one
 * migrates while the others wait. The record is Prisma's own (`_prisma_migrations`), so `prisma migrate` works too.
 */
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { StoreError } from "./errors.ts";
import type { Migration } from "./migrations-folder.ts";
import { startSchemaEngine } from "./schema-engine.ts";

/** A row of `_prisma_migrations` that was not rolled back. */
export interface RecordedMigration {
  name: string;
  checksum: string;
  /** False for a migration that Prisma's command began and did not complete. */
  finished: boolean;
}

/** A database as the migration sees it. */
export interface MigrationTarget {
  adapter: SqlMigrationAwareDriverAdapterFactory;
  /** What `_prisma_migrations` records, oldest first. @throws StoreError for a database of another program */
  history(): Promise<RecordedMigration[]>;
  /** Runs work in one transaction that holds the write lock, on the connection that the adapter uses. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

/** Applies what is pending and returns its names; an up-to-date database costs one query. */
export async function migrate(
  target: MigrationTarget,
  migrations: readonly Migration[],
  log: (message: string) => void,
): Promise<string[]> {
  if (pending(await target.history(), migrations).length === 0) return [];
  return target.exclusively(async () => {
    // Another process may have done it while this one waited for the lock.
    const names = pending(await target.history(), migrations);
    if (names.length === 0) return [];
    log(`Bringing the database up to date: ${names.join(", ")}.`);
    await applyAll(target.adapter, migrations);
    return names;
  });
}

/**
 * Names of the migrations that the database does not have yet.
 * @throws StoreError when the database's history and the program's do not fit together
 */
function pending(recorded: readonly RecordedMigration[], migrations: readonly Migration[]): string[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const newest = migrations.at(-1)?.name ?? "";
  for (const { name, checksum, finished } of recorded) {
    const migration = known.get(name);
    if (!finished) {
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
  const applied = new Set(recorded.map((row) => row.name));
  return migrations.map((migration) => migration.name).filter((name) => !applied.has(name));
}

async function applyAll(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  migrations: readonly Migration[],
): Promise<void> {
  const engineLog: string[] = [];
  const engine = await startSchemaEngine(adapter, (line) => engineLog.push(line));
  try {
    await engine.applyMigrations({
      migrationsList: {
        baseDir: "prisma/migrations",
        lockfile: { path: "migration_lock.toml", content: `provider = "${prismaName(adapter.provider)}"` },
        shadowDbInitScript: "",
        migrationDirectories: migrations.map(({ name, script }) => ({
          path: name,
          migrationFile: { path: "migration.sql", content: { tag: "ok", value: script } },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
  } catch (cause) {
    throw new StoreError("migration-failed", `${failure(cause)} The database is as it was before.`, {
      cause,
    });
  } finally {
    engine.free();
  }
}

const prismaName = (provider: string) => (provider === "postgres" ? "postgresql" : provider);

/** The engine's error: the database's reason on its first line, the migration's name among the trace below. */
function failure(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const name = /migration_name="([^"]+)"/.exec(text)?.[1];
  const reason = text.split("\n")[0]?.trim() ?? "";
  return `${name === undefined ? "A migration" : `The migration ${name}`} failed (${reason}): this is a fault of the program, please report it.`;
}
