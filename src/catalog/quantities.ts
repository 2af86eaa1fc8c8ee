/**
 * Quantities as sources write them, read into numbers: `671B`, `100B+`, `6B, 9B, 34B`, `~$800K`. Pure.
 *
 * What stands in brackets explains a quantity and is not one: `142B (14B active)` is 142 billion.
 */

export interface Quantity {
  /** In the order written, in units of one: `671B` is 671e9. Never empty. */
  values: readonly [number, ...number[]];
  /** Smallest and largest of the values, for sorting and comparing. */
  low: number;
  high: number;
  /** `100B+`, `over 30 million`, `hundreds of billions`: the true value may be larger. */
  atLeast?: true;
  /** `up to 235B`, `less than 10`: the true value may be smaller. */
  atMost?: true;
  /** `~78%`, `about 14`, `estimated`. */
  approximate?: true;
  /** Two values are the ends of one range: `$100K-$200K`, `6B to 200B`. */
  range?: true;
  currency?: "USD" | "CNY";
  percent?: true;
}

const scales: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  millions: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  billions: 1e9,
  t: 1e12,
  trillion: 1e12,
  trillions: 1e12,
};
const words: Record<string, number> = {
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};
const vague: Record<string, number> = { tens: 10, dozens: 12, hundreds: 100, thousands: 1000 };

/** A figure with its scale. Digits that belong to a name (`A100`, `V3`, `GPT-4`) are not figures. */
const figure =
  /(?<![\p{L}\d.])(?:(?<!\p{L}-)|(?<=\d[kmbt]-))(\d+(?:,\d{3})*(?:\.\d+)?)[\s-]?(thousand|millions?|billions?|trillions?|bn|[kmbt])?(?![\p{L}\d])(\s?%)?(\+)?/giu;
/** A figure whose unit is stuck to it: `10TB`, `4x`, `8GB`; not the experts of `8x2B`, which state no size. */
const figureWithUnit =
  /(?<![\p{L}\d.])(?:(?<!\p{L}-)|(?<=\d[kmbt]-))(\d+(?:,\d{3})*(?:\.\d+)?)(?=\p{L})(?!x\d)/giu;
const figureInWords =
  /\b(a|one|two|three|four|five|six|seven|eight|nine|ten)[\s-](million|billion|trillion)\b/gi;
const vagueFigure = /\b(tens|dozens|hundreds|thousands) of (thousands|millions|billions|trillions)\b/i;

const atLeastWords = /\b(over|more than|at least|above|from)\s+(?=[~$¥\d]|a\b|one\b)|≥|>/i;
const atMostWords = /\b(up to|at most|less than|below|under)\s|≤|</i;
const approximateWords =
  /[~≈]|\b(about|around|approximately|roughly|nearly|estimated|some|several|tens of|dozens of|hundreds of|thousands of)\b/i;
const rangeWords = /(\d|[kmbt%]|illion)\+?\s*(?:[-–—→]|\bto\b)\s*[~$¥]?\d/i;

/** Reads a text into numbers; undefined where it holds no figure ("lightweight"). */
export function parseQuantity(text: string): Quantity | undefined {
  const plain = text.normalize("NFKC").replace(/\([^)]*\)/g, " ");
  const found = figures(plain);
  const [first, ...rest] = found.map((one) => one.value);
  if (first === undefined) return undefined;
  const values: [number, ...number[]] = [first, ...rest];
  const isVague = vagueFigure.test(plain);
  return {
    values,
    low: Math.min(...values),
    high: Math.max(...values),
    ...((found.at(-1)?.plus || isVague || (atLeastWords.test(plain) && !rangeWords.test(plain))) && {
      atLeast: true as const,
    }),
    ...(atMostWords.test(plain) && { atMost: true as const }),
    ...(approximateWords.test(plain) && { approximate: true as const }),
    ...(values.length === 2 && rangeWords.test(plain) && { range: true as const }),
    ...currencyOf(plain),
    ...(found.every((one) => one.percent) && { percent: true as const }),
  };
}

/**
 * An amount that a person types: `7b`, `1.04T`, `128k`, `1M`, `128000`. A bare number below a thousand counts `unit`.
 * Undefined for what is no positive amount.
 */
export function parseAmount(typed: string, unit: number): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kmbt]?)$/i.exec(typed.normalize("NFKC").replace(/[,_\s]/g, ""));
  if (match === null) return undefined;
  const [, digits = "", scale = ""] = match;
  const value = scaled(digits, scale);
  const amount = scale === "" && value < 1000 ? value * unit : value;
  return amount > 0 && amount < 1e15 ? amount : undefined;
}

/** The largest figure of a text, for sorting: `6B, 9B, 34B` is 34e9; undefined where there is none. */
export function largestIn(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseQuantity(text)?.high;
}

interface Figure {
  index: number;
  value: number;
  plus: boolean;
  percent: boolean;
}

function figures(text: string): Figure[] {
  const found: Figure[] = [];
  const add = (index: number, value: number, plus = false, percent = false) => {
    if (Number.isFinite(value)) found.push({ index, value, plus, percent });
  };
  for (const match of text.matchAll(figure)) {
    const [, digits = "", scale = "", percent, plus] = match;
    add(match.index, scaled(digits, scale), plus !== undefined, percent !== undefined);
  }
  for (const match of text.matchAll(figureWithUnit)) {
    const taken = found.some((one) => one.index === match.index);
    if (!taken) add(match.index, scaled(match[1] ?? "", ""));
  }
  for (const match of text.matchAll(figureInWords)) {
    add(match.index, (words[(match[1] ?? "").toLowerCase()] ?? Number.NaN) * scaleOf(match[2]));
  }
  const loose = vagueFigure.exec(text);
  if (loose !== null)
    add(loose.index, (vague[(loose[1] ?? "").toLowerCase()] ?? Number.NaN) * scaleOf(loose[2]));
  return found.sort((a, b) => a.index - b.index);
}

function scaleOf(word: string | undefined): number {
  return word === undefined || word === "" ? 1 : (scales[word.toLowerCase()] ?? 1);
}

/** `1.04` and `T` to 1.04e12, without the noise of binary fractions. */
function scaled(digits: string, scale: string): number {
  return Number((Number(digits.replaceAll(",", "")) * scaleOf(scale)).toPrecision(12));
}

function currencyOf(text: string): { currency?: "USD" | "CNY" } {
  if (/\$|\bUSD\b/.test(text)) return { currency: "USD" };
  if (/[¥￥]|\b(CNY|RMB|yuan)\b/i.test(text)) return { currency: "CNY" };
  return {};
}
