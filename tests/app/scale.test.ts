/** Shards and roles: several processes of one bot, beside a local Discord. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { proxyRequests } from "@discordjs/proxy";
import { REST } from "discord.js";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { catalogueChanged } from "../../src/app/catalog.ts";
import { readEnv } from "../../src/app/env.ts";
import { createIdentifyGate } from "../../src/app/identify.ts";
import { buildLabdex } from "../../src/app/labdex.ts";
import { storesOf } from "../../src/app/stores.ts";
import {
  type LocalDiscord,
  type LocalDiscordOptions,
  startLocalDiscord,
} from "../../src/playground/local-discord.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import { databaseIn, inPostgresql, openedStore, temporaryFolder } from "../store/support.ts";
import { textOf } from "../support/bot.ts";
import { ready, settings } from "../support/delivery.ts";

async function discordWith(options: LocalDiscordOptions): Promise<LocalDiscord> {
  const discord = await startLocalDiscord(options);
  onTestFinished(() => discord.close());
  return discord;
}

/** A process of the bot, stopped when the test ends; what it logs is kept. */
async function bot(discord: LocalDiscord, variables: Record<string, string>) {
  const logged: { msg: string }[] = [];
  const log = pino({}, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const env = readEnv({
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DATABASE_URL: databaseIn(temporaryFolder()),
    RELEASE_POLL: "off",
    ...variables,
  });
  const labdex = await buildLabdex(env, log);
  onTestFinished(() => labdex.stop(0));
  return { labdex, logged, facts: await labdex.start() };
}

describe("shards", () => {
  test("auto takes what Discord recommends, in one process; each server's shard answers", async () => {
    const discord = await discordWith({ shards: 3, maxConcurrency: 3, guilds: 30 });
    const { facts } = await bot(discord, {});
    expect(facts).toMatchObject({ shards: 3, servers: [...discord.world.botGuildIds()].length });
    expect(discord.gateway.connected).toBe(3);
    const reply = await discord.person().slash("model", { name: "deepseek v3" });
    expect(textOf(reply.message)).toContain("671B");
  });

  test("a range takes only its own, and the others' servers are not its", async () => {
    const discord = await discordWith({ shards: 1, maxConcurrency: 4, guilds: 40 });
    const { facts: first } = await bot(discord, { SHARDS: "0-1/4" });
    const { facts: second } = await bot(discord, { SHARDS: "2-3/4" });
    expect([first.shards, second.shards]).toEqual([2, 2]);
    expect((first.servers ?? 0) + (second.servers ?? 0)).toBe([...discord.world.botGuildIds()].length);
  });

  test("2,000 servers on one shard are warned about", async () => {
    const discord = await discordWith({ guilds: 2_000, channelsPerGuild: 1 });
    const { logged } = await bot(discord, {});
    expect(logged.find(({ msg }) => msg.startsWith("a shard has many servers"))).toMatchObject({ shard: 0 });
  });

  test.each(["0", "2-1/4", "0-4/4", "a/b", "1/0"])("SHARDS=%s is refused", (SHARDS) => {
    expect(() => readEnv({ SHARDS })).toThrow(/SHARDS must be auto, or this process's shards of all/);
  });

  test("one shard of a remainder identifies in five seconds, whichever process it is in", async () => {
    const store = await openedStore(databaseIn(temporaryFolder()));
    const { leases } = storesOf(store);
    let time = 0;
    const parts = {
      leases,
      now: () => new Date(1_700_000_000_000 + time),
      sleep: async (ms: number) => {
        time += ms;
      },
    };
    const processes = [createIdentifyGate(parts), createIdentifyGate(parts)];
    const at: number[] = [];
    for (const gate of [...processes, ...processes]) {
      await gate(0, new AbortController().signal);
      at.push(time);
    }
    await processes[0]?.(1, new AbortController().signal);
    expect(at.map((one, index) => one - (at[index - 1] ?? -5_500)).every((pause) => pause >= 5_000)).toBe(
      true,
    );
    expect(time).toBe(at.at(-1));
  });
});

test.each(["gateway", "worker"])(
  "ROLE=%s asks for a database that can be shared, and for a token",
  (ROLE) => {
    expect(() => readEnv({ ROLE, DISCORD_TOKEN: "x" })).toThrow(/set DATABASE_URL to a postgresql/);
    expect(() => readEnv({ ROLE, DATABASE_URL: "postgresql://h/n" })).toThrow(/set DISCORD_TOKEN/);
  },
);

inPostgresql("roles on one database", (empty) => {
  test("gateways answer, workers post, and what one changes the other knows; all through one proxy", async () => {
    const discord = await discordWith({ maxConcurrency: 2 });
    const rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
    const proxy = createServer(proxyRequests(rest));
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void proxy.close());
    const shared = {
      DATABASE_URL: await empty(),
      DISCORD_API_URL: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/api`,
    };
    const first = await bot(discord, { ...shared, ROLE: "gateway", SHARDS: "0/2" });
    await bot(discord, { ...shared, ROLE: "gateway", SHARDS: "1/2" });
    const worker = await bot(discord, { ...shared, ROLE: "worker" });
    expect(discord.gateway.connected).toBe(2);
    expect(worker.facts.shards).toBeUndefined();

    const reply = await discord.person().slash("model", { name: "deepseek v3" });
    expect(textOf(reply.message)).toContain("671B");

    const store = await openedStore(shared.DATABASE_URL);
    const { subscriptions, releases } = storesOf(store);
    await subscriptions.add(settings(), new Date());
    await releases.add([ready("zhipu/glm-5", { key: "model:another" })], new Date());
    const posts = () =>
      discord.world
        .history(ids.general)
        .filter(({ message }) => message.author.id === discord.applicationId && message.embeds.length > 0);
    await expect.poll(() => posts().length, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);

    await catalogueChanged(store);
    const told = () =>
      first.logged.some(({ msg }) => msg.startsWith("the catalogue was changed by another process"));
    await expect.poll(told, { timeout: 60_000, interval: 500 }).toBe(true);
    expect(discord.violations).toEqual([]);
  }, 120_000);
});
