/**
 * Who may send when: Discord's global limit of 50 requests a second, used fully and never broken.
 *
 * Discord counts in windows of one second. A request is let go when the 50th before it was answered a second ago: then
 * no window can hold 51, wherever it begins and however long requests travel. An answer that takes long is not waited
 * for beyond a small slack, so that distance to Discord costs at most 3 % of the rate.
 */

export interface PacerOptions {
  /** Requests a second for all processes together. */
  perSecond: number;
  /** Monotonic clock in milliseconds. */
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}

export type Pacer = ReturnType<typeof createPacer>;

const secondMs = 1_000;
/** How long an answer is waited for before its request counts as arrived. */
const slackMs = 30;

export function createPacer({ perSecond, now, sleep }: PacerOptions) {
  let slots: number[] = [];
  let next = 0;
  let pausedUntil = 0;
  let line: Promise<unknown> = Promise.resolve();

  /** Spread over the first second, so that requests do not come in bursts. */
  function share(processes: number): void {
    const count = Math.max(1, Math.floor(perSecond / Math.max(1, processes)));
    if (count === slots.length) return;
    const start = now();
    slots = Array.from({ length: count }, (_, index) => start + (index * secondMs) / count);
    next = 0;
  }
  share(1);

  async function take(): Promise<() => void> {
    for (;;) {
      const free = Math.max(slots[next] ?? 0, pausedUntil);
      const wait = free - now();
      if (wait <= 0) break;
      await sleep(Math.max(1, wait));
    }
    const mine = slots;
    const index = next;
    next = (next + 1) % slots.length;
    const latest = now() + slackMs + secondMs;
    mine[index] = latest;
    return () => {
      mine[index] = Math.min(latest, now() + secondMs);
    };
  }

  return {
    /** Resolves when a request may go, in the order asked; what it resolves to is called when the answer is there. */
    turn(): Promise<() => void> {
      const mine = line.then(take);
      line = mine.catch(() => undefined);
      return mine;
    },
    /** Nothing goes for a while: Discord said so. */
    pauseFor(ms: number): void {
      pausedUntil = Math.max(pausedUntil, now() + ms);
    },
    /** How many processes share the limit. */
    share,
    /** Requests a second of this process. */
    rate: (): number => slots.length,
  };
}
