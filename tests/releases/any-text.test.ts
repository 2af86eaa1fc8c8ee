/** Whatever an upstream writes into whatever field, every command still answers, and pings nobody. */
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { openCatalog } from "../../src/app/catalog.ts";
import { createDeliveryJobs, type DeliveryJobs } from "../../src/app/deliveries.ts";
import { createReleaseJobs } from "../../src/app/releases.ts";
import { storesOf } from "../../src/app/stores.ts";
import { cleanName, cleanText } from "../../src/clean-text.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import { cleanRow } from "../../src/releases/sources/clean.ts";
import { createDrift } from "../../src/releases/sources/drift.ts";
import { readModelsDev } from "../../src/releases/sources/models-dev.ts";
import { readFeed } from "../../src/releases/sources/read-feed.ts";
import { importData } from "../../src/store/catalog-store.ts";
import { inEachDatabase, openedStore } from "../store/support.ts";
import { startTestBot, textOf } from "../support/bot.ts";
import { settings } from "../support/delivery.ts";
import { startUpstream } from "./upstream-server.ts";

const data = fileURLToPath(new URL("../../data", import.meta.url));

const nasty = [
  "   ",
  "\u200b\u2060\ufeff",
  "\u0000",
  "Kimi\u0000K9",
  "a\nb\r\nc",
  "\u202eevil\u202c",
  `Z${"\u0301".repeat(5_000)}`,
  "\u0301\u0301",
  "x".repeat(100_000),
  "\ud800",
  "@everyone <@140000000000000002> <@&110000000000000102> <#1>",
  "[click](https://evil.example) https://evil.example",
  "||`**__~~> # -",
  "\u3164",
  "😀".repeat(300),
  "|".repeat(90),
  "constructor",
  "__proto__",
];
const anyText = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({ unit: "grapheme", maxLength: 400 }),
);

describe("the cleaner", () => {
  test("gives one readable line, or nothing", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 200 }), (text, max) => {
        const line = cleanText(text, max);
        if (line === undefined) return;
        expect([...line].length).toBeLessThanOrEqual(max);
        expect(line).toBe(line.trim());
        expect(line.isWellFormed()).toBe(true);
        expect(line).not.toMatch(/[\p{C}\n\r\u2028\u202e\u200b]|\p{M}{3}|:\/\/|@everyone|<[@#]/u);
        expect(/[\p{L}\p{N}\p{S}\p{P}]/u.test(line)).toBe(true);
        expect(cleanText(line, max)).toBe(line);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ["GLM-5.2", "GLM-5.2"],
    ["  通义千问  3 ", "通义千问 3"],
    ["Kimi\u200b K2\n(thinking)", "Kimi K2 (thinking)"],
    ["--- · ---", undefined],
    ["\u3164", undefined],
    ["", undefined],
  ])("%j is the name %j", (text, name) => {
    expect(cleanName(text, 100)).toBe(name);
  });

  test("an id without a digit is a model's like any other", () => {
    const rows = readModelsDev({ deepseek: { models: { "deepseek-flash": {} } } }, createDrift());
    expect(rows.map((row) => cleanRow(row)?.name)).toEqual(["deepseek-flash"]);
  });

  test("a feed of anything gives clean rows", () => {
    fc.assert(
      fc.property(anyText, anyText, (title, id) => {
        const written = (text: string) =>
          text.toWellFormed().replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
        const body = `<rss version="2.0"><channel><title>x</title><item><title>${written(title)}</title><guid>${written(id)}</guid></item></channel></rss>`;
        for (const row of readFeed(body, "deepseek").rows) {
          const clean = cleanRow(row);
          if (clean !== undefined) expect(clean.name).toBe(cleanName(clean.name, 200));
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Listings of all upstreams with such texts in every field that takes one. */
const listing = fc.array(
  fc.record({ id: anyText, title: anyText, licence: anyText, tag: anyText, other: anyText }),
  { minLength: 40, maxLength: 40 },
);
type Row = { id: string; title: string; licence: string; tag: string; other: string };

const hubRows = (rows: readonly Row[]) =>
  rows.flatMap(({ id, licence, tag, other }, index) => [
    {
      _id: index % 3 === 0 ? id : `id${index}`,
      id: `moonshotai/Kimi-X${index}`,
      tags: [tag, `license:${licence}`, `base_model:${other}`],
      pipeline_tag: other,
      cardData: { license: licence, license_name: other },
      library_name: other,
      siblings: [{ rfilename: other }, { rfilename: "model.safetensors" }],
      createdAt: index % 2 === 0 ? other : "2026-07-01T10:00:00.000Z",
    },
    { _id: `weird${index}`, id: `moonshotai/${id}`, tags: [tag] },
  ]);
const modelsDev = (rows: readonly Row[]) => ({
  moonshotai: {
    models: Object.fromEntries(
      rows.map(({ title, licence, other, id }, index) => [
        index % 4 === 0 ? id : `kimi-y${index}`,
        {
          name: title,
          license: licence,
          release_date: index % 2 === 0 ? other : "2026-07-01",
          knowledge: other,
          modalities: { input: [other] },
        },
      ]),
    ),
  },
});
const openRouter = (rows: readonly Row[]) => ({
  data: rows.map(({ title, id, other }, index) => ({
    id: index % 4 === 0 ? `moonshotai/${id}` : `moonshotai/kimi-z${index}`,
    name: title,
    created: 1_782_900_000,
    expiration_date: other,
    architecture: { input_modalities: [other] },
    hugging_face_id: other,
  })),
});

inEachDatabase("any text of an upstream", (empty) => {
  test("every command answers, and pings nobody", async () => {
    const store = await openedStore(await empty());
    await importData(store, data);
    let rows: readonly Row[] = [];
    const upstream = await startUpstream((path) => {
      if (path.includes("author=moonshotai")) return { body: JSON.stringify(hubRows(rows)) };
      if (path.includes("author=")) return { body: "[]" };
      if (path === "/api.json") return { body: JSON.stringify(modelsDev(rows)) };
      if (path.startsWith("/api/v1/models")) return { body: JSON.stringify(openRouter(rows)) };
      return { status: 404, body: "{}" };
    });
    onTestFinished(() => upstream.close());

    const time = { now: Date.parse("2026-07-01T12:00:00Z") };
    const now = () => new Date(time.now);
    const failures: string[] = [];
    const log = pino({ level: "error" }, { write: (line: string) => void failures.push(line) });
    const live = await openCatalog(store);
    const stores = storesOf(store);
    const jobs = createReleaseJobs({
      ...{ stores, log, policy: { hold: 0 }, catalog: live.catalog, refresh: live.refresh, owners: [], now },
      upstreams: { huggingFace: upstream.url, modelsDev: upstream.url, openRouter: upstream.url },
    });
    const signal = new AbortController().signal;
    // A first run with ordinary rows, so that what comes then is news.
    rows = [{ id: "old", title: "Kimi Old", licence: "mit", tag: "x", other: "x" }];
    for (let run = 0; run < 3; run++) await jobs.watch.run(signal);

    const services = {
      get catalog() {
        return live.catalog();
      },
      get search() {
        return live.search();
      },
      get subscriptions() {
        return delivery.service;
      },
    };
    const bot = await startTestBot({ services });
    onTestFinished(() => bot.close());
    const { discord } = bot;
    const delivery: DeliveryJobs = createDeliveryJobs({
      ...{ stores, catalog: live.catalog, token: discord.token, apiUrl: discord.apiUrl, log, now },
      onStop: (reason) => void failures.push(reason),
    });
    await delivery.service.add(settings());
    const ana = discord.person({ as: "ana" });

    await fc.assert(
      fc.asyncProperty(listing, async (given) => {
        rows = given;
        time.now += 3_600_000;
        await jobs.watch.run(signal);
        time.now += 3_600_000;
        await jobs.watch.run(signal);
        await delivery.planner.fanOut(now());
        await delivery.deliverer.drain();
        const names = [...live.catalog().models.values()].filter((one) => one.unreviewed === true);
        const asked: [string, Record<string, string>][] = [
          ["releases", {}],
          ["releases", { lab: "moonshot" }],
          ["model", {}],
          ["models", { lab: "moonshot" }],
          ["lab", { name: "moonshot" }],
          ["ask", { question: "newest moonshot models" }],
          ["compare", { first: "kimi k2.5", second: names.at(-1)?.id ?? "glm-5" }],
          ...names.slice(-12).map((one): [string, Record<string, string>] => ["model", { name: one.id }]),
        ];
        for (const [command, options] of asked) {
          const reply = await ana.slash(command, options);
          expect(`${command} ${reply.error ?? ""}${textOf(reply.message)}`).not.toContain("went wrong");
          expect(reply.message?.mentions ?? []).toEqual([]);
          expect(reply.message?.mention_everyone ?? false).toBe(false);
        }
        for (const { message } of discord.world.history(ids.general)) {
          expect(message.mention_everyone).toBe(false);
          expect(message.mention_roles).toEqual([]);
        }
        expect(failures).toEqual([]);
        expect(bot.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
        expect(discord.violations).toEqual([]);
      }),
      { numRuns: 4 },
    );
    await delivery.stop();
  }, 300_000);
});
