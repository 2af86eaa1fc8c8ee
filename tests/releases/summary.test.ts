import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readSnapshot } from "../../src/app/snapshot.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { followedBy, predecessorOf } from "../../src/catalog/lineage.ts";
import type { Model } from "../../src/catalog/types.ts";
import { withUpstream } from "../../src/releases/knowledge.ts";
import { summaryOf } from "../../src/releases/summary.ts";
import { readCatalog } from "../support/catalog.ts";
import { realCatalog } from "../support/delivery.ts";

const catalog = realCatalog();
const model = (id: string): Model => {
  const found = catalog.models.get(id);
  if (found === undefined) throw new Error(`no model ${id}`);
  return found;
};
const changes = (id: string) =>
  summaryOf(catalog, model(id))?.changes.map(({ label, before, after }) => `${label} ${before} → ${after}`);

describe("what changed against the predecessor", () => {
  test.each([["zhipu/glm-5", ["Parameters 355B → 744B", "Active parameters 32B → 40B"]]])(
    "%s",
    (id, wanted) => {
      expect(changes(id)).toEqual(expect.arrayContaining(wanted));
    },
  );

  test("a model that follows nothing has none", () => {
    expect(summaryOf(catalog, model("openai/o1"))).toBeUndefined();
  });

  const fact = (text: string, more: object = {}) => ({
    claims: [{ value: text, text, places: ["a:1"], ...more }],
    disputed: false,
  });
  const base = model("zhipu/glm-5");
  const bare = (id: string, change: object): Model =>
    ({ ...base, id, name: id, scores: [], facts: {}, ...change }) as Model;
  const compare = (before: object, after: object) => {
    const data = {
      ...catalog.data,
      models: [bare("x/a", before), bare("x/b", { predecessor: "x/a", ...after })],
    };
    const small = createCatalog(data);
    const last = small.models.get("x/b");
    return last === undefined
      ? undefined
      : summaryOf(small, last)?.changes.map((one) => [one.label, one.before, one.after]);
  };

  test("only what both state, nobody disputes and nobody doubts", () => {
    expect(compare({ facts: { context: fact("128K") } }, { facts: { context: fact("200K") } })).toEqual([
      ["Context", "128K", "200K"],
    ]);
    const disputed = { claims: [...fact("1K").claims, ...fact("9K").claims] };
    expect(compare({}, { facts: { context: fact("200K") } })).toEqual([]);
    expect(compare({ facts: { context: fact("200K") } }, { facts: { context: fact("200 K") } })).toEqual([]);
    expect(
      compare({ facts: { context: fact("1", { doubtful: true }) } }, { facts: { context: fact("2") } }),
    ).toEqual([]);
    expect(compare({ facts: { context: disputed } }, { facts: { context: fact("20K") } })).toEqual([]);
  });

  test("a rate that only one of them names is no change of the price", () => {
    const price = (text: string, value: object) => ({
      facts: {
        price: { claims: [{ value: { currency: "USD", ...value }, text, places: ["a:1"] }], disputed: false },
      },
    });
    const whole = price("1 · 4 · 0.3 cached", { input: 1, output: 4, cached: 0.3 });
    expect(compare(whole, price("1 · 4", { input: 1, output: 4 }))).toEqual([]);
    expect(compare(whole, price("2 · 4", { input: 2, output: 4 }))).toEqual([
      ["Price", "1 · 4 · 0.3 cached", "2 · 4"],
    ]);
    expect(compare(whole, price("1 · 4 · 0.1 cached", { input: 1, output: 4, cached: 0.1 }))).toHaveLength(1);
  });

  test("benchmarks that both have once, the largest step first, four at most", () => {
    const score = (benchmark: string, value: number) => ({
      benchmark,
      score: value,
      text: `${value}%`,
      places: ["a:1"],
    });
    const names = ["one", "two", "three", "four", "five"];
    const before = { scores: names.map((name) => score(name, 10)) };
    const after = { scores: [...names.map((name, index) => score(name, 11 + index)), score("new", 99)] };
    expect(compare(before, after)?.map(([label]) => label)).toEqual(["five", "four", "three", "two"]);
    expect(compare({ scores: [score("one", 1), score("one", 2)] }, { scores: [score("one", 3)] })).toEqual(
      [],
    );
  });

  test("without a stated predecessor the latest earlier one of the line and family", () => {
    const dated = (id: string, date: string, name: string, change: object = {}) =>
      bare(id, { name, family: "x/f", facts: { released: fact(date) }, predecessor: undefined, ...change });
    const list = [
      dated("x/1", "2024", "Zed 1"),
      dated("x/2", "2025-01", "Zed 2"),
      dated("x/2s", "2025-02", "Zed 2.1", { variantOf: "x/2" }),
      dated("x/vl", "2025-03", "Zed-VL 2"),
      dated("x/3", "2025-06-01", "Zed 3"),
    ];
    const small = createCatalog({ ...catalog.data, models: list });
    const of = (id: string) => {
      const found = small.models.get(id);
      return found === undefined ? undefined : predecessorOf(small, found)?.id;
    };
    expect([of("x/3"), of("x/2"), of("x/1"), of("x/vl")]).toEqual(["x/2s", "x/1", undefined, undefined]);
  });

  test("a price of which a part is lost is no change, a whole one is", () => {
    const price = (input: number, output?: number) => ({
      price: {
        claims: [{ value: { input, output, currency: "USD" }, text: `${input} ${output}`, places: ["a:1"] }],
        disputed: false,
      },
    });
    expect(compare({ facts: price(1, 4) }, { facts: price(2) })).toEqual([]);
    expect(compare({ facts: price(1, 4) }, { facts: price(1, 3) })).toHaveLength(1);
  });
});

/** Launches of 2026 with what each follows: by the labs' own pages, written down by hand. */
const launches: readonly (readonly [string, string])[] = [
  ["DeepSeek-V4-Pro", "DeepSeek-V3.2"],
  ["DeepSeek-V4-Flash-0731", "DeepSeek-V4-Flash"],
  ["DeepSeek-V4-Pro-0813", "DeepSeek-V4-Pro"],
  ["DeepSeek-V4.1-Flash", "DeepSeek-V4-Flash-0731"],
  ["GLM-5", "GLM-4.7"],
  ["GLM-5.1", "GLM-5"],
  ["GLM-5.2", "GLM-5.1"],
  ["GLM-5.3", "GLM-5.2"],
  ["GLM-5.3-Flash", "GLM-4.7-Flash"],
  ["Kimi K2.5", "Kimi K2 Thinking"],
  ["Kimi K2.6", "Kimi K2.5"],
  ["Kimi-K2.7-Code", "Kimi K2.6"],
  ["Kimi K3", "Kimi K2.6"],
  ["MiniMax M2.7", "MiniMax M2.5"],
  ["MiniMax M3", "MiniMax M2.7"],
  ["Step 3.7 Flash", "Step 3.5 Flash"],
  ["Hy3", "Hy3 preview"],
  ["Hy4 preview", "Hy3"],
  ["MiMo-V2.5-Pro", "MiMo-V2-Pro"],
  ["MiMo-V2.6-Pro", "MiMo-V2.5-Pro"],
  ["Ling-3.0-flash", "Ling-2.6-flash"],
  ["Ling-2.6-1T", "Ling-2.5-1T"],
  ["Ring-2.6-1T", "Ring-2.5-1T"],
  ["Qwen3.6-27B", "Qwen3.5-27B"],
  ["Qwen3.6-35B-A3B", "Qwen3.5-35B-A3B"],
  ["Qwen3.7-Max", "Qwen3.6-Max-Preview"],
  ["Qwen3.8-27B", "Qwen3.6-27B"],
  ["Qwen3.8-2.4T-A95B", "Qwen3.5-397B-A17B"],
];

const upstream = await readSnapshot(fileURLToPath(new URL("../../data/upstream", import.meta.url)));

describe("what a launch follows", () => {
  const whole = createCatalog(withUpstream(readCatalog(), upstream));
  const byName = (name: string) => whole.data.models.find((one) => one.name === name);
  const wrongBy = (of: typeof predecessorOf) =>
    launches.flatMap(([name, wanted]) => {
      const launch = byName(name);
      const found = launch === undefined ? undefined : of(whole, launch)?.name;
      return found === wanted ? [] : [`${name}: ${found} instead of ${wanted}`];
    });

  test("is right for at least 26 of 28 launches of 2026", () => {
    const wrong = wrongBy(predecessorOf);
    expect(wrong.length, wrong.join("\n")).toBeLessThanOrEqual(2);
  });

  test("is right for at least 25 of them by name, size and day alone", () => {
    const wrong = wrongBy(followedBy);
    expect(wrong.length, wrong.join("\n")).toBeLessThanOrEqual(3);
  });
});
