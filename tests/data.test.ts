import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { CoverageResult } from "../scripts/data-check/coverage.ts";
import { readDataFiles, readDocuments } from "../scripts/data-check/files.ts";
import { showFinding } from "../scripts/data-check/findings.ts";
import { checkData } from "../scripts/data-check/run.ts";
import { limits } from "../src/views/limits.ts";

const root = resolve(import.meta.dirname, "..");
const folder = process.env.LABDEX_DOCUMENTS ?? join(root, "..", "shared", "documents");
const documents = readDocuments(folder);
const result = checkData(readDataFiles(root), documents);
const { catalog } = result.data;

describe("the data", () => {
  test("has nothing that data:check would call an error", () => {
    expect(result.findings.filter((one) => one.severity === "error").map(showFinding)).toEqual([]);
  });

  test("holds the makers and the models they are known for", () => {
    const makers = catalog.labs.filter((lab) => lab.kind === "lab" || lab.kind === "sub-lab");
    expect(makers.length).toBeGreaterThanOrEqual(23);
    expect(catalog.models.length).toBeGreaterThanOrEqual(144);
  });

  test("has no more topics than one menu shows", () => {
    expect(catalog.topics.length).toBeGreaterThan(0);
    expect(catalog.topics.length).toBeLessThanOrEqual(limits.selectOptions);
  });
});

// Where the documents' folder is absent these are reported as skipped.
describe.skipIf(documents === undefined)("beside its documents, the data", () => {
  const shown = ({ item, reason }: CoverageResult) =>
    `${item.entity} ${item.field} "${item.value}": ${reason}`;

  test("covers every entity and every fact of the inventory", () => {
    const results = result.coverage?.results ?? [];
    expect(results.length).toBeGreaterThan(1900);
    expect(results.filter((one) => one.state === "missing").map(shown)).toEqual([]);
  });

  test("leaves few facts out on purpose", () => {
    const listed = result.coverage?.results.filter((one) => one.state === "listed") ?? [];
    expect(listed.length).toBeLessThanOrEqual(12);
  });

  test("tells every known conflict", () => {
    expect(result.coverage?.conflicts).toEqual({ all: 102, open: [] });
  });

  test("says everything in its own words", () => {
    expect(result.findings.filter((one) => one.check === "own-words").map(showFinding)).toEqual([]);
  });
});
