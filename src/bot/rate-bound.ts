/** At most so many answers per key within a window of time; keys that have been quiet are forgotten. */
import { LRUCache } from "lru-cache";

export interface RateBoundOptions {
  /** Answers per key in one window. */
  most: number;
  windowMs: number;
  /** Keys remembered; beyond that the longest quiet one is forgotten. */
  keys: number;
  /** Milliseconds of a clock that only goes forward. */
  now: () => number;
}

export type RateBound = ReturnType<typeof createRateBound>;

export function createRateBound({ most, windowMs, keys, now }: RateBoundOptions) {
  const recent = new LRUCache<string, readonly number[]>({ max: keys });
  const inWindow = (key: string): number[] => {
    const since = now() - windowMs;
    return (recent.get(key) ?? []).filter((time) => time > since);
  };
  return {
    /** True where one more would stay within the bound. */
    allows: (key: string): boolean => inWindow(key).length < most,
    /** Counts one. */
    count(key: string): void {
      recent.set(key, [...inWindow(key), now()]);
    },
  };
}
