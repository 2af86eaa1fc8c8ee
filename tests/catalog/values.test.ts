import { expect, test } from "vitest";
import type { Price } from "../../src/catalog/fields.ts";
import { showPrice } from "../../src/catalog/values.ts";

const prices: [Price, string][] = [
  [{ input: 0.6, output: 2.5, currency: "USD" }, "$0.60/M input · $2.50/M output"],
  [
    { input: 0.55, output: 2.19, cached: 0.14, currency: "USD" },
    "$0.55/M input · $2.19/M output · $0.14/M cached input",
  ],
  [{ input: 0.5, cached: 0.025, currency: "CNY" }, "¥0.50/M input · ¥0.025/M cached input"],
  [{ either: 12 }, "12/M tokens (currency not stated)"],
  [{ either: 0.03, currency: "USD", per: "image" }, "$0.03/image"],
  [
    { input: 1, output: 4, currency: "USD", tiers: [{ above: 200_000, input: 2, output: 8 }] },
    "$1.00/M input · $4.00/M output; above 200K tokens: $2.00/M input · $8.00/M output",
  ],
  [
    { input: 2, currency: "CNY", tiers: [{ hours: "16:30-00:30", input: 1 }] },
    "¥2.00/M input; 16:30-00:30 UTC: ¥1.00/M input",
  ],
];
test.each(prices)("%o is shown as %s", (price, shown) => expect(showPrice(price)).toBe(shown));
