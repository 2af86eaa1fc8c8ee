/** How the upstreams are doing, in few figures for people. Pure. */
import type { SourceId } from "../catalog/types.ts";
import { defined } from "../defined.ts";
import type { ListingState } from "./found.ts";

export interface SourceHealth {
  source: SourceId;
  listings: number;
  failing: number;
  /** When any of its listings last answered as it should. */
  lastOkAt?: Date;
  /** Why the one that fails most fails. */
  reason?: string;
  /** Listings whose answers are not as the API is known to be. */
  drifting: number;
}

/** One entry per upstream, in the order of its first listing. */
export function healthOf(states: readonly ListingState[]): SourceHealth[] {
  const bySource = new Map<SourceId, ListingState[]>();
  for (const state of states) bySource.set(state.source, [...(bySource.get(state.source) ?? []), state]);
  return [...bySource].map(([source, own]) => {
    const failing = own.filter((state) => state.failures > 0).sort((a, b) => b.failures - a.failures);
    const times = own.map((state) => state.lastOkAt?.getTime() ?? 0);
    const last = Math.max(...times);
    const reason = failing[0]?.lastError;
    return {
      source,
      listings: own.length,
      failing: failing.length,
      drifting: own.filter((state) => state.drift.length > 0).length,
      ...(last === 0 ? {} : { lastOkAt: new Date(last) }),
      ...defined({ reason }),
    };
  });
}
