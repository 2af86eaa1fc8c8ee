/** A map that forgets its oldest entries beyond about `limit`, so that a long benchmark does not fill the memory. */
export function createBoundedMap<Key, Value>(limit: number) {
  const entries = new Map<Key, Value>();
  return {
    get: (key: Key): Value | undefined => entries.get(key),
    has: (key: Key): boolean => entries.has(key),
    values: (): IterableIterator<Value> => entries.values(),
    delete: (key: Key): boolean => entries.delete(key),
    set(key: Key, value: Value): void {
      entries.set(key, value);
      if (entries.size <= limit * 1.25 + 16) return;
      // In blocks: a map walks over the gaps of all that was deleted lately to find its first key.
      let surplus = entries.size - limit;
      for (const oldest of entries.keys()) {
        if (surplus-- <= 0) break;
        entries.delete(oldest);
      }
    },
    get size(): number {
      return entries.size;
    },
  };
}

export type BoundedMap<Key, Value> = ReturnType<typeof createBoundedMap<Key, Value>>;

/** Appends, and drops the oldest entries beyond `limit`. */
export function pushBounded<Entry>(list: Entry[], entry: Entry, limit: number): void {
  list.push(entry);
  // In blocks: removing one from the front for every one added would copy the list each time.
  if (list.length > limit * 1.25 + 16) list.splice(0, list.length - limit);
}
