/** Runs a job when it is woken, when its next piece is due, and now and then for what other processes have left to do. */

export interface WakerParts {
  run: () => Promise<unknown>;
  /** When the next piece is due; undefined where nothing waits. */
  next: () => Promise<Date | undefined>;
  /** Longest pause in milliseconds: other processes on the same database wake nobody here. */
  atMostMs: number;
  now: () => Date;
  /** The job failed; it runs again after its longest pause. */
  failed: (error: unknown) => void;
}

export type Waker = ReturnType<typeof createWaker>;

/** A piece that is due already is somebody else's, who has just taken it. */
const atLeastMs = 100;

export function createWaker({ run, next, atMostMs, now, failed }: WakerParts) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = true;

  async function work(): Promise<number> {
    try {
      await run();
      const at = (await next())?.getTime() ?? Number.POSITIVE_INFINITY;
      return Math.max(atLeastMs, Math.min(atMostMs, at - now().getTime()));
    } catch (error) {
      failed(error);
      return atMostMs;
    }
  }

  /** Runs the job at once, or once more where it is running. */
  function wake(): void {
    if (stopped) return;
    clearTimeout(timer);
    if (running !== undefined) {
      again = true;
      return;
    }
    again = false;
    running = work().then((pauseMs) => {
      running = undefined;
      if (again) wake();
      else if (!stopped) timer = setTimeout(wake, pauseMs);
    });
  }

  return {
    wake,
    /** Before it, nothing wakes the job. */
    start(): void {
      stopped = false;
      wake();
    },
    /** No further run; waits for the one under way. */
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
