/** The real bot, logged in to a local Discord of its own, with the real catalogue. */
import { pino } from "pino";
import { commands as allCommands } from "../../commands/index.ts";
import { answerMention } from "../../src/answers/mention.ts";
import { createBot } from "../../src/bot/bot.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { createPictures } from "../../src/charts/pictures.ts";
import type { Command, Services } from "../../src/command.ts";
import { type LocalDiscordOptions, startLocalDiscord } from "../../src/playground/local-discord.ts";
import { createSearch, entriesOf } from "../../src/search/search.ts";
import { readCatalog } from "./catalog.ts";

export interface TestBotOptions {
  commands?: readonly Command[];
  services?: Partial<Services>;
  discord?: LocalDiscordOptions;
  /** Answers mentions, as INLINE=mention does. */
  mentions?: boolean;
}

type Core = Pick<Services, "catalog" | "search" | "pictures">;
let shared: Core | undefined;

/** Catalogue and search of `data/`, read once per test file. */
export function realServices(): Core {
  if (shared === undefined) {
    const data = readCatalog();
    shared = {
      catalog: createCatalog(data),
      search: createSearch(entriesOf(data)),
      pictures: createPictures(),
    };
  }
  return shared;
}

/** Starts both; `logged` holds the log's lines as objects. Close it in afterAll. */
export async function startTestBot(options: TestBotOptions = {}) {
  const logged: Record<string, unknown>[] = [];
  const log = pino(
    { level: "debug" },
    { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const fatal: string[] = [];
  const discord = await startLocalDiscord(options.discord);
  // Getters stay what they are: a test's catalogue may change while the bot runs.
  const services = Object.defineProperties(
    { ...realServices() },
    Object.getOwnPropertyDescriptors(options.services ?? {}),
  ) as Services;
  const bot = createBot({
    token: discord.token,
    apiUrl: discord.apiUrl,
    commands: options.commands ?? allCommands,
    services,
    ...(options.mentions === true
      ? {
          answerMention: (text: string, bot: string, card: readonly string[]) =>
            answerMention(services, text, bot, card),
        }
      : {}),
    log,
    onFatal: (sentence) => void fatal.push(sentence),
  });
  await bot.start();
  return {
    discord,
    bot,
    logged,
    fatal,
    async close(): Promise<void> {
      await bot.stop();
      await discord.close();
    },
  };
}
export type TestBot = Awaited<ReturnType<typeof startTestBot>>;

interface Shown {
  content?: string;
  embeds?: readonly {
    title?: string;
    description?: string;
    author?: { name: string };
    fields?: readonly { name: string; value: string }[];
    footer?: { text: string };
  }[];
}

/** All text of a message as a person reads it: no formatting, no escapes. */
export function textOf(message: Shown | undefined): string {
  const parts = (message?.embeds ?? []).flatMap((embed) => [
    embed.author?.name ?? "",
    embed.title ?? "",
    embed.description ?? "",
    ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    embed.footer?.text ?? "",
  ]);
  return [message?.content ?? "", ...parts]
    .join("\n")
    .replace(/\u00a0/g, " ")
    .replace(/\u2060/g, "")
    .replace(/\*\*|(?<!\\)\*/g, "")
    .replace(/\\([\\*_~`|[\]#>-])/g, "$1");
}
