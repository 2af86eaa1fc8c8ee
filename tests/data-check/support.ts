import type { DataFile, DataFiles, Documents } from "../../scripts/data-check/files.ts";

const sources = `
doc: { title: Doc, kind: document, about: A document., asOf: 2025-10, asOfKind: content, file: 000_doc.txt }
`;
const rankings = `
tiers: { name: Tiers, source: doc, about: Tiers., ordered: true, values: [High, Low] }
`;
const benchmarks = "mmlu: { name: MMLU, about: Questions., max: 100 }\n";

/** A small data/ folder in memory: path below data/ to text; sources, rankings and benchmarks are there already. */
export function dataFiles(texts: Record<string, string>): DataFiles {
  const file = (name: string, text: string): DataFile => ({
    file: `data/${name}`,
    id: name.replace(/^(labs|models|market)\//, "").replace(/\.yaml$/, ""),
    text,
  });
  const below = (folder: string) =>
    Object.entries(texts)
      .filter(([name]) => name.startsWith(`${folder}/`))
      .map(([name, text]) => file(name, text));
  return {
    labs: below("labs"),
    models: below("models"),
    topics: below("market"),
    sources: file("sources.yaml", sources),
    rankings: file("rankings.yaml", rankings),
    benchmarks: file("benchmarks.yaml", benchmarks),
    ambiguous: file("ambiguous.yaml", texts["ambiguous.yaml"] ?? ""),
    notCovered: file("not-covered.yaml", texts["not-covered.yaml"] ?? ""),
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
