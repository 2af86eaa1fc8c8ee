/** What data:check prints. Pure: result to lines of text. */
import type { CoverageResult } from "./coverage.ts";
import { showFinding } from "./findings.ts";
import { type CheckResult, isSound } from "./run.ts";

export interface ReportOptions {
  /** List all that is missing, not only counts. */
  missing: boolean;
  /** Folder that was looked in, for the line that says it was not there. */
  documents: string;
}

export function reportLines(result: CheckResult, { missing, documents }: ReportOptions): string[] {
  const { findings, coverage } = result;
  return [
    ...findings.map(showFinding),
    ...(findings.length > 0 ? [""] : []),
    countsLine(result),
    ...(coverage === undefined
      ? [`places, own words, coverage, conflicts: skipped: documents not found (${documents})`]
      : coverageLines(coverage, missing)),
    isSound(result)
      ? "All is well."
      : "Something has to be mended. What the messages mean, and how: CONTRIBUTING.md",
  ];
}

function countsLine({ data: { catalog }, findings }: CheckResult): string {
  const facts = [...catalog.labs, ...catalog.models].reduce(
    (sum, entry) => sum + Object.values(entry.facts).reduce((n, fact) => n + (fact?.claims.length ?? 0), 0),
    0,
  );
  const errors = findings.filter((finding) => finding.severity === "error").length;
  return [
    `${catalog.labs.length} labs, ${catalog.models.length} models, ${catalog.topics.length} topics`,
    `${facts} claims, ${catalog.benchmarks.length} benchmarks, ${catalog.sources.length} sources`,
    `${errors} errors, ${findings.length - errors} warnings`,
  ].join(" · ");
}

function coverageLines(coverage: NonNullable<CheckResult["coverage"]>, missing: boolean): string[] {
  const groups = byGroup(coverage.results);
  const lines = [...groups].flatMap(([group, results]) => [
    `coverage ${group} ${share(results)}${listedNote(results)}`,
    ...(missing ? results.filter((one) => one.reason !== undefined).flatMap(showGap) : []),
  ]);
  if (coverage.conflicts === undefined) return lines;
  const { all, open } = coverage.conflicts;
  const entities = coverage.results.filter((one) => one.item.kind === "entity");
  return [
    ...lines,
    `coverage in all: entities ${share(entities)}, all items ${share(coverage.results)}${listedNote(coverage.results)}`,
    `conflicts ${all - open.length}/${all}${open.length > 0 ? `, not told anywhere: ${open.join(" ")}` : ""}`,
  ];
}

function byGroup(results: readonly CoverageResult[]): Map<string, CoverageResult[]> {
  const groups = new Map<string, CoverageResult[]>();
  for (const one of results) {
    const group = groups.get(one.item.group) ?? [];
    group.push(one);
    groups.set(one.item.group, group);
  }
  return groups;
}

function share(results: readonly CoverageResult[]): string {
  return `${results.filter((one) => one.state !== "missing").length}/${results.length}`;
}

function listedNote(results: readonly CoverageResult[]): string {
  const listed = results.filter((one) => one.state === "listed").length;
  return listed === 0 ? "" : ` (${listed} of them left out on purpose, data/not-covered.yaml)`;
}

function showGap({ item, state, reason }: CoverageResult): string[] {
  if (state === "listed") return [];
  const value = item.value.length > 110 ? `${item.value.slice(0, 110)}…` : item.value;
  const mark = state === "missing" ? "" : "(look) ";
  return [`  ${mark}${item.entity} · ${item.field}: "${value}" [${item.places.join(" ")}]: ${reason ?? ""}`];
}
