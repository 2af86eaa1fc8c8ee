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
  test.each([
    [
      ["zhipu/glm-5", "moonshot/kimi-k2.5"],
      "GLM-5 is open under MIT; whether Kimi K2.5 is open is not stated. Kimi K2.5 has 1.4 times the parameters of GLM-5 (1.04T to 744B), but activates fewer (32B to 40B). GLM-5 leads on SWE-bench Verified (77.8% to 76.8%). GLM-5 came out 15 days after Kimi K2.5.",
    ],
    [
      ["deepseek/deepseek-v3", "rednote/dots.llm1"],
      "Both are open under MIT. DeepSeek-V3 has 4.7 times the parameters of dots.llm1 (671B to 142B). DeepSeek-V3 leads on Chinese SimpleQA (68.9 to 56.7).",
    ],
    [
      ["zhipu/glm-5", "deepseek/deepseek-v4"],
      "DeepSeek V4 is not released: what is stated is an expectation. GLM-5 is open under MIT; whether DeepSeek V4 is open is not stated.",
    ],
    [
      ["zhipu/glm-4.5", "moonshot/kimi-k2", "rednote/dots.llm1"],
      "All three have open weights: Kimi K2 under Modified MIT and dots.llm1 under MIT. Kimi K2 is the largest of the three that state a size: 1T.",
    ],
    [
      ["tencent/hunyuan-t1", "openai/o1"],
      "Hunyuan T1 is closed; whether o1 is open is not stated. Hunyuan T1 leads on MMLU-Pro by approximate figures (87.2 to ~87).",
    ],
  ])("of %o", (ids, expected) => {
    expect(sentences(...ids)).toBe(expected);
  });

  test.each([
    [1.398, "1.4"],
    [2.04, "2"],
    [9.96, "10"],
    [17.4, "17"],
  ])("%d is %s times", (times, text) => expect(timesText(times)).toBe(text));
});

describe("the message", () => {
  test("shows what is not stated, what is disputed and what is doubtful", () => {
    const text = textIn("deepseek/deepseek-v3", "rednote/dots.llm1");
    expect(text).toContain("Context dots.llm1: 32K · DeepSeek-V3: not stated");
    expect(text).toContain("Training cost DeepSeek-V3: $5.576M ⚠ $50M+ · dots.llm1: $100K-$200K ⚠");
    expect(text).toContain("Training cost, DeepSeek-V3: $5.576M (ecosystem) ⚠ $50M+ (dots-deep)");
    expect(text).toContain("Same weights: open · licence: MIT");
    expect(text).toContain("Not stated for any price");
  });

  test("says so where no benchmark is shared, and never shows a benchmark of one alone", () => {
    const text = textIn("minimax/minimax-m2.5", "tencent/hunyuan-t1");
    expect(text).toContain("No benchmark is stated for two of them");
    expect(text).not.toContain("BrowseComp");
  });

  test("says that a value is approximate", () => {
    expect(textIn("tencent/hunyuan-t1", "openai/o1")).toContain(
      "MMLU-Pro 🏆 Hunyuan T1: 87.2 · o1: ~87 (approximate; landscape)",
    );
  });

  const some = fc.uniqueArray(fc.constantFrom(...catalog.data.models), { minLength: 2, maxLength: 5 });
  test("no choice of two to five models breaks a limit, with a picture, with notes, private or public", () => {
    const audience = fc.constantFrom("everyone" as const, "asker" as const);
    fc.assert(
      fc.property(some, audience, fc.boolean(), (chosen, audience, isPictured) => {
        const comparison = compareModels(catalog, chosen);
        if (comparison === undefined) return;
        const chart = comparisonChart(comparison);
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
      { numRuns: 300 },
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
    const chart = comparisonChart(comparisonOf("zhipu/glm-5", "moonshot/kimi-k2.5"));
    expect(chart?.groups).toEqual([
      {
        name: "SWE-bench Verified",
        bars: [
          { name: "GLM-5", share: 0.778, text: "77.8%", color: 0, leads: true },
          { name: "Kimi K2.5", share: 0.768, text: "76.8%", color: 1 },
        ],
      },
    ]);
    expect(chart?.description).toBe("Bar chart. SWE-bench Verified: GLM-5 77.8%, Kimi K2.5 76.8%.");
  });

  test("shows size and context where no benchmark is shared", () => {
    const chart = comparisonChart(comparisonOf("zhipu/glm-4.5", "moonshot/kimi-k2"));
    expect(chart?.groups.map((group) => group.name)).toEqual(["Parameters", "Active parameters"]);
  });

  test("is left out where no two state the same", () => {
    expect(comparisonChart(comparisonOf("rednote/davinci", "rednote/diandian"))).toBeUndefined();
  });

  test("never shows an anticipated model, and every bar is between nothing and all", () => {
    for (const a of catalog.data.models) {
      for (const b of catalog.data.models) {
        const comparison = a === b ? undefined : compareModels(catalog, [a, b]);
        const chart = comparison === undefined ? undefined : comparisonChart(comparison);
        for (const bar of chart?.groups.flatMap((group) => group.bars) ?? []) {
          expect(bar.share).toBeGreaterThanOrEqual(0);
          expect(bar.share).toBeLessThanOrEqual(1);
          expect(comparison?.subjects[bar.color]?.model.status).not.toBe("anticipated");
        }
      }
    }
  });
});
