/** Opening a database: its schema, what can be wrong with it, several processes at once. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Libsql from "libsql";
import { describe, expect, onTestFinished, test } from "vitest";
import { StoreError, type StoreProblem } from "../../src/store/errors.ts";
import { migrate, migrationList } from "../../src/store/migrate.ts";
import { readMigrations } from "../../src/store/migrations-folder.ts";
import { openStore } from "../../src/store/open.ts";
import { startSchemaEngine } from "../../src/store/schema-engine.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import {
  catalogOf,
  databaseIn,
  importInto,
  openedStore,
  smallData,
  startChild,
  temporaryFolder,
  withStore,
  writeData,
} from "./support.ts";

const ownMigrations = resolve(import.meta.dirname, "../../prisma/migrations");

/** Runs SQL on the file of a database that nobody has open. */
function onFile(folder: string, sql: string): void {
  const database = new Libsql(join(folder, "labdex.db"));
  database.exec(sql);
  database.close();
}

test("an empty place becomes a database with all migrations, and says so once", async () => {
  const folder = temporaryFolder();
  const url = databaseIn(join(folder, "made", "on the way"));
  const said: string[] = [];
  for (let start = 0; start < 2; start++)
    await (await openStore(url, { log: (message) => said.push(message) })).close();
  expect(said).toEqual([expect.stringMatching(/^Bringing the database up to date: \d{14}_first/)]);
});

test("Prisma's own diagnosis of the database finds nothing to do", async () => {
  const database = await openSqlite(join(temporaryFolder(), "labdex.db"), 1_000);
  onTestFinished(() => database.close());
  const migrations = await readMigrations(ownMigrations);
  await migrate(database, migrations, () => undefined);
  const engine = await startSchemaEngine(await database.adapter.connect());
  const diagnosis = await engine.diagnoseMigrationHistory({
    migrationsList: migrationList(migrations, "sqlite"),
    optInToShadowDatabase: false,
    filters: { externalTables: [], externalEnums: [] },
  });
  expect(diagnosis).toMatchObject({
    hasMigrationsTable: true,
    history: null,
    editedMigrationNames: [],
    failedMigrationNames: [],
  });
});

test("the database is in WAL mode, checks foreign keys and stays so after a transaction", async () => {
  const store = await openedStore(databaseIn(temporaryFolder()));
  const pragma = (name: string) =>
    store.raw.read(async (db) => {
      const { rows } = await db.queryRaw({ sql: `PRAGMA ${name}`, args: [], argTypes: [] });
      return rows[0]?.[0];
    });
  const settings = async () => [
    await pragma("journal_mode"),
    await pragma("foreign_keys"),
    await pragma("synchronous"),
    await pragma("busy_timeout"),
  ];
  // Who waits longer than 40 ms for another program does so without holding the thread.
  const expected = ["wal", 1, 1, 40];
  expect(await settings()).toEqual(expected);
  const prisma = store.prisma;
  await prisma.$transaction(async (transaction) => void (await transaction.lease.count()));
  await store.raw.write(async () => undefined);
  expect(await settings()).toEqual(expected);
});

test("a transaction that throws leaves nothing, and one that is under way keeps others out", async () => {
  const store = await openedStore(databaseIn(temporaryFolder()));
  const prisma = store.prisma;
  const lease = (job: string) => ({ data: { job, owner: "a", until: new Date(0) } });
  const insert = (job: string) => ({
    sql: `INSERT INTO "Lease" VALUES (?, 'b', '2026-01-01T00:00:00.000+00:00')`,
    args: [job],
    argTypes: [{ scalarType: "string", arity: "scalar" } as const],
  });
  await expect(
    store.raw.write(async (db) => {
      await db.executeRaw(insert("undone"));
      throw new Error("changed my mind");
    }),
  ).rejects.toThrow("changed my mind");
  await Promise.all([
    store.raw.write(async (db) => {
      await db.executeRaw(insert("first"));
      await new Promise((done) => setTimeout(done, 20));
      const { rows } = await db.queryRaw({ sql: 'SELECT job FROM "Lease"', args: [], argTypes: [] });
      expect(rows).toEqual([["first"]]);
    }),
    prisma.$transaction([prisma.lease.create(lease("second")), prisma.lease.create(lease("third"))]),
  ]);
  const jobs = (await prisma.lease.findMany()).map(({ job }) => job);
  expect(jobs.sort()).toEqual(["first", "second", "third"]);
});

test("four processes start on one empty database, and each finds it whole", async () => {
  const folder = temporaryFolder();
  writeData(join(folder, "data"), smallData(30, "one edition"));
  const children = Array.from({ length: 4 }, () => startChild(databaseIn(folder), join(folder, "data")));
  const ends = await Promise.all(children.map((child) => child.ended));
  for (const { code, output } of ends) expect(output, `exit ${code}`).toMatch(/done after \d+ calls\n$/);
  expect((await catalogOf(databaseIn(folder))).models).toHaveLength(30);
});

test("a migration rebuilds a table that others refer to, and their rows stay", async () => {
  const folder = temporaryFolder();
  writeData(join(folder, "data"), smallData(3, "one edition"));
  await importInto(databaseIn(folder), join(folder, "data"));
  const before = await catalogOf(databaseIn(folder));
  const migrations = join(folder, "migrations");
  cpSync(ownMigrations, migrations, { recursive: true });
  // As Prisma writes it for a change that ALTER TABLE cannot make.
  writeMigration(
    migrations,
    "29990101000000_rebuilt",
    `PRAGMA defer_foreign_keys=ON;
     PRAGMA foreign_keys=OFF;
     CREATE TABLE "new_ImportedFile" ("path" TEXT NOT NULL PRIMARY KEY, "hash" TEXT NOT NULL, "importedAt" DATETIME);
     INSERT INTO "new_ImportedFile" SELECT * FROM "ImportedFile";
     DROP TABLE "ImportedFile";
     ALTER TABLE "new_ImportedFile" RENAME TO "ImportedFile";
     PRAGMA foreign_keys=ON;
     PRAGMA defer_foreign_keys=OFF;`,
  );
  await (await openStore(databaseIn(folder), { migrations })).close();
  const database = new Libsql(join(folder, "labdex.db"));
  expect(database.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
  expect(database.prepare('SELECT count(*) AS n FROM "Claim"').get()).toMatchObject({ n: 13 });
  expect(database.prepare('SELECT count(*) AS n FROM "Model"').get()).toMatchObject({
    n: before.models.length,
  });
  database.close();
});

test("a database of before the catalogue's relations keeps what is the host's, and reads the catalogue anew", async () => {
  const folder = temporaryFolder();
  const database = await openSqlite(join(folder, "labdex.db"), 1_000);
  const older = (await readMigrations(ownMigrations)).filter(({ name }) => name < "20261125080836");
  await migrate(database, older, () => undefined);
  await database.close();
  onFile(
    folder,
    `INSERT INTO "ImportedFile" ("path", "hash") VALUES ('labs/deepseek.yaml', 'x');
     INSERT INTO "Model" ("id", "lab", "kind", "status", "name") VALUES ('deepseek/found', 'deepseek', 'model', 'released', 'Found');
     INSERT INTO "Claim" ("ownerKind", "ownerId", "field", "position", "value", "text", "places", "doubtful", "agrees")
       VALUES ('model', 'deepseek/found', 'licence', 0, '"MIT"', 'MIT', 'hub', false, false);
     INSERT INTO "Release" ("id", "key", "lab", "model", "title", "kind", "state", "origin")
       VALUES ('r', 'model:deepseek/v3', 'deepseek', 'deepseek/v3', 'V3', 'weights', 'ready', 'data');
     INSERT INTO "Subscription" ("id", "guildId", "channelId", "channelKind", "filters", "cadence", "ownerId", "updatedAt")
       VALUES ('s', '1', '2', 'text', '{}', 'instant', '3', '2026-01-01T00:00:00.000+00:00');
     INSERT INTO "Delivery" ("id", "releaseId", "subscriptionId", "dueAt", "nonce", "updatedAt")
       VALUES ('d', 'r', 's', '2026-01-01T00:00:00.000+00:00', 'n', '2026-01-01T00:00:00.000+00:00');`,
  );
  writeData(join(folder, "data"), smallData(3, "one edition"));
  await importInto(databaseIn(folder), join(folder, "data"));
  expect((await catalogOf(databaseIn(folder))).models).toHaveLength(3);
  await withStore(databaseIn(folder), async ({ prisma }) => {
    expect(await prisma.release.findMany()).toMatchObject([{ id: "r" }]);
    expect(await prisma.subscription.findMany()).toMatchObject([{ id: "s" }]);
    expect(await prisma.delivery.findMany()).toMatchObject([
      { id: "d", releaseId: "r", subscriptionId: "s" },
    ]);
  });
});

test("a migration that fails leaves the database as it was", async () => {
  const folder = temporaryFolder();
  await (await openStore(databaseIn(folder))).close();
  const file = readFileSync(join(folder, "labdex.db"));
  const migrations = join(folder, "migrations");
  cpSync(ownMigrations, migrations, { recursive: true });
  writeMigration(migrations, "29990101000000_good", 'CREATE TABLE "Good" ("id" TEXT);');
  writeMigration(migrations, "29990102000000_bad", 'CREATE TABLE "Bad" ("id" TEXT); DROP TABLE "NoSuch";');
  await expect(openStore(databaseIn(folder), { migrations })).rejects.toThrow(
    /^The migration 29990102000000_bad failed \(.*NoSuch.*\): this is a fault of the program/,
  );
  expect(readFileSync(join(folder, "labdex.db")).equals(file)).toBe(true);
  await (await openStore(databaseIn(folder))).close();
});

function noMigrations(folder: string): string {
  mkdirSync(join(folder, "none"));
  return join(folder, "none");
}

function writeMigration(folder: string, name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

describe("what is wrong is one sentence that says what to do", () => {
  interface Case {
    name: string;
    problem: StoreProblem;
    says: RegExp;
    /** Makes the trouble in a folder, and gives the url when it is not the folder's database. */
    make: (folder: string) => unknown;
  }
  const migrated = async (folder: string) => withStore(databaseIn(folder), async () => undefined);
  const cases: Case[] = [
    {
      name: "an address of another kind",
      problem: "bad-url",
      says: /^DATABASE_URL must be a SQLite file/,
      make: () => "mysql://root:secret@localhost/labdex",
    },
    {
      name: "an address without a file",
      problem: "bad-url",
      says: /^DATABASE_URL must be a SQLite file/,
      make: () => "file:",
    },
    {
      name: "a file address of another host",
      problem: "bad-url",
      says: /^DATABASE_URL must be a SQLite file/,
      make: () => "file://elsewhere/labdex.db",
    },
    {
      name: "a folder in the file's place",
      problem: "cannot-write",
      says: /check the folder, its permissions/,
      make: (folder) => mkdirSync(join(folder, "labdex.db")),
    },
    {
      name: "a file in the folder's place",
      problem: "cannot-write",
      says: /check the folder, its permissions/,
      make: (folder) => {
        writeFileSync(join(folder, "file"), "");
        return databaseIn(join(folder, "file", "below"));
      },
    },
    {
      name: "something that is no database",
      problem: "not-a-database",
      says: /damaged or not a SQLite file/,
      make: (folder) => writeFileSync(join(folder, "labdex.db"), "not a database, ".repeat(500)),
    },
    {
      name: "a damaged database",
      problem: "not-a-database",
      says: /damaged or not a SQLite file/,
      make: async (folder) => {
        await migrated(folder);
        const bytes = readFileSync(join(folder, "labdex.db"));
        writeFileSync(join(folder, "labdex.db"), bytes.fill(7, 100, 8000));
      },
    },
    {
      name: "another program's database",
      problem: "foreign-database",
      says: /holds another program's tables/,
      make: (folder) => onFile(folder, "CREATE TABLE songs (title TEXT)"),
    },
    {
      name: "a database of a newer version",
      problem: "newer-database",
      says: /newer version of this program \(it has the migration 2999\w+\): update/,
      make: async (folder) => {
        await migrated(folder);
        onFile(folder, `UPDATE _prisma_migrations SET migration_name = '29990101000000_future'`);
      },
    },
    {
      name: "a migration that the program has lost",
      problem: "missing-migration",
      says: /has the migration 20000101000000_lost, which is missing/,
      make: async (folder) => {
        await migrated(folder);
        onFile(folder, `UPDATE _prisma_migrations SET migration_name = '20000101000000_lost'`);
      },
    },
    {
      name: "a migration that was edited",
      problem: "edited-migration",
      says: /_first was edited after it had been applied/,
      make: async (folder) => {
        await migrated(folder);
        onFile(folder, "UPDATE _prisma_migrations SET checksum = 'another'");
      },
    },
    {
      name: "a migration that Prisma's command began",
      problem: "half-migrated",
      says: /did not complete it: settle it with `npx prisma migrate resolve`/,
      make: async (folder) => {
        await migrated(folder);
        onFile(folder, "UPDATE _prisma_migrations SET finished_at = NULL");
      },
    },
  ];
  test.each(cases)("$name", async ({ problem, says, make }) => {
    const folder = temporaryFolder();
    const made = await make(folder);
    const url = typeof made === "string" ? made : databaseIn(folder);
    const error = await openStore(url).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(StoreError);
    const { problem: found, message } = error as StoreError;
    expect(found).toBe(problem);
    expect(message).toMatch(says);
    expect(message).not.toMatch(/secret|\n/);
  });

  test("a database that another program holds", async () => {
    const folder = temporaryFolder();
    const holder = new Libsql(join(folder, "labdex.db"));
    holder.exec("PRAGMA journal_mode = WAL; BEGIN IMMEDIATE");
    const error = await openStore(databaseIn(folder), { wait: 50 }).catch((thrown: unknown) => thrown);
    holder.close();
    expect(error).toMatchObject({
      problem: "locked",
      message: expect.stringMatching(/^Another program has held the database .* for 0.05 s: end it/),
    });
    await withStore(databaseIn(folder), async () => undefined);
  });

  test("a disk that is full while the schema is made", async () => {
    const folder = temporaryFolder();
    const store = await openStore(databaseIn(folder), { migrations: noMigrations(folder) });
    await store.close();
    const limited = await openSqlite(join(folder, "labdex.db"), 50);
    // As a full disk answers: SQLITE_FULL.
    await limited.single.queryRaw({ sql: "PRAGMA max_page_count = 5", args: [], argTypes: [] });
    const error = await migrate(limited, await readMigrations(ownMigrations), () => undefined).catch(
      (thrown: unknown) => thrown,
    );
    await limited.close();
    expect(error).toMatchObject({ problem: "cannot-write", message: expect.stringMatching(/free space/) });
    await withStore(databaseIn(folder), async () => undefined);
  });

  // Not even the superuser may make one there, as which CI runs.
  test.runIf(process.platform === "linux")("a place where no file can be made", async () => {
    await expect(openStore("file:/proc/labdex.db")).rejects.toMatchObject({ problem: "cannot-write" });
  });
});
