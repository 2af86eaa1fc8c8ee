/** The catalogue straight from its files. Apart, so that a start that finds nothing new does without YAML. */
import { parseDataFile } from "../catalog/data-file.ts";
import { together } from "../catalog/together.ts";
import type { CatalogData } from "../catalog/types.ts";
import { readDataFolder } from "./data-folder.ts";

/** All that a data folder says. @throws DataFileError for the first file that is broken */
export const readCatalog = (folder: string): CatalogData =>
  together(readDataFolder(folder).map(parseDataFile));
