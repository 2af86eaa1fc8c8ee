/** What upstreams say differently: news once it has lasted, and nothing of slips, roundings and contradictions. */
import { describe, expect, test } from "vitest";
import { differencesOf, judgeChanges } from "../../src/releases/changes.ts";
import { detect } from "../../src/releases/detection/detect.ts";
import { type Known, workOn } from "../../src/releases/detection/known.ts";
import type { History, ListingState, Tracked } from "../../src/releases/found.ts";
import { modelNames } from "../../src/releases/names.ts";
import type { UpstreamFacts, UpstreamRow } from "../../src/releases/sources/types.ts";
import type { Release } from "../../src/releases/types.ts";
import { everything, filterText, parseFilters, wants } from "../../src/subscriptions/filters.ts";
import { releasePost } from "../../src/views/release.ts";
import { digestPost } from "../../src/views/release-list.ts";
import { realCatalog } from "../support/delivery.ts";

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse("2026-07-01T12:00:00Z");
const usd = (input: number, output?: number, more: object = {}) => ({
  price: { input, ...(output === undefined ? {} : { output }), currency: "USD" as const, ...more },
});

/** A watch over listings that a test sets; what was news so far is counted by key. */
function world() {
  const known: Known = { items: new Map(), releases: new Map() };
  const states = new Map<string, ListingState>();
  const listings = new Map<string, UpstreamRow[]>();
  let history: History[] = [];
  let now = start;
  const set = (key: string, rows: readonly Partial<UpstreamRow>[]) =>
    listings.set(
      key,
      rows.map((row) => ({
        ...{ externalId: row.name ?? "", name: "", lab: "zhipu", tags: [], facts: {} },
        ...row,
      })),
    );
  return {
    set,
    api: (facts: UpstreamFacts, source = "models-dev", externalId = "zai/glm-5") =>
      set(source, [{ name: "glm-5", externalId, facts }]),
    later: (ms: number) => {
      now += ms;
    },
    history: () => history,
    run(): Tracked[] {
      const work = workOn(known);
      const answers = [...listings].map(([key, rows]) => {
        const state: ListingState = states.get(key) ?? {
          ...{ key, source: key.split(":")[0] ?? "", validators: {}, baseline: "none" as const },
          ...{ rows: 0, failures: 0, drift: [] },
        };
        states.set(key, state);
        return { state, listing: { changed: true as const, rows, validators: {}, drift: [] } };
      });
      const options = { now: new Date(now), hold: 0, rules: [], names: modelNames([]) };
      const found = detect(work, answers, options);
      const waiting = history.filter((one) => one.state === "waiting");
      const judged = judgeChanges(work, waiting, differencesOf(found.moved, options.now), options.now);
      const changed = new Set([...judged.slips, ...judged.kept.map(({ id }) => id)]);
      history = [...history.filter(({ id }) => !changed.has(id)), ...judged.kept];
      return judged.news;
    },
    /** Runs twice a day. */
    days(count: number): Tracked[] {
      const told: Tracked[] = [];
      for (let half = 0; half < count * 2; half++) {
        told.push(...this.run());
        now += day / 2;
      }
      return told;
    },
  };
}
const linesOf = (news: readonly Tracked[]) =>
  news.map(({ change }) => change?.lines.map(({ label, before, after }) => `${label} ${before} ${after}`));

function priced(before: UpstreamFacts, ...after: UpstreamFacts[]) {
  const one = world();
  one.api(before);
  const told = one.days(3);
  for (const facts of after) {
    one.api(facts);
    told.push(...one.days(4));
  }
  return { one, told };
}

describe("a price", () => {
  test("that moved and stays is told once, each amount by itself", () => {
    const { told } = priced(
      usd(1, 4, { cached: 0.1 }),
      usd(0.5, 4, { cached: 0.05 }),
      usd(0.5, 4, { cached: 0.05 }),
    );
    expect(told.map(({ key, kind, state }) => [key, kind, state])).toEqual([
      ["change:zhipu/glm-5:price:2026-07-04", "change", "ready"],
    ]);
    expect(linesOf(told)).toEqual([["Input $1.00/M $0.50/M", "Cached input $0.10/M $0.05/M"]]);
  });

  test.each([
    ["a rounding", usd(1, 4), usd(1.004, 4)],
    ["a part that is lost", usd(1, 4), usd(0.5)],
    ["another currency", usd(1, 4), { price: { input: 7, output: 28, currency: "CNY" as const } }],
    ["a price that comes for the first time", {}, usd(1, 4)],
  ])("%s is no news", (_name, before, after) => {
    expect(priced(before, after).told).toEqual([]);
  });

  test("that is back within two days is no news, and leaves no history", () => {
    const one = world();
    one.api(usd(1, 4));
    one.days(3);
    one.api(usd(2, 8));
    expect(one.days(1)).toEqual([]);
    one.api(usd(1, 4));
    expect(one.days(5)).toEqual([]);
    expect(one.history()).toEqual([]);
  });

  test("that goes on to another within two days is told with what it was and is", () => {
    const one = world();
    one.api(usd(1, 4));
    one.days(3);
    one.api(usd(2, 4));
    one.days(1);
    one.api(usd(3, 4));
    expect(linesOf(one.days(5))).toEqual([["Input $1.00/M $3.00/M"]]);
  });

  test("of a reseller says nothing where the lab's own is known", () => {
    const one = world();
    one.api(usd(1, 4));
    one.api(usd(1, 4), "openrouter", "z-ai/glm-5");
    one.days(3);
    one.api(usd(0.2, 1), "openrouter", "z-ai/glm-5");
    expect(one.days(5)).toEqual([]);
  });
});

describe("other facts", () => {
  test("a context that is raised is news, one that is counted otherwise or lowered is not", () => {
    expect(linesOf(priced({ context: 131_072 }, { context: 1_000_000 }).told)).toEqual([["Context 128K 1M"]]);
    expect(priced({ context: 262_144 }, { context: 256_000 }).told).toEqual([]);
    expect(priced({ context: 256_000 }, { context: 262_144 }).told).toEqual([]);
  });

  test("an end of service is told at once, and 30 and 7 days before and on the day", () => {
    const one = world();
    one.api({});
    one.days(3);
    one.api({ endOfService: "2026-09-01" });
    expect(one.run()).toHaveLength(1);
    const told = one.days(70);
    expect(told.map(({ key }) => key.split(":").at(-1))).toEqual(["2026-08-02", "2026-08-25", "2026-09-01"]);
  });

  test("weights that are gone for two days are withdrawn; a listing that lost much is not believed", () => {
    const names = ["GLM-5", "GLM-4.5", "GLM-4.6", "GLM-4.7", "GLM-4"].map((name) => ({
      name: `zai-org/${name}`,
    }));
    const one = world();
    one.set("huggingface:zai-org", names);
    one.days(3);
    one.set("huggingface:zai-org", [...names, { name: "zai-org/GLM-6" }]);
    one.days(3);
    one.set("huggingface:zai-org", names.slice(0, 1));
    expect(one.days(5)).toEqual([]);
  });
});

describe("who gets it, and how it looks", () => {
  const catalog = realCatalog();
  const change: Release = {
    ...{ id: "1", key: "change:zhipu/glm-5:price:2026-07-04", lab: "zhipu", model: "zhipu/glm-5" },
    ...{ title: "GLM-5", kind: "change", origin: "models-dev", state: "ready", detectedAt: new Date(0) },
    change: {
      field: "price",
      lines: [{ label: "Input", before: "$1.00/M", after: "$0.50/M" }],
      place: "https://models.dev/?search=glm-5",
    },
  };
  const { change: _, ...rest } = change;
  const launch: Release = { ...rest, key: "model:zhipu/glm-5", kind: "weights" };

  test.each([
    [undefined, [false, true, true]],
    ["changes", [true, false, true]],
    ["all", [true, true, true]],
  ] as const)("a channel that wants %s", (news, expected) => {
    const filters = { ...everything, ...(news === undefined ? {} : { news }) };
    const opened = { ...launch, key: "weights:zhipu/glm-5" };
    expect([change, launch, opened].map((one) => wants(filters, one, undefined))).toEqual(expected);
    expect(parseFilters(JSON.parse(filterText(filters)))).toEqual(filters);
  });

  test("a post says what moved from what to what, and where that is said; a digest on one line", () => {
    const post = releasePost(catalog, { release: change }, "1").embeds?.[0];
    expect(post?.author?.name).toBe("Zhipu AI · New price");
    expect(post?.description).toContain("Input: $1.00/M → **$0.50/M**");
    expect(post?.description).toContain("https://models.dev/?search=glm-5");
    const digest = digestPost(catalog, [{ release: change }, { release: launch }], "1").embeds?.[0];
    expect(digest?.description).toContain("**GLM-5** · Input: $1.00/M → **$0.50/M**");
  });
});
