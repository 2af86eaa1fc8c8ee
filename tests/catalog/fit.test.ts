/** Memory: sizes of real files, the cache's arithmetic, and what never fits. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { fitAnswer, runsAnswer } from "../../src/answers/fit.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { figureOf } from "../../src/catalog/figures.ts";
import { cacheBytesPerToken, fitOf, fitRows } from "../../src/catalog/fit.ts";
import { brokenLimits } from "../../src/views/limits.ts";
import { readCatalog } from "../support/catalog.ts";

const catalog = createCatalog(readCatalog());
const model = (id: string) => {
  const found = catalog.models.get(id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
const recorded = z
  .array(
    z.strictObject({
      model: z.string(),
      bits: z.number(),
      bytes: z.number(),
      loose: z.string().exactOptional(),
    }),
  )
  .parse(parse(readFileSync(new URL("./file-sizes.yaml", import.meta.url), "utf8")));

describe("weights", () => {
  test("there are many recorded sizes", () => {
    expect(recorded.length).toBeGreaterThan(40);
    expect(new Set(recorded.map((one) => one.model)).size).toBeGreaterThanOrEqual(15);
  });

  test.each(
    recorded.filter((one) => one.loose === undefined && figureOf(model(one.model), "size") !== undefined),
  )("$model in $bits bits is computed within a tenth of its files", ({ model: id, bits, bytes }) => {
    const parameters = figureOf(model(id), "size") ?? Number.NaN;
    const row = fitOf({ parameters, context: 0 }).find((one) => one.quantisation.level === bits);
    expect(Math.abs((row?.weights ?? 0) / bytes - 1)).toBeLessThan(0.1);
  });

  test.each(recorded)("$model in $bits bits: /fit takes the files' size", ({ model: id, bits, bytes }) => {
    const row = fitRows(model(id), undefined, 0).find((one) => one.quantisation.level === bits);
    expect(row?.weights).toBe(bytes);
    expect(row?.file?.places[0]).toMatch(/^https:/);
  });

  test("all parameters count, not only the active ones", () => {
    const [row] = fitRows(model("deepseek/deepseek-v3"), undefined, 0);
    expect(row?.weights).toBe(671e9 * 2);
  });
});

describe("the cache", () => {
  test.each([
    ["latent attention, as in DeepSeek-V3", { layers: 61, kvRank: 512, ropeDim: 64 }, 70_272],
    ["grouped heads, as in Qwen3-32B", { layers: 64, kvHeads: 8, headDim: 128 }, 262_144],
    [
      "a quarter of the layers, as in Qwen3.5-27B",
      { layers: 64, kvLayers: 16, kvHeads: 4, headDim: 256 },
      65_536,
    ],
  ])("%s", (_, geometry, bytes) => expect(cacheBytesPerToken(geometry)).toBe(bytes));

  test("grows with the context", () => {
    const at = (context: number) => fitRows(model("alibaba/qwen3-32b"), undefined, context)[4]?.cache;
    expect(at(131_072)).toBe(131_072 * 262_144);
    expect(at(32_768)).toBe(32_768 * 262_144);
  });

  test("is not stated where no source gives the geometry", () => {
    const without = catalog.newest.find(
      (one) =>
        one.facts.geometry === undefined &&
        figureOf(one, "size") !== undefined &&
        one.facts.weights?.claims[0].value === "yes",
    );
    const message = fitAnswer({ catalog }, without ?? model("deepseek/deepseek-v3"), { memory: 24e9 });
    expect(message.embeds?.[0]?.description).toContain("**Cache** not stated");
  });
});

test.each(["deepseek/deepseek-v3", "deepseek/deepseek-r1", "moonshot/kimi-k2"])(
  "%s never fits 128 GB",
  (id) => {
    for (const context of [0, 8_192, 131_072])
      expect(fitRows(model(id), 128e9, context).some((row) => row.fits === true)).toBe(false);
  },
);

test("what fits stays within memory, and every open model is answered within Discord's limits", () => {
  for (const one of catalog.data.models) {
    for (const memory of [undefined, 8e9, 1024e9]) {
      const rows = fitRows(one, memory, 8_192);
      for (const row of rows) if (row.fits === true) expect(row.total).toBeLessThanOrEqual(memory ?? 0);
      expect(brokenLimits(fitAnswer({ catalog }, one, { memory }))).toEqual([]);
    }
  }
  expect(brokenLimits(runsAnswer({ catalog }, {}, 24e9))).toEqual([]);
});
