/** Answers to what people ask again and again, made once for a catalogue and given up with it. */
import { LRUCache } from "lru-cache";

/** Longer ones are hardly ever asked twice. */
const longestKey = 100;

/**
 * A memory for something that follows from a catalogue and a text alone.
 *
 * @param most texts that are kept for a catalogue; the ones not asked for longest go first
 * @returns gives what `make` made of the text before, or lets it make it; what it gives is shared: not to be changed
 */
export function remembered<Made extends object>(most: number) {
  const memories = new WeakMap<object, LRUCache<string, Made>>();
  return (catalog: object, text: string, make: () => Made): Made => {
    if (text.length > longestKey) return make();
    const memory = memories.get(catalog) ?? new LRUCache<string, Made>({ max: most });
    memories.set(catalog, memory);
    const known = memory.get(text);
    if (known !== undefined) return known;
    const made = make();
    memory.set(text, made);
    return made;
  };
}
