/** Health and figures of the whole program, over HTTP, beside a local Discord. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnv } from "../../src/app/env.ts";
import { buildLabdex } from "../../src/app/labdex.ts";
import { healthRoute } from "../../src/http/health.ts";
import { startHttp } from "../../src/http/server.ts";
import { startLocalDiscord } from "../../src/playground/local-discord.ts";

const folder = mkdtempSync(join(tmpdir(), "labdex-health-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the whole program", () => {
  let discord: Awaited<ReturnType<typeof startLocalDiscord>>;
  let labdex: Awaited<ReturnType<typeof buildLabdex>>;
  const get = (path: string, method = "GET") =>
    fetch(`http://127.0.0.1:${labdex.healthPort}${path}`, { method });
  const ready = async () => (await get("/readyz")).status;

  beforeAll(async () => {
    discord = await startLocalDiscord();
    const env = readEnv({
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DATABASE_URL: `file:${join(folder, "health.db")}`,
      RELEASE_POLL: "off",
      HEALTH_PORT: "127.0.0.1:0",
    });
    labdex = await buildLabdex(env, pino({ level: "silent" }));
  });
  afterAll(async () => {
    await labdex.stop(0);
    await discord.close();
  });

  test("it lives before it is ready, is ready when it is connected, and not while Discord is away", async () => {
    expect((await get("/livez")).status).toBe(200);
    expect(await ready()).toBe(503);
    await labdex.start();
    const answer = await get("/readyz");
    expect(await answer.json()).toEqual({
      status: "ok",
      checks: { program: "ok", gateway: "ok", database: "ok", watch: "ok" },
    });
    expect(answer.status).toBe(200);
    discord.gateway.ignoreHeartbeats(true);
    discord.gateway.cut();
    await expect.poll(ready).toBe(503);
    discord.gateway.ignoreHeartbeats(false);
    await expect.poll(ready, { timeout: 20_000 }).toBe(200);
  });

  test("figures: interactions by command and outcome, gateway, deliveries, memory", async () => {
    const person = discord.person();
    await person.slash("model", { name: "deepseek v3" });
    await person.slash("models", { since: "not a date" });
    await person.autocomplete("model", "name", "deep");
    const text = await (await get("/metrics")).text();
    const count = 'labdex_interaction_duration_seconds_count{command="model"';
    expect(text).toContain(`${count},kind="command",outcome="answered"} 1`);
    expect(text).toMatch(/duration_seconds_count\{command="models",kind="command",outcome="\w+"\} 1/);
    expect(text).toContain(`${count},kind="autocomplete",outcome="answered"} 1`);
    expect(text).toContain('labdex_gateway_shard_ready{shard="0"} 1');
    expect(text).toContain('labdex_delivery_attempts_total{outcome="delivered"} 0');
    expect(text).toMatch(/labdex_catalog_entries\{kind="model"\} \d{3}/);
    expect(text).toMatch(/process_resident_memory_bytes \d+/);
    // What the board for Grafana shows is there under that name.
    const board = readFileSync("deploy/grafana.json", "utf8");
    for (const [name] of board.matchAll(/\b(labdex|process|nodejs)_[a-z0-9_]+/g))
      expect(text, name).toContain(`# TYPE ${name.replace(/_(count|bucket)$/, "")} `);
  });

  test("nothing else is served, and nothing can be changed", async () => {
    expect((await get("/")).status).toBe(404);
    expect((await get("/api/models.json")).status).toBe(404);
    expect((await get("/livez", "POST")).status).toBe(405);
    expect((await get("/livez", "HEAD")).status).toBe(200);
  });

  test("a port that is taken is one sentence", async () => {
    const port = labdex.healthPort ?? 0;
    const taken = startHttp({ host: "127.0.0.1", port }, [], () => undefined);
    await expect(taken).rejects.toThrow(`HEALTH_PORT 127.0.0.1:${port} is taken by another program`);
  });
});

test("what fails is named, whether it says so or throws", async () => {
  const route = healthRoute({
    well: () => undefined,
    ill: () => "has a cold",
    broken: () => Promise.reject(new Error("no connection")),
  });
  const reply = await route("/readyz", new URLSearchParams());
  expect(reply?.status).toBe(503);
  expect(JSON.parse(reply?.body ?? "")).toEqual({
    status: "not ready",
    checks: { well: "ok", ill: "has a cold", broken: "no connection" },
  });
});
