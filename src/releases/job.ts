/** The watch on its schedule: by croner, in one process at a time, stopped in the middle if need be. */
import { Cron } from "croner";
import type { RunSummary, WatchLog } from "./watch.ts";

/** A job that one process does at a time. */
export interface Leases {
  take(job: string, owner: string, now: Date, ms: number): Promise<boolean>;
  give(job: string, owner: string): Promise<void>;
}

export interface WatchJobParts {
  /** Cron pattern, with seconds or without. */
  pattern: string;
  run: (signal: AbortSignal) => Promise<RunSummary>;
  /** After each run, also one that failed. */
  afterwards: () => Promise<void>;
  leases: Leases;
  owner: string;
  clock: () => Date;
  log: WatchLog & { error(facts: object, text: string): void };
}

const job = "release-watch";
const longestRun = 8 * 60_000;
/** A process that was killed holds its turn no longer than this. */
const leaseMs = 60_000;

export function startWatchJob(parts: WatchJobParts) {
  const { log, leases, owner } = parts;
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let begunAt: Date | undefined;

  async function once(): Promise<void> {
    if (!(await leases.take(job, owner, parts.clock(), leaseMs))) {
      log.debug({}, "another process watches for releases");
      return;
    }
    const renewing = setInterval(() => {
      leases.take(job, owner, parts.clock(), leaseMs).catch((error: unknown) => {
        log.error({ err: error }, "the release watch could not keep its turn");
      });
    }, leaseMs / 3);
    try {
      const { drift: _, ...summary } = await parts.run(
        AbortSignal.any([stopping.signal, AbortSignal.timeout(longestRun)]),
      );
      log.info(summary, `releases: ${summary.announced.length} announced, ${summary.waiting.length} waiting`);
      await parts.afterwards();
    } catch (error) {
      if (stopping.signal.aborted) return;
      log.error({ err: error }, "the release watch failed; it is tried again at its next time");
    } finally {
      clearInterval(renewing);
      await leases.give(job, owner);
    }
  }

  /** Runs now, or waits for the run that is on. Never rejects. */
  function runOnce(): Promise<void> {
    begunAt ??= parts.clock();
    running ??= once()
      .catch((error: unknown) => log.error({ err: error }, "the release watch could not take its turn"))
      .finally(() => {
        running = undefined;
        begunAt = undefined;
      });
    return running;
  }

  const cron = new Cron(parts.pattern, { protect: true, unref: true }, () => runOnce());
  return {
    runOnce,
    /** True where a turn has taken longer than any may: it hangs. */
    isStuck: (): boolean => begunAt !== undefined && parts.clock().getTime() - begunAt.getTime() > leaseMs,
    /** Ends the run that is on. */
    async stop(): Promise<void> {
      cron.stop();
      stopping.abort();
      await running;
    },
  };
}
