import { type LocalDiscord, type LocalDiscordOptions, startLocalDiscord } from "./local-discord.ts";

/** The local Discord as people try the bot on it, on a port they know. */
export async function startPlayground(
  options: LocalDiscordOptions & { port: number },
): Promise<LocalDiscord> {
  return await startLocalDiscord(options);
}
