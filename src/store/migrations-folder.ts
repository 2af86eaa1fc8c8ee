import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** One step of the schema's history, as Prisma keeps it: `<time>_<name>/migration.sql`. */
export interface Migration {
  /** Name of its folder. */
  name: string;
  script: string;
  /** SHA-256 of the script in hex, as Prisma writes it into `_prisma_migrations`. */
  checksum: string;
}

/** The migrations of a folder in the order in which they apply. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const script = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      return { name, script, checksum: createHash("sha256").update(script).digest("hex") };
    }),
  );
}
