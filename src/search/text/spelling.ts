/** Distances between words, for typing errors and misheard names. */

/**
 * Optimal string alignment distance (insert, delete, replace, swap neighbours), or `limit + 1` when it is larger
 * than the limit. Time: length of `a` times length of `b` at most.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let twoAgo: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a.charCodeAt(row - 1) === b.charCodeAt(column - 1);
      let cost = Math.min(
        (before[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (before[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 &&
        column > 1 &&
        a.charCodeAt(row - 1) === b.charCodeAt(column - 2) &&
        a.charCodeAt(row - 2) === b.charCodeAt(column - 1);
      if (swapped) cost = Math.min(cost, (twoAgo[column - 2] ?? 0) + 1);
      current.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    twoAgo = before;
    before = current;
  }
  return Math.min(before[b.length] ?? limit + 1, limit + 1);
}

/** How many edits a word may be away from a name, by the length of the longer of the two. */
export function editsAllowed(typed: string, name: string): number {
  const longer = Math.max(typed.length, name.length);
  if (typed.length === 3 && name.length === 3) return isSwap(typed, name) ? 1 : 0;
  if (Math.min(typed.length, name.length) < 3 || longer < 4) return 0;
  if (longer <= 6) return 1;
  // Two errors in seven letters only where the beginning is right.
  if (longer === 7) return typed.slice(0, 3) === name.slice(0, 3) ? 2 : 1;
  return longer <= 11 ? 2 : 3;
}

/** `por` for `pro`: of words this short only their last letters may be swapped. */
const isSwap = (a: string, b: string): boolean => a[0] === b[0] && a[1] === b[2] && a[2] === b[1];

/** Which of the letters a to z a word has, as bits; a cheap test before the distance is computed. */
export function letterMask(word: string): number {
  let mask = 0;
  for (let i = 0; i < word.length; i++) {
    const letter = word.charCodeAt(i) - 97;
    if (letter >= 0 && letter < 26) mask |= 1 << letter;
  }
  return mask;
}

/** How many bits are set. */
export function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/**
 * How a word sounds, roughly, to an English ear that hears Chinese names: `qwen`, `kwen` and `quinn` are one, and so
 * are `zhipu` and `jipu`. Vowels fold to three classes; zh and j, q and ch, x and sh to one letter each.
 */
export function soundOf(word: string): string {
  return word
    .replace(/ph/g, "f")
    .replace(/ck|q(?=[uw])|c(?=[aoklr]|u(?!n?a))/g, "k")
    .replace(/ku(?=[aeiy])/g, "kw")
    .replace(/zh|j|dg/g, "z")
    .replace(/ch|q/g, "c")
    .replace(/sh|x/g, "s")
    .replace(/ng(?=$|[^aeiouy])/g, "n")
    .replace(/ow|ou|oo|au(?=[^aeiouy]|$)/g, "o")
    .replace(/[uo](?=[aeiy])/g, "w")
    .replace(/u/g, "o")
    .replace(/[iy]/g, "e")
    .replace(/(.)\1+/g, "$1")
    .replace(/([scz])e(?=[aow])/g, "$1");
}
