/** Reads data/ and the documents from disk. The only part of data:check that touches files. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DataFile } from "../../src/catalog/together.ts";
import { readDataFolder } from "../../src/store/data-folder.ts";

export interface DataFiles {
  /** The catalogue's. */
  files: readonly DataFile[];
  ambiguous: DataFile;
  notCovered: DataFile;
}

/** A source document's lines; line 1 is `lines[0]`. */
export interface DocumentFile {
  file: string;
  lines: readonly string[];
}

export interface Documents {
  files: readonly DocumentFile[];
  /** Text of inventory.json and of conflicts.md; absent where the folder lacks them. */
  inventory?: string;
  conflicts?: string;
}

/** All data files below `root`/data; a missing list of the check reads as empty. */
export function readDataFiles(root: string): DataFiles {
  const list = (name: string): DataFile => {
    const path = join(root, "data", name);
    return { path: name, shown: `data/${name}`, text: existsSync(path) ? readFileSync(path, "utf8") : "" };
  };
  return {
    files: readDataFolder(join(root, "data")),
    ambiguous: list("ambiguous.yaml"),
    notCovered: list("not-covered.yaml"),
  };
}

/** The documents' folder, or undefined where it is not there. */
export function readDocuments(folder: string): Documents | undefined {
  if (!existsSync(folder)) return undefined;
  const text = (name: string) => readFileSync(join(folder, name), "utf8");
  const names = readdirSync(folder).sort();
  return {
    files: names
      .filter((name) => name.endsWith(".txt"))
      .map((name) => ({ file: name, lines: text(name).split(/\r?\n/) })),
    ...(names.includes("inventory.json") && { inventory: text("inventory.json") }),
    ...(names.includes("conflicts.md") && { conflicts: text("conflicts.md") }),
  };
}
