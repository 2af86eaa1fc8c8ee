/** A benchmark as an answer: at once in words, with its picture as soon as that is drawn. */
import { scoreboardOf } from "../catalog/scoreboard.ts";
import type { Benchmark } from "../catalog/types.ts";
import type { Answer, Choice, Services } from "../command.ts";
import { en } from "../messages/en.ts";
import {
  benchmarkChart,
  benchmarkMessage,
  benchmarkOverview,
  byStated,
  isOwnScore,
} from "../views/benchmark.ts";
import { limits, shorten } from "../views/limits.ts";
import { echo } from "../views/text.ts";
import { withPicture } from "./picture.ts";

const fold = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/** The benchmarks that a text may mean, the most stated first; `exact` where one is called that. */
function benchmarksNamed(
  { catalog }: Pick<Services, "catalog">,
  typed: string,
): { exact?: Benchmark; near: readonly Benchmark[] } {
  const byId = catalog.benchmarks.get(typed);
  if (byId !== undefined) return { exact: byId, near: [] };
  const sought = fold(typed);
  const all = byStated(catalog).map(({ benchmark }) => ({
    benchmark,
    names: [benchmark.name, ...benchmark.aliases].map(fold),
  }));
  const exact = all.find(({ names }) => names.includes(sought))?.benchmark;
  if (exact !== undefined) return { exact, near: [] };
  const starting = all.filter(({ names }) => names.some((name) => name.startsWith(sought)));
  const holding = all.filter(({ names }) => names.some((name) => name.includes(sought)));
  return { near: [...new Set([...starting, ...holding])].map(({ benchmark }) => benchmark) };
}

/** One page of a benchmark's board; the first one gets its picture. */
export function benchmarkPage(services: Services, benchmark: Benchmark, page: number): Answer {
  const { catalog } = services;
  const board = scoreboardOf(
    catalog,
    benchmark,
    ({ score, isReference }) => !isReference && isOwnScore(score),
  );
  return withPicture(
    services,
    page === 0 ? benchmarkChart(catalog, board) : undefined,
    en.boards.file,
    (picture) => benchmarkMessage(catalog, board, page, picture),
  );
}

/** The board of what was typed, the overview of all, or what comes near. */
export function benchmarkAnswer(services: Services, typed: string): Answer {
  if (typed.trim() === "") return benchmarkOverview(services.catalog);
  const { exact, near } = benchmarksNamed(services, typed);
  const [only, second] = near;
  const meant = exact ?? (second === undefined ? only : undefined);
  if (meant !== undefined) return benchmarkPage(services, meant, 0);
  return benchmarkOverview(services.catalog, { typed: echo(typed), near });
}

/** Choices for a name being typed, by how many state it. */
export function completeBenchmark(services: Services, typed: string): Choice[] {
  const counts = byStated(services.catalog);
  const { exact, near } =
    typed.trim() === "" ? { exact: undefined, near: [] } : benchmarksNamed(services, typed);
  const wanted =
    typed.trim() === ""
      ? counts.map(({ benchmark }) => benchmark)
      : [...(exact === undefined ? [] : [exact]), ...near];
  return wanted.slice(0, limits.choices).map((one) => ({
    name: shorten(
      en.boards.choice(one.name, counts.find(({ benchmark }) => benchmark === one)?.count ?? 0),
      limits.choiceText,
    ),
    value: one.id,
  }));
}
