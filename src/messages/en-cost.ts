/** What the bot says about what calls cost. */

export const cost = {
  title: "What a call costs",
  asked: (input: string, cached: string | undefined, output: string) =>
    `${input} tokens in${cached === undefined ? "" : ` (${cached} of them cached)`}, ${output} out`,
  assumed: "Nothing was said of the tokens: 10,000 in and 1,000 out were taken.",
  calls: (calls: string) => `${calls} ${calls === "1" ? "call" : "calls"} a day for 30 days`,
  line: (name: string, amount: string) => `**${name}** ${amount}`,
  one: (name: string, amount: string) => `A call to **${name}** costs **${amount}**.`,
  oneByHour: (name: string, usual: string, peak: string, hours: string) =>
    `A call to **${name}** costs **${usual}**, and **${peak}** ${hours}.`,
  cheapest: (name: string, amount: string) => `**${name}** is the cheapest: **${amount}** a call.`,
  perDay: (calls: string) => `${calls} a day`,
  at: (hours: string) => `at ${hours} UTC`,
  hours: (spans: readonly string[]) => spans.map((one) => one.replace("-", "–")).join(" and "),
  month: (amount: string) => `${amount} a month`,
  rates: (name: string, rates: string, mark: string, day: string | undefined) =>
    `**${name}** ${rates} per million tokens${mark}${day === undefined ? "" : `, as of ${day}`}`,
  rate: { input: "in", output: "out", cached: "cached" },
  above: (tokens: string) => `above ${tokens} tokens`,
  cachedAsInput: "no rate for cached input is stated, so it counts as input",
  notByToken: (name: string, price: string) => `**${name}** is not charged by tokens: ${price}.`,
  sideMissing: (name: string, side: string) => `**${name}**: no price for ${side} is stated.`,
  priceNotStated: (name: string) => `**${name}**: no price of the lab's own is stated here.`,
  resellers: (name: string, price: string) => `**${name}**: only a reseller's price is known, ${price}.`,
  noCurrency: "currency not stated",
  notConverted: "Prices are shown as they are charged; dollars and yuan are not converted.",
  ownPrice: "By the labs' own prices, without plans, discounts and fees for storing a cache.",
  tooMuchCached: "The cached tokens are a part of the input: give at most as many as `input`.",
  family: (family: string, model: string) => `**${family}** is asked for through **${model}**.`,
  mostModels: "At most five models at once.",
} as const;
