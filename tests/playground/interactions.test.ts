import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type LocalDiscord,
  type LocalDiscordEvent,
  startLocalDiscord,
} from "../../src/playground/local-discord.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import type { Interaction } from "../../src/playground/world/interactions.ts";
import { request } from "./helpers.ts";

let discord: LocalDiscord;
let clock = Date.now();

beforeAll(async () => {
  discord = await startLocalDiscord({ now: () => clock, deadlineMs: 50 });
  await request(discord, "PUT", `/applications/${discord.applicationId}/commands`, [
    {
      name: "model",
      description: "x",
      options: [{ type: 3, name: "name", description: "x", autocomplete: true }],
    },
    { name: "everywhere", description: "x", integration_types: [0, 1], contexts: [0, 1, 2] },
    { name: "here", description: "x", contexts: [0] },
  ]);
});
afterAll(async () => {
  expect(discord.failures).toEqual([]);
  await discord.close();
});
beforeEach(() => {
  clock += 60_000;
});

/** A person does something; the test itself is the bot. */
function opened(act: () => Promise<unknown>): Interaction {
  let found: Interaction | undefined;
  const look = (event: LocalDiscordEvent) => {
    if (event.type === "interaction") found = event.interaction;
  };
  discord.events.on("change", look);
  // Autocomplete rejects when no suggestions come, which some of these tests want.
  act().catch(() => undefined);
  discord.events.off("change", look);
  if (!found) throw new Error("Nothing was opened.");
  return found;
}
const slash = () => opened(() => discord.person().slash("model"));
const callback = (interaction: Interaction, body: unknown, query = "") =>
  request(discord, "POST", `/interactions/${interaction.id}/${interaction.token}/callback${query}`, body);
const hook = (interaction: Interaction, method: string, path = "", body?: unknown) =>
  request(discord, method, `/webhooks/${discord.applicationId}/${interaction.token}${path}`, body);
const row = { type: 1, components: [{ type: 2, style: 1, custom_id: "a", label: "A" }] };

describe("the first answer", () => {
  test("is one: the second is 40060", async () => {
    const interaction = slash();
    expect((await callback(interaction, { type: 4, data: { content: "x" } })).status).toBe(204);
    expect(await callback(interaction, { type: 4, data: { content: "x" } })).toMatchObject({
      status: 400,
      body: { code: 40060 },
    });
  });

  test("comes before the deadline: later is 10062", async () => {
    const interaction = slash();
    clock += 51;
    expect(await callback(interaction, { type: 5 })).toMatchObject({ status: 404, body: { code: 10062 } });
  });

  test("needs the right token: another is 10062", async () => {
    const answer = await request(discord, "POST", `/interactions/${ids.member}/nope/callback`, { type: 5 });
    expect(answer).toMatchObject({ status: 404, body: { code: 10062 } });
  });

  test("gives the message back when asked", async () => {
    const answer = await callback(
      slash(),
      { type: 4, data: { content: "x", flags: 64 } },
      "?with_response=true",
    );
    expect(answer).toMatchObject({
      status: 200,
      body: {
        interaction: { response_message_ephemeral: true },
        resource: { type: 4, message: { content: "x", flags: 64 } },
      },
    });
  });

  test.each<[string, unknown]>([
    ["an update of nothing", { type: 7, data: { content: "x" } }],
    ["a deferred update of nothing", { type: 6 }],
    ["suggestions for a command", { type: 8, data: { choices: [] } }],
    ["no type", {}],
    ["an unknown type", { type: 99 }],
    ["a deferral with content", { type: 5, data: { content: "x" } }],
    ["a deferral with another flag", { type: 5, data: { flags: 4 } }],
    ["a typo", { type: 4, data: { contnet: "x" } }],
    ["enforce_nonce, which does nothing here", { type: 4, data: { content: "x", enforce_nonce: true } }],
    [
      "a modal with six fields",
      {
        type: 9,
        data: {
          custom_id: "m",
          title: "t",
          components: Array.from({ length: 6 }, (_, i) => ({
            type: 1,
            components: [{ type: 4, custom_id: `${i}`, style: 1, label: "l" }],
          })),
        },
      },
    ],
    [
      "a modal with a long title",
      {
        type: 9,
        data: {
          custom_id: "m",
          title: "t".repeat(46),
          components: [{ type: 1, components: [{ type: 4, custom_id: "a", style: 1, label: "l" }] }],
        },
      },
    ],
    [
      "a modal with a custom id twice",
      {
        type: 9,
        data: {
          custom_id: "m",
          title: "t",
          components: ["a", "a"].map((id) => ({
            type: 1,
            components: [{ type: 4, custom_id: id, style: 1, label: "l" }],
          })),
        },
      },
    ],
  ])("%s is refused, and may be answered after all", async (_, body) => {
    const interaction = slash();
    expect(await callback(interaction, body)).toMatchObject({ status: 400, body: { code: 50035 } });
    expect((await callback(interaction, { type: 4, data: { content: "x" } })).status).toBe(204);
  });
});

describe("suggestions", () => {
  const typing = () => opened(() => discord.person().autocomplete("model", "name", "x"));
  test.each<[string, unknown[]]>([
    ["26", Array.from({ length: 26 }, (_, i) => ({ name: `${i}`, value: "x" }))],
    ["an empty name", [{ name: "", value: "x" }]],
    ["a name over 100", [{ name: "x".repeat(101), value: "x" }]],
    ["a value over 100", [{ name: "x", value: "x".repeat(101) }]],
    ["a number for a text", [{ name: "x", value: 1 }]],
  ])("with %s are refused", async (_, choices) => {
    expect(await callback(typing(), { type: 8, data: { choices } })).toMatchObject({
      status: 400,
      body: { code: 50035 },
    });
  });

  test("are the only answer to typing", async () => {
    expect(await callback(typing(), { type: 4, data: { content: "x" } })).toMatchObject({
      body: { code: 50035 },
    });
  });

  test("that do not come in time are an error", async () => {
    await expect(discord.person().autocomplete("model", "name", "x")).rejects.toThrow("came in time");
  });
});

describe("after the first answer", () => {
  test("nothing works before it: 10015", async () => {
    expect(await hook(slash(), "POST", "", { content: "x" })).toMatchObject({
      status: 404,
      body: { code: 10015 },
    });
  });

  test("nothing works after 15 minutes: 50027", async () => {
    const interaction = slash();
    await callback(interaction, { type: 5 });
    clock += 15 * 60_000 + 1;
    expect(await hook(interaction, "PATCH", "/messages/@original", { content: "x" })).toMatchObject({
      status: 401,
      body: { code: 50027 },
    });
  });

  test("the original can be read, edited and deleted", async () => {
    const interaction = slash();
    await callback(interaction, { type: 4, data: { content: "x", components: [row] } });
    expect((await hook(interaction, "GET", "/messages/@original")).body.content).toBe("x");
    const edited = await hook(interaction, "PATCH", "/messages/@original", { content: "y" });
    expect(edited.body).toMatchObject({ content: "y", components: [{ type: 1 }] });
    expect(await hook(interaction, "PATCH", "/messages/@original", { flags: 64 })).toMatchObject({
      body: { code: 50035 },
    });
    expect(
      await hook(interaction, "PATCH", "/messages/@original", { content: "", components: [] }),
    ).toMatchObject({ body: { code: 50006 } });
    expect((await hook(interaction, "DELETE", "/messages/@original")).status).toBe(204);
    expect(await hook(interaction, "GET", "/messages/@original")).toMatchObject({ body: { code: 10008 } });
  });

  test("the first follow-up after a deferral takes its place, and its visibility stays", async () => {
    const interaction = slash();
    await callback(interaction, { type: 5, data: { flags: 64 } });
    expect(interaction.thinking).toBe(true);
    const first = await hook(interaction, "POST", "", { content: "done" });
    expect(first.body.id).toBe(interaction.originalId);
    expect(first.body.flags).toBe(64);
    const second = await hook(interaction, "POST", "", { content: "more" });
    expect(second.body).toMatchObject({
      flags: 0,
      message_reference: { message_id: interaction.originalId },
    });
  });

  test("messages of others stay out of reach: 10008", async () => {
    const interaction = slash();
    await callback(interaction, { type: 4, data: { content: "x" } });
    const said = discord.person().say("mine");
    expect(await hook(interaction, "PATCH", `/messages/${said.id}`, { content: "y" })).toMatchObject({
      body: { code: 10008 },
    });
  });

  test("a private answer is not in the channel", async () => {
    const interaction = slash();
    await callback(interaction, { type: 4, data: { content: "x", flags: 64 } });
    const at = `/channels/${ids.general}/messages`;
    expect(await request(discord, "GET", `${at}/${interaction.originalId}`)).toMatchObject({
      body: { code: 10008 },
    });
    const listed = (await request<{ id: string }[]>(discord, "GET", at)).body;
    expect(listed.map((message) => message.id)).not.toContain(interaction.originalId);
  });

  test("a button updates its message", async () => {
    const interaction = slash();
    await callback(interaction, { type: 4, data: { content: "x", components: [row], flags: 64 } });
    const pressed = opened(() => discord.person().press(interaction.originalId ?? "", "A"));
    expect((await callback(pressed, { type: 7, data: { content: "y" } })).status).toBe(204);
    expect(discord.world.message(ids.general, interaction.originalId ?? "")).toMatchObject({
      ephemeralFor: ids.moderator,
      message: { content: "y", flags: 64, components: [{ type: 1 }] },
    });
  });
});

describe("where a command is offered", () => {
  test.each([
    { channel: "general", offered: ["everywhere", "here", "model"] },
    { channel: "dm", offered: ["everywhere", "model"] },
    { channel: "lounge", offered: ["everywhere"] },
    { channel: "group-chat", offered: ["everywhere"] },
  ])("$channel: $offered", ({ channel, offered }) => {
    expect(
      discord
        .person()
        .offered(channel)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(offered);
  });

  test("in a server without the bot it is answered over its token alone", async () => {
    const interaction = opened(() => discord.person().slash("everywhere", {}, { channel: "lounge" }));
    expect(interaction.installedBy).toBe("user");
    expect((await callback(interaction, { type: 4, data: { content: "x" } })).status).toBe(204);
    expect(
      await request(discord, "POST", `/channels/${ids.lounge}/messages`, { content: "x" }),
    ).toMatchObject({ body: { code: 50001 } });
  });
});

test("a person waits for what comes after a deferral", async () => {
  const person = discord.person();
  const defer = (event: LocalDiscordEvent) => {
    if (event.type === "interaction" && !event.interaction.answer)
      void callback(event.interaction, { type: 5 });
  };
  discord.events.on("change", defer);
  const reply = await person.slash("model");
  discord.events.off("change", defer);
  expect(reply.kind).toBe("deferred");
  await expect(reply.settled(10)).rejects.toThrow("did not come");
  await Promise.all([
    reply.settled().then((message) => expect(message.content).toBe("late")),
    hook(reply.interaction, "PATCH", "/messages/@original", { content: "late" }),
  ]);
});
