/** Databases read their data files anew when the rows that come of them are no longer the same. */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { parseDataFile } from "../../src/catalog/data-file.ts";
import { addRows, noRows, rowFormat } from "../../src/store/catalog-rows.ts";

const at = "[first:1, page:2]";
const common = `
nameZh: 名
aliases: [{ alias: Other, kind: short, at: ${at} }]
searchAids: [aid]
pages: { page: { url: "https://example.com/page", read: 2026-11-25 } }
standings: [{ ranking: tiers, value: A, of: One, at: ${at} }]
relations: [{ kind: based-on, to: acme/two, name: Two, note: so, at: ${at} }]
events: [{ date: 2025-06, text: It came., at: ${at} }]
caveats: [{ field: released, text: Unclear., conflict: C01, at: ${at} }]
`;
/** Files in which everything is said once. */
const files: Record<string, string> = {
  "sources.yaml":
    "first: { title: T, kind: document, about: x, asOf: 2025-09, asOfKind: stated, group: g, groupLines: [1, 2], file: f, url: 'https://example.com', licence: MIT }",
  "rankings.yaml": "tiers: { name: Tiers, source: first, about: x, ordered: true, values: [A, B] }",
  "benchmarks.yaml": "exam: { name: Exam, aliases: [Test], about: x, max: 100, average: true }",
  "market/tiers.yaml": `
name: Tiers
about: Who leads
aliases: [levels]
points: [{ text: Some., at: ${at} }]
caveats: [{ text: Unclear., at: ${at} }]`,
  "labs/acme.yaml": `
name: Acme
kind: sub-lab
partOf: mother
sites: ["https://example.com"]
colour: "#4d6bfe"
huggingface: [acme]
feeds: ["https://example.com/feed"]
founded: { value: 2023, at: ${at} }
founders: [{ value: Ada, at: ${at} }, { value: Bob, text: Bob B., at: ${at} }]
people: [{ name: Ada, nameZh: 名, nickname: A, role: head, background: [{ text: Built., at: ${at} }], at: ${at} }]
figures: [{ name: Seats, text: "12", note: so, at: ${at} }]
sections: { history: [{ text: Long., at: ${at} }] }
${common}`,
  "models/acme/one.yaml": `
name: One
kind: variant
status: anticipated
family: line
variantOf: two
predecessor: zero
released: [{ value: 2025-06, at: ${at}, note: heard, doubtful: true }, { value: 2025, at: ${at}, agrees: true }]
parametersTotal: { value: 671B, at: ${at} }
weights: { value: "yes", at: ${at} }
modality: { value: [text, image], at: ${at} }
price: { value: { input: 0.5, output: 2, currency: USD }, at: ${at} }
geometry: { value: { layers: 61, kvRank: 512, ropeDim: 64 }, at: ${at} }
report: { value: { title: Report, url: "https://example.com/r" }, at: ${at} }
scores: [{ benchmark: exam, score: 1.5, text: "1.5", by: Somebody, setting: thinking, note: so, doubtful: true, at: ${at} }]
notable: [{ text: Much., at: ${at} }]
${common}`,
};

test("the rows are those of their format: where they change on purpose, raise rowFormat and write it down here", () => {
  const rows = noRows();
  for (const [path, text] of Object.entries(files))
    addRows(rows, path, parseDataFile({ path, shown: path, text }));
  for (const table of Object.values(rows)) expect(table).not.toEqual([]);
  const hash = createHash("sha256").update(JSON.stringify(rows)).digest("hex");
  expect({ rowFormat, rows: hash.slice(0, 16) }).toEqual({ rowFormat: 1, rows: "17c99d2c81aaba21" });
});
