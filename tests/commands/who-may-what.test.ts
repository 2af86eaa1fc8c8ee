/**
 * Members x subcommands x targets x roles: who may decide what a channel follows, and whom its posts may mention. An
 * administrator has allowed `/subscribe` to everybody in the server's settings, so that only the bot's own rules hold.
 */
import { OverwriteType } from "discord-api-types/v10";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import type { Person } from "../../src/playground/person/person.ts";
import { ids, makeUser } from "../../src/playground/world/default-world.ts";
import { bits } from "../../src/playground/world/permissions.ts";
import { role } from "../../src/playground/world/roles.ts";
import { exportText } from "../../src/subscriptions/transfer.ts";
import type { Subscription } from "../../src/subscriptions/types.ts";
import { textOf } from "../support/bot.ts";
import { settings } from "../support/delivery.ts";
import { type Subscriber, startSubscriber } from "../support/subscriber.ts";

const members = ["nobody", "one", "all", "admin"] as const;
type Who = (typeof members)[number];
const targets = ["models", "general", "secret", "thread", "gone"] as const;
type Target = (typeof targets)[number];

/**
 * `nobody` manages nothing. `one` manages #models alone. `all` manages every channel and does not see #secret; `admin`
 * is an administrator. `gone` was a channel. The thread is one of #models.
 */
const decides: Record<Target, Record<Who, boolean>> = {
  models: { nobody: false, one: true, all: true, admin: true },
  thread: { nobody: false, one: true, all: true, admin: true },
  general: { nobody: false, one: false, all: true, admin: true },
  secret: { nobody: false, one: false, all: false, admin: true },
  gone: { nobody: false, one: false, all: true, admin: true },
};

/** What the answer begins with where the member may. */
const onChosen: Record<string, { options?: Record<string, string>; yes: RegExp }> = {
  edit: { options: { weights: "open" }, yes: /is changed/ },
  pause: { yes: /is paused/ },
  resume: { yes: /goes on/ },
  remove: { yes: /is removed/ },
  test: { yes: /test post/ },
};
const refusal = /may manage it can do this/;

const roles = {
  secret: "110000000000000201",
  one: "110000000000000202",
  all: "110000000000000203",
  admin: "110000000000000204",
  closed: "110000000000000205",
  caller: "110000000000000206",
};
const channels: Record<Target, string> = {
  models: ids.models,
  general: ids.general,
  secret: "110000000000000301",
  thread: ids.thread,
  gone: "110000000000000302",
};

let bot: Subscriber;
const people = {} as Record<Who, Person>;

function overwrite(channel: string, id: string, allow: bigint, deny = 0n): void {
  const before = bot.discord.world.needChannel(channel).permission_overwrites ?? [];
  const made = { id, type: OverwriteType.Role, allow: `${allow}`, deny: `${deny}` };
  bot.discord.world.updateChannel(channel, { permission_overwrites: [...before, made] });
}

beforeAll(async () => {
  const opened = commands.map((command) => ({
    ...command,
    definition: { ...command.definition, default_member_permissions: null },
  }));
  bot = await startSubscriber({}, opened);
  const { world } = bot.discord;
  const home = world.guilds.get(ids.home);
  if (home === undefined) throw new Error("there is no server");
  home.roles.set(roles.one, role(roles.one, "One channel", 0n, { position: 4 }));
  home.roles.set(roles.all, role(roles.all, "All channels", bits(["ManageChannels"]), { position: 5 }));
  home.roles.set(roles.admin, role(roles.admin, "Administrators", bits(["Administrator"]), { position: 6 }));
  home.roles.set(roles.closed, role(roles.closed, "Closed", 0n, { position: 7 }));
  home.roles.set(roles.caller, role(roles.caller, "Callers", 0n, { position: 8 }));
  for (const [index, who] of members.entries()) {
    const user = makeUser(`14000000000000010${index}`, who, who);
    world.addUser(user);
    const held = who === "nobody" ? [] : [roles[who]];
    home.members.set(user.id, {
      user,
      nick: null,
      roles: held,
      joined_at: "2025-01-01T00:00:00.000000+00:00",
    });
    people[who] = bot.discord.person({ as: who });
  }
  world.addChannel({
    ...world.needChannel(ids.general),
    id: channels.secret,
    name: "secret",
    permission_overwrites: [],
  });
  overwrite(ids.models, roles.one, bits(["ManageChannels"]));
  overwrite(channels.secret, ids.home, 0n, bits(["ViewChannel"]));
  overwrite(channels.secret, ids.botRole, bits(["ViewChannel"]));
});
afterEach(async () => {
  expect(bot.errors).toEqual([]);
  expect(bot.discord.violations).toEqual([]);
  for (const one of await all()) await bot.jobs.service.remove(one.id);
});
afterAll(() => bot.close());

const all = () => bot.jobs.service.ofGuild(ids.home);
const subscribed = async (target: Target, more: Partial<Subscription> = {}): Promise<Subscription> =>
  (await bot.jobs.service.add(settings({ channelId: channels[target], channelName: target, ...more })))
    .subscription;

async function say(who: Who, subcommand: string, options: Parameters<Person["slash"]>[1] = {}) {
  const reply = await people[who].slash("subscribe", options, { subcommand });
  const message = await reply.settled();
  return { reply, message, text: textOf(message) };
}

const cells = targets.flatMap((target) => members.map((who) => ({ who, target, may: decides[target][who] })));

describe.each(cells)("$who, about #$target: $may", ({ who, target, may }) => {
  test.each(Object.entries(onChosen))("%s", async (subcommand, { options, yes }) => {
    const { id } = await subscribed(target);
    const before = await all();
    const { text } = await say(who, subcommand, { subscription: id, ...options });
    expect(text).toMatch(may ? yes : refusal);
    if (!may) expect(await all()).toEqual(before);
  });

  // Discord offers no channel that is gone.
  if (target !== "gone")
    test("add", async () => {
      const { text } = await say(who, "add", { channel: channels[target] });
      expect(text).toMatch(may ? /is subscribed/ : refusal);
      expect(await all()).toHaveLength(may ? 1 : 0);
    });

  test("list, export and suggestions hold it, or do not", async () => {
    await subscribed(target);
    const list = await say(who, "list");
    expect(list.text).toContain(may ? "1 subscription" : "not shown");
    expect(list.text.includes(channels[target])).toBe(may);
    const exported = await say(who, "export");
    expect(exported.message?.attachments).toHaveLength(may ? 1 : 0);
    const offered = await people[who].autocomplete(
      "subscribe",
      "subscription",
      "",
      {},
      { subcommand: "pause" },
    );
    expect(offered).toHaveLength(may ? 1 : 0);
  });

  test("import", async () => {
    const one = await subscribed(target);
    const text = exportText([one]);
    await bot.jobs.service.remove(one.id);
    const form = await people[who].press((await say(who, "import")).reply, "Paste the file's text");
    const answer = textOf(await (await people[who].submit(form, { text })).settled());
    const comes = may && target !== "gone";
    expect(answer).toContain(comes ? "1 subscription made" : "1 entry left out");
    expect(await all()).toHaveLength(comes ? 1 : 0);
  });
});

test("a card's button is checked when it is pressed, not when it was shown", async () => {
  const { reply } = await say("one", "add", { channel: ids.models });
  expect(textOf((await people.one.press(reply, "Preview")).message)).toContain("Only you see this");
  const member = bot.discord.world.guilds.get(ids.home)?.members.get(people.one.user.id);
  if (member === undefined) throw new Error("nobody");
  member.roles = [];
  expect(textOf((await people.one.press(reply, "Preview")).message)).toMatch(refusal);
  member.roles = [roles.one];
});

test("outside the server, nothing can be done", async () => {
  const one = await subscribed("models");
  const text = exportText([{ ...one, channelId: ids.lounge }]);
  const form = await people.admin.press((await say("admin", "import")).reply, "Paste the file's text");
  expect(textOf(await (await people.admin.submit(form, { text })).settled())).toContain("1 entry left out");
  expect(await all()).toHaveLength(1);
});

/** Whether posts in #models may mention a role, by who names it; `caller` adds Mention Everyone to what they may. */
const pings: {
  who: Who;
  caller: boolean;
  role: "fans" | "closed" | "everyone";
  bot: boolean;
  may: RegExp;
}[] = [
  { who: "one", caller: false, role: "fans", bot: false, may: /Mentions/ },
  { who: "one", caller: false, role: "closed", bot: true, may: /You may not mention/ },
  { who: "one", caller: true, role: "closed", bot: false, may: /I may not mention/ },
  { who: "one", caller: true, role: "closed", bot: true, may: /Mentions/ },
  { who: "all", caller: false, role: "closed", bot: true, may: /You may not mention/ },
  { who: "admin", caller: false, role: "closed", bot: true, may: /Mentions/ },
  { who: "admin", caller: false, role: "closed", bot: false, may: /I may not mention/ },
  { who: "one", caller: true, role: "everyone", bot: true, may: /No post mentions everyone/ },
  { who: "admin", caller: false, role: "everyone", bot: true, may: /No post mentions everyone/ },
];
const named = { fans: ids.releaseFans, closed: roles.closed, everyone: ids.home };

describe.each(pings)(
  "$who names $role; calls: $caller, the bot calls: $bot",
  ({ who, caller, role, bot: calls, may }) => {
    beforeAll(() => {
      const home = bot.discord.world.guilds.get(ids.home);
      const member = home?.members.get(people[who].user.id);
      if (member === undefined) throw new Error("nobody");
      if (caller) member.roles = [...member.roles, roles.caller];
      const rules = bot.discord.world.needChannel(ids.models).permission_overwrites ?? [];
      const kept = rules.filter((one) => one.id !== roles.caller && one.id !== ids.botRole);
      bot.discord.world.updateChannel(ids.models, { permission_overwrites: kept });
      overwrite(ids.models, roles.caller, bits(["MentionEveryone"]));
      if (!calls) overwrite(ids.models, ids.botRole, 0n, bits(["MentionEveryone"]));
    });
    afterAll(() => {
      const member = bot.discord.world.guilds.get(ids.home)?.members.get(people[who].user.id);
      if (member !== undefined) member.roles = member.roles.filter((id) => id !== roles.caller);
    });
    const comes = may.source === "Mentions";

    test("add", async () => {
      expect((await say(who, "add", { channel: ids.models, role: named[role] })).text).toMatch(may);
      expect(await all()).toHaveLength(comes ? 1 : 0);
    });

    test("edit, from another channel", async () => {
      const { id } = await subscribed("models");
      expect((await say(who, "edit", { subscription: id, role: named[role] })).text).toMatch(may);
      expect((await all())[0]?.roleId).toBe(comes ? named[role] : undefined);
    });

    test("import", async () => {
      const one = await subscribed("models", { roleId: named[role] });
      await bot.jobs.service.remove(one.id);
      const form = await people[who].press((await say(who, "import")).reply, "Paste the file's text");
      const answer = textOf(await (await people[who].submit(form, { text: exportText([one]) })).settled());
      expect(answer).toMatch(comes ? /1 subscription made/ : may);
      expect(await all()).toHaveLength(comes ? 1 : 0);
    });
  },
);
