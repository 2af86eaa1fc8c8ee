/**
 * Hundreds of questions over every lab, model, topic, name and dispute, asked through the real commands in the local
 * Discord. The answer stands on the first reply or behind one of its buttons.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import type { Person } from "../../src/playground/person/person.ts";
import { ask } from "../support/asker.ts";
import { realServices, startTestBot, type TestBot } from "../support/bot.ts";
import {
  type Asked,
  type Check,
  checksOf,
  comes as comesFrom,
  type Question,
  readQuestions,
} from "../support/questions.ts";

let running: TestBot;
let ana: Person;
const asked = new Map<string, number>();

beforeAll(async () => {
  running = await startTestBot();
  ana = running.discord.person({ as: "ana" });
});
afterAll(async () => {
  await running.close();
  expect(running.discord.violations).toEqual([]);
  const sum = [...asked.values()].reduce((total, one) => total + one, 0);
  process.stdout.write(
    `${sum} expectations held: ${[...asked].map(([kind, count]) => `${kind} ${count}`).join(", ")}\n`,
  );
});

const { catalog } = realServices();
const has = (name: string): boolean => commands.some((command) => command.definition.name === name);

const comes = (kind: Asked, question: string, ids: string): Check => comesFrom(catalog, kind, question, ids);

/** Names of the checks that fail, with the head of what came instead. */
async function failures(
  command: string,
  options: Record<string, string>,
  checks: readonly Check[],
): Promise<string[]> {
  const isOpen = (text: string) => checks.some((check) => !check.passes(text));
  const { first, behind } = await ask(ana, command, options, isOpen);
  asked.set(command, (asked.get(command) ?? 0) + checks.length);
  const failed = checks
    .filter((check) => !check.passes(first) && !(check.mayBeBehind && check.passes(behind)))
    .map((check) => check.name);
  return failed.length === 0
    ? []
    : [...failed, `  came: ${first.trim().split("\n").slice(0, 3).join(" / ")}`];
}

const optionOf = { lab: "name", model: "name", market: "topic" } as const;

async function failuresOf(kind: Asked, questions: readonly Question[]): Promise<string[]> {
  const failed: string[] = [];
  for (const one of questions) {
    const checks = [...(one.is === undefined ? [] : [comes(kind, one.ask, one.is)]), ...checksOf(one)];
    failed.push(...(await failures(kind, { [optionOf[kind]]: one.ask }, checks)));
  }
  return failed;
}

describe("the first reply holds the answer", () => {
  test("models and products", async () => {
    expect(await failuresOf("model", readQuestions("models"))).toEqual([]);
  });
  test("labs and people", async () => {
    expect(await failuresOf("lab", readQuestions("labs"))).toEqual([]);
  });
  test("the market", async () => {
    expect(await failuresOf("market", readQuestions("market"))).toEqual([]);
  });
  test("what came out when", async () => {
    const failed: string[] = [];
    for (const one of readQuestions("timeline"))
      failed.push(...(await failures("models", one.options, checksOf(one))));
    expect(failed).toEqual([]);
  });
  test("both sides of a dispute", async () => {
    const failed: string[] = [];
    for (const one of readQuestions("conflicts")) {
      const options = { [optionOf[one.command]]: one.ask };
      failed.push(
        ...(await failures(one.command, options, checksOf(one))).map((line) => `${one.id} ${line}`),
      );
    }
    expect(failed).toEqual([]);
  });
});

describe("names", () => {
  test("native, former, misheard, tickers, spellings", async () => {
    const aliases = readQuestions("aliases");
    const failed: string[] = [];
    for (const [kind, names] of [
      ["lab", aliases.labs],
      ["model", aliases.models],
    ] as const) {
      for (const [name, id] of Object.entries(names))
        failed.push(...(await failures(kind, { name }, [comes(kind, name, id)])));
    }
    expect(failed).toEqual([]);
  });

  test("asked with the other command", async () => {
    const { labs, models } = readQuestions("other-kind");
    const failed: string[] = [];
    for (const [name, id] of Object.entries(labs))
      failed.push(...(await failures("lab", { name }, [comes("lab", name, id)])));
    for (const [name, id] of Object.entries(models)) {
      const isLab = `${catalog.labs.get(id)?.name} is a lab, not a model.`;
      const check = {
        name: `/model ${name}`,
        passes: (text: string) => text.includes(isLab),
        mayBeBehind: false,
      };
      failed.push(...(await failures("model", { name }, [check])));
    }
    expect(failed).toEqual([]);
  });

  test("no such entry: said so, in private, and never another version's card", async () => {
    const missing = readQuestions("missing");
    const failed: string[] = [];
    for (const [kind, names] of [
      ["model", missing.models],
      ["lab", missing.labs],
      ["market", missing.market],
    ] as const) {
      for (const name of names) {
        const { first, shared } = await ask(ana, kind, { [optionOf[kind]]: name });
        asked.set(kind, (asked.get(kind) ?? 0) + 1);
        if (shared || !first.includes(`Not in the catalogue: ${name}`))
          failed.push(`/${kind} ${name}: ${first.trim().split("\n").slice(0, 3).join(" / ")}`);
      }
    }
    expect(failed).toEqual([]);
  });
});

test.skipIf(!has("compare"))("side by side (skipped while there is no /compare)", async () => {
  const failed: string[] = [];
  const places = ["first", "second", "third", "fourth", "fifth"];
  for (const one of readQuestions("compare")) {
    const options = Object.fromEntries(one.ask.map((name, index) => [places[index] ?? "", name]));
    const says = [...one.says, ...Object.keys(one.leads)];
    const expected = { shows: {}, lacks: [], unstated: [], says, ask: one.ask.join(" and ") };
    failed.push(...(await failures("compare", options, checksOf(expected))));
  }
  expect(failed).toEqual([]);
});

/** Whether an entry rests on a document; what is known from elsewhere alone is found by its name, which search tests. */
const citesDocument = (entry: unknown): boolean =>
  /"(landscape|ascendancy|ecosystem|dots-brief|dots-deep):\d/.test(JSON.stringify(entry ?? null));

test("every lab, model and topic of the documents is asked about", () => {
  const named = new Set(
    [...readQuestions("labs"), ...readQuestions("models"), ...readQuestions("market")].flatMap(
      (one) => one.is?.split(" | ") ?? [],
    ),
  );
  const entries = [...catalog.labs, ...catalog.models, ...catalog.topics];
  expect(entries.filter(([id, one]) => citesDocument(one) && !named.has(id)).map(([id]) => id)).toEqual([]);
});
