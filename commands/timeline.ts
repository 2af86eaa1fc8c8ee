/** `/timeline`: releases over time, of one lab or of all, as picture and text. */
import { SlashCommandBuilder } from "@discordjs/builders";
import { completeName } from "../src/answers/lookup.ts";
import { timelineAnswer, timelinePage } from "../src/answers/timeline.ts";
import { type Command, everywhere } from "../src/command.ts";

export const timeline: Command = {
  definition: everywhere(
    new SlashCommandBuilder()
      .setName("timeline")
      .setDescription("Releases over time, as picture and text")
      .addStringOption((option) =>
        option.setName("lab").setDescription("Only this lab; empty for all").setAutocomplete(true),
      ),
  ),
  run({ options }, services) {
    const lab = options.get("lab");
    return timelineAnswer(services, lab === undefined ? undefined : String(lab));
  },
  complete: (_option, typed, _input, services) => completeName(services, typed, "lab"),
  actions: {
    page: ({ args: [id = "", page] }, services) => ({
      as: "update",
      message: timelinePage(services, services.catalog.labs.get(id), Number(page)),
    }),
  },
};
