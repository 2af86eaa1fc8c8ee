/** `/cost`: what a call, or a month of calls, costs by the labs' own prices. */
import { SlashCommandBuilder, type SlashCommandStringOption } from "@discordjs/builders";
import { costAgain, costAnswer } from "../src/answers/cost.ts";
import { completeName } from "../src/answers/lookup.ts";
import { parseAmount } from "../src/catalog/quantities.ts";
import { type Choice, type Command, everywhere, type Services, UserError } from "../src/command.ts";
import { en } from "../src/messages/en.ts";
import { scaledText } from "../src/views/conditions.ts";
import { lengthOf, limits } from "../src/views/limits.ts";
import { echo } from "../src/views/text.ts";

/** Tokens as people write them; nothing, or nought of them, where the option is empty. */
function tokens(value: unknown): number | undefined {
  const typed = String(value ?? "").trim();
  if (typed === "") return undefined;
  if (/^0+$/.test(typed)) return 0;
  const amount = parseAmount(typed, 1);
  if (amount === undefined) throw new UserError(en.badAmount(echo(typed)));
  return Math.round(amount);
}

/** Names for the last of several models that are typed with commas between them. */
function completeModels(services: Services, typed: string): Choice[] {
  const cut = typed.lastIndexOf(",") + 1;
  const before = cut === 0 ? "" : `${typed.slice(0, cut)} `;
  return completeName(services, typed.slice(cut).trim(), "model")
    .map(({ name, value }) => ({ name: before + name, value: before + value }))
    .filter(({ name, value }) => lengthOf(name) <= limits.choiceText && lengthOf(value) <= limits.choiceText);
}

const usual: Readonly<Record<string, readonly number[]>> = {
  input: [1e3, 1e4, 1e5, 1e6],
  output: [500, 1e3, 1e4, 1e5],
  cached: [1e3, 1e4, 1e5, 1e6],
};
function completeTokens(option: string, typed: string): Choice[] {
  const read = parseAmount(typed, 1);
  const all = [...(read === undefined ? [] : [read]), ...(usual[option] ?? [])].map(scaledText);
  return [...new Set(all)].map((one) => ({ name: one, value: one }));
}

const amountOption = (name: string, about: string) => (option: SlashCommandStringOption) =>
  option.setName(name).setDescription(about).setAutocomplete(true);

export const cost: Command = {
  definition: everywhere(
    new SlashCommandBuilder()
      .setName("cost")
      .setDescription("What a call or a month of calls costs, by the lab's own price")
      .addStringOption((option) =>
        option
          .setName("model")
          .setDescription("Name of the model, or several with commas between them")
          .setRequired(true)
          .setAutocomplete(true),
      )
      .addStringOption(amountOption("input", "Tokens that go in: 10000, 10K, 1M"))
      .addStringOption(amountOption("output", "Tokens that come out"))
      .addStringOption(amountOption("cached", "How many of the input tokens are in the provider's cache"))
      .addIntegerOption((option) =>
        option
          .setName("calls")
          .setDescription("Calls a day, for a month of 30 days")
          .setMinValue(1)
          .setMaxValue(100_000_000),
      ),
  ),
  run({ options }, services) {
    const calls = options.get("calls");
    return costAnswer(services, {
      models: String(options.get("model") ?? ""),
      input: tokens(options.get("input")),
      output: tokens(options.get("output")),
      cached: tokens(options.get("cached")),
      callsADay: calls === undefined ? undefined : Number(calls),
    });
  },
  complete: (option, typed, _input, services) =>
    option === "model" ? completeModels(services, typed) : completeTokens(option, typed),
  actions: {
    /** So many calls a day with the same tokens and models. */
    calls: ({ args: [calls, call = "", ...handles] }, services) => {
      const [input = 0, output = 0, cached = 0] = call.split(",").map(Number);
      return {
        as: "update",
        message: costAgain(services, handles, {
          call: { input, output, cached },
          callsADay: Number(calls),
          isAssumed: false,
        }),
      };
    },
  },
};
