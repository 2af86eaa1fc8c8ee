/** The playground's own data, beside its database: the world's messages and how far its clock is ahead. */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import type { KeptWorld } from "../../playground/world/kept.ts";
import { StartError } from "../../start-error.ts";

/** The server that only the playground has; a real one has another id. */
export const playgroundServer = "110000000000000000";

/** Where corrections are read there, and who decides on them: Wei and Ana. */
export const playgroundReview = {
  channel: "110000000000000009",
  owners: ["140000000000000001", "140000000000000002"],
} as const;

/** Where the playground's subscriptions are, unless told. */
export const playgroundDatabase = "file:.local/playground.db";

const list = z.array(z.record(z.string(), z.unknown()));
const schema = z.object({
  ahead: z.number().min(0),
  world: z.object({ channels: list, messages: list, files: list }),
});

export interface Kept {
  ahead: number;
  world?: KeptWorld;
}

/** The file beside an SQLite database; none beside another. */
const fileOf = (database: string): string | undefined =>
  database.startsWith("file:") ? `${database.slice("file:".length)}.world.json` : undefined;

/** What was kept; nothing where there is no such file, or one that nobody can read any more. */
export async function readKept(database: string): Promise<Kept> {
  const file = fileOf(database);
  if (file === undefined) return { ahead: 0 };
  try {
    const read = schema.safeParse(JSON.parse(await readFile(file, "utf8")));
    // The playground wrote it itself; what does not fit is of another version, and is begun anew.
    return read.success
      ? { ahead: read.data.ahead, world: read.data.world as unknown as KeptWorld }
      : { ahead: 0 };
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (isMissing || error instanceof SyntaxError) return { ahead: 0 };
    throw error;
  }
}

/** Writes it whole or not at all. */
export async function writeKept(database: string, kept: Kept): Promise<void> {
  const file = fileOf(database);
  if (file === undefined) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(kept));
  await rename(`${file}.new`, file);
}

/**
 * A real bot's subscriptions and the playground's are never in one database.
 * @param servers ids of all servers that are subscribed
 * @throws StartError where they would be
 */
export function holdApart(servers: readonly string[], isPlayground: boolean): void {
  if (isPlayground && servers.some((id) => id !== playgroundServer))
    throw new StartError(
      "This database is a real bot's: it has subscriptions of real servers. Set DISCORD_TOKEN for the bot, or leave DATABASE_URL out for the playground, which has a database of its own.",
    );
  if (!isPlayground && servers.includes(playgroundServer))
    throw new StartError(
      "This database is the playground's: it has subscriptions of its server. Set DATABASE_URL to another one for the bot.",
    );
}
