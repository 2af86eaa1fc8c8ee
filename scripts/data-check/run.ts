/** All checks over one set of files. Pure: the caller reads and prints. */
import { checkAliases } from "./aliases.ts";
import { type CoverageResult, conflictNumbers, coverageOf, openConflicts } from "./coverage.ts";
import type { DataFiles, Documents } from "./files.ts";
import { byPlace, type Finding } from "./findings.ts";
import { inventoryItems } from "./inventory.ts";
import { type LoadedData, loadData } from "./load.ts";
import { checkOwnWords } from "./own-words.ts";
import { checkPlaces } from "./places.ts";
import { checkReferences } from "./references.ts";
import { checkValues } from "./values.ts";

export interface CheckResult {
  data: LoadedData;
  /** What files get wrong; coverage and conflicts are apart. */
  findings: readonly Finding[];
  /** Absent where the documents' folder is. */
  coverage?: {
    results: readonly CoverageResult[];
    /** Absent where only one lab is looked at. */
    conflicts?: { all: number; open: readonly string[] };
  };
}

export function checkData(files: DataFiles, documents: Documents | undefined): CheckResult {
  const data = loadData(files);
  // What a broken file does not say is missed elsewhere: only the file itself is to be mended, and comes first.
  const broken = data.findings.map(({ file }) => file.replace(/^data\/(models|labs|market)\/|\.yaml$/g, ""));
  const isConsequence = ({ check, reason }: Finding) =>
    check === "references" && broken.some((id) => reason.split(/[\s,]+/).includes(id));
  const missed = checkReferences(data).filter((finding) => !isConsequence(finding));
  const findings = [...missed, ...checkAliases(data), ...checkValues(data)];
  const inOrder = () => [...[...data.findings].sort(byPlace), ...findings.sort(byPlace)];
  if (documents === undefined) return { data, findings: inOrder() };
  findings.push(...checkPlaces(data, documents), ...checkOwnWords(data, documents));
  const coverage = coverageOf(data);
  const items =
    documents.inventory === undefined ? [] : inventoryItems(documents.inventory, data.catalog.sources);
  const results = items.map((item) => coverage.judge(item));
  for (const index of coverage.idleRules()) {
    findings.push({
      severity: "warning",
      check: "coverage",
      file: data.notCovered.file,
      line: data.notCovered.yaml.lineOf([index]),
      reason: "nothing of the inventory needs this line any more",
    });
  }
  const conflicts = documents.conflicts ?? "";
  return {
    data,
    findings: inOrder(),
    coverage: {
      results,
      conflicts: { all: conflictNumbers(conflicts).length, open: openConflicts(data, conflicts) },
    },
  };
}

/** The part of a result that concerns one lab's files and facts; `market` for the topics. */
export function ofLab(result: CheckResult, lab: string): CheckResult {
  const folder = lab === "market" ? "data/market/" : `data/models/${lab}/`;
  return {
    data: result.data,
    findings: result.findings.filter(
      ({ file }) => file === `data/labs/${lab}.yaml` || file.startsWith(folder),
    ),
    ...(result.coverage !== undefined && {
      coverage: {
        results: result.coverage.results.filter((one) => one.item.group === lab),
      },
    }),
  };
}

/** True where nothing has to be mended. */
export function isSound(result: CheckResult): boolean {
  return (
    result.findings.every((finding) => finding.severity !== "error") &&
    (result.coverage?.results.every((one) => one.state !== "missing") ?? true) &&
    (result.coverage?.conflicts?.open.length ?? 0) === 0
  );
}
