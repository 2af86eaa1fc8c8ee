/** Backups and moves in the middle of the work: what was posted is never posted again. */
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { createDeliveryJobs } from "../../src/app/deliveries.ts";
import { runHostCommand } from "../../src/app/host/commands.ts";
import { storesOf } from "../../src/app/stores.ts";
import { backUp, restore } from "../../src/store/backup.ts";
import { noRows } from "../../src/store/catalog-rows.ts";
import { Prisma } from "../../src/store/generated/client.ts";
import { hostTables } from "../../src/store/host-tables.ts";
import type { Store } from "../../src/store/open.ts";
import { type Deliveries, ready, settings, startDeliveries } from "../support/delivery.ts";
import { inEachDatabase, inPostgresql, openedStore, temporaryFolder } from "./support.ts";

const channels = 60;
// A busy machine takes its time, and a test that is cut off leaves its database open.
vi.setConfig({ testTimeout: 180_000 });

test("every table is the catalogue's, the host's, or is between processes", () => {
  const catalogue = Object.keys(noRows()).map((name) => name.replace(/^./, (first) => first.toUpperCase()));
  const known = ["ImportedFile", ...catalogue, ...hostTables, "Lease", "Signal"];
  expect(Object.keys(Prisma.ModelName).sort()).toEqual([...known].sort());
});

/** A bot in the middle of posting one release in many channels. */
async function inTheMiddle() {
  const setup = await startDeliveries({ discord: { guilds: 3, channelsPerGuild: 20 } });
  onTestFinished(() => setup.close());
  const places = [...setup.discord.world.botGuildIds()].slice(1).flatMap((guildId) =>
    Array.from({ length: 20 }, (_, index) => ({
      guildId,
      channelId: (BigInt(guildId) + BigInt(index + 1)).toString(),
    })),
  );
  expect(places).toHaveLength(channels);
  for (const at of places) await setup.jobs.subscriptions.add(settings(at), new Date(setup.time.now));
  await setup.release(ready("zhipu/glm-5"));
  await setup.jobs.planner.fanOut(new Date(setup.time.now));
  const posts = () => places.map(({ channelId }) => setup.sent(channelId).length);
  const posted = () => posts().filter((count) => count > 0).length;
  return { setup, posts, posted, databaseUrl: setup.url };
}

/** Another bot on another database, with the same Discord. */
function botOn(store: Store, { options }: Deliveries) {
  const jobs = createDeliveryJobs({ ...options, stores: storesOf(store) });
  onTestFinished(() => jobs.stop());
  return jobs;
}

inEachDatabase("a backup under load", (empty) => {
  test("restores to a bot that posts nothing twice, and what comes next once", async () => {
    const { setup, posts, posted, databaseUrl } = await inTheMiddle();
    const draining = setup.jobs.deliverer.drain();
    await expect.poll(posted, { interval: 2, timeout: 60_000 }).toBeGreaterThan(10);
    const file = join(temporaryFolder(), "backup.db");
    await backUp(databaseUrl, file);
    await draining;
    expect(posts()).toEqual(Array(channels).fill(1));

    const store = await openedStore(await empty());
    const { rows, skipped } = await restore(file, store, new Date(setup.time.now));
    expect(rows).toMatchObject({ Subscription: channels, Release: 1, Delivery: channels });
    expect(skipped).toBeGreaterThan(0);
    const jobs = botOn(store, setup);
    const run = async () => {
      await jobs.planner.fanOut(new Date(setup.time.now));
      await jobs.planner.digests(new Date(setup.time.now));
      await jobs.deliverer.drain();
    };
    await run();
    expect(posts()).toEqual(Array(channels).fill(1));
    setup.time.now += 1;
    await jobs.releases.add([ready("moonshot/kimi-k2")], new Date(setup.time.now));
    await run();
    expect(posts()).toEqual(Array(channels).fill(2));
  });

  test("is one of a restored database too, and equal to the first", async () => {
    const { setup, databaseUrl } = await inTheMiddle();
    await setup.jobs.deliverer.drain();
    const folder = temporaryFolder();
    const first = await backUp(databaseUrl, join(folder, "first.db"));
    const url = await empty();
    const store = await openedStore(url);
    await restore(join(folder, "first.db"), store, new Date());
    expect(await backUp(url, join(folder, "second.db"))).toEqual(first);
  });
});

inPostgresql("a move", (empty) => {
  test("in the middle of the work loses nothing and doubles nothing; a running bot is not moved", async () => {
    const { setup, posts, posted, databaseUrl } = await inTheMiddle();
    const draining = setup.jobs.deliverer.drain();
    await expect.poll(posted, { interval: 2, timeout: 60_000 }).toBeGreaterThan(10);
    setup.jobs.deliverer.stop();
    await draining;
    const before = posted();
    expect(before).toBeLessThan(channels);

    const to = await empty();
    const move = () => runHostCommand(["move", "--from", databaseUrl, "--to", to], {}, () => undefined);
    await setup.jobs.leases.take("delivery/somebody", "somebody", new Date(), 60_000);
    await expect(move()).rejects.toThrow(/A bot works with SQLite/);
    await setup.jobs.leases.give("delivery/somebody", "somebody");
    expect(await move()).toBe(0);
    await expect(move()).rejects.toThrow(/is in use already: it holds 60 subscriptions/);

    setup.time.now += 120_000;
    const jobs = botOn(await openedStore(to), setup);
    await jobs.deliverer.drain();
    expect(posts()).toEqual(Array(channels).fill(1));
  });
});
