/** `/models`: a filtered, paged list. */
import { SlashCommandBuilder } from "@discordjs/builders";
import { completeName } from "../src/answers/lookup.ts";
import { type Modality, modalities } from "../src/catalog/fields.ts";
import {
  listModels,
  type ModelFilter,
  type ModelOrder,
  modelOrders,
  parseSince,
} from "../src/catalog/model-list.ts";
import { type Command, everywhere, type Services, UserError } from "../src/command.ts";
import { en } from "../src/messages/en.ts";
import type { Message } from "../src/views/message.ts";
import { modelListPage } from "../src/views/model-list.ts";
import { echo } from "../src/views/text.ts";

const oneOf = <T extends string>(list: readonly T[], text: string | undefined): T | undefined =>
  list.find((one) => one === text);

function page(services: Services, filter: ModelFilter, number: number): Message {
  return modelListPage(services.catalog, listModels(services.catalog, filter), filter, number);
}

function labId({ catalog, search }: Services, typed: string): string {
  if (catalog.labs.has(typed)) return typed;
  const result = search.resolve(typed, { only: "lab" });
  if (result.kind !== "one") throw new UserError(en.badLab(echo(typed)));
  return result.match.id;
}

function since(typed: string): string {
  const date = parseSince(typed);
  if (date === undefined) throw new UserError(en.badDate);
  return date;
}

const text = (value: unknown): string | undefined => {
  const trimmed = value === undefined ? "" : String(value).trim();
  return trimmed === "" ? undefined : trimmed;
};

/** A filter from words: options of the command, or arguments of a button. */
function filterOf(
  services: Services,
  words: { lab?: unknown; weights?: unknown; modality?: unknown; since?: unknown; sort?: unknown },
): ModelFilter {
  const lab = text(words.lab);
  const from = text(words.since);
  const weights = oneOf(["open", "closed"] as const, text(words.weights));
  const modality: Modality | undefined = oneOf(modalities, text(words.modality));
  // "What came out in May 2024?" is asked with `since`: that month then heads the list.
  const sort: ModelOrder = oneOf(modelOrders, text(words.sort)) ?? (from === undefined ? "newest" : "oldest");
  return {
    sort,
    ...(lab === undefined ? {} : { lab: labId(services, lab) }),
    ...(from === undefined ? {} : { since: since(from) }),
    ...(weights === undefined ? {} : { weights }),
    ...(modality === undefined ? {} : { modality }),
  };
}

export const models: Command = {
  definition: everywhere(
    new SlashCommandBuilder()
      .setName("models")
      .setDescription("A list of models, filtered and sorted")
      .addStringOption((option) =>
        option.setName("lab").setDescription("Only models of this lab").setAutocomplete(true),
      )
      .addStringOption((option) =>
        option
          .setName("weights")
          .setDescription("Open or closed weights")
          .addChoices({ name: "open", value: "open" }, { name: "closed", value: "closed" }),
      )
      .addStringOption((option) =>
        option
          .setName("modality")
          .setDescription("What the model takes or makes")
          .addChoices(...modalities.map((value) => ({ name: value, value }))),
      )
      .addStringOption((option) =>
        option.setName("since").setDescription("Released in or after: 2025, 2025-06 or 2025-06-06"),
      )
      .addStringOption((option) =>
        option
          .setName("sort")
          .setDescription("Order of the list")
          .addChoices(...modelOrders.map((value) => ({ name: en.orders[value], value }))),
      ),
  ),
  run: ({ options }, services) => page(services, filterOf(services, Object.fromEntries(options)), 0),
  complete: (_option, typed, _input, services) => completeName(services, typed, "lab"),
  actions: {
    page: ({ args }, services) => {
      const [lab, weights, modality, from, sort, number] = args;
      const filter = filterOf(services, { lab, weights, modality, since: from, sort });
      return { as: "update", message: page(services, filter, Number(number)) };
    },
  },
};
