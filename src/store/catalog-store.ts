/** The catalogue in the store: kept equal to the data folder, and read as domain types. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { type DataFile, together } from "../catalog/together.ts";
import type { CatalogData } from "../catalog/types.ts";
import {
  addRows,
  noRows,
  partsOf,
  rowFormat,
  toBenchmark,
  toLab,
  toModel,
  toRanking,
  toSource,
  toTopic,
} from "./catalog-rows.ts";
import { readDataFolder } from "./data-folder.ts";
import { StoreError } from "./errors.ts";
import type { ImportedFile } from "./generated/client.ts";
import { insertRows } from "./insert-new.ts";
import type { Store } from "./open.ts";

/** What an import found: files in the folder, those that were read anew, those whose entries were removed. */
export interface ImportResult {
  files: number;
  changed: number;
  removed: number;
}

/**
 * Imports what changed below a data folder, in one transaction. Entries whose file is gone are removed; what came from
 * elsewhere (upstreams, subscriptions, releases, deliveries) is not touched.
 * @throws DataFileError for a broken file; the catalogue is then as it was before
 */
export async function importData(store: Store, folder: string): Promise<ImportResult> {
  const files = readDataFolder(folder).map((file) => ({ ...file, hash: hashOf(file) }));
  const planned = difference(files, await store.prisma.importedFile.findMany());
  const result = { files: files.length, changed: planned.changed.length, removed: planned.removed.length };
  if (result.changed + result.removed === 0) return result;

  const { parseDataFile } = await import("../catalog/data-file.ts");
  // Everything is parsed before the transaction begins: a broken file costs nothing, and the lock is held shortly.
  const parsed = new Map(planned.changed.map((file) => [file.path, parseDataFile(file)]));
  await store.transaction(async (db) => {
    // Another process may have imported the same files meanwhile.
    const { changed, removed } = difference(files, await db.importedFile.findMany());
    const gone = [...changed.map(({ path }) => path), ...removed];
    await db.importedFile.deleteMany({ where: { path: { in: gone } } });
    await db.importedFile.createMany({ data: changed.map(({ path, hash }) => ({ path, hash })) });
    const rows = noRows();
    for (const file of changed) addRows(rows, file.path, parsed.get(file.path) ?? parseDataFile(file));
    await db.source.createMany({ data: rows.source });
    await db.ranking.createMany({ data: rows.ranking });
    await db.benchmark.createMany({ data: rows.benchmark });
    await db.lab.createMany({ data: rows.lab });
    await insertRows(db, "Model", rows.model);
    await db.topic.createMany({ data: rows.topic });
    await insertRows(db, "Alias", rows.alias);
    await insertRows(db, "Claim", rows.claim);
    await insertRows(db, "Score", rows.score);
    await insertRows(db, "Event", rows.event);
    await insertRows(db, "Point", rows.point);
    await insertRows(db, "Detail", rows.detail);
  });
  return result;
}

/** Reads the whole catalogue. @throws StoreError when the rows are not what this program writes */
export async function loadCatalog(store: Store): Promise<CatalogData> {
  const inOrder = { orderBy: { position: "asc" } } as const;
  const rows = await store.transaction(async (db) => ({
    sources: await db.source.findMany(inOrder),
    rankings: await db.ranking.findMany(inOrder),
    benchmarks: await db.benchmark.findMany(inOrder),
    labs: await db.lab.findMany({ include: partsOf.lab }),
    models: await db.model.findMany({ include: partsOf.model }),
    topics: await db.topic.findMany({ include: partsOf.topic }),
  }));
  try {
    return together([
      {
        sources: rows.sources.map(toSource),
        rankings: rows.rankings.map(toRanking),
        benchmarks: rows.benchmarks.map(toBenchmark),
        labs: rows.labs.map(toLab),
        models: rows.models.map(toModel),
        topics: rows.topics.map(toTopic),
      },
    ]);
  } catch (cause) {
    if (!(cause instanceof z.ZodError || cause instanceof SyntaxError)) throw cause;
    throw new StoreError(
      "unreadable-row",
      "The catalogue's rows in the database were changed by hand or are damaged: delete all rows of the table ImportedFile, and they are read anew from data/.",
      { cause },
    );
  }
}

const hashOf = ({ text }: DataFile) => createHash("sha256").update(`${rowFormat}\0${text}`).digest("hex");

function difference<F extends { path: string; hash: string }>(
  files: readonly F[],
  imported: readonly Pick<ImportedFile, "path" | "hash">[],
) {
  const hashes = new Map(imported.map(({ path, hash }) => [path, hash]));
  const paths = new Set(files.map((file) => file.path));
  return {
    changed: files.filter((file) => hashes.get(file.path) !== file.hash),
    removed: [...hashes.keys()].filter((path) => !paths.has(path)),
  };
}
