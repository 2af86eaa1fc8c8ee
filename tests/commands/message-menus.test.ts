import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Person } from "../../src/playground/person/person.ts";
import type { Reply } from "../../src/playground/person/reply.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import { startTestBot, type TestBot, textOf } from "../support/bot.ts";

let bot: TestBot;
let ana: Person;
beforeAll(async () => {
  bot = await startTestBot();
  ana = bot.discord.person({ as: "ana" });
});
afterAll(async () => {
  expect(bot.discord.violations).toEqual([]);
  await bot.close();
});

const titleOf = (reply: Reply): string | undefined => reply.message?.embeds[0]?.title;
const menu = (name: string, text: string, channel?: string): Promise<Reply> =>
  ana.menu(name, ana.say(text, channel === undefined ? {} : { channel }));

describe("Find models", () => {
  test("one name: its card, privately, to be posted", async () => {
    const reply = await menu("Find models", "I like MiniMax M2.5 most");
    expect(reply.ephemeral).toBe(true);
    expect(titleOf(reply)).toBe("MiniMax M2.5");
    const posted = await ana.press(reply, "Post it here");
    expect(posted.ephemeral).toBe(false);
    expect(titleOf(posted)).toBe("MiniMax M2.5");
  });

  test("several: a list that opens cards, compares and can be posted", async () => {
    const reply = await menu("Find models", "GLM-5, Kimi K2.5 and what Zhipu says; not GLM 6.7");
    expect(textOf(reply.message)).toContain("GLM-5 · Zhipu AI · 11 Feb 2026");
    expect(textOf(reply.message)).toContain("Not in the catalogue: GLM 6.7.");
    const posted = await ana.press(reply, "Post it here");
    expect(posted.ephemeral).toBe(false);
    expect(textOf(posted.message)).toContain("Kimi K2.5 · Moonshot AI");
    const comparison = await ana.press(reply, "Compare");
    // Long names stand behind letters.
    expect(titleOf(comparison)).toMatch(/GLM-5\b.*Kimi K2\.5.*GLM-5\.3/);
    const again = await menu("Find models", "glm-5 and kimi k2.5");
    const card = await ana.choose(again, "", ["moonshot/kimi-k2.5"]);
    expect(titleOf(card)).toBe("Kimi K2.5");
    expect(titleOf(await ana.press(card, "Post it here"))).toBe("Kimi K2.5");
  });

  test("a message that names more than fits", async () => {
    const names =
      "glm-5, kimi k2.5, minimax m2.5, deepseek-v3, dots.llm1, hunyuan t1, glm-4.5, kimi k2, yi-34b, glm-4";
    const reply = await menu("Find models", names);
    const posted = await ana.press(reply, "Post it here");
    expect(posted.ephemeral).toBe(false);
  });

  test("nothing named", async () => {
    const reply = await menu("Find models", "good morning");
    expect(reply.ephemeral).toBe(true);
    expect(textOf(reply.message)).toContain("No lab or model of the catalogue is named");
  });

  test("a version that there is not", async () => {
    const reply = await menu("Find models", "when is glm 6.7 coming?");
    expect(textOf(reply.message)).toContain("Not in the catalogue: glm 6.7");
  });
});

describe("Compare models", () => {
  test("the models of a message side by side, privately, to be posted", async () => {
    const reply = await menu("Compare models", "is kimi k2.5 or glm-5 bigger?");
    expect(reply.ephemeral).toBe(true);
    expect(titleOf(reply)).toBe("Kimi K2.5 vs GLM-5");
    const posted = await ana.press(reply, "Post it here");
    expect(posted.ephemeral).toBe(false);
    expect((await posted.settled()).embeds[0]?.title).toBe("Kimi K2.5 vs GLM-5");
  });

  test("one model: what it can be compared with", async () => {
    const reply = await menu("Compare models", "glm-5 is out");
    expect(titleOf(reply)).toBe("Compare GLM-5 with…");
  });

  test("nothing named", async () => {
    const reply = await menu("Compare models", "good morning");
    expect(reply.ephemeral).toBe(true);
  });
});

describe("anywhere", () => {
  test.each([
    ["a server where the app is only user-installed", ids.lounge],
    ["a private message", "dm"],
    ["a group chat", ids.groupChat],
  ])("menus and /compare work in %s", async (_, channel) => {
    const found = await menu("Find models", "glm-5", channel);
    expect(titleOf(found)).toBe("GLM-5");
    const compared = await menu("Compare models", "glm-5 or kimi k2.5", channel);
    expect(titleOf(compared)).toBe("GLM-5 vs Kimi K2.5");
    const slash = await ana.slash("compare", { first: "glm-5", second: "kimi k2.5" }, { channel });
    expect(titleOf(slash)).toBe("GLM-5 vs Kimi K2.5");
  });
});
