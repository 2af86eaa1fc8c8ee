/**
 * What is new, from what the upstreams list now and what was known before, in three steps: compare each listing, assign
 * its rows to releases, decide what is announced. Pure but for the copy of what is known, which is worked on.
 */
import type { Answer } from "../ask.ts";
import type { Announcement, Item } from "../found.ts";
import { type AssignOptions, assignNotes, assignRows } from "./assign.ts";
import { compareListing, type Moved, type Seen } from "./compare.ts";
import { type DecideOptions, decide } from "./decide.ts";
import type { Work } from "./known.ts";

export interface Detected {
  announcements: Announcement[];
  /** Rows that are news, by name. */
  fresh: string[];
  /** Posts of labs that were not there before. */
  notes: Item[];
  /** Rows of which something else is said than before. */
  moved: Moved[];
  /** Rows that a listing read in this run no longer has. */
  gone: ReadonlySet<Item>;
}

/** The answers' states are brought up to date: how their baselines stand. */
export function detect(
  work: Work,
  answers: readonly Answer[],
  options: AssignOptions & DecideOptions,
): Detected {
  const seen: Seen[] = [];
  const notes: Item[] = [];
  const moved: Moved[] = [];
  const gone = new Set<Item>();
  for (const { state, listing } of answers) {
    if (listing?.changed === true) {
      const found = compareListing(work, state, listing.rows, options.now);
      state.baseline = found.baseline;
      state.rows = listing.rows.length;
      seen.push(...found.seen);
      notes.push(...found.notes);
      moved.push(...found.moved);
      for (const item of found.gone) gone.add(item);
      // The same answer twice is a complete one.
    } else if (listing !== undefined && state.baseline === "settling" && state.rows > 0)
      state.baseline = "done";
  }
  const fresh = assignRows(work, seen, options);
  assignNotes(work, notes, options.now);
  return { announcements: decide(work, gone, options), fresh, notes, moved, gone };
}
