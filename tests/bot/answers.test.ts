/** The bot as a person meets it: a real discord.js client, driven through the local Discord. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { type Command, UserError } from "../../src/command.ts";
import type { Person } from "../../src/playground/person/person.ts";
import { realServices, startTestBot, type TestBot, textOf } from "../support/bot.ts";

let running: TestBot;
let ana: Person;
let bo: Person;

/** Commands that misbehave, beside the real ones. */
const broken = (name: string, run: Command["run"]): Command => ({
  definition: { name, description: "for the test" },
  run,
});
const oddOnes: Command[] = [
  broken("crash", () => {
    throw new Error("secret detail 4711");
  }),
  broken("reject", async () => {
    throw new Error("secret detail 4712");
  }),
  broken("mistake", () => {
    throw new UserError("Give a date as 2025-06.");
  }),
  broken("slow", async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_700));
    return { audience: "everyone", content: "at last" };
  }),
  broken("slow-private", async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_700));
    return { audience: "asker", content: "only for you" };
  }),
  broken("too-long", () => ({ audience: "everyone", content: "x".repeat(2_001) })),
];

beforeAll(async () => {
  running = await startTestBot({ commands: [...commands, ...oddOnes] });
  ana = running.discord.person({ as: "ana" });
  bo = running.discord.person({ as: "bo" });
});
afterAll(async () => {
  await running.close();
  expect(running.discord.failures).toEqual([]);
});

const bugs = () => running.logged.filter((line) => line.bug !== undefined);

describe("/model and /lab", () => {
  test("a model by name, with facts, what is not stated, and sources by line", async () => {
    const reply = await ana.slash("model", { name: "deepseek v3" });
    expect(reply.kind).toBe("message");
    expect(reply.ephemeral).toBe(false);
    const text = textOf(reply.message);
    for (const fact of ["DeepSeek-V3", "671B", "$5.576M", "$50M+", "Not stated", "Not stated price"])
      expect(text).toContain(fact);
    const sources = await ana.press(reply, "Sources");
    expect(sources.ephemeral).toBe(true);
    expect(textOf(sources.message)).toMatch(
      /Chinese AI Lab Ecosystem.*\n(.*\n)*- Parameters .*line 88|- Parameters 671B/,
    );
  });

  test("a lab's sections open in place, and the card comes back", async () => {
    const reply = await ana.slash("lab", { name: "baidu" });
    expect(textOf(reply.message)).toContain("百度");
    const section = await ana.choose(reply, "Open a section", ["history"]);
    expect(section.kind).toBe("update");
    expect(section.message?.id).toBe(reply.message?.id);
    expect(textOf(section.now())).toContain("History");
    const back = await ana.press(section, "Back to the card");
    expect(textOf(back.now())).toContain("Newest");
  });

  test("a section at once, the directory, the newest models", async () => {
    expect(textOf((await ana.slash("lab", { name: "tencent", section: "funding" })).message)).toContain(
      "Funding",
    );
    const directory = await ana.slash("lab");
    expect(textOf(directory.message)).toContain("Moonshot");
    const opened = await ana.choose(directory, "Open a lab", ["deepseek"]);
    expect(textOf(opened.now())).toContain("Hangzhou");
    expect(textOf((await ana.slash("model", {})).message)).toContain("Newest models");
  });

  test("from model to lab and family and back, all in one message", async () => {
    const card = await ana.slash("model", { name: "glm-5" });
    const lab = await ana.press(card, "Zhipu AI");
    expect(textOf(lab.now())).toContain("Tsinghua");
    const model = await ana.choose(lab, "Open a model", ["zhipu/glm-4.5"]);
    expect(textOf(model.now())).toContain("355B");
    const family = await ana.press(model, "Family");
    expect(textOf(family.now())).toContain("GLM-5");
    expect(family.message?.id).toBe(card.message?.id);
  });

  test("somebody else's press leaves the card alone and answers privately", async () => {
    const card = await ana.slash("model", { name: "glm-5" });
    const before = textOf(card.now());
    const other = await bo.press(card.message ?? "", "Zhipu AI");
    expect(other.kind).toBe("message");
    expect(other.ephemeral).toBe(true);
    expect(textOf(other.message)).toContain("Tsinghua");
    expect(textOf(card.now())).toBe(before);
  });

  test("a miss is private and offers menus that answer in place; nonsense offers nothing", async () => {
    const nonsense = await ana.slash("model", { name: "xqzzvw kkpt" });
    expect(nonsense.ephemeral).toBe(true);
    expect(textOf(nonsense.message)).toContain("Not in the catalogue");
    expect(nonsense.message?.components ?? []).toEqual([]);
    const near = await ana.slash("model", { name: "sensenova 3.0" });
    expect(near.ephemeral).toBe(true);
    const menu = near.message?.components?.[0];
    if (menu !== undefined) {
      const first = (menu as unknown as { components: [{ options: [{ value: string }] }] }).components[0]
        .options[0];
      const opened = await ana.choose(near, "Choose an entry", [first.value]);
      expect(opened.message?.id).toBe(near.message?.id);
      expect(textOf(opened.now())).toContain("SenseNova");
    }
  });

  test("autocomplete: at most 25, the value is an id that opens the card", async () => {
    const empty = await ana.autocomplete("model", "name", "");
    expect(empty.length).toBeGreaterThan(5);
    expect(empty.length).toBeLessThanOrEqual(25);
    const [first] = await ana.autocomplete("model", "name", "glm5");
    expect(first?.value).toBe("zhipu/glm-5");
    expect(textOf((await ana.slash("model", { name: String(first?.value) })).message)).toContain("744B");
    expect((await ana.autocomplete("lab", "name", "xiaohongs"))[0]?.value).toBe("rednote");
  });

  test("works in direct messages and where the bot is no member", async () => {
    expect(textOf((await ana.slash("lab", { name: "kimi" }, { channel: "dm" })).message)).toContain(
      "Moonshot",
    );
    expect(textOf((await ana.slash("model", { name: "k2.5" }, { channel: "lounge" })).message)).toContain(
      "Kimi K2.5",
    );
  });
});

describe("/models and /market", () => {
  test("filters, order, pages", async () => {
    const december = await ana.slash("models", { since: "Dec 2025" });
    expect(textOf(december.message)).toContain("DeepSeek-V3.2");
    expect(textOf(december.message)).not.toContain("ERNIE");
    const oldest = await ana.slash("models", { sort: "oldest" });
    expect(textOf(oldest.message)).toMatch(/^ERNIE 3.0 Titan/m);
    const next = await ana.press(oldest, "Next");
    expect(textOf(next.now())).toContain("Page 2");
    await expect(ana.press(oldest, "nonsense")).rejects.toThrow();
    const open = textOf((await ana.slash("models", { lab: "zhipu", weights: "open" })).message);
    expect(open).toContain("GLM-5");
    expect(open).not.toContain("Kimi");
  });

  test("a wrong date or lab is a mistake that is explained, privately", async () => {
    const date = await ana.slash("models", { since: "soon" });
    expect(date.ephemeral).toBe(true);
    expect(textOf(date.message)).toContain("2025-06-06");
    const lab = await ana.slash("models", { lab: "qqqzzz" });
    expect(lab.ephemeral).toBe(true);
    expect(textOf(lab.message)).toContain("No lab is called qqqzzz");
  });

  test("a topic by name or in words, with sources and a menu of the others", async () => {
    const reply = await ana.slash("market", { topic: "chip controls" });
    expect(textOf(reply.message)).toContain("H800");
    const sources = await ana.press(reply, "Sources");
    expect(textOf(sources.message)).toMatch(/lines? .*71/);
    const [choice] = await ana.autocomplete("market", "topic", "price war");
    const opened = await ana.choose(reply, "Open another topic", [String(choice?.value)]);
    expect(textOf(opened.now())).toContain("ByteDance");
  });
});

describe("/about and /help", () => {
  test("counts, sources, and every command by name", async () => {
    const about = textOf((await ana.slash("about")).message);
    for (const part of ["landscape", "ecosystem", "12 Feb 2026", "CONTRIBUTING.md"])
      expect(about).toContain(part);
    const help = await ana.slash("help");
    expect(help.ephemeral).toBe(true);
    for (const { definition } of commands) {
      if ("description" in definition) expect(textOf(help.message)).toContain(`/${definition.name}`);
    }
  });
});

describe("every failure is answered", () => {
  test.each(["crash", "reject", "too-long"])(
    "/%s: a bug has an id that is in the log, and no detail",
    async (name) => {
      const known = bugs().length;
      const reply = await ana.slash(name);
      expect(reply.ephemeral).toBe(true);
      const id = /error ([0-9a-f]{8})/.exec(textOf(reply.message))?.[1];
      expect(
        bugs()
          .slice(known)
          .map((line) => line.bug),
      ).toEqual([id]);
      expect(textOf(reply.message)).not.toContain("4711");
      expect(textOf(reply.message)).not.toContain("4712");
    },
  );

  test("a mistake says what to do, and is no bug", async () => {
    const known = bugs().length;
    const reply = await ana.slash("mistake");
    expect(reply.ephemeral).toBe(true);
    expect(textOf(reply.message)).toContain("Give a date as 2025-06.");
    expect(bugs()).toHaveLength(known);
  });

  test("what takes long is deferred and then answered", async () => {
    const reply = await ana.slash("slow");
    expect(reply.kind).toBe("deferred");
    expect((await reply.settled()).content).toBe("at last");
  });

  test("a private answer that took long stays private", async () => {
    const reply = await ana.slash("slow-private");
    expect(reply.kind).toBe("deferred");
    const answer = await reply.followUp(1);
    expect(answer.content).toBe("only for you");
    expect(bo.sees().some((message) => message.content === "only for you")).toBe(false);
  });

  test("lost, broken and limited requests are made again, and do not stop the next answer", async () => {
    const known = bugs().length;
    for (const kind of [
      "reset",
      "reset-after-storing",
      { status: 500 },
      { status: 429, scope: "shared", retryAfter: 0.2 },
    ] as const) {
      running.discord.faults.add({ match: { method: "POST", route: /callback/ }, times: 1, kind });
      const reply = await ana.slash("model", { name: "kimi k2" });
      expect(textOf(reply.message)).toContain("Kimi K2");
    }
    expect(textOf((await ana.slash("model", { name: "kimi k2" })).message)).toContain("Kimi K2");
    expect(bugs()).toHaveLength(known);
  });
});

describe("hostile names", () => {
  const names = fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 300 }),
    fc.constantFrom(
      "@everyone",
      "<@140000000000000001> <@&110000000000000103>",
      "**x** [a](https://evil.example) ||y|| `z`",
      "\u202egnp.exe",
      "\u200b\u2060",
      "'; DROP TABLE Model; --",
      "../../etc/passwd",
      "__proto__",
      "constructor",
      "x".repeat(6_000),
      "通".repeat(6_000),
      "a\u0301".repeat(3_000),
      "lab:deepseek",
      "1|lab|card|deepseek",
      "{{7*7}}<%= 7*7 %>",
    ),
  );
  const places = fc.constantFrom("model", "lab", "models", "market");
  const optionOf = { model: "name", lab: "name", models: "lab", market: "topic" } as const;

  test("get an answer, ping nobody, break nothing", async () => {
    const known = bugs().length;
    await fc.assert(
      fc.asyncProperty(names, places, async (typed, place) => {
        const name = typed.trim() === "" ? `x${typed}` : typed;
        const reply = await ana.slash(place, { [optionOf[place as keyof typeof optionOf]]: name });
        expect(reply.error).toBeUndefined();
        expect(reply.kind).toBe("message");
        const stored = running.discord.world.message(
          reply.message?.channel_id ?? "",
          reply.message?.id ?? "",
        );
        expect(stored?.pings).toEqual({ everyone: false, users: [], roles: [] });
        await ana.autocomplete(place, optionOf[place as keyof typeof optionOf], name);
      }),
      { numRuns: 150 },
    );
    expect(bugs()).toHaveLength(known);
    expect(running.discord.violations).toEqual([]);
  });

  test("components with forged ids are answered, not obeyed", async () => {
    const services = realServices();
    const ids = [
      "",
      "x",
      "1",
      "1|lab",
      "1|lab|nope|x",
      "1|__proto__|x",
      "1|lab|constructor|x",
      "9|lab|card|deepseek",
      "1|model|card|none/none",
    ];
    const forged: Command = {
      definition: { name: "forged", description: "for the test" },
      run: () => ({
        audience: "everyone",
        content: "x",
        rows: [ids.slice(1, 6), ids.slice(6)].map((row) =>
          row.map((id) => ({ kind: "button", label: `L${id}`, id })),
        ),
      }),
    };
    const other = await startTestBot({ commands: [...commands, forged], services });
    try {
      const person = other.discord.person({ as: "ana" });
      const reply = await person.slash("forged");
      for (const id of ids.slice(1)) {
        const answer = await person.press(reply, id);
        expect(answer.ephemeral).toBe(true);
        expect(textOf(answer.message)).toMatch(/older version|no longer in the catalogue/);
      }
      expect(other.logged.filter((line) => line.bug !== undefined)).toEqual([]);
    } finally {
      await other.close();
    }
  });
});

test("nothing that the bot sent broke Discord's contract", () => {
  expect(running.discord.violations).toEqual([]);
});
