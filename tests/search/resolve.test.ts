import { describe, expect, it } from "vitest";
import { createSearch, entriesOf, type Resolution, type SearchEntry } from "../../src/search/search.ts";
import { readCatalog } from "../support/catalog.ts";

const search = createSearch(entriesOf(readCatalog()));

function entry(id: string, name: string, more: Partial<SearchEntry> = {}): SearchEntry {
  const [lab] = id.split("/");
  const kind = id.includes("/") ? "model" : "lab";
  return {
    id,
    kind,
    name,
    aliases: [],
    status: "released",
    sizes: [],
    weight: 1,
    core: true,
    ...(kind === "model" ? { lab: lab ?? id, modelKind: "model" as const } : {}),
    ...more,
  };
}
const ids = (resolution: Resolution): readonly string[] => {
  if (resolution.kind === "one") return [resolution.match.id];
  return (resolution.kind === "choice" ? resolution.matches : resolution.suggestions).map(
    (match) => match.id,
  );
};

describe("a brand", () => {
  it.each([
    ["doubao", "豆包", "bytedance/doubao"],
    ["pangu", "盘古", "huawei/pangu"],
    ["hunyuan", "混元", "tencent/hunyuan"],
    ["ernie", "文心", "baidu/ernie"],
    ["sensenova", "日日新", "sensetime/sensenova"],
    ["tongyi qianwen", "通义千问", "alibaba/qwen"],
  ])("is one family, in Latin letters (%s) and in Chinese (%s)", (latin, chinese, id) => {
    expect(ids(search.resolve(latin))).toEqual([id]);
    expect(search.findInText(`How good is ${latin.toUpperCase()}?`).map((one) => one.id)).toEqual([id]);
    expect(ids(search.resolve(chinese))).toEqual([id]);
    expect(ids(search.resolve(chinese, { only: "lab" }))).toEqual([id.split("/")[0]]);
    expect(search.findInText(`how good is ${chinese} now?`).map((one) => one.id)).toEqual([id]);
  });
});

describe("one answer", () => {
  it("is a whole name in a question, whatever else has its version", () => {
    expect(ids(search.resolve("what is SenseNova 2.0"))).toEqual(["sensetime/sensenova-2"]);
  });

  it("is a name as it is written, with full confidence", () => {
    const resolved = search.resolve("GLM-5");
    expect(resolved).toMatchObject({
      kind: "one",
      match: { id: "zhipu/glm-5", tier: "exact", confidence: 1, sure: true },
    });
  });

  it("keeps to labs or to models when asked", () => {
    expect(ids(search.resolve("kimi", { only: "lab" }))).toEqual(["moonshot"]);
    expect(ids(search.resolve("kimi", { only: "model" }))).toEqual(["moonshot/kimi"]);
    expect(ids(search.resolve("deepseek", { only: "model" }))).toEqual(["deepseek/deepseek"]);
  });

  it("is the more general entry where the words fit both", () => {
    expect(ids(search.resolve("baidu ernie"))).toEqual(["baidu"]);
    expect(ids(search.resolve("deepseek"))).toEqual(["deepseek"]);
  });

  it("follows a word that says what kind of thing is meant", () => {
    expect(ids(search.resolve("deepseek family"))).toEqual(["deepseek/deepseek"]);
    expect(ids(search.resolve("deepseek company"))).toEqual(["deepseek"]);
  });

  it("says which words were passed over", () => {
    expect(search.resolve("glm-5 gguf")).toMatchObject({
      kind: "one",
      match: { id: "zhipu/glm-5", passedOver: ["gguf"] },
    });
  });

  it("takes a size that the facts state and no name has", () => {
    const sized = createSearch([
      entry("x", "Xulab"),
      entry("x/xu-2", "Xu 2", { sizes: ["744b", "40b", "200k"] }),
      entry("x/xu-3", "Xu 3", { sizes: ["1t"] }),
    ]);
    expect(ids(sized.resolve("xu 744b"))).toEqual(["x/xu-2"]);
    expect(sized.resolve("xu 745b").kind).toBe("miss");
    // A context makes another model of the same size.
    expect(sized.resolve("Xu-2-200K").kind).toBe("miss");
  });

  it("never passes over a mode, and suggests the model that lacks it", () => {
    const two = createSearch([
      entry("x", "Xulab"),
      entry("x/xu-2", "Xu 2"),
      entry("x/xu-2-thinking", "Xu 2 Thinking"),
      entry("x/xu-3", "Xu 3"),
    ]);
    expect(ids(two.resolve("xu 2 thinking"))).toEqual(["x/xu-2-thinking"]);
    expect(two.resolve("xu 3 thinking").kind).toBe("miss");
    expect(ids(two.resolve("xu 3 thinking"))[0]).toBe("x/xu-3");
    expect(ids(two.resolve("what is the base price of xu 3"))).toEqual(["x/xu-3"]);
  });
});

describe("a name of its own", () => {
  const few = createSearch([
    entry("x", "Xulab", { aliases: [{ text: "xulab-ai", kind: "search" }] }),
    entry("x/xu-4.5", "Xu 4.5", { aliases: [{ text: "Xu 4.5 Thinking", kind: "short" }] }),
    entry("x/xu-x4", "Xu X4.0"),
    entry("x/xu-5-air-8b", "Xu-5-Air-8B"),
    entry("x/xu-6-chat-0528", "Xu 6 Chat 0528"),
  ]);

  it.each([
    ["xu45", "x/xu-4.5"],
    ["xu 4.5 thinking", "x/xu-4.5"],
    ["xu x4", "x/xu-x4"],
    ["xu-5-air-8b-gguf", "x/xu-5-air-8b"],
    ["xulab-ai/Xu-5-Air-8B", "x/xu-5-air-8b"],
    ["somebody/Xu-5-Air-8B", "x/xu-5-air-8b"],
  ])("%s is found", (query, id) => {
    expect(ids(few.resolve(query))).toEqual([id]);
    expect(few.resolve(query).kind).toBe("one");
  });

  it.each([
    "xu x40",
    "xu 4.5 vl",
    "xu 4.5 turbo",
    "xu 4.5 8b",
    "xu-4.5-0528",
    "Xu-5",
    "xu 5 8b",
    "Xu-5-8B",
    "xu 6",
    "xulab-ai/Xu-Other",
  ])("%s is no other's", (query) => {
    expect(few.resolve(query).kind).toBe("miss");
  });
});

describe("a choice", () => {
  it("is given for one spelling that several unrelated entries own", () => {
    const shared = createSearch([
      entry("aaa", "Aaalab"),
      entry("bbb", "Bbblab"),
      entry("aaa/one", "Aaa One", { aliases: [{ text: "Zephyr", kind: "short" }] }),
      entry("bbb/two", "Bbb Two", { aliases: [{ text: "Zephyr", kind: "short" }] }),
    ]);
    const resolved = shared.resolve("zephyr");
    expect(resolved.kind).toBe("choice");
    expect([...ids(resolved)].sort()).toEqual(["aaa/one", "bbb/two"]);
  });

  it("is not needed between a lab and its own model", () => {
    const related = createSearch([
      entry("aaa", "Aaalab", { aliases: [{ text: "Zephyr", kind: "brand" }] }),
      entry("aaa/zephyr", "Zephyr", { modelKind: "family" }),
    ]);
    expect(related.resolve("zephyr")).toMatchObject({ kind: "one", match: { id: "aaa/zephyr" } });
  });

  it("is not needed between a name and a misheard spelling of something else", () => {
    const misheard = createSearch([
      entry("aaa", "Zephyr"),
      entry("bbb", "Zaffre", { aliases: [{ text: "Zephyr", kind: "misheard" }] }),
    ]);
    expect(misheard.resolve("zephyr")).toMatchObject({ kind: "one", match: { id: "aaa" } });
  });

  it("is given for a version that several families have", () => {
    const resolved = search.resolve("4.5");
    expect(resolved.kind).toBe("choice");
    expect(ids(resolved)).toEqual(expect.arrayContaining(["baidu/ernie-4.5", "zhipu/glm-4.5"]));
  });
});

describe("a miss", () => {
  it("suggests the family and its nearest versions for a version that does not exist", () => {
    const resolved = search.resolve("glm 4.9");
    expect(resolved.kind).toBe("miss");
    expect(ids(resolved)[0]).toBe("zhipu/glm");
    expect(ids(resolved).some((id) => /^zhipu\/glm-[45]/.test(id))).toBe(true);
    expect(ids(resolved).length).toBeLessThanOrEqual(5);
  });

  it("suggests the model without the tier that does not exist", () => {
    const resolved = search.resolve("glm-4.5 ultra");
    expect(resolved.kind).toBe("miss");
    expect(ids(resolved)[0]).toBe("zhipu/glm-4.5");
  });

  it("suggests what begins with a word that is no name by itself", () => {
    const resolved = search.resolve("mini");
    expect(resolved.kind).toBe("miss");
    expect(ids(resolved)).toEqual(expect.arrayContaining(["minimax", "openbmb/minicpm"]));
  });

  it("is money in a sentence, and a company alone", () => {
    expect(ids(search.resolve("ten cent"))).toEqual(["tencent"]);
    expect(search.resolve("I paid ten cent for it").kind).toBe("miss");
    expect(search.findInText("I paid ten cent for it, kimi k2 is free").map((one) => one.id)).toEqual([
      "moonshot/kimi-k2",
    ]);
  });

  it.each(["", " ", "!!!", "🤷", "the"])("%j suggests nothing", (query) => {
    expect(search.resolve(query)).toEqual({ kind: "miss", suggestions: [] });
  });
});

describe("suggestions while typing", () => {
  it("offers the newest and best known for an empty field, at most 25", () => {
    const offered = search.suggest("");
    expect(offered).toHaveLength(25);
    const dated = offered.map((match) => match.entry.released ?? "").filter((day) => day !== "");
    expect(offered[0]?.entry.released).toBe(dated.toSorted().at(-1));
    expect(search.suggest("  ", { only: "lab" }).every((match) => match.kind === "lab")).toBe(true);
    expect(search.suggest("", { only: "model", limit: 3 })).toHaveLength(3);
  });

  it("takes the last word as a beginning, numbers too", () => {
    const typed = (text: string) => search.suggest(text).map((match) => match.id);
    expect(typed("deeps")[0]).toBe("deepseek");
    expect(typed("kimi k2.")).toContain("moonshot/kimi-k2.5");
    expect(typed("qwen3-2")).toContain("alibaba/qwen3-235b");
    expect(typed("glm 4")[0]).toBe("zhipu/glm-4");
    expect(typed("glm 4")).toContain("zhipu/glm-4.5");
    expect(typed("通")).toContain("alibaba");
    expect(
      typed("kimi k")
        .slice(0, 3)
        .every((id) => id.startsWith("moonshot/kimi-k")),
    ).toBe(true);
  });

  it("offers no other version than the one that is typed", () => {
    const offered = search.suggest("glm-4");
    expect(offered[0]?.id).toBe("zhipu/glm-4");
    expect(offered.map((match) => match.id)).not.toContain("zhipu/glm-5");
  });

  it("narrows to the right entry by the end of every name", () => {
    for (const { id, name } of entriesOf(readCatalog())) {
      expect(
        search.suggest(name).map((match) => match.id),
        name,
      ).toContain(id);
    }
  });
});

describe("a person", () => {
  it("is said by the match that was found through them, misspelled too", () => {
    const [match] = search.find("yang zhilin", { only: "lab" });
    expect(match).toMatchObject({ id: "moonshot" });
    expect(match?.person).toMatch(/Yang Zhilin|Zhilin Yang|杨植麟/);
    expect(search.find("moonshot", { only: "lab" })[0]?.person).toBeUndefined();
  });

  it("is searched once with the models", () => {
    const each = search.resolveEach("kimi");
    expect(each).toEqual({
      lab: search.resolve("kimi", { only: "lab" }),
      model: search.resolve("kimi", { only: "model" }),
    });
  });
});
