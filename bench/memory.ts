/**
 * Memory, measured: resident memory of the bot's process by number of servers, beside bare discord.js clients.
 * Processes run at the same time: how busy the processors are changes nothing about memory, and one wait serves all.
 */
import { copyFileSync } from "node:fs";
import { startLocalDiscord } from "../src/playground/local-discord.ts";
import { bareBot, labdex, type Program, type Running, run, temporaryFolder } from "./program.ts";
import { digits, line, table, verdict } from "./report.ts";

export interface MemoryOptions {
  /** Numbers of servers; the targets are about the last. */
  servers?: readonly number[];
  channelsPerServer?: number;
  /** Seconds until memory is read a second time: V8 gives back what the start needed after about half a minute. */
  settleSeconds?: number;
}

interface Measured {
  soon: number;
  settled: number;
}

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Measures and prints. */
export async function benchMemory(given: MemoryOptions = {}): Promise<void> {
  const { servers, channelsPerServer, settleSeconds } = {
    servers: [0, 1_000, 10_000],
    channelsPerServer: 50,
    settleSeconds: 45,
    ...given,
  };
  const folder = temporaryFolder();
  await importOnce(folder.file("memory.db"));
  const results = new Map<string, Measured[]>();
  try {
    for (const count of servers) {
      const programs: Program[] = [
        named("Labdex", labdex(copied(folder, `own-${count}.db`))),
        named("Labdex, INLINE=off", labdex(copied(folder, `off-${count}.db`), { INLINE: "off" })),
        bareBot(),
        bareBot("Guilds"),
      ];
      const measured = await measure(programs, count, channelsPerServer, settleSeconds);
      for (const [name, one] of measured) results.set(name, [...(results.get(name) ?? []), one]);
    }
  } finally {
    folder.remove();
  }
  print(results, servers, channelsPerServer, settleSeconds);
}

const named = (name: string, program: Program): Program => ({
  ...program,
  name,
  env: { ...program.env, LOG_LEVEL: "info" },
});

async function importOnce(file: string): Promise<void> {
  const discord = await startLocalDiscord();
  const bot = run(named("Labdex", labdex(file)), discord);
  await bot.ready;
  await bot.stop();
  await discord.close();
}

function copied(folder: ReturnType<typeof temporaryFolder>, name: string): string {
  for (const end of ["", "-wal"]) copyFileSync(folder.file(`memory.db${end}`), folder.file(`${name}${end}`));
  return folder.file(name);
}

async function measure(
  programs: readonly Program[],
  guilds: number,
  channelsPerGuild: number,
  settle: number,
) {
  const measured: [string, Measured][] = [];
  const discords = await Promise.all(programs.map(() => startLocalDiscord({ guilds, channelsPerGuild })));
  const bots: Running[] = [];
  try {
    for (const [place, program] of programs.entries()) {
      const discord = discords[place];
      if (discord === undefined) continue;
      const bot = run(program, discord);
      bots.push(bot);
      await bot.ready;
    }
    await pause(3);
    const soon = bots.map((bot) => bot.memory());
    await pause(settle);
    bots.forEach((bot, place) => {
      measured.push([bot.program.name, { soon: soon[place] ?? Number.NaN, settled: bot.memory() }]);
    });
    return measured;
  } finally {
    for (const bot of bots) await bot.stop();
    for (const discord of discords) await discord.close();
  }
}

function print(
  results: ReadonlyMap<string, readonly Measured[]>,
  servers: readonly number[],
  channels: number,
  settle: number,
): void {
  line(`Resident memory (MB) with ${channels} channels a server: 3 s after ready -> ${settle} s later`);
  line();
  table([
    ["servers", ...servers.map((count) => count.toLocaleString("en-US"))],
    ...[...results].map(([name, list]) => [
      name,
      ...list.map(({ soon, settled }) => `${digits(soon)} -> ${digits(settled)}`),
    ]),
  ]);
  const last = (name: string): Measured =>
    results.get(name)?.at(-1) ?? { soon: Number.NaN, settled: Number.NaN };
  const ours = last("Labdex");
  for (const when of ["soon", "settled"] as const) {
    const bare = ours[when] / last(bareBot().name)[when];
    const guilds = ours[when] / last(bareBot("Guilds").name)[when];
    verdict(`${when}, beside discord.js without intents`, bare, bare <= 1.3, "at most 1.3");
    verdict(`${when}, beside discord.js with the Guilds intent`, guilds, guilds < 0.25, "under 0.25");
  }
  // Neither grows with the servers: the lowest of each is what it needs, the rest is garbage not collected yet.
  const need = (name: string) => Math.min(...(results.get(name) ?? []).map(({ settled }) => settled));
  const inline = need("Labdex") - need("Labdex, INLINE=off");
  verdict("mentions answered, MB more than INLINE=off", Math.max(0, inline), inline <= 10, "at most 10");
}
