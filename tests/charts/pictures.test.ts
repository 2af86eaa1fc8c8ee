import { describe, expect, test } from "vitest";
import { barDrawing } from "../../src/charts/bars.ts";
import { createPictures } from "../../src/charts/pictures.ts";
import type { BarChart } from "../../src/views/chart.ts";

const chart = (name: string, count = 2): BarChart => ({
  groups: [
    {
      name: "SWE-bench Verified",
      bars: Array.from({ length: count }, (_, index) => ({
        name,
        share: 0.7 + index / 100,
        text: "77.8%",
        color: index,
      })),
    },
  ],
  description: name,
});

/** Width and height from the header of a PNG. */
const sizeOf = (png: Uint8Array | undefined) => {
  const data = Buffer.from(png ?? []);
  expect(data.subarray(1, 4).toString("latin1")).toBe("PNG");
  return { width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
};

describe("pictures", () => {
  test("are PNGs for a phone, as high as they have rows", async () => {
    const pictures = createPictures();
    const two = sizeOf(await pictures.draw(chart("GLM-5")));
    const five = sizeOf(await pictures.draw(chart("GLM-5", 5)));
    expect(two.width).toBe(680);
    expect(five.height).toBeGreaterThan(two.height);
  });

  test("show Chinese: a picture with Han characters differs from one with as many blanks", async () => {
    const pictures = createPictures();
    const [han, other, tofu] = await Promise.all(
      ["智谱清言", "月之暗面", "\u{10ffff}\u{10fffe}\u{10fffd}\u{10fffc}"].map((name) =>
        pictures.draw(chart(name)),
      ),
    );
    // Missing glyphs would all be drawn as the same box, or as nothing.
    expect(Buffer.from(han ?? []).equals(Buffer.from(other ?? []))).toBe(false);
    expect((han?.length ?? 0) - (tofu?.length ?? 0)).toBeGreaterThan(1_000);
  });

  test("are drawn once: asked for at the same time, and later", async () => {
    const pictures = createPictures();
    const [a, b] = await Promise.all([pictures.draw(chart("GLM-5")), pictures.draw(chart("GLM-5"))]);
    expect(a).toBe(b);
    expect(await pictures.draw(chart("GLM-5"))).toBe(a);
    expect(pictures.ready(chart("GLM-5"))).toBe(a);
    expect(pictures.ready(chart("GLM-4"))).toBeUndefined();
  });

  test("are kept within a bound of bytes, the least used going first", async () => {
    const one = (await createPictures().draw(chart("M0")))?.byteLength ?? 0;
    const pictures = createPictures({ maxBytes: Math.round(one * 2.9) });
    for (const name of ["M0", "M1", "M2", "M3"]) await pictures.draw(chart(name));
    expect(pictures.size().bytes).toBeLessThanOrEqual(Math.round(one * 2.9));
    expect(pictures.ready(chart("M0"))).toBeUndefined();
    expect(pictures.ready(chart("M3"))).toBeDefined();
  });

  test("do not pile up: beyond a bound an answer goes without", async () => {
    const pictures = createPictures({ mostWaiting: 2 });
    const drawn = await Promise.all(["a", "b", "c", "d"].map((name) => pictures.draw(chart(name))));
    expect(drawn.map((png) => png !== undefined)).toEqual([true, true, false, false]);
  });

  test("no name can break the drawing", async () => {
    const pictures = createPictures();
    for (const name of ["{a|b}", "</text><script>", "&amp;", "a".repeat(300), "", "😀"]) {
      sizeOf(await pictures.draw(chart(name)));
    }
  });
});

test("bars keep room for the longest name and value", () => {
  const { option, width } = barDrawing(chart("W".repeat(200)));
  const grid = option.grid as { left: number; right: number };
  expect(width - grid.left - grid.right).toBeGreaterThan(120);
});
