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
  if (Math.min(typed.length, name.length) < 3 || longer < 4) return 0;
  if (longer <= 6) return 1;
  return longer <= 10 ? 2 : 3;
}

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
 * How a word sounds, roughly, to an English ear that hears Chinese names: `kwen`, `quen` and `quinn` are one.
 * Vowels fold to three classes, hard and soft pairs (zh/z/j, q/ch, x/sh/s) to one letter each.
 */
export function soundOf(word: string): string {
  return word
    .replace(/ck|qu|cu(?=[aeiou])|q(?=w)|k(?=w)/g, (found) => (found === "ck" ? "k" : "k"))
    .replace(/kw/g, "k")
    .replace(/zh|j|dg/g, "z")
    .replace(/ch|q/g, "c")
    .replace(/sh|x/g, "s")
    .replace(/ph/g, "f")
    .replace(/c(?=[aouklr]|$)/g, "k")
    .replace(/ee|ea|ie|y/g, "i")
    .replace(/oo|ou|au|ao|ow/g, "u")
    .replace(/ai|ei|ay/g, "e")
    .replace(/ng/g, "n")
    .replace(/(.)\1+/g, "$1");
}
