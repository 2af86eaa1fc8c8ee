/** Asking every upstream that is due: several at once, each left alone after a failure, and a limit for one is for all. */
import type { ListingState } from "./found.ts";
import { UpstreamError } from "./sources/fetch.ts";
import type { Listed, Listing } from "./sources/types.ts";

export interface AskLog {
  warn(facts: object, text: string): void;
}

/** Requests to one upstream at the same time. */
const atOnce = 4;
/** Listings of one upstream that may time out in one run. */
const mostSilent = 4;
const firstRest = 60_000;
/** After an outage the next look comes within minutes of the return. */
const longestRest = 5 * 60_000;
/** What the upstream says is not there is asked for again some times a day. */
const longestAbsence = 6 * 3_600_000;

/**
 * When a listing that failed is asked again: later each time, and never before the upstream says.
 * @param isAbsent the upstream answers that there is no such listing
 */
export function restUntil(
  now: Date,
  failures: number,
  retryAfter: number | undefined,
  isAbsent = false,
): Date {
  const longest = isAbsent ? longestAbsence : longestRest;
  const rest = Math.min(firstRest * 2 ** Math.min(failures - 1, 12), longest);
  return new Date(now.getTime() + Math.max(rest, retryAfter ?? 0));
}

const freshState = ({ key, source }: Listed): ListingState => ({
  key,
  source,
  validators: {},
  baseline: "none",
  rows: 0,
  failures: 0,
  drift: [],
});

export interface Answer {
  state: ListingState;
  listing?: Listing;
}

/** Asks one upstream's listings; a limit for one of them is a limit for all. */
async function askUpstream(
  log: AskLog,
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
        answers.push({ state: answered(log, state, listing, now), listing });
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

function answered(log: AskLog, state: ListingState, listing: Listing, now: Date): ListingState {
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
  const isAbsent = error instanceof UpstreamError && / answered (401|403|404|410)$/.test(error.message);
  return {
    ...state,
    failures,
    lastError: error instanceof Error ? error.message : String(error),
    nextTryAt: restUntil(now, failures, retryAfter, isAbsent),
  };
}

/** Asks all listings. An upstream that fails never throws. */
export async function askAll(
  log: AskLog,
  listed: readonly Listed[],
  states: ReadonlyMap<string, ListingState>,
  now: Date,
  signal: AbortSignal,
) {
  const bySource = new Map<string, Listed[]>();
  for (const one of listed) bySource.set(one.source, [...(bySource.get(one.source) ?? []), one]);
  const answers = await Promise.all(
    [...bySource.values()].map((some) => askUpstream(log, some, states, now, signal)),
  );
  return answers.flat();
}
