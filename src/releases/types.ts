/** The words of releases: what came out, who saw it, and what may happen to it. Plain data. */
import type { LabId, Model, ModelId, Place, StatedDate } from "../catalog/types.ts";

/** `announced`: said to exist. `api`: can be called. `weights`: can be downloaded. `product`: an app is out. */
export const releaseKinds = ["announced", "api", "weights", "product"] as const;
export type ReleaseKind = (typeof releaseKinds)[number];

/**
 * `baseline`: known at the first run, never posted. `review`: waits for a
 * person's decision. `ready`: to be posted. `rejected`: not a release.
 */
export const releaseStates = ["baseline", "review", "ready", "rejected"] as const;
export type ReleaseState = (typeof releaseStates)[number];

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
}

export interface Release extends NewRelease {
  id: string;
  detectedAt: Date;
  readyAt?: Date;
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
