/** What rows say of a release, as claims: each of its source, at its row's page. */
import { describe, expect, test } from "vitest";
import { claimsOf, openedBetween, showContext, showParameters } from "../../src/releases/claims.ts";
import { healthOf } from "../../src/releases/health.ts";
import { type KnownRow, knownRows, mergeRows } from "../../src/releases/rows.ts";
import type { UpstreamFacts } from "../../src/releases/sources/types.ts";

const seen = new Date("2026-07-16T10:00:00Z");
const row = (source: string, name: string, facts: UpstreamFacts = {}): KnownRow[] =>
  knownRows([
    { source, read: "2026-07-16", row: { externalId: name, name, lab: "moonshot", tags: [], facts } },
  ]);
const textsOf = (...rows: KnownRow[][]) =>
  Object.fromEntries(
    Object.entries(claimsOf(rows.flat())).map(([field, claims]) => [field, claims.map(({ text }) => text)]),
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
    ["2026-06-13", "2026-06-30", "2026-06"],
    ["2026-06-13", "2026-07-16", "2026"],
    ["2025-12-20", "2026-01-27", undefined],
    ["2026-07-16", "2026-06-01", undefined],
    [undefined, "2026-06-01", undefined],
  ])("made on %s and seen on %s, it was opened in %s", (made, visible, opened) =>
    expect(openedBetween(made, visible)).toBe(opened),
  );
});

describe("claims", () => {
  test("a size in its name goes before the sum of its tensors, and the sum of packed ones is not said", () => {
    const texts = textsOf(row("huggingface", "moonshotai/Kimi-K3-27B", { parameters: 29e9 }));
    expect(texts.parametersTotal).toEqual(["27B"]);
    expect(
      textsOf(row("huggingface", "moonshotai/Kimi-K3", { parameters: 1.04e12 })).parametersTotal,
    ).toEqual(["1.04T"]);
    expect(textsOf(row("huggingface", "moonshotai/Kimi-K3-INT4", { parameters: 5e11 }))).not.toHaveProperty(
      "parametersTotal",
    );
  });

  test("a reseller's price and day stand in for nobody's, and it is no place of a release", () => {
    const own = row("models-dev", "kimi-k3", { price: { input: 1, output: 2, currency: "USD" } });
    const other = row("openrouter", "moonshotai/kimi-k3", {
      ...{ price: { input: 3, output: 4, currency: "USD" as const }, released: "2026-01-01" },
    });
    expect(textsOf(other, own).price).toEqual(["$1.00/M input · $2.00/M output"]);
    expect(textsOf(other)).toMatchObject({ price: ["$3.00/M input · $4.00/M output"] });
    expect(textsOf(other)).not.toHaveProperty("released");
  });

  test("each claim says where it stands and when that was read", () => {
    const hub = row("huggingface", "moonshotai/Kimi-K3", {
      arxiv: "2607.01234",
      gated: "auto",
      licence: "mit",
    });
    const claims = claimsOf(hub);
    expect(claims.report?.[0]).toMatchObject({
      ...{ places: ["https://huggingface.co/moonshotai/Kimi-K3"], asOf: "2026-07-16" },
      value: { title: "arXiv:2607.01234", url: "https://arxiv.org/abs/2607.01234" },
    });
    expect(textsOf(hub)).toMatchObject({ licence: ["MIT"], gated: ["gated: granted to everybody who asks"] });
  });

  test("the month in which a repository was made stands in for a day that nobody states", () => {
    const made = (source: string, facts: UpstreamFacts = {}) =>
      knownRows([
        {
          ...{ source, read: "2026-07-16" },
          row: {
            ...{ externalId: "k", name: "moonshotai/Kimi-K3", lab: "moonshot", tags: [], facts },
            createdAt: new Date("2026-06-13T08:00:00Z"),
          },
        },
      ]);
    expect(claimsOf(made("huggingface")).released).toMatchObject([
      { value: "2026-06", note: "its repository was made then" },
    ]);
    expect(
      textsOf(made("huggingface"), row("models-dev", "kimi-k3", { released: "2026-07-16" })),
    ).toMatchObject({ released: ["16 Jul 2026"] });
    expect(textsOf(made("openrouter"))).not.toHaveProperty("released");
    // A later listing without the day does not take it away.
    const [merged] = mergeRows(made("huggingface"), row("huggingface", "moonshotai/Kimi-K3"));
    expect(merged?.made).toBe("2026-06-13");
  });

  test("nothing but what is said: no licence, no context, no price out of nothing", () => {
    expect(Object.keys(textsOf(row("huggingface", "moonshotai/Kimi-K3"))).sort()).toEqual(
      ["releaseKind", "repository", "weights"].sort(),
    );
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
