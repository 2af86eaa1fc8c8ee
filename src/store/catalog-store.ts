/** The catalogue in the store: kept equal to the data folder, and read as domain types. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { SqlQueryable } from "@prisma/driver-adapter-utils";
import { z } from "zod";
import type { CatalogData } from "../catalog/types.ts";
import { toCatalog } from "./catalog-records.ts";
import { rowsOf } from "./catalog-rows.ts";
import {
  appendRows,
  type CatalogRows,
  catalogTables,
  noRows,
  type Row,
  tableNames,
} from "./catalog-tables.ts";
import { type DataFile, readDataFolder } from "./data-folder.ts";
import { StoreError } from "./errors.ts";
import type { Store } from "./open.ts";
import { deleteWhere, insertAll, selectAll } from "./sql.ts";

/** What an import found: files in the folder, those that were read anew, those whose entries were removed. */
export interface ImportResult {
  files: number;
  changed: number;
  removed: number;
}

/**
 * Imports what changed below a data folder, in one transaction. Entries whose file is gone are removed; rows that
 * came from elsewhere (upstreams, subscriptions, releases, deliveries) are not touched.
 * @throws DataFileError for a broken file; the catalogue is then as it was before
 */
export async function importData(store: Store, folder: string): Promise<ImportResult> {
  const [found, reader] = await Promise.all([readDataFolder(folder), readerHash()]);
  const files = found.map((file) => ({ ...file, hash: sha256(reader + file.hash) }));

  const planned = difference(files, await store.raw.read(importedFiles));
  const result = { files: files.length, changed: planned.changed.length, removed: planned.removed.length };
  if (result.changed + result.removed === 0) return result;

  // Everything is parsed before the transaction begins: a broken file costs nothing, and the lock is held shortly.
  const parsed = new Map(planned.changed.map((file) => [file.path, rowsOf(file)]));
  await store.raw.write(async (db) => {
    // Another process may have imported the same files meanwhile.
    const { changed, removed } = difference(files, await importedFiles(db));
    const rows = noRows();
    for (const file of changed) appendRows(rows, parsed.get(file.path) ?? rowsOf(file));
    await deleteWhere(db, "ImportedFile", "path", [...changed.map((file) => file.path), ...removed]);
    await takeOver(db, rows);
    for (const table of tableNames)
      await insertAll(db, table, Object.keys(catalogTables[table].shape), rows[table]);
  });
  return result;
}

/** Reads the whole catalogue. @throws StoreError when the rows are not what this program writes */
export async function loadCatalog(store: Store): Promise<CatalogData> {
  try {
    return await store.raw.read(async (db) => toCatalog(await allRows(db)));
  } catch (cause) {
    if (!(cause instanceof z.ZodError || cause instanceof SyntaxError)) throw cause;
    throw new StoreError(
      "unreadable-row",
      "The catalogue's rows in the database were changed by hand or are damaged: delete all rows of the table ImportedFile, and they are read anew from data/.",
      { cause },
    );
  }
}

const importedFiles = (db: SqlQueryable) => selectAll(db, "ImportedFile", catalogTables.ImportedFile);

async function allRows(db: SqlQueryable): Promise<CatalogRows> {
  const rows: Record<string, object[]> = {};
  for (const table of tableNames) rows[table] = await selectAll(db, table, catalogTables[table]);
  return rows as CatalogRows;
}

function difference(files: readonly DataFile[], imported: readonly Row<"ImportedFile">[]) {
  const hashes = new Map(imported.map(({ path, hash }) => [path, hash]));
  const paths = new Set(files.map((file) => file.path));
  return {
    changed: files.filter((file) => hashes.get(file.path) !== file.hash),
    removed: [...hashes.keys()].filter((path) => !paths.has(path)),
  };
}

/** An entry that an upstream brought gives way to the data file's of the same id; what hangs on it stays. */
async function takeOver(db: SqlQueryable, rows: CatalogRows): Promise<void> {
  for (const table of ["Source", "Ranking", "Benchmark", "Lab", "Model", "Topic"] as const) {
    const ids = rows[table].map(({ id }) => id);
    await deleteWhere(db, table, "id", ids, { unowned: true });
  }
}

/** Code that decides which rows a file becomes: when it changes, every file is read again. */
const readers = [
  "../catalog/checked-yaml.ts",
  "../catalog/file-schemas.ts",
  "../catalog/data-file.ts",
  "../catalog/fields.ts",
  "../catalog/types.ts",
  "../catalog/values.ts",
  "../catalog/dates.ts",
  "./catalog-rows.ts",
];

async function readerHash(): Promise<string> {
  const texts = await Promise.all(readers.map((name) => readFile(new URL(name, import.meta.url), "utf8")));
  return sha256(texts.join("\0"));
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
