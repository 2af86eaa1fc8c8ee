/** The catalogue over the Model Context Protocol, asked by the SDK's own client: the questions that the cards are asked. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { CallToolResultSchema } from "@modelcontextprotocol/sdk/types.js";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Services } from "../../src/command.ts";
import { createMcpServer } from "../../src/mcp/server.ts";
import { databaseIn, temporaryFolder } from "../store/support.ts";
import { realServices } from "../support/bot.ts";
import {
  type Check,
  checksOf,
  comes as comesFrom,
  type Question,
  readQuestions,
} from "../support/questions.ts";

// Hundreds of questions; a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const client = new Client({ name: "questions", version: "1" });

/** What a tool says, as a person would read it: no formatting. */
async function call(name: string, args: Record<string, unknown>, by = client) {
  const { content, isError } = CallToolResultSchema.parse(await by.callTool({ name, arguments: args }));
  const text = content
    .flatMap((part) => (part.type === "text" ? [part.text] : []))
    .join("\n")
    .replace(/^# (?:\[(.*)\]\(.*\)|(.*))$/gm, (_, linked, plain) => linked ?? plain)
    .replace(/^## /gm, "")
    .replaceAll("\u00a0", " ")
    .replaceAll("\u2060", "")
    .replace(/\*\*|(?<!\\)\*/g, "")
    .replace(/\\([\\*_~`|[\]#>-])/g, "$1");
  return { text, isError: isError === true };
}

const kinds = { lab: "lab", model: "model", market: "topic" } as const;
type Command = keyof typeof kinds;
let held = 0;

/** Names of the checks that fail on the card, and on all that is behind it. */
async function failures(tool: string, args: Record<string, unknown>, checks: readonly Check[]) {
  const { text: first } = await call(tool, args);
  const open = checks.filter((check) => !check.passes(first));
  const { text } = open.some((check) => check.mayBeBehind)
    ? await call(tool, { ...args, full: true })
    : { text: "" };
  const failed = open.filter((check) => !(check.mayBeBehind && check.passes(text)));
  held += checks.length - failed.length;
  return failed.map((check) => check.name);
}

const comes = (command: Command, question: string, ids: string): Check =>
  comesFrom(realServices().catalog, command, question, ids);

async function failuresOf(command: Command, questions: readonly Question[]): Promise<string[]> {
  const failed: string[] = [];
  for (const one of questions) {
    const checks = [...(one.is === undefined ? [] : [comes(command, one.ask, one.is)]), ...checksOf(one)];
    failed.push(...(await failures("card", { name: one.ask, kind: kinds[command] }, checks)));
  }
  return failed;
}

beforeAll(async () => {
  // What the tools use of the services is all in memory.
  const server = createMcpServer({ ...realServices() } as Services, "1.0.0");
  const [one, other] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(one), client.connect(other)]);
});
afterAll(async () => {
  await client.close();
  process.stdout.write(`${held} expectations held over MCP\n`);
});

describe("the questions of the cards", () => {
  test("models and products", async () => {
    expect(await failuresOf("model", readQuestions("models"))).toEqual([]);
  });
  test("labs and people", async () => {
    expect(await failuresOf("lab", readQuestions("labs"))).toEqual([]);
  });
  test("the market", async () => {
    expect(await failuresOf("market", readQuestions("market"))).toEqual([]);
  });
  test("both sides of a dispute", async () => {
    const failed: string[] = [];
    for (const one of readQuestions("conflicts")) {
      const args = { name: one.ask, kind: kinds[one.command] };
      failed.push(...(await failures("card", args, checksOf(one))).map((line) => `${one.id} ${line}`));
    }
    expect(failed).toEqual([]);
  });
  test("names in every spelling", async () => {
    const { labs, models } = readQuestions("aliases");
    const failed: string[] = [];
    for (const [command, names] of [
      ["lab", labs],
      ["model", models],
    ] as const)
      for (const [name, id] of Object.entries(names))
        failed.push(...(await failures("card", { name, kind: command }, [comes(command, name, id)])));
    expect(failed).toEqual([]);
  });
  test("what is not there is said, and never another version's card", async () => {
    const missing = readQuestions("missing");
    const failed: string[] = [];
    for (const [kind, names] of [
      ["model", missing.models],
      ["lab", missing.labs],
      ["topic", missing.market],
    ] as const)
      for (const name of names) {
        const { text } = await call("card", { name, kind });
        if (!text.includes(`Not in the catalogue: ${name}`))
          failed.push(`${kind} ${name}: ${text.slice(0, 80)}`);
      }
    expect(failed).toEqual([]);
  });
  test("side by side", async () => {
    const failed: string[] = [];
    for (const one of readQuestions("compare")) {
      const says = [...one.says, ...Object.keys(one.leads)];
      const expected = { shows: {}, lacks: [], unstated: [], says, ask: one.ask.join(" and ") };
      failed.push(...(await failures("compare", { names: one.ask }, checksOf(expected))));
    }
    expect(failed).toEqual([]);
  });
});

test("find names what is meant, or what comes nearest", async () => {
  expect((await call("find", { name: "deepseek v3" })).text).toContain("model `deepseek/deepseek-v3`");
  expect((await call("find", { name: "kimi k99" })).text).toMatch(
    /^Not in the catalogue: kimi k99\. What comes nearest/,
  );
});

test("ask and releases answer as /ask does; a mistake is told to who asked", async () => {
  expect((await call("ask", { question: "who founded deepseek" })).text).toContain("Liang Wenfeng");
  expect((await call("releases", { lab: "zhipu", since: "2025-07" })).text).toContain("GLM-4.5");
  expect(await call("releases", { lab: "nobody at all" })).toMatchObject({ isError: true });
  expect(await call("releases", { since: "yesterweek" })).toMatchObject({ isError: true });
});

test("labdex mcp serves a client over standard input and output", async () => {
  const other = new Client({ name: "stdio", version: "1" });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ["--import", "tsx", join(fileURLToPath(new URL("../..", import.meta.url)), "src/main.ts"), "mcp"],
    env: { PATH: process.env.PATH ?? "", DATABASE_URL: databaseIn(temporaryFolder()) },
    stderr: "ignore",
  });
  await other.connect(transport, { timeout: 60_000 });
  const { tools } = await other.listTools();
  expect(tools.map((tool) => tool.name)).toEqual(["find", "card", "compare", "releases", "ask"]);
  expect((await call("card", { name: "deepseek v3" }, other)).text).toContain("671B");
  await other.close();
}, 120_000);
