/** A clock that runs as any other, and may be moved on. */

export type Clock = ReturnType<typeof createClock>;

/** @param ahead how far it is ahead already, in milliseconds */
export function createClock(ahead = 0) {
  let offset = ahead;
  const now = () => Date.now() + offset;
  return {
    /** Milliseconds since 1970. */
    now,
    date: () => new Date(now()),
    /** How far it is ahead, in milliseconds. */
    ahead: () => offset,
    pass(ms: number): void {
      offset += Math.max(0, ms);
    },
  };
}
