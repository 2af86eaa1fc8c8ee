/** The start, measured: from the start of the process to the line that says that the bot is ready. */
import { startLocalDiscord } from "../src/playground/local-discord.ts";
import { bareBot, labdex, type Program, run, temporaryFolder } from "./program.ts";
import { digits, line, median, table, verdict } from "./report.ts";

/** Measures and prints. */
export async function benchStart({ rounds = 7 } = {}): Promise<void> {
  const folder = temporaryFolder();
  const discord = await startLocalDiscord();
  const start = async (program: Program) => {
    const bot = run(program, discord);
    try {
      return await bot.ready;
    } finally {
      await bot.stop();
    }
  };
  const info = { LOG_LEVEL: "info" };
  const times: Record<"fresh" | "unchanged" | "bare", number[]> = { fresh: [], unchanged: [], bare: [] };
  try {
    // Fills the loader's cache and registers the commands, as every start after the first finds them.
    await start(labdex(folder.file("first.db"), info));
    for (let round = 0; round < rounds; round++) {
      const file = folder.file(`start-${round}.db`);
      times.fresh.push(await start(labdex(file, info)));
      times.unchanged.push(await start(labdex(file, info)));
      times.bare.push(await start(bareBot()));
    }
  } finally {
    await discord.close();
    folder.remove();
  }
  const row = (what: string, values: readonly number[]) => [
    what,
    digits(median(values)),
    digits(Math.min(...values)),
    digits(Math.max(...values)),
    digits(median(values) / median(times.bare)),
  ];
  line(`Start to ready, ${rounds} times in turns (ms)`);
  line();
  table([
    ["", "median", "least", "most", "ratio to bare"],
    row("Labdex, empty database", times.fresh),
    row("Labdex, unchanged data", times.unchanged),
    row("discord.js, no intent", times.bare),
  ]);
  const unchanged = median(times.unchanged);
  verdict("start to ready with unchanged data, ms", unchanged, unchanged < 2_000, "under 2,000");
}
