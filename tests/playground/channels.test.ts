import { ChannelType } from "discord-api-types/v10";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type LocalDiscord, startLocalDiscord } from "../../src/playground/local-discord.ts";
import { PersonError } from "../../src/playground/person/error.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import { request } from "./helpers.ts";

let discord: LocalDiscord;
let clock = Date.now();

beforeAll(async () => {
  discord = await startLocalDiscord({ now: () => clock });
});
afterAll(async () => {
  expect(discord.failures).toEqual([]);
  expect(discord.violations).toEqual([]);
  await discord.close();
});
beforeEach(() => {
  clock += 3_600_000;
});

const send = (channel: string, body: object = { content: "x" }) =>
  request(discord, "POST", `/channels/${channel}/messages`, body);

describe("sending is refused", () => {
  test.each<[string, string, number, number]>([
    ["to no channel", "999999999999999999", 404, 10003],
    ["to a channel the bot does not see", ids.hidden, 403, 50001],
    ["to a channel of a server without the bot", ids.lounge, 403, 50001],
    ["to a channel where it may only read", ids.readOnly, 403, 50013],
    ["to a forum", ids.forum, 400, 40058],
    ["to a category", ids.category, 400, 50008],
  ])("%s", async (_, channel, status, code) => {
    expect(await send(channel)).toMatchObject({ status, body: { code } });
  });

  test("without the token: 401", async () => {
    const path = `/channels/${ids.general}/messages`;
    const answer = await request(discord, "POST", path, { content: "x" }, { authorization: "Bot wrong" });
    expect(answer).toMatchObject({ status: 401, body: { code: 0 } });
  });

  test.each([
    { rights: ["ViewChannel"] as const, body: { content: "x" }, status: 403 },
    { rights: ["ViewChannel", "SendMessages"] as const, body: { content: "x" }, status: 200 },
    { rights: ["ViewChannel", "SendMessages"] as const, body: { embeds: [{ title: "x" }] }, status: 403 },
    {
      rights: ["ViewChannel", "SendMessages", "EmbedLinks"] as const,
      body: { embeds: [{ title: "x" }] },
      status: 200,
    },
    { rights: ["SendMessages"] as const, body: { content: "x" }, status: 403 },
  ])("by permissions $rights: $status", async ({ rights, body, status }) => {
    discord.world.setBotPermissions(ids.models, rights);
    expect((await send(ids.models, body)).status).toBe(status);
    discord.world.setBotPermissions(ids.models, [
      "ViewChannel",
      "SendMessages",
      "EmbedLinks",
      "SendMessagesInThreads",
    ]);
  });

  test("to a person who takes no messages: 50007", async () => {
    const dm = await request(discord, "POST", "/users/@me/channels", { recipient_id: ids.stranger });
    expect(await send(dm.body.id)).toMatchObject({ status: 403, body: { code: 50007 } });
    const open = await request(discord, "POST", "/users/@me/channels", { recipient_id: ids.member });
    expect((await send(open.body.id)).status).toBe(200);
  });

  test("to a deleted channel: 10003, and in a server that removed the bot: 50001 and 10004", async () => {
    const own = await startLocalDiscord();
    own.world.deleteChannel(ids.models);
    expect((await request(own, "POST", `/channels/${ids.models}/messages`, { content: "x" })).body.code).toBe(
      10003,
    );
    expect((await request(own, "GET", `/channels/${ids.thread}`)).body.code).toBe(10003);
    own.world.removeBot(ids.home);
    expect(
      (await request(own, "POST", `/channels/${ids.general}/messages`, { content: "x" })).body.code,
    ).toBe(50001);
    expect((await request(own, "GET", `/guilds/${ids.home}`)).body.code).toBe(10004);
    await own.close();
  });
});

describe("threads", () => {
  const thread = () => discord.world.needChannel(ids.thread);

  test("archived: a message opens it again, an edit is 50083", async () => {
    const { body } = await send(ids.thread);
    discord.world.setThread(ids.thread, { archived: true });
    const at = `/channels/${ids.thread}/messages/${body.id}`;
    expect(await request(discord, "PATCH", at, { content: "y" })).toMatchObject({
      status: 400,
      body: { code: 50083 },
    });
    expect((await send(ids.thread)).status).toBe(200);
    expect(thread().thread_metadata?.archived).toBe(false);
  });

  test("archived, with that refused: 50083 until it is opened", async () => {
    const own = await startLocalDiscord({ archivedThreads: "refuse" });
    own.world.setThread(ids.thread, { archived: true });
    const post = () => request(own, "POST", `/channels/${ids.thread}/messages`, { content: "x" });
    expect((await post()).body.code).toBe(50083);
    expect((await request(own, "PATCH", `/channels/${ids.thread}`, { archived: false })).status).toBe(200);
    expect((await post()).status).toBe(200);
    await own.close();
  });

  test("locked: 160005 without ManageThreads", async () => {
    discord.world.setThread(ids.thread, { archived: true, locked: true });
    expect(await send(ids.thread)).toMatchObject({ status: 403, body: { code: 160005 } });
    discord.world.setThread(ids.thread, { archived: false, locked: false });
  });

  test("are made in text channels, on messages and in forums", async () => {
    const plain = await request(discord, "POST", `/channels/${ids.general}/threads`, { name: "a", type: 11 });
    expect(plain).toMatchObject({
      status: 201,
      body: { type: ChannelType.PublicThread, parent_id: ids.general },
    });
    const { body: message } = await send(ids.general);
    const on = `/channels/${ids.general}/messages/${message.id}/threads`;
    expect((await request(discord, "POST", on, { name: "b" })).body.id).toBe(message.id);
    expect((await request(discord, "POST", on, { name: "b" })).body.code).toBe(160004);
    const post = await request(discord, "POST", `/channels/${ids.forum}/threads`, {
      name: "c",
      message: { content: "first" },
    });
    expect(post.body.message).toMatchObject({ id: post.body.id, content: "first" });
    expect((await send(post.body.id)).status).toBe(200);
    expect(
      (await request(discord, "POST", `/channels/${ids.category}/threads`, { name: "d" })).body.code,
    ).toBe(50024);
  });
});

describe("a nonce", () => {
  test("enforced, gives the first message back, within the window only", async () => {
    const body = { content: "x", nonce: "release-1", enforce_nonce: true };
    const first = await send(ids.general, body);
    const again = await send(ids.general, { ...body, content: "y" });
    expect(again.body).toMatchObject({ id: first.body.id, content: "x", nonce: "release-1" });
    clock += 180_001;
    expect((await send(ids.general, body)).body.id).not.toBe(first.body.id);
  });

  test("not enforced, sends again", async () => {
    const body = { content: "x", nonce: "release-2" };
    expect((await send(ids.general, body)).body.id).not.toBe((await send(ids.general, body)).body.id);
  });

  test("enforced, of a message that was deleted: 10008", async () => {
    const body = { content: "x", nonce: "release-3", enforce_nonce: true };
    const { body: first } = await send(ids.general, body);
    discord.person().delete(first.id);
    expect(await send(ids.general, body)).toMatchObject({ status: 404, body: { code: 10008 } });
  });
});

describe("whom a message pings", () => {
  const content = `@everyone <@${ids.member}> <@&${ids.releaseFans}>`;
  const nobody = { everyone: false, users: [], roles: [] };
  test.each([
    { allowed: undefined, pings: { everyone: true, users: [ids.member], roles: [ids.releaseFans] } },
    { allowed: { parse: [] }, pings: nobody },
    { allowed: { parse: [], roles: [ids.releaseFans] }, pings: { ...nobody, roles: [ids.releaseFans] } },
    { allowed: { parse: ["users"] }, pings: { ...nobody, users: [ids.member] } },
  ])("with allowed_mentions $allowed", async ({ allowed, pings }) => {
    const { body } = await send(ids.general, { content, ...(allowed ? { allowed_mentions: allowed } : {}) });
    expect(discord.world.message(ids.general, body.id)?.pings).toEqual(pings);
  });

  test.each([
    { allowed: undefined, users: [ids.moderator] },
    { allowed: { parse: [] }, users: [] },
    { allowed: { parse: [], replied_user: true }, users: [ids.moderator] },
  ])("as a reply with $allowed", async ({ allowed, users }) => {
    const said = discord.person().say("hi");
    const reply = {
      content: "x",
      message_reference: { message_id: said.id },
      ...(allowed ? { allowed_mentions: allowed } : {}),
    };
    const { body } = await send(ids.general, reply);
    expect(body.referenced_message.id).toBe(said.id);
    expect(discord.world.message(ids.general, body.id)?.pings).toEqual({ ...nobody, users });
  });

  test("embeds ping nobody", async () => {
    const { body } = await send(ids.general, { embeds: [{ description: content }] });
    expect(discord.world.message(ids.general, body.id)?.pings).toEqual(nobody);
  });
});

describe("messages", () => {
  test("are edited and deleted by whoever may", async () => {
    const said = discord.person({ as: "bo" }).say("mine");
    const at = `/channels/${ids.general}/messages/${said.id}`;
    expect((await request(discord, "PATCH", at, { content: "y" })).body.code).toBe(50005);
    expect((await request(discord, "DELETE", at)).body.code).toBe(50013);
    discord.person().delete(said);
    expect((await request(discord, "GET", at)).body.code).toBe(10008);
    const { body } = await send(ids.general);
    expect(() => discord.person({ as: "bo" }).delete(body.id)).toThrow(PersonError);
  });

  test("are published once, in announcement channels", async () => {
    const { body } = await send(ids.announcements);
    const at = `/channels/${ids.announcements}/messages/${body.id}/crosspost`;
    expect((await request(discord, "POST", at)).body.flags).toBe(1);
    expect((await request(discord, "POST", at)).body.code).toBe(40033);
    const elsewhere = await send(ids.general);
    expect(
      (await request(discord, "POST", `/channels/${ids.general}/messages/${elsewhere.body.id}/crosspost`))
        .body.code,
    ).toBe(50024);
  });

  test("are listed newest first, before and after", async () => {
    const sent: string[] = [];
    for (const content of ["1", "2", "3"]) sent.push((await send(ids.models, { content })).body.id);
    discord.world.setBotPermissions(ids.models, ["ViewChannel", "SendMessages", "ReadMessageHistory"]);
    const list = async (query: string): Promise<string[]> => {
      const { body } = await request<{ id: string }[]>(
        discord,
        "GET",
        `/channels/${ids.models}/messages?${query}`,
      );
      return body.map((message) => message.id);
    };
    expect(await list("limit=2")).toEqual([sent[2], sent[1]]);
    expect(await list(`limit=1&before=${sent[2]}`)).toEqual([sent[1]]);
    expect(await list(`after=${sent[0]}`)).toEqual([sent[2], sent[1]]);
  });
});

describe("rate limits", () => {
  test("of a channel: the sixth message within 5 s waits", async () => {
    const own = await startLocalDiscord({ rateLimits: true, now: () => clock });
    const path = `/channels/${ids.general}/messages`;
    const statuses: number[] = [];
    for (let number = 0; number < 6; number += 1)
      statuses.push((await request(own, "POST", path, { content: "x" })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect(own.counts.rateLimited).toBe(1);
    expect((await request(own, "POST", `/channels/${ids.models}/messages`, { content: "x" })).status).toBe(
      200,
    );
    clock += 5_000;
    expect((await request(own, "POST", path, { content: "x" })).status).toBe(200);
    await own.close();
  });

  test("of everything: 50 a second, answers to interactions aside", async () => {
    const own = await startLocalDiscord({ rateLimits: true, now: () => clock });
    for (let number = 0; number < 50; number += 1) await request(own, "GET", "/users/@me");
    expect(await request(own, "GET", "/users/@me")).toMatchObject({
      status: 429,
      body: { global: true, retry_after: 1 },
    });
    const callback = await request(own, "POST", `/interactions/${ids.member}/x/callback`, { type: 5 });
    expect(callback.body.code).toBe(10062);
    await own.close();
  });

  test("of publishing: ten an hour", async () => {
    const own = await startLocalDiscord({ rateLimits: true, now: () => clock });
    const statuses: number[] = [];
    for (let number = 0; number < 11; number += 1) {
      clock += 10_000;
      const { body } = await request(own, "POST", `/channels/${ids.announcements}/messages`, {
        content: "x",
      });
      statuses.push(
        (await request(own, "POST", `/channels/${ids.announcements}/messages/${body.id}/crosspost`)).status,
      );
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
    await own.close();
  });
});
