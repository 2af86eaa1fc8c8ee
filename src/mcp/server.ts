/** The catalogue for language models, over the Model Context Protocol: five tools that only read. */
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { commands } from "../../commands/index.ts";
import { ask } from "../answers/ask.ts";
import { type Catalog, releasedOn } from "../catalog/catalog.ts";
import { parseSince } from "../catalog/dates.ts";
import { selectModels } from "../catalog/select.ts";
import { type Answer, type Services, UserError } from "../command.ts";
import { defined } from "../defined.ts";
import { en } from "../messages/en.ts";
import type { Message } from "../views/message.ts";
import { pagesBehind } from "./behind.ts";
import { nobody, nowhere } from "./nobody.ts";
import { textOf } from "./text.ts";

const instructions = `What is known of China's AI labs and their models, each fact with its source.
Where sources disagree, both sides are shown. "Not stated" means that the entry is known and no source gives the fact:
do not fill it in. Names may be typed as people write them, in English or Chinese; version and size numbers are never guessed.`;

const name = z.string().min(1).max(100);
const readOnly = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };

/** Releases in one answer. */
const mostReleases = 100;

interface ToolResult {
  content: { type: "text"; text: string }[];
  isError?: boolean;
  [key: string]: unknown;
}
const said = (text: string): ToolResult => ({ content: [{ type: "text", text }] });

/** A person's mistake is an answer: the model that asked can mend it. */
async function answering(work: () => Promise<string> | string): Promise<ToolResult> {
  try {
    return said(await work());
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...said(error.message), isError: true };
  }
}

/** Runs a command as a person would. */
async function run(services: Services, command: string, options: Record<string, string>): Promise<Answer> {
  const found = commands.find((one) => one.definition.name === command);
  if (found === undefined) throw new UserError(en.unknownCommand);
  return found.run({ asker: nobody, here: nowhere, options: new Map(Object.entries(options)) }, services);
}

/** An answer, and where it is asked for all that is behind its buttons. */
async function whole(services: Services, message: Message, isFull: boolean): Promise<string> {
  const behind = isFull ? await pagesBehind(services, message, en.next) : [];
  return [message, ...behind].map(textOf).join("\n\n---\n\n");
}

/** The command that has the card: the one that was asked for, else the one whose entry the name means. */
function commandFor(
  { search }: Services,
  kind: "lab" | "model" | "topic" | undefined,
  typed: string,
): string {
  if (kind === "topic") return "market";
  if (kind !== undefined) return kind;
  const found = search.resolve(typed);
  return found.kind === "one" ? found.match.kind : "model";
}

function find({ catalog, search }: Services, typed: string): string {
  const found = search.resolve(typed);
  const matches =
    found.kind === "one" ? [found.match] : found.kind === "choice" ? found.matches : found.suggestions;
  const lines = matches.map(({ kind, id }) => `- ${kind} \`${id}\`: ${nameOf(catalog, kind, id)}`);
  const head = {
    one: "One entry is called that:",
    choice: "Several entries are called that:",
    miss: matches.length === 0 ? en.noSuchEntry(typed) : `${en.noSuchEntry(typed)}. What comes nearest:`,
  }[found.kind];
  return [head, ...lines].join("\n");
}

function nameOf(catalog: Catalog, kind: "lab" | "model", id: string): string {
  const entry = kind === "lab" ? catalog.labs.get(id) : catalog.models.get(id);
  return [entry?.name ?? id, ...(entry?.nameZh === undefined ? [] : [entry.nameZh])].join(" · ");
}

function releases(services: Services, lab: string | undefined, since: string | undefined): string {
  const { catalog, search } = services;
  const found = lab === undefined ? undefined : search.resolve(lab, { only: "lab" });
  if (lab !== undefined && found?.kind !== "one") throw new UserError(en.badLab(lab));
  const day = since === undefined ? undefined : parseSince(since);
  if (since !== undefined && day === undefined) throw new UserError(en.badDate);
  const where = { ...defined({ since: day }), ...(found?.kind === "one" ? { lab: found.match.id } : {}) };
  const models = selectModels(catalog, where, "newest").models.filter(
    (model) => releasedOn(model) !== undefined,
  );
  const lines = models.slice(0, mostReleases).map((model) => {
    const { parametersTotal, licence } = model.facts;
    const facts = [parametersTotal, licence].flatMap((fact) => fact?.claims[0].text ?? []);
    const maker = catalog.labOf(model)?.name ?? model.lab;
    return `- ${[releasedOn(model), model.name, maker, ...facts].join(" · ")} (\`${model.id}\`)`;
  });
  const left = models.length - lines.length;
  return [en.modelsTitle(models.length), ...lines, ...(left > 0 ? [en.more(left)] : [])].join("\n");
}

/** @param services the catalogue of the moment, and its search */
export function createMcpServer(services: Services, version: string): McpServer {
  const server = new McpServer({ name: "labdex", title: "Labdex", version }, { instructions });

  server.registerTool(
    "find",
    {
      title: "Find an entry",
      description: "Which lab or model a name means, with its id; where none does, what comes nearest.",
      inputSchema: { name },
      annotations: readOnly,
    },
    ({ name }) => answering(() => find(services, name)),
  );
  server.registerTool(
    "card",
    {
      title: "A lab, model or topic",
      description:
        "What is known of a lab, a model or a topic of the market, with links to where each fact is said. `full` adds every fact, section and source, and what sources disagree on.",
      inputSchema: {
        name: name.describe("A name as people write it, or an id: `deepseek/deepseek-v3`."),
        kind: z.enum(["lab", "model", "topic"]).optional(),
        full: z.boolean().optional(),
      },
      annotations: readOnly,
    },
    ({ name, kind, full }) =>
      answering(async () => {
        const command = commandFor(services, kind, name);
        const option = command === "market" ? "topic" : "name";
        return whole(services, await run(services, command, { [option]: name }), full === true);
      }),
  );
  server.registerTool(
    "compare",
    {
      title: "Compare models",
      description:
        "Two to five models side by side: what differs, and who leads on benchmarks that both state.",
      inputSchema: { names: z.array(name).min(2).max(5), full: z.boolean().optional() },
      annotations: readOnly,
    },
    ({ names, full }) =>
      answering(async () => {
        const places = ["first", "second", "third", "fourth", "fifth"];
        const options = Object.fromEntries(names.map((one, index) => [places[index] ?? "", one]));
        return whole(services, await run(services, "compare", options), full === true);
      }),
  );
  server.registerTool(
    "releases",
    {
      title: "What came out",
      description: "Releases, newest first, of one lab or of all, since a day.",
      inputSchema: {
        lab: name.optional(),
        since: z.string().max(20).optional().describe("`2026`, `2026-11` or `2026-11-25`."),
      },
      annotations: readOnly,
    },
    ({ lab, since }) => answering(() => releases(services, lab, since)),
  );
  server.registerTool(
    "ask",
    {
      title: "A question in words",
      description:
        "Answers a question over the catalogue by rules: who, when, how much, which is the cheapest or largest, how many. English or Chinese.",
      inputSchema: { question: z.string().min(1).max(400) },
      annotations: readOnly,
    },
    ({ question }) => answering(() => textOf(ask(services, question).message)),
  );
  return server;
}
