import { afterEach, describe, expect, test } from "vitest";
import { ids } from "../../src/playground/world/default-world.ts";
import { type Deliveries, ready, realCatalog, settings, startDeliveries } from "../support/delivery.ts";

const open: Deliveries[] = [];
async function start(from: string): Promise<Deliveries> {
  const bot = await startDeliveries();
  open.push(bot);
  bot.time.now = Date.parse(from);
  return bot;
}
afterEach(async () => {
  for (const bot of open.splice(0)) {
    expect(bot.discord.violations).toEqual([]);
    expect(bot.logged.filter((line) => Number(line.level) >= 50)).toEqual([]);
    await bot.close();
  }
});

const hour = 3_600_000;
const berlin = { cadence: "daily", hour: 9, timeZone: "Europe/Berlin" } as const;
const text = (message: { embeds: readonly { title?: string; description?: string }[] } | undefined) =>
  `${message?.embeds[0]?.title}\n${message?.embeds[0]?.description}`;

/** Runs every hour until a moment, as the jobs do. */
async function runUntil(bot: Deliveries, until: string): Promise<void> {
  while (bot.time.now < Date.parse(until)) {
    bot.time.now = Math.min(bot.time.now + hour, Date.parse(until));
    await bot.run();
  }
}

describe("digests", () => {
  test("over a change of the clock each release once, none skipped, grouped by lab", async () => {
    const bot = await start("2026-03-27T12:00:00Z");
    await bot.jobs.service.add(settings({ schedule: { ...berlin, hour: 2 } }));
    await bot.release(ready("zhipu/glm-5"), ready("zhipu/glm-4.5"));
    await runUntil(bot, "2026-03-28T00:30:00Z");
    await bot.release(ready("moonshot/kimi-k2.5"));
    await runUntil(bot, "2026-03-29T00:30:00Z");
    await bot.release(ready("deepseek/deepseek-v3.2"));
    await runUntil(bot, "2026-03-31T12:00:00Z");
    const posts = bot.sent().map(text);
    expect(posts.map((post) => post.split("\n")[0])).toEqual(["3 new releases", "1 new release"]);
    for (const [post, names] of [
      [0, ["GLM-5", "GLM-4.5", "Kimi K2.5"]],
      [1, ["DeepSeek-V3.2"]],
    ] as const)
      for (const name of names) expect(posts[post]).toContain(`**${name}**`);
    for (const one of posts) expect(one).toMatch(/Next digest: <t:\d+:f>/);
    expect(posts[0]?.match(/\*\*Zhipu AI\*\*/g)).toHaveLength(1);
    expect(await bot.jobs.deliveries.counts()).toEqual({ delivered: 4 });
  });

  test("a day of downtime sends once, late; an empty day sends nothing", async () => {
    const bot = await start("2026-05-01T12:00:00Z");
    await bot.jobs.service.add(settings({ schedule: berlin }));
    await runUntil(bot, "2026-05-02T12:00:00Z");
    expect(bot.sent()).toEqual([]);
    await bot.release(ready("zhipu/glm-5"));
    // Down from here, while one more comes out.
    bot.time.now = Date.parse("2026-05-03T20:00:00Z");
    await bot.release(ready("moonshot/kimi-k2.5"));
    bot.time.now = Date.parse("2026-05-04T06:59:00Z");
    await bot.run();
    expect(bot.sent().map(text)).toHaveLength(1);
    expect(text(bot.sent()[0])).toContain("GLM-5");
    await runUntil(bot, "2026-05-06T12:00:00Z");
    expect(bot.sent()).toHaveLength(2);
    expect(text(bot.sent()[1])).toContain("Kimi K2.5");
  });

  test("a digest's lost answer does not double it", async () => {
    const bot = await start("2026-05-01T12:00:00Z");
    await bot.jobs.service.add(settings({ schedule: berlin }));
    await bot.release(ready("zhipu/glm-5"), ready("moonshot/kimi-k2.5"));
    bot.discord.faults.add({ match: { method: "POST" }, kind: "reset-after-storing" });
    await runUntil(bot, "2026-05-02T12:00:00Z");
    expect(bot.sent()).toHaveLength(1);
    expect(await bot.jobs.deliveries.counts()).toEqual({ delivered: 2 });
  });

  test("what does not fit is counted, not dropped with the digest", async () => {
    const bot = await start("2026-05-01T12:00:00Z");
    await bot.jobs.service.add(settings({ schedule: berlin }));
    const [model] = realCatalog().newest;
    const many = Array.from({ length: 200 }, (_, index) =>
      ready(model?.id, { key: `many ${index}`, title: `Model number ${index}` }),
    );
    await bot.release(...many);
    await runUntil(bot, "2026-05-02T12:00:00Z");
    const shown = text(bot.sent()[0]);
    const left = Number(/…and (\d+) more/.exec(shown)?.[1]);
    expect(bot.sent()).toHaveLength(1);
    expect(shown.match(/Model number/g)?.length).toBe(200 - left);
    expect(await bot.jobs.deliveries.counts()).toEqual({ delivered: 200 });
  });

  test("from digest to instant and back nothing is lost or doubled", async () => {
    const bot = await start("2026-05-01T12:00:00Z");
    const { subscription } = await bot.jobs.service.add(settings({ schedule: berlin }));
    await bot.release(ready("zhipu/glm-5"));
    await bot.run();
    const instant = await bot.jobs.service.edit(subscription, { schedule: { cadence: "instant" } });
    await bot.run();
    expect(bot.sent()).toHaveLength(1);
    await bot.release(ready("moonshot/kimi-k2.5"));
    await bot.run();
    expect(bot.sent()).toHaveLength(2);
    bot.time.now += hour;
    if (typeof instant !== "object") throw new Error("the change was refused");
    await bot.jobs.service.edit(instant, { schedule: berlin });
    await bot.release(ready("deepseek/deepseek-v3.2"));
    await runUntil(bot, "2026-05-03T12:00:00Z");
    expect(bot.sent()).toHaveLength(3);
    expect(text(bot.sent()[2])).toContain("1 new release");
  });
});

describe("corrections", () => {
  test("a fact corrected within 72 hours edits the post, once; later ones do not", async () => {
    const bot = await startDeliveries();
    open.push(bot);
    await bot.jobs.service.add(settings({ roleId: ids.releaseFans }));
    await bot.jobs.service.add(settings({ channelId: ids.models }));
    await bot.release(ready("zhipu/glm-5"));
    await bot.run();
    expect(await bot.jobs.correct()).toBe(0);
    const [release] = await bot.jobs.releases.inState("ready");
    if (release === undefined) throw new Error("there is no release");
    await bot.jobs.releases.update(release.id, { title: "GLM-5 (corrected)" }, new Date(bot.time.now));
    bot.time.now += 71 * hour;
    expect(await bot.jobs.correct()).toBe(2);
    expect(await bot.jobs.correct()).toBe(0);
    expect(bot.sent()[0]?.embeds[0]?.title).toContain("corrected");
    expect(bot.sent()[0]?.content).toBe(`<@&${ids.releaseFans}>`);
    await bot.jobs.releases.update(release.id, { title: "GLM-5" }, new Date(bot.time.now));
    bot.time.now += 2 * hour;
    expect(await bot.jobs.correct()).toBe(0);
    expect(bot.sent(ids.models)[0]?.embeds[0]?.title).toContain("corrected");
  });
});
