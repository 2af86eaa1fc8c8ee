/** OpenRouter: closed models on the day they can be called, prices and context. https://openrouter.ai/docs/api-reference/list-available-models */
import { z } from "zod";
import type { Price } from "../../catalog/fields.ts";
import { createDrift, type Drift, field, given, isRecord } from "./drift.ts";
import { endpoint, fetchJson, UpstreamError } from "./fetch.ts";
import { isPointer, labOfVendor, withoutSpeed } from "./lines.ts";
import type { Listed, Listing, UpstreamRow } from "./types.ts";

const name = z.string().regex(/^~?[\w.:-]+\/[\w.:@-]{1,120}$/);
const repository = z.string().regex(/^[\w.-]{1,96}\/[\w.-]{1,96}$/);
const tokens = z.number().int().positive().max(1e9);
const kinds = z.array(z.string().max(20)).max(10);
const seconds = z.number().positive().max(1e11);

/** `"0.0000006"` USD per token to USD per million; 0 is a promotion and -1 a router's "it depends". */
const perToken = z
  .union([z.string().regex(/^-?\d+(\.\d+)?(e-?\d+)?$/i), z.number()])
  .transform(Number)
  .pipe(z.number().max(1));

function priceOf(row: Readonly<Record<string, unknown>>, drift: Drift): Price | undefined {
  const pricing = isRecord(row.pricing) ? row.pricing : {};
  const amount = (key: string) => {
    const value = field(pricing, key, perToken, drift);
    return value === undefined || value <= 0 ? undefined : Number((value * 1e6).toPrecision(6));
  };
  const [input, output, cached] = [amount("prompt"), amount("completion"), amount("input_cache_read")];
  return input === undefined && output === undefined
    ? undefined
    : { ...given({ input, output, cached }), currency: "USD" };
}

/** One row, or undefined for what is no model of a lab. */
function readRow(value: unknown, drift: Drift): UpstreamRow | undefined {
  if (!isRecord(value)) {
    drift.note("a row is no object");
    return undefined;
  }
  const id = field(value, "id", name, drift);
  if (id === undefined) {
    drift.note("a row has no id");
    return undefined;
  }
  const lab = labOfVendor(id);
  if (lab === undefined || isPointer(id)) return undefined;
  const architecture = isRecord(value.architecture) ? value.architecture : {};
  const kindsOf = (side: string) => {
    const found = field(architecture, side, kinds, drift);
    return found === undefined || found.length === 0 ? undefined : found;
  };
  const top = isRecord(value.top_provider) ? value.top_provider : {};
  const created = field(value, "created", seconds, drift);
  const called = field(value, "name", z.string().max(160), drift);
  const weights = field(value, "hugging_face_id", repository, drift);
  return {
    externalId: id,
    name: withoutSpeed(id),
    // "Qwen: Qwen3 Max" names the vendor first.
    ...(called === undefined || id !== withoutSpeed(id)
      ? {}
      : { title: called.replace(/^[^:]{1,40}:\s*/, "").trim() }),
    lab,
    tags: [],
    ...(created === undefined ? {} : { createdAt: new Date(created * 1000) }),
    facts: given({
      price: priceOf(value, drift),
      context: field(value, "context_length", tokens, drift),
      output: field(top, "max_completion_tokens", tokens, drift),
      modalities: kindsOf("input_modalities"),
      generates: kindsOf("output_modalities"),
      endOfService: field(value, "expiration_date", z.iso.date(), drift),
      openWeights: weights === undefined ? undefined : true,
      repository: weights,
    }),
  };
}

/** All rows of the answer that are models of the labs. */
export function readOpenRouter(json: unknown, drift: Drift): UpstreamRow[] {
  const data = isRecord(json) ? json.data : undefined;
  if (!Array.isArray(data)) throw new UpstreamError("shape", "OpenRouter's listing has no list");
  return data.flatMap((value) => readRow(value, drift) ?? []);
}

export function openRouter(url: string): Listed {
  return {
    key: "openrouter",
    source: "openrouter",
    async list(before, signal): Promise<Listing> {
      const drift = createDrift();
      const fetched = await fetchJson(`${endpoint(url, "/api/v1", "/models")}?output_modalities=all`, {
        before,
        signal,
      });
      if (!fetched.changed) return fetched;
      const rows = readOpenRouter(fetched.json, drift);
      if (rows.length === 0) throw new UpstreamError("shape", "OpenRouter lists no model of any lab");
      return { changed: true, rows, validators: fetched.validators, drift: drift.lines() };
    },
  };
}
