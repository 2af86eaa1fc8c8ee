/** What a call costs by a lab's own price, with its tiers by context and by hour. Pure; tokens in, money out. */
import { defined } from "../defined.ts";
import type { Price, PriceTier } from "./fields.ts";

/** Tokens of one call. `cached` are those of `input` that the provider had in its cache. */
export interface Call {
  input: number;
  output: number;
  cached: number;
}

/** What a million tokens cost; a side that is not stated is absent. */
export interface Rates {
  input?: number;
  output?: number;
  cached?: number;
}

export interface Cost {
  /** UTC spans such as `01:00-04:00`; absent: at all other hours, or always. */
  hours?: readonly string[];
  /** Money of the price's currency. */
  amount: number;
  rates: Rates;
}

export interface CallCost {
  currency: Price["currency"];
  /** The usual rate first, then the hours that have one of their own. */
  costs: readonly [Cost, ...Cost[]];
  /** The tier by context that the call falls into: it has more input tokens than this. */
  above?: number;
  /** No rate for cached input is stated where some is used: it was counted as input. */
  isCachedAsInput: boolean;
}

/** Why a price gives no cost: it is not per token, or a side that is used is not stated. */
export type NoCost = { missing: "per token" } | { missing: "input" | "output" };

const perMillion = (tokens: number, rate: number): number => (tokens * rate) / 1e6;

/** Money without the noise of binary fractions: nine digits after the point. */
const money = (amount: number): number => Number(amount.toFixed(9));

/** The rates of a tier; what it does not say holds as before, apart from the cache of a longer context. */
function ratesOf(base: Rates, tier: PriceTier | undefined): Rates {
  if (tier === undefined) return base;
  const { input, output, cached, above } = tier;
  return defined({
    input: input ?? base.input,
    output: output ?? base.output,
    // A longer context whose cache has no rate of its own is not cached at the rate of a shorter one.
    cached: cached ?? (above === undefined ? base.cached : undefined),
  });
}

/** The tier with the highest threshold that the call exceeds: the whole call has its rates. */
function tierFor(tiers: readonly PriceTier[], input: number): PriceTier | undefined {
  return tiers
    .filter(({ above }) => above === undefined || input > above)
    .sort((a, b) => (b.above ?? 0) - (a.above ?? 0))[0];
}

function amountOf({ input, output, cached }: Rates, call: Call): number | NoCost {
  const fresh = call.input - call.cached;
  const cachedRate = cached ?? input;
  if (call.input > 0 && input === undefined && (fresh > 0 || cached === undefined))
    return { missing: "input" };
  if (call.output > 0 && output === undefined) return { missing: "output" };
  return money(
    perMillion(fresh, input ?? 0) +
      perMillion(call.cached, cachedRate ?? 0) +
      perMillion(call.output, output ?? 0),
  );
}

/** One call by one price. `call.cached` is at most `call.input`. */
export function costOf(price: Price, call: Call): CallCost | NoCost {
  if (price.per !== undefined) return { missing: "per token" };
  const { either, currency, tiers = [] } = price;
  const base = defined({
    input: price.input ?? either,
    output: price.output ?? either,
    cached: price.cached,
  });
  const always = tierFor(
    tiers.filter((tier) => tier.hours === undefined),
    call.input,
  );
  const usual = ratesOf(base, always);
  const amount = amountOf(usual, call);
  if (typeof amount !== "number") return amount;
  const spans = new Map<string, { hours: string[]; rates: Rates; amount: number }>();
  for (const hours of new Set(tiers.flatMap((tier) => tier.hours ?? []))) {
    const tier = tierFor(
      tiers.filter((one) => one.hours === hours),
      call.input,
    );
    if (tier === undefined) continue;
    const rates = ratesOf(usual, tier);
    const atThatHour = amountOf(rates, call);
    if (typeof atThatHour !== "number") continue;
    const key = JSON.stringify(rates);
    const span = spans.get(key) ?? { hours: [], rates, amount: atThatHour };
    spans.set(key, span);
    span.hours.push(hours);
  }
  return {
    currency,
    costs: [{ amount, rates: usual }, ...spans.values()],
    isCachedAsInput: call.cached > 0 && usual.cached === undefined,
    ...defined({ above: always?.above }),
  };
}

/** Days of a month that is paid for. */
export const monthDays = 30;

/** So many calls a day for thirty days. */
export const monthOf = (amount: number, callsADay: number): number => money(amount * callsADay * monthDays);
