import { describe, expect, test } from "vitest";
import { sizesOfName } from "../../src/names/sizes.ts";
import { modelOf, showContext, showParameters } from "../../src/releases/enrich.ts";
import type { Find, Item } from "../../src/releases/found.ts";
import { healthOf } from "../../src/releases/health.ts";
import type { UpstreamFacts } from "../../src/releases/sources/types.ts";

const seen = new Date("2026-07-16T10:00:00Z");
const find: Find = {
  ...{
    key: "model:moonshot/kimi-k3",
    lab: "moonshot",
    model: "moonshot/kimi-k3",
    loose: "kimik3",
    family: "kimi-k3",
  },
  ...{
    title: "Kimi K3",
    kind: "weights",
    origin: "huggingface",
    state: "announced",
    hasLead: true,
    firstSeenAt: seen,
  },
};
const item = (source: string, name: string, facts: UpstreamFacts = {}, parents: string[] = []): Item => ({
  ...{ source, name, facts, parents, externalId: name, listing: source, lab: "moonshot", firstSeenAt: seen },
});
const textsOf = (items: Item[]) =>
  Object.fromEntries(
    Object.entries(modelOf(find, items).facts).map(([field, fact]) => [
      field,
      fact.claims.map((claim) => claim.text),
    ]),
  );

describe("figures", () => {
  test.each([
    [1.04e12, "1.04T"],
    [27_800_000_000, "27.8B"],
    [560_000_000, "560M"],
  ])("%d parameters are %s", (count, text) => expect(showParameters(count)).toBe(text));

  test.each([
    [262_144, "256K"],
    [256_000, "256K"],
    [200_000, "200K"],
    [202_752, "198K"],
    [1_000_000, "1M"],
    [1_048_576, "1M"],
    [512, "512"],
  ])("%d tokens are %s", (tokens, text) => expect(showContext(tokens)).toBe(text));

  test.each([
    ["Qwen/Qwen3.5-397B-A17B", { total: "397B", active: "17B" }],
    ["moonshotai/Kimi-VL-A3B-Thinking", { active: "3B" }],
    ["Qwen/Qwen-1_8B-Chat", { total: "1.8B" }],
    ["inclusionAI/Ling-2.6-1T", { total: "1T" }],
    ["openbmb/MiniCPM-MoE-8x2B", {}],
    ["moonshotai/Kimi-K3", {}],
  ])("%s states %j", (name, sizes) => expect(sizesOfName(name)).toEqual(sizes));
});

describe("a found model", () => {
  test("a size in its name goes before the sum of its tensors", () => {
    expect(textsOf([item("huggingface", "Qwen/Qwen4-27B", { parameters: 29e9 })])).toMatchObject({
      parametersTotal: ["27B"],
    });
    expect(textsOf([item("huggingface", "moonshotai/Kimi-K3", { parameters: 1.04e12 })])).toMatchObject({
      parametersTotal: ["1.04T"],
    });
  });

  test("the sum of packed tensors is not said", () => {
    const texts = textsOf([item("huggingface", "moonshotai/Kimi-K3-INT4", { parameters: 5e11 })]);
    expect(texts).not.toHaveProperty("parametersTotal");
  });

  test("a reseller's price stands in only for the lab's own", () => {
    const own = item("models-dev", "kimi-k3", { price: { input: 1, output: 2, currency: "USD" } });
    const other = item("openrouter", "moonshotai/kimi-k3", {
      price: { input: 3, output: 4, currency: "USD" },
    });
    expect(textsOf([other, own])).toMatchObject({ price: ["$1.00/M input · $2.00/M output"] });
    expect(textsOf([other])).toMatchObject({ price: ["$3.00/M input · $4.00/M output"] });
  });

  test("what sources say differently is a dispute, and what they say alike is one claim", () => {
    const a = item("models-dev", "kimi-k3", { context: 262_144, modalities: ["text"] });
    const b = item("openrouter", "moonshotai/kimi-k3", { context: 256_000, modalities: ["text", "image"] });
    const { facts } = modelOf(find, [a, b]);
    expect(facts.context).toMatchObject({
      disputed: false,
      claims: [{ text: "256K", places: ["models-dev", "openrouter"] }],
    });
    expect(facts.modality).toMatchObject({ disputed: true });
  });

  test("nothing but what is said: no licence, no context, no price out of nothing", () => {
    expect(Object.keys(textsOf([item("huggingface", "moonshotai/Kimi-K3")])).sort()).toEqual(
      ["releaseKind", "released", "weights", "weightsOpened"].sort(),
    );
  });

  test("a value that the catalogue would not take is left out", () => {
    const odd = item("models-dev", "kimi-k3", { released: "soon", price: { currency: "USD" } });
    expect(textsOf([odd])).toEqual({ releaseKind: ["API"], released: ["16 Jul 2026"] });
  });

  test("a lab's own post is its report where there is no other", () => {
    const post = item("lab-feeds", "Introducing Kimi K3", {}, ["https://example.org/k3"]);
    const hub = item("huggingface", "moonshotai/Kimi-K3");
    expect(modelOf(find, [hub, post]).facts.report?.claims[0]).toMatchObject({
      ...{ text: "Introducing Kimi K3", places: ["lab-feeds"] },
      value: { title: "Introducing Kimi K3", url: "https://example.org/k3" },
    });
    expect(modelOf(find, [hub, post]).aliases.map((alias) => alias.text)).toEqual(["Kimi-K3"]);
  });
});

test("the health of an upstream is that of its listings", () => {
  const listing = {
    source: "huggingface",
    validators: {},
    baseline: "done",
    rows: 1,
    failures: 0,
    drift: [],
  } as const;
  expect(
    healthOf([
      { ...listing, key: "huggingface:a", lastOkAt: seen },
      { ...listing, key: "huggingface:b", failures: 2, lastError: "answered 500", drift: ["odd"] },
      { ...listing, key: "openrouter", source: "openrouter" },
    ]),
  ).toEqual([
    { source: "huggingface", listings: 2, failing: 1, drifting: 1, lastOkAt: seen, reason: "answered 500" },
    { source: "openrouter", listings: 1, failing: 0, drifting: 0 },
  ]);
});
