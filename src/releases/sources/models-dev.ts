/** models.dev: prices, context and closed models, entered by people about two days after a release. MIT. */
import { z } from "zod";
import { isRealDate } from "../../catalog/dates.ts";
import type { Price } from "../../catalog/fields.ts";
import type { LabId } from "../../catalog/types.ts";
import { createDrift, type Drift, field, given, isRecord } from "./drift.ts";
import { endpoint, fetchJson, UpstreamError } from "./fetch.ts";
import { isPointer, labOfName, withoutSpeed } from "./lines.ts";
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
const amount = z.number().positive().max(100_000);
const kinds = z.array(z.string().max(20)).max(10);

function priceOf(row: Readonly<Record<string, unknown>>, drift: Drift): Price | undefined {
  if (!isRecord(row.cost)) return undefined;
  // Free of charge is written as 0, and a reseller's promotion: not a price.
  const cost = Object.fromEntries(Object.entries(row.cost).filter(([, value]) => value !== 0));
  const input = field(cost, "input", amount, drift);
  const output = field(cost, "output", amount, drift);
  return input === undefined && output === undefined
    ? undefined
    : { ...given({ input, output }), currency: "USD" };
}

function factsOf(row: Readonly<Record<string, unknown>>, isOwn: boolean, drift: Drift): UpstreamFacts {
  const day = field(row, "release_date", released, drift);
  // What another seller offers of a model (its price, a shorter context) is not what the lab says of it.
  if (!isOwn) return given({ released: day });
  const limit = isRecord(row.limit) ? row.limit : {};
  const modalities = isRecord(row.modalities) ? row.modalities : {};
  const both = [
    ...(field(modalities, "input", kinds, drift) ?? []),
    ...(field(modalities, "output", kinds, drift) ?? []),
  ];
  return given({
    released: day,
    context: field(limit, "context", tokens, drift),
    modalities: both.length === 0 ? undefined : [...new Set(both)],
    openWeights: field(row, "open_weights", z.boolean(), drift),
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
      const lab = id === undefined ? undefined : labOfName(id);
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
