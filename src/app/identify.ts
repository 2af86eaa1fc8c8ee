/** One shard at a time tells Discord who it is, over all processes that share a database. */
import { randomUUID } from "node:crypto";
import type { LeaseStore } from "../store/lease-store.ts";

/** Discord's pause between two of one remainder, in milliseconds, and a little for the way there. */
const pauseMs = 5_500;
const askAgainMs = 250;

export interface IdentifyGateParts {
  leases: Pick<LeaseStore, "take">;
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
}

/** Resolves when a shard with this remainder may identify. */
export function createIdentifyGate({ leases, now, sleep }: IdentifyGateParts) {
  return async (remainder: number, signal: AbortSignal): Promise<void> => {
    // Nobody gives it back: it ends when the next one may.
    const owner = randomUUID();
    while (!(await leases.take(`identify/${remainder}`, owner, now(), pauseMs))) {
      await sleep(askAgainMs);
      signal.throwIfAborted();
    }
  };
}
