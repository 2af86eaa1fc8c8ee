/** The message menu "Compare models": the models that a message names side by side, privately, to be posted if wanted. */
import { ContextMenuCommandBuilder } from "@discordjs/builders";
import { ApplicationCommandType } from "discord-api-types/v10";
import { compared } from "../src/answers/comparison.ts";
import { foundMessage, namedIn } from "../src/answers/named.ts";
import { type Command, everywhere } from "../src/command.ts";
import { en } from "../src/messages/en.ts";
import { candidateMenu } from "../src/views/compare-choices.ts";
import { echo } from "../src/views/text.ts";

export const compareModels: Command = {
  definition: everywhere(
    new ContextMenuCommandBuilder().setName("Compare models").setType(ApplicationCommandType.Message),
  ),
  run({ message }, services) {
    const named = namedIn(services, message?.content ?? "");
    const notes = named.unknown.map((one) => en.comparing.notInCatalogue(echo(one.typed)));
    if (named.models.length > 1) return compared(services, named.models, "asker", notes);
    const isAlone = named.models.length === 1 && named.unknown.length === 0;
    return isAlone ? candidateMenu(services.catalog, named.models) : foundMessage(services, named, "asker");
  },
};
