import { describe, expect, it } from "vitest";
import { atomKey, atomsOf, keyOf } from "../../../src/catalog/search/atoms.ts";
import { maskMarkup } from "../../../src/catalog/search/mask-markup.ts";
import { fold, foldWithOffsets } from "../../../src/catalog/search/normalise.ts";
import { canonicalNumber, sizesIn } from "../../../src/catalog/search/numbers.ts";
import { readHan } from "../../../src/catalog/search/pinyin.ts";
import { readingsOf } from "../../../src/catalog/search/readings.ts";
import { editDistance, soundOf } from "../../../src/catalog/search/spelling.ts";

const atoms = (text: string): string[] => atomsOf(fold(text)).map((atom) => `${atom.type}:${atomKey(atom)}`);
const key = (text: string): string => keyOf(atomsOf(fold(text)));

describe("fold", () => {
  it.each([
    ["ＧＬＭ－５", "glm-5"],
    ["tōngyì", "tongyi"],
    ["π0", "pi0"],
    ["Ⅲ", "iii"],
    ["𝓚𝓲𝓶𝓲", "kimi"],
    ["ki\u200bmi", "kimi"],
    ["É", "e"],
  ])("%s is %s", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it("knows where each unit came from", () => {
    const folded = foldWithOffsets("🙂Ａπ");
    expect(folded.text.slice(2)).toBe("api");
    expect(folded.starts).toEqual([0, 0, 2, 3, 3]);
    expect(folded.ends).toEqual([2, 2, 3, 4, 4]);
  });
});

describe("atoms", () => {
  it.each<[string, string[]]>([
    ["qwen2.5-72b", ["word:qwen", "version:2.5", "size:72b"]],
    [
      "Qwen3-235B-A22B-Thinking-2507",
      ["word:qwen", "version:3", "size:235b", "size:a22b", "word:thinking", "version:2507"],
    ],
    ["kimi k2.5", ["word:kimi", "version:k2.5"]],
    ["hunyuan t-1", ["word:hunyuan", "version:t1"]],
    ["ernie x 1", ["word:ernie", "version:x1"]],
    ["GPT-4o", ["word:gpt", "version:4o"]],
    ["Step-Video-T2V", ["word:step", "word:video", "version:t2v"]],
    ["hunyuan3d 2.0", ["word:hunyuan", "version:3d", "version:2"]],
    ["InternVL3_5-8B", ["word:internvl", "version:3.5", "size:8b"]],
    ["a 7b model", ["word:a", "size:7b", "word:model"]],
    ["FP8 and 4bit", ["word:fp8", "word:and", "word:4bit"]],
    ["通义千问2.5", ["han:通义千问", "version:2.5"]],
    ["Alibaba's Qwen", ["word:alibaba", "word:qwen"]],
  ])("%s", (text, expected) => {
    expect(atoms(text)).toEqual(expected);
  });

  it("has one key for all ways to write a name, and another for another number", () => {
    expect(key("Deep Seek V-3")).toBe(key("deepseek-v3"));
    expect(key("glm 5.0")).toBe(key("GLM-5"));
    expect(key("qwen 3 235b")).toBe("qwen3-235b");
    expect(key("m2.5")).not.toBe(key("m25"));
  });
});

describe("numbers", () => {
  it.each([
    ["5.0", "5"],
    ["01", "1"],
    ["0.3", "0.3"],
    ["3.10", "3.10"],
    ["0", "0"],
    ["0700", "700"],
    ["4.0.0", "4"],
  ])("%s is %s", (digits, canonical) => {
    expect(canonicalNumber(digits)).toBe(canonical);
  });

  it("reads sizes from words", () => {
    expect(sizesIn("0.3B, 21B, 300B (47B active), 1.04T; 128K context, 2 million")).toEqual([
      "0.3b",
      "21b",
      "300b",
      "47b",
      "1.04t",
      "128k",
      "2m",
    ]);
    expect(sizesIn("100 kg, 3 models")).toEqual([]);
  });
});

describe("readings", () => {
  const readings = (text: string) => readingsOf(atomsOf(fold(text))).map((reading) => keyOf(reading));
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
