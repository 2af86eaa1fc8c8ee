/**
 * What is new, from what the upstreams list now and what was known before. Pure: the caller reads and writes, and
 * brings the time.
 *
 * A listing is compared whole with what is known by id, so that a repository that was made weeks ago and opened today
 * is new today, and one that was renamed is not. What is new waits for its parts; then one lead per family and 48
 * hours is announced, and the rest goes with it.
 */
import { earliestDay, isRealDate } from "../catalog/dates.ts";
import type { LabId, StatedDate } from "../catalog/types.ts";
import { defined } from "../defined.ts";
import type { Announcement, Find, Item, ListingState, ReviewRule } from "./found.ts";
import {
  currentOrganisation,
  type Grouped,
  groupRepository,
  type Neighbours,
  neighboursOf,
} from "./grouping/group.ts";
import { looseOf } from "./grouping/rows.ts";
import { tagsOfSigns } from "./grouping/words.ts";
import { apiIdentity, type Identity, lineOf, repositoryIdentity } from "./identity.ts";
import type { ModelNames } from "./names.ts";
import type { UpstreamRow } from "./sources/types.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** Spans in ms, and why they are what they are. */
export const spans = {
  /** Members of a family come within two days of each other. */
  family: 48 * hour,
  /** Bases are opened up to two days before the model (DeepSeek-V3.1). */
  baseAlone: 48 * hour,
  /** Copies whose original never comes are forgotten. */
  copiesAlone: 30 * day,
  /** models.dev has a model a median of 1.7 days after its release; what it adds later is catching up. */
  apiNews: 10 * day,
  /** A lab writes about a release within days. */
  note: 7 * day,
} as const;

/** At most so many new rows are news while a baseline settles; more means that the first answer was incomplete. */
const settlingRows = 5;

export interface Known {
  /** By `source externalId`. */
  items: Map<string, Item>;
  finds: Map<string, Find>;
}

export interface DetectOptions {
  now: Date;
  /** How long a release waits for its parts, in ms. */
  hold: number;
  names: ModelNames;
  /** Keys that have a release already, whoever brought it. */
  released: ReadonlySet<string>;
  rules: readonly ReviewRule[];
}

export const itemKey = (source: string, externalId: string): string => `${source} ${externalId}`;

/** Name under the organisation's present name, in lower case: what a repository is known by besides its id. */
function placeOf(source: string, name: string): string {
  const slash = name.indexOf("/");
  const current = slash < 0 ? name : `${currentOrganisation(name.slice(0, slash))}${name.slice(slash)}`;
  return `${source} ${current.toLowerCase()}`;
}

/** Tags that say what it is, and of what. */
const parentsOf = (row: UpstreamRow): string[] =>
  row.tags.filter((tag) => tagsOfSigns.test(tag) && !tag.includes(" ")).slice(0, 8);

/** What a detection changed, for the store to write. */
export interface Changes {
  items: readonly Item[];
  finds: readonly Find[];
  /** Rows that are news, by name. */
  fresh: readonly string[];
  /** Posts of labs that were not there before. */
  notes: readonly Item[];
}

/** A detection: first take each listing that was read, then settle once. */
export function createDetection(known: Known, options: DetectOptions) {
  const { items, finds } = known;
  const { now, names } = options;
  const changedItems = new Set<Item>();
  const changedFinds = new Set<Find>();
  const fresh: string[] = [];
  const notes: Item[] = [];
  const unassigned: { item: Item; row: UpstreamRow; isNews: boolean }[] = [];
  /** Rows that a listing read in this run no longer has. */
  const gone = new Set<Item>();
  const byPlace = new Map<string, Item>();
  const byLoose = new Map<string, Find>();
  const families = new Map<string, Find>();
  for (const item of items.values()) byPlace.set(placeOf(item.source, item.name), item);
  for (const find of finds.values()) index(find);

  function index(find: Find): void {
    byLoose.set(`${find.lab} ${find.loose}`, find);
    const family = `${find.lab} ${find.family.replace(/[^a-z0-9]/g, "")}`;
    if (!families.has(family)) families.set(family, find);
  }

  function touch(find: Find, change: Partial<Find>): void {
    Object.assign(find, change);
    changedFinds.add(find);
  }

  function add(row: UpstreamRow, listing: ListingState): Item {
    const item: Item = {
      source: listing.source,
      externalId: row.externalId,
      listing: listing.key,
      name: row.name,
      ...defined({ title: row.title }),
      lab: row.lab,
      firstSeenAt: now,
      // A post's tags are its address.
      parents: row.isNote === true ? row.tags : parentsOf(row),
      facts: row.facts,
      ...defined({ createdAt: row.createdAt }),
    };
    items.set(itemKey(item.source, item.externalId), item);
    byPlace.set(placeOf(item.source, item.name), item);
    changedItems.add(item);
    return item;
  }

  /** A row that was there before: its name or what is said of it may have changed. */
  function update(item: Item, row: UpstreamRow): void {
    if (placeOf(item.source, item.name) !== placeOf(item.source, row.name)) {
      byPlace.set(placeOf(item.source, row.name), item);
      item.name = row.name;
      changedItems.add(item);
      unassigned.push({ item, row, isNews: false });
    }
    // Fields that an answer leaves out for once are not forgotten.
    const facts = { ...item.facts, ...row.facts };
    if (JSON.stringify(facts) !== JSON.stringify(item.facts)) {
      item.facts = facts;
      changedItems.add(item);
    }
    const parents = parentsOf(row);
    if (row.isNote !== true && parents.join() !== item.parents.join()) {
      item.parents = parents;
      changedItems.add(item);
      // Its weights have come, or it turned out to be something else.
      if (item.find === undefined) unassigned.push({ item, row, isNews: true });
    }
  }

  /** Compares one listing, and says how its baseline stands afterwards. */
  function take(listing: ListingState, rows: readonly UpstreamRow[]): ListingState["baseline"] {
    const news: UpstreamRow[] = [];
    const seen = new Set<Item>();
    for (const row of rows) {
      const item = items.get(itemKey(listing.source, row.externalId));
      // A known name with another id was deleted and uploaded again: the same release.
      const again = item ?? byPlace.get(placeOf(listing.source, row.name));
      if (item !== undefined) {
        update(item, row);
        seen.add(item);
      } else if (again !== undefined) {
        const copy = add(row, listing);
        if (again.find !== undefined) copy.find = again.find;
        seen.add(copy);
        seen.add(again);
      } else {
        news.push(row);
      }
    }
    const settles = listing.baseline === "settling" && news.length <= Math.max(settlingRows, rows.length / 4);
    const isNews = listing.baseline === "done" || settles;
    for (const row of news) {
      // The same row twice in one answer.
      if (items.has(itemKey(listing.source, row.externalId))) continue;
      const item = add(row, listing);
      seen.add(item);
      if (row.isNote === true) {
        if (isNews) notes.push(item);
      } else unassigned.push({ item, row, isNews });
    }
    for (const item of items.values()) if (item.listing === listing.key && !seen.has(item)) gone.add(item);
    if (listing.baseline === "done") return "done";
    return settles && rows.length > 0 ? "done" : "settling";
  }

  const neighbours = new Map<LabId, Neighbours>();
  function neighboursIn(lab: LabId): Neighbours {
    const there = neighbours.get(lab);
    if (there !== undefined) return there;
    const own = [...items.values()].filter((item) => item.source === "huggingface" && item.lab === lab);
    const read = neighboursOf(own.map((item) => item.name));
    neighbours.set(lab, read);
    return read;
  }
  const group = (item: Item): Grouped => groupRepository(item.name, neighboursIn(item.lab), item.parents);

  function makeFind(
    item: Item,
    identity: Identity,
    state: Find["state"],
    kind: Find["kind"],
  ): Find | undefined {
    const model = names.modelOf(item.lab, identity.loose) ?? freeId(item.lab, identity);
    if (model === undefined) return undefined;
    const key = `model:${model}`;
    const there = finds.get(key);
    if (there !== undefined) {
      // Another spelling of what a data file or an earlier row calls so.
      byLoose.set(`${item.lab} ${identity.loose}`, there);
      return there;
    }
    const find: Find = {
      key,
      lab: item.lab,
      model,
      kind,
      state,
      loose: identity.loose,
      family: identity.family,
      title: identity.title,
      origin: item.source,
      hasLead: false,
      firstSeenAt: now,
    };
    finds.set(key, find);
    index(find);
    changedFinds.add(find);
    return find;
  }

  function freeId(lab: LabId, { slug }: Identity): string | undefined {
    if (slug === "") return undefined;
    const id = `${lab}/${slug}`;
    return names.taken(id) ? undefined : id;
  }

  function assign(item: Item, row: UpstreamRow, isNews: boolean): void {
    const before = item.find === undefined ? undefined : finds.get(item.find);
    const found =
      item.source === "huggingface"
        ? assignRepository(item, isNews || before?.state === "waiting", before)
        : assignApi(item, row, isNews);
    if (found === undefined || found.key === item.find) return;
    item.find = found.key;
    changedItems.add(item);
    if (before === undefined) return;
    // Renamed. Still waiting: the new name is the one to announce. Else it is known under both.
    const isEmpty = ![...items.values()].some((other) => other.find === before.key);
    if (before.state === "waiting") {
      if (found.state === "waiting") touch(found, { firstSeenAt: before.firstSeenAt });
      if (isEmpty) touch(before, { state: "dropped" });
    } else if (found.state === "waiting") {
      touch(found, { state: before.state === "known" ? "known" : "joined", hasLead: before.hasLead });
      if (before.announcedAs !== undefined) touch(found, { announcedAs: before.announcedAs });
    }
  }

  function assignRepository(item: Item, isNews: boolean, before: Find | undefined): Find | undefined {
    const grouped = group(item);
    if (grouped.kind === "research") return undefined;
    const identity = repositoryIdentity(grouped);
    const find =
      byLoose.get(`${item.lab} ${identity.loose}`) ??
      makeFind(item, identity, isNews || before !== undefined ? "waiting" : "known", "weights");
    if (find === undefined || !grouped.announce) return find;
    if (!find.hasLead) {
      // Only its base or copies were known: this is the release.
      const isRelease = isNews && ["known", "dropped", "alone", "waiting"].includes(find.state);
      touch(find, {
        hasLead: true,
        title: identity.title,
        ...(isRelease
          ? { state: "waiting", firstSeenAt: find.state === "waiting" ? find.firstSeenAt : now }
          : {}),
      });
    }
    if (find.kind === "api" && find.state === "waiting")
      touch(find, { kind: "weights", origin: item.source, title: identity.title });
    return find;
  }

  function assignApi(item: Item, row: UpstreamRow, isNews: boolean): Find | undefined {
    const api = apiIdentity(row.name, row.title);
    const repository = row.facts.repository;
    const identity: Identity =
      repository === undefined
        ? api
        : repositoryIdentity(groupRepository(repository, neighboursIn(item.lab)));
    const there =
      byLoose.get(`${item.lab} ${identity.loose}`) ??
      byLoose.get(`${item.lab} ${api.loose}`) ??
      // `qwen3-coder` is what the family's largest is called in an API.
      (api.loose === api.looseFamily ? families.get(`${item.lab} ${api.loose}`) : undefined);
    if (there !== undefined) return there;
    const isRecent = isNews && isNewsDate(row.facts.released ?? dayInName(row.name), row.createdAt);
    const find = makeFind(
      item,
      identity,
      isRecent ? "waiting" : "known",
      row.facts.openWeights === true ? "weights" : "api",
    );
    if (find !== undefined && !find.hasLead) touch(find, { hasLead: true });
    return find;
  }

  /** A post that names a release that is new: the longest name of several. A post alone is no release. */
  function assignNote(note: Item): void {
    const title = looseOf(note.name);
    const [named] = [...finds.values()]
      .filter((find) => find.lab === note.lab && ["waiting", "announced", "joined"].includes(find.state))
      .filter((find) => now.getTime() - find.firstSeenAt.getTime() <= spans.note)
      .filter((find) => find.loose.length >= 4 && title.includes(find.loose))
      .sort((a, b) => b.loose.length - a.loose.length);
    if (named !== undefined) note.find = named.key;
  }

  /** An API's row is news only where its date says so: old models are added all the time. */
  function isNewsDate(released: StatedDate | undefined, createdAt: Date | undefined): boolean {
    if (released !== undefined) {
      const latest = Date.parse(`${lastDay(released)}T23:59:59Z`);
      return (
        now.getTime() - latest <= spans.apiNews &&
        Date.parse(`${earliestDay(released)}T00:00:00Z`) - now.getTime() <= 30 * day
      );
    }
    return createdAt !== undefined && now.getTime() - createdAt.getTime() <= spans.apiNews;
  }

  function ruleFor(find: Find): ReviewRule["decision"] | undefined {
    const line = lineOf(find.family);
    return options.rules.find((rule) => rule.lab === find.lab && rule.line === line)?.decision;
  }

  /** Assigns what is new, and gives what is to be announced now. */
  function settle(): Announcement[] {
    // Neighbours are read once everything is there, so that a base is told from a chat model in one run.
    neighbours.clear();
    for (const { item, row, isNews } of unassigned) {
      assign(item, row, isNews);
      if (isNews && item.find !== undefined) fresh.push(item.name);
    }
    for (const note of notes) assignNote(note);
    const waiting = [...finds.values()].filter((find) => find.state === "waiting");
    if (waiting.length === 0) return [];
    const itemsOf = new Map<string, Item[]>(waiting.map((find) => [find.key, []]));
    for (const item of items.values()) if (item.find !== undefined) itemsOf.get(item.find)?.push(item);

    const ready: Candidate[] = [];
    for (const find of waiting) {
      if (options.released.has(find.key)) {
        touch(find, { state: "announced", announcedAs: find.key, announcedAt: now });
        continue;
      }
      if (ruleFor(find) === "reject") {
        touch(find, { state: "rejected" });
        continue;
      }
      const candidate = judge(find, itemsOf.get(find.key) ?? []);
      if (candidate !== undefined) ready.push(candidate);
    }
    return announce(ready);
  }

  function judge(find: Find, own: readonly Item[]): Candidate | undefined {
    const present = own.filter((item) => !gone.has(item));
    const age = now.getTime() - find.firstSeenAt.getTime();
    const repositories = present
      .filter((item) => item.source === "huggingface")
      .map((item) => ({ item, grouped: group(item) }));
    const leads = repositories.filter(({ grouped }) => grouped.announce);
    const isListed = present.some((item) => item.source !== "huggingface" && item.source !== "lab-feeds");
    const date = own.map((item) => item.facts.released).find((one) => one !== undefined);
    const base = {
      find,
      ...defined({ date }),
      size: Math.max(0, ...repositories.map(({ item }) => sizeOf(item.name))),
    };
    if (leads.length > 0 || isListed)
      return { ...base, isDue: age >= options.hold, hasWeights: leads.length > 0 };
    const partial = repositories.filter(
      ({ grouped }) => grouped.kind === "base" || grouped.stage !== undefined,
    );
    if (partial.length > 0 && age >= Math.max(spans.baseAlone, options.hold)) touch(find, { state: "alone" });
    if (partial.length === 0 && age >= spans.copiesAlone) touch(find, { state: "dropped" });
    return undefined;
  }

  function announce(ready: readonly Candidate[]): Announcement[] {
    const announced = [...finds.values()].filter(
      (find) => find.state === "announced" && find.announcedAt !== undefined,
    );
    const groups = new Map<string, Candidate[]>();
    for (const candidate of ready) {
      const earlier = announced.find((other) => isSameLaunch(other, candidate));
      if (earlier !== undefined) {
        if (candidate.isDue)
          touch(candidate.find, { state: "joined", announcedAs: earlier.announcedAs ?? earlier.key });
        continue;
      }
      const key = `${candidate.find.lab} ${candidate.find.family}`;
      groups.set(key, [...(groups.get(key) ?? []), candidate]);
    }
    const announcements: Announcement[] = [];
    for (const group of groups.values()) {
      if (!group.some((one) => one.isDue)) continue;
      const [lead, ...others] = group.sort(byProminence);
      if (lead === undefined) continue;
      touch(lead.find, { state: "announced", announcedAs: lead.find.key, announcedAt: now });
      const members = others.map((one) => one.find);
      for (const member of members) touch(member, { state: "joined", announcedAs: lead.find.key });
      announcements.push({
        lead: lead.find,
        members,
        ...defined({ date: lead.date }),
        approved: ruleFor(lead.find) === "post",
      });
    }
    return announcements;
  }

  /** Of one family and within two days of it, by when it was announced or by the day it states. */
  function isSameLaunch(other: Find, { find, date }: Candidate): boolean {
    if (other.lab !== find.lab || other.family !== find.family || other.announcedAt === undefined)
      return false;
    const then = other.announcedAt.getTime();
    const isNear = (time: number) => Math.abs(time - then) <= spans.family + day;
    // A day that is stated says more than the one on which somebody listed it.
    return date?.length === 10
      ? isNear(Date.parse(`${date}T12:00:00Z`))
      : find.firstSeenAt.getTime() - then <= spans.family;
  }

  return {
    take,
    settle,
    changes: (): Changes => ({ items: [...changedItems], finds: [...changedFinds], fresh, notes }),
    /** Rows of a find, and what its repository holds. */
    partsOf: (find: Find): Item[] => [...items.values()].filter((item) => item.find === find.key),
    grouped: group,
  };
}

interface Candidate {
  find: Find;
  date?: StatedDate;
  isDue: boolean;
  hasWeights: boolean;
  /** Largest size in its repositories' names, in billions. */
  size: number;
}

/** Largest figure with B or T in a name, in billions; 0 without one. */
function sizeOf(name: string): number {
  const sizes = [...name.matchAll(/(?<![\d.a-z])(\d+(?:[._]\d+)?)([bt])(?![a-z])/gi)];
  return Math.max(
    0,
    ...sizes.map(
      ([, figure = "0", unit = "b"]) =>
        Number(figure.replace("_", ".")) * (unit.toLowerCase() === "t" ? 1000 : 1),
    ),
  );
}

const lowTier = /\b(mini|nano|tiny|small|lite|light|air|flash|turbo|edge)\b/i;

/** The one that people name the release by: weights first, its family's own name, then the largest. */
function byProminence(a: Candidate, b: Candidate): number {
  const isFamily = (one: Candidate) => Number(one.find.loose === one.find.family.replace(/[^a-z0-9]/g, ""));
  const isLow = (one: Candidate) => Number(lowTier.test(one.find.title));
  return (
    Number(b.hasWeights) - Number(a.hasWeights) ||
    isFamily(b) - isFamily(a) ||
    isLow(a) - isLow(b) ||
    b.size - a.size ||
    a.find.title.length - b.find.title.length ||
    a.find.key.localeCompare(b.find.key, "en")
  );
}

/** `2025` -> `2025-12-31`: the last day that a stated date can mean. */
function lastDay(date: StatedDate): string {
  if (date.length === 10) return date;
  if (date.length === 4) return `${date}-12-31`;
  const [year = "", month = ""] = date.split("-");
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** `qwen-plus-2025-07-28` says when it came out; OpenRouter says only when it was listed there. */
function dayInName(name: string): StatedDate | undefined {
  const [, year, month, date] = /-(20\d\d)-?(\d\d)-?(\d\d)(?!\d)/.exec(name) ?? [];
  const stated = `${year}-${month}-${date}`;
  return isRealDate(stated) ? stated : undefined;
}
