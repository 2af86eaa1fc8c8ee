/** `/ask`: a question in words, in English or Chinese. */
import { SlashCommandBuilder } from "@discordjs/builders";
import { ask } from "../src/answers/ask.ts";
import { type Command, everywhere } from "../src/command.ts";
import { en } from "../src/messages/en.ts";
import { limits, shorten } from "../src/views/limits.ts";

export const askCommand: Command = {
  definition: everywhere(
    new SlashCommandBuilder()
      .setName("ask")
      .setDescription("A question in words: who, when, how much, which is the cheapest, what is new")
      .addStringOption((option) =>
        option
          .setName("question")
          .setDescription("In English or Chinese")
          .setRequired(true)
          .setMaxLength(500)
          .setAutocomplete(true),
      ),
  ),
  run: ({ options }, services) => ask(services, String(options.get("question") ?? "")).message,
  // What is typed stands first, so that choosing it asks it as it is.
  complete: (_option, typed) => {
    const words = typed.trim().toLowerCase();
    const examples = en.asking.examples.filter((one) => words === "" || one.toLowerCase().includes(words));
    return [...new Set([...(words === "" ? [] : [typed.trim()]), ...examples])]
      .slice(0, limits.choices)
      .map((one) => ({ name: shorten(one, limits.choiceText), value: shorten(one, limits.choiceText) }));
  },
};
