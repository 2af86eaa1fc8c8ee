/** Every place points to a line that its document has, and that says something. */
import { lineOf, sourceOf } from "../../src/catalog/places.ts";
import type { Documents } from "./files.ts";
import type { Finding } from "./findings.ts";
import type { LoadedData } from "./load.ts";

export function checkPlaces(data: LoadedData, documents: Documents): Finding[] {
  const findings: Finding[] = [];
  const sources = new Map(data.catalog.sources.map((source) => [source.id, source]));
  const lines = new Map(documents.files.map((one) => [one.file, one.lines]));
  for (const where of [...data.labs, ...data.models, ...data.topics]) {
    for (const statement of where.yaml.statements) {
      for (const place of statement.places) {
        const reason = wrongPlace(place);
        if (reason !== undefined) {
          findings.push({
            severity: "error",
            check: "places",
            file: where.file,
            line: statement.line,
            reason,
          });
        }
      }
    }
  }
  return findings;

  function wrongPlace(place: string): string | undefined {
    const id = sourceOf(place);
    const line = lineOf(place);
    const source = sources.get(id ?? "");
    if (source?.kind !== "document") return undefined;
    if (line === undefined) return `${place}: say the line, as in ${id}:12`;
    const document = source.file === undefined ? undefined : lines.get(source.file);
    if (document === undefined) return `${place}: the document ${source.file ?? id} is not in the folder`;
    const text = document[line - 1];
    if (text === undefined) return `${place}: the document ends at line ${document.length}`;
    if (text.trim() === "") return `${place}: that line is empty`;
    return undefined;
  }
}
