/** Builds the whole program from its settings: stores, catalogue, watch, deliveries, bot. The only place that does. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import { commands } from "../../commands/index.ts";
import { answerMention } from "../answers/mention.ts";
import { type Bot, createBot } from "../bot/bot.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { createPictures } from "../charts/pictures.ts";
import type { Services } from "../command.ts";
import { defined } from "../defined.ts";
import { seedReleases } from "../releases/seed.ts";
import { importData } from "../store/catalog-store.ts";
import { describeDatabase } from "../store/database-url.ts";
import { openStore } from "../store/open.ts";
import type { Due } from "../subscriptions/types.ts";
import { askedPermissions, inviteUrl } from "../views/invite.ts";
import { openCatalog } from "./catalog.ts";
import { createDeliveryJobs } from "./deliveries.ts";
import type { Env } from "./env.ts";
import { openHealth } from "./health.ts";
import { openPlayground } from "./playground.ts";
import { createReleaseJobs, policyOf, upstreamsOf } from "./releases.ts";
import { readSnapshot } from "./snapshot.ts";
import { storesOf } from "./stores.ts";
import { version } from "./version.ts";

/** The facts, as files. */
export const dataFolder: string = fileURLToPath(new URL("../../data", import.meta.url));

/** Opens the database, brings it up to date with the data files, and reads the catalogue. */
async function openKnowledge(env: Env, log: Logger) {
  const store = await openStore(env.DATABASE_URL, { log: (text) => log.info(text) });
  const imported = await importData(store, dataFolder);
  if (imported.changed + imported.removed > 0) log.info(imported, "data imported");
  const live = await openCatalog(store, await readSnapshot(join(dataFolder, "upstream")));
  const stores = storesOf(store);
  const watch = createReleaseJobs({
    stores,
    log,
    catalog: live.catalog,
    refresh: live.refresh,
    upstreams: upstreamsOf(env),
    policy: policyOf(env),
    owners: env.OWNER_IDS,
    ...defined({ reviewChannel: env.REVIEW_CHANNEL_ID }),
  });
  await watch.place();
  const seeded = await seedReleases(stores.releases, live.catalog(), new Date());
  if (seeded.added > 0) log.info(seeded, "releases read from the data files");
  return { store, stores, live, watch };
}

/** Where Discord is: the real one, or without a token a Discord of our own, loaded only then. */
async function openDiscord({
  DISCORD_TOKEN: token,
  DISCORD_API_URL: apiUrl,
  PLAYGROUND_PORT: port,
  DEV_GUILD_ID,
}: Env) {
  if (token !== undefined) return { token, apiUrl, ...defined({ devGuildId: DEV_GUILD_ID }) };
  const local = await openPlayground(port);
  return { token: local.token, apiUrl: local.apiUrl, local };
}

/** How long after the newest of its releases was ready a post was made, in seconds; a digest waits on purpose. */
function lagOf({ releases, isDigest }: Due): number | undefined {
  const ready = Math.max(...releases.map(({ readyAt }) => readyAt?.getTime() ?? Number.NEGATIVE_INFINITY));
  return isDigest || !Number.isFinite(ready) ? undefined : (Date.now() - ready) / 1_000;
}

/** What the log says at start. */
function factsOf(env: Env, catalog: Catalog, bot: Bot) {
  const { labs, models } = catalog.data;
  const { applicationId, ...connected } = bot.presence() ?? {};
  const invite =
    applicationId === undefined || env.DISCORD_TOKEN === undefined
      ? undefined
      : {
          url: inviteUrl(applicationId),
          permissions: Object.fromEntries(askedPermissions.map(({ name, why }) => [name, why])),
        };
  return {
    version,
    ...connected,
    database: describeDatabase(env.DATABASE_URL),
    labs: labs.length,
    models: models.length,
    ...defined({ dataOf: catalog.asOf, invite }),
  };
}

/** @throws StartError, StoreError, DataFileError: one sentence for the person who starts the program */
export async function buildLabdex(env: Env, log: Logger) {
  const { store, stores, live, watch } = await openKnowledge(env, log);
  const { local, ...discord } = await openDiscord(env);
  const end = (sentence: string) => {
    log.fatal(sentence);
    void stop(1);
  };
  const health = await openHealth({
    stores,
    log,
    address: env.HEALTH_PORT,
    catalog: live.catalog,
    upstreams: watch.health,
    bot: () => bot,
    attempts: () => delivery.deliverer.totals,
    isWatchStuck: () => watching?.isStuck() ?? false,
  });
  const { metrics } = health;
  const delivery = createDeliveryJobs({
    stores,
    log,
    catalog: live.catalog,
    ...discord,
    posted: (due) => metrics?.posted(lagOf(due)),
    onStop: (reason) => end(`Discord refused the token: ${reason}. Nothing is posted any more.`),
  });
  const services: Services = {
    get catalog() {
      return live.catalog();
    },
    get search() {
      return live.search();
    },
    pictures: createPictures(),
    subscriptions: delivery.service,
    upstreams: watch.health,
    presence: () => (local === undefined ? bot.presence() : undefined),
  };
  const mention = (text: string, self: string) => {
    const started = performance.now();
    const answer = answerMention(services, text, self);
    const seconds = (performance.now() - started) / 1_000;
    metrics?.used({ command: "mention", kind: "message", outcome: "answered", seconds });
    return answer;
  };
  const bot = createBot({
    ...discord,
    commands,
    components: watch.components,
    services,
    log,
    onFatal: end,
    ...defined({ answerMention: env.INLINE === "off" ? undefined : mention, used: metrics?.used }),
  });
  let watching: Awaited<ReturnType<typeof watch.start>> | undefined;
  let stopping: Promise<void> | undefined;

  async function close(code: number): Promise<void> {
    process.exitCode = code;
    health.is("stopping");
    await watching?.stop();
    await delivery.stop();
    await bot.stop();
    await local?.close();
    await health.close();
    await store.close();
  }
  /** Ends everything in order, once; the process then ends by itself. */
  function stop(code: number): Promise<void> {
    stopping ??= close(code).catch((error: unknown) => {
      log.error({ err: error }, "stopping failed");
      process.exit(1);
    });
    return stopping;
  }

  return {
    /** Where health is asked for; undefined where nothing listens. */
    healthPort: health.port,

    /** Connects and starts the jobs. Returns what is known, and the playground's address where there is one. */
    async start() {
      await bot.start();
      if (env.RELEASE_POLL !== "off") watching = await watch.start(env.RELEASE_POLL, delivery);
      await delivery.start();
      health.is("running");
      return {
        ...factsOf(env, live.catalog(), bot),
        ...defined({ url: local?.url, healthPort: health.port }),
      };
    },
    stop,
  };
}
