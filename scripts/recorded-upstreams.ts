/**
 * Recorded answers of upstreams (`../shared/upstream`) as the adapters' rows: what a live pull would have read on the
 * days that the records name. Rows that carry a caution give no openness, limits or dates.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { LabId } from "../src/catalog/types.ts";
import { openedBetween } from "../src/releases/claims.ts";
import type { ReadRow } from "../src/releases/rows.ts";
import { createDrift, given } from "../src/releases/sources/drift.ts";
import { readRepository } from "../src/releases/sources/huggingface.ts";
import { labOfName } from "../src/releases/sources/lines.ts";
import { readModelsDev } from "../src/releases/sources/models-dev.ts";
import { readOpenRouter } from "../src/releases/sources/openrouter.ts";

/** Slugs of labs in the records, where they differ from the catalogue's. */
const labs: Readonly<Record<string, LabId>> = {
  "01ai": "01-ai",
  ant: "ant-group",
  shlab: "shanghai-ai-lab",
  zhipuai: "zhipu",
};
const labOf = (slug: string): LabId => labs[slug] ?? slug;

/** Days on which the records were read, as their notes say. */
const days = {
  hub: "2026-08-17",
  newerHub: "2026-10-02",
  register: "2026-07-02",
  newerRegister: "2026-10-09",
};

const repository = z.object({
  id: z.string(),
  lab: z.string(),
  createdAt: z.string().nullish(),
  visibleBy: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  params: z.number().nullish(),
  numParameters: z.number().nullish(),
  license: z.string().nullish(),
  total_params_b: z.number().nullish(),
  gated: z.union([z.boolean(), z.string()]).nullish(),
});

const lines = <S extends z.ZodType>(folder: string, name: string, schema: S): z.output<S>[] =>
  readFileSync(join(folder, name), "utf8")
    .trim()
    .split("\n")
    .map((line) => schema.parse(JSON.parse(line)));
const json = (folder: string, name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));

function hubRows(folder: string): ReadRow[] {
  const files = [
    ["huggingface/hub-union.jsonl", days.hub],
    ["2026-10/hub-new.jsonl", days.newerHub],
    ["huggingface/replay-hf.jsonl", days.hub],
    ["2026-10/hub-seen-after-aug17.jsonl", days.newerHub],
  ] as const;
  const rows = new Map<string, z.output<typeof repository> & { read: string }>();
  for (const [name, read] of files)
    for (const row of lines(folder, name, repository)) {
      const before = rows.get(row.id);
      const merged = Object.fromEntries(Object.entries(row).filter(([, value]) => value != null));
      rows.set(row.id, { ...row, ...before, ...merged, read });
    }
  return [...rows.values()].flatMap((row): ReadRow[] => {
    const made = row.createdAt?.slice(0, 10);
    const size = row.params ?? row.numParameters ?? undefined;
    const value = {
      id: row.id,
      tags: row.tags ?? [],
      gated: row.gated,
      ...(made === undefined ? {} : { createdAt: `${made}T00:00:00Z` }),
      ...(size === undefined ? {} : { safetensors: { total: size } }),
      ...(row.license == null ? {} : { cardData: { license: row.license } }),
    };
    const organisation = row.id.split("/")[0] ?? "";
    const read = readRepository(value, labOf(row.lab), organisation, createDrift());
    if (read === undefined) return [];
    const opened = openedBetween(made, row.visibleBy?.slice(0, 10));
    return [
      {
        source: "huggingface",
        row: { ...read, facts: given({ ...read.facts, released: opened }) },
        read: row.read,
      },
    ];
  });
}

const record = z.record(z.string(), z.unknown());
const fact = record.and(
  z.object({ id: z.string(), lab: z.string(), source: z.string(), caution: z.string().optional() }),
);
const price = record.and(
  z.object({
    provider: z.string(),
    id: z.string(),
    source: z.string(),
    base_model: z.string().optional(),
    caution: z.string().optional(),
    accessed: z.string().optional(),
    cost: record.optional(),
  }),
);

/** Providers that stand for labs in the register's own list of models. */
const providerOf: Readonly<Record<string, string>> = {
  alibaba: "alibaba",
  deepseek: "deepseek",
  zhipuai: "zai",
  minimax: "minimax",
  xiaomi: "xiaomi",
  bytedance: "volcengine",
  "bytedance-seed": "volcengine",
  moonshotai: "moonshotai",
  baidu: "baidu",
  inclusionai: "inclusionai",
  tencent: "tencent-tokenhub",
  stepfun: "stepfun",
  meituan: "longcat",
  kuaishou: "kwaipilot",
  kwaipilot: "kwaipilot",
  huawei: "huawei",
  openbmb: "openbmb",
  sensenova: "sensenova",
  baichuan: "baichuan",
};

function registerRows(folder: string): ReadRow[] {
  const rows: ReadRow[] = [];
  const take = (provider: string, models: Record<string, object>, read: string) => {
    for (const row of readModelsDev({ [provider]: { models } }, createDrift()))
      rows.push({ source: "models-dev", row, read });
  };
  const read = (source: string) => (source === "index" ? days.newerRegister : days.register);
  for (const one of z.array(fact).parse(json(folder, "2026-10/models-dev-facts.json"))) {
    const { id, lab, caution, context, output, license, ...rest } = one;
    const { release_date: _, open_weights: __, ...cautious } = rest;
    const model =
      caution === undefined ? { ...rest, id, limit: { context, output }, license } : { ...cautious, id };
    take(providerOf[lab] ?? lab, { [id]: model }, read(one.source));
  }
  for (const one of z.array(price).parse(json(folder, "2026-10/models-dev-prices.json"))) {
    if (one.caution !== undefined) continue;
    const { provider, context, output, base_model, accessed } = one;
    // A price that names the model that it is for is a price of that model, under whatever id it is called.
    const id = base_model?.split("/")[1] ?? one.id;
    const model = {
      ...one,
      id,
      limit: { context, output },
      name: base_model === undefined ? one.name : undefined,
    };
    take(provider, { [id]: model }, accessed ?? read(one.source));
  }
  for (const row of readModelsDev(json(folder, "models-dev-api.json"), createDrift()))
    rows.push({ source: "models-dev", row, read: days.register });
  // The newest word first.
  return rows.sort((a, b) => (a.read < b.read ? 1 : a.read > b.read ? -1 : 0));
}

function resellerRows(folder: string): ReadRow[] {
  const rows = readOpenRouter(json(folder, "openrouter-models-2026-05.json"), createDrift());
  const newest = rows
    .flatMap((row) => row.createdAt?.toISOString().slice(0, 10) ?? [])
    .sort()
    .at(-1);
  return rows.map((row) => ({ source: "openrouter", row, read: newest ?? "2026-05-31" }));
}

/** Fields of one CSV text, quotes and line breaks within them included. */
export function readCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "") break;
    if (end !== ",") rows.push([]);
  }
  const [head = [], ...rest] = rows;
  return rest
    .filter((row) => row.length > 1)
    .map((row) => Object.fromEntries(head.map((name, place) => [name, row[place] ?? ""])));
}

/** Epoch AI's notable models of the labs, CC BY 4.0: day, size and training compute where it is sure of them. */
function datasetRows(folder: string): ReadRow[] {
  const text = readFileSync(join(folder, "epoch/notable-ai-models-2026-01-26.csv"), "utf8");
  return readCsv(text).flatMap((row): ReadRow[] => {
    const name = (row.Model ?? "").trim();
    const lab = labOfName(name);
    if (lab === undefined || !/^(Confident|Likely)$/.test(row.Confidence ?? "")) return [];
    if (!(row["Country (of organization)"] ?? "").includes("China")) return [];
    const number = (field: string) => Number(row[field] ?? "") || undefined;
    const facts = given({
      released: row["Publication date"] || undefined,
      parameters: number("Parameters"),
      compute: number("Training compute (FLOP)"),
    });
    return [{ source: "epoch", row: { externalId: name, name, lab, tags: [], facts }, read: "2026-01-26" }];
  });
}

/** Every row of the records, the most believed first. @throws where a record is missing or not as it was */
export const recordedRows = (folder: string): ReadRow[] => [
  ...registerRows(folder),
  ...hubRows(folder),
  ...resellerRows(folder),
  ...datasetRows(folder),
];
