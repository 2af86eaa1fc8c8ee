import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { PersonError } from "../../src/playground/person/error.ts";
import type { Person } from "../../src/playground/person/person.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import { textOf } from "../support/bot.ts";
import { ready } from "../support/delivery.ts";
import { type Subscriber, startSubscriber } from "../support/subscriber.ts";

let bot: Subscriber;
let ana: Person;

beforeAll(async () => {
  bot = await startSubscriber();
  ana = bot.discord.person({ as: "ana" });
});
afterEach(async () => {
  expect(bot.errors).toEqual([]);
  expect(bot.discord.violations).toEqual([]);
  for (const one of await bot.jobs.service.ofGuild(ids.home)) await bot.jobs.service.remove(one.id);
});
afterAll(() => bot.close());

type Options = Parameters<Person["slash"]>[1];
async function say(subcommand: string, options: Options = {}, who = ana) {
  const reply = await who.slash("subscribe", options, { subcommand });
  const message = await reply.settled();
  return { reply, text: textOf(message), message };
}
const all = () => bot.jobs.service.ofGuild(ids.home);
async function only() {
  const [one, ...others] = await all();
  if (one === undefined || others.length > 0) throw new Error("there is not exactly one subscription");
  return one;
}

describe("add", () => {
  test("saves, says what comes and when, and that nothing old is posted; only who asked sees it", async () => {
    const { reply, text } = await say("add", {
      channel: ids.models,
      lab: "zhipu, Moonshot",
      weights: "open",
    });
    expect(reply.ephemeral).toBe(true);
    expect(text).toContain(`<#${ids.models}> is subscribed`);
    expect(text).toContain("releases of Moonshot AI and Zhipu AI · open weights only");
    expect(text).toContain("at once");
    expect(text).toContain("Nothing old is posted");
    expect(await only()).toMatchObject({
      ...{ guildId: ids.home, channelId: ids.models, channelName: "models", channelKind: "text" },
      ...{ filters: { labs: ["moonshot", "zhipu"], weights: "open", variants: "all" } },
      ...{ ownerId: ids.moderator, state: "active" },
    });
    await bot.run();
    expect(bot.sent(ids.models)).toEqual([]);
  });

  test("the same twice shows the existing one", async () => {
    await say("add", { channel: ids.models });
    const { text } = await say("add", { channel: ids.models, cadence: "daily" });
    expect(text).toContain("has this subscription already");
    expect(text).toContain("at once");
    expect(await all()).toHaveLength(1);
  });

  test("this channel, where none is named", async () => {
    await say("add");
    expect(await only()).toMatchObject({ channelId: ids.general, channelName: "general" });
  });

  test.each([
    ["announcements", ids.announcements, "announcement"],
    ["a forum", ids.forum, "forum"],
    ["a thread", ids.thread, "thread"],
  ])("%s", async (_name, channel, kind) => {
    await say("add", { channel });
    expect(await only()).toMatchObject({ channelId: channel, channelKind: kind });
  });

  test("a digest says when it comes next, in its time zone", async () => {
    const { text } = await say("add", { cadence: "weekly", hour: 8, timezone: "europe/berlin" });
    expect(text).toContain("on Mondays at 08:00 (Europe/Berlin)");
    expect(text).toMatch(/next <t:\d+:f>/);
    expect((await only()).schedule).toEqual({ cadence: "weekly", hour: 8, timeZone: "Europe/Berlin" });
  });

  test("a preview is a post, for who asked alone", async () => {
    const { reply } = await say("add", { lab: "zhipu" });
    const preview = await ana.press(reply, "Preview");
    expect(preview.ephemeral).toBe(true);
    expect(textOf(preview.message)).toContain("GLM-5");
    expect(textOf(preview.message)).toContain("Only you see this");
  });

  const refusals: [what: string, options: Options, words: string][] = [
    ["a channel where the bot may only read", { channel: ids.readOnly }, "Embed Links, Send Messages"],
    ["a channel that the bot does not see", { channel: ids.hidden }, "View Channel"],
    ["an hour without a digest", { hour: 9 }, "daily or weekly digest"],
    ["an unknown time zone", { cadence: "daily", timezone: "Mars/Base" }, "no time zone"],
    ["an unknown lab", { lab: "zhipu, nobody at all" }, "No lab is called"],
  ];
  test.each(refusals)("%s is refused, with the reason", async (_what, options, words) => {
    const { text, reply } = await say("add", options);
    expect(text).toContain(words);
    expect(reply.ephemeral).toBe(true);
    expect(await all()).toEqual([]);
  });

  test("a role that the bot may not mention is refused", async () => {
    bot.discord.world.setBotPermissions(ids.models, [
      ...(["ViewChannel", "SendMessages", "EmbedLinks", "ReadMessageHistory"] as const),
    ]);
    const refused = await say("add", { channel: ids.models, role: ids.moderators });
    expect(refused.text).toContain("Mention @everyone, @here, and All Roles");
    await say("add", { channel: ids.models, role: ids.releaseFans });
    expect((await only()).roleId).toBe(ids.releaseFans);
  });

  test("members who may not manage channels are not offered it", async () => {
    const bo = bot.discord.person({ as: "bo" });
    await expect(bo.slash("subscribe", {}, { subcommand: "list" })).rejects.toThrow(PersonError);
    expect(bo.offered().map(({ name }) => name)).toContain("releases");
  });
});

describe("what is there", () => {
  test("list, edit, pause, resume, remove", async () => {
    expect((await say("list")).text).toContain("no subscriptions");
    await say("add", { channel: ids.models, lab: "zhipu" });
    const { id } = await only();
    const edited = await say("edit", { subscription: id, weights: "open", cadence: "daily", hour: 7 });
    expect(edited.text).toContain("releases of Zhipu AI · open weights only");
    expect(edited.text).toContain("daily at 07:00 (UTC)");
    const lifted = await say("edit", { subscription: id, lab: "all", weights: "any", variants: "main" });
    expect(lifted.text).toContain("every release · no minor variants");
    expect((await say("pause", { subscription: id })).text).toContain("is paused");
    expect((await say("list")).text).toContain("paused · by a member");
    expect((await say("resume", { subscription: id })).text).toContain(
      "What came out in between is not posted",
    );
    expect(await only()).toMatchObject({ state: "active" });
    expect((await say("remove", { subscription: id })).text).toContain("is removed");
    expect(await all()).toEqual([]);
    expect((await say("pause", { subscription: id })).text).toContain("not there any more");
  });

  test("a role comes and goes", async () => {
    await say("add", { role: ids.releaseFans });
    const { id } = await only();
    expect((await say("edit", { subscription: id, norole: true })).text).not.toContain("Mentions");
    expect((await only()).roleId).toBeUndefined();
  });

  test("suggestions: subscriptions by name, labs after a comma, time zones", async () => {
    await say("add", { channel: ids.models, lab: "zhipu" });
    const { id } = await only();
    const choose = (option: string, typed: string, subcommand: string) =>
      ana.autocomplete("subscribe", option, typed, {}, { subcommand });
    expect(await choose("subscription", "mod", "pause")).toEqual([
      { name: "#models · releases of Zhipu AI · at once", value: id },
    ]);
    const labs = await choose("lab", "zhipu, moon", "add");
    expect(labs[0]?.value).toBe("zhipu, moonshot");
    expect((await choose("timezone", "berl", "add")).map((one) => one.value)).toEqual(["Europe/Berlin"]);
  });

  test("a test post comes to the channel and counts for nothing", async () => {
    await say("add", { channel: ids.forum, lab: "moonshot" });
    expect((await say("test", { subscription: (await only()).id })).text).toContain("A test post is in");
    const thread = [...bot.discord.world.channels.values()].find((one) => one.parent_id === ids.forum);
    const [post] = bot.sent(thread?.id);
    expect(textOf(post)).toContain("A test: this release is not new.");
    expect(await bot.jobs.deliveries.counts()).toEqual({});
  });
});

describe("paused, and what was missed", () => {
  test.each([
    [true, ["GLM-5", "Kimi K2.5"]],
    [false, ["Kimi K2.5"]],
  ])("missed: %s", async (missed, titles) => {
    await say("add", { channel: ids.announcements });
    const { id } = await only();
    const before = bot.sent(ids.announcements).length;
    await say("pause", { subscription: id });
    const key = `${missed}`;
    await bot.release(ready("zhipu/glm-5", { key: `a ${key}` }));
    await bot.run();
    bot.time.now += 1;
    expect(bot.sent(ids.announcements)).toHaveLength(before);
    const { text } = await say("resume", { subscription: id, missed });
    expect(text).toContain(missed ? "1 missed release will be posted" : "not posted");
    await bot.run();
    await bot.release(ready("moonshot/kimi-k2.5", { key: `b ${key}` }));
    await bot.run();
    await bot.run();
    const posts = bot.sent(ids.announcements).slice(before);
    expect(posts.map((one) => one.embeds[0]?.title?.split(" · ")[0])).toEqual(titles);
  });
});

describe("moving hosts", () => {
  test("an exported server is imported again, and nothing is doubled", async () => {
    await say("add", { channel: ids.models, lab: "zhipu", role: ids.releaseFans });
    await say("add", {
      channel: ids.forum,
      cadence: "weekly",
      hour: 6,
      timezone: "Asia/Shanghai",
      variants: "main",
    });
    const settings = async () =>
      (await all()).map(({ channelId, channelKind, filters, schedule, roleId }) => ({
        ...{ channelId, channelKind, filters, schedule, roleId },
      }));
    const wanted = await settings();
    const { message } = await say("export");
    const [file] = message.attachments;
    expect(file?.filename).toBe("subscriptions.json");
    const text = await (await fetch(file?.url ?? "")).text();
    for (const one of await all()) await bot.jobs.service.remove(one.id);

    const form = await ana.press((await say("import")).reply, "Paste the file's text");
    const done = await ana.submit(form, { text });
    expect(textOf(await done.settled())).toContain("2 subscriptions made");
    expect(await settings()).toEqual(wanted);
    const again = await ana.submit(await ana.press((await say("import")).reply, "Paste the file's text"), {
      text,
    });
    expect(textOf(await again.settled())).toContain("0 subscriptions made, 2 were there already");
  });

  test.each([
    ["no JSON", "{", "not whole"],
    ["something else", '{"a":1}', "not the text of an exported file"],
  ])("%s is refused", async (_what, text, words) => {
    const form = await ana.press((await say("import")).reply, "Paste the file's text");
    expect(textOf(await (await ana.submit(form, { text })).settled())).toContain(words);
  });

  test("a channel of another server is left out", async () => {
    await say("add", { channel: ids.models });
    const [one] = await all();
    const { exportText } = await import("../../src/subscriptions/transfer.ts");
    if (one === undefined) throw new Error("nothing to export");
    const text = exportText([{ ...one, channelId: ids.lounge }]);
    const form = await ana.press((await say("import")).reply, "Paste the file's text");
    const answer = textOf(await (await ana.submit(form, { text })).settled());
    expect(answer).toContain("1 entry left out");
    expect(await all()).toHaveLength(1);
  });
});
