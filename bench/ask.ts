/**
 * Questions in words, measured: how long an answer takes, and how much of it is finding the names, over the questions
 * of the tests and over hostile text. Run by `npm run bench -- ask`.
 */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { ask } from "../src/answers/ask.ts";
import type { Services } from "../src/command.ts";
import { realServices } from "../tests/support/bot.ts";
import { digits, line, median, quantile, table, verdict } from "./report.ts";

/** No answer may take longer, in milliseconds. */
const most = 5;

const questionsOf = (name: string): string[] =>
  z
    .array(z.object({ ask: z.string() }))
    .parse(parse(readFileSync(new URL(`../tests/ask/${name}.yaml`, import.meta.url), "utf8")))
    .map((one) => one.ask);

const hostile = [
  "best ".repeat(400),
  "glm-5 kimi k2.5 minimax m2.5 deepseek-v3 ".repeat(40),
  "模型".repeat(800),
  "1M context under 10B ".repeat(80),
  "a".repeat(2000),
  `${"x-".repeat(900)}9.7`,
  "@everyone <@1> ".repeat(100),
];

/** The best of five runs for each text, in milliseconds: the machine's other work is not what is measured. */
function timesOf(texts: readonly string[], run: (text: string) => unknown): number[] {
  for (const text of texts) run(text);
  return texts.map((text) =>
    Math.min(
      ...Array.from({ length: 5 }, () => {
        const start = performance.now();
        run(text);
        return performance.now() - start;
      }),
    ),
  );
}

export function benchAsk(): void {
  const services = realServices() as Services;
  const sets = [
    ["questions", questionsOf("questions")],
    ["further questions", questionsOf("further-questions")],
    ["hostile text", hostile],
  ] as const;
  const rows = sets.map(([name, texts]) => {
    const times = timesOf(texts, (text) => ask(services, text));
    const names = timesOf(texts, (text) => services.search.findInText(text.slice(0, 500), { limit: 25 }));
    return { name, count: texts.length, times, names, slowest: texts[times.indexOf(Math.max(...times))] };
  });
  table([
    ["an answer, ms", "texts", "median", "p95", "slowest", "names alone", "ratio"],
    ...rows.map(({ name, count, times, names }) => [
      name,
      String(count),
      digits(median(times)),
      digits(quantile(times, 0.95)),
      digits(Math.max(...times)),
      digits(median(names)),
      digits(median(times) / median(names)),
    ]),
  ]);
  for (const { name, slowest } of rows) line(`slowest of ${name}: ${(slowest ?? "").slice(0, 60)}`);
  const slowest = Math.max(...rows.flatMap(({ times }) => times));
  verdict("the slowest answer, ms", slowest, slowest < most, `under ${most}`);
}
