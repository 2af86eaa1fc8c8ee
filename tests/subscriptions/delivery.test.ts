import { afterEach, describe, expect, test } from "vitest";
import { createDeliveryJobs } from "../../src/app/deliveries.ts";
import type { FaultKind } from "../../src/playground/rest/faults.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import {
  type Deliveries,
  type DeliverySetup,
  ready,
  settings,
  startDeliveries,
} from "../support/delivery.ts";

const open: Deliveries[] = [];
async function start(setup: DeliverySetup = {}): Promise<Deliveries> {
  const made = await startDeliveries(setup);
  open.push(made);
  return made;
}
afterEach(async () => {
  for (const one of open.splice(0)) {
    expect(one.discord.violations).toEqual([]);
    expect(one.discord.failures).toEqual([]);
    await one.close();
  }
});

const seconds = 1_000;
const hours = 3_600_000;
const post = { method: "POST", route: "/channels/:channel/messages" };

describe("a release is posted once", () => {
  test("to a channel that follows it, and never again", async () => {
    const bot = await start();
    await bot.jobs.service.add(settings());
    await bot.release(ready());
    await bot.run();
    await bot.run();
    expect(bot.sent()).toHaveLength(1);
    expect(bot.sent()[0]?.embeds[0]?.title).toContain("GLM-5");
    expect(await bot.jobs.deliveries.counts()).toEqual({ delivered: 1 });
  });

  test("nothing that was ready before the subscription", async () => {
    const bot = await start();
    await bot.release(ready());
    bot.time.now += 1;
    await bot.jobs.service.add(settings());
    await bot.run();
    expect(bot.sent()).toEqual([]);
  });

  const faults: [string, FaultKind][] = [
    ["a time-out after storing", "hang-after-storing"],
    ["a reset after storing", "reset-after-storing"],
    ["half an answer", "truncated-json"],
    ["500 after storing", { status: 500, afterStoring: true }],
    ["a time-out", "hang"],
    ["a reset", "reset"],
    ["502", { status: 502 }],
    ["429 of the channel", { status: 429, scope: "user", retryAfter: 1 }],
    ["429 of a shared resource", { status: 429, scope: "shared", retryAfter: 1 }],
    ["429 of Cloudflare", { status: 429, scope: "cloudflare", retryAfter: 1 }],
    ["429 for slow mode", { status: 429, scope: "user", retryAfter: 2, code: 20016 }],
    ["429 for everything", { status: 429, scope: "global", retryAfter: 1 }],
  ];
  describe.each([
    ["soon", 20 * seconds],
    ["when Discord has forgotten the nonce", 10 * 60 * seconds],
  ])("tried again %s", (_when, later) => {
    test.each(faults)("after %s", async (_name, kind) => {
      const bot = await start({ jobs: { times: { send: 300 } } });
      await bot.jobs.service.add(settings());
      await bot.release(ready());
      const fault = bot.discord.faults.add({ match: post, kind });
      await bot.run();
      expect(fault.used).toBe(1);
      expect(await bot.jobs.deliveries.counts()).toEqual({ pending: 1 });
      // A limit is kept in real time by the client, so the clock of the test alone does not end it.
      if (typeof kind === "object" && kind.status === 429)
        await new Promise((resolve) => setTimeout(resolve, 2_200));
      bot.time.now += later;
      await bot.run();
      expect(await bot.jobs.deliveries.counts()).toEqual({ delivered: 1 });
      expect(bot.sent()).toHaveLength(1);
    });
  });

  test("when the process dies after sending and before recording", async () => {
    for (const later of [70 * seconds, 10 * 60 * seconds]) {
      const bot = await start();
      await bot.jobs.service.add(settings());
      await bot.release(ready());
      await bot.jobs.planner.fanOut(new Date(bot.time.now));
      const [claim] = await bot.jobs.deliveries.claim("dead", new Date(bot.time.now), 60 * seconds, 1);
      if (claim === undefined) throw new Error("nothing was claimed");
      const at = new Date(bot.time.now);
      expect(await bot.jobs.deliveries.begin(claim, at, at)).toBe(true);
      const { releasePost } = await import("../../src/views/release.ts");
      const [release] = claim.due.releases;
      if (release === undefined) throw new Error("the delivery has no release");
      const message = releasePost(bot.options.catalog(), { release }, claim.due.nonce);
      await bot.jobs.sender.post(claim.due.subscription, message, { nonce: claim.due.nonce, title: "x" });
      await bot.run();
      expect(await bot.jobs.deliveries.counts()).toEqual({ pending: 1 });
      bot.time.now += later;
      await bot.run();
      expect(await bot.jobs.deliveries.counts()).toEqual({ delivered: 1 });
      expect(bot.sent()).toHaveLength(1);
    }
  });

  test("a post that was deleted meanwhile is not posted again within the nonce's time", async () => {
    const bot = await start({ jobs: { times: { send: 300 } } });
    await bot.jobs.service.add(settings());
    await bot.release(ready());
    bot.discord.faults.add({ match: post, kind: "hang-after-storing" });
    await bot.run();
    bot.discord.person().delete(bot.sent()[0]?.id ?? "");
    bot.time.now += 20 * seconds;
    await bot.run();
    expect(await bot.jobs.deliveries.counts()).toEqual({ delivered: 1 });
    expect(bot.sent()).toEqual([]);
  });

  test("by one of two workers", async () => {
    const bot = await start();
    const other = createDeliveryJobs(bot.options);
    for (const channelId of [ids.general, ids.models, ids.thread])
      await bot.jobs.service.add(
        settings({ channelId, channelKind: channelId === ids.thread ? "thread" : "text" }),
      );
    await bot.release(ready(), ready("moonshot/kimi-k2.5"), ready("deepseek/deepseek-v3.2"));
    await Promise.all([bot.run(), other.planner.fanOut(new Date(bot.time.now))]);
    await Promise.all([bot.jobs.deliverer.drain(), other.deliverer.drain()]);
    for (const channel of [ids.general, ids.models, ids.thread]) expect(bot.sent(channel)).toHaveLength(3);
    expect(bot.jobs.deliverer.totals.delivered + other.deliverer.totals.delivered).toBe(9);
  });
});

describe("every outcome", () => {
  test("a deleted channel retires the subscription and tells its owner once", async () => {
    const bot = await start();
    const { subscription } = await bot.jobs.service.add(settings({ channelId: ids.models }));
    bot.discord.world.deleteChannel(ids.models);
    await bot.release(ready(), ready("moonshot/kimi-k2.5"));
    await bot.run();
    expect(await bot.jobs.service.byId(subscription.id)).toMatchObject({ state: "retired", failures: 0 });
    expect(await bot.jobs.deliveries.counts()).toEqual({ gone: 2 });
    const person = bot.discord.person();
    expect(bot.sent(person.dm().id)).toHaveLength(1);
    expect(bot.sent(person.dm().id)[0]?.embeds[0]?.description).toContain("Unknown Channel (10003)");
  });

  test("a lost permission pauses; hours later one delivery tries; once allowed, everything comes", async () => {
    const bot = await start();
    const { subscription } = await bot.jobs.service.add(settings({ channelId: ids.models }));
    bot.discord.world.setBotPermissions(ids.models, ["ViewChannel"]);
    await bot.release(ready(), ready("moonshot/kimi-k2.5"));
    await bot.run();
    expect(await bot.jobs.service.byId(subscription.id)).toMatchObject({
      state: "paused",
      pausedBy: "failure",
      pausedReason: "Missing Permissions (50013)",
      failures: 1,
    });
    const posts = () => bot.discord.requests.filter((one) => one.path.endsWith(`${ids.models}/messages`));
    expect(posts()).toHaveLength(1);
    bot.time.now += 3 * hours;
    await bot.run();
    expect(posts()).toHaveLength(2);
    expect(bot.sent(bot.discord.person().dm().id)).toHaveLength(1);
    bot.discord.world.setBotPermissions(ids.models, ["ViewChannel", "SendMessages", "EmbedLinks"]);
    await bot.release(ready("deepseek/deepseek-v3.2"));
    bot.time.now += 7 * hours;
    await bot.run();
    await bot.run();
    expect(bot.sent(ids.models)).toHaveLength(3);
    expect(await bot.jobs.service.byId(subscription.id)).toMatchObject({ state: "active", failures: 0 });
  });

  test("a permission that never comes back retires after several tries, settings kept", async () => {
    const bot = await start();
    const { subscription } = await bot.jobs.service.add(settings({ channelId: ids.models }));
    bot.discord.world.setBotPermissions(ids.models, []);
    await bot.release(ready());
    for (let day = 0; day < 8; day += 1) {
      await bot.run();
      bot.time.now += 49 * hours;
    }
    expect(await bot.jobs.service.byId(subscription.id)).toMatchObject({
      state: "retired",
      filters: { labs: [], variants: "all" },
    });
    expect(bot.discord.requests.filter((one) => one.path.endsWith(`${ids.models}/messages`))).toHaveLength(6);
  });

  test("an archived thread is opened and gets its post; a locked one pauses", async () => {
    const bot = await start({ discord: { archivedThreads: "refuse" } });
    await bot.jobs.service.add(settings({ channelId: ids.thread, channelKind: "thread" }));
    bot.discord.world.setThread(ids.thread, { archived: true });
    await bot.release(ready());
    await bot.run();
    bot.time.now += 10 * seconds;
    await bot.run();
    expect(bot.sent(ids.thread)).toHaveLength(1);
  });

  test("a subscription that was given up goes on by command, with what it missed if asked", async () => {
    const bot = await start();
    const { subscription } = await bot.jobs.service.add(settings({ channelId: ids.models }));
    const route = `/channels/${ids.models}/messages`;
    const gone = bot.discord.faults.add({ match: { route }, kind: { status: 404, code: 10003 } });
    await bot.release(ready());
    await bot.run();
    expect(gone.used).toBe(1);
    await bot.release(ready("moonshot/kimi-k2.5"));
    await bot.run();
    bot.time.now += seconds;
    const retired = await bot.jobs.service.byId(subscription.id);
    expect(retired?.state).toBe("retired");
    if (retired === undefined) throw new Error("its settings are gone");
    expect(await bot.jobs.service.resume(retired, true)).toBe(2);
    await bot.run();
    expect(bot.sent(ids.models)).toHaveLength(2);
  });

  test("a message that cannot be made is our bug too", async () => {
    const bot = await start();
    await bot.jobs.service.add(settings());
    await bot.release(ready("zhipu/glm-5", { kind: "api" }));
    await bot.jobs.planner.fanOut(new Date(bot.time.now));
    const catalog = bot.options.catalog();
    bot.jobs.deliverer.stop();
    const broken = createDeliveryJobs({
      ...bot.options,
      catalog: () => ({ ...catalog, asOf: undefined, labs: undefined }) as unknown as typeof catalog,
    });
    await broken.deliverer.drain();
    expect(await bot.jobs.deliveries.counts()).toEqual({ failed: 1 });
    expect(bot.discord.counts.requests).toBe(0);
    expect(bot.logged.filter((line) => line.level === 50)).toHaveLength(1);
  });

  test("our own bug is reported and never tried again", async () => {
    const bot = await start();
    await bot.jobs.service.add(settings());
    bot.discord.faults.add({ match: post, kind: { status: 400, code: 50035, message: "Invalid Form Body" } });
    await bot.release(ready());
    await bot.run();
    bot.time.now += 48 * hours;
    await bot.run();
    expect(await bot.jobs.deliveries.counts()).toEqual({ failed: 1 });
    expect(bot.discord.counts.requests).toBe(1);
    expect(bot.logged.filter((line) => line.level === 50)).toHaveLength(1);
  });

  test.each([200000, 240000])("a message blocked with %d is dropped", async (code) => {
    const bot = await start();
    await bot.jobs.service.add(settings());
    bot.discord.faults.add({ match: post, kind: { status: 400, code, message: "blocked" } });
    await bot.release(ready());
    await bot.run();
    expect(await bot.jobs.deliveries.counts()).toEqual({ failed: 1 });
  });

  test("401 stops everything at once", async () => {
    const bot = await start();
    for (const channelId of [ids.general, ids.models]) await bot.jobs.service.add(settings({ channelId }));
    bot.discord.faults.add({ match: post, kind: { status: 401 }, times: Number.POSITIVE_INFINITY });
    await bot.release(ready());
    await bot.run();
    expect(bot.stops).toHaveLength(1);
    const asked = bot.discord.counts.requests;
    await bot.run();
    expect(bot.discord.counts.requests).toBe(asked);
    expect(await bot.jobs.deliveries.counts()).toEqual({ pending: 2 });
  });
});

describe("where a post goes", () => {
  test("a forum gets a post of its own per release, found again after a lost answer", async () => {
    const bot = await start({ jobs: { times: { send: 300 } } });
    await bot.jobs.service.add(settings({ channelId: ids.forum, channelKind: "forum" }));
    const threads = { method: "POST", route: "/channels/:channel/threads" };
    bot.discord.faults.add({ match: threads, kind: "hang-after-storing" });
    await bot.release(ready(), ready("moonshot/kimi-k2.5"));
    await bot.run();
    bot.time.now += 40 * seconds;
    await bot.run();
    const made = [...bot.discord.world.channels.values()].filter((one) => one.parent_id === ids.forum);
    expect(made.map((one) => one.name).sort()).toEqual(["Moonshot AI: Kimi K2.5", "Zhipu AI: GLM-5"]);
    expect(await bot.jobs.deliveries.counts()).toEqual({ delivered: 2 });
  });

  test("an announcement channel's post is published", async () => {
    const bot = await start();
    await bot.jobs.service.add(settings({ channelId: ids.announcements, channelKind: "announcement" }));
    await bot.release(ready());
    await bot.run();
    await bot.jobs.deliverer.publish();
    await bot.jobs.deliverer.publish();
    expect(bot.sent(ids.announcements)[0]?.flags).toBe(1);
    expect(bot.discord.requests.filter((one) => one.path.endsWith("/crosspost"))).toHaveLength(1);
  });

  test("one role is mentioned, and nobody else", async () => {
    const bot = await start();
    await bot.jobs.service.add(settings({ roleId: ids.releaseFans }));
    await bot.release(ready("zhipu/glm-5", { title: "@everyone" }));
    await bot.run();
    const [message] = bot.sent();
    expect(message?.content).toBe(`<@&${ids.releaseFans}>`);
    expect(bot.discord.world.message(ids.general, message?.id ?? "")?.pings).toEqual({
      everyone: false,
      users: [],
      roles: [ids.releaseFans],
    });
  });

  test("what is wanted is asked again when sending", async () => {
    const bot = await start();
    const { subscription } = await bot.jobs.service.add(settings());
    await bot.release(ready());
    await bot.jobs.planner.fanOut(new Date(bot.time.now));
    await bot.jobs.service.edit(subscription, { filters: { labs: ["moonshot"], variants: "all" } });
    await bot.run();
    expect(bot.sent()).toEqual([]);
    expect(await bot.jobs.deliveries.counts()).toEqual({ skipped: 1 });
  });

  test("a server with many channels does not hold up the others", async () => {
    const bot = await start({ discord: { guilds: 2, channelsPerGuild: 12 } });
    const [huge = "", small = ""] = [...bot.discord.world.botGuildIds()].slice(1);
    const channels = (guildId: string) =>
      Array.from({ length: 12 }, (_, index) => (BigInt(guildId) + BigInt(index + 1)).toString());
    for (const channelId of channels(huge))
      await bot.jobs.service.add(settings({ guildId: huge, channelId }));
    await bot.jobs.service.add(settings({ guildId: small, channelId: channels(small)[0] ?? "" }));
    await bot.release(ready());
    bot.time.now += 3_600 * seconds;
    await bot.run();
    const order = bot.discord.requests.filter((one) => one.method === "POST").map((one) => one.path);
    expect(order).toHaveLength(13);
    expect(order.findIndex((path) => path.includes(channels(small)[0] ?? "x"))).toBeLessThan(2);
  });
});
