/** What calls cost, by the labs' own prices: one model in full, several side by side. */
import type { Catalog } from "../catalog/catalog.ts";
import { handleOf } from "../catalog/compare/handles.ts";
import { type Call, type CallCost, type Cost, monthOf, type NoCost, type Rates } from "../catalog/cost.ts";
import { showDate } from "../catalog/dates.ts";
import type { Price } from "../catalog/fields.ts";
import type { Claim, Model } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { type Marker, marker } from "./citations.ts";
import { labColor } from "./colors.ts";
import { customId } from "./custom-id.ts";
import { modelSelect } from "./entry.ts";
import { newestDay } from "./facts.ts";
import { fitLines, limits } from "./limits.ts";
import type { Button, Message } from "./message.ts";
import { amountText, priceText } from "./price.ts";
import { bullet, escapeMarkdown } from "./text.ts";

const words = en.cost;

/** One model's side: its price and what the call costs by it; `cost` is absent where no price is its lab's own. */
export interface CostSide {
  model: Model;
  /** The family that was named, where this model stands for it. */
  through?: Model;
  claim?: Claim<Price>;
  cost?: CallCost | NoCost;
}

export interface CostAsked {
  call: Call;
  /** Calls a day, for a month of thirty days. */
  callsADay?: number;
  /** Nobody said how many tokens. */
  isAssumed: boolean;
}

const symbols = { USD: "$", CNY: "¥" } as const;
const isCost = (cost: CallCost | NoCost | undefined): cost is CallCost =>
  cost !== undefined && !("missing" in cost);

/** `$12.50`, `¥0.0135`, `$1,234.00`: cents, and below ten cents three digits that count. */
export function moneyText(amount: number, currency: Price["currency"]): string {
  const text =
    amount === 0 || amount >= 0.1
      ? amount.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: amount < 1 ? 4 : 2 })
      : amount.toLocaleString("en", { maximumSignificantDigits: 3, maximumFractionDigits: 9 });
  return `${currency === undefined ? "" : symbols[currency]}${text}${currency === undefined ? ` (${words.noCurrency})` : ""}`;
}

/** `$0.009`, `$0.009 ($0.018 at 01:00–04:00 UTC)`. */
function amountsText(costs: readonly Cost[], currency: Price["currency"], times = (n: number) => n): string {
  const [usual, ...byHour] = costs;
  const text = moneyText(times(usual?.amount ?? 0), currency);
  const others = byHour.map(
    ({ amount, hours = [] }) => `${moneyText(times(amount), currency)} ${words.at(words.hours(hours))}`,
  );
  return others.length === 0 ? `**${text}**` : `**${text}** (${others.join("; ")})`;
}

function sideLine({ model, claim, cost }: CostSide, { callsADay }: CostAsked): string {
  const name = escapeMarkdown(model.name);
  if (claim === undefined || cost === undefined) {
    const price = model.facts.price?.claims[0];
    return price === undefined
      ? words.priceNotStated(name)
      : words.resellers(name, escapeMarkdown(priceText(price.value, true)));
  }
  if (!isCost(cost)) {
    return cost.missing === "per token"
      ? words.notByToken(name, escapeMarkdown(priceText(claim.value, true)))
      : words.sideMissing(name, cost.missing);
  }
  const month =
    callsADay === undefined
      ? []
      : [words.month(amountsText(cost.costs, cost.currency, (amount) => monthOf(amount, callsADay)))];
  return [words.line(name, amountsText(cost.costs, cost.currency)), ...month].join(" · ");
}

function ratesText({ input, output, cached }: Rates, currency: Price["currency"]): string {
  return (
    [
      [input, words.rate.input],
      [output, words.rate.output],
      [cached, words.rate.cached],
    ] as const
  )
    .flatMap(([rate, side]) => (rate === undefined ? [] : [`${amountText(rate, currency)} ${side}`]))
    .join(" · ");
}

/** The rates that were taken, and where and of which day they are. */
function ratesLine(catalog: Catalog, { model, claim, cost }: CostSide, mark: Marker): string[] {
  if (claim === undefined || !isCost(cost)) return [];
  const { above } = cost;
  const parts = cost.costs.map(({ hours, rates }) => {
    const when = hours === undefined ? "" : ` ${words.at(words.hours(hours))}`;
    return `${ratesText(rates, cost.currency)}${when}`;
  });
  const asides = [
    ...(above === undefined ? [] : [words.above(above.toLocaleString("en"))]),
    ...(cost.isCachedAsInput ? [words.cachedAsInput] : []),
    ...(claim.note === undefined ? [] : [claim.note]),
  ];
  const day = newestDay(catalog, [claim]);
  const line = words.rates(
    escapeMarkdown(model.name),
    escapeMarkdown(parts.join("; ")),
    mark(claim.places),
    day === undefined ? undefined : showDate(day),
  );
  return [asides.length === 0 ? line : `${line} *(${escapeMarkdown(asides.join("; "))})*`];
}

/** Best first within a currency; dollars, then yuan, then what gives no figure. */
function inOrder(sides: readonly CostSide[]): CostSide[] {
  const rank = ({ cost }: CostSide) =>
    !isCost(cost) ? 3 : cost.currency === "USD" ? 0 : cost.currency === "CNY" ? 1 : 2;
  const amount = ({ cost }: CostSide) => (isCost(cost) ? cost.costs[0].amount : 0);
  return [...sides].sort((a, b) => rank(a) - rank(b) || amount(a) - amount(b));
}

function headOf(sides: readonly CostSide[], asked: CostAsked): string[] {
  const priced = sides.filter((side) => isCost(side.cost));
  const [first, second] = priced;
  if (first === undefined || !isCost(first.cost)) return [];
  const name = escapeMarkdown(first.model.name);
  const [usual, peak] = first.cost.costs;
  const { currency } = first.cost;
  if (sides.length === 1) {
    return [
      peak === undefined
        ? words.one(name, moneyText(usual.amount, currency))
        : words.oneByHour(
            name,
            moneyText(usual.amount, currency),
            moneyText(peak.amount, currency),
            words.at(words.hours(peak.hours ?? [])),
          ),
    ];
  }
  const isOne = priced.every((side) => isCost(side.cost) && side.cost.currency === currency);
  if (second === undefined || !isOne || asked.call.input + asked.call.output === 0) return [];
  return [words.cheapest(name, moneyText(usual.amount, currency))];
}

function callButtons(sides: readonly CostSide[], { call, callsADay }: CostAsked): Button[] {
  const handles = sides.map(({ model }) => handleOf(model.id));
  return [100, 1000, 10_000].map((calls) => ({
    kind: "button",
    label: words.perDay(calls.toLocaleString("en")),
    id: customId(
      "cost",
      "calls",
      String(calls),
      [call.input, call.output, call.cached].join(","),
      ...handles,
    ),
    disabled: calls === callsADay,
  }));
}

/** What one call costs, and a month of them. */
export function costMessage(catalog: Catalog, asked: CostAsked, named: readonly CostSide[]): Message {
  const sides = inOrder(named);
  const mark = marker(catalog);
  const { call, callsADay } = asked;
  const count = (tokens: number) => tokens.toLocaleString("en");
  const currencies = new Set(sides.flatMap(({ cost }) => (isCost(cost) ? [cost.currency ?? ""] : [])));
  const lines = [
    ...headOf(sides, asked),
    `-# ${words.asked(count(call.input), call.cached === 0 ? undefined : count(call.cached), count(call.output))}${callsADay === undefined ? "" : ` · ${words.calls(count(callsADay))}`}`,
    ...(asked.isAssumed ? [`-# ${words.assumed}`] : []),
    ...(sides.length === 1 && callsADay === undefined && isCost(sides[0]?.cost)
      ? []
      : sides.map((side) => bullet(sideLine(side, asked)))),
    ...sides.flatMap((side) => ratesLine(catalog, side, mark)),
    ...sides.flatMap(({ model, through }) =>
      through === undefined
        ? []
        : [`-# ${words.family(escapeMarkdown(through.name), escapeMarkdown(model.name))}`],
    ),
    `-# ${words.ownPrice}${currencies.size > 1 ? ` ${words.notConverted}` : ""}`,
  ];
  const models = sides.map(({ model }) => model);
  const [first] = models;
  return {
    audience: "everyone",
    embeds: [
      {
        title: words.title,
        description: fitLines(lines, limits.description, en.more),
        ...(first === undefined ? {} : { color: labColor(catalog, first.lab) }),
      },
    ],
    rows: [
      ...(sides.some((side) => isCost(side.cost)) ? [callButtons(sides, asked)] : []),
      [modelSelect(catalog, models, customId("model", "open"), en.asking.choose)],
    ],
  };
}
