/** A Discord of our own, with a page, for those who have no token. */
import { defined } from "../../defined.ts";
import { StartError } from "../../start-error.ts";
import type { Clock } from "./clock.ts";
import { type Kept, writeKept } from "./kept.ts";

/** @throws StartError where the playground was left out of this installation */
export async function loadPlayground() {
  try {
    return await import("../../playground/start.ts");
  } catch (cause) {
    const isLeftOut = cause instanceof Error && "code" in cause && cause.code === "ERR_MODULE_NOT_FOUND";
    if (!isLeftOut) throw cause;
    throw new StartError(
      "Set DISCORD_TOKEN to the token of your bot: this installation has no playground to start without one.",
      { cause },
    );
  }
}

/** How often what was said is written down, in milliseconds. */
const keepEvery = 5_000;

/**
 * @param database whose file the world is kept beside
 * @throws StartError where the port cannot be had, or the playground was left out of this installation
 */
export async function openPlayground(port: number, database: string, clock: Clock, kept: Kept) {
  const { startPlayground } = await loadPlayground();
  try {
    const discord = await startPlayground({ port, now: clock.now, ...defined({ kept: kept.world }) });
    let hasChanged = false;
    discord.world.events.on("change", () => {
      hasChanged = true;
    });
    const keep = async () => {
      if (!hasChanged) return;
      hasChanged = false;
      await writeKept(database, { ahead: clock.ahead(), world: discord.keep() });
    };
    const keeping = setInterval(
      () => void keep().catch((error: unknown) => discord.failures.push(error)),
      keepEvery,
    );
    keeping.unref();
    return {
      ...discord,
      async close() {
        clearInterval(keeping);
        await keep();
        await discord.close();
      },
    };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    const why = code === "EACCES" ? "may not be used" : "is taken, perhaps by another Labdex";
    throw new StartError(`Port ${port} ${why}. Set PLAYGROUND_PORT to a free one.`);
  }
}
