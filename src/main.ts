/** The composition root: environment, store, catalogue, bot. The only file that builds things. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { commands } from "../commands/index.ts";
import { createBot } from "./bot/bot.ts";
import { createCatalog } from "./catalog/catalog.ts";
import { DataFileError } from "./catalog/data-file.ts";
import { createSearch, entriesOf } from "./catalog/search/search.ts";
import { prepareDrawing } from "./charts/draw.ts";
import { createPictures } from "./charts/pictures.ts";
import { readEnv } from "./env.ts";
import { createLog } from "./log.ts";
import { StartError } from "./start-error.ts";
import { importData, loadCatalog } from "./store/catalog-store.ts";
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
  const log = createLog(env.LOG_LEVEL);

  const store = await openStore(env.DATABASE_URL, { log: (text) => log.info(text) });
  const imported = await importData(store, join(root, "data"));
  if (imported.changed + imported.removed > 0) log.info(imported, "data imported");
  const data = await loadCatalog(store);
  const services = {
    catalog: createCatalog(data),
    search: createSearch(entriesOf(data)),
    pictures: createPictures(),
  };

  // Without a token the bot talks to a Discord of its own; loaded only then.
  const local = env.DISCORD_TOKEN === undefined ? await openPlayground(env.PLAYGROUND_PORT) : undefined;

  let stopping: Promise<void> | undefined;
  const stop = (code: number) => {
    stopping ??= (async () => {
      process.exitCode = code;
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
    token: local?.token ?? env.DISCORD_TOKEN ?? "",
    apiUrl: local?.apiUrl ?? env.DISCORD_API_URL,
    ...(env.DEV_GUILD_ID === undefined || local !== undefined ? {} : { devGuildId: env.DEV_GUILD_ID }),
    commands,
    services,
    log,
    onFatal: (sentence) => {
      log.fatal(sentence);
      void stop(1);
    },
  });
  process.once("SIGINT", () => void stop(0));
  process.once("SIGTERM", () => void stop(0));
  await bot.start();
  await prepareDrawing();

  const took = {
    ms: Math.round(performance.now() - started),
    labs: data.labs.length,
    models: data.models.length,
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
