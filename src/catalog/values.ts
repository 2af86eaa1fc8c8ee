/** How a claim's value is shown, and when two values of one field disagree. */
import { datesAgree, precisionOf, showDate } from "./dates.ts";
import type {
  FieldDefinition,
  Modality,
  Price,
  PriceTier,
  QuantisedFiles,
  Report,
  ValueKind,
} from "./fields.ts";
import { parseQuantity } from "./quantities.ts";
import type { Claim, Fact } from "./types.ts";

const symbol = { USD: "$", CNY: "¥" } as const;
const unit = {
  image: "image",
  second: "second",
  video: "video",
  "thousand characters": "1K characters",
  page: "page",
} as const satisfies Record<NonNullable<Price["per"]>, string>;

/** `$0.60/M input · $2.50/M output · $0.15/M cached input`; a lost currency is said, never guessed. */
export function showPrice(price: Price): string {
  const per = price.per === undefined ? "M" : unit[price.per];
  const amount = (n: number) =>
    `${price.currency === undefined ? "" : symbol[price.currency]}${shown(n)}/${per}`;
  const part = (n: number | undefined, what: string) => (n === undefined ? [] : [`${amount(n)} ${what}`]);
  const sides = ({ input, output, cached }: PriceTier) => [
    ...part(input, "input"),
    ...part(output, "output"),
    ...part(cached, "cached input"),
  ];
  const either =
    price.per === undefined
      ? part(price.either, "tokens")
      : price.either === undefined
        ? []
        : [amount(price.either)];
  const tiers = (price.tiers ?? []).map((tier) => `${conditionOf(tier)}: ${sides(tier).join(" · ")}`);
  return (
    [[...sides(price), ...either].join(" · "), ...tiers].join("; ") +
    (price.currency === undefined ? " (currency not stated)" : "")
  );
}

/** Two digits behind the point, and more for a price below a cent. */
const shown = (n: number): string =>
  n >= 10 ? String(n) : n < 0.1 && Number(n.toFixed(2)) !== n ? String(n) : n.toFixed(2);

/** `above 200K tokens`, `16:30-00:30 UTC`. */
function conditionOf({ above, hours }: PriceTier): string {
  const parts = [
    ...(above === undefined
      ? []
      : [`above ${above >= 1000 ? `${Math.round(above / 1000)}K` : above} tokens`]),
    ...(hours === undefined ? [] : [`${hours} UTC`]),
  ];
  return parts.join(", ") || "otherwise";
}

/** The words for a value whose data file gives none of its own. */
export function showValue(kind: ValueKind, value: unknown): string {
  switch (kind) {
    case "date":
      return showDate(String(value));
    case "modality":
      return (value as readonly Modality[]).join(", ");
    case "price":
      return showPrice(value as Price);
    case "report":
      return (value as Report).title;
    case "geometry":
      return Object.entries(value as object)
        .map(([name, figure]) => `${name} ${figure}`)
        .join(", ");
    case "files": {
      const { name, bytes } = value as QuantisedFiles;
      return `${name}: ${Number((bytes / 1e9).toPrecision(4))} GB`;
    }
    default:
      return String(value);
  }
}

/** One string per value, so that `671B` and `671 B`, `Apache-2.0` and `Apache License 2.0` are one voice. */
function valueKey(kind: ValueKind, value: unknown): string {
  if (kind === "text")
    return String(value)
      .normalize("NFKC")
      .toLowerCase()
      .replace(/\b(the|licen[cs]e|version)\b/g, "")
      .replace(/[^\p{L}\p{N}.+%$¥~<>]/gu, "");
  if (kind === "modality") return [...(value as readonly string[])].sort().join();
  return JSON.stringify(value);
}

/** True when two values of a field that holds one value are not the same, and none is a coarser form of the other. */
export function valuesDiffer(kind: ValueKind, a: unknown, b: unknown): boolean {
  if (kind === "date") return !datesAgree(String(a), String(b));
  return valueKey(kind, a) !== valueKey(kind, b);
}

/** Days that two dates may be apart, for clocks and announcements of the evening before. */
const sameDays = 2;
const dayMs = 86_400_000;
/** How far apart roundings of one quantity may be: 671B and 685B with the heads for prediction, 128K and 131,072. */
const rounding = 1.05;
/** Prices are rounded to cents. */
const priceRounding = 1.01;

const near = (a: number, b: number, factor: number) =>
  a === b || (Math.min(a, b) > 0 && Math.max(a, b) / Math.min(a, b) <= factor);

/** `14.8T` and `15T`: the finer one, rounded to the digits of the coarser, is the coarser. */
function isRoundingOf(a: number, b: number): boolean {
  const digits = (n: number) =>
    String(n)
      .replace(/^0+|0+$|\./g, "")
      .replace(/0+$/, "").length || 1;
  const [coarse, fine] = digits(a) <= digits(b) ? [a, b] : [b, a];
  return Number(fine.toPrecision(digits(coarse))) === coarse;
}

function quantitiesDiffer(a: string, b: string): boolean | undefined {
  const [one, other] = [parseQuantity(a), parseQuantity(b)];
  if (one === undefined || other === undefined) return undefined;
  if (one.values.length !== other.values.length) return undefined;
  if (one.currency !== other.currency || one.percent !== other.percent) return undefined;
  const factor = one.approximate || other.approximate ? 1.1 : rounding;
  return !one.values.every((value, index) => {
    const second = other.values[index] ?? Number.NaN;
    return near(value, second, factor) || isRoundingOf(value, second);
  });
}

function pricesDiffer(a: Price, b: Price): boolean {
  if (a.currency !== b.currency || a.per !== b.per) return false;
  return (["input", "output", "either"] as const).some((side) => {
    const [one, other] = [a[side], b[side]];
    return one !== undefined && other !== undefined && !near(one, other, priceRounding);
  });
}

/** True when two values differ in substance: in more than a coarser form, a rounding or the way of writing. */
export function valuesDispute(
  { value: kind, quantity }: Pick<FieldDefinition, "value" | "quantity">,
  a: unknown,
  b: unknown,
): boolean {
  if (!valuesDiffer(kind, a, b)) return false;
  switch (kind) {
    case "date": {
      const days = [String(a), String(b)];
      if (!days.every((day) => precisionOf(day) === "day")) return true;
      const [one = 0, other = 0] = days.map((day) => Date.parse(day));
      return Math.abs(one - other) > sameDays * dayMs;
    }
    case "text":
      return (quantity ? quantitiesDiffer(String(a), String(b)) : undefined) ?? true;
    case "modality":
      // "Multimodal" does not name the kinds, and none of them contradicts it.
      return ![a, b].some((kinds) => (kinds as readonly Modality[]).includes("multimodal"));
    case "price":
      return pricesDiffer(a as Price, b as Price);
    case "report": {
      const [one, other] = [a as Report, b as Report];
      return one.url === undefined || other.url === undefined
        ? valuesDiffer("text", one.title, other.title)
        : one.url !== other.url;
    }
    case "link":
      return false;
    default:
      return true;
  }
}

/** Claims as a fact in the order given; who is believed and what is disputed is decided when they are weighed (trust.ts). */
export function factOf<V>(claims: readonly Claim<V>[]): Fact<V> | undefined {
  const [first, ...others] = claims;
  return first === undefined ? undefined : { claims: [first, ...others], disputed: false };
}
