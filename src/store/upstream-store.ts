/** What the release watch remembers: rows of upstreams, found releases, how listings are doing, people's decisions. */
import type { SqlQueryable } from "@prisma/driver-adapter-utils";
import { z } from "zod";
import { cleanName } from "../clean-text.ts";
import { defined } from "../defined.ts";
import type { History, Item, ListingState, ReviewRule, Tracked } from "../releases/found.ts";
import { looseOf, parts } from "../releases/grouping/rows.ts";
import type { ModelNames } from "../releases/names.ts";
import { type KnownRow, rowsOf } from "../releases/rows.ts";
import { type UpstreamFacts, upstreamFacts } from "../releases/sources/types.ts";
import type { RunChanges } from "../releases/watch.ts";
import { StoreError } from "./errors.ts";
import type * as generated from "./generated/client.ts";
import { historyOf, saveHistory, waitingHistory } from "./history.ts";
import { jsonOf } from "./json.ts";
import type { Store } from "./open.ts";
import { insertAll, selectAll } from "./sql.ts";
import { saveTracked, trackedReleases } from "./tracked-releases.ts";

export type UpstreamStore = ReturnType<typeof createUpstreamStore>;

const readableName = z.string().refine((name) => cleanName(name, 200) !== undefined, "has no letter");
const group = z.object({ name: z.string(), family: z.string(), part: z.enum(parts) });
const listingSets = z.object({ baseline: z.enum(["none", "settling", "done"]) });
const ruleSets = z.object({ decision: z.enum(["post", "reject"]) });

/** Drops what is null: in the watch's types a missing value is a missing key. */
function given<T extends object>(columns: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null)) as never;
}

function checked<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof z.ZodError || cause instanceof SyntaxError)) throw cause;
    throw new StoreError("unreadable-row", `${what} cannot be read.`, { cause });
  }
}

/** A moment that cannot be read was long ago: what has it is no news. */
const moment = (date: Date): Date => (Number.isNaN(date.getTime()) ? new Date(0) : date);
const momentOrNone = (date: Date | null): Date | null =>
  date === null || Number.isNaN(date.getTime()) ? null : date;

/** What a row says besides its name may be unreadable: it stays known, so that it is not news. */
const factsOf = (text: string): UpstreamFacts => upstreamFacts.catch({}).parse(jsonOf(text));
const groupOf = (text: string) => group.safeParse(jsonOf(text)).data;

function toItem(row: generated.UpstreamItem): Item {
  const { source, externalId, listing, lab, find } = row;
  return checked(`The row ${externalId} of ${source}`, () => ({
    source,
    externalId,
    listing,
    name: readableName.parse(row.name),
    lab,
    firstSeenAt: moment(row.firstSeenAt),
    ...given({
      title: row.title === null ? null : (cleanName(row.title, 160) ?? null),
      find,
      createdAt: momentOrNone(row.createdAt),
      goneAt: momentOrNone(row.goneAt),
    }),
    parents: row.parents === "" ? [] : row.parents.split(" "),
    facts: factsOf(row.facts),
    ...defined({ group: row.grouping === null ? undefined : groupOf(row.grouping) }),
  }));
}

function toListing(row: generated.UpstreamListing): ListingState {
  const { key, source, rows, failures, etag, lastModified, hash, nextTryAt, lastOkAt, lastError } = row;
  return checked(`The listing ${key}`, () => ({
    key,
    source,
    rows,
    failures,
    ...listingSets.parse(row),
    validators: given({ etag, lastModified, hash }),
    ...given({ nextTryAt, lastOkAt, lastError }),
    drift: row.drift === "" ? [] : row.drift.split("\n"),
  }));
}

function itemColumns(item: Item): generated.UpstreamItem {
  const { source, externalId, listing, name, lab, firstSeenAt } = item;
  return {
    source,
    externalId,
    listing,
    name,
    lab,
    firstSeenAt,
    title: item.title ?? null,
    find: item.find ?? null,
    createdAt: item.createdAt ?? null,
    goneAt: item.goneAt ?? null,
    parents: item.parents.join(" "),
    facts: JSON.stringify(item.facts),
    grouping: item.group === undefined ? null : JSON.stringify(item.group),
  };
}

function listingColumns(listing: ListingState): generated.UpstreamListing {
  const { validators, drift, ...same } = listing;
  return {
    ...same,
    etag: validators.etag ?? null,
    lastModified: validators.lastModified ?? null,
    hash: validators.hash ?? null,
    nextTryAt: listing.nextTryAt ?? null,
    lastOkAt: listing.lastOkAt ?? null,
    lastError: listing.lastError ?? null,
    drift: drift.join("\n"),
  };
}

const text = z.string();
const date = z.date();
const count = z.number();

/** Columns as the schema has them; read and written in bulk, since a first run sees thousands of rows. */
const tables = {
  UpstreamItem: z.object({
    source: text,
    externalId: text,
    listing: text,
    name: text,
    title: text.nullable(),
    lab: text,
    find: text.nullable(),
    firstSeenAt: date,
    createdAt: date.nullable(),
    goneAt: date.nullable(),
    parents: text,
    facts: text,
    grouping: text.nullable(),
  }),
  UpstreamListing: z.object({
    key: text,
    source: text,
    etag: text.nullable(),
    lastModified: text.nullable(),
    hash: text.nullable(),
    baseline: text,
    rows: count,
    failures: count,
    nextTryAt: date.nullable(),
    lastOkAt: date.nullable(),
    lastError: text.nullable(),
    drift: text,
  }),
  ReviewRule: z.object({
    lab: text,
    word: text,
    decision: text,
  }),
};

const replace = (db: SqlQueryable, table: keyof typeof tables, rows: readonly object[], key: string[]) =>
  insertAll(db, table, Object.keys(tables[table].shape), rows, key);

export function createUpstreamStore(store: Store) {
  return {
    /** Everything that was seen. */
    async known(): Promise<{ items: Item[]; releases: Tracked[] }> {
      return store.raw.read(async (db) => {
        const items = await selectAll(db, "UpstreamItem", tables.UpstreamItem);
        return { items: store.setAside.each(items, toItem), releases: await trackedReleases(db) };
      });
    },

    async listings(): Promise<ListingState[]> {
      const rows = await selectAll(store.raw.single, "UpstreamListing", tables.UpstreamListing);
      return store.setAside.each(rows, toListing).sort((a, b) => (a.key < b.key ? -1 : 1));
    },

    /** Writes what a run changed, all or nothing. What a person decided meanwhile stays as decided. */
    async save(changes: RunChanges, now: Date): Promise<void> {
      const { items = [], releases = [], listings = [] } = changes;
      const { kept = [], slips = [] } = changes.history ?? {};
      if (items.length + releases.length + listings.length + kept.length + slips.length === 0) return;
      await store.raw.write(async (db) => {
        await saveTracked(db, releases, now);
        await replace(db, "UpstreamItem", items.map(itemColumns), ["source", "externalId"]);
        await replace(db, "UpstreamListing", listings.map(listingColumns), ["key"]);
        await saveHistory(db, kept, slips, now);
      });
    },

    /** What upstreams said differently and has not lasted yet. */
    waitingHistory: (): Promise<History[]> => waitingHistory(store),

    /** What was said of a release before, newest first. */
    historyOf: (release: string): Promise<History[]> => historyOf(store, release),

    /**
     * What upstreams said up to now, as knowledge: each row with the day on which its listing last answered, without
     * those of what a person rejected.
     */
    async rows(): Promise<KnownRow[]> {
      const [items, listings, releases] = await store.raw.read(async (db) => [
        await selectAll(db, "UpstreamItem", tables.UpstreamItem),
        await selectAll(db, "UpstreamListing", tables.UpstreamListing),
        await trackedReleases(db),
      ]);
      const answered = new Map(listings.map(({ key, lastOkAt }) => [key, lastOkAt]));
      const rejected = new Set(releases.filter(({ state }) => state === "rejected").map(({ key }) => key));
      const shown = items.filter(({ find }) => find === null || !rejected.has(find));
      return rowsOf(store.setAside.each(shown, toItem), (listing) => answered.get(listing) ?? undefined);
    },

    /** Releases whose entry is gone refer to the one that bears their name now. Returns how many releases moved. */
    async place(names: Pick<ModelNames, "taken" | "modelOf">): Promise<number> {
      const releases = await store.prisma.release.findMany({
        select: { id: true, key: true, lab: true, model: true },
      });
      const moved = releases.flatMap(({ id, key, lab, model }) => {
        if (names.taken(model)) return [];
        const now = names.modelOf(lab, looseOf(key.slice(key.indexOf("/") + 1)));
        return now === undefined ? [] : [{ id, model: now }];
      });
      if (moved.length > 0)
        await store.transaction(async (db) => {
          for (const { id, model } of moved) await db.release.update({ where: { id }, data: { model } });
        });
      return moved.length;
    },

    async rules(): Promise<ReviewRule[]> {
      const rows = await selectAll(store.raw.single, "ReviewRule", tables.ReviewRule);
      return store.setAside.each(rows, (row) =>
        checked(`The decision on ${row.word}`, () => ({
          lab: row.lab,
          word: row.word,
          ...ruleSets.parse(row),
        })),
      );
    },

    /** Remembers a decision; a later one on the same word takes its place. */
    async decide(rule: ReviewRule, decidedBy: string, now: Date): Promise<void> {
      const { lab, word, decision } = rule;
      await store.prisma.reviewRule.upsert({
        where: { lab_word: { lab, word } },
        create: { lab, word, decision, decidedBy, decidedAt: now },
        update: { decision, decidedBy, decidedAt: now },
      });
    },

    /** Forgets a decision; what it left out is known again. @returns false where there is none */
    async lift({ lab, word }: Pick<ReviewRule, "lab" | "word">): Promise<boolean> {
      return store.transaction(async (db) => {
        const { count } = await db.reviewRule.deleteMany({ where: { lab, word } });
        await db.release.updateMany({
          where: { lab, state: "rejected", OR: [{ loose: word }, { decidedBy: `rule ${word}` }] },
          data: { state: "known", decidedBy: null },
        });
        return count > 0;
      });
    },

    /** Remembers in which message the owners are asked about a release. */
    async asked(id: string, messageId: string): Promise<void> {
      await store.prisma.release.update({ where: { id }, data: { askedIn: messageId } });
    },
  };
}
