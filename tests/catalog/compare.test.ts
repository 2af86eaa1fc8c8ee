import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { handleOf, modelByHandle, namedByHandle } from "../../src/catalog/compare/handles.ts";
import { measureOf } from "../../src/catalog/compare/points.ts";
import { candidatesFor } from "../../src/catalog/compare/rivals.ts";
import { compareModels } from "../../src/catalog/compare.ts";
import { parseModel } from "../../src/catalog/data-file.ts";
import { factHeld } from "../../src/catalog/family.ts";
import type { CatalogData, Model } from "../../src/catalog/types.ts";
import { readCatalog } from "../support/catalog.ts";

const data = readCatalog();
const catalog = createCatalog(data);

/** A model from the lines of a data file. */
const model = (id: string, ...lines: string[]): Model =>
  parseModel("zhipu", id, `data/models/zhipu/${id}.yaml`, [`name: ${id.toUpperCase()}`, ...lines].join("\n"));
const withModels = (...models: Model[]) => createCatalog({ ...data, models } satisfies CatalogData);
const compare = (...models: Model[]) => {
  const weighed = withModels(...models);
  const comparison = compareModels(weighed, [...weighed.models.values()]);
  if (comparison === undefined) throw new Error("no comparison");
  return comparison;
};
const score = (benchmark: string, figure: number | undefined, text: string, more = "") =>
  `  - { benchmark: ${benchmark}, ${figure === undefined ? "" : `score: ${figure}, `}text: "${text}", at: ecosystem:1${more} }`;
const scored = (id: string, ...scores: string[]) => model(id, "scores:", ...scores);
const fact = (field: string, value: string, more = "") =>
  `${field}: { value: "${value}", at: ecosystem:1${more} }`;

describe("leaders", () => {
  const cases: [string, Model[], { leaders: number[]; sure: boolean } | undefined][] = [
    [
      "the higher figure leads",
      [scored("a", score("mmlu", 70, "70")), scored("b", score("mmlu", 71, "71%"))],
      { leaders: [1], sure: true },
    ],
    [
      "equal figures are level",
      [scored("a", score("mmlu", 70, "70")), scored("b", score("mmlu", 70, "70%"))],
      { leaders: [0, 1], sure: true },
    ],
    [
      "words without a figure are no shared benchmark",
      [scored("a", score("mmlu", undefined, "best of all")), scored("b", score("mmlu", 70, "70"))],
      undefined,
    ],
    [
      "an approximate figure leads, approximately",
      [scored("a", score("mmlu", 78, "~78%")), scored("b", score("mmlu", 70, "70"))],
      { leaders: [0], sure: false },
    ],
    [
      "so does one that beats an approximate one",
      [scored("a", score("mmlu", 87, "~87")), scored("b", score("mmlu", 87.2, "87.2"))],
      { leaders: [1], sure: false },
    ],
    [
      "a doubtful figure is not sure",
      [scored("a", score("mmlu", 90, "90", ", doubtful: true")), scored("b", score("mmlu", 70, "70"))],
      { leaders: [0], sure: false },
    ],
    [
      "figures that overlap settle nothing",
      [scored("a", score("mmlu", 80, "80"), score("mmlu", 60, "60")), scored("b", score("mmlu", 70, "70"))],
      { leaders: [], sure: true },
    ],
    [
      "figures that do not overlap do",
      [scored("a", score("mmlu", 80, "80"), score("mmlu", 75, "75")), scored("b", score("mmlu", 70, "70"))],
      { leaders: [0], sure: true },
    ],
    [
      "another version is another benchmark",
      [scored("a", score("aime-2025", 80, "80")), scored("b", score("aime-2026", 70, "70"))],
      undefined,
    ],
    [
      "an average is compared only with itself",
      [scored("a", score("code-average", 80, "80")), scored("b", score("humaneval", 70, "70"))],
      undefined,
    ],
    [
      "an anticipated model never leads",
      [
        model("a", "status: anticipated", "scores:", score("mmlu", 99, "99")),
        scored("b", score("mmlu", 70, "70")),
      ],
      { leaders: [], sure: true },
    ],
  ];
  test.each(cases)("%s", (_, models, expected) => {
    const [shared] = compare(...models).benchmarks;
    expect(shared === undefined ? undefined : { leaders: shared.leaders, sure: shared.sure }).toEqual(
      expected,
    );
  });

  test("whoever leads has a figure, and nobody else's is better", () => {
    const figure = fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(figure, { minLength: 2, maxLength: 5 }), (figures) => {
        const models = figures.map((one, index) =>
          scored(`m${index}`, score("mmlu", one, one === undefined ? "good" : `${one}%`)),
        );
        const [shared] = compare(...models).benchmarks;
        const stated = figures.filter((one) => one !== undefined);
        const best = Math.max(...stated);
        const expected =
          stated.length < 2 ? [] : figures.flatMap((one, index) => (one === best ? [index] : []));
        expect([...(shared?.leaders ?? [])].sort()).toEqual(expected);
      }),
    );
  });
});

describe("rows", () => {
  test("what all state alike is the same; doubt, dispute and silence are differences", () => {
    const a = model(
      "a",
      fact("licence", "MIT"),
      fact("context", "200K"),
      fact("weights", "yes"),
      fact("parametersTotal", "1T"),
    );
    const b = model(
      "b",
      fact("licence", "mit"),
      fact("context", "128K"),
      fact("parametersTotal", "1T", ", doubtful: true"),
    );
    const rows = compare(a, b);
    expect(rows.same.map((row) => row.field)).toEqual(["licence"]);
    expect(rows.different.map((row) => row.field)).toEqual(["parametersTotal", "context", "weights"]);
    expect(rows.notStated).toContain("price");
    expect(rows.notStated).not.toContain("weights");
  });

  test("further facts of one side alone are told apart", () => {
    const rows = compare(
      model("a", fact("trainingTokens", "15T"), fact("context", "1M")),
      model("b", fact("licence", "MIT")),
    );
    expect(rows.onlyOne.map((one) => [one.row.field, one.side])).toEqual([["trainingTokens", 0]]);
  });

  test("no field of any pair is lost or shown twice", () => {
    const some = fc.constantFrom(...data.models.filter((one) => one.kind !== "family"));
    fc.assert(
      fc.property(fc.uniqueArray(some, { minLength: 2, maxLength: 5 }), (models) => {
        const comparison = compareModels(catalog, models);
        if (comparison === undefined) return;
        const { different, same, onlyOne, notStated } = comparison;
        const fields = [...different, ...same, ...onlyOne.map((one) => one.row)].map((row) => row.field);
        expect(new Set(fields).size).toBe(fields.length);
        expect(fields.filter((field) => notStated.includes(field))).toEqual([]);
        for (const field of fields)
          expect(models.some((one) => factHeld(catalog, one, field) !== undefined)).toBe(true);
      }),
    );
  });
});

describe("points", () => {
  const kinds = (...models: Model[]) => compare(...models).points.map((point) => point.kind);
  const size = (text: string, more = "") => fact("parametersTotal", text, more);
  test.each([
    ["744B", "1.04T", { times: 1.04 / 0.744, certainty: "exact" }],
    ["100B", "50B+", { times: 2, certainty: undefined }],
    ["100B+", "50B", { times: 2, certainty: "at least" }],
    ["about 100B", "50B", { times: 2, certainty: "about" }],
    ["up to 235B", "50B", { times: 4.7, certainty: undefined }],
    ["6B, 9B, 34B", "50B", { times: 0, certainty: undefined }],
    ["hundreds of billions", "50B", { times: 0, certainty: undefined }],
    ["100B", "98B", { times: 0, certainty: undefined }],
  ])("%s beside %s", (a, b, { times, certainty }) => {
    const point = compare(model("a", size(a)), model("b", size(b))).points.find((one) => one.kind === "size");
    expect(point?.ratio.certainty).toBe(certainty);
    if (point !== undefined) expect(point.ratio.times).toBeCloseTo(times);
  });

  test("doubt, dispute and expectation are not put into words", () => {
    expect(kinds(model("a", size("1T", ", doubtful: true")), model("b", size("100B")))).toEqual([]);
    const disputed = model(
      "a",
      "parametersTotal:",
      "  - { value: 1T, at: ecosystem:1 }",
      "  - { value: 2T, at: landscape:1 }",
    );
    expect(kinds(disputed, model("b", size("100B")))).toEqual([]);
    expect(kinds(model("a", "status: anticipated", size("1T")), model("b", size("100B")))).toEqual([
      "anticipated",
    ]);
  });

  const price = (text: string, more = "") => `price: { value: ${text}, at: ecosystem:1${more} }`;
  test.each([
    [
      "the same side and currency",
      "{ input: 0.6, currency: USD }",
      "{ input: 0.3, currency: USD }",
      ["price"],
    ],
    ["other sides", "{ input: 0.6, currency: USD }", "{ output: 0.3, currency: USD }", []],
    ["a side that is not stated", "{ either: 0.6, currency: USD }", "{ either: 0.3, currency: USD }", []],
    ["other currencies", "{ input: 0.6, currency: USD }", "{ input: 0.3, currency: CNY }", []],
    ["a lost currency", "{ input: 0.6 }", "{ input: 0.3 }", []],
  ])("prices: %s", (_, a, b, expected) => {
    expect(kinds(model("a", price(a)), model("b", price(b)))).toEqual(expected);
  });

  test("dates: days, months, and nothing from a bare year", () => {
    const on = (date: string) => fact("released", date);
    const point = (a: string, b: string) =>
      compare(model("a", on(a)), model("b", on(b))).points.find((one) => one.kind === "release");
    expect(point("2026-02-11", "2026-01-27")).toMatchObject({ later: 0, earlier: 1, days: 15 });
    expect(point("2025-02", "2026-01-27")).toMatchObject({ later: 1, earlier: 0, months: 11 });
    expect(point("2025", "2026-01-27")).toBeUndefined();
    expect(point("2026-01", "2026-01-27")).toBeUndefined();
  });
});

describe("families", () => {
  test.each([
    ["zhipu/glm", "zhipu/glm-5.3"],
    ["moonshot/kimi", "moonshot/kimi-k3.1-pro"],
    ["deepseek/deepseek", "deepseek/deepseek-v4-pro-0813"],
  ])("%s is compared through %s", (family, member) => {
    const named = [family, "minimax/minimax-m2.5"].flatMap((id) => catalog.models.get(id) ?? []);
    const [subject] = compareModels(catalog, named)?.subjects ?? [];
    expect([subject?.model.id, subject?.family?.id]).toEqual([member, family]);
  });

  test("a family never stands for what is not released", () => {
    for (const family of data.models.filter((one) => one.kind === "family")) {
      const other = data.models.find((one) => one.id === "minimax/minimax-m2.5") as Model;
      const [subject] = compareModels(catalog, [family, other])?.subjects ?? [];
      expect(subject?.model).toBeDefined();
      if (subject?.family !== undefined) expect(subject.model.status).toBe("released");
    }
  });

  test("a family's figures are not its models'", () => {
    for (const family of data.models.filter((one) => one.kind === "family")) {
      expect(measureOf(family, "parametersTotal")).toBeUndefined();
    }
  });
});

describe("handles and candidates", () => {
  test("every lab and model has a handle of its own, eight characters long", () => {
    const ids = [...data.labs.map((lab) => lab.id), ...data.models.map((one) => one.id)];
    const handles = ids.map(handleOf);
    expect(new Set(handles).size).toBe(ids.length);
    for (const handle of handles) expect(handle).toMatch(/^[0-9a-z]{8}$/);
    expect(modelByHandle(catalog, handleOf("zhipu/glm-5"))?.name).toBe("GLM-5");
    expect(namedByHandle(catalog, handleOf("zhipu"))).toMatchObject({ kind: "lab" });
    expect(modelByHandle(catalog, handleOf("zhipu"))).toBeUndefined();
    expect(modelByHandle(catalog, "constructor")).toBeUndefined();
  });

  test("a handle stays what it is, for buttons of old messages", () => {
    expect(handleOf("zhipu/glm-5")).toBe("v75yz7zm");
  });

  test("candidates: the predecessor first, then what sources compare it with; never itself", () => {
    for (const one of data.models.filter((each) => each.kind === "model")) {
      const candidates = candidatesFor(catalog, [one], 25);
      expect(candidates.map((candidate) => candidate.model)).not.toContain(one);
      expect(new Set(candidates.map((candidate) => candidate.model)).size).toBe(candidates.length);
      // A family that went before is offered by one of its members.
      const before = one.predecessor === undefined ? undefined : catalog.models.get(one.predecessor);
      const fitting = before?.kind === "family" ? [before, ...catalog.membersOf(before.id)] : [before];
      if (before !== undefined) expect(fitting).toContain(candidates[0]?.model);
      for (const { model: other, reason } of candidates) {
        if (reason !== "similar") continue;
        const [a, b] = [measureOf(one, "parametersTotal"), measureOf(other, "parametersTotal")];
        if (a === undefined || b === undefined) continue;
        expect(Math.max(a.value / b.value, b.value / a.value)).toBeLessThanOrEqual(3);
      }
    }
  });
});
