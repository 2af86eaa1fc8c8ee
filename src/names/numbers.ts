/** Version and size numbers: meaning, never noise. `5.0` is `5`, `01` is `1`, and `2` is not `2.5`. */

const zero = 48;

/** One canonical way to write a version: no leading zeros, no trailing `.0`. */
export function canonicalNumber(digits: string): string {
  const from = digits.charCodeAt(0) === zero ? (/^0+(?=\d)/.exec(digits)?.[0].length ?? 0) : 0;
  let end = digits.length;
  for (let point = digits.lastIndexOf("."); point > 0; point = digits.lastIndexOf(".", end - 1)) {
    for (let at = point + 1; at < end; at++)
      if (digits.charCodeAt(at) !== zero) return digits.slice(from, end);
    end = point;
  }
  return digits.slice(from, end);
}

/** How far two versions lie apart, from 0 (equal) towards 1. Used to offer near versions first. */
export function numberDistance(a: string, b: string): number {
  const gap = Math.abs(Number.parseFloat(a) - Number.parseFloat(b));
  return Number.isFinite(gap) ? gap / (1 + gap) : 1;
}
