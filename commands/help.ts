/** `/help`: every command in one line, and how to read an answer. */
import { SlashCommandBuilder } from "@discordjs/builders";
import { type Command, everywhere } from "../src/command.ts";
import { helpMessage } from "../src/views/about.ts";

/** Takes the list from index.ts, so that no command can be forgotten here. */
export function helpFor(listed: () => readonly Command[]): Command {
  return {
    definition: everywhere(
      new SlashCommandBuilder().setName("help").setDescription("The commands, and how to read an answer"),
    ),
    run: () =>
      helpMessage(
        listed().flatMap(({ definition }) =>
          "description" in definition && definition.description
            ? [{ name: definition.name, description: definition.description }]
            : [],
        ),
      ),
  };
}
