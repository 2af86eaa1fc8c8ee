/** What other programs and other clocks do to the database: it is waited for without holding the thread. */
import Libsql from "libsql";
import { expect, test } from "vitest";
import { createLeaseStore } from "../../src/store/lease-store.ts";
import { createSubscriptionStore } from "../../src/store/subscription-store.ts";
import { ready, settings, startDeliveries } from "../support/delivery.ts";
import { databaseIn, inEachDatabase, openedStore, temporaryFolder } from "./support.ts";

test("a file that another program holds: work waits, the thread does not", async () => {
  const url = databaseIn(temporaryFolder());
  const store = await openedStore(url);
  const subscriptions = createSubscriptionStore(store);
  const other = new Libsql(url.slice("file:".length));
  let longest = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  other.exec("BEGIN IMMEDIATE");
  const added = subscriptions.add(settings(), new Date());
  const leased = createLeaseStore(store).take("job", "me", new Date(), 1_000);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  other.exec("COMMIT");
  expect((await added).created).toBe(true);
  expect(await leased).toBe(true);
  clearInterval(beat);
  other.close();
  // The thread itself waits for 40 ms at a time; the rest is the machine's.
  expect(longest).toBeLessThan(1_000);
});

inEachDatabase("leases", (empty) => {
  test("one from a clock that ran ahead is nobody's", async () => {
    const leases = createLeaseStore(await openedStore(await empty()));
    const now = new Date("2026-11-25T12:00:00Z");
    const ahead = new Date("2027-11-25T12:00:00Z");
    expect(await leases.take("watch", "ahead", ahead, 60_000)).toBe(true);
    expect(await leases.take("watch", "me", now, 60_000)).toBe(true);
    expect(await leases.take("watch", "another", now, 60_000)).toBe(false);
  });
});

test("a delivery that was claimed by a clock ahead is sent", async () => {
  const bot = await startDeliveries();
  await bot.jobs.service.add(settings());
  await bot.release(ready("zhipu/glm-5"));
  await bot.jobs.planner.fanOut(new Date(bot.time.now));
  const year = 365 * 24 * 3_600_000;
  await bot.jobs.deliveries.claim("ahead", new Date(bot.time.now + year), 60_000, 10);
  await bot.jobs.deliverer.drain();
  expect(bot.sent()).toHaveLength(1);
  await bot.close();
});

test("what a stopping worker had claimed and not begun is given back", async () => {
  const bot = await startDeliveries();
  await bot.jobs.service.add(settings());
  await bot.release(ready("zhipu/glm-5"));
  await bot.jobs.planner.fanOut(new Date(bot.time.now));
  bot.jobs.pacer.pauseFor(300);
  const drained = bot.jobs.deliverer.drain();
  await new Promise((resolve) => setTimeout(resolve, 150));
  bot.jobs.deliverer.stop();
  await drained;
  expect(bot.sent()).toHaveLength(0);
  expect(await bot.store.prisma.delivery.count({ where: { leaseOwner: { not: null } } })).toBe(0);
  await bot.close();
});
