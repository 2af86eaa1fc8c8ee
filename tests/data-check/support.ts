import type { DataFiles, Documents } from "../../scripts/data-check/files.ts";
import type { DataFile } from "../../src/catalog/together.ts";

const sources = `
doc: { title: Doc, kind: document, about: A document., asOf: 2025-10, asOfKind: content, file: 000_doc.txt }
`;
const rankings = `
tiers: { name: Tiers, source: doc, about: Tiers., ordered: true, values: [High, Low] }
`;
const benchmarks = "mmlu: { name: MMLU, about: Questions., max: 100 }\n";

/** A small data/ folder in memory: path below data/ to text; sources, rankings and benchmarks are there already. */
export function dataFiles(texts: Record<string, string>): DataFiles {
  const file = (path: string, text = ""): DataFile => ({ path, shown: `data/${path}`, text });
  const { "ambiguous.yaml": ambiguous, "not-covered.yaml": notCovered, ...entries } = texts;
  return {
    files: Object.entries({
      "sources.yaml": sources,
      "rankings.yaml": rankings,
      "benchmarks.yaml": benchmarks,
      ...entries,
    }).map(([path, text]) => file(path, text)),
    ambiguous: file("ambiguous.yaml", ambiguous),
    notCovered: file("not-covered.yaml", notCovered),
  };
}

/** The documents' folder with one document. */
export function documents(
  lines: readonly string[],
  rest: { inventory?: object; conflicts?: string } = {},
): Documents {
  return {
    files: [{ file: "000_doc.txt", lines }],
    ...(rest.inventory !== undefined && { inventory: JSON.stringify(rest.inventory) }),
    ...(rest.conflicts !== undefined && { conflicts: rest.conflicts }),
  };
}
