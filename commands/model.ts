/** `/model`: a model's card; without a name the newest models. */
import { SlashCommandBuilder } from "@discordjs/builders";
import { answerName, cardOf, completeName } from "../src/answers/lookup.ts";
import { type Command, everywhere, type Services, UserError } from "../src/command.ts";
import { en } from "../src/messages/en.ts";
import { parseEntryRef } from "../src/views/answers.ts";
import { newestModels } from "../src/views/directory.ts";
import { modelCard } from "../src/views/model.ts";
import { modelDetails, modelSources } from "../src/views/model-details.ts";

function modelOf({ catalog }: Services, id: string | undefined) {
  const model = id === undefined ? undefined : catalog.models.get(id);
  if (model === undefined) throw new UserError(en.notThere);
  return model;
}

export const model: Command = {
  definition: everywhere(
    new SlashCommandBuilder()
      .setName("model")
      .setDescription("A model's facts: release, size, context, weights, price, benchmarks, with sources")
      .addStringOption((option) =>
        option
          .setName("name")
          .setDescription("Name of the model; empty for the newest")
          .setAutocomplete(true),
      ),
  ),
  run(input, services) {
    const name = input.options.get("name");
    if (name === undefined || String(name).trim() === "") return newestModels(services.catalog);
    return answerName(services, String(name), "model");
  },
  complete: (_option, typed, _input, services) => completeName(services, typed, "model"),
  actions: {
    card: ({ args }, services) => ({
      as: "update",
      message: modelCard(services.catalog, modelOf(services, args[0])),
    }),
    open: ({ values }, services) => ({
      as: "update",
      message: modelCard(services.catalog, modelOf(services, values[0])),
    }),
    details: ({ args }, services) => ({
      as: "update",
      message: modelDetails(services.catalog, modelOf(services, args[0]), Number(args[1])),
    }),
    sources: ({ args }, services) => ({
      as: "reply",
      message: modelSources(services.catalog, modelOf(services, args[0])),
    }),
    sourcesPage: ({ args: [id, page] }, services) => ({
      as: "update",
      message: modelSources(services.catalog, modelOf(services, id), Number(page)),
    }),
    /** The menu under a miss or a choice: `lab:deepseek` or `model:deepseek/deepseek-v3`. */
    pick: ({ values }, services) => {
      const entry = parseEntryRef(values[0] ?? "");
      const message = entry === undefined ? undefined : cardOf(services, entry);
      if (message === undefined) throw new UserError(en.notThere);
      return { as: "update", message };
    },
  },
};
