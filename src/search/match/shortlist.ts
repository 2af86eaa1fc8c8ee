/** Which aliases are worth weighing for a query: those that share most with it. */
import type { Slot } from "./slots.ts";

/** At most this many aliases are weighed in full. */
const mostWeighed = 200;
/** Bits of a mask; further slots are read too, but do not choose who is weighed. */
const mostMasked = 30;
/** What a slot is worth to an alias that answers it; the alias's length is taken off. */
const worth: Readonly<Record<Slot["kind"], number>> = {
  version: 24,
  size: 24,
  word: 16,
  packaging: 4,
  mode: 12,
  describing: 8,
  plain: 0,
  filler: 0,
};
const highest = mostMasked * 24;

/** Prepares the choice over postings (aliases by term) and the number of terms of each alias. */
export function createShortlist(postings: readonly (readonly number[])[], lengths: readonly number[]) {
  // Kept between queries, since clearing what was touched is cheaper than making anew.
  const masks = new Int32Array(lengths.length);
  const values = new Int32Array(lengths.length);
  const touched = new Int32Array(lengths.length);

  /** Aliases that share something with the slots, at most 200. Filler and everyday words alone share nothing. */
  return (slots: readonly Slot[]): number[] => {
    let count = 0;
    slots.slice(0, mostMasked).forEach((slot, place) => {
      const value = worth[slot.kind];
      if (value === 0) return;
      const bit = 1 << place;
      for (const term of slot.answers.keys()) {
        for (const alias of postings[term] ?? []) {
          const mask = masks[alias] ?? 0;
          if (mask === 0) {
            touched[count++] = alias;
            values[alias] = -(lengths[alias] ?? 0);
          } else if ((mask & bit) !== 0) continue;
          masks[alias] = mask | bit;
          values[alias] = (values[alias] ?? 0) + value;
        }
      }
    });
    const least = count <= mostWeighed ? Number.NEGATIVE_INFINITY : threshold(touched, values, count);
    const chosen: number[] = [];
    const ties: number[] = [];
    for (let i = 0; i < count; i++) {
      const alias = touched[i] ?? 0;
      const value = values[alias] ?? 0;
      if (value > least) chosen.push(alias);
      else if (value === least) ties.push(alias);
      masks[alias] = 0;
    }
    return [...chosen, ...ties.slice(0, mostWeighed - chosen.length)];
  };
}

/** The least value that belongs to the most valuable ones. Ties at the threshold are cut in the order of the data. */
function threshold(touched: Int32Array, values: Int32Array, count: number): number {
  const histogram = new Int32Array(highest + 64);
  for (let i = 0; i < count; i++) {
    const value = Math.min(Math.max((values[touched[i] ?? 0] ?? 0) + 32, 0), histogram.length - 1);
    histogram[value] = (histogram[value] ?? 0) + 1;
  }
  let above = 0;
  for (let value = histogram.length - 1; value >= 0; value--) {
    above += histogram[value] ?? 0;
    if (above >= mostWeighed) return value - 32;
  }
  return Number.NEGATIVE_INFINITY;
}
