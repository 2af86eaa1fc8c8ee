/** The whole bot with its deliveries, on one local Discord whose clock the test moves. */
import { pino } from "pino";
import { commands as allCommands } from "../../commands/index.ts";
import { answerMention } from "../../src/answers/mention.ts";
import { createBot } from "../../src/bot/bot.ts";
import type { Command } from "../../src/command.ts";
import { seedReleases } from "../../src/releases/seed.ts";
import { realServices } from "./bot.ts";
import { type DeliverySetup, realCatalog, startDeliveries } from "./delivery.ts";

/**
 * @param commands the bot's own unless told
 * @param mentions whether it answers mentions too
 */
export async function startSubscriber(
  setup: DeliverySetup = {},
  commands: readonly Command[] = allCommands,
  mentions = false,
) {
  const deliveries = await startDeliveries(setup);
  await seedReleases(deliveries.jobs.releases, realCatalog(), new Date(deliveries.time.now));
  const logged: Record<string, unknown>[] = [];
  const services = { ...realServices(), subscriptions: deliveries.jobs.service };
  const bot = createBot({
    token: deliveries.discord.token,
    apiUrl: deliveries.discord.apiUrl,
    commands,
    services,
    ...(mentions
      ? { answerMention: (text: string, self: string) => answerMention(services, text, self) }
      : {}),
    log: pino({ level: "error" }, { write: (line: string) => void logged.push(JSON.parse(line)) }),
    onFatal: (sentence) => {
      throw new Error(sentence);
    },
  });
  await bot.start();
  return {
    ...deliveries,
    bot,
    /** Errors that the bot logged. */
    errors: logged,
    async close(): Promise<void> {
      await bot.stop();
      await deliveries.close();
    },
  };
}
export type Subscriber = Awaited<ReturnType<typeof startSubscriber>>;
