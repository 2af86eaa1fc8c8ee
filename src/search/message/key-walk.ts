/** Which keys begin with what has been read so far: a sorted list, narrowed one character at a time. */

export interface KeyWalk {
  /** Reads on from a range (`whole` at first); undefined when no key goes on like this. */
  step(range: Range, text: string): Range | undefined;
  whole: Range;
}
export interface Range {
  from: number;
  to: number;
  depth: number;
}

/** Builds a walk over keys. A step costs the logarithm of the number of keys for each character. */
export function createKeyWalk(keys: Iterable<string>): KeyWalk {
  const sorted = [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const whole: Range = { from: 0, to: sorted.length, depth: 0 };
  /** Ranges by first character: nearly every word of a chat message ends here. */
  const first = new Map<number, Range>();
  for (let i = 0; i < sorted.length; i++) {
    const unit = sorted[i]?.charCodeAt(0) ?? -1;
    const range = first.get(unit);
    if (range === undefined) first.set(unit, { from: i, to: i + 1, depth: 1 });
    else range.to = i + 1;
  }

  /** First place in the range whose character at `depth` is at least `unit`. */
  function bound(range: Range, unit: number): number {
    let low = range.from;
    let high = range.to;
    while (low < high) {
      const middle = (low + high) >> 1;
      const key = sorted[middle] ?? "";
      const here = range.depth < key.length ? key.charCodeAt(range.depth) : -1;
      if (here < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    whole,
    step(range, text) {
      let current: Range | undefined = range;
      for (let i = 0; i < text.length && current !== undefined; i++) {
        const unit = text.charCodeAt(i);
        if (current.depth === 0) {
          current = first.get(unit);
          continue;
        }
        const from: number = bound(current, unit);
        const to: number = bound(current, unit + 1);
        current = from < to ? { from, to, depth: current.depth + 1 } : undefined;
      }
      return current;
    },
  };
}
