/**
 * `npm run data:check`: checks everything in data/. Exits with 1 where something has to be mended.
 *
 * Options: `--lab baidu` (one lab's messages and what it lacks; `--lab market` for the topics), `--missing` (list
 * all that is missing), `--documents <folder>` (else LABDEX_DOCUMENTS, else ../shared/documents).
 */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readDataFiles, readDocuments } from "./data-check/files.ts";
import { reportLines } from "./data-check/report.ts";
import { checkData, isSound, ofLab } from "./data-check/run.ts";

const root = resolve(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    lab: { type: "string" },
    missing: { type: "boolean", default: false },
    documents: { type: "string" },
  },
});
const folder = values.documents ?? process.env.LABDEX_DOCUMENTS ?? join(root, "..", "shared", "documents");
const checked = checkData(readDataFiles(root), readDocuments(folder));
const result = values.lab === undefined ? checked : ofLab(checked, values.lab);
const missing = values.missing || values.lab !== undefined;
process.stdout.write(`${reportLines(result, { missing, documents: folder }).join("\n")}\n`);
process.exitCode = isSound(result) ? 0 : 1;
