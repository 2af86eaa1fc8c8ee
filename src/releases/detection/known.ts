/** What the watch knows, to work on: rows and releases by all that they are looked up by, and what a run changed. */
import type { LabId } from "../../catalog/types.ts";
import type { Item, ListingState, Tracked } from "../found.ts";
import { currentOrganisation, type Neighbours, neighboursOf } from "../grouping/group.ts";
import { type Group, groupOfRow } from "../grouping/rows.ts";
import { tagsOfSigns } from "../grouping/words.ts";
import { kindOf } from "../sources/pages.ts";
import type { UpstreamRow } from "../sources/types.ts";

export interface Known {
  /** By `source externalId`. */
  items: Map<string, Item>;
  /** By key. */
  releases: Map<string, Tracked>;
}

export const itemKey = (source: string, externalId: string): string => `${source} ${externalId}`;

/** Name under the organisation's present name, in lower case: what a repository is known by besides its id. */
export function placeOf(source: string, name: string): string {
  const slash = name.indexOf("/");
  const current = slash < 0 ? name : `${currentOrganisation(name.slice(0, slash))}${name.slice(slash)}`;
  return `${source} ${current.toLowerCase()}`;
}

/** Tags that say what a row is, and of what; a post's are its address. */
export const signsOf = (row: UpstreamRow): string[] =>
  row.isNote === true
    ? [...row.tags]
    : row.tags.filter((tag) => tagsOfSigns.test(tag) && !tag.includes(" ")).slice(0, 8);

export const isRepository = (item: Pick<Item, "source">): boolean => kindOf(item.source) === "hub";

const familyKey = (lab: LabId, family: string) => `${lab} ${family.replace(/[^a-z0-9]/g, "")}`;

export type Work = ReturnType<typeof workOn>;

/** Opens what is known for one run. The maps that are given are changed. */
export function workOn({ items, releases }: Known) {
  const changedItems = new Set<Item>();
  const changed = new Set<Tracked>();
  const byPlace = new Map<string, Item>();
  const byLoose = new Map<string, Tracked>();
  const families = new Map<string, Tracked>();
  for (const item of items.values()) byPlace.set(placeOf(item.source, item.name), item);
  const index = (release: Tracked) => {
    // Weights and bases that were told for themselves are not what later rows belong to.
    if (!release.key.startsWith("model:")) return;
    byLoose.set(`${release.lab} ${release.loose}`, release);
    const family = familyKey(release.lab, release.family);
    if (release.family !== "" && !families.has(family)) families.set(family, release);
  };
  for (const release of releases.values()) index(release);

  let neighbours = new Map<LabId, Neighbours>();
  function neighboursIn(lab: LabId): Neighbours {
    const there = neighbours.get(lab);
    if (there !== undefined) return there;
    const own = [...items.values()].filter((item) => isRepository(item) && item.lab === lab);
    const read = neighboursOf(own.map((item) => item.name));
    neighbours.set(lab, read);
    return read;
  }

  return {
    ...{ items, releases, byPlace, byLoose, changedItems, changed, neighboursIn },

    familyOf: (lab: LabId, loose: string): Tracked | undefined => families.get(familyKey(lab, loose)),

    /** Rows have come: who stands beside whom is read anew. */
    forgetNeighbours(): void {
      neighbours = new Map();
    },

    touch(release: Tracked, change: Partial<Tracked>): void {
      Object.assign(release, change);
      changed.add(release);
    },

    addRelease(release: Tracked): Tracked {
      releases.set(release.key, release);
      index(release);
      changed.add(release);
      return release;
    },

    addItem(row: UpstreamRow, listing: ListingState, now: Date): Item {
      const item: Item = {
        source: listing.source,
        externalId: row.externalId,
        listing: listing.key,
        name: row.name,
        ...(row.title === undefined ? {} : { title: row.title }),
        lab: row.lab,
        firstSeenAt: now,
        parents: signsOf(row),
        facts: row.facts,
        ...(row.createdAt === undefined ? {} : { createdAt: row.createdAt }),
      };
      items.set(itemKey(item.source, item.externalId), item);
      byPlace.set(placeOf(item.source, item.name), item);
      changedItems.add(item);
      return item;
    },

    /** Groups a row, at first sight and when its name, its tags or those beside it changed; the result stays with it. */
    regroup(item: Item): Group {
      const group = groupOfRow(item, isRepository(item) ? neighboursIn(item.lab) : undefined);
      if (JSON.stringify(group) !== JSON.stringify(item.group)) {
        item.group = group;
        changedItems.add(item);
      }
      return group;
    },

    rowsOf: (release: Tracked): Item[] => [...items.values()].filter((item) => item.find === release.key),
  };
}

/** What a row was grouped to when it was seen. */
export const groupOfItem = (item: Item): Group => item.group ?? groupOfRow(item);
