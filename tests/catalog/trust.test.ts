/** Whom the catalogue believes, field by field, and what counts as a dispute. */
import { describe, expect, test } from "vitest";
import type { ModelField } from "../../src/catalog/fields.ts";
import { type SourceStanding, standingsAmong, trusted } from "../../src/catalog/trust.ts";
import type { Claim, Source } from "../../src/catalog/types.ts";

const source = (id: string, kind: Source["kind"], url?: string): [string, Source] => [
  id,
  { id, kind, title: id, about: id, asOf: "2026", asOfKind: "stated", ...(url === undefined ? {} : { url }) },
];
const sources = new Map([
  source("landscape", "document"),
  source("huggingface", "hub", "https://huggingface.co"),
  source("models-dev", "register", "https://models.dev"),
  source("openrouter", "register", "https://openrouter.ai"),
  source("epoch", "dataset", "https://epoch.ai/data/ai-models"),
  source("lab-feeds", "feed"),
]);
const sites = [
  "https://www.deepseek.com",
  "https://github.com/deepseek-ai",
  "https://huggingface.co/deepseek-ai",
];

const standingOf = standingsAmong(sources)(sites);

const places: [place: string, standing: SourceStanding][] = [
  ["landscape:114", "document"],
  ["huggingface", "hub"],
  ["models-dev", "register"],
  ["openrouter", "register"],
  ["epoch", "dataset"],
  ["lab-feeds", "first-hand"],
  ["https://www.deepseek.com/en", "first-hand"],
  ["https://deepseek.com", "first-hand"],
  ["https://github.com/deepseek-ai/DeepSeek-V3/blob/f6e3/README.md#L93", "first-hand"],
  ["https://raw.githubusercontent.com/deepseek-ai/DeepSeek-V3/main/README.md", "first-hand"],
  ["https://huggingface.co/deepseek-ai/DeepSeek-V3#L3", "first-hand"],
  ["https://huggingface.co/somebody/DeepSeek-V3-copy", "page"],
  ["https://github.com/deepseek-ai-fans/x", "page"],
  ["https://models.dev/api.json", "register"],
  ["https://epoch.ai/data/ai-models#deepseek", "dataset"],
  ["https://en.wikipedia.org/wiki/DeepSeek", "page"],
  ["no-such-source:1", "page"],
];
test.each(places)("%s is %s", (place, standing) => {
  expect(standingOf(place)).toBe(standing);
});

const own = "https://github.com/deepseek-ai/DeepSeek-V3";
type Said = [value: unknown, at: string, more?: Partial<Claim>];
interface Case {
  what: string;
  field: ModelField;
  /** In the file's order. */
  said: Said[];
  /** Values in the order of trust. */
  order: unknown[];
  disputed?: true;
}
const usd = (input: number, output: number) => ({ input, output, currency: "USD" });
const cases: Case[] = [
  {
    what: "the lab's own word corrects a document",
    field: "released",
    said: [
      ["2024-11-05", "landscape:1"],
      ["2024-11-20", own],
    ],
    order: ["2024-11-20", "2024-11-05"],
  },
  {
    what: "a coarser date is no dispute",
    field: "released",
    said: [
      ["2025-01-20", "landscape:1"],
      ["2025-01", "landscape:2"],
    ],
    order: ["2025-01-20", "2025-01"],
  },
  {
    what: "two documents that differ dispute",
    field: "released",
    said: [
      ["2025-01", "landscape:1"],
      ["2025-03", "landscape:2"],
    ],
    order: ["2025-01", "2025-03"],
    disputed: true,
  },
  {
    what: "a day apart is the time zone",
    field: "released",
    said: [
      ["2025-01-20", "models-dev"],
      ["2025-01-21", "epoch"],
    ],
    order: ["2025-01-20", "2025-01-21"],
  },
  {
    what: "a register and a dataset that differ dispute",
    field: "released",
    said: [
      ["2025-02-20", "epoch"],
      ["2025-01-20", "models-dev"],
    ],
    order: ["2025-01-20", "2025-02-20"],
    disputed: true,
  },
  {
    what: "OpenRouter is never asked for a date",
    field: "released",
    said: [
      ["2025-02-20", "openrouter"],
      ["2025-01", "landscape:1"],
    ],
    order: ["2025-01"],
  },
  {
    what: "between equals the file decides",
    field: "architecture",
    said: [
      ["MoE with MLA", "landscape:2"],
      ["Mixture of experts", "landscape:1"],
    ],
    order: ["MoE with MLA", "Mixture of experts"],
    disputed: true,
  },
  {
    what: "671B and 685B with the heads for prediction",
    field: "parametersTotal",
    said: [
      ["671B", own],
      ["685B", "huggingface"],
    ],
    order: ["671B", "685B"],
  },
  {
    what: "1T and 1.04T",
    field: "parametersTotal",
    said: [
      ["1T", "landscape:1"],
      ["1.04T", "landscape:2"],
    ],
    order: ["1T", "1.04T"],
  },
  {
    what: "another size is a dispute",
    field: "parametersTotal",
    said: [
      ["560B", "landscape:1"],
      ["389B", "landscape:2"],
    ],
    order: ["560B", "389B"],
    disputed: true,
  },
  {
    what: "128K and 131072",
    field: "context",
    said: [
      ["128K", own],
      ["131072", own],
    ],
    order: ["128K", "131072"],
  },
  {
    what: "the hub's licence tag against the README",
    field: "licence",
    said: [
      ["MIT", own],
      ["apache-2.0", "huggingface"],
    ],
    order: ["MIT", "apache-2.0"],
    disputed: true,
  },
  {
    what: "one licence in two spellings",
    field: "licence",
    said: [
      ["Apache License 2.0", own],
      ["apache-2.0", "huggingface"],
    ],
    order: ["Apache License 2.0", "apache-2.0"],
  },
  {
    what: "the hub knows best who may download",
    field: "gated",
    said: [
      ["open", own],
      ["by request", "huggingface"],
    ],
    order: ["by request", "open"],
    disputed: true,
  },
  {
    what: "the newest reading of a price",
    field: "price",
    said: [
      [usd(1, 2), "models-dev", { asOf: "2026-01-01" }],
      [usd(2, 4), "models-dev", { asOf: "2026-10-01" }],
    ],
    order: [usd(2, 4), usd(1, 2)],
  },
  {
    what: "OpenRouter's price comes after a document's",
    field: "price",
    said: [
      [usd(1, 2), "openrouter", { asOf: "2026-10-01" }],
      [usd(2, 4), "landscape:1"],
    ],
    order: [usd(2, 4), usd(1, 2)],
  },
  {
    what: "the lab's own prices in two currencies",
    field: "price",
    said: [
      [usd(1, 2), own],
      [{ input: 7, currency: "CNY" }, own],
    ],
    order: [usd(1, 2), { input: 7, currency: "CNY" }],
  },
  {
    what: "what looks wrong comes last",
    field: "trainingCost",
    said: [
      ["$5M", "landscape:1", { doubtful: true }],
      ["$50M", "landscape:2"],
    ],
    order: ["$50M", "$5M"],
    disputed: true,
  },
  {
    what: "multimodal does not contradict the kinds",
    field: "modality",
    said: [
      [["text", "image"], "landscape:1"],
      [["multimodal"], "landscape:2"],
    ],
    order: [["text", "image"], ["multimodal"]],
  },
  {
    what: "several repositories are several values",
    field: "repository",
    said: [
      ["https://a.example/1", "huggingface"],
      ["https://a.example/2", "huggingface"],
    ],
    order: ["https://a.example/1", "https://a.example/2"],
  },
];
describe("the preferred claim", () => {
  test.each(cases)("$what", ({ field, said, order, disputed }) => {
    const claims = said.map(
      ([value, at, more]): Claim => ({ value, text: String(value), places: [at], ...more }),
    );
    const weigh = (list: readonly Claim[]) => trusted("model", field, list, standingOf);
    const fact = weigh(claims);
    expect(fact?.claims.map(({ value }) => value)).toEqual(order);
    expect(fact?.disputed).toBe(disputed ?? false);
    expect(weigh(fact?.claims ?? [])).toEqual(fact);
  });
});

test("a field that nobody believable states is not stated", () => {
  expect(
    trusted("model", "released", [{ value: "2025", text: "2025", places: ["openrouter"] }], () => "register"),
  ).toBeUndefined();
});
