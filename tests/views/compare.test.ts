import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { compareModels } from "../../src/catalog/compare.ts";
import type { Model } from "../../src/catalog/types.ts";
import { comparisonMessage } from "../../src/views/compare.ts";
import { comparisonChart } from "../../src/views/compare-chart.ts";
import { candidateMenu, reductionMenu } from "../../src/views/compare-choices.ts";
import { shortNames } from "../../src/views/compare-names.ts";
import { comparisonSentences, timesText } from "../../src/views/compare-words.ts";
import { brokenLimits, lengthOf } from "../../src/views/limits.ts";
import { namedList } from "../../src/views/named.ts";
import { textOf } from "../support/bot.ts";
import { readCatalog } from "../support/catalog.ts";

const catalog = createCatalog(readCatalog());
const models = (...ids: string[]): Model[] => ids.flatMap((id) => catalog.models.get(id) ?? []);
function comparisonOf(...ids: string[]) {
  const comparison = compareModels(catalog, models(...ids));
  if (comparison === undefined) throw new Error("no comparison");
  return comparison;
}
function textIn(...ids: string[]): string {
  const { embeds } = comparisonMessage(catalog, comparisonOf(...ids), { audience: "everyone" });
  return textOf({
    embeds: (embeds ?? []).map(({ footer, ...embed }) => ({ ...embed, footer: { text: footer ?? "" } })),
  });
}
const sentences = (...ids: string[]): string => {
  const comparison = comparisonOf(...ids);
  return comparisonSentences(comparison, shortNames(comparison.subjects.map((one) => one.model))).join(" ");
};

describe("the words", () => {
  test("say first whose weights are open, and under what", () => {
    expect(sentences("zhipu/glm-5", "moonshot/kimi-k2.5")).toMatch(/^(Both|GLM-5|Kimi)[^.]* open/);
    expect(sentences("zhipu/glm-5", "moonshot/kimi-k2.5")).toMatch(
      /GLM-5 (leads )?on SWE-bench|times the parameters/,
    );
  });
  test("leave the licences of three and more to the table", () => {
    const text = sentences("zhipu/glm-4.5", "moonshot/kimi-k2", "rednote/dots.llm1");
    expect(text).toContain("All three have open weights.");
  });
  test("are two at most beside what is said of families", () => {
    const text = sentences("zhipu/glm-5", "rednote/dots.llm1");
    expect(text.split(/(?<=[a-z)]\.) /).length).toBeLessThanOrEqual(2);
  });

  test.each([
    [1.398, "1.4"],
    [2.04, "2"],
    [9.96, "10"],
    [17.4, "17"],
  ])("%d is %s times", (times, text) => expect(timesText(times)).toBe(text));
});

describe("the message", () => {
  test("has one row a fact, one order of models, and marks what is disputed", () => {
    const text = textIn("zhipu/glm-5", "rednote/dots.llm1");
    expect(text).toMatch(/^Size +744B +142B$/m);
    expect(text).toMatch(/^Active +40B +14B$/m);
    expect(text).not.toContain("🏆");
  });

  test("says so where no benchmark is shared, and never shows a benchmark of one alone", () => {
    const text = textIn("minimax/minimax-m2.5", "rednote/dots.llm1");
    expect(text).toContain("No benchmark is stated for two of them");
    expect(text).not.toContain("BrowseComp");
  });

  test("says that a value is approximate", () => {
    expect(textIn("tencent/hunyuan-t1", "openai/o1")).toMatch(/^MMLU-Pro +\*?87\.2 +~87$/m);
  });

  const some = fc.uniqueArray(fc.constantFrom(...catalog.data.models), { minLength: 2, maxLength: 5 });
  test("no choice of two to five models breaks a limit, with a picture, with notes, private or public", () => {
    const audience = fc.constantFrom("everyone" as const, "asker" as const);
    fc.assert(
      fc.property(some, audience, fc.boolean(), (chosen, audience, isPictured) => {
        const comparison = compareModels(catalog, chosen);
        if (comparison === undefined) return;
        const chart = comparisonChart(catalog, comparison);
        const picture = {
          name: "comparison.png",
          data: new Uint8Array(1),
          description: chart?.description ?? "",
        };
        const message = comparisonMessage(catalog, comparison, {
          audience,
          notes: ["2 more", "and another"],
          ...(isPictured ? { picture } : {}),
        });
        expect(brokenLimits(message)).toEqual([]);
        expect(brokenLimits(candidateMenu(catalog, chosen))).toEqual([]);
        expect(brokenLimits(reductionMenu(catalog, chosen))).toEqual([]);
        const named = { models: chosen, labs: catalog.makers.slice(0, 5), unknown: ["x"] };
        expect(brokenLimits(namedList(catalog, named, audience))).toEqual([]);
        // Nothing of a value may be formatting.
        expect(message.embeds?.[0]?.description).not.toMatch(/undefined|NaN|\[object|Infinity/);
      }),
      { numRuns: 60 },
    );
  });

  test("the five best documented together fit", () => {
    const most = [...catalog.data.models]
      .sort((a, b) => JSON.stringify(b.facts).length - JSON.stringify(a.facts).length)
      .slice(0, 5);
    const comparison = compareModels(catalog, most);
    if (comparison === undefined) return expect.fail("no comparison");
    const message = comparisonMessage(catalog, comparison, { audience: "everyone" });
    expect(brokenLimits(message)).toEqual([]);
    expect(lengthOf(message.embeds?.[0]?.description ?? "")).toBeGreaterThan(500);
  });
});

describe("the chart", () => {
  test("shows shared benchmarks with their values, the leader marked", () => {
    const chart = comparisonChart(catalog, comparisonOf("zhipu/glm-5", "moonshot/kimi-k2.5"));
    const group = chart?.groups.find((one) => one.name === "SWE-bench Verified");
    expect(group?.bars).toMatchObject([
      { name: "GLM-5", share: 0.778, text: "77.8%", leads: true },
      { name: "Kimi K2.5", share: 0.768 },
    ]);
    expect(chart?.description).toContain("SWE-bench Verified: GLM-5 77.8%, Kimi K2.5 76.8");
  });

  test("shows sizes on their scale, one colour for each model", () => {
    const chart = comparisonChart(catalog, comparisonOf("zhipu/glm-5", "moonshot/kimi-k2.5"));
    const size = chart?.groups.find((one) => one.name === "Size");
    expect(size?.bars.map((bar) => bar.name)).toEqual(["GLM-5", "Kimi K2.5"]);
    expect(new Set(size?.bars.map((bar) => bar.color)).size).toBe(2);
  });

  test("is left out where no two state the same", () => {
    expect(comparisonChart(catalog, comparisonOf("rednote/davinci", "rednote/diandian"))).toBeUndefined();
  });

  test("has every bar between nothing and all", () => {
    const pair = fc.uniqueArray(fc.constantFrom(...catalog.data.models), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(pair, (chosen) => {
        const comparison = compareModels(catalog, chosen);
        const chart = comparison === undefined ? undefined : comparisonChart(catalog, comparison);
        for (const bar of chart?.groups.flatMap((group) => group.bars) ?? []) {
          expect(bar.share).toBeGreaterThanOrEqual(0);
          expect(bar.share).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 200 },
    );
  });
});
