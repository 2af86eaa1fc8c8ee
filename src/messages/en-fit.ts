/** What the bot says about memory and costs. */

export const fit = {
  title: (name: string, memory: string | undefined, context: string) =>
    memory === undefined
      ? `${name}: memory for ${context} tokens`
      : `${name} in ${memory} with ${context} tokens`,
  yes: (name: string, memory: string, quantisation: string, total: string) =>
    `**Yes**: **${name}** fits ${memory} in **${quantisation}**, which takes about ${total}.`,
  no: (name: string, memory: string, least: string, quantisation: string) =>
    `**No**: **${name}** does not fit ${memory}. Even in ${quantisation} it takes about **${least}**.`,
  needs: (name: string, total: string, quantisation: string) =>
    `**${name}** takes about **${total}** in ${quantisation}.`,
  heads: { weights: "weights", cache: "cache", total: "in all" },
  fits: "✓",
  large: "✗",
  unknown: "?",
  inGb: "In GB (10⁹ bytes).",
  byFile: (name: string, mark: string) => `${name}${mark}`,
  files: (names: string) => `**\\*** size of the published files: ${names}`,
  weights: (size: string, active: string | undefined) =>
    `**Weights** ${size} parameters${active === undefined ? "" : `, all of them and not only the ${active} active ones,`} × bits ÷ 8 (16, 8.5, 6.6, 5.6, 4.8, 3.7, 2.9 bits with scales)`,
  latent: (layers: number, rank: number, rope: number, token: string, tokens: string, mark: string) =>
    `**Cache** ${layers} layers × (${rank} + ${rope}) × 2 bytes${mark} = ${token} a token (latent attention) × ${tokens} tokens`,
  heads2: (layers: number, heads: number, size: number, token: string, tokens: string, mark: string) =>
    `**Cache** 2 × ${layers} layers × ${heads} heads × ${size} × 2 bytes${mark} = ${token} a token × ${tokens} tokens`,
  cacheNotStated:
    "**Cache** not stated: no source gives this model's layers and heads, so its context is not counted.",
  reserve: "**Reserve** 5 % of the weights, at least 1 GB",
  beyond: (context: string) => `Its context is ${context}: it cannot hold that many tokens.`,
  closed: (name: string) => `**${name}** cannot be run at home: its weights are not open.`,
  sizeNotStated: (name: string) =>
    `The size of **${name}** is not stated, so what it takes cannot be computed.`,
  family: (name: string) => `**${name}** is a family. Choose which of its models should fit.`,
  otherMemory: "Another memory",
  badMemory: "Give the memory in GB, from 1 to 100,000.",
  runs: (count: number, memory: string, conditions: string) =>
    `**${count} open ${count === 1 ? "model fits" : "models fit"}** ${memory} in 4 bit or finer${conditions === "" ? "" : ` · ${conditions}`}, the largest first`,
  runsNone: (memory: string) => `No open model here is known to fit ${memory} in 4 bit.`,
  runsLine: (name: string, size: string, quantisation: string, total: string, when: string) =>
    `**${name}** · ${size} · ${quantisation}, ${total} · ${when}`,
  runsNote: (tokens: string, unknown: number) =>
    `With ${tokens} tokens of context and a reserve of 5 % (at least 1 GB). ${unknown === 0 ? "" : `${unknown} more open ones do not state their size.`}`.trim(),
} as const;
