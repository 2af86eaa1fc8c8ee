/** Second step: which release each row belongs to, and which releases are new by it. */
import { earliestDay, isRealDate, latestDay } from "../../catalog/dates.ts";
import type { LabId, StatedDate } from "../../catalog/types.ts";
import type { Item, Tracked } from "../found.ts";
import { type Group, groupOfApi, looseOf } from "../grouping/rows.ts";
import { apiIdentity, groupIdentity, type Identity } from "../identity.ts";
import type { ModelNames } from "../names.ts";
import type { UpstreamRow } from "../sources/types.ts";
import type { Seen } from "./compare.ts";
import { isRepository, type Work } from "./known.ts";

const dayMs = 24 * 3_600_000;
/** models.dev has a model a median of 1.7 days after its release; what it adds later is catching up. */
const apiNewsMs = 10 * dayMs;
/** A lab writes about a release within days. */
const noteMs = 7 * dayMs;

export interface AssignOptions {
  now: Date;
  names: ModelNames;
}

/** Assigns the rows, and says which of them are news, by name. */
export function assignRows(work: Work, seen: readonly Seen[], options: AssignOptions): string[] {
  // Neighbours are read once everything is there, so that a base is told from a chat model in one run.
  work.forgetNeighbours();
  const fresh: string[] = [];
  for (const one of seen) {
    assignRow(work, one, options);
    if (one.isNews && one.item.find !== undefined) fresh.push(one.item.name);
  }
  return fresh;
}

function assignRow(work: Work, { item, row, isNews }: Seen, options: AssignOptions): void {
  const before = item.find === undefined ? undefined : work.releases.get(item.find);
  const group = work.regroup(item);
  const found = isRepository(item)
    ? assignRepository(work, item, group, isNews || before?.state === "waiting", before, options)
    : assignApi(work, item, row, isNews, options);
  if (found === undefined || found.key === item.find) return;
  item.find = found.key;
  work.changedItems.add(item);
  if (before !== undefined) renamed(work, before, found);
}

/** Still waiting: the new name is the one to announce. Else it is known under both. */
function renamed(work: Work, before: Tracked, found: Tracked): void {
  const isEmpty = work.rowsOf(before).length === 0;
  if (before.state === "waiting") {
    if (found.state === "waiting") work.touch(found, { firstSeenAt: before.firstSeenAt });
    if (isEmpty) work.touch(before, { state: "dropped" });
  } else if (found.state === "waiting") {
    work.touch(found, { state: before.state === "known" ? "known" : "joined", hasLead: before.hasLead });
    work.touch(found, { announcedAs: before.announcedAs ?? before.key });
  }
}

function makeRelease(
  work: Work,
  item: Item,
  identity: Identity,
  state: Tracked["state"],
  kind: Tracked["kind"],
  { names, now }: AssignOptions,
): Tracked | undefined {
  const model = names.modelOf(item.lab, identity.loose) ?? freeId(names, item.lab, identity);
  if (model === undefined) return undefined;
  const key = `model:${model}`;
  const there =
    work.releases.get(key) ?? [...work.releases.values()].find((one) => one.model === model && isOwn(one));
  if (there !== undefined) {
    // Another spelling of what a data file or an earlier row calls so.
    work.byLoose.set(`${item.lab} ${identity.loose}`, there);
    return there;
  }
  return work.addRelease({
    ...{ key, lab: item.lab, model, kind, state },
    ...{ loose: identity.loose, family: identity.family, title: identity.title },
    ...{ origin: item.source, hasLead: false, firstSeenAt: now, variants: [] },
  });
}

/** The release of a model itself, not one of its weights alone or of something that changed. */
const isOwn = (release: Tracked): boolean => release.key.startsWith("model:");

function freeId(names: ModelNames, lab: LabId, { slug }: Identity): string | undefined {
  if (slug === "") return undefined;
  const id = `${lab}/${slug}`;
  return names.taken(id) ? undefined : id;
}

function assignRepository(
  work: Work,
  item: Item,
  group: Group,
  isNews: boolean,
  before: Tracked | undefined,
  options: AssignOptions,
): Tracked | undefined {
  if (group.part === "piece") return undefined;
  const identity = groupIdentity(group);
  const state = isNews || before !== undefined ? "waiting" : "known";
  const release =
    work.byLoose.get(`${item.lab} ${identity.loose}`) ??
    makeRelease(work, item, identity, state, "weights", options);
  if (release === undefined || group.part !== "model") return release;
  if (!release.hasLead) {
    // Only its base or copies were known: this is the release.
    const isRelease = isNews && ["known", "dropped", "alone", "waiting"].includes(release.state);
    work.touch(release, {
      ...{ hasLead: true, title: identity.title, family: identity.family },
      ...(isRelease
        ? {
            state: "waiting" as const,
            firstSeenAt: release.state === "waiting" ? release.firstSeenAt : options.now,
          }
        : {}),
    });
  }
  if (release.kind === "api" && release.state === "waiting")
    work.touch(release, { kind: "weights", origin: item.source, title: identity.title });
  if (isNews) return weightsOpened(work, item, release, options.now) ?? release;
  return release;
}

/** Weights so soon after the API are the same launch, in ms: its post is corrected. */
const sameLaunchMs = 2 * dayMs;

/** Weights that open days after the API are told for themselves; what was told of the API stays. */
function weightsOpened(work: Work, item: Item, release: Tracked, now: Date): Tracked | undefined {
  const wasTold = ["ready", "review", "joined", "known", "baseline"].includes(release.state);
  if (!wasTold || (release.kind !== "api" && release.kind !== "announced")) return undefined;
  const hadWeights = work.rowsOf(release).some((one) => isRepository(one) && one.group?.part === "model");
  const key = `weights:${release.model}`;
  if (hadWeights || work.releases.has(key)) return undefined;
  if (release.announcedAt !== undefined && now.getTime() - release.announcedAt.getTime() <= sameLaunchMs) {
    work.touch(release, { kind: "weights" });
    return undefined;
  }
  const { lab, model, loose, family, title } = release;
  return work.addRelease({
    ...{ key, lab, model, loose, family, title, kind: "weights", state: "waiting", origin: item.source },
    ...{ hasLead: true, firstSeenAt: now, variants: [] },
  });
}

function assignApi(
  work: Work,
  item: Item,
  row: UpstreamRow,
  isNews: boolean,
  options: AssignOptions,
): Tracked | undefined {
  // An id without a figure says it in its title, or not at all: `deepseek-flash`, DeepSeek V4 Flash.
  const named = /\d/.test(row.name.replace(/^.*\//, "")) ? row.name : nameOfTitle(row);
  const api = apiIdentity(named, row.title);
  const identity =
    row.facts.repository === undefined ? api : groupIdentity(groupOfApi(row.name, row.facts.repository));
  const there =
    work.byLoose.get(`${item.lab} ${identity.loose}`) ??
    work.byLoose.get(`${item.lab} ${api.loose}`) ??
    // `qwen3-coder` is what the family's largest is called in an API.
    (api.loose === api.looseFamily ? work.familyOf(item.lab, api.loose) : undefined) ??
    pointedAt(work, item.lab, api.loose);
  if (there !== undefined) return there;
  const isRecent =
    isNews && isNewsDate(row.facts.released ?? dayInName(row.name), row.createdAt, options.now);
  const kind = row.facts.openWeights === true ? "weights" : "api";
  const release = makeRelease(work, item, identity, isRecent ? "waiting" : "known", kind, options);
  if (release !== undefined && !release.hasLead) work.touch(release, { hasLead: true });
  return release;
}

/** A title stands for an id that has no figure, where it begins with the same word. */
function nameOfTitle({ name, title }: UpstreamRow): string {
  const [first] = looseOf(name).match(/^[a-z]+/) ?? [];
  const isSame = first !== undefined && title !== undefined && /\d/.test(title);
  return isSame && looseOf(title).startsWith(first.slice(0, 3)) ? title : name;
}

const withoutFigures = (loose: string) => loose.replace(/v?\d+/g, "");

/** What a name without any figure points to: the newest of those that are called so but for their version. */
function pointedAt(work: Work, lab: LabId, loose: string): Tracked | undefined {
  if (/\d/.test(loose)) return undefined;
  return [...work.releases.values()]
    .filter((one) => one.lab === lab && isOwn(one) && /\d/.test(one.loose))
    .filter((one) => withoutFigures(one.loose) === loose)
    .sort((a, b) => b.firstSeenAt.getTime() - a.firstSeenAt.getTime())[0];
}

/** A post that names a release that is new: the longest name of several. A post alone is no release. */
export function assignNotes(work: Work, notes: readonly Item[], now: Date): void {
  for (const note of notes) {
    const title = looseOf(note.name);
    const [named] = [...work.releases.values()]
      .filter((one) => one.lab === note.lab && ["waiting", "ready", "review", "joined"].includes(one.state))
      .filter((one) => now.getTime() - one.firstSeenAt.getTime() <= noteMs)
      .filter((one) => one.loose.length >= 4 && title.includes(one.loose))
      .sort((a, b) => b.loose.length - a.loose.length);
    if (named !== undefined) note.find = named.key;
  }
}

/** An API's row is news only where its date says so: old models are added all the time. */
function isNewsDate(released: StatedDate | undefined, createdAt: Date | undefined, now: Date): boolean {
  if (released !== undefined) {
    const latest = Date.parse(`${latestDay(released)}T23:59:59Z`);
    return (
      now.getTime() - latest <= apiNewsMs &&
      Date.parse(`${earliestDay(released)}T00:00:00Z`) - now.getTime() <= 30 * dayMs
    );
  }
  return createdAt !== undefined && now.getTime() - createdAt.getTime() <= apiNewsMs;
}

/** `qwen-plus-2025-07-28` says when it came out; OpenRouter says only when it was listed there. */
function dayInName(name: string): StatedDate | undefined {
  const [, year, month, date] = /-(20\d\d)-?(\d\d)-?(\d\d)(?!\d)/.exec(name) ?? [];
  const stated = `${year}-${month}-${date}`;
  return isRealDate(stated) ? stated : undefined;
}
