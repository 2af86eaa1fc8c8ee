/** What data:check has to say about one place in a data file. */

/** Which check speaks; each has a heading in CONTRIBUTING.md. */
export type CheckName =
  | "schema"
  | "references"
  | "aliases"
  | "values"
  | "places"
  | "own-words"
  | "coverage"
  | "conflicts";

export interface Finding {
  severity: "error" | "warning";
  check: CheckName;
  /** Path from the repository's root: `data/labs/baidu.yaml`. */
  file: string;
  /** Counted from 1; absent where the finding concerns no line. */
  line?: number;
  reason: string;
}

/** `data/labs/baidu.yaml:12: reason (CONTRIBUTING.md#places)`. */
export function showFinding(finding: Finding): string {
  const where = finding.line === undefined ? finding.file : `${finding.file}:${finding.line}`;
  const mark = finding.severity === "warning" ? "warning: " : "";
  return `${where}: ${mark}${finding.reason} (CONTRIBUTING.md#${finding.check})`;
}

/** Errors first, then by file and line. */
export function byPlace(a: Finding, b: Finding): number {
  if (a.severity !== b.severity) return a.severity === "error" ? -1 : 1;
  return a.file.localeCompare(b.file, "en") || (a.line ?? 0) - (b.line ?? 0);
}
