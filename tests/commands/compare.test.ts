import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { createBot } from "../../src/bot/bot.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { createPictures } from "../../src/charts/pictures.ts";
import type { Services } from "../../src/command.ts";
import type { Person } from "../../src/playground/person/person.ts";
import type { Reply } from "../../src/playground/person/reply.ts";
import { createSearch, entriesOf } from "../../src/search/search.ts";
import { realServices, startTestBot, type TestBot, textOf } from "../support/bot.ts";
import { readCatalog } from "../support/catalog.ts";

let bot: TestBot;
let asker: Person;
let other: Person;

beforeAll(async () => {
  bot = await startTestBot();
  asker = bot.discord.person();
  other = bot.discord.person({ as: "bo" });
});
afterAll(() => bot.close());

const textIn = (reply: Reply) => textOf(reply.message);
const optionsIn = (reply: Reply): { label: string; value: string; description?: string }[] => {
  const rows = (reply.message?.components ?? []) as unknown as { components: { options?: [] }[] }[];
  return rows.flatMap((row) => row.components.flatMap((part) => part.options ?? []));
};
const labelsIn = (reply: Reply): string[] => {
  const rows = (reply.message?.components ?? []) as unknown as { components: { label?: string }[] }[];
  return rows.flatMap((row) => row.components.flatMap((part) => part.label ?? []));
};

describe("/compare", () => {
  test("answers in words at once, then with a picture that has alt text", async () => {
    const reply = await asker.slash("compare", { first: "kimi k2.5", second: "glm-5" });
    expect(reply.kind).toBe("message");
    expect(reply.ephemeral).toBe(false);
    expect(textIn(reply)).toContain(
      "Both have open weights: Kimi K2.5 under Modified MIT and GLM-5 under MIT.",
    );
    expect(textIn(reply)).toMatch(/^SWE-bench +76\.8 +\*?77\.8$/m);
    const final = await reply.edited();
    expect(textOf(final)).toBe(textIn(reply));
    expect(final.attachments[0]).toMatchObject({
      filename: "comparison.png",
      description: expect.stringContaining("SWE-bench Verified: Kimi K2.5 76.8, GLM-5 77.8%"),
    });
    expect(final.embeds[0]?.image?.url).toContain("comparison.png");
  });

  test("has the picture at once the second time", async () => {
    await (await asker.slash("compare", { first: "glm-5", second: "minimax m2.5" })).edited();
    const again = await asker.slash("compare", { first: "glm-5", second: "minimax m2.5" });
    expect(again.message?.attachments).toHaveLength(1);
  });

  test("lab against lab compares a model of each, and says so", async () => {
    const text = textIn(await asker.slash("compare", { first: "alibaba", second: "moonshot ai" }));
    for (const lab of ["Alibaba", "Moonshot AI"])
      expect(text).toMatch(new RegExp(`${lab} is a lab: compared through its (newest|leading) model, .+\\.`));
  });

  test("a family stands for its newest member", async () => {
    const text = textIn(await asker.slash("compare", { first: "ernie", second: "glm-5" }));
    expect(text).toMatch(/ERNIE is a family: compared through its (newest|leading) member, /);
  });

  test("a word of a licence is not broken in a table of three", async () => {
    const text = textIn(
      await asker.slash("compare", { first: "kimi k2.5", second: "glm-5", third: "deepseek r1" }),
    );
    expect(text).toMatch(/Mod\. +MIT +MIT/);
  });

  test("five at most, each with suggestions while typing", async () => {
    const reply = await asker.slash("compare", {
      first: "glm-5",
      second: "kimi k2.5",
      third: "minimax m2.5",
      fourth: "deepseek v3",
      fifth: "dots.llm1",
    });
    expect(reply.message?.embeds[0]?.title).toBe(
      "A GLM-5 · B Kimi K2.5 · C MiniMax M2.5 · D DeepSeek-V3 · E dots.llm1",
    );
    expect(labelsIn(reply)).toEqual(["Remove one", "All facts", "Sources"]);
    for (const option of ["first", "second", "third", "fourth", "fifth"]) {
      const choices = await asker.autocomplete(
        "compare",
        option,
        "kimi k2.5",
        option === "first" ? {} : { first: "x" },
      );
      expect(choices[0]?.value).toBe("moonshot/kimi-k2.5");
    }
  });

  test("a family is compared through its flagship, and says so", async () => {
    const reply = await asker.slash("compare", { first: "zhipu/glm", second: "moonshot/kimi" });
    expect(reply.message?.embeds[0]?.title).toBe("GLM-5.3 vs Kimi K3.1 Pro");
    expect(textIn(reply)).toContain("GLM is a family: compared through its leading member, GLM-5.3.");
  });

  test.each([
    [{ first: "glm-5", second: "glm 5" }, "needs two different models"],
    [
      { first: "zhipu/glm", second: "zhipu/glm-5.3" },
      "GLM is compared through GLM-5.3, and that is named too",
    ],
    [{ first: "zzzzqqq", second: "xxyyqqzz" }, "These names are not clear: zzzzqqq and xxyyqqzz"],
    [{ first: "zzzzqqq", second: "glm-5" }, "Not in the catalogue: zzzzqqq"],
  ])("%o is answered privately: %s", async (options, said) => {
    const reply = await asker.slash("compare", options);
    expect(reply.ephemeral).toBe(true);
    expect(textIn(reply)).toContain(said);
  });

  test("one unclear name is asked back, and the answer goes on with the comparison", async () => {
    const reply = await asker.slash("compare", {
      first: "glm-5",
      second: "kimi k3.7",
      third: "minimax m2.5",
    });
    expect(reply.ephemeral).toBe(true);
    const { value } = optionsIn(reply).find((one) => one.value.startsWith("moonshot/kimi-k")) ?? {
      value: "",
    };
    const then = await asker.choose(reply, "", [value]);
    const name = optionsIn(reply).find((one) => one.value === value)?.label;
    expect(then.message?.embeds[0]?.title).toBe(`A GLM-5 · B ${name} · C MiniMax M2.5`);
    expect(labelsIn(then)[0]).toBe("Post it here");
  });
});

describe("buttons", () => {
  test("Compare on a card offers candidates with the reason, and gives the comparison privately, to be posted", async () => {
    const card = await asker.slash("model", { name: "zhipu/glm-5" });
    const menu = await asker.press(card, "Compare");
    expect(menu.ephemeral).toBe(true);
    const options = optionsIn(menu);
    expect(options[0]).toMatchObject({
      label: "GLM-4.7",
      description: expect.stringContaining("predecessor"),
    });
    expect(options.map((one) => one.label)).toEqual(
      expect.arrayContaining(["Kimi K2.6", "MiniMax M3", "GLM-5.1"]),
    );
    const comparison = await asker.choose(menu, "", ["moonshot/kimi-k2.6"]);
    expect(comparison.kind).toBe("update");
    expect(comparison.message?.embeds[0]?.title).toBe("GLM-5 vs Kimi K2.6");
    const posted = await asker.press(comparison, "Post it here");
    expect(posted.ephemeral).toBe(false);
    expect(posted.message?.embeds[0]?.title).toBe("GLM-5 vs Kimi K2.6");
    expect(labelsIn(posted)).not.toContain("Post it here");
  });

  test("a comparison is extended and reduced without touching the public one", async () => {
    const first = await asker.slash("compare", { first: "glm-5", second: "kimi k2.5" });
    await first.settled();
    const menu = await asker.press(first, "Add a model");
    expect(optionsIn(menu).map((one) => one.value)).not.toContain("zhipu/glm-5");
    const three = await asker.choose(menu, "", ["moonshot/kimi-k2.6"]);
    expect(three.message?.embeds[0]?.title).toMatch(/GLM-5.*Kimi K2.5.*Kimi K2.6/);
    const reduce = await asker.press(three, "Remove one");
    const two = await asker.choose(reduce, "", ["zhipu/glm-5"]);
    expect(two.message?.embeds[0]?.title).toBe("Kimi K2.5 vs Kimi K2.6");
    expect(first.now()?.embeds[0]?.title).toBe("GLM-5 vs Kimi K2.5");
  });

  test("sources and cards open privately, for everybody", async () => {
    const reply = await asker.slash("compare", { first: "glm-5", second: "kimi k2.5" });
    const sources = await other.press(reply, "Sources");
    expect(sources.ephemeral).toBe(true);
    expect(textIn(sources)).toContain("Sources for GLM-5 vs Kimi K2.5");
    const card = await other.choose(reply, "Open a card", ["zhipu/glm-5"]);
    expect(card.ephemeral).toBe(true);
    expect(card.message?.embeds[0]?.title).toContain("GLM-5");
  });

  test("buttons work after a restart of the bot, with a catalogue that was read anew", async () => {
    const reply = await asker.slash("compare", { first: "glm-5", second: "kimi k2.5" });
    await reply.settled();
    await bot.bot.stop();
    const data = readCatalog();
    const again = createBot({
      token: bot.discord.token,
      apiUrl: bot.discord.apiUrl,
      commands,
      services: {
        ...realServices(),
        catalog: createCatalog(data),
        search: createSearch(entriesOf(data)),
        pictures: createPictures(),
      } as Services,
      log: pino({ level: "silent" }),
      onFatal: (sentence) => expect.unreachable(sentence),
    });
    await again.start();
    try {
      const menu = await asker.press(reply, "Add a model");
      const three = await asker.choose(menu, "", ["moonshot/kimi-k2.6"]);
      expect(three.message?.embeds[0]?.title).toMatch(/GLM-5.*Kimi K2.5.*Kimi K2.6/);
    } finally {
      await again.stop();
    }
  });
});
