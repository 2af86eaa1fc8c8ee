/** Deliveries against a local Discord and a real database file, for tests and measurements. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Logger, pino } from "pino";
import { createDeliveryJobs, type DeliveryOptions } from "../../src/app/deliveries.ts";
import { storesOf } from "../../src/app/stores.ts";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { type LocalDiscordOptions, startLocalDiscord } from "../../src/playground/local-discord.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import type { NewRelease } from "../../src/releases/types.ts";
import { openStore } from "../../src/store/open.ts";
import type { SubscriptionSettings } from "../../src/subscriptions/types.ts";
import { readCatalog } from "./catalog.ts";

let shared: Catalog | undefined;
/** The catalogue of `data/`, read once per test file. */
export function realCatalog(): Catalog {
  shared ??= createCatalog(readCatalog());
  return shared;
}

/** A database file in a folder of its own; `remove` closes it and takes the folder away. */
export async function temporaryStore() {
  const folder = await mkdtemp(join(tmpdir(), "labdex-"));
  const url = `file:${join(folder, "labdex.db")}`;
  const store = await openStore(url);
  return {
    ...{ store, url },
    async remove(): Promise<void> {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A settings of the default world's moderator for every release, at once, in #general. */
export function settings(change: Partial<SubscriptionSettings> = {}): SubscriptionSettings {
  return {
    ...{
      guildId: ids.home,
      channelId: ids.general,
      channelName: "general",
      channelKind: "text",
      ownerId: ids.moderator,
    },
    filters: { labs: [], variants: "all" },
    schedule: { cadence: "instant" },
    ...change,
  };
}

/** The release of a model of the real catalogue. */
export function ready(model = "zhipu/glm-5", change: Partial<NewRelease> = {}): NewRelease {
  const found = realCatalog().models.get(model);
  if (found === undefined) throw new Error(`The catalogue has no model ${model}.`);
  const date = found.facts.released?.claims[0].value;
  return {
    ...{ key: `model:${model}`, lab: found.lab, model, title: found.name, kind: "weights" },
    ...{ origin: "data", state: "ready", ...(date === undefined ? {} : { date }) },
    ...change,
  };
}

export interface DeliverySetup {
  discord?: LocalDiscordOptions;
  jobs?: Partial<DeliveryOptions>;
}

/** Everything a delivery needs; the clock is `time.now`, in milliseconds, and stands still unless moved. */
export async function startDeliveries(setup: DeliverySetup = {}) {
  const database = await temporaryStore();
  const time = { now: Date.now() };
  const discord = await startLocalDiscord({ now: () => time.now, ...setup.discord });
  const logged: Record<string, unknown>[] = [];
  const log: Logger = pino(
    { level: "debug" },
    { write: (line: string) => void logged.push(JSON.parse(line)) },
  );
  const stops: string[] = [];
  const options: DeliveryOptions = {
    stores: storesOf(database.store),
    catalog: realCatalog,
    token: discord.token,
    apiUrl: discord.apiUrl,
    log,
    onStop: (reason) => void stops.push(reason),
    now: () => new Date(time.now),
    ...setup.jobs,
  };
  const jobs = createDeliveryJobs(options);
  return {
    ...{ discord, jobs, options, time, logged, stops, store: database.store, url: database.url },
    /** Adds releases that are ready a moment later than everything so far. */
    async release(...releases: NewRelease[]): Promise<void> {
      time.now += 1;
      await jobs.releases.add(releases, new Date(time.now));
    },
    /** Plans and sends until nothing more is due now. */
    async run(): Promise<void> {
      await jobs.planner.fanOut(new Date(time.now));
      await jobs.planner.digests(new Date(time.now));
      await jobs.deliverer.drain();
    },
    /** The bot's messages in a channel. */
    sent: (channel: string = ids.general) =>
      discord.world
        .history(channel)
        .filter(({ message }) => message.author.id === discord.applicationId)
        .map(({ message }) => message),
    async close(): Promise<void> {
      await jobs.stop();
      await discord.close();
      await database.remove();
    },
  };
}
export type Deliveries = Awaited<ReturnType<typeof startDeliveries>>;
