/** What the watch remembers: rows of upstreams, the releases that they belong to, and decisions. Plain data. */
import type { LabId, SourceId, StatedDate } from "../catalog/types.ts";
import type { Group } from "./grouping/rows.ts";
import type { UpstreamFacts, Validators } from "./sources/types.ts";
import type { NewRelease, Variant } from "./types.ts";

/** A release as the watch follows it, from first sight to its post and after. */
export interface Tracked extends NewRelease {
  /** What its names in different places have in common: `kimik3`. */
  loose: string;
  /** Family in lower case, for one announcement per family. */
  family: string;
  /** Something that can stand for it was seen: not only copies, bases or drafts. */
  hasLead: boolean;
  /** When it, or the first thing worth announcing of it, was first seen. */
  firstSeenAt: Date;
  /** Key of the announcement that it is a part of; its own where it is the lead. */
  announcedAs?: string;
  announcedAt?: Date;
  /** Id of the message in which the owners are asked about it. */
  askedIn?: string;
  /** Who decided on it: a snowflake, or `rule` and its word. */
  decidedBy?: string;
  variants: readonly Variant[];
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
  /** Key of its release; none for what is no part of a release. */
  find?: string;
  firstSeenAt: Date;
  /** Tags that say what it is, and of what; a post's address. */
  parents: readonly string[];
  /** What its name was grouped to when it was first seen; absent for what was seen before that was kept. */
  group?: Group;
  facts: UpstreamFacts;
  createdAt?: Date;
  /** Since when its listing does not have it any more. */
  goneAt?: Date;
}

/** What a row says differently than before. */
export interface History {
  id: string;
  /** When it was first said. */
  at: Date;
  source: SourceId;
  externalId: string;
  /** Key of the release that the row belongs to. */
  release?: string;
  field: keyof UpstreamFacts;
  /** As JSON; absent where nothing was or is said. */
  before?: string;
  after?: string;
  /** `waiting` for it to last, `told`, or `kept` without being news. */
  state: "waiting" | "told" | "kept";
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

/** A person's decision, for what is the same release or bears the same odd word, and for nothing else. */
export interface ReviewRule {
  lab: LabId;
  /** The release's loose name (`kimik3`), or a word that no other release of the lab bears (`toy`). */
  word: string;
  decision: "post" | "reject";
}

/** What stands for a release in its announcement, with all that goes out with it. */
export interface Announcement {
  lead: Tracked;
  members: readonly Tracked[];
  date?: StatedDate;
  /** A rule says that nobody needs to look at it. */
  approved: boolean;
  /** Nothing says that it is a flagship: it is asked about, or told in digests only. */
  isMinor: boolean;
}
