import { describe, expect, it } from "vitest";
import { isDate, withWholeDates } from "../../src/names/dates.ts";
import { fold, foldWithOffsets } from "../../src/names/fold.ts";
import { nameKey, readName, wordsOf } from "../../src/names/name.ts";
import { canonicalNumber } from "../../src/names/numbers.ts";
import { classOfWord, isPackaging, isRole } from "../../src/names/roles.ts";
import { sizesIn, sizesOfName } from "../../src/names/sizes.ts";
import { tokenKey } from "../../src/names/tokens.ts";

const tokens = (text: string): string[] => readName(text).map((token) => `${token.type}:${tokenKey(token)}`);
const key = nameKey;

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

describe("tokens", () => {
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
    expect(tokens(text)).toEqual(expected);
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

describe("one name", () => {
  it.each([
    ["ERNIE 4.0", "ernie-4", true],
    ["ERNIE 4.0", "ERNIE 40", false],
    ["Qwen2.5-72B", "qwen 2.5 72b", true],
    ["K2", "K2.5", false],
    ["混元 T1", "混元T1", true],
    ["InternVL3_5-8B", "InternVL3.5-8B", true],
  ])("%s and %s: %s", (a, b, same) => {
    expect(nameKey(a) === nameKey(b)).toBe(same);
  });

  it("is compared word by word where its words stand in any order", () => {
    expect(wordsOf("Kai-Fu Lee 李开复")).toEqual(["kai", "fu", "lee", "李", "开", "复"]);
  });
});

describe("what a name states", () => {
  it.each([
    ["Qwen3-30B-A3B", { total: "30B", active: "3B" }],
    ["Qwen3-0.6B", { total: "0.6B" }],
    ["Ring-1T", { total: "1T" }],
    ["hunyuan-A13B", { active: "13B" }],
    ["Mixtral-8x7B", {}],
    ["Kimi-K2-128K", {}],
  ])("sizes of %s", (name, sizes) => {
    expect(sizesOfName(name)).toEqual(sizes);
  });

  it("dates, in one word", () => {
    expect(["0528", "2507", "250711", "20250711"].filter(isDate)).toHaveLength(4);
    expect(["2.5", "1320", "72b", "130"].filter(isDate)).toEqual([]);
    expect(withWholeDates("qwen-plus-2025-07-28")).toBe("qwen-plus-20250728");
    expect(withWholeDates("qwen3.5-plus-02-15")).toBe("qwen3.5-plus-0215");
    expect(withWholeDates("step-3-5")).toBe("step-3-5");
  });

  it("roles, which make another model, and packagings, which do not", () => {
    expect(["thinking", "instruct", "coder", "vl", "air", "terminus", "lite"].every(isRole)).toBe(true);
    expect(["fp8", "gguf", "awq", "4bit", "hf"].every(isPackaging)).toBe(true);
    expect(["fp8", "qwen", "hello"].some(isRole)).toBe(false);
    expect(["2507", "30b", "flash", "base"].map(classOfWord)).toEqual(["date", "size", "tier", "base"]);
  });
});
