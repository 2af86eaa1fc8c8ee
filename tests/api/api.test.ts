/** The catalogue over HTTP: lists, entries, tables and the feed. */
import { parseAtomFeed } from "feedsmith";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apiRoute } from "../../src/api/routes.ts";
import { readEnv } from "../../src/app/env.ts";
import { type HttpServer, startHttp } from "../../src/http/server.ts";
import type { Release } from "../../src/releases/types.ts";
import { realServices } from "../support/bot.ts";

const { catalog } = realServices();
const release: Release = {
  id: "0b3c9c1e-6f0a-4f0e-9d43-0d5f5a3a7f10",
  key: "model:zhipu/glm-5",
  lab: "zhipu",
  model: "zhipu/glm-5",
  title: "GLM-5 <new> & better",
  kind: "weights",
  date: "2026-02-11",
  origin: "data",
  state: "ready",
  detectedAt: new Date("2026-02-11T08:00:00Z"),
  readyAt: new Date("2026-02-11T09:00:00Z"),
};

const changed: Release = {
  ...release,
  id: "0b3c9c1e-6f0a-4f0e-9d43-0d5f5a3a7f11",
  key: "change:zhipu/glm-5:price",
  title: "GLM-5",
  kind: "change",
  change: {
    field: "price",
    place: "https://docs.example.com/pricing",
    lines: [{ label: "Input", before: "$0.60/M", after: "$0.50/M" }],
  },
};

let server: HttpServer;
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${server.port}${path}`, { headers });

beforeAll(async () => {
  const route = apiRoute({ catalog: () => catalog, releases: async () => [release, changed] });
  server = await startHttp({ host: "127.0.0.1", port: 0 }, [route], () => undefined);
});
afterAll(() => server.close());

test("lists hold every entry with its preferred values, and name what is disputed", async () => {
  const all = (await (await get("/api/models.json")).json()) as { count: number; models: { id: string }[] };
  expect(all.count).toBe(catalog.data.models.length);
  const one = all.models.find(({ id }) => id === "deepseek/deepseek-v3");
  expect(one).toMatchObject({
    lab: "deepseek",
    facts: { parametersTotal: "671B" },
    path: expect.any(String),
  });
  const some = (await (await get("/api/models.json?lab=zhipu")).json()) as { models: { lab: string }[] };
  expect(new Set(some.models.map(({ lab }) => lab))).toEqual(new Set(["zhipu"]));
  const labs = (await (await get("/api/labs.json")).json()) as { count: number };
  expect(labs.count).toBe(catalog.data.labs.length);
});

test("each entry is there whole: every claim with its sources, disputes, and what nobody states", async () => {
  const disputed = catalog.data.models.find((model) =>
    Object.values(model.facts).some((fact) => fact?.disputed),
  );
  for (const { id } of catalog.data.models.slice(0, 50))
    expect((await get(`/api/models/${id}.json`)).status).toBe(200);
  const model = (await (await get(`/api/models/${disputed?.id}.json`)).json()) as {
    facts: Record<
      string,
      { disputed: boolean; claims: { text: string; sources: { title: string; kind: string }[] }[] }
    >;
    notStated: string[];
  };
  const facts = Object.entries(model.facts);
  expect(facts.map(([field]) => field)).toEqual(Object.keys(disputed?.facts ?? {}));
  expect(facts.find(([, fact]) => fact.disputed)?.[1].claims.length).toBeGreaterThan(1);
  for (const [, fact] of facts)
    for (const { sources } of fact.claims) for (const source of sources) expect(source.title).not.toBe("");
  expect(JSON.stringify(model)).not.toContain('"places"');
  const lab = (await (await get("/api/labs/deepseek.json")).json()) as {
    models: string[];
    people: unknown[];
  };
  expect(lab.models).toContain("deepseek/deepseek-v3");
  for (const path of ["/api/models/no/such.json", "/api/labs/nobody.json"])
    expect((await get(path)).status).toBe(404);
});

test("tables have a row for each entry", async () => {
  const response = await get("/api/models.csv");
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const lines = (await response.text()).trim().split("\r\n");
  expect(lines).toHaveLength(catalog.data.models.length + 1);
  expect(lines[0]).toMatch(/^id,lab,kind,status,name,nameZh,.*,disputed$/);
  expect(lines.find((line) => line.startsWith("deepseek/deepseek-v3,"))).toContain("671B");
  expect((await (await get("/api/labs.csv")).text()).split("\r\n")).toHaveLength(
    catalog.data.labs.length + 2,
  );
});

test("the feed is one that readers take", async () => {
  const feed = parseAtomFeed(await (await get("/feed.xml")).text());
  expect(feed.entries?.[0]).toMatchObject({
    id: `urn:uuid:${release.id}`,
    title: { value: "GLM-5 <new> & better (2026-02-11)" },
    updated: "2026-02-11T09:00:00.000Z",
  });
  expect(feed.entries?.[1]).toMatchObject({
    summary: { value: expect.stringContaining("Input $0.60/M → $0.50/M") },
    links: [{ href: "https://docs.example.com/pricing" }],
  });
});

test("any page may read it, and what has not changed is not sent again", async () => {
  const first = await get("/api/labs.json");
  expect(first.headers.get("access-control-allow-origin")).toBe("*");
  const etag = first.headers.get("etag") ?? "";
  const again = await get("/api/labs.json", { "if-none-match": etag });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

test("it is asked for together with the port that it is served on", () => {
  expect(() => readEnv({ CATALOG_API: "on" })).toThrow(/set HEALTH_PORT too/);
  expect(() => readEnv({ CATALOG_API: "yes" })).toThrow(/CATALOG_API must be on or off/);
});
