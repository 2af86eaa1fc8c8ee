/** Reads the snapshot of upstream rows that comes with the program. */
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { KnownRow } from "../releases/rows.ts";
import { parseSnapshot } from "../releases/snapshot.ts";
import { StartError } from "../start-error.ts";

/**
 * All rows of `<folder>/<lab>.json`; none where the folder is missing.
 * @throws StartError where a file was changed by hand
 */
export async function readSnapshot(folder: string): Promise<KnownRow[]> {
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  const rows = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), "utf8");
      try {
        return parseSnapshot(basename(name, ".json"), text);
      } catch (cause) {
        throw new StartError(`${join(folder, name)} is not as data:pull writes it: write it again.`, {
          cause,
        });
      }
    }),
  );
  return rows.flat();
}
