/** The composition root: environment, store, catalogue, bot. The only file that builds things. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { commands } from "../commands/index.ts";
import { answerMention } from "./answers/mention.ts";
import { openCatalog } from "./app/catalog.ts";
import { createDeliveryJobs } from "./app/deliveries.ts";
import { readEnv } from "./app/env.ts";
import { createLog } from "./app/log.ts";
import { createReleaseJobs, policyOf, upstreamsOf } from "./app/releases.ts";
import { readSnapshot } from "./app/snapshot.ts";
import { createBot } from "./bot/bot.ts";
import { DataFileError } from "./catalog/data-file.ts";
import { createPictures } from "./charts/pictures.ts";
import { seedReleases } from "./releases/seed.ts";
import { StartError } from "./start-error.ts";
import { importData } from "./store/catalog-store.ts";
import { StoreError } from "./store/errors.ts";
import { openStore } from "./store/open.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A Discord of our own, with a page. Throws StartError where the port cannot be had. */
async function openPlayground(port: number) {
  const { startPlayground } = await import("./playground/start.ts");
  try {
    return await startPlayground({ port });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE" || code === "EACCES") {
      const why = code === "EACCES" ? "may not be used" : "is taken, perhaps by another Labdex";
      throw new StartError(`Port ${port} ${why}. Set PLAYGROUND_PORT to a free one.`);
    }
    throw error;
  }
}

async function main(): Promise<void> {
  const started = performance.now();
  const env = readEnv(process.env);
  const log = await createLog(env.LOG_LEVEL);

  const store = await openStore(env.DATABASE_URL, { log: (text) => log.info(text) });
  const imported = await importData(store, join(root, "data"));
  if (imported.changed + imported.removed > 0) log.info(imported, "data imported");
  const live = await openCatalog(store, await readSnapshot(join(root, "data/upstream")));
  const releases = createReleaseJobs({
    ...{ store, log, catalog: live.catalog, refresh: live.refresh },
    upstreams: upstreamsOf(env),
    policy: policyOf(env),
    owners: env.OWNER_IDS,
    ...(env.REVIEW_CHANNEL_ID === undefined ? {} : { reviewChannel: env.REVIEW_CHANNEL_ID }),
  });
  await releases.handOver();
  const seeded = await seedReleases(releases.releases, live.catalog(), new Date());
  if (seeded.added > 0) log.info(seeded, "releases read from the data files");
  // Without a token the bot talks to a Discord of its own; loaded only then.
  const local = env.DISCORD_TOKEN === undefined ? await openPlayground(env.PLAYGROUND_PORT) : undefined;

  const token = local?.token ?? env.DISCORD_TOKEN ?? "";
  const apiUrl = local?.apiUrl ?? env.DISCORD_API_URL;

  const delivery = createDeliveryJobs({
    ...{ store, log, token, apiUrl, catalog: live.catalog },
    onStop: (reason) => {
      log.fatal(`Discord refused the token: ${reason}. Nothing is posted any more.`);
      void stop(1);
    },
  });
  const services = {
    get catalog() {
      return live.catalog();
    },
    get search() {
      return live.search();
    },
    pictures: createPictures(),
    subscriptions: delivery.service,
    upstreams: releases.health,
  };

  let watching: Awaited<ReturnType<typeof releases.start>> | undefined;
  let stopping: Promise<void> | undefined;
  const stop = (code: number) => {
    stopping ??= (async () => {
      process.exitCode = code;
      await watching?.stop();
      await delivery.stop();
      await bot.stop();
      await local?.close();
      await store.close();
    })().catch((error: unknown) => {
      log.error({ err: error }, "stopping failed");
      process.exit(1);
    });
    return stopping;
  };

  const bot = createBot({
    token,
    apiUrl,
    ...(env.DEV_GUILD_ID === undefined || local !== undefined ? {} : { devGuildId: env.DEV_GUILD_ID }),
    commands,
    components: releases.components,
    services,
    ...(env.INLINE === "off"
      ? {}
      : { answerMention: (text: string, bot: string) => answerMention(services, text, bot) }),
    log,
    onFatal: (sentence) => {
      log.fatal(sentence);
      void stop(1);
    },
  });
  process.once("SIGINT", () => void stop(0));
  process.once("SIGTERM", () => void stop(0));
  await bot.start();
  if (env.RELEASE_POLL !== "off") watching = await releases.start(env.RELEASE_POLL, delivery.sender);
  await delivery.start();

  const took = {
    ms: Math.round(performance.now() - started),
    labs: live.catalog().data.labs.length,
    models: live.catalog().data.models.length,
  };
  log.info(took, local === undefined ? "Labdex is ready" : `Labdex is ready: open ${local.url} in a browser`);
}

main().catch((error: unknown) => {
  const expected =
    error instanceof StartError || error instanceof StoreError || error instanceof DataFileError;
  process.stderr.write(expected ? `${error.message}\n` : `Labdex could not start: ${String(error)}\n`);
  if (!expected && error instanceof Error && error.stack !== undefined)
    process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
