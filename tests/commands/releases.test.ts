import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { releasedOn } from "../../src/catalog/catalog.ts";
import { predecessorOf } from "../../src/catalog/lineage.ts";
import type { Person } from "../../src/playground/person/person.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import { textOf } from "../support/bot.ts";
import { ready, realCatalog, settings } from "../support/delivery.ts";
import { type Subscriber, startSubscriber } from "../support/subscriber.ts";

const catalog = realCatalog();
let bot: Subscriber;
let bo: Person;

beforeAll(async () => {
  bot = await startSubscriber();
  bo = bot.discord.person({ as: "bo" });
});
afterAll(async () => {
  expect(bot.errors).toEqual([]);
  expect(bot.discord.violations).toEqual([]);
  await bot.close();
});

/** The latest releases of the catalogue, of one day each. */
function newest(count: number): string[] {
  const days = new Map<string, string>();
  for (const model of catalog.newest) {
    const day = releasedOn(model) ?? "";
    if (!days.has(day)) days.set(day, model.name);
  }
  return [...days.values()].slice(0, count);
}

describe("/releases", () => {
  test("lists what came out, newest first, for everybody", async () => {
    const reply = await bo.slash("releases");
    const text = textOf(await reply.settled());
    expect(reply.ephemeral).toBe(false);
    const order = newest(3).map((name) => text.indexOf(`\n${name} ·`));
    expect(order.every((at) => at > 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(text).toContain("This channel follows");
    expect(text).toContain("follows nothing");
  });

  test("pages, of one lab, since a day", async () => {
    const reply = await bo.slash("releases", { since: "2025" });
    const second = await bo.press(reply, "Next");
    expect(textOf(second.now())).toContain("Page 2 of");
    expect(textOf((await bo.slash("releases", { lab: "zhipu" })).message)).toMatch(/Zhipu AI · newest first/);
    const sinceFebruary = catalog
      .releasesOf("zhipu")
      .filter((model) => (releasedOn(model) ?? "") >= "2026-02").length;
    expect(textOf((await bo.slash("releases", { lab: "zhipu", since: "2026-02" })).message)).toContain(
      `${sinceFebruary} releases`,
    );
    expect(textOf((await bo.slash("releases", { since: "soon" })).message)).toContain("Give a date");
    expect(textOf((await bo.slash("releases", { lab: "nobody at all" })).message)).toContain(
      "No lab is called",
    );
    expect(textOf((await bo.slash("releases", { since: "2030" })).message)).toContain("is known here");
  });

  test("says what the channel follows; in private messages how to", async () => {
    await bot.jobs.service.add(settings({ filters: { labs: ["zhipu"], weights: "open", variants: "all" } }));
    expect(textOf((await bo.slash("releases")).message)).toContain(
      "releases of Zhipu AI · open weights only · at once",
    );
    expect(textOf((await bo.slash("releases", {}, { channel: "dm" })).message)).toContain("/subscribe add");
  });

  test("opens a card for who chose it", async () => {
    const card = await bo.choose(await bo.slash("releases"), "Open a release", newest(1));
    expect(card.ephemeral).toBe(true);
    expect(card.message?.embeds[0]?.title).toContain(newest(1)[0]);
  });
});

describe("a post", () => {
  test("says what it is, of which lab, what changed, and from where; its buttons answer who presses", async () => {
    await bot.jobs.service.add(settings({ channelId: ids.models, channelName: "models" }));
    await bot.release(ready("zhipu/glm-5", { key: "again" }));
    await bot.run();
    const [post] = bot.sent(ids.models);
    if (post === undefined) throw new Error("nothing was posted");
    const text = textOf(post);
    const glm5 = catalog.models.get("zhipu/glm-5");
    const before = glm5 === undefined ? undefined : predecessorOf(catalog, glm5)?.name;
    for (const fact of [
      "Zhipu AI · New release",
      "Zhipu AI opened the weights of GLM-5",
      "GLM-5",
      "Parameters 355B → 744B",
      `Against ${before}`,
      "200K",
    ])
      expect(text).toContain(fact);
    const there = bot.discord.person({ as: "bo", channel: "models" });
    const card = await there.press(post, "Card");
    expect(card.ephemeral).toBe(true);
    expect(textOf(card.message)).toContain("GLM-5");
    const compared = await there.press(post, `Compare with ${before}`);
    expect(compared.ephemeral).toBe(true);
    expect(compared.message?.embeds[0]?.title).toBe(`GLM-5 vs ${before}`);
    expect((await there.press(post, "All releases")).ephemeral).toBe(true);
  });
});
