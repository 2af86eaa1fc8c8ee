/**
 * Who may send when: Discord's global limit of 50 requests a second, used fully and never broken.
 *
 * Discord counts in windows of one second. A request is let go so that it arrives a second after the 50th before it
 * was served: then no window can hold 51, wherever it begins. When that one was served is not known, but it was before
 * its answer came; and most of the shortest round trip so far is what every request and answer travels at least. So
 * distance to Discord costs little, and of a slow answer only what it is slower than the fastest.
 */

export interface PacerOptions {
  /** Requests a second for all processes together. */
  perSecond: number;
  /** Monotonic clock in milliseconds. */
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}

export type Pacer = ReturnType<typeof createPacer>;

/**
 * Call it when the answer is there. `unused`: nothing was sent. `failed`: something may have been sent, and how long it
 * took says nothing about the way to Discord.
 */
export type Answered = (how: "answered" | "failed" | "unused") => void;

const secondMs = 1_000;
/** How long an answer is waited for before its request counts as served. */
const longestMs = 2_000;
/** Round trips after which the shortest of them means something, and the part of it that is counted on. */
const known = { roundTrips: 50, part: 0.85 } as const;

export function createPacer({ perSecond, now, sleep }: PacerOptions) {
  let slots: number[] = [];
  let next = 0;
  let pausedUntil = 0;
  /** The shortest round trip so far, in milliseconds. */
  let shortest = Number.POSITIVE_INFINITY;
  let roundTrips = 0;
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

  async function take(): Promise<Answered> {
    for (;;) {
      const free = Math.max(slots[next] ?? 0, pausedUntil);
      const wait = free - now();
      if (wait <= 0) break;
      // An answer that is awaited may come earlier.
      await sleep(Math.max(1, Math.min(wait, 50)));
    }
    const mine = slots;
    const index = next;
    const sentAt = now();
    next = (next + 1) % slots.length;
    mine[index] = sentAt + longestMs + secondMs;
    let open = true;
    return (how) => {
      if (!open) return;
      open = false;
      if (how === "unused") {
        mine[index] = sentAt;
        return;
      }
      if (how === "answered") {
        shortest = Math.min(shortest, now() - sentAt);
        roundTrips += 1;
      }
      const travel = roundTrips < known.roundTrips ? 0 : shortest * known.part;
      mine[index] = Math.min(sentAt + longestMs, now() - travel) + secondMs;
    };
  }

  return {
    /** Resolves when a request may go, in the order asked; what it resolves to is called when the answer is there. */
    turn(): Promise<Answered> {
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
