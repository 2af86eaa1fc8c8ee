import { describe, expect, test } from "vitest";
import type { Model } from "../../src/catalog/types.ts";
import { createDetection, type Known, spans } from "../../src/releases/detect.ts";
import type { Find, ListingState, ReviewRule } from "../../src/releases/found.ts";
import { modelNames } from "../../src/releases/names.ts";
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
  released?: readonly string[];
}

/** A watch over listings that a test sets, hour by hour. */
function world(options: Options = {}) {
  const known: Known = { items: new Map(), finds: new Map() };
  const states = new Map<string, ListingState>();
  const listings = new Map<string, UpstreamRow[]>();
  const released = new Set(options.released ?? []);
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
      const detection = createDetection(known, {
        ...{ now: new Date(now), hold, released, rules: options.rules ?? [] },
        names: modelNames(options.models ?? []),
      });
      for (const [key, rows] of listings) {
        if (only.length > 0 && !only.includes(key)) continue;
        const state = states.get(key) ?? {
          ...{
            key,
            source: key.split(":")[0] ?? "",
            validators: {},
            baseline: "none",
            rows: 0,
            failures: 0,
            drift: [],
          },
        };
        states.set(key, { ...state, baseline: detection.take(state, rows), rows: rows.length });
      }
      return detection.settle().map(({ lead, members }) => {
        released.add(lead.key);
        return [lead.title, ...members.map((one) => one.title)].join(" + ");
      });
    },
    /** Runs until the hold of what is new is over. */
    settle(): string[] {
      const first = this.run();
      now += hold;
      return [...first, ...this.run()];
    },
    find: (key: string): Find | undefined => known.finds.get(key),
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
    expect([...one.known.finds.values()].every((find) => find.state === "known")).toBe(true);
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
    one.hub("Qwen");
    one.settle();
    one.hub("Qwen", "Qwen4-4B", "Qwen4-397B-A17B", "Qwen4-27B", "Qwen4-4B-Base", "Qwen4-27B-GPTQ-Int4");
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

  test("a base alone for two days is known as such, and the model later is the release", () => {
    const one = settled();
    one.hub("zai-org", "GLM-4.5", "GLM-5-Base");
    expect(one.settle()).toEqual([]);
    one.later(spans.baseAlone);
    expect(one.run()).toEqual([]);
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
      expect([...one.known.finds.keys()].filter((key) => key.includes("qwen4"))).toEqual([
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
    expect(one.find("model:zhipu/glm-five")?.state).toBe("announced");
  });

  test("what has a release already is not announced again", () => {
    const one = settled({
      models: [model("zhipu/glm-5", { name: "GLM-5" })],
      released: ["model:zhipu/glm-5"],
    });
    one.hub("zai-org", "GLM-4.5", "GLM-5");
    expect(one.settle()).toEqual([]);
  });

  test("a line that was rejected once stays out", () => {
    const one = settled({ rules: [{ lab: "zhipu", line: "glm-toy", decision: "reject" }] });
    one.hub("zai-org", "GLM-4.5", "GLM-Toy-2", "GLM-5");
    expect(one.settle()).toEqual(["GLM-5"]);
    expect(one.find("model:zhipu/glm-toy-2")?.state).toBe("rejected");
  });
});
