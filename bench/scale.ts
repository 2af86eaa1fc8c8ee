/**
 * Many servers, measured: a bot of 40 shards with 100,000 servers in four gateway processes on one PostgreSQL database,
 * beside bare discord.js clients with the same shards; then each process is replaced while interactions arrive.
 * Needs LABDEX_TEST_POSTGRES, as the tests do.
 */
import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { type LocalDiscord, startLocalDiscord } from "../src/playground/local-discord.ts";
import { ids } from "../src/playground/world/default-world.ts";
import { bareBot, labdex, type Program, type Running, run } from "./program.ts";
import { digits, line, table, verdict } from "./report.ts";

export interface ScaleOptions {
  shards?: number;
  serversPerShard?: number;
  processes?: number;
  /** Interactions during the rolling restart. */
  interactions?: number;
  /** Interactions a second. */
  rate?: number;
  /** Seconds until memory is read: V8 gives back what the start needed after about half a minute. */
  settleSeconds?: number;
}

const usual = {
  shards: 40,
  serversPerShard: 2_500,
  processes: 4,
  interactions: 5_000,
  rate: 50,
  settleSeconds: 45,
};
type Sizes = typeof usual;

/** What Discord grants large bots; with 1, forty shards take 200 s whatever the bot does. */
const maxConcurrency = 16;

/** Servers from which interactions come; odd, so that every shard has some. */
const mostPlaces = 997;

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
const said = (program: Program): Program => ({ ...program, env: { ...program.env, LOG_LEVEL: "info" } });

/** The shards of one process: an even part of all. */
const rangeOf = (index: number, { shards, processes }: Sizes): string => {
  const each = shards / processes;
  return `${index * each}-${(index + 1) * each - 1}/${shards}`;
};

async function newDatabase() {
  const server = new URL(process.env.LABDEX_TEST_POSTGRES ?? "");
  const connection = await new PrismaPg({ connectionString: server.href }).connect();
  const name = `labdex_scale_${randomUUID().replaceAll("-", "")}`;
  await connection.executeScript(`CREATE DATABASE ${name}`);
  return {
    url: Object.assign(new URL(server), { pathname: `/${name}` }).href,
    async drop(): Promise<void> {
      await connection.executeScript(`DROP DATABASE ${name} WITH (FORCE)`);
      await connection.dispose();
    },
  };
}

const discordWith = (servers: number): Promise<LocalDiscord> =>
  startLocalDiscord({ guilds: servers, channelsPerGuild: 1, maxConcurrency });

/** Starts one after the other, and returns how long each took and what it holds when it has settled. */
async function measure(programs: readonly Program[], discord: LocalDiscord, settleSeconds: number) {
  const bots: Running[] = [];
  const readyMs: number[] = [];
  for (const program of programs) {
    const bot = run(program, discord);
    bots.push(bot);
    readyMs.push(await bot.ready);
  }
  await pause(settleSeconds * 1_000);
  return { bots, readyMs, memory: bots.map((bot) => bot.memory()) };
}

/** Measures and prints. */
export async function benchScale(given: ScaleOptions = {}): Promise<void> {
  const sizes = { ...usual, ...given };
  const database = await newDatabase();
  const gateway = (index: number): Program =>
    said(labdex("unused", { DATABASE_URL: database.url, ROLE: "gateway", SHARDS: rangeOf(index, sizes) }));
  const bare = (index: number): Program => {
    const program = bareBot();
    return { ...program, env: { ...program.env, SHARDS: rangeOf(index, sizes) } };
  };
  const servers = sizes.shards * sizes.serversPerShard;
  const perProcess = servers / sizes.processes;
  try {
    line(`${sizes.shards} shards, ${servers.toLocaleString("en-US")} servers, ${sizes.processes} processes`);
    const empty = await discordWith(0);
    // The data files are imported by the first start, which is no usual one.
    await idle([gateway(0)], empty, 0);
    const [ownEmpty, bareEmpty] = await idle([gateway(0), bare(0)], empty, sizes.settleSeconds);
    await empty.close();

    const full = await discordWith(servers);
    const [, bareFull] = await idle([bare(0), bare(1)], full, sizes.settleSeconds);
    const indexes = Array.from({ length: sizes.processes }, (_, index) => index);
    const own = await measure(indexes.map(gateway), full, sizes.settleSeconds);
    const largest = Math.max(...own.memory);
    line();
    table([
      ["one process", "0 servers (MB)", `${perProcess.toLocaleString("en-US")} servers (MB)`],
      ["Labdex", digits(ownEmpty ?? Number.NaN), digits(largest)],
      ["discord.js, no intent", digits(bareEmpty ?? Number.NaN), digits(bareFull ?? Number.NaN)],
    ]);
    const kilobytes = (mb: number) => (mb * 1_000) / perProcess;
    const growth = kilobytes(largest - (ownEmpty ?? Number.NaN));
    const bareGrowth = kilobytes((bareFull ?? Number.NaN) - (bareEmpty ?? Number.NaN));
    line(`per server: Labdex ${digits(growth)} kB, discord.js ${digits(bareGrowth)} kB`);
    verdict(
      "kB per server above the bare client",
      growth - bareGrowth,
      growth - bareGrowth <= 5,
      "at most 5",
    );
    line(
      `time to ready, one after the other: ${own.readyMs.map((ms) => `${digits(ms / 1_000)} s`).join(", ")}`,
    );
    line();
    await rollingRestart(own.bots, gateway, full, sizes);
    await full.close();
  } finally {
    await database.drop();
  }
}

/** Memory of each program, measured and stopped. */
async function idle(programs: readonly Program[], discord: LocalDiscord, settle: number): Promise<number[]> {
  const { bots, memory } = await measure(programs, discord, settle);
  for (const bot of bots) await bot.stop();
  return memory;
}

/** Channels that Ana sees: one in each of some servers, which are spread over all shards. */
function channelsOf({ world }: LocalDiscord, servers: number): string[] {
  const step = Math.ceil(servers / mostPlaces);
  const ana = world.users.get(ids.moderator);
  return [...world.botGuildIds()]
    .slice(-servers)
    .filter((_, index) => index % step === 0)
    .map((id) => {
      const members = world.guild(id)?.members;
      const bot = members?.get(world.bot.id);
      if (ana !== undefined && bot !== undefined) members?.set(ana.id, { ...bot, user: ana });
      return (BigInt(id) + 1n).toString();
    });
}

/** Replaces each process by another that is ready before the old one is told to end. */
async function rollingRestart(
  bots: readonly Running[],
  program: (index: number) => Program,
  discord: LocalDiscord,
  { interactions, rate, serversPerShard, shards }: Sizes,
): Promise<void> {
  const outcomes = { answered: 0, unanswered: 0 };
  const times: number[] = [];
  const reasons = new Map<string, number>();
  const places = channelsOf(discord, serversPerShard * shards);
  const person = discord.person({ as: "ana" });
  let over = false;
  const arriving = (async () => {
    const waiting: Promise<void>[] = [];
    for (let count = 0; count < interactions || !over; count++) {
      const channel = places[count % places.length] ?? "";
      const started = performance.now();
      waiting.push(
        person.slash("model", { name: count % 2 === 0 ? "deepseek v3" : "glm-5" }, { channel }).then(
          () => {
            outcomes.answered += 1;
            times.push(performance.now() - started);
          },
          (error: unknown) => {
            outcomes.unanswered += 1;
            const reason = String(error);
            reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
          },
        ),
      );
      await pause(1_000 / rate);
    }
    await Promise.all(waiting);
  })();
  const current = [...bots];
  for (const [index, old] of bots.entries()) {
    const next = run(program(index), discord);
    await next.ready;
    process.kill(old.pid, "SIGTERM");
    current[index] = next;
    await pause(1_000);
  }
  over = true;
  await arriving;
  line(
    `rolling restart of ${bots.length} processes during ${outcomes.answered + outcomes.unanswered} interactions`,
  );
  for (const [reason, count] of reasons) line(`  ${count} x ${reason}`);
  const slowest = Math.max(...times);
  line(`  answered in ${digits(slowest)} ms at most; contract broken ${discord.violations.length} times`);
  verdict("unanswered", outcomes.unanswered, outcomes.unanswered === 0, "none");
  for (const bot of current) await bot.stop();
}
