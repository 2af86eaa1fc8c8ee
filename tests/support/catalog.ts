/** The catalogue of `data/`, read from disk once, for tests and measurements. */
import { fileURLToPath } from "node:url";
import type { CatalogData } from "../../src/catalog/types.ts";
import { readCatalog as readFolder } from "../../src/store/read-catalog.ts";

const root = fileURLToPath(new URL("../../data", import.meta.url));
let read: CatalogData | undefined;

/** @throws DataFileError for a broken file */
export function readCatalog(): CatalogData {
  read ??= readFolder(root);
  return read;
}
