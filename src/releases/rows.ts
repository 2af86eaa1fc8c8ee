/** Rows of upstreams as knowledge: what each says of a model, which release it belongs to, and when it said so. Pure. */
import type { LabId, SourceId, StatedDate } from "../catalog/types.ts";
import { defined } from "../defined.ts";
import type { Item } from "./found.ts";
import { neighboursOf } from "./grouping/group.ts";
import { type Group, groupOfRow } from "./grouping/rows.ts";
import { kindOf } from "./sources/pages.ts";
import type { UpstreamFacts, UpstreamRow } from "./sources/types.ts";

export interface KnownRow {
  source: SourceId;
  /** `moonshotai/Kimi-K3` on the hub, `kimi-k3` in a register. */
  name: string;
  /** How the upstream calls it for people. */
  title?: string;
  lab: LabId;
  group: Group;
  facts: UpstreamFacts;
  /** Day on which the upstream last said so. */
  read: StatedDate;
  /** Day on which it was seen to appear; absent for what was there at the first look. */
  opened?: StatedDate;
  /** Day on which its repository was made, in private: it was opened then or up to weeks later. */
  made?: StatedDate;
}

const dayOf = (date: Date): StatedDate => date.toISOString().slice(0, 10);
const placeOf = (row: KnownRow) => `${row.source} ${row.lab} ${row.name.toLowerCase()}`;

/** What moves is gone when a newer row does not say it; the rest was true and stays. */
function mergedFacts({ facts: before }: KnownRow, { facts }: KnownRow): UpstreamFacts {
  const { price: _, endOfService: __, ...lasting } = before;
  return { ...lasting, ...facts };
}

/** The snapshot's rows with the newer word of what was read since. */
export function mergeRows(older: readonly KnownRow[], newer: readonly KnownRow[]): KnownRow[] {
  const rows = new Map(older.map((row) => [placeOf(row), row]));
  for (const row of newer) {
    const before = rows.get(placeOf(row));
    const isOlder = before !== undefined && before.read > row.read;
    if (!isOlder)
      rows.set(
        placeOf(row),
        before === undefined ? row : { ...before, ...row, facts: mergedFacts(before, row) },
      );
  }
  return [...rows.values()];
}

/** A row as an adapter reads it, with where and when. */
export interface ReadRow {
  source: SourceId;
  /** With what it was grouped to when it was first seen, where that was kept. */
  row: UpstreamRow & { group?: Group };
  read: StatedDate;
}

/** The repositories of each lab, for what only those beside it tell of one. */
export function neighboursByLab(rows: readonly { source: SourceId; lab: LabId; name: string }[]) {
  const names = new Map<LabId, string[]>();
  for (const { source, lab, name } of rows)
    if (kindOf(source) === "hub") names.set(lab, [...(names.get(lab) ?? []), name]);
  return new Map([...names].map(([lab, own]) => [lab, neighboursOf(own)]));
}

/**
 * Rows as a snapshot keeps them. Several providers' rows of one model are one row of the register: the first given is
 * believed first.
 */
export function knownRows(found: readonly ReadRow[]): KnownRow[] {
  const neighbours = neighboursByLab(found.map(({ source, row }) => ({ source, ...row })));
  const rows = new Map<string, KnownRow>();
  for (const { source, row, read } of found) {
    if (row.isNote === true) continue;
    const { name, title, lab, facts, createdAt, tags: parents } = row;
    const known: KnownRow = {
      source,
      name,
      lab,
      facts,
      read,
      ...defined({ title, made: kindOf(source) === "hub" ? createdAt && dayOf(createdAt) : undefined }),
      group: row.group ?? groupOfRow({ source, name, facts, parents }, neighbours.get(lab)),
    };
    const before = rows.get(placeOf(known));
    rows.set(
      placeOf(known),
      before === undefined
        ? known
        : { ...known, ...before, facts: { ...known.facts, ...before.facts }, read: before.read },
    );
  }
  return [...rows.values()];
}

/** What the watch has seen, as knowledge. @param answered when a listing last answered */
export function rowsOf(items: readonly Item[], answered: (listing: string) => Date | undefined): KnownRow[] {
  return knownRows(
    items.flatMap(
      ({
        source,
        listing,
        externalId,
        name,
        title,
        lab,
        facts,
        parents,
        firstSeenAt,
        createdAt,
        group,
      }): ReadRow[] => {
        if (kindOf(source) === "feed") return [];
        const row = {
          externalId,
          name,
          lab,
          facts,
          tags: parents,
          ...defined({ title, createdAt, group }),
        };
        return [{ source, row, read: dayOf(answered(listing) ?? firstSeenAt) }];
      },
    ),
  );
}
