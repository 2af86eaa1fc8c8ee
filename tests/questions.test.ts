/**
 * The examples of questions that people ask, through the real commands in the local Discord. They lie beside the
 * repository (../shared/documents); the repository's own questions are in tests/questions.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { commands } from "../commands/index.ts";
import { fieldDefinition } from "../src/catalog/fields.ts";
import type { Person } from "../src/playground/person/person.ts";
import { ask, holds } from "./support/asker.ts";
import { startTestBot, type TestBot } from "./support/bot.ts";
import { underLabel } from "./support/questions.ts";

const file = fileURLToPath(new URL("../../shared/documents/question-examples.jsonl", import.meta.url));
const there = existsSync(file);
if (!there) process.stdout.write("Skipped the question examples: ../shared is not there.\n");

const exampleSchema = z.object({
  id: z.string(),
  kind: z.enum(["lab", "model", "compare", "timeline", "market", "alias", "conflict"]),
  query: z.string(),
  field: z.string(),
  accept: z.array(z.string()).min(1),
  all_of: z.array(z.array(z.string())).optional(),
});
type Example = z.output<typeof exampleSchema>;

const examples: Example[] = there
  ? readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => exampleSchema.parse(JSON.parse(line)))
  : [];

const has = (name: string): boolean => commands.some((command) => command.definition.name === name);

interface Asking {
  command: string;
  options: Record<string, string>;
}

/** The names in `compare kimi k2 glm-5`, cut where both halves can be read; the test tries every cut. */
function comparisons(query: string): Asking[] {
  const words = query.replace(/^compare /, "").split(" ");
  return words.slice(1).map((_, index) => ({
    command: "compare",
    options: { first: words.slice(0, index + 1).join(" "), second: words.slice(index + 1).join(" ") },
  }));
}

/** How a person asks it: one command, or several where either may own the name. */
function askings({ kind, query }: Example): Asking[] {
  const name = { name: query };
  switch (kind) {
    case "lab":
    case "model":
      return [{ command: kind, options: name }];
    case "market":
      return [{ command: kind, options: { topic: query } }];
    case "alias":
    case "conflict":
      return [
        { command: "model", options: name },
        { command: "lab", options: name },
      ];
    case "compare":
      return has("compare") ? comparisons(query) : [];
    case "timeline": {
      const since = /\d{4}(-\d\d)?/.exec(query)?.[0];
      const options: Record<string, string> =
        since === undefined ? { sort: query.startsWith("earliest") ? "oldest" : "newest" } : { since };
      const releases = since === undefined || !has("releases") ? [] : [{ command: "releases", options }];
      return [{ command: "models", options }, ...releases];
    }
  }
}

/** Labels of the card's lines that a field of the examples speaks of, where a card has one. */
const fieldKeys: Readonly<Record<string, string>> = {
  params_total: "parametersTotal",
  params_total_max: "parametersTotal",
  params_active: "parametersActive",
  release_date: "released",
  open_weights: "weights",
  price: "price",
  price_input: "price",
  training_tokens: "trainingTokens",
  training_data: "trainingData",
  context_window: "context",
  sizes: "parametersTotal",
};

/** The part of an answer that the field asks for: its own line where the card has one, else all of it. */
function asked(example: Example, text: string): string {
  if (example.accept.includes("not stated"))
    return text
      .split("\n")
      .filter((line) => line.startsWith("Not stated "))
      .join("\n");
  const key = fieldKeys[example.field];
  if (example.kind !== "model" || key === undefined) return text;
  const label = fieldDefinition("model", key)?.label;
  return label === undefined ? text : underLabel(text, label);
}

function answers(example: Example, text: string): boolean {
  const words = asked(example, text);
  const all = example.all_of ?? [example.accept];
  return all.every((any) => any.some((one) => holds(words, one)));
}

let running: TestBot;
let ana: Person;
const seen = { first: 0, behind: 0 };

beforeAll(async () => {
  running = await startTestBot();
  ana = running.discord.person({ as: "ana" });
});
afterAll(async () => {
  await running.close();
  expect(running.discord.violations).toEqual([]);
  if (there)
    process.stdout.write(
      `Answered on the first reply: ${seen.first}; only behind a button: ${seen.behind}.\n`,
    );
});

test.skipIf(!there)("there are 49 examples", () => {
  expect(examples).toHaveLength(49);
});

test.for(examples)("$id $kind: $query, $field", async (example, { skip }) => {
  const ways = askings(example);
  if (ways.length === 0) skip(`there is no /${example.kind} yet`);
  const replies: string[] = [];
  for (const { command, options } of ways) {
    const answer = await ask(ana, command, options, (first) => !answers(example, first));
    replies.push(answer.first);
    if (answers(example, answer.first)) {
      seen.first += 1;
      return;
    }
    if (answers(example, answer.behind)) {
      seen.behind += 1;
      return;
    }
  }
  expect.fail(`${example.accept[0]} is not in:\n${replies.join("\n---\n")}`);
});
