/** The message menu "Find models": the labs and models that a message names, privately, to be posted if wanted. */
import { ContextMenuCommandBuilder } from "@discordjs/builders";
import { ApplicationCommandType } from "discord-api-types/v10";
import { cardOf } from "../src/answers/lookup.ts";
import { foundMessage, namedIn } from "../src/answers/named.ts";
import { namedByHandle } from "../src/catalog/compare/handles.ts";
import { type Command, everywhere, UserError } from "../src/command.ts";
import { en } from "../src/messages/en.ts";
import { findModelsName, privateCard } from "../src/views/named.ts";

export const findModels: Command = {
  definition: everywhere(
    new ContextMenuCommandBuilder().setName(findModelsName).setType(ApplicationCommandType.Message),
  ),
  run: ({ message }, services) => foundMessage(services, namedIn(services, message?.content ?? ""), "asker"),
  actions: {
    open: ({ values }, services) => {
      const id = values[0] ?? "";
      const kind = services.catalog.models.has(id) ? "model" : "lab";
      const card = cardOf(services, { kind, id });
      if (card === undefined) throw new UserError(en.notThere);
      return { as: "update", message: privateCard(card, id) };
    },
    post: ({ args }, services) => {
      const named = args.flatMap((handle) => namedByHandle(services.catalog, handle) ?? []);
      if (named.length === 0) throw new UserError(en.notThere);
      const things = {
        models: named.flatMap((one) => (one.kind === "model" ? [one.model] : [])),
        labs: named.flatMap((one) => (one.kind === "lab" ? [one.lab] : [])),
        unknown: [],
      };
      return { as: "reply", message: foundMessage(services, things, "everyone") };
    },
  },
};
