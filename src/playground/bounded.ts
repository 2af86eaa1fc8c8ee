/** A map that forgets its oldest entries, so that a long benchmark does not fill the memory. */
export function createBoundedMap<Key, Value>(limit: number) {
  const entries = new Map<Key, Value>();
  return {
    get: (key: Key): Value | undefined => entries.get(key),
    has: (key: Key): boolean => entries.has(key),
    values: (): IterableIterator<Value> => entries.values(),
    delete: (key: Key): boolean => entries.delete(key),
    set(key: Key, value: Value): void {
      entries.set(key, value);
      if (entries.size <= limit) return;
      const oldest = entries.keys().next();
      if (!oldest.done) entries.delete(oldest.value);
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
