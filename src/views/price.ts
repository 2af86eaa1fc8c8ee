/** A price in words: all its sides, its unit and its conditions. */
import type { Price, PriceTier } from "../catalog/fields.ts";
import { en } from "../messages/en.ts";

const words = en.cards.price;
const symbols = { USD: "$", CNY: "¥" } as const;

/** `$0.27`, `¥1`, `$0.014`: at least two digits after the point for dollars and cents, none for whole amounts. */
export function amountText(amount: number, currency: Price["currency"]): string {
  const digits = Number.isInteger(amount) ? String(amount) : amount.toFixed(2);
  const exact = Number(digits) === amount ? digits : String(amount);
  return `${currency === undefined ? "" : symbols[currency]}${exact}`;
}

const tokens = (count: number) =>
  count >= 1e6 ? `${Number((count / 1e6).toFixed(2))}M` : `${Math.round(count / 1000)}K`;

function sides(price: Price | PriceTier, currency: Price["currency"]): string {
  const { input, output, cached } = price;
  const either = "either" in price ? price.either : undefined;
  return (
    [
      [input, words.input],
      [output, words.output],
      [either, words.either],
      [cached, words.cached],
    ] as const
  )
    .flatMap(([amount, side]) => (amount === undefined ? [] : [`${amountText(amount, currency)} ${side}`]))
    .join(" · ");
}

/** `$0.27 in · $1.10 out per million tokens; above 200K tokens $0.54 in`; `isBrief`: conditions are only told to exist. */
export function priceText(price: Price, isBrief = false): string {
  const { currency, per, tiers = [] } = price;
  const unit = per === undefined ? words.perMillion : words.per(per);
  // A price per picture has one side, and needs no name for it.
  const only = per === undefined ? undefined : (price.either ?? price.output ?? price.input);
  const base = only === undefined ? sides(price, currency) : amountText(only, currency);
  const conditions = tiers.map((tier) => {
    const when = [
      ...(tier.above === undefined ? [] : [words.above(tokens(tier.above))]),
      ...(tier.hours === undefined ? [] : [words.hours(tier.hours)]),
    ];
    return `${when.join(", ")} ${sides(tier, currency)}`.trim();
  });
  const lost = currency === undefined ? ` (${words.noCurrency})` : "";
  const rest = isBrief && conditions.length > 0 ? [words.more] : conditions;
  return [`${base} ${unit}${lost}`, ...rest].join("; ");
}

/** `$0.27/$1.10`: what goes in and what comes out, for a table. */
export function priceBrief(price: Price): string {
  const { input, output, either, currency } = price;
  const one = (amount: number | undefined) => (amount === undefined ? "?" : amountText(amount, currency));
  if (either !== undefined) return one(either);
  return `${one(input)}/${one(output)}`;
}
