/** Words for the most and the least of something, and the benchmark that "best" is measured by. */
import type { Catalog } from "../catalog/catalog.ts";
import type { FigureName } from "../catalog/figures.ts";
import type { Purpose } from "../catalog/purposes.ts";
import type { Benchmark } from "../catalog/types.ts";
import type { Measure } from "./question.ts";

const figure = (name: FigureName, least: boolean): Measure => ({ by: "figure", figure: name, least });

const figures: readonly (readonly [RegExp, Measure])[] = [
  [
    /\b(longest|largest|biggest|most|widest|max(imum)?) (context|ctx|window)\b|上下文.{0,4}最(长|大)|最长.{0,2}上下文|最大.{0,2}上下文/i,
    figure("context", false),
  ],
  [/\b(shortest|smallest) (context|window)\b|上下文.{0,4}最短/i, figure("context", true)],
  [
    /\b(cheapest|least expensive|most affordable|lowest[- ]pric\w*)\b|最便宜|最实惠|价格最低|最低价/i,
    figure("output", true),
  ],
  [/\b(most expensive|priciest|dearest|highest[- ]pric\w*)\b|最贵/i, figure("output", false)],
  [/\b(smallest|tiniest|lightest|least parameters)\b|最小|最轻/i, figure("size", true)],
  [/\b(biggest|largest|most parameters|hugest)\b|最大|参数最多/i, figure("size", false)],
  [/\b(newest|latest|most recent|last)\b|最新|最近的一/i, figure("released", false)],
  [/\b(oldest|earliest|first|very first)\b|最早|最老|第一个/i, figure("released", true)],
];
const best =
  /\b(best|strongest|top|most (powerful|capable|intelligent)|smartest|highest|leading|leads|sota|state of the art)\b|最(强|好|厉害|聪明|高)|第一名/i;

/** The benchmarks that a purpose is measured by; the one that most of the models in question state is taken. */
const measures: Readonly<Partial<Record<Purpose, readonly string[]>>> = {
  coding: ["swe-bench-verified", "swe-bench-pro", "livecodebench"],
  mathematics: ["aime-2025", "aime-2026", "aime-2024", "math-500"],
  reasoning: ["gpqa-diamond", "hle", "aime-2025"],
  vision: ["mmmu", "mmmu-pro", "mathvista"],
  agent: ["browsecomp", "terminal-bench-2", "tau2-bench"],
  ocr: ["omnidocbench", "ocrbench"],
  speech: ["seed-tts-eval-zh"],
  video: ["vbench"],
  image: ["geneval", "dpg-bench"],
  embedding: ["mteb-multilingual"],
};
const general = ["gpqa-diamond", "mmlu-pro", "hle", "swe-bench-verified"];

/** The benchmark that a text names (the longest name counts), or all versions of one, and the text without it. */
export function benchmarksIn(
  catalog: Catalog,
  text: string,
): { ids: readonly string[]; rest: string } | undefined {
  const lower = text.toLowerCase();
  const named = (names: (one: Benchmark) => readonly string[]) =>
    catalog.data.benchmarks
      .flatMap((one) => names(one).map((name) => ({ id: one.id, name: name.toLowerCase() })))
      .filter(({ name }) => name.length > 2 && isWhole(lower, name))
      .sort((a, b) => b.name.length - a.name.length);
  const whole = named(({ name, aliases }) => [name, ...aliases]);
  // "AIME" is AIME 2024, 2025 and 2026.
  const found =
    whole.length > 0
      ? whole.slice(0, 1)
      : named(({ name }) => [name.replace(/\s+(v?\d[\d.]*|verified|pro)$/i, "")]);
  const [first] = found;
  if (first === undefined) return undefined;
  const at = lower.indexOf(first.name);
  return {
    ids: found.filter(({ name }) => name === first.name).map(({ id }) => id),
    rest: `${text.slice(0, at)} ${text.slice(at + first.name.length)}`,
  };
}

/** Stands in the text without a letter or digit beside it: `math` is not in `mathematics`. */
function isWhole(text: string, name: string): boolean {
  const at = text.indexOf(name);
  const beside = [text[at - 1], text[at + name.length]];
  return at >= 0 && beside.every((one) => one === undefined || !/[a-z0-9]/.test(one));
}

/** What a superlative ranks by; undefined where the text holds none. */
export function measureIn(
  catalog: Catalog,
  text: string,
  purpose: Purpose | undefined,
  benchmark: string | undefined,
): Measure | undefined {
  if (best.test(text) && benchmark !== undefined) return { by: "score", benchmark };
  const found = figures.find(([words]) => words.test(text))?.[1];
  if (found !== undefined) return found;
  if (!best.test(text)) return undefined;
  const candidates = (purpose === undefined ? undefined : measures[purpose]) ?? general;
  const stated = (id: string) =>
    catalog.data.models.filter((model) =>
      model.scores.some((one) => one.benchmark === id && one.score !== undefined),
    ).length;
  const [first] = [...candidates].sort((a, b) => stated(b) - stated(a));
  return first === undefined ? undefined : { by: "score", benchmark: first };
}
