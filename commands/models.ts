/** `/models`: a filtered, paged list. */
import { SlashCommandBuilder } from "@discordjs/builders";
import { completeName } from "../src/answers/lookup.ts";
import { parseSince } from "../src/catalog/dates.ts";
import { type Modality, modalities } from "../src/catalog/fields.ts";
import { parseAmount } from "../src/catalog/quantities.ts";
import { type Listing, type ModelOrder, modelOrders, selectModels } from "../src/catalog/select.ts";
import { type Choice, type Command, everywhere, type Services, UserError } from "../src/command.ts";
import { defined } from "../src/defined.ts";
import { en } from "../src/messages/en.ts";
import { scaledText } from "../src/views/conditions.ts";
import { limits } from "../src/views/limits.ts";
import type { Message } from "../src/views/message.ts";
import { listingOf, modelListPage } from "../src/views/model-list.ts";
import { echo } from "../src/views/text.ts";

const oneOf = <T extends string>(list: readonly T[], text: string | undefined): T | undefined =>
  list.find((one) => one === text);

function page({ catalog }: Services, listing: Listing, number: number): Message {
  return modelListPage(catalog, selectModels(catalog, listing.where, listing.sort), listing, number);
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

/** An amount of parameters or tokens; `unit` is what a bare small number counts: `7` parameters are billions. */
function amount(typed: string, unit: number): number {
  const value = parseAmount(typed, unit);
  if (value === undefined) throw new UserError(en.badAmount(echo(typed)));
  return value;
}

const billion = 1e9;
const thousand = 1e3;

/** A list from the options of the command. */
function listingFrom(services: Services, options: ReadonlyMap<string, unknown>): Listing {
  const text = (name: string): string | undefined => {
    const trimmed = String(options.get(name) ?? "").trim();
    return trimmed === "" ? undefined : trimmed;
  };
  const given = <T>(name: string, read: (typed: string) => T): T | undefined => {
    const typed = text(name);
    return typed === undefined ? undefined : read(typed);
  };
  const modality: Modality | undefined = oneOf(modalities, text("modality"));
  const where = defined({
    lab: given("lab", (typed) => labId(services, typed)),
    weights: oneOf(["open", "closed"] as const, text("weights")),
    licence: oneOf(["commercial"] as const, text("licence")),
    modality,
    since: given("since", since),
    minSize: given("min_params", (typed) => amount(typed, billion)),
    maxSize: given("max_params", (typed) => amount(typed, billion)),
    minContext: given("min_context", (typed) => amount(typed, thousand)),
    maxPrice: given("max_price", Number),
  });
  // "What came out in May 2024?" is asked with `since`: that month then heads the list.
  const usual: ModelOrder =
    where.since !== undefined ? "oldest" : where.maxPrice !== undefined ? "cheapest" : "newest";
  return { where, sort: oneOf(modelOrders, text("sort")) ?? usual };
}

const usual: Readonly<Record<string, readonly number[]>> = {
  min_params: [1e9, 4e9, 8e9, 14e9, 32e9, 72e9, 100e9, 235e9, 500e9, 1e12],
  max_params: [1e9, 4e9, 8e9, 14e9, 32e9, 72e9, 100e9, 235e9, 500e9, 1e12],
  min_context: [8e3, 32e3, 64e3, 128e3, 200e3, 256e3, 1e6],
};

/** What is typed, as it is read, then the usual ones. */
function completeAmount(option: string, typed: string): Choice[] {
  const read = parseAmount(typed, option === "min_context" ? thousand : billion);
  const all = [...(read === undefined ? [] : [read]), ...(usual[option] ?? [])].map(scaledText);
  return [...new Set(all)].slice(0, limits.choices).map((one) => ({ name: one, value: one }));
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
          .setName("licence")
          .setDescription("What its licence allows, as far as its name says")
          .addChoices({ name: "any", value: "any" }, { name: "commercial use", value: "commercial" }),
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
          .setName("min_params")
          .setDescription("At least so many parameters in all: 100B, 1T")
          .setAutocomplete(true),
      )
      .addStringOption((option) =>
        option
          .setName("max_params")
          .setDescription("At most so many parameters in all: 8B, 70B")
          .setAutocomplete(true),
      )
      .addStringOption((option) =>
        option
          .setName("min_context")
          .setDescription("Takes at least so many tokens: 128K, 1M")
          .setAutocomplete(true),
      )
      .addNumberOption((option) =>
        option
          .setName("max_price")
          .setDescription("At most so many dollars per million output tokens, by the lab's own price")
          .setMinValue(0),
      )
      .addStringOption((option) =>
        option
          .setName("sort")
          .setDescription("Order of the list")
          .addChoices(...modelOrders.map((value) => ({ name: en.orders[value], value }))),
      ),
  ),
  run: ({ options }, services) => page(services, listingFrom(services, options), 0),
  complete: (option, typed, _input, services) =>
    option === "lab" ? completeName(services, typed, "lab") : completeAmount(option, typed),
  actions: {
    page: ({ args: [number, ...listing] }, services) => ({
      as: "update",
      message: page(services, listingOf(listing), Number(number)),
    }),
  },
};
