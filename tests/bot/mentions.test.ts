import { REST } from "discord.js";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answerMention } from "../../src/answers/mention.ts";
import { createMentions } from "../../src/bot/mentions.ts";
import { subjectOf } from "../../src/catalog/compare/subjects.ts";
import type { Services } from "../../src/command.ts";
import type { Person } from "../../src/playground/person/person.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import type { Message } from "../../src/playground/world/types.ts";
import { realServices, startTestBot, type TestBot, textOf } from "../support/bot.ts";

/** Name of the newest member of a family: the data tell it, and it changes with each release. */
function newestOf(family: string): string {
  const { catalog } = realServices();
  const model = catalog.models.get(family);
  if (model === undefined) throw new Error(`no model ${family}`);
  return subjectOf(catalog, model).model.name;
}

let bot: TestBot;
let ana: Person;
let bo: Person;
const at = `<@${ids.application}>`;

beforeEach(async () => {
  bot = await startTestBot({ mentions: true });
  ana = bot.discord.person({ as: "ana" });
  bo = bot.discord.person({ as: "bo" });
});
afterEach(async () => {
  // A question that was deleted before its reply came is refused as unknown, by Discord as well.
  const wrong = bot.discord.violations.filter((one) => !/UNKNOWN_MESSAGE/.test(JSON.stringify(one.errors)));
  expect(wrong).toEqual([]);
  expect(bot.logged.filter((line) => Number(line.level) >= 50)).toEqual([]);
  await bot.close();
});

const repliesTo = (question: Message, asker = ana, channel?: string): Message[] =>
  asker.sees(channel).filter((message) => message.message_reference?.message_id === question.id);

async function replyTo(question: Message, asker = ana): Promise<Message> {
  await bot.discord.until(() => repliesTo(question, asker).length > 0);
  return repliesTo(question, asker)[0] as Message;
}
async function pictured(question: Message): Promise<Message> {
  await bot.discord.until(() => repliesTo(question).some((message) => message.attachments.length > 0));
  return replyTo(question);
}

/** Resolves once all that was said before was handled: mentions are answered in order. */
async function handled(): Promise<void> {
  await replyTo(bo.say(`${at} kimi k2`), bo);
}
const ofBot = (): Message[] => ana.sees().filter((message) => message.author.id === ids.application);
const titleOf = (message: Message): string | undefined => message.embeds[0]?.title;

describe("a mention", () => {
  test("of several models is answered with their comparison, then its picture", async () => {
    const question = ana.say(`${at} kimi k2.5 vs glm-5`);
    const reply = await pictured(question);
    expect(titleOf(reply)).toBe("Kimi K2.5 vs GLM-5");
    expect(reply.attachments[0]?.description).toContain("GLM-5 77.8%");
    expect(repliesTo(question)).toHaveLength(1);
  });

  test.each([
    ["one model", "minimax m2.5", "MiniMax M2.5"],
    ["one lab", "zhipu?", "Zhipu AI · 智谱AI"],
    [
      "a lab's name beside a model's means its family",
      "deepseek or kimi",
      `${newestOf("deepseek/deepseek")} vs ${newestOf("moonshot/kimi")}`,
    ],
    ["Chinese names", "智谱5 和 kimi k2", "GLM-5 vs Kimi K2"],
  ])("%s", async (_, text, title) => {
    const reply = await replyTo(ana.say(`hey ${at}, ${text}`));
    // Long names stand behind letters: `A DeepSeek-V4.1-Flash · B Kimi K3`.
    for (const name of (title.split(" · ")[0] ?? "").split(" vs ")) expect(titleOf(reply)).toContain(name);
  });

  test("pings nobody, not even who asked", async () => {
    const question = ana.say(`${at} glm-5`);
    await replyTo(question);
    const stored = bot.discord.world.message(question.channel_id, repliesTo(question)[0]?.id ?? "");
    expect(stored?.pings).toEqual({ everyone: false, users: [], roles: [] });
  });

  test("in reply to a card is about that card", async () => {
    const card = await replyTo(ana.say(`${at} kimi k2.5`));
    const price = await replyTo(ana.say(`${at} how much?`, { replyTo: card }));
    expect(textOf(price)).toMatch(/Kimi K2\.5.* · price: \$0\.60/);
    const comparison = await replyTo(ana.say(`${at} vs glm-5`, { replyTo: card }));
    expect(titleOf(comparison)).toBe("Kimi K2.5 vs GLM-5");
    const other = await replyTo(ana.say(`${at} minimax m2.5`, { replyTo: card }));
    expect(titleOf(other)).toContain("MiniMax M2.5");
  });

  test("is not needed in private messages", async () => {
    const question = ana.say("is kimi k2 open source?", { channel: "dm" });
    await bot.discord.until(() => repliesTo(question, ana, "dm").length > 0);
    expect(textOf(repliesTo(question, ana, "dm")[0])).toContain("Yes: the weights of Kimi K2 are open");
  });

  test("works in private messages with the bot", async () => {
    const question = ana.say(`${at} glm-5`, { channel: "dm" });
    await bot.discord.until(() => repliesTo(question, ana, "dm").length > 0);
    expect(titleOf(repliesTo(question, ana, "dm")[0] as Message)).toContain("GLM-5");
  });

  test("names more than five: five are compared, and the reply says so", async () => {
    const reply = await replyTo(
      ana.say(`${at} glm-5, kimi k2.5, minimax m2.5, deepseek-v3, dots.llm1, hunyuan t1, glm-4.5`),
    );
    expect(titleOf(reply)?.split(" · ")).toHaveLength(5);
    expect(textOf(reply)).toContain("2 more were named and left out");
  });

  test("of a version that there is not is never answered with another one", async () => {
    const reply = await replyTo(ana.say(`${at} kimi k2.5 vs glm 9.7`));
    expect(textOf(reply)).toContain("Not in the catalogue: glm 9.7");
    expect(titleOf(reply)).toBeUndefined();
  });

  test("buttons of the reply answer who asked in place, and others privately", async () => {
    const reply = await replyTo(ana.say(`${at} glm-5`));
    const others = await bo.press(reply, "Sources");
    expect(others.ephemeral).toBe(true);
    const details = await ana.press(reply, "Details");
    expect(details.kind).toBe("update");
  });
});

describe("nothing recognised", () => {
  test("gives one short hint per person and minute", async () => {
    const first = ana.say(`${at} hello there`);
    const second = ana.say(`${at} how are you`);
    const hint = await replyTo(first);
    await handled();
    expect(repliesTo(second)).toEqual([]);
    expect(textOf(hint).length).toBeLessThan(140);
  });
});

describe("what is not answered", () => {
  const notMeant: Record<string, (at: string) => string> = {
    "no mention": () => "glm-5 vs kimi k2.5",
    everyone: () => "@everyone glm-5",
    "another user": () => `<@${ids.owner}> glm-5`,
    "the bot's role": () => `<@&${ids.botRole}> glm-5`,
  };
  test.each(Object.keys(notMeant))("%s", async (name) => {
    const question = ana.say((notMeant[name] as (at: string) => string)(at));
    await handled();
    expect(repliesTo(question)).toEqual([]);
  });

  test("a reply to the bot, which pings it without a mention in the text", async () => {
    const reply = await replyTo(ana.say(`${at} glm-5`));
    const thanks = ana.say("thanks, and kimi k2.5?", { replyTo: reply });
    expect(thanks.mentions.map((user) => user.id)).toContain(ids.application);
    await handled();
    expect(repliesTo(thanks)).toEqual([]);
  });

  test.each([
    ["other bots", { author: { bot: true } }],
    ["webhooks", { webhook_id: "100000000000009999" }],
    ["its own messages", { author: { id: ids.application } }],
    ["system messages", { type: 7 }],
  ])("%s", async (_, change) => {
    const question = ana.say("nothing");
    const { author, ...rest } = change as { author?: object };
    bot.discord.gateway.send(
      "MESSAGE_CREATE",
      {
        ...question,
        ...rest,
        guild_id: ids.home,
        content: `${at} glm-5`,
        mentions: [{ id: ids.application }],
        author: { ...question.author, ...author },
      },
      ids.home,
    );
    await handled();
    expect(repliesTo(question)).toEqual([]);
  });
});

describe("hostile mentions", () => {
  const names = [
    "glm-5",
    "kimi k2.5",
    "minimax m2.5",
    "deepseek-v3",
    "dots.llm1",
    "hunyuan t1",
    "qwen3",
    "yi-34b",
  ];
  const hostile: Record<string, string> = {
    "200 names": Array.from({ length: 200 }, (_, index) => names[index % names.length]).join(", "),
    "4,000 characters": `glm-5 ${"kimi k2.5 vs ".repeat(400)}`.slice(0, 3_950),
    "nested markdown": `${"**__~~||`".repeat(300)}glm-5${"`||~~__**".repeat(100)}`,
    "one endless word": `glm-5 ${"a".repeat(3_900)}`,
    "brackets and stars": `${"[(*".repeat(1_200)} glm-5`,
    "mentions of itself": `${at} `.repeat(180),
    "Han characters": "智谱".repeat(1_900),
  };
  test.each(Object.keys(hostile))("%s: one bounded answer or none", async (name) => {
    const question = ana.say("nothing");
    bot.discord.gateway.send(
      "MESSAGE_CREATE",
      {
        ...question,
        guild_id: ids.home,
        content: `${at} ${hostile[name]}`.slice(0, 4_000),
        mentions: [{ id: ids.application }],
      },
      ids.home,
    );
    await handled();
    expect(repliesTo(question).length).toBeLessThanOrEqual(1);
  });

  test("a flood gets a bounded number of answers per person and per channel", async () => {
    for (let n = 0; n < 30; n++) ana.say(`${at} glm-5`);
    await handled();
    // Five answers, one word that it rests, and the one that was waited for.
    expect(ofBot().length).toBe(5 + 1 + 1);
  });
});

describe("a deleted question", () => {
  test("takes its reply along", async () => {
    const question = ana.say(`${at} glm-5`);
    const reply = await replyTo(question);
    ana.delete(question);
    await bot.discord.until(() => !ana.sees().some((message) => message.id === reply.id));
  });

  test("before the reply is there gets none", async () => {
    const question = ana.say(`${at} glm-5 vs kimi k2.5`);
    ana.delete(question);
    await handled();
    expect(ofBot()).toHaveLength(1);
  });

  test("takes along a reply whose picture is still being drawn", async () => {
    const question = ana.say(`${at} glm-5 vs deepseek v3 vs dots.llm1 vs glm-4.5`);
    await replyTo(question);
    ana.delete(question);
    await bot.discord.until(() => repliesTo(question).length === 0);
    await handled();
    expect(ofBot()).toHaveLength(1);
  });

  test("somebody else's deleted message takes nothing along", async () => {
    const question = ana.say(`${at} glm-5`);
    const reply = await replyTo(question);
    bo.delete(bo.say("never mind"));
    await handled();
    expect(ana.sees()).toContainEqual(expect.objectContaining({ id: reply.id }));
  });
});

describe("bounds in time", () => {
  /** The part that answers, with a clock of our own and real REST; the running bot does not answer. */
  async function withClock(
    run: (mentions: ReturnType<typeof createMentions>, pass: (ms: number) => void) => Promise<void>,
  ) {
    let time = 1_000;
    const rest = new REST({ api: bot.discord.apiUrl }).setToken(bot.discord.token);
    const mentions = createMentions({
      rest,
      userId: () => ids.application,
      answer: (text, name, card) => answerMention(realServices() as Services, text, name, card),
      log: pino({ level: "silent" }),
      now: () => time,
      bounds: { hintMs: 50 },
    });
    await bot.bot.stop();
    await run(mentions, (ms) => {
      time += ms;
    });
    mentions.stop();
  }
  const ask = (text = "glm-5") => {
    const question = ana.say(`${at} ${text}`);
    return { ...question, guild_id: ids.home };
  };

  test("a question deleted after five minutes leaves its reply", async () => {
    await withClock(async (mentions, pass) => {
      const [early, late] = [ask(), ask()];
      await mentions.created(early);
      await mentions.created(late);
      pass(4 * 60_000);
      await mentions.deleted({ id: early.id });
      expect(repliesTo(early)).toEqual([]);
      pass(2 * 60_000);
      await mentions.deleted({ id: late.id });
      expect(repliesTo(late)).toHaveLength(1);
    });
  });

  test("a hint goes away by itself, an answer stays", async () => {
    await withClock(async (mentions) => {
      const [lost, found] = [ask("hello there"), ask("glm-5")];
      await mentions.created(found);
      await mentions.created(lost);
      expect(repliesTo(lost)).toHaveLength(1);
      await bot.discord.until(() => repliesTo(lost).length === 0);
      expect(repliesTo(found)).toHaveLength(1);
    });
  });

  test("a question deleted while its reply is under way leaves none", async () => {
    await withClock(async (mentions) => {
      const question = ask("glm-5 vs kimi k2.5");
      const answered = mentions.created(question);
      await mentions.deleted({ id: question.id });
      await answered;
      expect(repliesTo(question)).toEqual([]);
    });
  });

  test("the bound of a person ends with its minute", async () => {
    await withClock(async (mentions, pass) => {
      const questions = Array.from({ length: 7 }, () => ask());
      for (const question of questions) await mentions.created(question);
      expect(questions.map((one) => repliesTo(one).length)).toEqual([1, 1, 1, 1, 1, 1, 0]);
      expect(textOf(repliesTo(questions[5] as Message)[0])).toContain("I rest for a minute");
      pass(61_000);
      const again = ask();
      await mentions.created(again);
      expect(repliesTo(again)).toHaveLength(1);
    });
  });

  test("a channel that refuses replies is left alone for a while", async () => {
    await withClock(async (mentions, pass) => {
      const posts = () => bot.discord.requests.filter((request) => request.method === "POST").length;
      bot.discord.world.setBotPermissions(ids.general, ["ViewChannel"]);
      await mentions.created(ask());
      const count = posts();
      await mentions.created(ask());
      expect(posts()).toBe(count);
      bot.discord.world.setBotPermissions(ids.general, [
        "ViewChannel",
        "SendMessages",
        "EmbedLinks",
        "ReadMessageHistory",
      ]);
      pass(11 * 60_000);
      const again = ask("glm-5 vs kimi k2.5");
      await mentions.created(again);
      expect(repliesTo(again)).toHaveLength(1);
    });
  });
});

describe("INLINE=off", () => {
  test("asks for no intent and answers no mention", async () => {
    const quiet = await startTestBot();
    try {
      expect(quiet.bot.client.options.intents.bitfield).toBe(0);
      const person = quiet.discord.person({ as: "ana" });
      person.say(`${at} glm-5`);
      await person.slash("model", { name: "glm-5" });
      expect(person.sees().filter((message) => message.message_reference !== undefined)).toEqual([]);
    } finally {
      await quiet.close();
    }
  });

  test("on, no message leaves a channel, server or person in the caches", async () => {
    const question = ana.say(`${at} glm-5`, { channel: "dm" });
    await bot.discord.until(() => repliesTo(question, ana, "dm").length > 0);
    ana.say("just talking");
    await handled();
    const { channels, guilds, users } = bot.bot.client;
    expect([channels.cache.size, guilds.cache.size, users.cache.size]).toEqual([0, 0, 1]);
  });

  test("on, neither intent is privileged", () => {
    // GuildMembers, GuildPresences and MessageContent: bits 1, 8 and 15.
    const privileged = (1 << 1) | (1 << 8) | (1 << 15);
    expect(bot.bot.client.options.intents.bitfield & privileged).toBe(0);
    expect(bot.bot.client.guilds.cache.size).toBe(0);
  });
});
