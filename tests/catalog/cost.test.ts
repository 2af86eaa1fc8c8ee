/** Costs against a table worked out by hand, and as members see them. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { costAnswer } from "../../src/answers/cost.ts";
import { costOf, monthOf } from "../../src/catalog/cost.ts";
import { valueSchema } from "../../src/catalog/fields.ts";
import { type Services, UserError } from "../../src/command.ts";
import { brokenLimits } from "../../src/views/limits.ts";
import { realServices } from "../support/bot.ts";

const { prices, cases } = z
  .strictObject({
    prices: z.record(z.string(), valueSchema("price")),
    cases: z.array(
      z.strictObject({
        price: z.string(),
        input: z.number(),
        cached: z.number(),
        output: z.number(),
        costs: z.number(),
        byHour: z.number().exactOptional(),
        callsADay: z.number().exactOptional(),
        steps: z.string(),
      }),
    ),
  })
  .parse(parse(readFileSync(new URL("./costs.yaml", import.meta.url), "utf8")));

describe("by hand", () => {
  test("there are fifty", () => expect(cases.length).toBeGreaterThanOrEqual(50));

  test.each(cases)("$price: $input in ($cached cached), $output out: $steps", (one) => {
    const price = prices[one.price];
    if (price === undefined) throw new Error(`no price ${one.price}`);
    const cost = costOf(price, { input: one.input, cached: one.cached, output: one.output });
    if ("missing" in cost) throw new Error(`no cost: ${cost.missing}`);
    const times = (amount: number) => (one.callsADay === undefined ? amount : monthOf(amount, one.callsADay));
    const [usual, ...byHour] = cost.costs;
    expect(times(usual.amount)).toBeCloseTo(one.costs, 9);
    expect(byHour.map(({ amount }) => Number(times(amount).toFixed(9)))).toEqual(
      one.byHour === undefined ? [] : [one.byHour],
    );
  });
});

test("a price by the picture, and a side that nobody states, give no cost", () => {
  const call = { input: 1000, cached: 0, output: 1000 };
  expect(costOf({ either: 0.04, currency: "USD", per: "image" }, call)).toEqual({ missing: "per token" });
  expect(costOf({ input: 1, currency: "USD" }, call)).toEqual({ missing: "output" });
  expect(costOf({ output: 1, currency: "USD" }, call)).toEqual({ missing: "input" });
});

describe("/cost", () => {
  const services = realServices() as Services;
  const said = (models: string, more = {}) => {
    const message = costAnswer(services, { models, ...more });
    expect(brokenLimits(message)).toEqual([]);
    return (message.embeds?.[0]?.description ?? "").replace(/\]\(https?:[^)]*\)/g, "]").replaceAll("\\", "");
  };

  test("one model: the price in the first line, its day and its source", () => {
    const text = said("kimi k2.5", { input: 10_000, output: 1_000 });
    expect(text).toMatch(/^A call to \*\*Kimi K2\.5\*\* costs \*\*\$0\.009\*\*\./);
    expect(text).toMatch(/\$0\.60 in · \$3 out · \$0\.10 cached per million tokens\[¹\]/);
  });

  test("by the hour, and a month of it", () => {
    const text = said("deepseek v4.1 flash", { input: 10_000, output: 1_000, callsADay: 10_000 });
    expect(text).toMatch(/costs \*\*\$0\.0021\*\*, and \*\*\$0\.0042\*\* at 01:00–04:00 and 06:00–10:00 UTC/);
    expect(text).toContain("**$630.00** ($1,260.00 at 01:00–04:00 and 06:00–10:00 UTC) a month");
  });

  test("several side by side, the cheapest named only within a currency", () => {
    expect(said("kimi k2.5, deepseek v4.1 flash", { input: 10_000, output: 1_000 })).toMatch(
      /^\*\*DeepSeek-V4\.1-Flash\*\* is the cheapest: \*\*\$0\.0021\*\* a call\./,
    );
    const mixed = said("kimi k2.5 vs step-3.5-flash-2603", { input: 10_000, output: 1_000 });
    expect(mixed).not.toContain("cheapest");
    expect(mixed).toContain("dollars and yuan are not converted");
  });

  test("a family through its flagship; nobody is asked to pay for more cache than goes in", () => {
    expect(said("deepseek v4")).toMatch(/\*\*DeepSeek V4\*\* is asked for through \*\*DeepSeek-V4-Pro/);
    expect(() => said("kimi k2.5", { input: 10, cached: 11 })).toThrow(UserError);
  });

  test("every model is answered, priced or not", () => {
    for (const model of services.catalog.data.models)
      expect(brokenLimits(costAnswer(services, { models: model.id, callsADay: 1000 }))).toEqual([]);
  });
});
