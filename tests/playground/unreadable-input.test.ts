/** Whatever arrives at the playground's port and cannot be read is answered 400, or closed with 4002; it ends nothing. */
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { startPlayground } from "../../src/playground/start.ts";
import { ids } from "../../src/playground/world/default-world.ts";

type Playground = Awaited<ReturnType<typeof startPlayground>>;

/** Status of one raw request; undefined where the connection was only closed. */
async function raw(discord: Playground, text: string): Promise<number | undefined> {
  const socket = connect(Number(new URL(discord.url).port), "127.0.0.1");
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("close", () => resolve());
    socket.on("error", reject);
    socket.end(text);
  });
  const status = /^HTTP\/1\.1 (\d{3})/.exec(Buffer.concat(chunks).toString())?.[1];
  return status === undefined ? undefined : Number(status);
}

const host = (discord: Playground) => new URL(discord.url).host;

/** The close code that a packet brings. */
async function closeCodeOf(discord: Playground, packet: string | Buffer): Promise<number> {
  const socket = new WebSocket(`${discord.url.replace("http", "ws")}/?v=10&encoding=json`);
  return await new Promise<number>((resolve, reject) => {
    socket.on("open", () => socket.send(packet));
    socket.on("error", reject);
    socket.on("close", resolve);
  });
}

/** It still does what it is for. */
async function stillServes(discord: Playground): Promise<void> {
  const response = await fetch(`${discord.url}/page/world`);
  expect(response.status).toBe(200);
  expect(discord.failures).toEqual([]);
}

describe("what cannot be read", () => {
  let discord: Playground;
  beforeAll(async () => {
    discord = await startPlayground({ port: 0 });
  });
  afterAll(() => discord.close());
  afterEach(() => stillServes(discord));

  test.each(["//", "/%", "http://", "/\\", "/api/v10/channels/%E0%A4%A/messages", "/attachments/%00/%/x"])(
    "GET %s is answered 4xx",
    async (path) => {
      const status = await raw(
        discord,
        `GET ${path} HTTP/1.1\r\nhost: ${host(discord)}\r\nauthorization: Bot ${discord.token}\r\nconnection: close\r\n\r\n`,
      );
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    },
  );

  test.each([
    ["application/json", "{"],
    ["application/json", "\u0000"],
    ["multipart/form-data; boundary=x", "--y\r\n"],
    ["multipart/form-data", "nothing"],
    [
      "multipart/form-data; boundary=x",
      '--x\r\ncontent-disposition: form-data; name="payload_json"\r\n\r\n{',
    ],
  ])("a body of %s with %j is answered 400", async (type, body) => {
    const response = await fetch(`${discord.apiUrl}/v10/channels/${ids.general}/messages`, {
      method: "POST",
      headers: { authorization: `Bot ${discord.token}`, "content-type": type },
      body,
    });
    expect(response.status).toBe(400);
  });

  test.each([
    "null",
    "[]",
    "0",
    '"x"',
    "{}",
    '{"do":"slash"}',
    '{"do":"slash","as":1,"channel":2,"command":3,"options":4}',
    '{"do":"slash","as":"x","channel":"y","command":"z","options":{"a":{}}}',
    '{"do":"choose","as":"x","channel":"y","message":"z","customId":"q","values":"r"}',
    '{"do":"submit","as":"x","channel":"y","form":"__proto__","fields":{}}',
    '{"do":"say","as":"x","channel":"y","text":["a"]}',
    `{"do":"say","as":"${ids.moderator}","channel":"${ids.general}","text":"x","replyTo":"nothing"}`,
    `{"do":"press","as":"${ids.moderator}","channel":"${ids.general}","message":"x","customId":"y"}`,
  ])("the page's call %s is answered 400", async (body) => {
    const response = await fetch(`${discord.url}/page/act`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    expect(response.status).toBe(400);
  });

  test.each([
    "{",
    "null",
    "[]",
    "7",
    '"x"',
    "{}",
    '{"op":"2"}',
    '{"op":2}',
    '{"op":2,"d":null}',
    '{"op":2,"d":{"token":1,"intents":0}}',
    '{"op":2,"d":{"token":"x","intents":"all"}}',
    '{"op":2,"d":{"token":"x","intents":0,"shard":[0,0]}}',
    '{"op":6,"d":null}',
    '{"op":6,"d":{"token":"x","session_id":{},"seq":0}}',
    Buffer.from([0xff, 0xfe, 0x00]),
  ])("the packet %j ends its connection with 4002", async (packet) => {
    expect(await closeCodeOf(discord, packet)).toBe(4002);
  });

  test("a packet above Discord's 4,096 bytes ends its connection with 4002", async () => {
    expect(await closeCodeOf(discord, `{"op":1,"d":"${"x".repeat(5_000)}"}`)).toBe(4002);
  });

  test("a resume needs the token too", async () => {
    const packet = JSON.stringify({ op: 6, d: { token: "x", session_id: "session1", seq: 0 } });
    expect(await closeCodeOf(discord, packet)).toBe(4004);
  });

  test("a broken frame, and an upgrade that is left in the middle, end nothing", async () => {
    const head = [
      "GET /?v=10&encoding=json HTTP/1.1",
      `host: ${host(discord)}`,
      "connection: upgrade",
      "upgrade: websocket",
      "sec-websocket-version: 13",
      "sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==",
    ].join("\r\n");
    await raw(discord, `${head}\r\n\r\n\u007f\u007f\u007f\u007f\u007f`);
    await raw(discord, head.replace("13", "x").concat("\r\n\r\n"));
    const socket = connect(Number(new URL(discord.url).port), "127.0.0.1");
    socket.write(`${head}\r\norigin: http://evil.example\r\n\r\n`);
    socket.resetAndDestroy();
  });
});
