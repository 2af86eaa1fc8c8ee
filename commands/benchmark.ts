/** `/benchmark`: who scores what, and who measured it; without a name the benchmarks by how many state them. */
import { SlashCommandBuilder } from "@discordjs/builders";
import { benchmarkAnswer, benchmarkPage, completeBenchmark } from "../src/answers/benchmark.ts";
import { type Command, everywhere, type Services, UserError } from "../src/command.ts";
import { en } from "../src/messages/en.ts";

function benchmarkOf({ catalog }: Services, id: string | undefined) {
  const benchmark = catalog.benchmarks.get(id ?? "");
  if (benchmark === undefined) throw new UserError(en.notThere);
  return benchmark;
}

export const benchmark: Command = {
  definition: everywhere(
    new SlashCommandBuilder()
      .setName("benchmark")
      .setDescription("Who scores what on a benchmark, and who measured it, as list and picture")
      .addStringOption((option) =>
        option
          .setName("name")
          .setDescription("Name of the benchmark; empty for all of them")
          .setAutocomplete(true),
      ),
  ),
  run: ({ options }, services) => benchmarkAnswer(services, String(options.get("name") ?? "")),
  complete: (_option, typed, _input, services) => completeBenchmark(services, typed),
  actions: {
    open: ({ values }, services) => ({
      as: "update",
      message: benchmarkPage(services, benchmarkOf(services, values[0]), 0),
    }),
    page: ({ args: [id, page] }, services) => ({
      as: "update",
      message: benchmarkPage(services, benchmarkOf(services, id), Number(page)),
    }),
  },
};
