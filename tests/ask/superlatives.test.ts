/** The most and the least, recomputed from the data with code of its own: it shares nothing with src/ask. */
import { describe, expect, test } from "vitest";
import { rank } from "../../src/ask/most.ts";
import type { Measure } from "../../src/ask/question.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { selectModels } from "../../src/catalog/select.ts";
import type { Model } from "../../src/catalog/types.ts";
import { readCatalog } from "../support/catalog.ts";

const catalog = createCatalog(readCatalog());
const makers = new Set(
  catalog.data.labs.filter((lab) => lab.kind === "lab" || lab.kind === "sub-lab").map((lab) => lab.id),
);
const out = catalog.data.models.filter(
  (model) =>
    makers.has(model.lab) &&
    model.kind !== "family" &&
    model.kind !== "product" &&
    model.status !== "anticipated",
);

/** The largest number with its letter in a text, read by hand. */
function numberIn(text: string | undefined): number | undefined {
  const units: Record<string, number> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12, "": 1 };
  const plain = (text ?? "").replace(/\([^)]*\)/g, "");
  const found = [
    ...plain.matchAll(
      /(?<![A-Za-z\d.-])(\d[\d,]*(?:\.\d+)?)\s?(thousand|million|billion|trillion|[KMBT])?(?![A-Za-z])/gi,
    ),
  ].map(
    ([, digits = "", unit = ""]) =>
      Number(digits.replaceAll(",", "")) * (units[unit.charAt(0).toUpperCase()] ?? 1),
  );
  return found.length === 0 ? undefined : Math.max(...found);
}
const size = (model: Model) => numberIn(model.facts.parametersTotal?.claims[0].text);
const context = (model: Model) => numberIn(model.facts.context?.claims[0].text);
const output = (model: Model) => {
  const own = model.facts.price?.claims.find(
    ({ places }) => !places.every((one) => one.startsWith("https://openrouter.ai")),
  );
  const price = own?.value;
  return price?.currency === "USD" && price.per === undefined ? price.output : undefined;
};

const figures: readonly {
  name: string;
  measure: Measure;
  of: (model: Model) => number | undefined;
  least: boolean;
}[] = [
  { name: "the largest", measure: { by: "figure", figure: "size", least: false }, of: size, least: false },
  { name: "the smallest", measure: { by: "figure", figure: "size", least: true }, of: size, least: true },
  {
    name: "the longest context",
    measure: { by: "figure", figure: "context", least: false },
    of: context,
    least: false,
  },
  { name: "the cheapest", measure: { by: "figure", figure: "output", least: true }, of: output, least: true },
];

describe("the most and the least", () => {
  test.each(figures)("$name", ({ measure, of, least }) => {
    const values = out.flatMap((model) => of(model) ?? []);
    const { ranked, lacking } = rank(catalog, measure, {});
    expect(ranked[0]?.value).toBeCloseTo(least ? Math.min(...values) : Math.max(...values), 6);
    expect(ranked.length + lacking).toBe(out.length);
    expect(ranked.length).toBe(values.length);
  });

  test.each(catalog.data.benchmarks.map((one) => [one.id, one.higherIsBetter] as const))(
    "best on %s",
    (benchmark, higher) => {
      const scores = out.flatMap((model) =>
        model.scores.flatMap((one) =>
          one.benchmark === benchmark && one.doubtful !== true ? (one.score ?? []) : [],
        ),
      );
      const best = rank(catalog, { by: "score", benchmark }, {}).ranked[0]?.value;
      expect(best).toBe(scores.length === 0 ? undefined : higher ? Math.max(...scores) : Math.min(...scores));
    },
  );
});

describe("conditions", () => {
  const ids = (models: readonly Model[]) => models.map((model) => model.id).sort();

  test.each([8e9, 72e9, 1e12])("at most %d parameters", (most) => {
    const wanted = out.filter((model) => (size(model) ?? Number.POSITIVE_INFINITY) <= most);
    expect(ids(selectModels(catalog, { maxSize: most }, "name").models)).toEqual(ids(wanted));
  });

  test.each([128_000, 1e6])("a context of %d", (least) => {
    const wanted = out.filter((model) => (context(model) ?? 0) >= least);
    const found = selectModels(catalog, { minContext: least }, "name");
    expect(ids(found.models)).toEqual(ids(wanted));
    expect(found.unknown).toBe(out.filter((model) => context(model) === undefined).length);
  });

  test.each([...makers])("of %s, since 2025", (lab) => {
    const wanted = out.filter(
      (model) => model.lab === lab && (model.facts.released?.claims[0].value ?? "0") >= "2025",
    );
    expect(ids(selectModels(catalog, { lab, since: "2025" }, "newest").models)).toEqual(ids(wanted));
  });

  test.each([0.5, 2])("at most %d dollars for a million output tokens", (most) => {
    const wanted = out.filter((model) => (output(model) ?? Number.POSITIVE_INFINITY) <= most);
    expect(ids(selectModels(catalog, { maxPrice: most }, "cheapest").models)).toEqual(ids(wanted));
  });

  test.each(["largest", "smallest", "context", "cheapest"] as const)("%s first, the silent last", (order) => {
    const figure = { largest: size, smallest: size, context, cheapest: output }[order];
    const { models, unranked } = selectModels(catalog, {}, order);
    const figures = models.map(figure);
    expect(models).toHaveLength(out.length);
    expect(figures.slice(figures.length - unranked).every((one) => one === undefined)).toBe(true);
    const stated = figures.slice(0, figures.length - unranked).map((one) => one ?? Number.NaN);
    const sign = order === "largest" || order === "context" ? -1 : 1;
    expect(stated).toEqual([...stated].sort((a, b) => sign * (a - b)));
  });

  test("by the score that most of them state", () => {
    const { models, unranked, benchmark } = selectModels(catalog, {}, "score");
    const counts = catalog.data.benchmarks.map(
      (one) =>
        out.filter((model) =>
          model.scores.some(({ benchmark: id, score }) => id === one.id && score !== undefined),
        ).length,
    );
    expect(unranked).toBeGreaterThan(0);
    const own = (model: Model) =>
      model.scores.filter(
        (one) => one.benchmark === benchmark?.id && one.score !== undefined && one.doubtful !== true,
      );
    const stated = models.slice(0, models.length - unranked);
    expect(stated.every((model) => own(model).length > 0)).toBe(true);
    expect(models.slice(stated.length).every((model) => own(model).length === 0)).toBe(true);
    expect(Math.max(...counts)).toBeGreaterThanOrEqual(stated.length);
    const best = stated.map((model) => Math.max(...own(model).map((one) => one.score ?? 0)));
    expect(best).toEqual([...best].sort((a, b) => b - a));
  });

  test("open weights by the model's own word or its family's", () => {
    const own = (model: Model) => model.facts.weights?.claims[0].value;
    const found = selectModels(catalog, { weights: "open" }, "name").models;
    for (const model of found) if (own(model) !== undefined) expect(own(model)).not.toBe("no");
    const stated = out.filter((model) => own(model) === "yes" || own(model) === "partly");
    for (const model of stated) expect(found).toContain(model);
  });
});
