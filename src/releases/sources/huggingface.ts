/**
 * Hugging Face Hub: open weights. One listing per organisation, compared whole, since repositories are made in
 * private and opened weeks later. https://huggingface.co/docs/hub/api
 */
import { z } from "zod";
import type { LabId } from "../../catalog/types.ts";
import { createDrift, type Drift, field, given, isRecord } from "./drift.ts";
import { endpoint, fetchJson, UpstreamError } from "./fetch.ts";
import type { Listed, Listing, UpstreamRow, Validators } from "./types.ts";

export interface HuggingFaceOptions {
  /** Base address, without path. A mirror of the same shape may take its place. */
  url: string;
  token?: string;
}

/** Most pages of one organisation; at 1,000 rows each that is twenty times the largest today. */
const mostPages = 20;

/** Ids end up in names of models, addresses and messages. */
const repositoryId = z.string().regex(/^[\w.-]{1,96}\/[\w.-]{1,96}$/);
const text = z.string().max(500);
const tags = z
  .array(z.unknown())
  .transform((all) => all.filter((tag) => typeof tag === "string").slice(0, 300));
const date = z.iso.datetime({ offset: true }).transform((stated) => new Date(stated));

/** The next page, from `Link: <…>; rel="next"`. Other rels stand on the same header; the host stays the same. */
export function nextPage(link: string | null, base: string): string | undefined {
  for (const match of (link ?? "").matchAll(/<([^>]*)>((?:\s*;\s*[\w*]+\s*=\s*(?:"[^"]*"|[^\s;,"]+))*)/g)) {
    if (!/;\s*rel\s*=\s*(?:"next"|next(?=[\s;,]|$))/i.test(match[2] ?? "")) continue;
    if (!URL.canParse(match[1] ?? "", base)) return undefined;
    const next = new URL(match[1] ?? "", base);
    return next.origin === new URL(base).origin ? next.href : undefined;
  }
  return undefined;
}

function licenceOf(row: Readonly<Record<string, unknown>>, found: readonly string[]): string | undefined {
  const tagged = found.find((tag) => tag.startsWith("license:"))?.slice("license:".length);
  const card = isRecord(row.cardData) ? row.cardData : {};
  const stated = Array.isArray(card.license) ? card.license[0] : card.license;
  const named = typeof card.license_name === "string" ? card.license_name : undefined;
  const licence = tagged ?? (typeof stated === "string" ? stated : undefined);
  // "other" says only that it is none of the list.
  return licence === "other" || licence === undefined || licence === "" ? named : licence;
}

const gatedOf = (value: unknown): "auto" | "manual" | undefined =>
  value === "auto" || value === "manual" ? value : undefined;

/**
 * All parameters, from the sizes of the tensors. Where numbers are packed into whole ones (int4 in I32, fp4 in I8) the
 * sum is not the number of parameters, and nothing is said.
 */
function parametersIn(row: Readonly<Record<string, unknown>>, drift: Drift): number | undefined {
  const weights = isRecord(row.safetensors) ? row.safetensors : {};
  const total = field(weights, "total", z.number().positive().max(1e15), drift);
  if (total === undefined) return undefined;
  const byType = isRecord(weights.parameters) ? weights.parameters : {};
  const whole = Object.entries(byType).filter(([type]) => /^[IU]\d+$/.test(type));
  const packed = whole.reduce((sum, [, count]) => sum + (typeof count === "number" ? count : 0), 0);
  return packed > total / 100 ? undefined : total;
}

/** Files that hold weights, of whatever framework. */
const weightFile =
  /\.(safetensors|bin|pt|pth|ckpt|gguf|ggml|onnx|h5|msgpack|pdparams|pdiparams|tflite|task|mlmodel|mlpackage|npz|engine|nemo|pkl|tar|zip|rknn|rkllm|mnn|om|params|model_state|distcp)(\.\d+|\.index\.json)?$/i;

/**
 * What the answer says besides its tags, as tags of the same kind: `weights:none` where the files are listed and none
 * holds weights, `peft` where they are an adapter's, `pipeline:…`.
 */
function furtherTags(row: Readonly<Record<string, unknown>>): string[] {
  const listed = Array.isArray(row.siblings) ? row.siblings.filter(isRecord) : [];
  const files = listed.map(({ rfilename }) => String(rfilename));
  const weights = files.filter(
    (file) => weightFile.test(file) && !/(^|\/)tokenizer|training_args/.test(file),
  );
  const isAdapter = weights.length > 0 && weights.every((file) => /(^|\/)(adapter_model|.*lora)/i.test(file));
  return [
    ...(files.length > 0 && weights.length === 0 ? ["weights:none"] : []),
    ...(isAdapter || row.library_name === "peft" ? ["peft"] : []),
    ...(typeof row.pipeline_tag === "string" ? [`pipeline:${row.pipeline_tag.slice(0, 60)}`] : []),
  ];
}

/** One row, or undefined where it names no repository. */
export function readRepository(
  value: unknown,
  lab: LabId,
  organisation: string,
  drift: Drift,
): UpstreamRow | undefined {
  if (!isRecord(value)) {
    drift.note("a row is no object");
    return undefined;
  }
  const name = field(value, "id", repositoryId, drift) ?? field(value, "modelId", repositoryId, drift);
  if (name === undefined) {
    drift.note("a row has no id");
    return undefined;
  }
  if (name.split("/")[0]?.toLowerCase() !== organisation.toLowerCase()) {
    drift.note("a row is of another organisation");
    return undefined;
  }
  if (value.private === true || value.disabled === true) return undefined;
  const found = [...(field(value, "tags", tags, drift) ?? []), ...furtherTags(value)];
  const createdAt = field(value, "createdAt", date, drift);
  const externalId = field(value, "_id", text, drift) ?? `name:${name}`;
  return {
    externalId,
    name,
    lab,
    tags: found,
    ...given({ createdAt }),
    facts: given({
      parameters: parametersIn(value, drift),
      licence: licenceOf(value, found)?.slice(0, 80),
      arxiv: found.map((tag) => /^arxiv:(\d{4}\.\d{4,5})$/.exec(tag)?.[1]).find((one) => one !== undefined),
      openWeights: found.includes("weights:none") ? undefined : true,
      gated: gatedOf(value.gated),
    }),
  };
}

/** The listing of one organisation. */
export function huggingFace(organisation: string, lab: LabId, options: HuggingFaceOptions): Listed {
  const headers = options.token === undefined ? {} : { authorization: `Bearer ${options.token}` };
  // `full` brings tags of old rows and `_id`; without `direction`, which is deprecated and always descending.
  const models = endpoint(options.url, "/api", "/models");
  const first = `${models}?author=${encodeURIComponent(organisation)}&sort=createdAt&limit=1000&full=true`;
  return {
    key: `huggingface:${organisation}`,
    source: "huggingface",
    async list(before: Validators, signal: AbortSignal): Promise<Listing> {
      const drift = createDrift();
      const rows: UpstreamRow[] = [];
      let address: string | undefined = first;
      let validators: Validators = {};
      for (let page = 0; address !== undefined; page++) {
        if (page >= mostPages)
          throw new UpstreamError("shape", `${organisation} has more than ${mostPages} pages`);
        const fetched = await fetchJson(address, { headers, signal, before: page === 0 ? before : {} });
        // Newest first: what is new is on the first page, so that an unchanged one means an unchanged listing.
        if (!fetched.changed) return fetched;
        if (!Array.isArray(fetched.json))
          throw new UpstreamError("shape", `the listing of ${organisation} is no list`);
        if (page === 0) validators = fetched.validators;
        for (const value of fetched.json) {
          const row = readRepository(value, lab, organisation, drift);
          if (row !== undefined) rows.push(row);
        }
        const next = nextPage(fetched.headers.get("link"), address);
        address = next === address ? undefined : next;
      }
      return { changed: true, rows, validators, drift: drift.lines() };
    },
  };
}

/** All parameters of one repository in units of one, which only its own page states. Undefined where it does not. */
export async function parametersOf(
  repository: string,
  options: HuggingFaceOptions,
  signal: AbortSignal,
): Promise<number | undefined> {
  const headers = options.token === undefined ? {} : { authorization: `Bearer ${options.token}` };
  const address = `${endpoint(options.url, "/api", "/models")}/${repository}`;
  const fetched = await fetchJson(address, { headers, signal, timeout: 10_000 });
  if (!fetched.changed || !isRecord(fetched.json)) return undefined;
  return parametersIn(fetched.json, createDrift());
}
