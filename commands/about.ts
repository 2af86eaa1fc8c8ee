/** `/about`: counts, the date of the data, sources, how to correct a fact. */
import { SlashCommandBuilder } from "@discordjs/builders";
import { type Command, everywhere } from "../src/command.ts";
import { aboutMessage, inviteLines, upstreamLines } from "../src/views/about.ts";

export const about: Command = {
  definition: everywhere(
    new SlashCommandBuilder()
      .setName("about")
      .setDescription("What this bot knows, from which sources, and how to correct a fact"),
  ),
  run: (_input, { catalog, upstreams, presence }) => {
    const bot = presence?.();
    const invite = bot === undefined ? [] : inviteLines(bot.applicationId, bot.servers);
    return aboutMessage(catalog, [...upstreamLines(upstreams?.() ?? []), ...invite]);
  },
};
