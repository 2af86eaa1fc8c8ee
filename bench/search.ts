/**
 * Search, measured: how often the right entry comes first, and how long it takes, beside three libraries over the same
 * entries. Run by `npm run bench`, or alone: `npx tsx bench/search.ts`.
 */
import { pathToFileURL } from "node:url";
import { createSearch, entriesOf, type SearchEntry } from "../src/search/search.ts";
import { type LabelledQuery, labelledQueries, queryKinds } from "../tests/search/queries.ts";
import { readCatalog } from "../tests/support/catalog.ts";
import { line, machine, quantile, table, verdict } from "./report.ts";
import { fuseJs, microFuzzy, miniSearch, ours, type Rival } from "./rivals.ts";
import { entriesOfSize } from "./synthetic-entries.ts";

const rivals = [ours, fuseJs, miniSearch, microFuzzy];

const percent = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;
const ms = (time: number): string => (time < 10 ? time.toFixed(3) : time.toFixed(1));

/** The best of a few runs, in milliseconds: the machine's other work is not what is measured. */
function timeOf(run: () => unknown, runs = 5): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

/** A time for each query, after one round of warming up. */
function timesOf(queries: readonly string[], run: (query: string) => unknown, runs?: number): number[] {
  for (const query of queries) run(query);
  return queries.map((query) => timeOf(() => run(query), runs));
}
/** The right answer for queries that mean nothing here is to find nothing; for absent versions, see the trap rows. */
function isRight(query: LabelledQuery, ids: readonly string[], within: number): boolean {
  if (query.want.length === 0) return ids.length === 0;
  return ids.slice(0, within).some((id) => query.want.includes(id));
}

function accuracy(entries: readonly SearchEntry[]): void {
  const built = rivals.map((build) => build(entries));
  const named = labelledQueries.filter((query) => query.want.length > 0);
  line(`Accuracy over ${entries.length} entries: ${named.length} queries with an answer, top 1 / top 5`);
  const rows = queryKinds.flatMap((kind) => {
    const asked = named.filter((query) => query.kind === kind);
    return asked.length === 0
      ? []
      : [[`${kind} (${asked.length})`, ...built.map((rival) => share(asked, rival))]];
  });
  table([
    ["kind", ...built.map((rival) => rival.name)],
    ...rows,
    ["all", ...built.map((rival) => share(named, rival))],
  ]);
  line();

  const nonsense = labelledQueries.filter((query) => query.kind === "nonsense");
  const traps = labelledQueries.filter((query) => query.kind === "trap" && query.want.length === 0);
  const search = createSearch(entries);
  line("Queries without an answer");
  table([
    ["", ...built.map((rival) => rival.name)],
    [`nonsense that finds nothing (${nonsense.length})`, ...built.map((rival) => share(nonsense, rival, 1))],
    [
      `versions that nothing has, not answered (${traps.length})`,
      notAnswered(traps, search),
      ...refused(traps, built),
    ],
  ]);
  line();
}

function share(asked: readonly LabelledQuery[], rival: Rival, only?: 1): string {
  const right = (within: number) =>
    percent(asked.filter((query) => isRight(query, rival.find(query.query), within)).length, asked.length);
  return only === 1 ? right(1) : `${right(1)} / ${right(5)}`;
}

function notAnswered(traps: readonly LabelledQuery[], search: ReturnType<typeof createSearch>): string {
  // The catalogue grows: what is called exactly so by now is no trap any more.
  const isRefused = ({ query }: LabelledQuery) => {
    const resolved = search.resolve(query);
    return resolved.kind !== "one" || resolved.match.tier === "exact";
  };
  return percent(traps.filter(isRefused).length, traps.length);
}

/** The libraries know no doubt: whatever they find is their answer. */
function refused(traps: readonly LabelledQuery[], built: readonly Rival[]): string[] {
  return built
    .slice(1)
    .map((rival) =>
      percent(traps.filter(({ query }) => rival.find(query).length === 0).length, traps.length),
    );
}

/** What a field sees while somebody types: every beginning of every query. */
function typedQueries(): string[] {
  const typed = labelledQueries.flatMap(({ query }) =>
    Array.from({ length: query.length }, (_, end) => query.slice(0, end + 1)),
  );
  return [...new Set(typed)];
}

function time(real: readonly SearchEntry[]): void {
  const whole = labelledQueries.map(({ query }) => query);
  const typed = typedQueries();
  const verdicts: (() => void)[] = [];
  const rows = [150, real.length, 2_000, 10_000].map((count) => {
    const entries = entriesOfSize(real, count);
    const built = timeOf(() => createSearch(entries));
    const search = createSearch(entries);
    const found = timesOf(whole, (query) => search.resolve(query));
    const suggested = timesOf(typed, (query) => search.suggest(query));
    const slow = quantile(suggested, 0.99);
    if (count === real.length) verdicts.push(() => verdict("suggest p99, real", slow, slow <= 1, "1 ms"));
    if (count === 10_000) verdicts.push(() => verdict("suggest p99, 10,000", slow, slow <= 5, "5 ms"));
    if (count === 2_000) verdicts.push(() => verdict("index of 2,000", built, built < 150, "150 ms"));
    return [
      `${count}${count === real.length ? " (real)" : ""}`,
      ms(built),
      ...[found, suggested].flatMap((times) => [0.5, 0.99, 1].map((at) => ms(quantile(times, at)))),
    ];
  });
  line("Times are the best of five runs of each query.");
  line(`Labdex, milliseconds: ${whole.length} whole queries, ${typed.length} beginnings as they are typed`);
  const heads = ["p50", "p99", "max"];
  table([
    [
      "entries",
      "index",
      ...heads.map((head) => `resolve ${head}`),
      ...heads.map((head) => `suggest ${head}`),
    ],
    ...rows,
  ]);
  for (const say of verdicts) say();
  line();

  const compared = [real.length, 10_000].map((count) => {
    const entries = entriesOfSize(real, count);
    return [
      String(count),
      ...rivals.map((build) => {
        const rival = build(entries);
        // fuse.js takes its time: at 10,000 entries about a quarter of a second for each query.
        const every = count > 1_000 ? 25 : 5;
        const times = timesOf(
          whole.filter((_, place) => place % every === 0),
          (query) => rival.find(query),
          2,
        );
        return `${ms(quantile(times, 0.5))} / ${ms(quantile(times, 0.99))}`;
      }),
    ];
  });
  line("A whole query, milliseconds, p50 / p99");
  table([["entries", ...rivals.map((build) => build([]).name)], ...compared]);
  line();
}

/** Six thousand characters each, made to be slow. */
const hostileTexts: Readonly<Record<string, string>> = {
  "two names again and again": "kimi k2.5 vs glm-5, ",
  "versions that nothing has": "GLM-4.5-Air-Max-97 ",
  "one word without blanks": "qwen",
  "Chinese names without blanks": "通义千问",
  "unpaired backticks": "` ``",
  "unpaired brackets": "<:a",
  "characters that unfold": "ﷺ㍿",
  "combined marks": "a\u0301\u0302\u0303",
};

function messages(real: readonly SearchEntry[]): void {
  const search = createSearch(real);
  const rows = Object.entries(hostileTexts).map(([name, part]) => {
    const text = part.repeat(Math.ceil(6000 / part.length)).slice(0, 6000);
    const runs = [search.findInText, search.resolve, search.suggest];
    return [name, ...runs.map((run) => ms(timeOf(() => run(text), 7)))];
  });
  line("Texts of 6,000 characters, milliseconds");
  table([["text", "findInText", "resolve", "suggest"], ...rows]);
  line();
}

/** Prints accuracy and times. Takes about a minute. */
export async function benchSearch(): Promise<void> {
  line(machine());
  const real = entriesOf(readCatalog());
  // What is measured is the index, not the loading of the tables that it reads Han characters with.
  createSearch(real);
  accuracy(real);
  time(real);
  messages(real);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await benchSearch();
