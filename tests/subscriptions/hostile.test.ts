/** What only a hostile world and the real Discord show of deliveries. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRequests } from "../../src/bot/send/requests.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import { createPacer } from "../../src/subscriptions/pacer.ts";
import { type Deliveries, ready, settings, startDeliveries } from "../support/delivery.ts";

let bot: Deliveries;
beforeEach(async () => {
  bot = await startDeliveries();
});
afterEach(() => bot.close());

test("a channel gets a release once, however many of its subscriptions want it", async () => {
  for (const labs of [[], ["zhipu"], ["moonshot", "zhipu"], ["baidu", "zhipu"]])
    await bot.jobs.service.add(settings({ filters: { labs, variants: "all" } }));
  await bot.jobs.service.add(settings({ channelId: ids.models }));
  await bot.release(ready("zhipu/glm-5"));
  await bot.run();
  await bot.run();
  expect(bot.sent()).toHaveLength(1);
  expect(bot.sent(ids.models)).toHaveLength(1);
  await bot.release(ready("moonshot/kimi-k2.5"));
  await bot.run();
  expect(bot.sent()).toHaveLength(2);
});

test("an answer that was lost where the history may not be read: never twice, and the owner is told", async () => {
  await bot.jobs.service.add(settings());
  bot.discord.world.setBotPermissions(ids.general, ["ViewChannel", "SendMessages", "EmbedLinks"]);
  bot.discord.faults.add({
    match: { method: "POST", route: "/channels/:channel/messages" },
    kind: "reset-after-storing",
  });
  await bot.release(ready("zhipu/glm-5"));
  await bot.run();
  for (let hours = 0; hours < 5; hours++) {
    bot.time.now += 3_600_000;
    await bot.run();
  }
  const stored = bot.discord.world.history(ids.general).length;
  expect(stored).toBe(1);
  const [one] = await bot.jobs.service.ofGuild(ids.home);
  expect(one).toMatchObject({ state: "paused", pausedBy: "failure" });
  expect(one?.pausedReason).toContain("message history");
});

test("nothing was sent since: the lost post is sent, history or not", async () => {
  await bot.jobs.service.add(settings());
  bot.discord.world.setBotPermissions(ids.general, ["ViewChannel", "SendMessages", "EmbedLinks"]);
  bot.discord.faults.add({ match: { method: "POST", route: "/channels/:channel/messages" }, kind: "reset" });
  await bot.release(ready("zhipu/glm-5"));
  await bot.run();
  for (let hours = 0; hours < 3; hours++) {
    bot.time.now += 3_600_000;
    await bot.run();
  }
  expect(bot.discord.world.history(ids.general)).toHaveLength(1);
});

test("a limit that a proxy passes on holds for its route, not for all", async () => {
  const server = createServer((_, response) => {
    response
      .writeHead(429, {
        "content-type": "application/json",
        "retry-after": "2",
        "x-ratelimit-scope": "user",
        "x-ratelimit-limit": "5",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset-after": "2",
        "x-ratelimit-bucket": "b",
      })
      .end(JSON.stringify({ message: "You are being rate limited.", retry_after: 2, global: false }));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const pacer = createPacer({ perSecond: 50, now: () => performance.now(), sleep: async () => undefined });
  const { rest } = createRequests({
    token: "x",
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    pacer,
  });
  const refused = await rest.get(`/channels/${ids.general}`).catch((error: unknown) => error);
  expect((refused as Error).name).not.toBe("BlockedError");
  server.close();
});
