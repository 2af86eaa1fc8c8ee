/** models.dev: prices, context and closed models, entered by people about two days after a release. MIT. */
import { z } from "zod";
import { isRealDate } from "../../catalog/dates.ts";
import type { Price, PriceTier } from "../../catalog/fields.ts";
import type { LabId } from "../../catalog/types.ts";
import { createDrift, type Drift, field, given, isRecord } from "./drift.ts";
import { endpoint, fetchJson, UpstreamError } from "./fetch.ts";
import { isPointer, labOfName, labOfVendor, withoutSpeed } from "./lines.ts";
import type { Listed, Listing, UpstreamFacts, UpstreamRow } from "./types.ts";

/** The labs' own APIs, the international one first, and the reseller of most. All others only repeat them. */
const providers: Readonly<Record<string, LabId | undefined>> = {
  alibaba: "alibaba",
  "alibaba-cn": "alibaba",
  deepseek: "deepseek",
  moonshotai: "moonshot",
  "moonshotai-cn": "moonshot",
  zai: "zhipu",
  zhipuai: "zhipu",
  minimax: "minimax",
  "minimax-cn": "minimax",
  stepfun: "stepfun",
  "stepfun-ai": "stepfun",
  xiaomi: "xiaomi",
  "tencent-tokenhub": "tencent",
  bailing: "ant-group",
  inclusionai: "ant-group",
  volcengine: "bytedance",
  longcat: "meituan",
  sensenova: "sensetime",
  baidu: "baidu",
  kwaipilot: "kuaishou",
  huawei: "huawei",
  openbmb: "openbmb",
  baichuan: "baichuan",
  openrouter: undefined,
};
const providerNames = Object.keys(providers);

/** Place of a row's provider among those that offer a model: its lab's own API first. */
export function providerRank(externalId: string, lab: LabId): number {
  const provider = externalId.split("/")[0] ?? "";
  const place = providerNames.indexOf(provider);
  return providers[provider] === lab ? place : place + providerNames.length;
}

const name = z.string().regex(/^[\w.:@/~-]{1,120}$/);
const title = z.string().trim().max(120);
const released = z.string().refine(isRealDate);
const tokens = z.number().int().positive().max(1e9);
const count = z.number().positive().max(1e15);
const size = z.number().int().nonnegative().max(1e9);
const amount = z.number().positive().max(100_000);
const kinds = z.array(z.string().max(20)).max(10);

function amounts(cost: Readonly<Record<string, unknown>>, drift: Drift) {
  // Free of charge is written as 0, and a reseller's promotion: not a price.
  const paid = Object.fromEntries(Object.entries(cost).filter(([, value]) => value !== 0));
  return given({
    input: field(paid, "input", amount, drift),
    output: field(paid, "output", amount, drift),
    cached: field(paid, "cache_read", amount, drift),
  });
}

/** Tiers begin above a size of the input: `{ tier: { size: 256000 }, input, … }`, formerly `context_over_200k`. */
function tiersOf(cost: Readonly<Record<string, unknown>>, drift: Drift): PriceTier[] {
  const listed = Array.isArray(cost.tiers) ? cost.tiers.filter(isRecord) : [];
  const tiers = listed.map((one) => ({ size: isRecord(one.tier) ? one.tier.size : undefined, one }));
  if (isRecord(cost.context_over_200k)) tiers.push({ size: 200_000, one: cost.context_over_200k });
  return tiers.flatMap(({ size, one }) => {
    const above = tokens.safeParse(size);
    const prices = amounts(one, drift);
    return above.success && Object.keys(prices).length > 0 ? [{ ...prices, above: above.data }] : [];
  });
}

function priceOf(row: Readonly<Record<string, unknown>>, drift: Drift): Price | undefined {
  if (!isRecord(row.cost)) return undefined;
  const price = amounts(row.cost, drift);
  if (price.input === undefined && price.output === undefined) return undefined;
  const tiers = tiersOf(row.cost, drift);
  return { ...price, currency: "USD", ...(tiers.length === 0 ? {} : { tiers }) };
}

function factsOf(row: Readonly<Record<string, unknown>>, isOwn: boolean, drift: Drift): UpstreamFacts {
  const day = field(row, "release_date", released, drift);
  // What another seller offers of a model (its price, a shorter context) is not what the lab says of it.
  if (!isOwn) return given({ released: day });
  const limit = isRecord(row.limit) ? row.limit : {};
  const sizes = isRecord(row.parameters) ? row.parameters : {};
  const kindsOf = (side: string) => {
    const found = isRecord(row.modalities) ? field(row.modalities, side, kinds, drift) : undefined;
    return found === undefined || found.length === 0 ? undefined : found;
  };
  const links = Array.isArray(row.weights) ? row.weights.filter(isRecord) : [];
  const repository = links
    .map((one) => /^https:\/\/huggingface\.co\/([\w.-]+\/[\w.-]+)\/?$/.exec(String(one.url))?.[1])
    .find((one) => one !== undefined);
  return given({
    released: day,
    // 0 says that it is not known, or not a matter of tokens.
    context: field(limit, "context", size, drift) || undefined,
    output: field(limit, "output", size, drift) || undefined,
    modalities: kindsOf("input"),
    generates: kindsOf("output"),
    openWeights: field(row, "open_weights", z.boolean(), drift),
    knowledge: field(row, "knowledge", released, drift),
    status: field(row, "status", z.enum(["alpha", "beta", "deprecated"]), drift),
    licence: field(row, "license", title, drift),
    parameters: field(sizes, "total", count, drift),
    active: field(sizes, "active", count, drift),
    repository,
    price: priceOf(row, drift),
  });
}

/** All rows of `api.json` that are models of the labs. */
export function readModelsDev(json: unknown, drift: Drift): UpstreamRow[] {
  if (!isRecord(json)) throw new UpstreamError("shape", "models.dev's listing is no object");
  const rows: UpstreamRow[] = [];
  for (const provider of providerNames) {
    const entry = json[provider];
    if (entry === undefined) continue;
    const models = isRecord(entry) ? entry.models : undefined;
    if (!isRecord(models)) {
      drift.note("a provider has no models");
      continue;
    }
    for (const [key, value] of Object.entries(models)) {
      if (!isRecord(value)) {
        drift.note("a model is no object");
        continue;
      }
      const id = field(value, "id", name, drift) ?? (name.safeParse(key).success ? key : undefined);
      // A reseller's id begins with the vendor; the labs' own APIs resell each other's models too.
      const isReseller = providers[provider] === undefined;
      const lab = id === undefined ? undefined : isReseller ? labOfVendor(id) : labOfName(id);
      if (id === undefined || lab === undefined || isPointer(id)) continue;
      const called = field(value, "name", title, drift);
      rows.push({
        externalId: `${provider}/${id}`,
        name: withoutSpeed(id),
        ...(called === undefined || id !== withoutSpeed(id) ? {} : { title: called }),
        lab,
        tags: [],
        facts: factsOf(value, providers[provider] === lab, drift),
      });
    }
  }
  return rows;
}

export function modelsDev(url: string): Listed {
  return {
    key: "models-dev",
    source: "models-dev",
    async list(before, signal): Promise<Listing> {
      const drift = createDrift();
      const fetched = await fetchJson(endpoint(url, "", "/api.json"), { before, signal, timeout: 30_000 });
      if (!fetched.changed) return fetched;
      const rows = readModelsDev(fetched.json, drift);
      if (rows.length === 0) throw new UpstreamError("shape", "models.dev lists no model of any lab");
      return { changed: true, rows, validators: fetched.validators, drift: drift.lines() };
    },
  };
}
