/** `labdex backup FILE`, `labdex restore FILE`, `labdex move --from … --to …`. */
import { parseArgs } from "node:util";
import { createCatalog } from "../../catalog/catalog.ts";
import { releasesFromCatalog } from "../../releases/from-catalog.ts";
import { StartError } from "../../start-error.ts";
import { backUp, restore } from "../../store/backup.ts";
import { importData, loadCatalog } from "../../store/catalog-store.ts";
import { describeDatabase } from "../../store/database-url.ts";
import { copyHostTables, countHostRows, type RowCounts } from "../../store/host-tables.ts";
import { type Store, withStore } from "../../store/open.ts";
import { catalogueChanged } from "../catalog.ts";
import { dataFolder } from "../labdex.ts";
import { storesOf } from "../stores.ts";
import type { HostCommand } from "./context.ts";

const inWords = ({ Subscription = 0, Release = 0, Delivery = 0, UpstreamItem = 0 }: RowCounts): string =>
  `${Subscription} subscriptions, ${Release} releases, ${Delivery} deliveries, ${UpstreamItem} rows of upstreams`;

function fileOf(args: readonly string[], command: string): string {
  const [file, ...more] = args;
  if (file === undefined || more.length > 0) throw new StartError(`Usage: labdex ${command} FILE`);
  return file;
}

export const backupCommand: HostCommand = async ({ env, args, say }) => {
  const file = fileOf(args, "backup");
  const counts = await backUp(env.DATABASE_URL, file);
  say(`${file} holds ${inWords(counts)}.`);
  return true;
};

export const restoreCommand: HostCommand = async ({ env, args, say }) => {
  const file = fileOf(args, "restore");
  await withStore(env.DATABASE_URL, async (store) => {
    const { rows, skipped } = await restore(file, store, new Date());
    await knowTheCatalogue(store);
    say(`${describeDatabase(env.DATABASE_URL)} holds ${inWords(rows)}.`);
    say(
      `Nothing of before is posted again: ${skipped} posts that were due when the backup was made are left out, and what came out since is known and no news.`,
    );
  });
  return true;
};

/** Releases of data files that are younger than the backup may have been posted: they are known, and no news. */
async function knowTheCatalogue(store: Store): Promise<void> {
  await importData(store, dataFolder);
  const { releases } = storesOf(store);
  await catalogueChanged(store);
  const catalog = createCatalog(await loadCatalog(store));
  await releases.add(releasesFromCatalog(catalog, await releases.keys(), true), new Date());
}

const usage = "Usage: labdex move --from file:.local/labdex.db --to postgresql://user@host/name";

function addresses(args: readonly string[]): { from: string; to: string } {
  try {
    const options = { from: { type: "string" }, to: { type: "string" } } as const;
    const { from, to } = parseArgs({ args: [...args], options }).values;
    if (from !== undefined && to !== undefined) return { from, to };
  } catch (cause) {
    throw new StartError(usage, { cause });
  }
  throw new StartError(usage);
}

export const moveCommand: HostCommand = async ({ args, say }) => {
  const { from, to } = addresses(args);
  return withStore(from, (source) =>
    withStore(to, async (target) => {
      await refuseRunning(source, from);
      await refuseRunning(target, to);
      const there = await countHostRows(target);
      if (Object.values(there).some((count) => count > 0))
        throw new StartError(`${describeDatabase(to)} is in use already: it holds ${inWords(there)}.`);
      const counts = await copyHostTables(source, target);
      await importData(target, dataFolder);
      say(`${describeDatabase(to)} holds ${inWords(counts)}.`);
      say(`Start the bot with DATABASE_URL set to it, and never again with ${describeDatabase(from)}.`);
      return true;
    }),
  );
};

/** A bot that goes on posting from the old database would post everything a second time. */
async function refuseRunning(store: Store, url: string): Promise<void> {
  if ((await storesOf(store).leases.held("delivery/", new Date())) > 0)
    throw new StartError(
      `A bot works with ${describeDatabase(url)}, or ended without a word a moment ago: stop it, and try again in ten seconds.`,
    );
}
