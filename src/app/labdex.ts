/** Builds the whole program from its settings: stores, catalogue, watch, deliveries, bot. The only place that does. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Cron } from "croner";
import type { Logger } from "pino";
import { commands } from "../../commands/index.ts";
import { answerMention } from "../answers/mention.ts";
import { createBot } from "../bot/bot.ts";
import { createPictures } from "../charts/pictures.ts";
import type { Services } from "../command.ts";
import { defined } from "../defined.ts";
import type { Metrics } from "../http/metrics.ts";
import { seedReleases } from "../releases/seed.ts";
import { importData } from "../store/catalog-store.ts";
import { openStore } from "../store/open.ts";
import { catalogueChanged, openCatalog } from "./catalog.ts";
import { correctionsOf } from "./corrections.ts";
import { createDeliveryJobs, type DeliveryJobs } from "./deliveries.ts";
import type { Env } from "./env.ts";
import { factsOf, lagOf } from "./facts.ts";
import { openHealth } from "./health.ts";
import { createIdentifyGate } from "./identify.ts";
import { type Clock, createClock } from "./playground/clock.ts";
import { createControls } from "./playground/controls.ts";
import type { Heard } from "./playground/heard.ts";
import { holdApart, type Kept, readKept } from "./playground/kept.ts";
import { openPlayground } from "./playground/open.ts";
import { createRecorded } from "./playground/recorded.ts";
import { createReleaseJobs, policyOf, type ReleaseJobOptions, upstreamsOf } from "./releases.ts";
import { readSnapshot } from "./snapshot.ts";
import { type Stores, storesOf } from "./stores.ts";

/** The facts, as files. */
export const dataFolder: string = fileURLToPath(new URL("../../data", import.meta.url));

/** Opens the database, brings it up to date with the data files, and reads the catalogue. */
async function openKnowledge(env: Env, log: Logger, clock: Clock | undefined) {
  const store = await openStore(env.DATABASE_URL, { log: (text) => log.info(text) });
  const imported = await importData(store, dataFolder);
  if (imported.changed + imported.removed > 0) {
    log.info(imported, "data imported");
    await catalogueChanged(store);
  }
  const snapshot = await readSnapshot(join(dataFolder, "upstream"));
  const live = await openCatalog(store, snapshot);
  const stores = storesOf(store);
  holdApart(await stores.subscriptions.servers(), clock !== undefined);
  const known = await stores.releases.keys();
  const recorded = clock === undefined ? undefined : createRecorded(live.catalog(), snapshot, known);
  const jobs: ReleaseJobOptions = {
    stores,
    log,
    catalog: live.catalog,
    refresh: live.refresh,
    upstreams: upstreamsOf(env),
    policy: policyOf(env),
    owners: env.OWNER_IDS,
    ...defined({ reviewChannel: env.REVIEW_CHANNEL_ID, now: clock?.date }),
  };
  const watch = createReleaseJobs({ ...jobs, ...defined({ recorded: recorded?.listings }) });
  await watch.place();
  const keys = async () => new Set([...(await stores.releases.keys()), ...(recorded?.unknownKeys() ?? [])]);
  const seeded = await seedReleases({ ...stores.releases, keys }, live.catalog(), new Date());
  if (seeded.added > 0) log.info(seeded, "releases read from the data files");
  return { store, stores, live, watch, recorded, real: () => createReleaseJobs(jobs) };
}

/** Where Discord is: the real one, or without a token a Discord of our own, loaded only then. */
async function openDiscord(env: Env, clock: Clock | undefined, kept: Kept | undefined) {
  const { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, DEV_GUILD_ID: devGuildId } = env;
  if (token !== undefined) return { token, apiUrl, ...defined({ devGuildId }) };
  const time = clock ?? createClock();
  const local = await openPlayground(env.PLAYGROUND_PORT, env.DATABASE_URL, time, kept ?? { ahead: 0 });
  return { token: local.token, apiUrl: local.apiUrl, local };
}

/**
 * @param heard the log's lines, for the playground's page
 * @throws StartError, StoreError, DataFileError: one sentence for the person who starts the program
 */
export async function buildLabdex(env: Env, log: Logger, heard?: Heard) {
  // With a token, time is the world's.
  const kept = env.DISCORD_TOKEN === undefined ? await readKept(env.DATABASE_URL) : undefined;
  const clock = kept === undefined ? undefined : createClock(kept.ahead);
  const knowledge = await openKnowledge(env, log, clock);
  const { store, stores, live, watch, recorded, real } = knowledge;
  const { local, ...discord } = await openDiscord(env, clock, kept);
  const end = (sentence: string) => {
    log.fatal(sentence);
    void stop(1);
  };
  const health = await openHealth({
    stores,
    log,
    address: env.HEALTH_PORT,
    isApiOn: env.CATALOG_API === "on",
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
    ...defined({ now: clock?.date }),
    posted: (due) => metrics?.posted(lagOf(due)),
    onStop: (reason) => end(`Discord refused the token: ${reason}. Nothing is posted any more.`),
  });
  const services = servicesOf(knowledge, delivery, () => (local === undefined ? bot?.presence() : undefined));
  const corrections = correctionsOf(env, dataFolder, () => delivery.sender);
  const bot =
    env.ROLE === "worker"
      ? undefined
      : createBot({
          ...discord,
          ...shardingOf(env, stores),
          commands,
          components: { ...watch.components, ...corrections },
          services,
          log,
          onFatal: end,
          ...defined({ answerMention: mentionsOf(env, services, metrics), used: metrics?.used }),
        });
  const follow = createFollower(env, knowledge, log);
  let watching: Awaited<ReturnType<typeof watch.start>> | undefined;
  let stopping: Promise<void> | undefined;

  async function close(code: number): Promise<void> {
    process.exitCode = code;
    health.is("stopping");
    await follow.stop();
    await watching?.stop();
    await delivery.stop();
    await bot?.stop();
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

    /** Connects and starts the jobs of this role. Returns what is known, and where the playground is, if there is one. */
    async start() {
      await bot?.start();
      if (env.ROLE !== "gateway") {
        if (env.RELEASE_POLL !== "off") watching = await watch.start(env.RELEASE_POLL, delivery);
        await delivery.start();
      }
      follow.start();
      if (local !== undefined && clock !== undefined && recorded !== undefined) {
        const hold = env.RELEASE_HOLD_SECONDS * 1_000;
        heard?.clear();
        local.control(createControls({ clock, recorded, heard, live, watch, real, delivery, hold }));
      }
      health.is("running");
      return {
        ...factsOf(env, live.catalog(), bot?.presence()),
        ...defined({ url: local?.url, healthPort: health.port }),
      };
    },
    stop,
  };
}

type Knowledge = Awaited<ReturnType<typeof openKnowledge>>;

/** What commands may use. */
function servicesOf(
  { live, watch }: Knowledge,
  delivery: DeliveryJobs,
  presence: NonNullable<Services["presence"]>,
): Services {
  return {
    get catalog() {
      return live.catalog();
    },
    get search() {
      return live.search();
    },
    pictures: createPictures(),
    subscriptions: delivery.service,
    upstreams: watch.health,
    presence,
  };
}

/**
 * What commands may use, for a program that is not on Discord: nothing is posted, and nobody watches for releases.
 * @throws StoreError, DataFileError: one sentence for the person who starts it
 */
export async function openServices(env: Env, log: Logger) {
  const knowledge = await openKnowledge(env, log, undefined);
  const { stores, live, store } = knowledge;
  // Deliveries are not started: only what they know of subscriptions is used.
  const delivery = createDeliveryJobs({
    stores,
    log,
    catalog: live.catalog,
    token: "none",
    apiUrl: env.DISCORD_API_URL,
    onStop: () => undefined,
  });
  return { services: servicesOf(knowledge, delivery, () => undefined), close: () => store.close() };
}

/** Answers mentions, where that is asked for, and counts them. */
function mentionsOf(env: Env, services: Services, metrics: Metrics | undefined) {
  if (env.INLINE === "off") return undefined;
  return (text: string, self: string, card: readonly string[]) => {
    const started = performance.now();
    const answer = answerMention(services, text, self, card);
    const seconds = (performance.now() - started) / 1_000;
    metrics?.used({ command: "mention", kind: "message", outcome: "answered", seconds });
    return answer;
  };
}

/** Which shards this process connects; a range of them takes turns with other processes' shards. */
function shardingOf({ SHARDS: shards }: Env, { leases }: Stores) {
  if (shards === "auto") return {};
  const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
  return { shards, identify: createIdentifyGate({ leases, now: () => new Date(), sleep }) };
}

/** Looks for what other processes have changed: well within a minute it is known here too. */
function createFollower(env: Env, { live, watch }: Knowledge, log: Logger) {
  let running: Promise<void> = Promise.resolve();
  async function look(): Promise<void> {
    if (await live.catchUp()) log.info("the catalogue was changed by another process, and is read anew");
    if (env.ROLE === "gateway") await watch.readHealth();
  }
  const failed = (error: unknown) => log.error({ err: error }, "the catalogue could not be looked for");
  let cron: Cron | undefined;
  return {
    start(): void {
      cron = new Cron("*/20 * * * * *", { protect: true, unref: true, catch: failed }, () => {
        running = look();
        return running;
      });
    },
    async stop(): Promise<void> {
      cron?.stop();
      await Promise.allSettled([running]);
    },
  };
}
