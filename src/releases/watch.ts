/** The run of the watch: ask every upstream that is due, compare, and hand over what is to be announced. */
import type { Catalog } from "../catalog/catalog.ts";
import { sizesOfName } from "../names/sizes.ts";
import { createDetection, itemKey } from "./detect.ts";
import type { Announcement, Find, Item, ListingState, ReviewRule } from "./found.ts";
import { modelNames } from "./names.ts";
import { UpstreamError } from "./sources/fetch.ts";
import { trustOf } from "./sources/pages.ts";
import type { Listed, Listing } from "./sources/types.ts";
import type { NewRelease, Release } from "./types.ts";

/** What the watch needs of the store. */
export interface WatchStore {
  known(): Promise<{ items: Item[]; finds: Find[] }>;
  listings(): Promise<ListingState[]>;
  rules(): Promise<ReviewRule[]>;
  save(changes: {
    items?: readonly Item[];
    finds?: readonly Find[];
    listings?: readonly ListingState[];
  }): Promise<void>;
}

/** What the watch needs of the releases. */
export interface WatchReleases {
  keys(): Promise<Set<string>>;
  add(releases: readonly NewRelease[], now: Date): Promise<string[]>;
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

/** Requests to one upstream at the same time. */
const atOnce = 4;
/** Listings of one upstream that may time out in one run. */
const mostSilent = 4;
const firstRest = 60_000;
const longestRest = 6 * 3_600_000;

/** When a listing that failed is asked again: later each time, and never before the upstream says. */
export function restUntil(now: Date, failures: number, retryAfter: number | undefined): Date {
  const rest = Math.min(firstRest * 2 ** Math.min(failures - 1, 12), longestRest);
  return new Date(now.getTime() + Math.max(rest, retryAfter ?? 0));
}

/** The day of release that the most trusted source gives. */
const statedDay = (items: readonly Item[]) =>
  [...items]
    .sort((a, b) => trustOf(a.source) - trustOf(b.source))
    .map((item) => item.facts.released)
    .find((one) => one !== undefined);

const freshState = ({ key, source }: Listed): ListingState => ({
  key,
  source,
  validators: {},
  baseline: "none",
  rows: 0,
  failures: 0,
  drift: [],
});

interface Answer {
  state: ListingState;
  listing?: Listing;
}

export function createWatch(parts: WatchParts) {
  const { store, releases, log, policy } = parts;

  /** Asks one upstream's listings; a limit for one of them is a limit for all. */
  async function askUpstream(
    listed: readonly Listed[],
    states: ReadonlyMap<string, ListingState>,
    now: Date,
    signal: AbortSignal,
  ): Promise<Answer[]> {
    const open = [...listed];
    const answers: Answer[] = [];
    let limitedUntil: Date | undefined;
    /** One after the other without an answer: the whole upstream is away, and waiting for each would take minutes. */
    let silent = 0;
    const failures: string[] = [];
    const worker = async () => {
      for (let one = open.shift(); one !== undefined; one = open.shift()) {
        const state = { ...(states.get(one.key) ?? freshState(one)) };
        if (limitedUntil !== undefined) state.nextTryAt = limitedUntil;
        if (silent >= mostSilent || (state.nextTryAt !== undefined && state.nextTryAt > now)) {
          answers.push({ state });
          continue;
        }
        try {
          const listing = await one.list(state.validators, signal);
          silent = 0;
          answers.push({ state: answered(state, listing, now), listing });
        } catch (error) {
          if (signal.aborted) return;
          const failed = failedState(state, error, now);
          if (error instanceof UpstreamError) {
            if (error.problem === "limited") limitedUntil = failed.nextTryAt;
            if (error.problem === "timeout" || error.problem === "unreachable") silent++;
          }
          failures.push(failed.lastError ?? "");
          answers.push({ state: failed });
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, listed.length) }, worker));
    if (failures.length > 0)
      log.warn(
        { source: listed[0]?.source, failed: failures.length, reason: failures[0] },
        "an upstream failed",
      );
    return answers;
  }

  function answered(state: ListingState, listing: Listing, now: Date): ListingState {
    const { nextTryAt: _, lastError: __, ...rest } = state;
    const drift = listing.changed ? listing.drift : state.drift;
    if (drift.length > 0 && drift.join() !== state.drift.join())
      log.warn({ listing: state.key, drift }, "an upstream's answer is not as it is known to be");
    if (listing.changed && listing.rows.length < state.rows / 2)
      log.warn(
        { listing: state.key, before: state.rows, now: listing.rows.length },
        "a listing lost most of its rows",
      );
    return {
      ...rest,
      validators: listing.validators,
      rows: listing.changed ? listing.rows.length : state.rows,
      failures: 0,
      lastOkAt: now,
      drift,
    };
  }

  function failedState(state: ListingState, error: unknown, now: Date): ListingState {
    const failures = state.failures + 1;
    const retryAfter = error instanceof UpstreamError ? error.retryAfter : undefined;
    return {
      ...state,
      failures,
      lastError: error instanceof Error ? error.message : String(error),
      nextTryAt: restUntil(now, failures, retryAfter),
    };
  }

  async function ask(
    listed: readonly Listed[],
    states: ReadonlyMap<string, ListingState>,
    now: Date,
    signal: AbortSignal,
  ) {
    const bySource = new Map<string, Listed[]>();
    for (const one of listed) bySource.set(one.source, [...(bySource.get(one.source) ?? []), one]);
    const answers = await Promise.all(
      [...bySource.values()].map((some) => askUpstream(some, states, now, signal)),
    );
    return answers.flat();
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
    const answers = await ask(listed, states, now, signal);
    const afterAsking = performance.now();
    signal.throwIfAborted();

    const [known, rules, released] = await Promise.all([store.known(), store.rules(), releases.keys()]);
    const detection = createDetection(
      {
        items: new Map(known.items.map((item) => [itemKey(item.source, item.externalId), item])),
        finds: new Map(known.finds.map((find) => [find.key, find])),
      },
      { now, hold: policy.hold, names: modelNames(catalog.models.values()), released, rules },
    );
    const baselines = answers.filter(
      ({ state, listing }) => state.baseline === "none" && listing !== undefined,
    ).length;
    for (const { state, listing } of answers) {
      if (listing?.changed === true) state.baseline = detection.take(state, listing.rows);
      // The same answer twice is a complete one.
      else if (listing !== undefined && state.baseline === "settling") state.baseline = "done";
    }
    const announcements = detection.settle();
    const { items, finds, fresh, notes } = detection.changes();
    const summary: RunSummary = {
      asked: answers.filter(({ listing }) => listing !== undefined).length,
      unchanged: answers.filter(({ listing }) => listing?.changed === false).length,
      failed: answers.filter(
        ({ state }) => state.failures > 0 && state.failures !== states.get(state.key)?.failures,
      ).length,
      resting: answers.filter(
        ({ state, listing }) => listing === undefined && state.failures === states.get(state.key)?.failures,
      ).length,
      fresh: fresh.length,
      announced: announcements.map((one) => titleOf(one)),
      waiting: finds.filter((find) => find.state === "waiting").map((find) => find.title),
      drift: answers.flatMap(({ state, listing }) =>
        listing?.changed === true ? state.drift.map((line) => `${state.key}: ${line}`) : [],
      ),
      baselines,
      ownMs: 0,
    };
    let detailsMs = 0;
    if (options.check !== true) {
      const before = performance.now();
      await readParameters(announcements, detection.partsOf, signal);
      detailsMs = performance.now() - before;
      await write({
        announcements,
        finds,
        items: [
          ...new Set([
            ...items,
            ...announcements.flatMap((one) => [one.lead, ...one.members].flatMap(detection.partsOf)),
          ]),
        ],
      });
      await releaseReviewed(now);
    }
    for (const note of notes)
      log.info({ lab: note.lab, link: note.parents[0] }, `a lab's feed says: ${note.name}`);
    const ownMs = Math.round(performance.now() - began - (afterAsking - beforeAsking) - detailsMs);
    return { ...summary, ownMs };

    async function write(changed: {
      announcements: readonly Announcement[];
      finds: readonly Find[];
      items: readonly Item[];
    }) {
      // The release first, whose key makes a repeat harmless; then what was seen, so that a run that is cut off is
      // made again.
      await releases.add(
        changed.announcements.map((one) => newRelease(one)),
        now,
      );
      await store.save({
        items: changed.items,
        finds: changed.finds,
        listings: answers.map(({ state }) => state),
      });
      if (changed.items.length > 0) await parts.refresh();
    }

    function newRelease({ lead, approved, date }: Announcement): NewRelease {
      const { key, lab, model, kind, origin } = lead;
      const inReview = policy.review !== undefined && !approved;
      const postAfter = policy.review?.postAfter;
      return {
        key,
        lab,
        model,
        kind,
        origin,
        title: lead.title,
        date: date ?? statedDay(detection.partsOf(lead)) ?? lead.firstSeenAt.toISOString().slice(0, 10),
        state: inReview ? "review" : "ready",
        ...(inReview && postAfter !== undefined ? { heldUntil: new Date(now.getTime() + postAfter) } : {}),
      };
    }
  }

  /** Titles with what goes out beside the lead. */
  function titleOf({ lead, members }: Announcement): string {
    return members.length === 0
      ? lead.title
      : `${lead.title} (with ${members.map((one) => one.title).join(", ")})`;
  }

  /** A name such as Kimi-K3 has no size, and the listing does not state it. */
  async function readParameters(
    announcements: readonly Announcement[],
    partsOf: (find: Find) => Item[],
    signal: AbortSignal,
  ): Promise<void> {
    if (parts.parametersOf === undefined) return;
    for (const find of announcements.flatMap(({ lead, members }) => [lead, ...members])) {
      const item = partsOf(find).find((one) => one.source === "huggingface");
      if (
        item === undefined ||
        item.facts.parameters !== undefined ||
        sizesOfName(item.name).total !== undefined
      )
        continue;
      try {
        const parameters = await parts.parametersOf(item.name, signal);
        if (parameters !== undefined) item.facts = { ...item.facts, parameters };
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
    for (const release of await releases.inState("review")) {
      if (release.heldUntil !== undefined && release.heldUntil <= now) {
        await releases.update(release.id, { state: "ready" }, now);
        log.info({ release: release.key }, "nobody decided in time: posted");
      }
    }
  }

  return { run };
}

export type Watch = ReturnType<typeof createWatch>;
