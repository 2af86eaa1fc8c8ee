/** A row that cannot be read costs itself only: it is said once, and everything else goes on. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ids } from "../../src/playground/world/default-world.ts";
import { createReleaseStore } from "../../src/store/release-store.ts";
import { createSubscriptionStore } from "../../src/store/subscription-store.ts";
import { createUpstreamStore } from "../../src/store/upstream-store.ts";
import { type Deliveries, ready, settings, startDeliveries } from "../support/delivery.ts";
import { inEachDatabase, openedStore } from "./support.ts";

/** What SQLite keeps in any column, and what only a later or a broken program writes. */
const odd: [column: string, value: unknown][] = [
  ["filters", "{"],
  ["filters", '{"labs":5}'],
  ["cadence", "hourly"],
  ["channelKind", "stage"],
  ["state", "dreaming"],
  ["channelId", ""],
  ["guildId", "\u0001"],
  ["ownerId", "../users/@me"],
  ["roleId", "@everyone"],
  ["failures", "many"],
  ["startsAt", "once upon a time"],
  ["createdAt", 1e300],
  ["retryAt", "later"],
];

describe("a subscription", () => {
  let bot: Deliveries;
  beforeEach(async () => {
    bot = await startDeliveries();
  });
  afterEach(() => bot.close());

  async function spoil(column: string, value: unknown): Promise<void> {
    const { subscription } = await bot.jobs.service.add(settings({ channelId: ids.models }));
    await bot.jobs.service.add(settings({ channelId: ids.general }));
    await bot.store.prisma.$executeRawUnsafe(
      `UPDATE "Subscription" SET "${column}" = ? WHERE "id" = ?`,
      value,
      subscription.id,
    );
  }

  test.each(odd)("whose %s is %j stops no other's posts", async (column, value) => {
    await spoil(column, value);
    await bot.release(ready("zhipu/glm-5"));
    await bot.run();
    await bot.run();
    expect(bot.sent(ids.general)).toHaveLength(1);
    expect(bot.sent(ids.models)).toHaveLength(0);
    expect((await bot.jobs.service.ofGuild(ids.home)).length).toBeLessThanOrEqual(1);
  });

  test.each([
    ["hour", 99],
    ["hour", null],
    ["timeZone", "Mars/Base"],
  ])("whose digest's %s is %j stops no other's digest", async (column, value) => {
    const schedule = { cadence: "daily", hour: 8, timeZone: "UTC" } as const;
    const { subscription } = await bot.jobs.service.add(settings({ channelId: ids.models, schedule }));
    await bot.jobs.service.add(settings({ channelId: ids.general, schedule }));
    await bot.store.prisma.$executeRawUnsafe(
      `UPDATE "Subscription" SET "${column}" = ? WHERE "id" = ?`,
      value,
      subscription.id,
    );
    await bot.release(ready("zhipu/glm-5"));
    bot.time.now += 25 * 3_600_000;
    await bot.run();
    expect(bot.sent(ids.general)).toHaveLength(1);
  });

  test("that is spoiled after its delivery was reserved rests with it, and the rest goes out", async () => {
    const one = await bot.jobs.service.add(settings({ channelId: ids.models }));
    await bot.jobs.service.add(settings({ channelId: ids.general }));
    await bot.release(ready("zhipu/glm-5"));
    await bot.jobs.planner.fanOut(new Date(bot.time.now));
    const { id } = one.subscription;
    await bot.store.prisma.$executeRawUnsafe(`UPDATE "Subscription" SET "filters" = '?' WHERE "id" = ?`, id);
    await bot.jobs.deliverer.drain();
    expect(bot.sent(ids.general)).toHaveLength(1);
    expect(bot.sent(ids.models)).toHaveLength(0);
    await bot.store.prisma.subscription.update({
      where: { id },
      data: { filters: '{"labs":[],"variants":"all"}' },
    });
    bot.time.now += 2 * 3_600_000;
    await bot.jobs.deliverer.drain();
    expect(bot.sent(ids.models)).toHaveLength(1);
  });
});

inEachDatabase("stored rows", (empty) => {
  test("one bad row of each table is left out, and said once", async () => {
    const said: string[] = [];
    const store = await openedStore(await empty(), { warn: (message) => said.push(message) });
    const now = new Date("2026-07-01T12:00:00Z");
    const subscriptions = createSubscriptionStore(store);
    const releases = createReleaseStore(store);
    const upstreams = createUpstreamStore(store);
    await subscriptions.add(settings({ channelId: ids.models }), now);
    await subscriptions.add(settings({ channelId: ids.general }), now);
    await releases.add([ready("zhipu/glm-5"), ready("moonshot/kimi-k2.5", { title: "\u200b " })], now);
    const item = {
      source: "huggingface",
      listing: "huggingface:x",
      lab: "zhipu",
      firstSeenAt: now,
      parents: [],
    };
    await upstreams.save(
      {
        items: [
          { ...item, externalId: "a", name: "x/GLM-5", facts: {} },
          { ...item, externalId: "b", name: " ", facts: {} },
          { ...item, externalId: "c", name: "x/GLM-6", facts: {} },
        ],
      },
      now,
    );
    await store.prisma.$executeRawUnsafe(
      `UPDATE "Subscription" SET "filters" = '[' WHERE "channelId" = '${ids.models}'`,
    );
    await store.prisma.$executeRawUnsafe(
      `UPDATE "UpstreamItem" SET "facts" = '{"parameters":"many"}' WHERE "externalId" = 'c'`,
    );
    for (let times = 0; times < 2; times++) {
      expect(await subscriptions.ofGuild(ids.home)).toHaveLength(1);
      expect((await releases.published({}, { skip: 0, take: 10 })).releases).toHaveLength(1);
      const { items } = await upstreams.known();
      expect(items.map(({ name, facts }) => [name, facts])).toEqual([
        ["x/GLM-5", {}],
        ["x/GLM-6", {}],
      ]);
    }
    expect(said).toHaveLength(3);
    expect(said.join("\n")).not.toContain("{");
  });
});
