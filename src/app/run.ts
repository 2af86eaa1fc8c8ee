/** The bot: environment, app, run. */
import { readEnv, settingNames, type Variables } from "./env.ts";
import { buildLabdex } from "./labdex.ts";
import { createLog } from "./log.ts";
import { misspelt } from "./misspelt.ts";
import { createHeard } from "./playground/heard.ts";
import { playgroundDatabase } from "./playground/kept.ts";
import { loadPlayground } from "./playground/open.ts";

/** Starts it, and ends it on SIGINT and SIGTERM. @throws StartError, StoreError, DataFileError in one sentence each */
export async function run(variables: Variables): Promise<void> {
  const started = performance.now();
  const env = readEnv(variables);
  // A real bot's subscriptions and the playground's are never in one database.
  if (env.DISCORD_TOKEN === undefined && !variables.DATABASE_URL) env.DATABASE_URL = playgroundDatabase;
  const heard = env.DISCORD_TOKEN === undefined ? createHeard() : undefined;
  const log = await createLog(env.LOG_LEVEL, heard?.write);
  for (const sentence of misspelt(Object.keys(variables), settingNames)) log.warn(sentence);
  if (env.DISCORD_TOKEN === undefined) {
    // Before anything is made: an installation may have no playground.
    await loadPlayground();
    log.info("No DISCORD_TOKEN is set: this is the playground, a Discord of its own on this computer.");
  }
  const labdex = await buildLabdex(env, log, heard);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void labdex.stop(0));
  const { url, invite, ...known } = await labdex.start();
  const took = { ms: Math.round(performance.now() - started), ...known };
  log.info(took, url === undefined ? "Labdex is ready" : `Labdex is ready: open ${url} in a browser`);
  if (invite !== undefined)
    log.info({ permissions: invite.permissions }, `Add it to a server: ${invite.url}`);
}
