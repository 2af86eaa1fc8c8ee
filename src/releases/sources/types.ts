/** What every upstream gives, whatever its API: a whole listing, row by row. */
import { z } from "zod";
import { datePattern } from "../../catalog/dates.ts";
import { type Price, valueSchema } from "../../catalog/fields.ts";
import type { LabId, SourceId } from "../../catalog/types.ts";

const kinds = z.array(z.string());
const day = z.string().regex(datePattern);

/** What an upstream says of a model, as far as it says it. Nothing here is computed from a name. */
export const upstreamFacts = z.strictObject({
  released: day.exactOptional(),
  /** All parameters, and those at work for one token, in units of one. */
  parameters: z.number().exactOptional(),
  active: z.number().exactOptional(),
  /** Context window and longest answer in tokens. */
  context: z.number().exactOptional(),
  output: z.number().exactOptional(),
  licence: z.string().exactOptional(),
  /** What it takes in: `text`, `image`, `audio`, `video`. */
  modalities: kinds.readonly().exactOptional(),
  /** What it gives out. */
  generates: kinds.readonly().exactOptional(),
  price: valueSchema("price").exactOptional(),
  openWeights: z.boolean().exactOptional(),
  /** Who wants the weights is asked for a name (`auto`), or waits for a person's yes (`manual`). */
  gated: z.enum(["auto", "manual"]).exactOptional(),
  knowledge: day.exactOptional(),
  /** When it stops being served. */
  endOfService: day.exactOptional(),
  /** How far its maker stands by it, where that is said. */
  status: z.enum(["alpha", "beta", "deprecated"]).exactOptional(),
  /** Training compute in FLOP. */
  compute: z.number().exactOptional(),
  /** Number on arXiv: `2507.20534`. */
  arxiv: z.string().exactOptional(),
  /** Hugging Face repository that the row is about. */
  repository: z.string().exactOptional(),
});
export type UpstreamFacts = Omit<z.output<typeof upstreamFacts>, "price"> & { price?: Price };

/** One row of a listing. */
export interface UpstreamRow {
  /** Stays the same when the name changes, where the upstream has such a thing. */
  externalId: string;
  /** `zai-org/GLM-5`, `moonshotai/kimi-k2.5`. */
  name: string;
  /** How the upstream calls it for people. */
  title?: string;
  lab: LabId;
  /** When the upstream's row was made; for repositories this may be weeks before they were public. */
  createdAt?: Date;
  tags: readonly string[];
  facts: UpstreamFacts;
  /** A note of a lab rather than a model: a post of its feed. */
  isNote?: true;
}

/** A listing as it is now, or the news that nothing changed. */
export type Listing =
  | { changed: false; validators: Validators }
  | {
      changed: true;
      rows: readonly UpstreamRow[];
      validators: Validators;
      /** What was not as the API is known to be, in words; each kind once. */
      drift: readonly string[];
    };

/** What a listing is recognised by at the next request. */
export interface Validators {
  etag?: string;
  lastModified?: string;
  /** SHA-256 of the body, for upstreams without an ETag. */
  hash?: string;
}

/** One listing that is fetched and compared as a whole. */
export interface Listed {
  /** `huggingface:moonshotai`, `models-dev`; the key of its state. */
  key: string;
  source: SourceId;
  /** @throws UpstreamError when the upstream does not answer as it should */
  list(before: Validators, signal: AbortSignal): Promise<Listing>;
}
