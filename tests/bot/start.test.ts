/** What Discord may refuse at start, and what the bot does then. */

import { pino } from "pino";
import { expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { createBot } from "../../src/bot/bot.ts";
import type { Services } from "../../src/command.ts";
import { startLocalDiscord } from "../../src/playground/local-discord.ts";
import { realServices } from "../support/bot.ts";

test("commands that are refused stay as they were, and those that are there are answered", async () => {
  const discord = await startLocalDiscord();
  discord.faults.add({
    match: { method: "PUT", route: "/applications/:application/commands" },
    kind: { status: 400, code: 30034, message: "Max number of daily application command creates" },
  });
  const lines: string[] = [];
  const bot = createBot({
    token: discord.token,
    apiUrl: discord.apiUrl,
    commands,
    services: realServices() as Services,
    log: pino({ level: "error" }, { write: (line: string) => void lines.push(line) }),
    onFatal: (sentence) => void lines.push(sentence),
  });
  await bot.start();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("did not take the commands");
  expect(discord.gateway.connected).toBe(1);
  await bot.stop();
  await discord.close();
});
