/** Sizes that names and facts state: `72B`, `30B-A3B`, `1T`, `0.6B`; `128K`. */
import { readName } from "./name.ts";
import { canonicalNumber } from "./numbers.ts";

/** Every size in words such as `0.3B, 21B, 300B (47B active)` or `128K`: `0.3b`, `21b`, `300b`, `47b`; `128k`. */
export function sizesIn(text: string): string[] {
  const stated = text
    .toLowerCase()
    .matchAll(/(\d+(?:\.\d+)?)\s?(b|t|m|k|billion|trillion|million)(?![a-z])/g);
  return [...stated].map(([, number = "", unit = ""]) => canonicalNumber(number) + unit.charAt(0));
}

/**
 * Parameters that a name states: `397B` and `17B` of `397B-A17B`, `13B` active of `A13B`. The size of experts
 * (`8x7B`) states neither.
 */
export function sizesOfName(name: string): { total?: string; active?: string } {
  const sizes: { total?: string; active?: string } = {};
  for (const token of readName(name)) {
    if (token.type !== "size" || !/[bt]$/.test(token.value)) continue;
    sizes[token.active ? "active" : "total"] ??= token.value.toUpperCase();
  }
  return sizes;
}
