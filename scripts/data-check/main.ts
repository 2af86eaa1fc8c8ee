/**
 * `npm run data:check`: checks everything in data/. Exits with 1 where something has to be mended.
 *
 * Options: `--lab baidu` (one lab's messages and what it lacks; `--lab market` for the topics), `--missing` (list
 * all that is missing), `--documents <folder>` (else LABDEX_DOCUMENTS, else ../shared/documents), `--world` (how much of
 * what upstreams list the catalogue has, and what its models state; fails below the floors of data/world-floors.yaml).
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readSnapshot } from "../../src/app/snapshot.ts";
import { withUpstream } from "../../src/releases/knowledge.ts";
import { readDataFiles, readDocuments } from "./files.ts";
import { reportLines } from "./report.ts";
import { checkData, isSound, ofLab } from "./run.ts";
import { readFloors, worldOf, worldReport } from "./world.ts";

const root = resolve(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: {
    lab: { type: "string" },
    missing: { type: "boolean", default: false },
    documents: { type: "string" },
    world: { type: "boolean", default: false },
  },
});

if (values.world) {
  const rows = await readSnapshot(join(root, "data", "upstream"));
  const { catalog } = checkData(readDataFiles(root), undefined).data;
  const floors = readFloors(readFileSync(join(root, "data", "world-floors.yaml"), "utf8"));
  const { lines, sunk } = worldReport(worldOf(withUpstream(catalog, rows), rows), floors);
  process.stdout.write(`${lines.join("\n")}\n`);
  process.exitCode = sunk ? 1 : 0;
} else {
  const folder = values.documents ?? process.env.LABDEX_DOCUMENTS ?? join(root, "..", "shared", "documents");
  const checked = checkData(readDataFiles(root), readDocuments(folder));
  const result = values.lab === undefined ? checked : ofLab(checked, values.lab);
  const missing = values.missing || values.lab !== undefined;
  process.stdout.write(`${reportLines(result, { missing, documents: folder }).join("\n")}\n`);
  process.exitCode = isSound(result) ? 0 : 1;
}
