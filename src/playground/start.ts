import { type LocalDiscord, type LocalDiscordOptions, startLocalDiscord } from "./local-discord.ts";
import type { Controls } from "./page/controls.ts";
import { createPageServer } from "./page/server.ts";

/** The local Discord as people try the bot on it: on a port they know, with a page to type into. */
export async function startPlayground(
  options: LocalDiscordOptions & { port: number },
): Promise<LocalDiscord & { control: (controls: Controls) => void }> {
  let page: ReturnType<typeof createPageServer> | undefined;
  const discord = await startLocalDiscord({
    ...options,
    page: (request, response, url) => page?.handle(request, response, url),
  });
  page = createPageServer(discord);
  const { control } = page;
  return {
    ...discord,
    /** Gives the page what the program can do with time and upstreams. */
    control,
    async close() {
      page?.close();
      await discord.close();
    },
  };
}
