/** The catalogue in the store: kept equal to the data folder, and read as domain types. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { CatalogData } from "../catalog/types.ts";
import { toCatalog } from "./catalog-records.ts";
import { addRowsOf, type CatalogRows, noRows } from "./catalog-rows.ts";
import { type DataFile, readDataFolder } from "./data-folder.ts";
import type { Prisma } from "./generated/client.ts";
import type { Store } from "./open.ts";

/** What an import found: files in the folder, those that were read anew, those whose entries were removed. */
export interface ImportResult {
  files: number;
  changed: number;
  removed: number;
}

/** Code that decides which rows a file becomes: when it changes, every file is read again. */
const readers = [
  "../catalog/data-file.ts",
  "../catalog/fields.ts",
  "../catalog/types.ts",
  "../catalog/values.ts",
  "../catalog/dates.ts",
  "./catalog-rows.ts",
];

/**
 * Imports what changed below a data folder, in one transaction. Entries whose file is gone are removed; rows that
 * came from elsewhere (upstreams, subscriptions, releases, deliveries) are not touched.
 * @throws DataFileError for a broken file; the catalogue is then as it was before
 */
export async function importData(store: Store, folder: string): Promise<ImportResult> {
  const [files, reader] = await Promise.all([readDataFolder(folder), readerHash()]);
  const hashed = files.map((file) => ({ ...file, hash: sha256(reader + file.hash) }));

  const planned = difference(hashed, await importedHashes(store.prisma));
  const result = { files: files.length, changed: planned.changed.length, removed: planned.removed.length };
  if (result.changed + result.removed === 0) return result;

  // Everything is parsed before the transaction begins: a broken file costs nothing, and the lock is held shortly.
  const parsed = new Map(planned.changed.map((file) => [file.path, parse(file)]));
  await store.prisma.$transaction(
    async (transaction) => {
      // Another process may have imported the same files since.
      const { changed, removed } = difference(hashed, await importedHashes(transaction));
      const rows = noRows();
      for (const file of changed) append(rows, parsed.get(file.path) ?? parse(file));
      await deleteFiles(transaction, [...changed.map((file) => file.path), ...removed]);
      await takeOver(transaction, rows);
      await transaction.importedFile.createMany({ data: changed.map(({ path, hash }) => ({ path, hash })) });
      await insert(transaction, rows);
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
  return result;
}

/** Reads the whole catalogue. @throws StoreError when a row is not what this program writes */
export async function loadCatalog({ prisma }: Store): Promise<CatalogData> {
  const [sources, rankings, benchmarks, labs, models, topics, aliases, claims, events, points, details] =
    await prisma.$transaction([
      prisma.source.findMany(),
      prisma.ranking.findMany(),
      prisma.benchmark.findMany(),
      prisma.lab.findMany(),
      prisma.model.findMany(),
      prisma.topic.findMany(),
      prisma.alias.findMany(),
      prisma.claim.findMany(),
      prisma.event.findMany(),
      prisma.point.findMany(),
      prisma.detail.findMany(),
    ]);
  return toCatalog({
    ...{ sources, rankings, benchmarks, labs, models, topics },
    ...{ aliases, claims, events, points, details },
  });
}

type Db = Pick<Prisma.TransactionClient, keyof Prisma.TransactionClient>;

async function importedHashes(db: Db): Promise<Map<string, string>> {
  const rows = await db.importedFile.findMany({ select: { path: true, hash: true } });
  return new Map(rows.map(({ path, hash }) => [path, hash]));
}

function difference(files: readonly DataFile[], imported: ReadonlyMap<string, string>) {
  const paths = new Set(files.map((file) => file.path));
  return {
    changed: files.filter((file) => imported.get(file.path) !== file.hash),
    removed: [...imported.keys()].filter((path) => !paths.has(path)),
  };
}

function parse(file: DataFile): CatalogRows {
  const rows = noRows();
  addRowsOf(rows, file);
  return rows;
}

function append(all: CatalogRows, more: CatalogRows): void {
  for (const table of Object.keys(all) as (keyof CatalogRows)[]) {
    // Each table's rows go to the same table; TypeScript cannot see that across a computed key.
    (all[table] as object[]).push(...more[table]);
  }
}

/** SQLite takes at most 32,766 values in a statement, PostgreSQL 65,535. */
const perStatement = 1_000;

function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let from = 0; from < rows.length; from += perStatement) yield rows.slice(from, from + perStatement);
}

/** Removes files; the database removes every row that was read from them. */
async function deleteFiles(db: Db, paths: readonly string[]): Promise<void> {
  for (const some of chunks(paths)) await db.importedFile.deleteMany({ where: { path: { in: some } } });
}

/** An entry that an upstream brought gives way to the data file of the same id. */
async function takeOver(db: Db, { sources, labs, models }: CatalogRows): Promise<void> {
  await db.source.deleteMany({ where: { file: null, id: { in: sources.map(({ id }) => id) } } });
  await db.lab.deleteMany({ where: { file: null, id: { in: labs.map(({ id }) => id) } } });
  await db.model.deleteMany({ where: { file: null, id: { in: models.map(({ id }) => id) } } });
}

async function insert(db: Db, rows: CatalogRows): Promise<void> {
  for (const data of chunks(rows.sources)) await db.source.createMany({ data });
  for (const data of chunks(rows.rankings)) await db.ranking.createMany({ data });
  for (const data of chunks(rows.benchmarks)) await db.benchmark.createMany({ data });
  for (const data of chunks(rows.labs)) await db.lab.createMany({ data });
  for (const data of chunks(rows.models)) await db.model.createMany({ data });
  for (const data of chunks(rows.topics)) await db.topic.createMany({ data });
  for (const data of chunks(rows.aliases)) await db.alias.createMany({ data });
  for (const data of chunks(rows.claims)) await db.claim.createMany({ data });
  for (const data of chunks(rows.events)) await db.event.createMany({ data });
  for (const data of chunks(rows.points)) await db.point.createMany({ data });
  for (const data of chunks(rows.details)) await db.detail.createMany({ data });
}

async function readerHash(): Promise<string> {
  const texts = await Promise.all(readers.map((name) => readFile(new URL(name, import.meta.url), "utf8")));
  return sha256(texts.join("\0"));
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
