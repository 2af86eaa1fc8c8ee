/** What the watch remembers: rows of upstreams, and the releases that they were grouped into. Plain data. */
import type { LabId, ModelId, SourceId, StatedDate } from "../catalog/types.ts";
import type { UpstreamFacts, Validators } from "./sources/types.ts";
import type { ReleaseKind } from "./types.ts";

/**
 * `known`: was there at the first run, or is too old to be news. `waiting`: for its parts, or for something that can
 * be announced. `announced`. `joined`: part of another's announcement, named by `announcedAs`. `rejected`: a person or
 * a rule says that it is no release. `alone`: only base weights or a step of training came; it can be looked up, and
 * is announced when its model comes. `dropped`: only copies came.
 */
export const findStates = [
  "known",
  "waiting",
  "announced",
  "joined",
  "rejected",
  "alone",
  "dropped",
] as const;
export type FindState = (typeof findStates)[number];

/** A release as the upstreams show it, whatever became of it. */
export interface Find {
  /** The release's key: `model:moonshot/kimi-k3`. */
  key: string;
  lab: LabId;
  model: ModelId;
  /** What its names in different places have in common: `kimik3`. */
  loose: string;
  /** Family in lower case, for one announcement per family. */
  family: string;
  /** Name as it is announced. */
  title: string;
  kind: ReleaseKind;
  /** Upstream that saw it first. */
  origin: SourceId;
  state: FindState;
  /** Something that can stand for it was seen: not only copies, bases or drafts. */
  hasLead: boolean;
  /** When it, or the first thing worth announcing of it, was first seen. */
  firstSeenAt: Date;
  /** Key of the announcement that it is a part of; its own where it is the lead. */
  announcedAs?: string;
  announcedAt?: Date;
  /** Id of the message in which the owners are asked about it. */
  askedIn?: string;
}

/** A row of an upstream that was seen before. */
export interface Item {
  source: SourceId;
  externalId: string;
  /** Listing that it was seen in: `huggingface:moonshotai`. */
  listing: string;
  name: string;
  title?: string;
  lab: LabId;
  /** Key of its find; none for what is no part of a release. */
  find?: string;
  firstSeenAt: Date;
  /** Tags that name a parent. */
  parents: readonly string[];
  facts: UpstreamFacts;
  createdAt?: Date;
}

/** How one listing is doing. */
export interface ListingState {
  key: string;
  source: SourceId;
  validators: Validators;
  /** `none`: never read. `settling`: the first answers may have been incomplete. `done`: what is new is news. */
  baseline: "none" | "settling" | "done";
  /** Rows of the last answer. */
  rows: number;
  failures: number;
  /** Not to be asked before. */
  nextTryAt?: Date;
  lastOkAt?: Date;
  lastError?: string;
  drift: readonly string[];
}

/** A person's decision, for what looks like it later: the same line of the same lab. */
export interface ReviewRule {
  lab: LabId;
  /** Family without versions: `sae-res`, `kimi-k`. */
  line: string;
  decision: "post" | "reject";
}

/** What stands for a release in its announcement, with all that goes out with it. */
export interface Announcement {
  lead: Find;
  members: readonly Find[];
  date?: StatedDate;
  /** A rule says that nobody needs to look at it. */
  approved: boolean;
}
