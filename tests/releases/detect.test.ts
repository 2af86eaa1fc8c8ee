import { describe, expect, test } from "vitest";
import type { Model } from "../../src/catalog/types.ts";
import { spans } from "../../src/releases/detection/decide.ts";
import { detect } from "../../src/releases/detection/detect.ts";
import { type Known, workOn } from "../../src/releases/detection/known.ts";
import type { ListingState, ReviewRule, Tracked } from "../../src/releases/found.ts";
import { modelNames } from "../../src/releases/names.ts";
import { oddWordOf } from "../../src/releases/rules.ts";
import type { UpstreamFacts, UpstreamRow } from "../../src/releases/sources/types.ts";

const hour = 3_600_000;
const hold = 25 * 60_000;
const start = Date.parse("2026-07-01T12:00:00Z");

function model(id: string, change: Partial<Model> = {}): Model {
  return {
    ...{ id, lab: id.split("/")[0] ?? "", kind: "model", status: "released", name: id.split("/")[1] ?? "" },
    ...{
      aliases: [],
      facts: {},
      scores: [],
      notable: [],
      standings: [],
      relations: [],
      events: [],
      caveats: [],
    },
    ...change,
  };
}
interface Options {
  models?: readonly Model[];
  rules?: readonly ReviewRule[];
  known?: readonly Tracked[];
}

/** A release that the data files brought. */
const seeded = (model: string, change: Partial<Tracked> = {}): Tracked => ({
  ...{ key: `model:${model}`, lab: model.split("/")[0] ?? "", model, title: model.split("/")[1] ?? "" },
  ...{ kind: "weights", origin: "data", state: "baseline", hasLead: true, family: "", variants: [] },
  ...{ loose: (model.split("/")[1] ?? "").replace(/[^a-z0-9]/g, ""), firstSeenAt: new Date(start) },
  ...change,
});

/** A watch over listings that a test sets, hour by hour. */
function world(options: Options = {}) {
  const known: Known = { items: new Map(), releases: new Map(options.known?.map((one) => [one.key, one])) };
  const states = new Map<string, ListingState>();
  const listings = new Map<string, UpstreamRow[]>();
  let now = start;
  const labs: Record<string, string> = {
    "zai-org": "zhipu",
    moonshotai: "moonshot",
    Qwen: "alibaba",
    "deepseek-ai": "deepseek",
  };

  return {
    known,
    later: (ms: number) => {
      now += ms;
    },
    /** Repositories of an organisation; `id=name` gives an id of its own. */
    hub(organisation: string, ...names: string[]) {
      const rows = names.map((given): UpstreamRow => {
        const [name = "", id = name] = given.split("=");
        return {
          externalId: `_${id}`,
          name: `${organisation}/${name}`,
          lab: labs[organisation] ?? "",
          tags: [],
          facts: { openWeights: true },
        };
      });
      listings.set(`huggingface:${organisation}`, rows);
    },
    api(source: string, ...rows: (Partial<UpstreamRow> & { name: string; facts?: UpstreamFacts })[]) {
      listings.set(
        source,
        rows.map((row) => ({ externalId: row.name, lab: "alibaba", tags: [], facts: {}, ...row })),
      );
    },
    /** Announced titles, the lead first, what goes with it behind a plus. */
    run(...only: string[]): string[] {
      const work = workOn(known);
      const answers = [...listings].flatMap(([key, rows]) => {
        if (only.length > 0 && !only.includes(key)) return [];
        const state: ListingState = states.get(key) ?? {
          ...{ key, source: key.split(":")[0] ?? "", validators: {}, baseline: "none" as const },
          ...{ rows: 0, failures: 0, drift: [] },
        };
        states.set(key, state);
        return [{ state, listing: { changed: true as const, rows, validators: {}, drift: [] } }];
      });
      const found = detect(work, answers, {
        ...{ now: new Date(now), hold, rules: options.rules ?? [] },
        names: modelNames(options.models ?? []),
      });
      for (const { lead } of found.announcements) lead.state = "ready";
      return found.announcements.map(({ lead, members }) =>
        [lead.title, ...members.map((one) => one.title)].join(" + "),
      );
    },
    /** Runs until the hold of what is new is over. */
    settle(): string[] {
      const first = this.run();
      now += hold;
      return [...first, ...this.run()];
    },
    find: (key: string): Tracked | undefined => known.releases.get(key),
  };
}

/** A world that has settled on the given repositories. */
function settled(options: Options = {}, ...names: string[]) {
  const one = world(options);
  one.hub("zai-org", "GLM-4.5", "GLM-4.5-FP8", ...names);
  expect(one.settle()).toEqual([]);
  return one;
}

describe("the first run", () => {
  test("is silent, however much there is", () => {
    const one = world();
    one.hub("Qwen", ...Array.from({ length: 300 }, (_, index) => `Qwen${index}-7B`));
    expect(one.settle()).toEqual([]);
    expect([...one.known.releases.values()].every((find) => find.state === "known")).toBe(true);
  });

  test("that was incomplete is made good silently", () => {
    const names = Array.from({ length: 100 }, (_, index) => `Qwen${index}-7B`);
    const one = world();
    one.hub("Qwen", ...names.slice(0, 50));
    one.run();
    one.hub("Qwen", ...names);
    expect(one.settle()).toEqual([]);
    one.hub("Qwen", ...names, "Qwen200-7B");
    expect(one.settle()).toEqual(["Qwen200-7B"]);
  });

  test("an organisation that is added later has a first run of its own", () => {
    const one = settled();
    one.hub("moonshotai", "Kimi-K2-Instruct", "Kimi-K2.5");
    expect(one.settle()).toEqual([]);
  });
});

describe("the hold", () => {
  test("nothing is announced before it is over", () => {
    const one = settled();
    one.hub("zai-org", "GLM-4.5", "GLM-4.5-FP8", "GLM-5");
    expect(one.run()).toEqual([]);
    one.later(hold - 1);
    expect(one.run()).toEqual([]);
    one.later(1);
    expect(one.run()).toEqual(["GLM-5"]);
    one.later(1_000 * hour);
    expect(one.run()).toEqual([]);
  });

  test("what comes meanwhile goes out with the lead, which is the family's own name", () => {
    const one = settled();
    one.hub("zai-org", "GLM-4.5", "GLM-5-FP8", "GLM-5-Air");
    one.run();
    one.later(hold / 2);
    one.hub("zai-org", "GLM-4.5", "GLM-5-FP8", "GLM-5-Air", "GLM-5", "GLM-5-Base");
    one.run();
    one.later(hold / 2);
    expect(one.run()).toEqual(["GLM-5 + GLM-5-Air"]);
  });

  test("of sizes the largest leads", () => {
    const one = settled();
    one.hub("Qwen", "Qwen3-8B");
    one.settle();
    one.hub(
      "Qwen",
      "Qwen3-8B",
      "Qwen4-4B",
      "Qwen4-397B-A17B",
      "Qwen4-27B",
      "Qwen4-4B-Base",
      "Qwen4-27B-GPTQ-Int4",
    );
    expect(one.settle()).toEqual(["Qwen4-397B-A17B + Qwen4-27B, Qwen4-4B".replaceAll(", ", " + ")]);
  });

  test("what was opened and closed again within it is not announced, and comes back as news", () => {
    const one = settled();
    one.hub("zai-org", "GLM-4.5", "GLM-5");
    one.run();
    one.later(hold);
    one.hub("zai-org", "GLM-4.5");
    expect(one.run()).toEqual([]);
    one.hub("zai-org", "GLM-4.5", "GLM-5");
    expect(one.run()).toEqual(["GLM-5"]);
  });
});

describe("one announcement per family in two days", () => {
  test("a size that comes a day later joins, one that comes after three days is announced", () => {
    const one = settled();
    one.hub("zai-org", "GLM-4.5", "GLM-5");
    expect(one.settle()).toEqual(["GLM-5"]);
    one.later(24 * hour);
    one.hub("zai-org", "GLM-4.5", "GLM-5", "GLM-5-Air");
    expect(one.settle()).toEqual([]);
    expect(one.find("model:zhipu/glm-5-air")).toMatchObject({
      state: "joined",
      announcedAs: "model:zhipu/glm-5",
    });
    one.later(72 * hour);
    one.hub("zai-org", "GLM-4.5", "GLM-5", "GLM-5-Air", "GLM-5-Flash");
    expect(one.settle()).toEqual(["GLM-5-Flash"]);
  });

  test("one that came out long before is announced for itself", () => {
    const one = settled();
    one.api("models-dev", { name: "qwen3-max" });
    one.settle();
    one.api(
      "models-dev",
      { name: "qwen3-max" },
      { name: "qwen4-max", title: "Qwen4 Max", facts: { released: "2026-07-01" } },
    );
    expect(one.settle()).toEqual(["Qwen4 Max"]);
    one.api(
      "models-dev",
      { name: "qwen3-max" },
      { name: "qwen4-max", title: "Qwen4 Max", facts: { released: "2026-07-01" } },
      { name: "qwen4-flash", title: "Qwen4 Flash", facts: { released: "2026-06-23" } },
      { name: "qwen4-plus", title: "Qwen4 Plus", facts: { released: "2026-07-02" } },
    );
    expect(one.settle()).toEqual(["Qwen4 Flash"]);
    expect(one.find("model:alibaba/qwen4-plus")?.state).toBe("joined");
  });
});

describe("copies, drafts and bases", () => {
  test("are never announced by themselves within the time of their release", () => {
    const one = settled();
    one.hub("zai-org", "GLM-4.5", "GLM-5-FP8", "GLM-5-Base", "GLM-5-MTP", "glm-5-tokenizer");
    expect(one.settle()).toEqual([]);
    one.later(24 * hour);
    expect(one.run()).toEqual([]);
    one.hub("zai-org", "GLM-4.5", "GLM-5-FP8", "GLM-5-Base", "GLM-5");
    expect(one.settle()).toEqual(["GLM-5"]);
  });

  test("a base alone for two days is told as base weights, and the model later is the release", () => {
    const one = settled();
    one.hub("zai-org", "GLM-4.5", "GLM-5-Base");
    expect(one.settle()).toEqual([]);
    one.later(spans.baseAlone);
    expect(one.run()).toEqual(["GLM-5 Base"]);
    expect(one.find("model:zhipu/glm-5")?.state).toBe("alone");
    one.hub("zai-org", "GLM-4.5", "GLM-5-Base", "GLM-5");
    expect(one.settle()).toEqual(["GLM-5"]);
  });

  test("copies whose original never comes are forgotten, and remembered when it does", () => {
    const one = settled();
    one.hub("zai-org", "GLM-4.5", "GLM-5-FP8");
    expect(one.settle()).toEqual([]);
    one.later(spans.copiesAlone);
    expect(one.run()).toEqual([]);
    expect(one.find("model:zhipu/glm-5")?.state).toBe("dropped");
    one.hub("zai-org", "GLM-4.5", "GLM-5-FP8", "GLM-5");
    expect(one.settle()).toEqual(["GLM-5"]);
  });

  test("a base that was known from the start does not hide the model", () => {
    const one = settled({}, "GLM-5-Base");
    one.hub("zai-org", "GLM-4.5", "GLM-4.5-FP8", "GLM-5-Base", "GLM-5");
    expect(one.settle()).toEqual(["GLM-5"]);
  });

  test("new copies of a known model are nothing", () => {
    const one = settled();
    one.hub("zai-org", "GLM-4.5", "GLM-4.5-FP8", "GLM-4.5-NVFP4", "GLM-4.5-GGUF", "GLM-4.5-Eagle3");
    expect(one.settle()).toEqual([]);
  });
});

describe("names and ids", () => {
  test("a renamed repository is no release, nor are later copies under the new name", () => {
    const one = settled({}, "GLM-5-preview=1");
    one.hub("zai-org", "GLM-4.5", "GLM-5=1");
    expect(one.settle()).toEqual([]);
    one.hub("zai-org", "GLM-4.5", "GLM-5=1", "GLM-5-FP8");
    expect(one.settle()).toEqual([]);
  });

  test("one that is renamed while it waits is announced once, under its new name", () => {
    const one = settled();
    one.hub("zai-org", "GLM-4.5", "zai-next-exp=1");
    one.run();
    one.later(hold);
    one.hub("zai-org", "GLM-4.5", "GLM-5=1");
    expect(one.settle()).toEqual(["GLM-5"]);
  });

  test("one that is renamed while it waits to what is known is no release", () => {
    const one = settled();
    one.hub("zai-org", "GLM-4.5", "GLM-4.5-FP8", "zai-next-exp=1");
    one.run();
    one.hub("zai-org", "GLM-4.5", "GLM-4.5-FP8", "GLM-4.5-Chat=1");
    expect(one.settle()).toEqual([]);
  });

  test("one that was deleted and uploaded again is no release", () => {
    const one = settled();
    one.hub("zai-org", "GLM-4.5=other", "GLM-4.5-FP8");
    expect(one.settle()).toEqual([]);
  });

  test("THUDM and zai-org are one organisation", () => {
    const one = world();
    one.hub("THUDM", "GLM-4-9B-0414=1");
    one.hub("zai-org", "GLM-4.5");
    one.settle();
    one.hub("zai-org", "GLM-4.5", "GLM-4-9B-0414=2");
    expect(one.settle()).toEqual([]);
  });

  test("a listing that loses half its rows and has them back says nothing", () => {
    const names = Array.from({ length: 40 }, (_, index) => `GLM-${index}`);
    const one = settled({}, ...names);
    one.hub("zai-org", ...names.slice(0, 20));
    expect(one.settle()).toEqual([]);
    one.hub("zai-org");
    expect(one.settle()).toEqual([]);
    one.hub("zai-org", "GLM-4.5", "GLM-4.5-FP8", ...names);
    expect(one.settle()).toEqual([]);
  });

  test("the same row twice is one", () => {
    const one = settled();
    one.hub("zai-org", "GLM-5", "GLM-5", "GLM-5");
    expect(one.settle()).toEqual(["GLM-5"]);
  });
});

describe("several upstreams", () => {
  const day = "2026-07-01";

  test("weights and a price are one release, whoever comes first", () => {
    for (const apiFirst of [true, false]) {
      const one = settled();
      one.hub("Qwen", "Qwen3-8B");
      one.api("models-dev", { name: "qwen3-max" });
      one.settle();
      const api = () =>
        one.api(
          "models-dev",
          { name: "qwen3-max" },
          { name: "qwen4-27b", title: "Qwen4 27B", facts: { released: day, openWeights: true } },
        );
      const hub = () => one.hub("Qwen", "Qwen3-8B", "Qwen4-27B");
      (apiFirst ? api : hub)();
      const first = one.settle();
      one.later(hour);
      (apiFirst ? hub : api)();
      expect([...first, ...one.settle()]).toHaveLength(1);
      expect([...one.known.releases.keys()].filter((key) => key.includes("qwen4"))).toEqual([
        "model:alibaba/qwen4-27b",
      ]);
    }
  });

  test("a closed model is announced from its API", () => {
    const one = settled();
    one.api("models-dev", { name: "qwen3-max" });
    one.settle();
    one.api(
      "models-dev",
      { name: "qwen3-max" },
      { name: "qwen4-max", title: "Qwen4 Max", facts: { released: day, openWeights: false } },
    );
    one.api("openrouter");
    expect(one.settle()).toEqual(["Qwen4 Max"]);
    expect(one.find("model:alibaba/qwen4-max")).toMatchObject({ kind: "api", origin: "models-dev" });
  });

  test.each([
    ["an old model that is added late", { released: "2025-01-20" }, []],
    ["one that says no date", {}, []],
    ["one of this month", { released: "2026-07" }, ["Qwen4 Max"]],
    ["one of far in the future", { released: "2031-01-01" }, []],
  ] as const)("%s", (_name, facts, expected) => {
    const one = settled();
    one.api("models-dev", { name: "qwen3-max" });
    one.settle();
    one.api("models-dev", { name: "qwen3-max" }, { name: "qwen4-max", title: "Qwen4 Max", facts });
    expect(one.settle()).toEqual(expected);
  });

  test("a repository that OpenRouter names is the release, whatever it is called there", () => {
    const one = settled();
    one.hub("Qwen", "Qwen3-Coder-480B-A35B-Instruct");
    one.api("openrouter", { name: "qwen/qwen3-8b" });
    one.settle();
    one.api("openrouter", {
      name: "qwen/coder-big-9",
      createdAt: new Date(start),
      facts: { repository: "Qwen/Qwen3-Coder-480B-A35B-Instruct" },
    });
    expect(one.settle()).toEqual([]);
  });

  test("a snapshot that is listed long after its day is no news, one of this week is", () => {
    const one = settled();
    one.api("openrouter", { name: "qwen/qwen3-max" });
    one.settle();
    const listed = { createdAt: new Date(start) };
    one.api(
      "openrouter",
      { name: "qwen/qwen4-plus-2026-05-01", ...listed },
      { name: "qwen/qwen5-plus-2026-06-28", ...listed },
    );
    expect(one.settle()).toEqual(["Qwen5 Plus 20260628"]);
  });

  test("a date that changes is no release", () => {
    const one = settled();
    one.api("models-dev", { name: "qwen3-max", facts: { released: "2025-01-01" } });
    one.settle();
    one.api("models-dev", { name: "qwen3-max", facts: { released: day } });
    expect(one.settle()).toEqual([]);
  });
});

describe("posts of a lab", () => {
  const post = (name: string): Partial<UpstreamRow> & { name: string } => ({
    ...{ name, lab: "zhipu", isNote: true, tags: ["https://example.org/post"] },
  });

  test("belong to the new release that they name, and are none by themselves", () => {
    const one = settled();
    one.api("lab-feeds", post("Hello"));
    one.settle();
    one.api(
      "lab-feeds",
      post("Hello"),
      post("Introducing GLM-5: agentic engineering"),
      post("GLM-9 is coming"),
    );
    one.hub("zai-org", "GLM-4.5", "GLM-5");
    expect(one.settle()).toEqual(["GLM-5"]);
    const notes = [...one.known.items.values()].filter((item) => item.source === "lab-feeds");
    expect(notes.map((item) => item.find)).toEqual([undefined, "model:zhipu/glm-5", undefined]);
  });
});

describe("the catalogue and decisions", () => {
  test("what a data file has is its release, under the file's id", () => {
    const one = settled({ models: [model("zhipu/glm-five", { name: "GLM-5" })] });
    one.hub("zai-org", "GLM-4.5", "GLM-5");
    expect(one.settle()).toEqual(["GLM-5"]);
    expect(one.find("model:zhipu/glm-five")?.state).toBe("ready");
  });

  test("what has a release already is not announced again", () => {
    const one = settled({
      models: [model("zhipu/glm-5", { name: "GLM-5" })],
      known: [seeded("zhipu/glm-5")],
    });
    one.hub("zai-org", "GLM-4.5", "GLM-5");
    expect(one.settle()).toEqual([]);
  });

  test("a decision holds for the same release and for its odd word, never for a line", () => {
    const one = settled({
      rules: [
        { lab: "zhipu", word: "toy", decision: "reject" },
        { lab: "zhipu", word: "glm6air", decision: "reject" },
      ],
    });
    one.hub("zai-org", "GLM-4.5", "GLM-Toy-2", "GLM-5");
    expect(one.settle()).toEqual(["GLM-5"]);
    expect(one.find("model:zhipu/glm-toy-2")).toMatchObject({ state: "rejected", decidedBy: "rule toy" });
    one.later(72 * hour);
    one.hub("zai-org", "GLM-4.5", "GLM-Toy-2", "GLM-5", "GLM-6-Air", "GLM-7-Air");
    expect(one.settle()).toEqual(["GLM-7-Air"]);
  });

  test.each([
    ["GLM-Toy-2", "toy"],
    ["GLM-5-Air", undefined],
    ["GLM-9B", undefined],
    ["SAE-Res-GLM-5", "sae"],
  ])("the odd word of %s: %s", (title, word) => {
    const others = [seeded("zhipu/glm-4.5"), seeded("zhipu/glm-4.5-air")];
    expect(oddWordOf(seeded("zhipu/x", { title }), others)).toBe(word);
  });
});

describe("who leads, and what is news of its own", () => {
  const launch = (...names: string[]) => {
    const one = settled();
    one.hub("Qwen", "Qwen3-8B");
    one.settle();
    one.hub("Qwen", "Qwen3-8B", ...names);
    return { one, titles: one.settle() };
  };

  test.each([
    [["Aya9-9B-Distill", "Aya9-Pro", "Aya9-Flash"], "Aya9-Pro"],
    [["Aya9-MT-1.8B", "Aya9-MT-30B-A3B", "Aya9-MT-7B"], "Aya9-MT-30B-A3B"],
    [["Aya9-Flash", "Aya9-Max"], "Aya9-Max"],
    [["Aya9-Preview", "Aya9"], "Aya9"],
  ])("of %s it is %s", (names, lead) => {
    expect(launch(...names).titles.map((title) => title.split(" + ")[0])).toEqual([lead]);
  });

  test("a larger sibling is told for itself however soon it comes, a smaller one is named in the post", () => {
    const { one, titles } = launch("Aya9-27B");
    expect(titles).toEqual(["Aya9-27B"]);
    one.later(24 * hour);
    one.hub("Qwen", "Qwen3-8B", "Aya9-27B", "Aya9-1T", "Aya9-4B");
    expect(one.settle()).toEqual(["Aya9-1T"]);
    expect(one.find("model:alibaba/aya9-27b")?.variants).toEqual([
      { title: "Aya9-4B", model: "alibaba/aya9-4b" },
    ]);
  });

  test("what has another purpose is told for itself", () => {
    const { one } = launch("Aya9-27B");
    one.hub("Qwen", "Qwen3-8B", "Aya9-27B", "Aya9-VL-7B");
    expect(one.settle()).toEqual(["Aya9-VL-7B"]);
  });

  test("more of a lab at once than a handful are one post", () => {
    const names = ["Aa1-9B", "Bb2-9B", "Cc3-9B", "Dd4-9B", "Ee5-9B", "Ff6-70B", "Gg7-9B"];
    const { titles } = launch(...names);
    expect(titles).toHaveLength(1);
    expect(titles[0]).toMatch(/^Ff6-70B \+ /);
  });
});

describe("weights that open later", () => {
  const qwen4 = { name: "qwen4-max", title: "Qwen4 Max", facts: { released: "2026-07-01" } };

  test("than the API are a post of their own", () => {
    const one = settled();
    one.hub("Qwen", "Qwen3-8B");
    one.api("models-dev", { name: "qwen3-max" });
    one.settle();
    one.api("models-dev", { name: "qwen3-max" }, qwen4);
    expect(one.settle()).toEqual(["Qwen4 Max"]);
    one.later(30 * 24 * hour);
    one.hub("Qwen", "Qwen3-8B", "Qwen4-Max");
    expect(one.settle()).toEqual(["Qwen4 Max"]);
    expect(one.find("weights:alibaba/qwen4-max")).toMatchObject({ kind: "weights", state: "ready" });
    one.hub("Qwen", "Qwen3-8B", "Qwen4-Max", "Qwen4-Max-FP8");
    expect(one.settle()).toEqual([]);
  });

  test("than the first look at an organisation that was empty", () => {
    const one = world();
    one.hub("Qwen");
    one.settle();
    one.settle();
    one.hub("Qwen", "Qwen3-8B", "Qwen3-4B");
    expect(one.settle()).toEqual([]);
    one.hub("Qwen", "Qwen3-8B", "Qwen3-4B", "Qwen4-8B");
    expect(one.settle()).toEqual(["Qwen4-8B"]);
  });
});

describe("names in an API that say no version", () => {
  const day = { released: "2026-07-01" };
  test.each([
    ["are what their title says", { name: "qwen-flash", title: "Qwen4 Flash", facts: day }, []],
    ["point to the newest that is called so", { name: "qwen-flash", facts: day }, []],
    [
      "are models where nothing is called so",
      { name: "longcat-flash-chat", facts: day },
      ["Longcat Flash Chat"],
    ],
  ] as const)("%s", (_name, row, expected) => {
    const one = settled();
    one.api("models-dev", { name: "qwen3-max" });
    one.settle();
    one.api("models-dev", { name: "qwen3-max" }, { name: "qwen4-flash", facts: day });
    expect(one.settle()).toEqual(["Qwen4 Flash"]);
    one.later(72 * hour);
    one.api("models-dev", { name: "qwen3-max" }, { name: "qwen4-flash", facts: day }, row);
    expect(one.settle()).toEqual(expected);
  });
});

test("weights that open a day after the API are the same launch, whose post is corrected", () => {
  const one = settled();
  one.hub("Qwen", "Qwen3-8B");
  one.api("models-dev", { name: "qwen3-max" });
  one.settle();
  one.api(
    "models-dev",
    { name: "qwen3-max" },
    { name: "qwen4-max", title: "Qwen4 Max", facts: { released: "2026-07-01" } },
  );
  expect(one.settle()).toEqual(["Qwen4 Max"]);
  one.later(20 * hour);
  one.hub("Qwen", "Qwen3-8B", "Qwen4-Max");
  expect(one.settle()).toEqual([]);
  expect(one.find("model:alibaba/qwen4-max")).toMatchObject({ kind: "weights", state: "ready" });
});
