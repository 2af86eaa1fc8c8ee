/** Han characters as they are typed without a Chinese keyboard: `tongyiqianwen`, or by initials: `tyqw`. */
import { LRUCache } from "lru-cache";
import { pinyin } from "pinyin-pro";

export interface Reading {
  full: string;
  initials: string;
}

const known = new LRUCache<string, Reading>({ max: 20_000 });

/** Pinyin of a run of Han characters, traditional ones too, without tones; ü is written u. */
export function readHan(han: string): Reading {
  const before = known.get(han);
  if (before !== undefined) return before;
  const syllables = pinyin(han, { toneType: "none", type: "array", nonZh: "removed" })
    .map((one) => one.toLowerCase().replaceAll("ü", "u"))
    .filter((one) => /^[a-z]+$/.test(one));
  const reading = {
    full: syllables.join(""),
    initials: syllables.map((one) => one.charAt(0)).join(""),
  };
  known.set(han, reading);
  return reading;
}
