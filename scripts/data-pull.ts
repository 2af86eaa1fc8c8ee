/**
 * `npm run data:pull`: writes the snapshot `data/upstream/<lab>.json` from the upstreams, or from recorded answers
 * (`-- --from ../shared/upstream`). What a listing no longer has stays, with the day on which it was last read.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readEnv } from "../src/app/env.ts";
import { upstreamsOf } from "../src/app/releases.ts";
import { readSnapshot } from "../src/app/snapshot.ts";
import { createCatalog } from "../src/catalog/catalog.ts";
import { type KnownRow, knownRows, mergeRows, type ReadRow } from "../src/releases/rows.ts";
import { formatSnapshot } from "../src/releases/snapshot.ts";
import { listingsOf } from "../src/releases/sources/all.ts";
import { readCatalog } from "../src/store/read-catalog.ts";
import { recordedRows } from "./recorded-upstreams.ts";

const data = fileURLToPath(new URL("../data", import.meta.url));
const folder = join(data, "upstream");
const say = (text: string) => void process.stdout.write(`${text}\n`);

/** Asks every listing once. One that fails keeps the rows that it has. */
async function liveRows(): Promise<ReadRow[]> {
  const read = new Date().toISOString().slice(0, 10);
  const rows: ReadRow[] = [];
  const signal = AbortSignal.timeout(10 * 60_000);
  for (const listing of listingsOf(createCatalog(readCatalog(data)), upstreamsOf(readEnv(process.env)))) {
    try {
      const answer = await listing.list({}, signal);
      if (answer.changed) rows.push(...answer.rows.map((row) => ({ source: listing.source, row, read })));
    } catch (error) {
      say(
        `${listing.key}: ${error instanceof Error ? error.message : String(error)}; its rows stay as they are`,
      );
      process.exitCode = 1;
    }
  }
  return rows;
}

const { values } = parseArgs({ options: { from: { type: "string" } } });
const found = knownRows(values.from === undefined ? await liveRows() : recordedRows(resolve(values.from)));
const before = await readSnapshot(folder);
// Recorded answers are a whole state; what is live is the newer word on the one before.
const rows = values.from === undefined ? mergeRows(before, found) : found;
const byLab = new Map<string, KnownRow[]>();
for (const row of rows) byLab.set(row.lab, [...(byLab.get(row.lab) ?? []), row]);
await mkdir(folder, { recursive: true });
for (const [lab, own] of [...byLab].sort()) {
  const path = join(folder, `${lab}.json`);
  const text = formatSnapshot(own);
  const old = (await readdir(folder)).includes(`${lab}.json`) ? await readFile(path, "utf8") : "";
  if (old !== text) await writeFile(path, text);
  say(`${old === text ? "unchanged" : "written  "} ${lab}: ${own.length} rows`);
}
