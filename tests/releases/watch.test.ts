/** The watch against a real database file and real answers over HTTP. */
import { copyFile, cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openCatalog } from "../../src/app/catalog.ts";
import { createReleaseJobs } from "../../src/app/releases.ts";
import { storesOf } from "../../src/app/stores.ts";
import { restUntil } from "../../src/releases/ask.ts";
import { healthOf } from "../../src/releases/health.ts";
import { seedReleases } from "../../src/releases/seed.ts";
import type { WatchPolicy } from "../../src/releases/watch.ts";
import { importData } from "../../src/store/catalog-store.ts";
import { openStore } from "../../src/store/open.ts";
import { type Answer, startUpstream } from "./upstream-server.ts";

const dataFolder = fileURLToPath(new URL("../../data", import.meta.url));
const signal = new AbortController().signal;
const minute = 60_000;
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A database with the catalogue, copied for each test. */
let template = "";
beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), "labdex-watch-"));
  const store = await openStore(`file:${join(template, "labdex.db")}`);
  await importData(store, dataFolder);
  await store.close();
  // The whole catalogue is imported.
}, 120_000);
afterAll(() => rm(template, { recursive: true, force: true }));

interface Row {
  id: string;
  [field: string]: unknown;
}

/** A watch with the real catalogue; what the upstreams answer is a test's to say. */
async function startWatch(policy: WatchPolicy = { hold: 25 * minute }) {
  const folder = await mkdtemp(join(tmpdir(), "labdex-watch-"));
  open.push(() => rm(folder, { recursive: true, force: true }));
  await copyFile(join(template, "labdex.db"), join(folder, "labdex.db"));
  const url = `file:${join(folder, "labdex.db")}`;
  let store = await openStore(url);
  open.push(() => store.close());

  const hub = new Map<string, Row[]>([["moonshotai", [{ id: "moonshotai/Kimi-K2.5" }]]]);
  let modelsDev: Record<string, object> = { "kimi-k2.5": { id: "kimi-k2.5", release_date: "2026-01-27" } };
  let openRouter: object[] = [{ id: "moonshotai/kimi-k2.5", created: 1_769_487_076 }];
  /** Answers instead of the usual ones, by a part of the path. */
  const faults = new Map<string, Answer>();
  const upstream = await startUpstream((path) => {
    for (const [part, answer] of faults) if (path.includes(part)) return answer;
    const [, author] = /author=([^&]+)/.exec(path) ?? [];
    if (author !== undefined) {
      const rows = hub.get(author) ?? [];
      return { body: JSON.stringify(rows.map((row) => ({ _id: `_${row.id}`, tags: [], ...row }))) };
    }
    if (path === "/api.json") return { body: JSON.stringify({ moonshotai: { models: modelsDev } }) };
    if (path.startsWith("/api/v1/models")) return { body: JSON.stringify({ data: openRouter }) };
    return { status: 404, body: "{}" };
  });
  open.push(() => upstream.close());

  const time = { now: Date.parse("2026-07-01T12:00:00Z") };
  const log = pino({ level: "silent" });
  async function build() {
    const live = await openCatalog(store);
    const jobs = createReleaseJobs({
      ...{ stores: storesOf(store), log, policy, catalog: live.catalog, refresh: live.refresh, owners: [] },
      upstreams: { huggingFace: upstream.url, modelsDev: upstream.url, openRouter: upstream.url },
      now: () => new Date(time.now),
    });
    return { live, jobs };
  }
  let built = await build();

  return {
    ...{ hub, faults, time, upstream, url },
    get jobs() {
      return built.jobs;
    },
    get live() {
      return built.live;
    },
    setModelsDev: (models: Record<string, object>) => {
      modelsDev = { ...modelsDev, ...models };
    },
    setOpenRouter: (...rows: object[]) => {
      openRouter = [...openRouter, ...rows];
    },
    run: () => built.jobs.watch.run(signal),
    /** The next run, ten minutes later, until the hold of what is new is over; everything that was announced. */
    async settle(): Promise<string[]> {
      const announced: string[] = [];
      for (let run = 0; run < 5; run++) {
        announced.push(...(await built.jobs.watch.run(signal)).announced);
        time.now += 10 * minute;
      }
      return announced;
    },
    /** As after a restart. */
    async restart(): Promise<void> {
      await store.close();
      store = await openStore(url);
      built = await build();
    },
  };
}

/** A watch whose first run is over. */
async function settledWatch(policy?: WatchPolicy) {
  const watch = await startWatch(policy);
  expect(await watch.settle()).toEqual([]);
  return watch;
}
const k3: Row = { id: "moonshotai/Kimi-K99", tags: ["license:mit", "arxiv:2607.01234"] };

describe("a release", () => {
  test("is one post with what all upstreams say of it, each value with its source", async () => {
    const watch = await settledWatch();
    watch.hub.set("moonshotai", [{ id: "moonshotai/Kimi-K2.5" }, k3, { id: "moonshotai/Kimi-K99-Base" }]);
    watch.faults.set("/api/models/moonshotai/Kimi-K99", {
      body: JSON.stringify({ ...k3, safetensors: { total: 1.04e12, parameters: { BF16: 1.04e12 } } }),
    });
    watch.setModelsDev({
      "kimi-k99": {
        ...{ id: "kimi-k99", name: "Kimi K99", release_date: "2026-07-01", open_weights: true },
        ...{ limit: { context: 262_144 }, modalities: { input: ["text", "image"], output: ["text"] } },
        cost: { input: 0.6, output: 2.5 },
      },
    });
    watch.setOpenRouter({
      id: "moonshotai/kimi-k99",
      hugging_face_id: "moonshotai/Kimi-K99",
      context_length: 262_144,
      pricing: { prompt: "0.000001" },
    });
    expect(await watch.settle()).toEqual(["Kimi K99"]);

    const release = await watch.jobs.releases.byKey("model:moonshot/kimi-k99");
    expect(release).toMatchObject({
      ...{ title: "Kimi K99", kind: "weights", state: "ready", origin: "huggingface", date: "2026-07-01" },
    });
    const model = watch.live.catalog().models.get("moonshot/kimi-k99");
    expect(model).toMatchObject({
      unreviewed: true,
      family: "moonshot/kimi",
      kind: "model",
      status: "released",
    });
    const said = Object.entries(model?.facts ?? {}).map(([field, fact]) => [
      field,
      fact.claims.map((claim) => `${claim.text} (${claim.places.join(" ")})`).join(" | "),
    ]);
    const hub = "https://huggingface.co/moonshotai/Kimi-K99";
    const register = "https://models.dev/?search=kimi-k99";
    const reseller = "https://openrouter.ai/moonshotai/kimi-k99";
    expect(Object.fromEntries(said)).toEqual({
      released: `1 Jul 2026 (${register})`,
      releaseKind: `open weights (${hub})`,
      parametersTotal: `1.04T (${hub})`,
      context: `256K (${register}) | 256K (${reseller})`,
      modality: `text, image (${register})`,
      generates: `text (${register})`,
      weights: `yes (${hub})`,
      repository: `${hub} (${hub})`,
      licence: `MIT (${hub})`,
      price: `$0.60/M input · $2.50/M output (${register})`,
      report: `arXiv:2607.01234 (${hub})`,
    });
  });

  test("can be looked up as soon as it is seen, before it is posted", async () => {
    const watch = await settledWatch();
    watch.hub.set("moonshotai", [k3]);
    expect((await watch.run()).waiting).toEqual(["Kimi K99"]);
    expect(watch.live.search().resolve("kimi k99")).toMatchObject({
      kind: "one",
      match: { id: "moonshot/kimi-k99" },
    });
    expect(await watch.jobs.releases.byKey("model:moonshot/kimi-k99")).toMatchObject({ state: "waiting" });
  });

  test("is announced once, also when the process starts anew at any time", async () => {
    const watch = await settledWatch();
    watch.hub.set("moonshotai", [k3]);
    const announced: string[] = [];
    for (let run = 0; run < 8; run++) {
      announced.push(...(await watch.run()).announced);
      await watch.restart();
      watch.time.now += 10 * minute;
    }
    expect(announced).toEqual(["Kimi K99"]);
  });

  test("a data file takes it over without a second post, also under another id", async () => {
    const watch = await settledWatch();
    watch.hub.set("moonshotai", [k3]);
    await watch.settle();
    const folder = await mkdtemp(join(tmpdir(), "labdex-data-"));
    open.push(() => rm(folder, { recursive: true, force: true }));
    await cp(dataFolder, folder, { recursive: true });
    await writeFile(
      join(folder, "models/moonshot/kimi-three.yaml"),
      "name: Kimi K99\nreleased: { value: 2026-07-16, at: huggingface }\n",
    );
    const store = await openStore(watch.url);
    await importData(store, folder);
    await store.close();
    await watch.restart();
    expect(await watch.jobs.place()).toBe(1);
    expect(await watch.jobs.releases.byKey("model:moonshot/kimi-k99")).toMatchObject({
      ...{ state: "ready", model: "moonshot/kimi-three" },
    });
    expect(await seedReleases(watch.jobs.releases, watch.live.catalog(), new Date())).toMatchObject({
      toPost: 0,
    });
    const models = watch.live.catalog().models;
    expect(models.has("moonshot/kimi-k99")).toBe(false);
    expect(models.get("moonshot/kimi-three")).not.toHaveProperty("unreviewed");
    expect(await watch.settle()).toEqual([]);
  });

  test("a check writes nothing", async () => {
    const watch = await settledWatch();
    watch.hub.set("moonshotai", [k3]);
    const checked = await watch.jobs.watch.run(signal, { check: true });
    expect(checked).toMatchObject({ fresh: 1, waiting: ["Kimi K99"] });
    expect(
      (await watch.jobs.upstreamStore.known()).releases.some((one) => one.key.endsWith("kimi-k99")),
    ).toBe(false);
    expect(await watch.settle()).toEqual(["Kimi K99"]);
  });
});

describe("an upstream in trouble", () => {
  const failures: Record<string, Answer> = {
    HTML: { body: "<html>502</html>", headers: { "content-type": "text/html" } },
    "half a JSON": { body: '[{"_id": "1", "id": "moonshotai/Kimi-K9"' },
    "a broken connection": { body: "[ ]".repeat(100), fault: "break" },
    "500": { status: 500 },
    "429 with RateLimit": { status: 429, headers: { ratelimit: '"api";r=0;t=30' } },
    "429 with Retry-After": { status: 429, headers: { "retry-after": "30" } },
    "429 with a reset": { status: 429, headers: { "x-ratelimit-reset": "30" } },
    "429 with nothing": { status: 429 },
    "304 out of nowhere": { status: 304 },
    "an object": { body: "{}" },
    "an empty list": { body: "[]" },
    null: { body: "null" },
    "rows of nothing": { body: '[null, 7, {}, [], "x"]' },
    "rows of the wrong type": { body: JSON.stringify([{ _id: 1, id: 2, tags: 3, createdAt: 4 }]) },
  };
  test.each(Object.entries(failures))(
    "%s: no crash, no false release, nothing lost, the others go on",
    async (_name, answer) => {
      const watch = await settledWatch();
      const before = await watch.jobs.upstreamStore.known();
      for (const part of ["author=", "/api.json", "/api/v1/models"]) {
        watch.faults.clear();
        watch.faults.set(part, answer);
        for (let run = 0; run < 3; run++) {
          expect((await watch.run()).announced).toEqual([]);
          watch.time.now += 10 * minute;
        }
      }
      const after = await watch.jobs.upstreamStore.known();
      expect(after.items.map((item) => item.name).sort()).toEqual(
        before.items.map((item) => item.name).sort(),
      );
      watch.faults.clear();
      watch.time.now += 7 * 60 * minute;
      watch.hub.set("moonshotai", [{ id: "moonshotai/Kimi-K2.5" }, k3]);
      expect(await watch.settle()).toEqual(["Kimi K99"]);
    },
  );

  test("one that fails is left alone for longer each time, and what it lists later is still news", async () => {
    const watch = await settledWatch();
    watch.faults.set("author=moonshotai", { status: 500 });
    await watch.run();
    const asked = () =>
      watch.upstream.requests.filter(({ path }) => path.includes("author=moonshotai")).length;
    const before = asked();
    await watch.run();
    expect(asked()).toBe(before);
    const [state] = (await watch.jobs.upstreamStore.listings()).filter(
      (one) => one.key === "huggingface:moonshotai",
    );
    expect(state).toMatchObject({ failures: 1, baseline: "done", rows: 1 });
    expect(healthOf(await watch.jobs.upstreamStore.listings())).toContainEqual(
      expect.objectContaining({ source: "huggingface", failing: 1, reason: expect.stringContaining("500") }),
    );
    watch.faults.clear();
    watch.hub.set("moonshotai", [k3]);
    watch.time.now += 2 * minute;
    expect(await watch.settle()).toEqual(["Kimi K99"]);
  });

  test("a listing of an organisation that no lab names any more does not count as failing", async () => {
    const watch = await settledWatch();
    const [state] = await watch.jobs.upstreamStore.listings();
    if (state === undefined) throw new Error("there is no listing");
    await watch.jobs.upstreamStore.save(
      { listings: [{ ...state, key: "huggingface:gone", failures: 9 }] },
      new Date(),
    );
    await watch.jobs.readHealth();
    expect(watch.jobs.health().map(({ source, failing }) => [source, failing])).toContainEqual([
      "huggingface",
      0,
    ]);
  });

  test("a limit for one listing is a limit for all of its upstream, as long as it says", async () => {
    const watch = await settledWatch();
    watch.faults.set("author=", { status: 429, headers: { ratelimit: '"api";r=0;t=1200' } });
    await watch.run();
    const limited = watch.upstream.requests.length;
    watch.time.now += 19 * minute;
    await watch.run();
    expect(watch.upstream.requests.slice(limited).filter(({ path }) => path.includes("author="))).toEqual([]);
  });

  test("rests grow to minutes, where there is no such listing to hours, and keep to what the upstream says", () => {
    const now = new Date(0);
    const rests = [1, 2, 3, 20].map((failures) => restUntil(now, failures, undefined).getTime() / minute);
    expect(rests).toEqual([1, 2, 4, 5]);
    expect(restUntil(now, 20, undefined, true).getTime() / minute).toBe(360);
    expect(restUntil(now, 1, 30 * minute).getTime()).toBe(30 * minute);
  });

  test("a run that is stopped while one upstream is silent loses nothing", async () => {
    const watch = await settledWatch();
    watch.faults.set("/api.json", { fault: "hang" });
    watch.hub.set("moonshotai", [k3]);
    const stop = AbortSignal.timeout(1_500);
    await expect(watch.jobs.watch.run(stop)).rejects.toBeInstanceOf(Error);
    watch.faults.clear();
    expect(await watch.settle()).toEqual(["Kimi K99"]);
  });
});

describe("review", () => {
  test("a release waits for a decision, and is posted by itself after its time", async () => {
    const watch = await settledWatch({ hold: 0, review: { postAfter: 30 * minute } });
    watch.hub.set("moonshotai", [k3]);
    await watch.run();
    expect(await watch.jobs.releases.inState("review")).toMatchObject([{ title: "Kimi K99" }]);
    watch.time.now += 29 * minute;
    await watch.run();
    expect(await watch.jobs.releases.inState("ready")).toEqual([]);
    watch.time.now += minute;
    await watch.run();
    expect(await watch.jobs.releases.inState("ready")).toMatchObject([{ title: "Kimi K99" }]);
  });

  test("or never, and a hold has no end", async () => {
    for (const review of [{}, { postAfter: minute }]) {
      const watch = await settledWatch({ hold: 0, review });
      watch.hub.set("moonshotai", [k3]);
      await watch.run();
      const [release] = await watch.jobs.releases.inState("review");
      if ("postAfter" in review) await watch.jobs.review.decide(release?.id ?? "", "hold", "1");
      watch.time.now += 365 * 24 * 60 * minute;
      await watch.run();
      expect(await watch.jobs.releases.inState("ready")).toEqual([]);
    }
  });

  test("decisions hold for the odd word of a name, and never for its line", async () => {
    const watch = await settledWatch({ hold: 0, review: {} });
    const toy = (version: number): Row => ({ id: `moonshotai/Toy-${version}` });
    watch.hub.set("moonshotai", [k3, toy(1)]);
    await watch.run();
    for (const release of await watch.jobs.releases.inState("review")) {
      const decision = release.title === "Kimi K99" ? ("post" as const) : ("reject" as const);
      expect(await watch.jobs.review.decide(release.id, decision, "1")).toMatchObject({ is: "decided" });
      expect(await watch.jobs.review.decide(release.id, "post", "1")).toMatchObject({ is: "late" });
    }
    await watch.run();
    expect(watch.live.search().resolve("toy-1")).not.toMatchObject({ kind: "one" });
    watch.hub.set("moonshotai", [k3, toy(1), toy(2), { id: "moonshotai/Kimi-K4" }]);
    expect((await watch.run()).announced).toEqual(["Kimi K4"]);
    expect(await watch.jobs.releases.inState("review")).toMatchObject([{ title: "Kimi K4" }]);
    expect(await watch.jobs.releases.byKey("model:moonshot/toy-2")).toMatchObject({ state: "rejected" });
  });
});
