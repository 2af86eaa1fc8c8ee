/**
 * Answers, measured: round trip and sustained rate of `/model` and its autocomplete through a local Discord, beside a
 * bare discord.js bot. Both run all the time and are asked in turns, so that whatever else the machine does hits both.
 */
import { type LocalDiscord, startLocalDiscord } from "../src/playground/local-discord.ts";
import type { Person } from "../src/playground/person/person.ts";
import { bareBot, labdex, type Program, type Running, run, temporaryFolder } from "./program.ts";
import { digits, line, median, quantile, table, verdict } from "./report.ts";

/** As people type them: ids from the autocomplete, names, versions without blanks, native names, slips, misses. */
const names = [
  "deepseek/deepseek-v3",
  "zhipu/glm-5",
  "moonshot/kimi-k2.5",
  "deepseek v3",
  "DeepSeek R1",
  "glm5",
  "kimi k2.5",
  "qwen3max",
  "qwen3 235b",
  "minimax m2",
  "ernie 4.5",
  "hunyuan",
  "sensenova 5",
  "step 3",
  "文心一言",
  "通义千问",
  "deepsek v3",
  "gpt-4",
];
/** What stands in the field while somebody types. */
const typed = [
  "",
  "d",
  "dee",
  "deepseek",
  "deepseek v",
  "g",
  "glm",
  "glm-4",
  "qwen3",
  "kimi k",
  "tongyi",
  "混元",
];

export interface AnswersOptions {
  /** Turns of each bot. */
  rounds?: number;
  /** Milliseconds of a turn at full load. */
  loadMs?: number;
  /** Questions one after another in a turn. */
  single?: number;
  /** People who ask at once under load. */
  atOnce?: number;
}

interface Turn {
  /** Answers in a second, under load. */
  rate: number;
  /** Processor milliseconds of the bot for an answer; NaN where the system does not tell. */
  cpu: number;
  /** Round trips one after another, in milliseconds. */
  times: number[];
}

type Ask = (person: Person, count: number) => Promise<void>;

const questions: Record<string, Ask> = {
  "/model": async (person, count) => {
    const reply = await person.slash("model", { name: names[count % names.length] ?? "" });
    if (reply.kind !== "message") throw new Error(`/model was answered with ${reply.kind}.`);
  },
  // Upper and lower case as nobody wrote them before: nothing is remembered, every name is looked up.
  "/model, each name new": async (person, count) => {
    const name = names[count % names.length] ?? "";
    const bits = Math.floor(count / names.length) + 1;
    const written = [...name]
      .map((one, place) => ((bits >> (place % 20)) & 1 ? one.toUpperCase() : one))
      .join("");
    const reply = await person.slash("model", { name: `${written} ` });
    if (reply.kind !== "message") throw new Error(`/model was answered with ${reply.kind}.`);
  },
  autocomplete: async (person, count) => {
    await person.autocomplete("model", "name", typed[count % typed.length] ?? "");
  },
};

async function join(program: Program) {
  const discord: LocalDiscord = await startLocalDiscord({ remembered: 100 });
  const bot: Running = run(program, discord);
  await discord.until(() => discord.gateway.connected > 0 && discord.commands().length > 0, 30_000);
  return { discord, bot, person: discord.person() };
}
type Joined = Awaited<ReturnType<typeof join>>;

async function load({ bot, person }: Joined, ask: Ask, ms: number, atOnce: number) {
  let count = 0;
  const cpu = bot.cpu();
  const start = performance.now();
  const asker = async () => {
    while (performance.now() - start < ms) await ask(person, count++);
  };
  await Promise.all(Array.from({ length: atOnce }, asker));
  const took = performance.now() - start;
  const cpuAfter = bot.cpu();
  return {
    rate: (count / took) * 1000,
    cpu: cpu === undefined || cpuAfter === undefined ? Number.NaN : (cpuAfter - cpu) / count,
  };
}

async function turn(joined: Joined, ask: Ask, options: Required<AnswersOptions>): Promise<Turn> {
  const times: number[] = [];
  for (let count = 0; count < options.single; count++) {
    const start = performance.now();
    await ask(joined.person, count);
    times.push(performance.now() - start);
  }
  return { times, ...(await load(joined, ask, options.loadMs, options.atOnce)) };
}

/** Measures and prints. @throws when an answer is missing, or breaks Discord's contract */
export async function benchAnswers(given: AnswersOptions = {}): Promise<void> {
  const options = { rounds: 15, loadMs: 700, single: 100, atOnce: 32, ...given };
  const folder = temporaryFolder();
  const ours = await join(labdex(folder.file("answers.db")));
  const bare = await join(bareBot());
  try {
    line(`Answers: ${options.rounds} turns each of ${options.single} one by one and ${options.loadMs} ms of`);
    line(`${options.atOnce} at once; medians over the turns, ratios of turns beside each other`);
    for (const ask of Object.values(questions)) {
      for (const one of [ours, bare]) await load(one, ask, options.loadMs, options.atOnce);
    }
    for (const [name, ask] of Object.entries(questions)) {
      const turns: { ours: Turn; bare: Turn }[] = [];
      for (let round = 0; round < options.rounds; round++) {
        const first = round % 2 === 0;
        const early = await turn(first ? ours : bare, ask, options);
        const late = await turn(first ? bare : ours, ask, options);
        turns.push(first ? { ours: early, bare: late } : { ours: late, bare: early });
      }
      print(name, turns);
    }
    for (const { discord } of [ours, bare]) {
      if (discord.violations.length + discord.failures.length > 0) {
        throw new Error(`Discord refused answers: ${JSON.stringify(discord.violations[0])}`);
      }
    }
  } finally {
    for (const { discord, bot } of [ours, bare]) {
      await bot.stop();
      await discord.close();
    }
    folder.remove();
  }
}

function print(name: string, turns: readonly { ours: Turn; bare: Turn }[]): void {
  const row = (what: string, of: (turn: Turn) => number): string[] => {
    const ratio = median(turns.map((pair) => of(pair.ours) / of(pair.bare)));
    const values = [turns.map((pair) => of(pair.ours)), turns.map((pair) => of(pair.bare))];
    return [what, ...values.map((list) => digits(median(list))), digits(ratio)];
  };
  line();
  table([
    [name, "Labdex", "bare discord.js", "ratio"],
    row("one by one, p50 (ms)", (one) => quantile(one.times, 0.5)),
    row("one by one, p99 (ms)", (one) => quantile(one.times, 0.99)),
    row("sustained (answers/s)", (one) => one.rate),
    row("processor time (ms an answer)", (one) => one.cpu),
  ]);
  const rate = median(turns.map((pair) => pair.ours.rate / pair.bare.rate));
  if (name.includes("new")) return;
  verdict(`sustained rate of ${name} beside the bare bot's`, rate, rate >= 0.8, "at least 0.8");
}
