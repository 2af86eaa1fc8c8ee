/** Owners decide on found releases by buttons, in the real bot at a local Discord. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openCatalog } from "../../src/app/catalog.ts";
import { createDeliveryJobs } from "../../src/app/deliveries.ts";
import { createReleaseJobs } from "../../src/app/releases.ts";
import { storesOf } from "../../src/app/stores.ts";
import { createBot } from "../../src/bot/bot.ts";
import { createPictures } from "../../src/charts/pictures.ts";
import { startLocalDiscord } from "../../src/playground/local-discord.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import { importData } from "../../src/store/catalog-store.ts";
import { openStore } from "../../src/store/open.ts";
import { textOf } from "../support/bot.ts";
import { startUpstream } from "./upstream-server.ts";

const signal = new AbortController().signal;

async function start() {
  const folder = await mkdtemp(join(tmpdir(), "labdex-review-"));
  const store = await openStore(`file:${join(folder, "labdex.db")}`);
  await importData(store, fileURLToPath(new URL("../../data", import.meta.url)));
  const live = await openCatalog(store);
  const stores = storesOf(store);
  const names: string[] = ["moonshotai/Kimi-K2.5"];
  const upstream = await startUpstream((path) => {
    if (path.includes("author=moonshotai"))
      return { body: JSON.stringify(names.map((id) => ({ _id: `_${id}`, id, tags: ["license:mit"] }))) };
    return path.includes("author=") ? { body: "[]" } : { status: 404 };
  });
  const discord = await startLocalDiscord();
  const log = pino({ level: "silent" });
  const { token, apiUrl } = discord;
  const delivery = createDeliveryJobs({
    ...{ stores, log, token, apiUrl, catalog: live.catalog },
    onStop: () => undefined,
  });
  const watch = createReleaseJobs({
    ...{ stores, log, catalog: live.catalog, refresh: live.refresh },
    upstreams: { huggingFace: upstream.url, modelsDev: upstream.url, openRouter: upstream.url },
    policy: { hold: 0, review: { postAfter: 3_600_000 } },
    owners: [ids.owner],
    reviewChannel: ids.models,
  });
  const services = {
    get catalog() {
      return live.catalog();
    },
    get search() {
      return live.search();
    },
    ...{ pictures: createPictures(), subscriptions: delivery.service, upstreams: watch.health },
  };
  const bot = createBot({
    ...{ token, apiUrl, commands: [], components: watch.components, services, log },
    onFatal: () => undefined,
  });
  await bot.start();
  return {
    ...{ discord, watch, delivery, live },
    owner: discord.person({ as: ids.owner, channel: ids.models }),
    member: discord.person({ as: ids.member, channel: ids.models }),
    /** A new repository, seen, and what the owners are asked about it. */
    async found(name: string) {
      names.push(`moonshotai/${name}`);
      await watch.watch.run(signal);
      await watch.askOwners(delivery.sender);
      const card = discord.world
        .history(ids.models)
        .map(({ message }) => message)
        .find((message) => textOf(message).includes(name.replace(/^Kimi-/, "Kimi ")));
      if (card === undefined) throw new Error(`nobody was asked about ${name}`);
      return card;
    },
    asked: () => discord.world.history(ids.models).length,
    release: (slug: string) => watch.releases.byKey(`model:moonshot/${slug}`),
    async close() {
      await delivery.stop();
      await bot.stop();
      await discord.close();
      await upstream.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

let world: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  world = await start();
  await world.watch.watch.run(signal);
  await world.watch.watch.run(signal);
  // The whole catalogue is imported.
}, 120_000);
afterAll(() => world.close());

describe("a found release in the review channel", () => {
  let version = 10;
  beforeEach(() => {
    version++;
  });
  // Lines of their own, so that one decision does not settle the next test's release.
  const name = () => `Kimi-${"ABCDEFGHIJ"[version % 10]}${version}`;
  const slug = (of: string) => of.toLowerCase();

  test("is shown with its facts, their sources and four buttons, once", async () => {
    const card = await world.found(name());
    expect(textOf(card)).toContain("Moonshot AI · open weights");
    expect(textOf(card)).toContain("Found by huggingface");
    expect(textOf(card)).toContain("Licence MIT");
    expect(textOf(card)).toMatch(/Posts by itself <t:\d+:R>/);
    const asked = world.asked();
    await world.watch.askOwners(world.delivery.sender);
    expect(world.asked()).toBe(asked);
  });

  test("is posted by its button, which then is gone; it can still be edited", async () => {
    const found = name();
    const card = await world.found(found);
    const reply = await world.owner.press(card, "Post");
    expect(textOf(reply.message)).toContain(`Posted by <@${ids.owner}>`);
    expect(await world.release(slug(found))).toMatchObject({ state: "ready", decidedBy: ids.owner });
    // It can still be edited, and nothing else.
    await expect(world.owner.press(reply, "Not a release")).rejects.toThrow();
    const edited = await world.owner.submit(await world.owner.press(reply, "Edit"), {
      ...{ title: "Kimi Corrected", kind: "weights", date: "2026-07-16" },
    });
    expect(textOf(edited.message)).toContain("its posts are corrected");
    expect(await world.release(slug(found))).toMatchObject({ state: "ready", title: "Kimi Corrected" });
  });

  test("others than owners cannot decide", async () => {
    const found = name();
    const card = await world.found(found);
    for (const button of ["Post", "Hold", "Edit", "Not a release"]) {
      const reply = await world.member.press(card, button);
      expect(textOf(reply.message)).toContain("Only the owners");
    }
    expect(await world.release(slug(found))).toMatchObject({ state: "review" });
  });

  test("is left out by its button; the next of its line is asked about", async () => {
    const found = name();
    const card = await world.found(found);
    const reply = await world.owner.press(card, "Not a release");
    expect(textOf(reply.message)).toContain("Not a release");
    expect(await world.release(slug(found))).toMatchObject({ state: "rejected", decidedBy: ids.owner });
    const next = found.replace(/\d+$/, "99");
    expect(textOf(await world.found(next))).toContain("Found: ");
    expect(await world.release(slug(next))).toMatchObject({ state: "review" });
  });

  test("is held until somebody decides", async () => {
    const found = name();
    const card = await world.found(found);
    const held = await world.owner.press(card, "Hold");
    expect(textOf(held.message)).toContain("Waits until somebody decides.");
    const posted = await world.owner.press(held, "Post");
    expect(textOf(posted.message)).toContain("Posted by");
  });

  test("is edited in a form; what cannot be taken is said", async () => {
    const found = name();
    const card = await world.found(found);
    const wrong = await world.owner.submit(await world.owner.press(card, "Edit"), {
      title: "Kimi",
      kind: "weights",
      date: "2026-02-30",
    });
    expect(textOf(wrong.message)).toContain("Give the day as");
    const edited = await world.owner.submit(await world.owner.press(card, "Edit"), {
      ...{ title: "Kimi the Next", kind: "api", date: "2026-07-16" },
    });
    expect(textOf(edited.message)).toContain("Found: Kimi the Next");
    expect(await world.release(slug(found))).toMatchObject({
      title: "Kimi the Next",
      kind: "api",
      date: "2026-07-16",
    });
  });
});
