/** What every upstream gives, whatever its API: a whole listing, row by row. */
import type { Price } from "../../catalog/fields.ts";
import type { LabId, SourceId, StatedDate } from "../../catalog/types.ts";

/** What an upstream says of a model, as far as it says it. Nothing here is computed from a name. */
export interface UpstreamFacts {
  released?: StatedDate;
  /** All parameters, in units of one. */
  parameters?: number;
  /** Context window in tokens. */
  context?: number;
  licence?: string;
  /** What it takes in and gives out: `text`, `image`, `audio`, `video`. */
  modalities?: readonly string[];
  price?: Price;
  openWeights?: boolean;
  /** Number on arXiv: `2507.20534`. */
  arxiv?: string;
  /** Hugging Face repository that the row is about. */
  repository?: string;
}

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
