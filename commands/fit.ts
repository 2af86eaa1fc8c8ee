/** `/fit`: whether a model fits into memory, and in which quantisation. */
import { SlashCommandBuilder } from "@discordjs/builders";
import { fitAnswer } from "../src/answers/fit.ts";
import { answerNameWith, completeName } from "../src/answers/lookup.ts";
import { modelByHandle } from "../src/catalog/compare/handles.ts";
import { parseAmount } from "../src/catalog/quantities.ts";
import { type Choice, type Command, everywhere, type Services, UserError } from "../src/command.ts";
import { en } from "../src/messages/en.ts";
import { scaledText } from "../src/views/conditions.ts";
import type { Message } from "../src/views/message.ts";
import { echo } from "../src/views/text.ts";

const gigabyte = 1e9;

function tokens(typed: string | undefined): number | undefined {
  if (typed === undefined || typed.trim() === "") return undefined;
  const amount = parseAmount(typed, 1000);
  if (amount === undefined) throw new UserError(en.badAmount(echo(typed)));
  return Math.round(amount);
}

/** The answer for a model of the catalogue. `memory` in GB. */
function answer(services: Services, id: string, memory: number | undefined, context: number | undefined) {
  const model = services.catalog.models.get(id);
  if (model === undefined) throw new UserError(en.notThere);
  return fitAnswer(services, model, {
    memory: memory === undefined ? undefined : memory * gigabyte,
    context,
  });
}

const contexts = [8e3, 32e3, 64e3, 128e3, 256e3, 1e6];
function completeContext(typed: string): Choice[] {
  const read = parseAmount(typed, 1000);
  const all = [...(read === undefined ? [] : [read]), ...contexts].map(scaledText);
  return [...new Set(all)].map((one) => ({ name: one, value: one }));
}

export const fit: Command = {
  definition: everywhere(
    new SlashCommandBuilder()
      .setName("fit")
      .setDescription("Whether a model fits into memory, and in which quantisation")
      .addStringOption((option) =>
        option.setName("model").setDescription("Name of the model").setRequired(true).setAutocomplete(true),
      )
      .addNumberOption((option) =>
        option
          .setName("memory")
          .setDescription("Memory in GB: 24 for a 4090; empty for what each quantisation takes")
          .setMinValue(1)
          .setMaxValue(100_000),
      )
      .addStringOption((option) =>
        option
          .setName("context")
          .setDescription("Tokens to be held: 8K, 128K, 1M; 8K where empty")
          .setAutocomplete(true),
      ),
  ),
  run({ options }, services): Message {
    const memory = options.get("memory");
    const context = tokens(options.has("context") ? String(options.get("context")) : undefined);
    return answerNameWith(services, String(options.get("model") ?? ""), "model", ({ kind, id }) =>
      kind === "model"
        ? answer(services, id, memory === undefined ? undefined : Number(memory), context)
        : undefined,
    );
  },
  complete: (option, typed, _input, services) =>
    option === "context" ? completeContext(typed) : completeName(services, typed, "model"),
  actions: {
    /** Another memory for the same model. */
    memory: ({ args: [handle = "", context], values }, services) => {
      const model = modelByHandle(services.catalog, handle);
      return {
        as: "update",
        message: answer(services, model?.id ?? "", Number(values[0]), Number(context)),
      };
    },
    /** A member of a family; a memory of 0 is none. */
    pick: ({ args: [memory, context], values }, services) => ({
      as: "update",
      message: answer(services, values[0] ?? "", Number(memory) || undefined, Number(context)),
    }),
  },
};
