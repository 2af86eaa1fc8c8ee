/** The files of the data folder. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { DataFileError } from "../catalog/data-file-error.ts";
import type { DataFile } from "../catalog/together.ts";

/** Lists, and entries in their folders; other files (settings of data:check, JSON schemas) are left alone. */
const isData = (name: string): boolean =>
  /^((sources|rankings|benchmarks)\.yaml|(labs|models|market)\/.*\.ya?ml)$/.test(name);

/** The catalogue's files, sorted by path. @throws DataFileError when the folder or a file cannot be read */
export function readDataFolder(folder: string): DataFile[] {
  const found = readable(folder, () => readdirSync(folder, { recursive: true, encoding: "utf8" }));
  const names = found.map((name) => name.replaceAll(path.sep, "/")).filter(isData);
  return names.sort().map((name) => {
    const full = path.join(folder, name);
    return { path: name, shown: shown(full), text: readable(full, () => readFileSync(full, "utf8")) };
  });
}

/** Relative to the working folder where it lies below it. */
function shown(full: string): string {
  const relative = path.relative(process.cwd(), full);
  return relative.startsWith("..") ? full : relative.replaceAll(path.sep, "/");
}

function readable<T>(full: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new DataFileError(shown(full), 1, `cannot be read (${reason})`);
  }
}
