/** Comparisons, measured: the words of every pair, and drawing pictures, in time and in what they take from this thread. */
import { createCatalog } from "../src/catalog/catalog.ts";
import { compareModels } from "../src/catalog/compare.ts";
import { prepareDrawing } from "../src/charts/draw.ts";
import { createPictures } from "../src/charts/pictures.ts";
import type { BarChart } from "../src/views/chart.ts";
import { comparisonMessage } from "../src/views/compare.ts";
import { comparisonChart } from "../src/views/compare-chart.ts";
import { readCatalog } from "../tests/support/catalog.ts";
import { digits, line, median, quantile, table, verdict } from "./report.ts";

const drawn = 60;

async function timed(action: () => unknown): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** Longest time that this thread could do nothing else, in ms, while something runs. */
async function blockedWhile(action: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 1);
    last = now;
  }, 1);
  await action();
  clearInterval(beat);
  return longest;
}

/** Measures and prints. */
export async function benchCompare(): Promise<void> {
  const catalog = createCatalog(readCatalog());
  const models = catalog.data.models.filter((model) => model.kind === "model");
  const words: number[] = [];
  const charts = new Map<string, BarChart>();
  for (const [index, a] of models.entries()) {
    for (const b of models.slice(index + 1)) {
      const start = performance.now();
      const comparison = compareModels(catalog, [a, b]);
      if (comparison === undefined) continue;
      comparisonMessage(catalog, comparison, { audience: "everyone" });
      words.push(performance.now() - start);
      const chart = comparisonChart(catalog, comparison);
      if (chart !== undefined) charts.set(JSON.stringify(chart), chart);
    }
  }

  const load = await timed(prepareDrawing);
  const pictures = createPictures({ mostWaiting: drawn });
  const list = [...charts.values()].slice(0, drawn);
  const [first, ...others] = list;
  const firstMs = await timed(async () => first && (await pictures.draw(first)));
  const times: number[] = [];
  const blocked: number[] = [];
  const before = process.cpuUsage();
  for (const chart of others) {
    blocked.push(await blockedWhile(async () => times.push(await timed(() => pictures.draw(chart)))));
  }
  const used = process.cpuUsage(before);
  const cpu = (used.user + used.system) / 1_000 / times.length;
  const again = await timed(async () => first && (await pictures.draw(first)));

  table([
    ["ms", "median", "95 %", "most"],
    ...[
      [`comparing two models in words (${words.length} pairs)`, words] as const,
      [`drawing a picture (${times.length}, after the first)`, times] as const,
      ["longest block of the thread while drawing", blocked] as const,
    ].map(([name, values]) => [
      name,
      digits(median(values)),
      digits(quantile(values, 0.95)),
      digits(Math.max(...values)),
    ]),
  ]);
  line();
  const { bytes, pictures: count } = pictures.size();
  line(
    `loading ECharts ${digits(load)} ms, first picture ${digits(firstMs)} ms, from the cache ${digits(again)} ms`,
  );
  line(
    `processor time of a picture, all threads: ${digits(cpu)} ms; it hardly depends on what else runs here`,
  );
  line(`${count} pictures take ${digits(bytes / 1e6)} MB`);
  verdict(
    "drawing a picture, ms at the 95th percentile",
    quantile(times, 0.95),
    quantile(times, 0.95) < 300,
    "under 300",
  );
}
