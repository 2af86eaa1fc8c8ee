/**
 * First step: a listing as it is now against what was known of it. It is compared whole and by id, so that a
 * repository that was made weeks ago and opened today is new today, and one that was renamed is not.
 */
import type { Item, ListingState } from "../found.ts";
import type { UpstreamRow } from "../sources/types.ts";
import { itemKey, placeOf, signsOf, type Work } from "./known.ts";

/** At most so many new rows are news while a baseline settles; more means that the first answer was incomplete. */
const settlingRows = 5;

/** A row that is to be assigned to a release. */
export interface Seen {
  item: Item;
  row: UpstreamRow;
  /** It was not there before, and the listing's baseline is over. */
  isNews: boolean;
}

/** What one fact of a row was, and is. */
export interface Moved {
  item: Item;
  before: Item["facts"];
}

export interface Compared {
  /** How the listing's baseline stands afterwards. */
  baseline: ListingState["baseline"];
  /** To be assigned: new rows, and those that are another's now. */
  seen: Seen[];
  /** Posts of the lab that are news. */
  notes: Item[];
  /** Rows that the listing no longer has. */
  gone: Item[];
  /** Rows of which something else is said than before. */
  moved: Moved[];
}

/** A row that was there before: its name or what is said of it may have changed. */
function update(work: Work, item: Item, row: UpstreamRow, found: Compared): void {
  if (placeOf(item.source, item.name) !== placeOf(item.source, row.name)) {
    work.byPlace.set(placeOf(item.source, row.name), item);
    item.name = row.name;
    work.changedItems.add(item);
    found.seen.push({ item, row, isNews: false });
  }
  // Fields that an answer leaves out for once are not forgotten.
  const facts = { ...item.facts, ...row.facts };
  if (JSON.stringify(facts) !== JSON.stringify(item.facts)) {
    found.moved.push({ item, before: item.facts });
    item.facts = facts;
    work.changedItems.add(item);
  }
  const signs = signsOf(row);
  if (row.isNote !== true && signs.join() !== item.parents.join()) {
    item.parents = signs;
    work.changedItems.add(item);
    // Its weights have come, or it turned out to be something else.
    if (item.find === undefined) found.seen.push({ item, row, isNews: true });
  }
}

/** Compares one listing. */
export function compareListing(
  work: Work,
  listing: ListingState,
  rows: readonly UpstreamRow[],
  now: Date,
): Compared {
  const found: Compared = { baseline: "settling", seen: [], notes: [], gone: [], moved: [] };
  const news: UpstreamRow[] = [];
  const there = new Set<Item>();
  for (const row of rows) {
    const item = work.items.get(itemKey(listing.source, row.externalId));
    // A known name with another id was deleted and uploaded again: the same release.
    const again = item ?? work.byPlace.get(placeOf(listing.source, row.name));
    if (item !== undefined) {
      update(work, item, row, found);
      there.add(item);
    } else if (again !== undefined) {
      const copy = work.addItem(row, listing, now);
      if (again.find !== undefined) copy.find = again.find;
      if (again.group !== undefined) copy.group = again.group;
      there.add(copy).add(again);
    } else {
      news.push(row);
    }
  }
  // The first answer with rows is never news: an organisation whose answers were empty has a silent baseline too.
  const isFirst = listing.baseline === "none" || listing.rows === 0;
  const settles =
    listing.baseline === "settling" && !isFirst && news.length <= Math.max(settlingRows, rows.length / 4);
  const isNews = listing.baseline === "done" || settles;
  for (const row of news) {
    // The same row twice in one answer.
    if (work.items.has(itemKey(listing.source, row.externalId))) continue;
    const item = work.addItem(row, listing, now);
    there.add(item);
    if (row.isNote !== true) found.seen.push({ item, row, isNews });
    else if (isNews) found.notes.push(item);
  }
  for (const item of work.items.values()) {
    if (item.listing !== listing.key) continue;
    if (there.has(item)) {
      if (item.goneAt !== undefined) {
        delete item.goneAt;
        work.changedItems.add(item);
      }
      continue;
    }
    found.gone.push(item);
    if (item.goneAt !== undefined) continue;
    item.goneAt = now;
    work.changedItems.add(item);
  }
  found.baseline = listing.baseline === "done" || (settles && rows.length > 0) ? "done" : "settling";
  return found;
}
