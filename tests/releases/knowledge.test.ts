/** What upstreams list as part of the catalogue: each row feeds the entry of its own name, and no other. */
import { describe, expect, test } from "vitest";
import { parseLab, parseModel } from "../../src/catalog/data-file.ts";
import type { CatalogData, Model } from "../../src/catalog/types.ts";
import { withUpstream } from "../../src/releases/knowledge.ts";
import { type KnownRow, knownRows } from "../../src/releases/rows.ts";
import type { UpstreamFacts } from "../../src/releases/sources/types.ts";

const read = "2026-10-09";
const model = (id: string, yaml: string): Model => {
  const [lab = "", slug = ""] = id.split("/");
  return parseModel(lab, slug, `data/models/${id}.yaml`, yaml);
};
const catalog = (...models: Model[]): CatalogData => ({
  ...{ sources: [], rankings: [], benchmarks: [], topics: [], models },
  labs: ["alibaba", "deepseek", "moonshot"].map((id) => parseLab(id, `data/labs/${id}.yaml`, `name: ${id}`)),
});

function rows(
  source: string,
  lab: string,
  named: Record<string, UpstreamFacts>,
  titles: Record<string, string> = {},
): KnownRow[] {
  return knownRows(
    Object.entries(named).map(([name, facts]) => ({
      ...{ source, read },
      row: {
        ...{ externalId: name, name, lab, tags: [], facts },
        ...(titles[name] === undefined ? {} : { title: titles[name] }),
      },
    })),
  );
}
const hub = (lab: string, ...names: string[]) =>
  rows("huggingface", lab, Object.fromEntries(names.map((name) => [name, { openWeights: true }])));
const said = (one: Model | undefined) =>
  Object.fromEntries(
    Object.entries(one?.facts ?? {}).map(([field, fact]) => [field, fact.claims.map(({ text }) => text)]),
  );
const named = (data: CatalogData, name: string) => data.models.find((one) => one.name === name);

describe("a row is a voice about the entry of its own name", () => {
  const file = model(
    "alibaba/qwen2.5-72b",
    "name: Qwen2.5-72B\nsearchAids: [qwen 72b, qwen3 thinking]\nparametersTotal: { value: 72.7B, at: card:3 }\npages: { card: { url: https://example.org/card, read: 2026-11-01 } }\n",
  );

  test("its own claims stand first, and what an upstream says is no dispute", () => {
    const data = withUpstream(catalog(file), [
      ...hub("alibaba", "Qwen/Qwen2.5-72B-Instruct", "Qwen/Qwen2.5-72B-Instruct-AWQ"),
      ...rows("models-dev", "alibaba", {
        "qwen2-5-72b-instruct": { released: "2024-09-19", context: 131_072 },
      }),
    ]);
    expect(data.models).toHaveLength(1);
    expect(said(data.models[0])).toMatchObject({
      ...{
        parametersTotal: ["72.7B", "72B"],
        released: ["19 Sep 2024"],
        context: ["128K"],
        weights: ["yes"],
      },
    });
    const [own, other] = data.models[0]?.facts.parametersTotal?.claims ?? [];
    expect(own?.places).toEqual(["https://example.org/card#L3"]);
    expect(other).toMatchObject({
      ...{ places: ["https://huggingface.co/Qwen/Qwen2.5-72B-Instruct"], asOf: read, agrees: true },
    });
    expect(data.models[0]?.facts.parametersTotal?.disputed).toBe(false);
    expect(data.models[0]?.aliases.map(({ text }) => text)).toContain("Qwen2.5-72B-Instruct-AWQ");
  });

  test.each([
    ["Qwen/Qwen-72B", "a version that it lacks"],
    ["Qwen/Qwen2.5-7B-Instruct", "a size"],
    ["Qwen/Qwen2.5-Coder-72B", "a role word"],
    ["Qwen/Qwen2.5-72B-Instruct-2507", "a date"],
    ["Qwen/Qwen3-Thinking", "a search aid that lacks the size"],
  ])("%s is an entry of its own: %s", (name) => {
    const data = withUpstream(catalog(file), hub("alibaba", name));
    expect(data.models).toHaveLength(2);
    expect(data.models[0]).toEqual(file);
    expect(data.models[1]).toMatchObject({ unreviewed: true, status: "released" });
  });
});

test("a base that has an entry beside its chat model keeps to it", () => {
  const both = [model("alibaba/a", "name: Qwen2-7B-Instruct\n"), model("alibaba/b", "name: Qwen2-7B\n")];
  const data = withUpstream(
    catalog(...both),
    hub("alibaba", "Qwen/Qwen2-7B-Instruct", "Qwen/Qwen2-7B", "Qwen/Qwen2-7B-Instruct-AWQ"),
  );
  expect(data.models.map((one) => said(one).repository)).toEqual([
    ["https://huggingface.co/Qwen/Qwen2-7B-Instruct"],
    ["https://huggingface.co/Qwen/Qwen2-7B"],
  ]);
});

describe("a release without an entry becomes one", () => {
  test("under the name that people write, with what all its rows say", () => {
    const data = withUpstream(catalog(model("moonshot/kimi", "name: Kimi\nkind: family\n")), [
      ...hub("moonshot", "moonshotai/Kimi-K3", "moonshotai/Kimi-K3-INT4", "moonshotai/Kimi-K3-Base"),
      ...rows("models-dev", "moonshot", {
        "kimi-k3": {
          ...{ released: "2026-07-16", context: 262_144, output: 65_536, modalities: ["text", "image"] },
          ...{
            generates: ["text"],
            price: { input: 0.6, output: 2.5, cached: 0.1, currency: "USD" as const },
          },
        },
      }),
    ]);
    expect(data.models).toHaveLength(2);
    expect(data.models[1]).toMatchObject({
      id: "moonshot/kimi-k3",
      name: "Kimi K3",
      family: "moonshot/kimi",
    });
    expect(said(data.models[1])).toMatchObject({
      ...{ released: ["16 Jul 2026"], context: ["256K"], output: ["64K"], generates: ["text"] },
      ...{ weights: ["yes"], repository: ["https://huggingface.co/moonshotai/Kimi-K3"] },
    });
  });

  test("sizes of one launch are variants of the largest", () => {
    const data = withUpstream(
      catalog(),
      hub("alibaba", "Qwen/Qwen4-7B", "Qwen/Qwen4-397B-A17B", "Qwen/Qwen4-VL-7B"),
    );
    expect(named(data, "Qwen4-7B")).toMatchObject({ kind: "variant", variantOf: "alibaba/qwen4-397b-a17b" });
    expect(named(data, "Qwen4-VL-7B")).toMatchObject({ kind: "model" });
  });

  test("packagings, adapters, draft heads and tokenizers do not", () => {
    const names = [
      ...["Qwen/Qwen4-7B-FP8", "Qwen/Qwen4-Tokenizer-12Hz", "alibaba-pai/X3-Fun-Controlnet-Union"],
      ...["Qwen/eagle3_qwen4_14b_ttt7", "Qwen/dflash_qwen4_12b_block7", "alibaba-pai/X3-Acc-LoRAs"],
    ];
    expect(withUpstream(catalog(), hub("alibaba", ...names)).models).toEqual([]);
  });

  test("and the id of something else is not taken", () => {
    const family = model("moonshot/kimi-k3", "name: Kimi K3\nkind: family\n");
    const data = withUpstream(catalog(family), hub("moonshot", "moonshotai/Kimi-K3-Instruct"));
    expect(data.models.map(({ id, name }) => [id, name])).toEqual([
      ["moonshot/kimi-k3", "Kimi K3"],
      ["moonshot/kimi-k3-model", "Kimi-K3-Instruct"],
    ]);
  });
});

describe("what was anticipated", () => {
  const rumour = model(
    "deepseek/deepseek-v4",
    "name: DeepSeek V4\nstatus: anticipated\nreleased: { value: 2026, at: ecosystem:45 }\ncontext: { value: 2M, at: ecosystem:45 }\n",
  );

  test("is released when an upstream shows it, and what was expected is said to be", () => {
    const data = withUpstream(catalog(rumour), [
      ...hub("deepseek", "deepseek-ai/DeepSeek-V4"),
      ...rows("models-dev", "deepseek", { "deepseek-v4": { released: "2026-04-24", context: 1_000_000 } }),
    ]);
    expect(data.models[0]).toMatchObject({ status: "released" });
    expect(said(data.models[0])).toMatchObject({ released: ["24 Apr 2026", "2026"], context: ["1M", "2M"] });
    expect(data.models[0]?.facts.context?.claims[1]?.note).toBe("expected before its release");
  });

  test("is released with the first of its line", () => {
    const data = withUpstream(
      catalog(rumour),
      rows("models-dev", "deepseek", { "deepseek-v4-pro": { released: "2026-04-24" } }),
    );
    expect(data.models[0]).toMatchObject({ status: "released" });
    expect(said(data.models[0]).released).toEqual(["24 Apr 2026"]);
    expect(data.models[0]?.facts.context?.claims[0]).toMatchObject({ doubtful: true });
  });

  test("stays so for a day that has not come", () => {
    const data = withUpstream(
      catalog(rumour),
      rows("models-dev", "deepseek", { "deepseek-v4": { released: "2027-01-01" } }),
    );
    expect(data.models[0]).toMatchObject({ status: "anticipated" });
  });
});
