import { EventEmitter, once } from "node:events";
import { Client, DiscordAPIError, HTTPError, RateLimitError, REST, Routes } from "discord.js";
import { GatewayIntentBits } from "discord-api-types/v10";
import { afterEach, describe, expect, test } from "vitest";
import { type LocalDiscord, startLocalDiscord } from "../../src/playground/local-discord.ts";
import type { FaultKind } from "../../src/playground/rest/faults.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import { type Running, withClient } from "./helpers.ts";

const route = Routes.channelMessages(ids.general);

describe("a request that goes wrong", () => {
  let discord: LocalDiscord;
  afterEach(async () => {
    expect(discord.violations).toEqual([]);
    expect(discord.failures).toEqual([]);
    await discord.close();
  });

  /** Sends once over discord.js' own REST client while the fault lasts; counts what Discord kept. */
  async function sendWhile(
    kind: FaultKind,
    nonce = false,
  ): Promise<{ error: unknown; stored: number; used: number }> {
    discord = await startLocalDiscord();
    const fault = discord.faults.add({
      match: { method: "POST", route: "/channels/:channel/messages" },
      kind,
    });
    const rest = new REST({ api: discord.apiUrl, timeout: 300, retries: 3, rejectOnRateLimit: () => true });
    const body = { content: "x", ...(nonce ? { nonce: "1", enforce_nonce: true } : {}) };
    const error = await rest
      .setToken(discord.token)
      .post(route, { body })
      .then(() => undefined)
      .catch((caught: unknown) => caught);
    return { error, stored: discord.world.history(ids.general).length, used: fault.used };
  }

  test.each<{ kind: FaultKind; stored: number; nonce: boolean }>([
    { kind: "hang", stored: 1, nonce: false },
    { kind: "hang-after-storing", stored: 2, nonce: false },
    { kind: "hang-after-storing", stored: 1, nonce: true },
    { kind: { status: 502 }, stored: 1, nonce: false },
    { kind: { status: 500, afterStoring: true }, stored: 2, nonce: false },
    { kind: { status: 500, afterStoring: true }, stored: 1, nonce: true },
  ])(
    "$kind, nonce $nonce: discord.js tries again, Discord keeps $stored",
    async ({ kind, stored, nonce }) => {
      expect(await sendWhile(kind, nonce)).toEqual({ error: undefined, stored, used: 1 });
    },
  );

  test.each<[FaultKind, number]>([
    ["reset", 0],
    ["reset-after-storing", 1],
    ["truncated-json", 1],
  ])("%s: the sender gets an error, Discord keeps %i", async (kind, stored) => {
    const outcome = await sendWhile(kind);
    expect(outcome).toMatchObject({ stored, used: 1 });
    expect(outcome.error).toBeInstanceOf(Error);
  });

  test("a status with a code", async () => {
    const { error } = await sendWhile({ status: 400, code: 200000, message: "Blocked by AutoMod" });
    expect(error).toBeInstanceOf(DiscordAPIError);
    expect(error).toMatchObject({ code: 200000, status: 400 });
  });

  test.each<FaultKind>([
    { status: 429, scope: "user", retryAfter: 1 },
    { status: 429, scope: "global", retryAfter: 1 },
    { status: 429, scope: "shared", retryAfter: 1, code: 20016 },
    { status: 429, scope: "cloudflare", retryAfter: 1 },
  ])("429 $scope", async (kind) => {
    const { error, stored } = await sendWhile(kind);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(stored).toBe(0);
  });

  test("lasts as often as told, and until it is removed", async () => {
    discord = await startLocalDiscord();
    const rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.token);
    const fault = discord.faults.add({
      match: { route: /users\/@me$/ },
      times: Number.POSITIVE_INFINITY,
      kind: { status: 503 },
    });
    await expect(rest.get(Routes.user())).rejects.toThrow(HTTPError);
    await expect(rest.get(Routes.user())).rejects.toThrow(HTTPError);
    expect(fault.used).toBe(2);
    await expect(rest.get(Routes.gateway())).resolves.toHaveProperty("url");
    fault.remove();
    await expect(rest.get(Routes.user())).resolves.toHaveProperty("id");
  });
});

describe("a gateway connection that goes wrong", () => {
  let running: Running | undefined;
  afterEach(async () => {
    await running?.stop();
    running = undefined;
  });

  /** Content of what the client hears while `act` happens, until it has heard "last". */
  async function heard(act: (discord: LocalDiscord) => Promise<void>): Promise<string[]> {
    running = await withClient({
      intents: [GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
      privilegedIntents: true,
    });
    const { client, discord } = running;
    const contents: string[] = [];
    const hearing = new EventEmitter();
    const listen = (data: { content: string }) => {
      contents.push(data.content);
      hearing.emit(data.content);
    };
    client.ws.on("MESSAGE_CREATE" as never, listen as never);
    const first = once(hearing, "first");
    const last = once(hearing, "last");
    discord.person().say("first");
    // A dispatch and op 9 in one turn make discord.js resume from before the dispatch and hear it twice.
    await first;
    await act(discord);
    await last;
    return contents;
  }

  test.each<[string, (discord: LocalDiscord) => void]>([
    ["op 7", (discord) => discord.gateway.reconnect()],
    ["a cut", (discord) => discord.gateway.cut()],
    ["op 9, resumable", (discord) => discord.gateway.invalidSession(true)],
  ])("%s: the client resumes and misses nothing", async (_, disturb) => {
    const contents = await heard(async (discord) => {
      const person = discord.person();
      disturb(discord);
      await discord.until(() => discord.gateway.connected === 0);
      person.say("meanwhile");
      await discord.until(() => discord.gateway.counts.resumes === 1);
      person.say("last");
    });
    expect(contents).toEqual(["first", "meanwhile", "last"]);
    expect(running?.discord.gateway.counts).toMatchObject({ identifies: 1, resumes: 1 });
  });

  test("op 9, not resumable: the client identifies again", async () => {
    await heard(async (discord) => {
      discord.gateway.invalidSession(false);
      await discord.until(() => discord.gateway.counts.identifies === 2, 20_000);
      discord.person().say("last");
    });
    expect(running?.discord.gateway.counts.resumes).toBe(0);
  });

  test("heartbeats without an answer: the client connects again", async () => {
    running = await withClient({ heartbeatMs: 50 });
    const { discord } = running;
    discord.gateway.ignoreHeartbeats(true);
    await discord.until(() => discord.gateway.counts.resumes >= 1);
    discord.gateway.ignoreHeartbeats(false);
  });

  test.each([
    { intents: [], code: 4004, message: "authentication failed", refuse: true },
    { intents: [GatewayIntentBits.MessageContent], code: 4014, message: "disallowed intents", refuse: false },
  ])("$code on identifying: $message", async ({ intents, message, refuse }) => {
    const discord = await startLocalDiscord();
    if (refuse) discord.gateway.refuseIdentify();
    const client = new Client({ intents, rest: { api: discord.apiUrl } });
    await expect(client.login(discord.token)).rejects.toThrow(new RegExp(message, "i"));
    await client.destroy();
    await discord.close();
  });
});
