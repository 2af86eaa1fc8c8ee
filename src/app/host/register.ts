/** `labdex register`: brings Discord's list of commands in line, without starting the bot. */
import { commands } from "../../../commands/index.ts";
import { createApplication } from "../../bot/application.ts";
import { StartError } from "../../start-error.ts";
import type { HostCommand } from "./context.ts";

export const registerCommand: HostCommand = async ({ env, say }) => {
  if (env.DISCORD_TOKEN === undefined) throw new StartError("Set DISCORD_TOKEN: commands are the bot's.");
  const application = createApplication(env.DISCORD_TOKEN, env.DISCORD_API_URL);
  const { id, username } = await application.me();
  const definitions = commands.map((command) => command.definition);
  const changes = await application.register(id, definitions, env.DEV_GUILD_ID);
  const lines = Object.entries(changes).flatMap(([how, names]) =>
    names.length === 0 ? [] : [`${how}: ${names.join(", ")}`],
  );
  const where = env.DEV_GUILD_ID === undefined ? "everywhere" : `in the server ${env.DEV_GUILD_ID}`;
  say(`${username} has ${definitions.length} commands ${where}.`);
  for (const line of lines.length === 0 ? ["Nothing had to change."] : lines) say(line);
  return true;
};
