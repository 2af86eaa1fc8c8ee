import { describe, expect, test } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import type { Model } from "../../src/catalog/types.ts";
import { predecessorOf, summaryOf } from "../../src/releases/summary.ts";
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
    expect([of("x/3"), of("x/2"), of("x/1"), of("x/vl")]).toEqual(["x/2", "x/1", undefined, undefined]);
  });
});
