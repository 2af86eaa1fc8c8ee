/** Every pair of the 30 best documented models, through the local Discord; leaders and figures recomputed from data/. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { compareModels } from "../../src/catalog/compare.ts";
import type { Model } from "../../src/catalog/types.ts";
import { createPictures } from "../../src/charts/pictures.ts";
import type { Person } from "../../src/playground/person/person.ts";
import { benchmarkRows } from "../../src/views/compare-rows.ts";
import { realServices, startTestBot, type TestBot, textOf } from "../support/bot.ts";

let bot: TestBot;
let asker: Person;
const { catalog } = realServices();

const claims = (model: Model): number =>
  Object.values(model.facts).reduce((sum, fact) => sum + (fact?.claims.length ?? 0), 0) + model.scores.length;
const documented = catalog.data.models
  .filter((model) => model.kind !== "family" && model.kind !== "product")
  .sort((a, b) => claims(b) - claims(a) || a.id.localeCompare(b.id))
  .slice(0, 30);
const pairs = documented.flatMap((a, index) =>
  documented.slice(index + 1).map((b): [Model, Model] => [a, b]),
);

beforeAll(async () => {
  // No picture may wait: this test is about words. Pictures have tests of their own.
  bot = await startTestBot({ services: { pictures: createPictures({ mostWaiting: 0 }) } });
  asker = bot.discord.person();
});
afterAll(() => bot.close());

/** Who leads by the data alone: the best figure of those who state one, where two do. */
function leadersOf(pair: readonly Model[], benchmark: string): string[] {
  const figures = pair.flatMap((model) => {
    const own = model.scores.filter((score) => score.benchmark === benchmark && score.score !== undefined);
    const out = model.status !== "anticipated";
    return out && own.length > 0 ? [{ name: model.name, score: own[0]?.score ?? 0 }] : [];
  });
  if (figures.length < 2) return [];
  const best = Math.max(...figures.map((one) => one.score));
  return figures.filter((one) => one.score === best).map((one) => one.name);
}

/** Numbers as printed, without those inside names such as `K2.5`. */
const numbersIn = (text: string): string[] => text.match(/(?<![\p{L}\d.-])\d+(?:\.\d+)?/gu) ?? [];

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** Everything that the data says of two models, as text. */
function said(pair: readonly Model[]): string {
  const names = pair.flatMap((model) =>
    model.scores.map((score) => catalog.benchmarks.get(score.benchmark)?.name),
  );
  return [JSON.stringify(pair), ...names, String(catalog.asOf)].join(" ");
}

/** Days of release, for checking "15 days after". */
function gapOf(pair: readonly Model[], unit: "day" | "month"): number | undefined {
  const [a, b] = pair.map((model) => model.facts.released?.claims[0].value ?? "");
  if (!a || !b) return undefined;
  if (unit === "day") return Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;
  const count = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return Math.abs(count(a) - count(b));
}

const scale: Record<string, number> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 };
const sized = (text: string): number => {
  const [, digits = "0", unit = ""] = /(\d+(?:\.\d+)?)\s?([KMBT])?/.exec(text) ?? [];
  return Number(digits) * (scale[unit] ?? 1);
};

test("there are 435 pairs of 30 models", () => {
  expect(pairs).toHaveLength(435);
});

test("no limit is broken, no leader wrong, no figure invented", { timeout: 120_000 }, async () => {
  let shared = 0;
  let led = 0;
  for (const pair of pairs) {
    const [a, b] = pair;
    const label = `${a.name} vs ${b.name}`;
    const reply = await asker.slash("compare", { first: a.id, second: b.id });
    const { message } = reply;
    expect(reply.ephemeral, label).toBe(false);
    if (message === undefined) expect.fail(label);

    const comparison = compareModels(catalog, pair);
    if (comparison === undefined) expect.fail(label);
    const rows = benchmarkRows(comparison);
    for (const [index, { benchmark, leaders: sides, sure }] of comparison.benchmarks.entries()) {
      shared++;
      const stars = (rows[index]?.cells ?? []).flatMap((cell, side) =>
        cell.startsWith("*") ? [pair[side]?.name] : [],
      );
      led += stars.length;
      // Figures of other settings, or doubtful ones, lead nobody.
      if (sides.length === 1 && sure && stars.length === 1)
        expect(stars, `${label}: leader on ${benchmark.name}`).toEqual(leadersOf(pair, benchmark.id));
    }

    const text = textOf(message)
      .replace(/\]\([^)]*\)/g, "]")
      .replace(/Facts as of .*/, "");
    for (const [, times = ""] of text.matchAll(/(\d+(?:\.\d+)?) times/g)) {
      const [, first = "", second = ""] =
        new RegExp(`${times} times[^(]*\\(([^ ]+).*? to ([^ )]+)`).exec(text) ?? [];
      const ratio = sized(first) / sized(second);
      expect(
        Math.abs(Number(times) / ratio - 1),
        `${label}: ${times} times, ${first} to ${second}`,
      ).toBeLessThan(0.06);
    }
    for (const [, count = "", unit = ""] of text.matchAll(/came out (\d+) (day|month)s? after/g)) {
      expect(Number(count), label).toBe(gapOf(pair, unit as "day" | "month"));
    }
    const stated = said(pair);
    const own = text
      .replace(/(\d+(?:\.\d+)?) times/g, "")
      .replace(/came out \d+/g, "")
      .replace(/…and \d+ more/g, "");
    for (const number of numbersIn(own)) {
      const asDay = number.length <= 2 && stated.includes(`-${number.padStart(2, "0")}`);
      const asPrice = stated.includes(String(Number(number)));
      expect(asDay || asPrice || stated.includes(number), `${label}: ${number} is in the data`).toBe(true);
    }
    for (const month of months) {
      if (!new RegExp(`\\b${month} 20\\d\\d`).test(own)) continue;
      const digits = String(months.indexOf(month) + 1).padStart(2, "0");
      expect(stated.includes(`-${digits}`) || stated.includes(month), `${label}: ${month}`).toBe(true);
    }
  }
  expect(bot.discord.violations).toEqual([]);
  expect(bot.logged.filter((line) => Number(line.level) >= 50)).toEqual([]);
  // So that the loop above cannot pass by finding nothing.
  expect(shared).toBeGreaterThan(5);
  expect(led).toBeGreaterThan(3);
});
