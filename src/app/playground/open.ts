/** A Discord of our own, with a page, for those who have no token. */
import { StartError } from "../../start-error.ts";

async function loadPlayground() {
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

/** @param now milliseconds since 1970 @throws StartError where the port cannot be had, or the playground was left out of this installation */
export async function openPlayground(port: number, now: () => number) {
  const { startPlayground } = await loadPlayground();
  try {
    return await startPlayground({ port, now });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    const why = code === "EACCES" ? "may not be used" : "is taken, perhaps by another Labdex";
    throw new StartError(`Port ${port} ${why}. Set PLAYGROUND_PORT to a free one.`);
  }
}
