/** The run of the watch: ask every upstream that is due, compare, and hand over what is to be announced. */
import type { Catalog } from "../catalog/catalog.ts";
import { sizesOfName } from "../names/sizes.ts";
import { type Answer, askAll } from "./ask.ts";
import { differencesOf, type Judged, judgeChanges } from "./changes.ts";
import { type Detected, detect } from "./detection/detect.ts";
import { isRepository, itemKey, type Work, workOn } from "./detection/known.ts";
import type { Announcement, History, Item, ListingState, ReviewRule, Tracked } from "./found.ts";
import { modelNames } from "./names.ts";
import { UpstreamError } from "./sources/fetch.ts";
import { trustOf } from "./sources/pages.ts";
import type { Listed } from "./sources/types.ts";
import type { Release } from "./types.ts";

/** What a run of the watch changed. */
export interface RunChanges {
  items?: readonly Item[];
  releases?: readonly Tracked[];
  listings?: readonly ListingState[];
  history?: Pick<Judged, "kept" | "slips">;
}

/** What the watch needs of the store. */
export interface WatchStore {
  known(): Promise<{ items: Item[]; releases: Tracked[] }>;
  listings(): Promise<ListingState[]>;
  rules(): Promise<ReviewRule[]>;
  waitingHistory(): Promise<History[]>;
  /** Writes what a run changed, all or nothing. What a person decided meanwhile stays as decided. */
  save(changes: RunChanges, now: Date): Promise<void>;
}

/** What the watch needs of the releases. */
export interface WatchReleases {
  inState(state: Release["state"]): Promise<Release[]>;
  update(id: string, change: Partial<Pick<Release, "state">>, now: Date): Promise<boolean>;
}

export interface WatchLog {
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  debug(facts: object, text: string): void;
}

export interface WatchPolicy {
  /** How long a release waits for its parts, in ms. */
  hold: number;
  /** Whether people look at a release first, and after how many ms it is posted without them; never without a figure. */
  review?: { postAfter?: number };
}

export interface WatchParts {
  /** The listings of the upstreams, as the catalogue's labs name them. */
  listings: (catalog: Catalog) => readonly Listed[];
  store: WatchStore;
  releases: WatchReleases;
  catalog: () => Catalog;
  /** Called when models were found, so that they can be looked up at once. */
  refresh: () => Promise<void>;
  policy: WatchPolicy;
  log: WatchLog;
  clock: () => Date;
  /** A repository's parameters, where only its own page states them. */
  parametersOf?: (repository: string, signal: AbortSignal) => Promise<number | undefined>;
}

export interface RunSummary {
  asked: number;
  unchanged: number;
  failed: number;
  /** Listings that were left alone, since they failed lately. */
  resting: number;
  /** Rows that are news. */
  fresh: number;
  /** Titles, for what was (or, in a check, would be) announced. */
  announced: readonly string[];
  /** Titles of what is waiting for its parts. */
  waiting: readonly string[];
  drift: readonly string[];
  /** Listings that were read for the first time. */
  baselines: number;
  /** Everything but waiting for the upstreams, in ms. */
  ownMs: number;
}

/** The day of release that the most trusted source gives. */
const statedDay = (items: readonly Item[]) =>
  [...items]
    .sort((a, b) => trustOf(a.source) - trustOf(b.source))
    .map((item) => item.facts.released)
    .find((one) => one !== undefined);

export function createWatch(parts: WatchParts) {
  const { store, log, policy } = parts;

  /** What a decided announcement is from now on: to be posted, or to be looked at first. */
  function publish(work: Work, { lead, approved, date, isMinor }: Announcement, now: Date): void {
    const inReview = policy.review !== undefined && !approved;
    // What shows no sign of a flagship is never posted without a person's word where persons are asked.
    const postAfter = isMinor ? undefined : policy.review?.postAfter;
    work.touch(lead, {
      date: date ?? statedDay(work.rowsOf(lead)) ?? lead.firstSeenAt.toISOString().slice(0, 10),
      state: inReview ? "review" : "ready",
      isMinor: isMinor && !inReview,
      ...(inReview && postAfter !== undefined ? { heldUntil: new Date(now.getTime() + postAfter) } : {}),
    });
  }

  /** A name such as Kimi-K3 has no size, and the listing does not state it. */
  async function readParameters(
    work: Work,
    announcements: readonly Announcement[],
    signal: AbortSignal,
  ): Promise<void> {
    if (parts.parametersOf === undefined) return;
    for (const release of announcements.flatMap(({ lead, members }) => [lead, ...members])) {
      const item = work.rowsOf(release).find(isRepository);
      if (item === undefined || item.facts.parameters !== undefined) continue;
      if (sizesOfName(item.name).total !== undefined) continue;
      try {
        const parameters = await parts.parametersOf(item.name, signal);
        if (parameters === undefined) continue;
        item.facts = { ...item.facts, parameters };
        work.changedItems.add(item);
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        log.warn(
          { repository: item.name, reason: error.message },
          "a repository's own page could not be read",
        );
      }
    }
  }

  /** What nobody decided on in time is posted, where that is wished. */
  async function releaseReviewed(now: Date): Promise<void> {
    for (const release of await parts.releases.inState("review")) {
      if (release.heldUntil !== undefined && release.heldUntil <= now) {
        await parts.releases.update(release.id, { state: "ready" }, now);
        log.info({ release: release.key }, "nobody decided in time: posted");
      }
    }
  }

  /**
   * One run. In a check nothing is written.
   * @throws what the store throws; an upstream that fails never throws
   */
  async function run(signal: AbortSignal, options: { check?: true } = {}): Promise<RunSummary> {
    const now = parts.clock();
    const catalog = parts.catalog();
    const began = performance.now();
    const states = new Map((await store.listings()).map((state) => [state.key, state]));
    const listed = parts.listings(catalog);
    const beforeAsking = performance.now();
    const answers = await askAll(log, listed, states, now, signal);
    const askedMs = performance.now() - beforeAsking;
    signal.throwIfAborted();

    const [known, rules, waiting] = await Promise.all([store.known(), store.rules(), store.waitingHistory()]);
    const work = workOn({
      items: new Map(known.items.map((item) => [itemKey(item.source, item.externalId), item])),
      releases: new Map(known.releases.map((release) => [release.key, release])),
    });
    const baselines = answers.filter(
      ({ state, listing }) => state.baseline === "none" && listing !== undefined,
    );
    const names = modelNames(catalog.models.values());
    const detected = detect(work, answers, { now, names, rules, hold: policy.hold });
    for (const one of detected.announcements) publish(work, one, now);
    const judged = judgeChanges(work, waiting, differencesOf(detected.moved, now), now);
    const summary = summaryOf(answers, detected, work, { states, baselines: baselines.length });
    let detailsMs = 0;
    if (options.check !== true) {
      const before = performance.now();
      await readParameters(work, detected.announcements, signal);
      detailsMs = performance.now() - before;
      await store.save(
        {
          items: [...work.changedItems],
          releases: [...work.changed],
          listings: answers.map(({ state }) => state),
          history: judged,
        },
        now,
      );
      if (work.changedItems.size > 0) await parts.refresh();
      await releaseReviewed(now);
    }
    for (const release of work.changed)
      if (release.state === "rejected" && release.decidedBy !== undefined)
        log.info({ release: release.key, by: release.decidedBy }, "left out by an earlier decision");
    for (const { key, change } of judged.news)
      log.info({ release: key, lines: change?.lines }, "a change is news");
    for (const note of detected.notes)
      log.info({ lab: note.lab, link: note.parents[0] }, `a lab's feed says: ${note.name}`);
    return { ...summary, ownMs: Math.round(performance.now() - began - askedMs - detailsMs) };
  }

  return { run };
}

/** Titles with what goes out beside the lead. */
function titleOf({ lead, members }: Announcement): string {
  return members.length === 0
    ? lead.title
    : `${lead.title} (with ${members.map((one) => one.title).join(", ")})`;
}

function summaryOf(
  answers: readonly Answer[],
  { fresh, announcements }: Detected,
  work: Work,
  { states, baselines }: { states: ReadonlyMap<string, ListingState>; baselines: number },
): Omit<RunSummary, "ownMs"> {
  const hasFailed = ({ key, failures }: ListingState) => failures !== (states.get(key)?.failures ?? 0);
  return {
    asked: answers.filter(({ listing }) => listing !== undefined).length,
    unchanged: answers.filter(({ listing }) => listing?.changed === false).length,
    failed: answers.filter(({ state, listing }) => listing === undefined && hasFailed(state)).length,
    resting: answers.filter(({ state, listing }) => listing === undefined && !hasFailed(state)).length,
    fresh: fresh.length,
    announced: announcements.map(titleOf),
    waiting: [...work.changed].filter(({ state }) => state === "waiting").map(({ title }) => title),
    drift: answers.flatMap(({ state, listing }) =>
      listing?.changed === true ? state.drift.map((line) => `${state.key}: ${line}`) : [],
    ),
    baselines,
  };
}

export type Watch = ReturnType<typeof createWatch>;
