import { describe, expect, it } from "vitest";
import { readName } from "../../src/names/name.ts";
import { keyOf } from "../../src/names/tokens.ts";
import { maskMarkup } from "../../src/search/message/mask-markup.ts";
import { readHan } from "../../src/search/text/pinyin.ts";
import { readingsOf } from "../../src/search/text/readings.ts";
import { editDistance, soundOf } from "../../src/search/text/spelling.ts";

describe("readings", () => {
  const readings = (text: string) => readingsOf(readName(text)).map((reading) => keyOf(reading));
  it.each([
    ["k two point five", "k2.5"],
    ["step three", "step3"],
    ["glm 4 5", "glm4.5"],
    ["kimi-k2p5", "kimik2.5"],
    ["glm45", "glm4.5"],
    ["qwen 72 billion", "qwen72b"],
    ["qwen 1 8b", "qwen1.8b"],
  ])("%s may be %s", (text, reading) => {
    expect(readings(text)).toContain(reading);
  });

  it("keeps what was typed first, and numbers that are none", () => {
    expect(readings("glm45")[0]).toBe("glm45");
    expect(readings("which one")).toEqual(["whichone"]);
    expect(readings("deepseek v30")).toEqual(["deepseekv30"]);
  });
});

describe("spelling and sound", () => {
  it("counts swapped neighbours as one edit and stops at the limit", () => {
    expect(editDistance("qwne", "qwen", 2)).toBe(1);
    expect(editDistance("thinkng", "thinking", 2)).toBe(1);
    expect(editDistance("abcdef", "uvwxyz", 2)).toBe(3);
  });

  it.each([
    ["kwen", "qwen"],
    ["quinn", "qwen"],
    ["jipu", "zhipu"],
    ["shaomi", "xiaomi"],
    ["baidoo", "baidu"],
  ])("%s sounds like %s", (heard, name) => {
    expect(soundOf(heard)).toBe(soundOf(name));
  });

  it("reads Chinese out, traditional characters too", () => {
    expect(readHan("通义千问")).toEqual({ full: "tongyiqianwen", initials: "tyqw" });
    expect(readHan("階躍星辰").full).toBe(readHan("阶跃星辰").full);
  });
});

describe("markup", () => {
  it("keeps the length of the text", () => {
    const text = "a `b` ||c|| <@1> <:d:2> https://e.f/g :h_i: ```j``` > k\n> l";
    expect(maskMarkup(text)).toHaveLength(text.length);
    expect(maskMarkup(text).replace(/\s+/g, " ").trim()).toBe("a > k");
  });
});
