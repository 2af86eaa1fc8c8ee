/** How a claim's value is shown, and when two values of one field disagree. */
import { datesAgree, showDate } from "./dates.ts";
import type { Modality, Price, Report, ValueKind } from "./fields.ts";
import type { Claim, Fact } from "./types.ts";

const symbol = { USD: "$", CNY: "¥" } as const;

/** `$0.60/M input · $2.50/M output`; a lost currency is said, never guessed. */
export function showPrice(price: Price): string {
  const amount = (n: number) =>
    `${price.currency === undefined ? "" : symbol[price.currency]}${n < 10 ? n.toFixed(2) : String(n)}/M`;
  const parts = [
    price.input === undefined ? undefined : `${amount(price.input)} input`,
    price.output === undefined ? undefined : `${amount(price.output)} output`,
    price.either === undefined ? undefined : `${amount(price.either)} tokens`,
  ].filter((part) => part !== undefined);
  return parts.join(" · ") + (price.currency === undefined ? " (currency not stated)" : "");
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
    default:
      return String(value);
  }
}

/** One string per value, so that `671B` and `671 B` are one voice. */
function valueKey(kind: ValueKind, value: unknown): string {
  if (kind === "text")
    return String(value)
      .toLowerCase()
      .replace(/[\s,]+/g, "");
  if (kind === "modality") return [...(value as readonly string[])].sort().join();
  return JSON.stringify(value);
}

/** True when two values of a field that holds one value cannot both be right. */
export function valuesDiffer(kind: ValueKind, a: unknown, b: unknown): boolean {
  if (kind === "date") return !datesAgree(String(a), String(b));
  return valueKey(kind, a) !== valueKey(kind, b);
}

/** Claims to fact: the first claim is the preferred one. */
export function factOf<V>(
  kind: ValueKind,
  holds: "one" | "many",
  claims: readonly [Claim<V>, ...Claim<V>[]],
): Fact<V> {
  const [preferred, ...others] = claims;
  const disputed =
    holds === "one" &&
    others.some((claim) => claim.agrees !== true && valuesDiffer(kind, preferred.value, claim.value));
  return { claims, disputed };
}
