/** `/models` as people use it: filters together, counts in words, pages that keep what was asked. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { modalities } from "../../src/catalog/fields.ts";
import { modelOrders } from "../../src/catalog/select.ts";
import { defined } from "../../src/defined.ts";
import type { Person } from "../../src/playground/person/person.ts";
import { customId } from "../../src/views/custom-id.ts";
import { listingArgs, listingOf } from "../../src/views/model-list.ts";
import { realServices, startTestBot, type TestBot, textOf } from "../support/bot.ts";

let bot: TestBot;
let asker: Person;
beforeAll(async () => {
  bot = await startTestBot();
  asker = bot.discord.person();
});
afterAll(() => bot.close());
const shown = async (options: Record<string, string | number>) =>
  textOf((await asker.slash("models", options)).message);

describe("/models", () => {
  test("all filters at once, each in words", async () => {
    const text = await shown({
      weights: "open",
      licence: "commercial",
      modality: "text",
      since: "2025",
      min_params: "20B",
      max_params: "1T",
      min_context: "128K",
      sort: "largest",
    });
    expect(text).toMatch(/^\d+ models: /m);
    for (const words of [
      "open weights",
      "licence allows commercial use",
      "takes or makes text",
      "20B to 1T",
      "context of 128K or more",
      "since 2025",
      "most parameters first",
    ])
      expect(text).toContain(words);
    expect(text).toMatch(/\d+ more models may fit, but do not state what was asked\./);
  });

  test("those without the figure stand last and are counted", async () => {
    expect(await shown({ sort: "cheapest" })).toMatch(
      /\d+ at the end do not state a price of the lab's own in US dollars\./,
    );
    expect(await shown({ sort: "score" })).toMatch(/By .+, which most of them state \(\d+\)/);
    expect(await shown({ lab: "deepseek", sort: "smallest" })).toContain("fewest parameters first");
  });

  test("a price and a size as people type them", async () => {
    expect(await shown({ max_price: 0.5 })).toContain("at most $0.50 per million output tokens");
    expect(await shown({ max_params: "7" })).toContain("at most 7B");
    expect(await shown({ max_params: "big" })).toContain("is no amount here");
    const choices = await asker.autocomplete("models", "min_context", "200");
    expect(choices[0]).toEqual({ name: "200K", value: "200K" });
  });

  test("the next page keeps every filter", async () => {
    const reply = await asker.slash("models", { weights: "open", max_params: "14B", min_params: "1B" });
    const before = textOf(reply.message);
    const rows = (reply.message?.components ?? []) as unknown as {
      components: { label?: string; custom_id?: string }[];
    }[];
    const next = rows.flatMap((row) => row.components).find((part) => part.label === "Next");
    const turned = textOf((await asker.press(reply, next?.custom_id ?? "")).now());
    expect(turned.split("\n")[1]).toBe(before.split("\n")[1]);
    expect(turned).toContain("Page 2 of");
  });
});

test("any list fits into a button and comes back as it was", () => {
  const { catalog } = realServices();
  const size = fc.constantFrom(0.6e9, 8e9, 235e9, 1.04e12, undefined);
  fc.assert(
    fc.property(
      fc.record({
        lab: fc.constantFrom(undefined, ...catalog.makers.map((lab) => lab.id)),
        weights: fc.constantFrom("open" as const, "closed" as const, undefined),
        licence: fc.constantFrom("commercial", undefined),
        modality: fc.constantFrom(...modalities, undefined),
        since: fc.constantFrom("2025", "2025-06", "2025-06-06", undefined),
        minSize: size,
        maxSize: size,
        minContext: fc.constantFrom(128_000, 1e6, 10_485_760, undefined),
        maxPrice: fc.constantFrom(0.5, 12.25, 3, undefined),
      }),
      fc.constantFrom(...modelOrders),
      (conditions, sort) => {
        const listing = { where: defined(conditions), sort };
        const args = listingArgs(listing);
        expect(customId("models", "page", "99", ...args).length).toBeLessThanOrEqual(100);
        expect(listingOf(args)).toEqual(listing);
      },
    ),
  );
});
