/** Calls that a question names: `1M input and 200k output tokens`, `1000 calls a day`. Pure. */
import { parseAmount } from "../catalog/quantities.ts";
import { defined } from "../defined.ts";

/** Words that ask what something costs. */
export const costWords = /\b(costs?|price|how much|spend|pay)\b|多少钱|花费|费用|成本|要花/i;

const amount = String.raw`(\d[\d,.]*\s?[kmb]?|\d+(?:\.\d+)?\s?[万亿])\s*(?:个)?\s*(?:tokens?\s*)?(?:of\s+)?`;
const sides = {
  input: new RegExp(`${amount}(?:fresh )?(?:input|prompt|in\\b|输入)`, "i"),
  output: new RegExp(`${amount}(?:output|completion|out\\b|输出)`, "i"),
  cached: new RegExp(`${amount}(?:cached|cache|缓存)`, "i"),
  calls:
    /(\d[\d,]*\s?[km]?)\s*(?:calls|requests|times)\s*(?:a|per|every)\s*day|(?:每天|一天)\s*(\d[\d,]*)\s*次/i,
} as const;

function figureIn(text: string, words: RegExp): number | undefined {
  const match = words.exec(text);
  const typed = match?.[1] ?? match?.[2];
  if (typed === undefined) return undefined;
  const chinese = /^(\d+(?:\.\d+)?)\s?([万亿])$/.exec(typed);
  if (chinese !== null) return Number(chinese[1]) * (chinese[2] === "万" ? 1e4 : 1e8);
  return parseAmount(typed, 1);
}

export interface AskedCall {
  input: number;
  output: number;
  cached?: number;
  calls?: number;
}

/** The call that a text names; undefined where it names neither what goes in nor what comes out. */
export function callIn(text: string): AskedCall | undefined {
  const [input, output, cached, calls] = [sides.input, sides.output, sides.cached, sides.calls].map((words) =>
    figureIn(text, words),
  );
  if (input === undefined && output === undefined) return undefined;
  return { input: Math.max(input ?? 0, cached ?? 0), output: output ?? 0, ...defined({ cached, calls }) };
}
