import { describe, expect, it } from "vitest";
import { createSearch, entriesOf } from "../../src/search/search.ts";
import { readCatalog } from "../support/catalog.ts";

const { findInText } = createSearch(entriesOf(readCatalog()));
const named = (text: string): string[] => findInText(text).map((mention) => mention.id);

describe("names in a message", () => {
  it.each<[string, string[]]>([
    ["kimi k2.5 vs glm-5", ["moonshot/kimi-k2.5", "zhipu/glm-5"]],
    [
      "Is K2.5 or GLM-5 bigger, which one is open, who leads on SWE-bench?",
      ["moonshot/kimi-k2.5", "zhipu/glm-5"],
    ],
    ["minimax m2.5", ["minimax/minimax-m2.5"]],
    ["what do you think about qwen, glm and deepseek?", ["alibaba/qwen", "zhipu/glm", "deepseek"]],
    [
      "DeepSeek-V3.2-Speciale, dots.llm1 & ui-tars",
      ["deepseek/deepseek-v3.2-speciale", "rednote/dots.llm1", "bytedance/ui-tars"],
    ],
    [
      "Gemini 3 Pro vs GPT-5.2 vs claude opus 4.5",
      ["google/gemini-3-pro", "openai/gpt-5.2", "anthropic/claude-opus-4.5"],
    ],
    ["ernie 4.5 21b vs hunyuan a13b", ["baidu/ernie-4.5-21b", "tencent/hunyuan-a13b"]],
    ["Deep Seek V3.2 beats hunyuan turbo s", ["deepseek/deepseek-v3.2", "tencent/hunyuan-turbos"]],
    ["对比一下kimi k2.5和智谱GLM-5", ["moonshot/kimi-k2.5", "zhipu/glm-5"]],
    ["豆包1.5pro跟混元T1比怎么样", ["bytedance/doubao-1.5-pro", "tencent/hunyuan-t1"]],
    ["ＫＩＭＩ Ｋ２．５", ["moonshot/kimi-k2.5"]],
  ])("%s", (text, ids) => {
    expect(named(text)).toEqual(ids);
  });

  it("takes the longest name", () => {
    expect(named("qwen2.5-72b-instruct is out")).toEqual(["alibaba/qwen2.5-72b-instruct"]);
    expect(named("ernie 4.5 turbo is out")).toEqual(["baidu/ernie-4.5-turbo"]);
  });

  it("lists each entry once, where it comes first", () => {
    expect(named("glm-5! I said glm-5, not kimi k2. GLM 5!")).toEqual(["zhipu/glm-5", "moonshot/kimi-k2"]);
  });

  it("takes a lab beside its model as a part of the name", () => {
    expect(named("Alibaba's Qwen3 vs Zhipu GLM-5")).toEqual(["alibaba/qwen3", "zhipu/glm-5"]);
    expect(named("moonshotai/Kimi-K2.5")).toEqual(["moonshot/kimi-k2.5"]);
    expect(named("glm-5 by zhipu vs kimi k2.5 from moonshot")).toEqual(["zhipu/glm-5", "moonshot/kimi-k2.5"]);
  });

  it("says where a name stands in the original text", () => {
    const text = "🙂 Ｋimi K2.5, then ＧＬＭ-5";
    const found = findInText(text).map(({ start, end }) => text.slice(start, end));
    expect(found).toEqual(["Ｋimi K2.5", "ＧＬＭ-5"]);
  });

  it("keeps to the limit", () => {
    expect(findInText("qwen3, glm-5, kimi k2, deepseek r1", { limit: 2 })).toHaveLength(2);
  });
});

describe("versions in a message", () => {
  it("carries the family over a separator", () => {
    expect(named("GLM-4.5 vs 5")).toEqual(["zhipu/glm-4.5", "zhipu/glm-5"]);
    expect(named("qwen 2.5 and 3")).toEqual(["alibaba/qwen2.5", "alibaba/qwen3"]);
    expect(named("deepseek v3 vs r1")).toEqual(["deepseek/deepseek-v3", "deepseek/deepseek-r1"]);
  });

  it("reads a version without its letter", () => {
    expect(named("deepseek 3.2 and kimi 2.5")).toEqual(["deepseek/deepseek-v3.2", "moonshot/kimi-k2.5"]);
  });

  it("says which version or tier no entry has, and gives no other version", () => {
    expect(findInText("GLM 9.7 vs Kimi K9")).toMatchObject([
      { id: "zhipu/glm", unmatched: "9.7" },
      { id: "moonshot/kimi", unmatched: "K9" },
    ]);
    expect(findInText("Qwen3-Ultra or GLM-4.5-Nano?")).toMatchObject([
      { id: "alibaba/qwen3", unmatched: "Ultra" },
      { id: "zhipu/glm-4.5", unmatched: "Nano" },
    ]);
  });

  it("does not take a number that counts something for a version", () => {
    expect(named("Qwen 3 times faster")).toEqual(["alibaba/qwen"]);
  });

  it("believes a bare version beside another name only", () => {
    expect(named("is k2 better than r1?")).toEqual(["moonshot/kimi-k2", "deepseek/deepseek-r1"]);
    expect(named("v3 vs glm-5")).toEqual(["deepseek/deepseek-v3", "zhipu/glm-5"]);
    expect(named("v2 and v3 of my script")).toEqual([]);
    expect(named("v3")).toEqual(["deepseek/deepseek-v3"]);
  });
});

describe("ordinary words", () => {
  it.each([
    "I took a step back and seed the lawn",
    "in step one we spark a fire, then it will glow",
    "the ring is red, meta is bad, go with the flow",
    "Step one is easy. Spark joy. Ring the bell.",
    "yi is a name too",
    "Quinn said hi",
    "I deep seek truth",
    "open the cloud studio",
    "the Chinese AI Lab ecosystem",
    "what a large language model",
    "time to go",
  ])("are no names: %s", (text) => {
    expect(named(text)).toEqual([]);
  });

  it.each<[string, string[]]>([
    ["Step 3 is out", ["stepfun/step-3"]],
    ["step-3 and STEP-2", ["stepfun/step-3", "stepfun/step-2"]],
    ["Step vs Yi", ["stepfun", "01-ai/yi"]],
    ["I like Yi a lot", ["01-ai/yi"]],
    ["yi 34b or yi-1.5", ["01-ai/yi-34b", "01-ai/yi-1.5"]],
    ["the new Seed models", ["bytedance"]],
    ["cherry studio", ["cherry-studio"]],
    ["we use Cherry Studio daily", ["cherry-studio"]],
  ])("are names with a version or a capital: %s", (text, ids) => {
    expect(named(text)).toEqual(ids);
  });
});

describe("misspelled names", () => {
  it("are found in a short question that has another name", () => {
    expect(named("deepsek v3 vs qwne3 vs glm-5")).toEqual([
      "deepseek/deepseek-v3",
      "alibaba/qwen3",
      "zhipu/glm-5",
    ]);
    expect(named("glm-5 or kimmi k2")).toEqual(["zhipu/glm-5", "moonshot/kimi-k2"]);
  });

  it("are not looked for in other talk", () => {
    expect(named("bart vs lisa vs glm-5")).toEqual(["zhipu/glm-5"]);
    expect(named("glm-5 is nice, which one is open")).toEqual(["zhipu/glm-5"]);
  });
});

describe("what is not running text", () => {
  it.each([
    "`glm-5`",
    "``glm-5 ` ``",
    "```\nglm-5\n```",
    "```js\nglm-5```",
    "||glm-5||",
    "> glm-5",
    "hm\n> glm-5",
    ">>> hm\nglm-5",
    "https://example.com/glm-5",
    "<https://example.com/glm-5>",
    "[paper](https://example.com/glm-5)",
    "<:glm:123>",
    "<a:kimi:123456>",
    ":kimi: :glm:",
    "<@123> <@!123> <@&123> <#123>",
    "</model glm:123>",
  ])("names nothing: %j", (text) => {
    expect(named(text)).toEqual([]);
  });

  it("leaves the text around it", () => {
    expect(named("`qwen3` is code, ||kimi k2|| a secret\n> glm-4 quoted\nbut ERNIE 4.5 counts")).toEqual([
      "baidu/ernie-4.5",
    ]);
    expect(named("<@123456789> kimi k2.5 vs glm-5")).toEqual(["moonshot/kimi-k2.5", "zhipu/glm-5"]);
    expect(named("an unpaired ` before glm-5, and || too, < and >")).toEqual(["zhipu/glm-5"]);
    expect(named("5 > 4 glm-5")).toEqual(["zhipu/glm-5"]);
    expect(named("\\`glm-5\\`")).toEqual(["zhipu/glm-5"]);
  });

  it("does not join names across it", () => {
    expect(named("kimi `x` k2.5")).not.toContain("moonshot/kimi-k2.5 x");
    expect(named("kimi\nk2.5 rules").at(0)).toBe("moonshot/kimi");
  });
});
