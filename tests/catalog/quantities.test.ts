import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { largestIn, parseQuantity } from "../../src/catalog/quantities.ts";

describe("parseQuantity", () => {
  test.each([
    ["671B", { values: [671e9] }],
    ["1.04T", { values: [1.04e12] }],
    ["100B+", { values: [100e9], atLeast: true }],
    ["6B, 9B, 34B", { values: [6e9, 9e9, 34e9] }],
    ["142B (14B active)", { values: [142e9] }],
    ["3B (21B), 47B (300B and 424B)", { values: [3e9, 47e9] }],
    ["256K", { values: [256_000] }],
    ["4K, 32K, 128K", { values: [4000, 32_000, 128_000] }],
    ["~$800K", { values: [800_000], approximate: true, currency: "USD" }],
    ["$100K-$200K", { values: [100_000, 200_000], range: true, currency: "USD" }],
    ["$5.576M", { values: [5_576_000], currency: "USD" }],
    ["¥0.58/M tokens", { values: [0.58], currency: "CNY" }],
    ["11.2T tokens", { values: [11.2e12] }],
    ["1.46M GPU hours", { values: [1_460_000] }],
    ["over 30 million users", { values: [30e6], atLeast: true }],
    ["up to 235B", { values: [235e9], atMost: true }],
    ["4K-128K", { values: [4000, 128_000], range: true }],
    ["6B to 200B+", { values: [6e9, 200e9], range: true, atLeast: true }],
    ["hundreds of billions", { values: [100e9], atLeast: true, approximate: true }],
    ["one trillion", { values: [1e12] }],
    ["1 trillion parameters (anticipated)", { values: [1e12] }],
    ["27,000 GPUs", { values: [27_000] }],
    ["80.2%", { values: [80.2], percent: true }],
    ["~78%", { values: [78], approximate: true, percent: true }],
    ["10TB of text", { values: [10] }],
    ["8 GPUs of 40GB", { values: [8, 40] }],
    ["60-80 tokens a second", { values: [60, 80], range: true }],
  ])("%s", (text, expected) => {
    const high = Math.max(...expected.values);
    const low = Math.min(...expected.values);
    expect(parseQuantity(text)).toEqual({ ...expected, low, high });
  });

  test.each([
    "lightweight",
    "",
    "trained on A100 and H800",
    "DeepSeek-V3",
    "GPT-4o",
    "(14B active)",
    "some tokens",
    // The size of its experts is neither the number of experts nor the model's size.
    "8x2B",
    "4x8x7B",
  ])("no figure in %j", (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  test("a written figure comes back as its number", () => {
    const scale = fc.constantFrom(["", 1], ["K", 1e3], ["M", 1e6], ["B", 1e9], ["T", 1e12]) as fc.Arbitrary<
      [string, number]
    >;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9999 }),
        scale,
        fc.boolean(),
        (figure, [letter, factor], plus) => {
          const read = parseQuantity(`${figure}${letter}${plus ? "+" : ""}`);
          expect(read?.values).toEqual([figure * factor]);
          expect(read?.atLeast ?? false).toBe(plus);
        },
      ),
    );
  });

  test("a list comes back in its order, with its ends", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 6 }), (figures) => {
        const read = parseQuantity(figures.map((figure) => `${figure}B`).join(", "));
        expect(read?.values).toEqual(figures.map((figure) => figure * 1e9));
        expect(read?.low).toBe(Math.min(...figures) * 1e9);
        expect(read?.high).toBe(Math.max(...figures) * 1e9);
      }),
    );
  });

  test("any text gives finite numbers or nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const read = parseQuantity(text);
        if (read === undefined) return;
        expect(read.values.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
        expect(read.low).toBeLessThanOrEqual(read.high);
      }),
    );
  });
});

test("largestIn takes the largest figure, and undefined where there is none", () => {
  expect(largestIn("6B, 9B, 34B")).toBe(34e9);
  expect(largestIn("lightweight")).toBeUndefined();
  expect(largestIn(undefined)).toBeUndefined();
});
