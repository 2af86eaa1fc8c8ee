/** Reads data/ and the documents from disk. The only part of data:check that touches files. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One data file: its id from its path, and its text. */
export interface DataFile {
  /** Path from the repository's root, with slashes. */
  file: string;
  /** `baidu`, `baidu/ernie-4.5`, `chip-controls`. */
  id: string;
  text: string;
}

export interface DataFiles {
  labs: readonly DataFile[];
  models: readonly DataFile[];
  topics: readonly DataFile[];
  sources: DataFile;
  rankings: DataFile;
  benchmarks: DataFile;
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

/** All data files below `root`/data; a missing folder or list reads as empty. */
export function readDataFiles(root: string): DataFiles {
  const one = (name: string): DataFile => {
    const path = join(root, "data", name);
    const id = name.replace(/\.yaml$/, "");
    return { file: `data/${name}`, id, text: existsSync(path) ? readFileSync(path, "utf8") : "" };
  };
  const folder = (name: string, prefix = ""): DataFile[] =>
    entries(join(root, "data", name))
      .filter((entry) => entry.endsWith(".yaml"))
      .map((entry) => {
        const read = one(`${name}/${entry}`);
        return { ...read, id: `${prefix}${entry.replace(/\.yaml$/, "")}` };
      });
  return {
    labs: folder("labs"),
    models: entries(join(root, "data", "models")).flatMap((lab) => folder(`models/${lab}`, `${lab}/`)),
    topics: folder("market"),
    sources: one("sources.yaml"),
    rankings: one("rankings.yaml"),
    benchmarks: one("benchmarks.yaml"),
    ambiguous: one("ambiguous.yaml"),
    notCovered: one("not-covered.yaml"),
  };
}

function entries(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** The documents' folder, or undefined where it is not there. */
export function readDocuments(folder: string): Documents | undefined {
  if (!existsSync(folder)) return undefined;
  const text = (name: string) => readFileSync(join(folder, name), "utf8");
  const names = entries(folder);
  return {
    files: names
      .filter((name) => name.endsWith(".txt"))
      .map((name) => ({ file: name, lines: text(name).split(/\r?\n/) })),
    ...(names.includes("inventory.json") && { inventory: text("inventory.json") }),
    ...(names.includes("conflicts.md") && { conflicts: text("conflicts.md") }),
  };
}
