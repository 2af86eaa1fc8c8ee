/** The words of releases: what came out, who saw it, and what may happen to it. Plain data. */
import type { LabId, Model, ModelId, Place, StatedDate } from "../catalog/types.ts";

/** `announced`: said to exist. `api`: can be called. `weights`: can be downloaded. `product`: an app is out. */
export const launchKinds = ["announced", "api", "weights", "product"] as const;
/** `change`: a fact of what was out already moved. */
export const releaseKinds = [...launchKinds, "change"] as const;
export type ReleaseKind = (typeof releaseKinds)[number];

/**
 * One life, from first sight to the post. `known`: was there at the first look, or is too old to be news. `waiting`:
 * for its parts. `alone`: only base weights or a step of training came; the model is still to come. `dropped`: only
 * copies came. `joined`: part of another's announcement. `review`: waits for a person's decision. `ready`: to be
 * posted, or posted. `rejected`: not a release. `baseline`: known at the first start, listed and never posted.
 */
export const releaseStates = [
  "known",
  "waiting",
  "alone",
  "dropped",
  "joined",
  "review",
  "ready",
  "rejected",
  "baseline",
] as const;
export type ReleaseState = (typeof releaseStates)[number];

/** What of a model can be news by changing. */
export const changedFields = ["price", "licence", "context", "endOfService", "withdrawn"] as const;

/** A fact that moved, as it is told. */
export interface ChangedFact {
  field: (typeof changedFields)[number];
  /** One line for each figure that moved: `Input`, `$0.60/M`, `$0.50/M`. Without `before` where nothing was said. */
  lines: readonly { label: string; before?: string; after: string }[];
  /** Page that says so now. */
  place: Place;
}

/** What came with a release and is named in its post. */
export interface Variant {
  title: string;
  model: ModelId;
}

/** Something new of a lab, from whichever finder: the data files or an upstream. */
export interface NewRelease {
  /** What makes it the same release whoever sees it: `model:moonshot/kimi-k3`. */
  key: string;
  lab: LabId;
  /** The entry in the catalogue. A detected release brings its model along. */
  model: ModelId;
  /** Name as it is announced: `Kimi K3`. */
  title: string;
  kind: ReleaseKind;
  /** Stated day of release; absent where only the detection is known. */
  date?: StatedDate;
  /** `data`, or the id of the upstream that saw it first. */
  origin: string;
  state: ReleaseState;
  heldUntil?: Date;
  /** Nothing says that it is a flagship: digests name it, and nobody is called at once. */
  isMinor?: boolean;
  /** What moved, for the kind `change`. */
  change?: ChangedFact;
}

export interface Release extends NewRelease {
  id: string;
  detectedAt: Date;
  readyAt?: Date;
  /** Who decided on it: a snowflake, or `rule` and its word. */
  decidedBy?: string;
  /** Id of the message in which the owners are asked about it. */
  askedIn?: string;
  /** What came with it, and later to it. */
  variants?: readonly Variant[];
}

/** One thing that differs from the predecessor, with where both values are said. */
export interface Change {
  label: string;
  before: string;
  after: string;
  places: readonly Place[];
}

/** What a model brings against the one before it. */
export interface Summary {
  predecessor: ModelId;
  /** Facts, then benchmarks; those that differ only. */
  changes: readonly Change[];
}

/** A release with what the catalogue knows of its model. */
export interface ReleaseNews {
  release: Release;
  /** Absent where the catalogue does not have the model. */
  model?: Model;
  /** Absent where the model follows nothing that is known. */
  summary?: Summary;
}
