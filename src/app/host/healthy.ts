/** `labdex healthy`: asks the running bot, and ends with 1 where it does not do its work. */
import { StartError } from "../../start-error.ts";
import type { HostCommand } from "./context.ts";

const longestMs = 5_000;

export const healthyCommand: HostCommand = async ({ env, say }) => {
  if (env.HEALTH_PORT === undefined) throw new StartError("Set HEALTH_PORT to the one of the running bot.");
  const { host = "127.0.0.1", port } = env.HEALTH_PORT;
  const name = host.includes(":") ? `[${host}]` : host;
  try {
    const response = await fetch(`http://${name}:${port}/readyz`, { signal: AbortSignal.timeout(longestMs) });
    say((await response.text()).trim());
    return response.ok;
  } catch (error) {
    say(`Nothing answers at ${name}:${port} (${error instanceof Error ? error.message : String(error)}).`);
    return false;
  }
};
