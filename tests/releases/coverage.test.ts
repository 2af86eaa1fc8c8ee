/** How much of what upstreams list the catalogue has: each recorded release under its own name, and no other's. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { recordedRows } from "../../scripts/recorded-upstreams.ts";
import { readSnapshot } from "../../src/app/snapshot.ts";
import { nameKey } from "../../src/names/name.ts";
import { isPackaging } from "../../src/names/roles.ts";
import { withUpstream } from "../../src/releases/knowledge.ts";
import { modelNames } from "../../src/releases/names.ts";
import { knownRows } from "../../src/releases/rows.ts";
import { kindOf } from "../../src/releases/sources/pages.ts";
import { createSearch, entriesOf } from "../../src/search/search.ts";
import { readCatalog } from "../support/catalog.ts";

const upstream = fileURLToPath(new URL("../../../shared/upstream/", import.meta.url));
const present = existsSync(`${upstream}/grouping-examples.jsonl`);
const snapshot = await readSnapshot(fileURLToPath(new URL("../../data/upstream", import.meta.url)));
const catalog = withUpstream(readCatalog(), snapshot);
const names = modelNames(catalog.models);

/** The entry of a release, by its own name. */
function entryOf(lab: string, release: string) {
  const id = names.entryOf(lab, release);
  return catalog.models.find((model) => model.id === id && model.kind !== "family");
}

describe.skipIf(!present)("the recorded upstreams (skipped where ../shared/upstream is missing)", () => {
  const labels = !present
    ? []
    : readFileSync(`${upstream}/grouping-examples.jsonl`, "utf8")
        .trim()
        .split("\n")
        .map((line): { id: string; release: string; announce: boolean } => JSON.parse(line));
  const rows = present ? knownRows(recordedRows(upstream)) : [];
  const labelled = new Map(labels.map((label) => [label.id, label]));

  test("at least 98 % of what should be announced has an entry of its own name", () => {
    const wanted = rows.filter((row) => {
      const label = labelled.get(row.name);
      if (label !== undefined) return label.announce;
      return row.group.part === "model" || (row.group.part === "api" && kindOf(row.source) === "register");
    });
    const missing = wanted.filter(
      (row) => entryOf(row.lab, labelled.get(row.name)?.release ?? row.group.name) === undefined,
    );
    const said = `${wanted.length - missing.length} of ${wanted.length} releases have an entry; not ${missing
      .map((row) => row.name)
      .join(", ")}`;
    process.stdout.write(`${said}\n`);
    expect(wanted.length).toBeGreaterThan(1_000);
    expect(missing.length, said).toBeLessThanOrEqual(wanted.length * 0.02);
  });

  test("the snapshot is what a pull from the records writes", () => {
    const key = (row: { source: string; lab: string; name: string }) =>
      `${row.source} ${row.lab} ${row.name}`;
    const groups = new Map(snapshot.map((row) => [key(row), row.group]));
    const stale = rows.filter((row) => JSON.stringify(groups.get(key(row))) !== JSON.stringify(row.group));
    expect(stale.map(key)).toEqual([]);
  });
});

test("no entry has two of one name, and none an id that another has", () => {
  const ids = catalog.models.map(({ id }) => id);
  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
});

/** Figures of a text with their sizes: what makes it another model when it differs. */
const sizes = (name: string) =>
  [
    ...name
      .toLowerCase()
      .replace(/(?<=[a-z]-)(\d)-(?=\db)/g, "$1.")
      .matchAll(/(?<![\w.])(\d+(?:\.\d+)?)b(?![a-z])/g),
  ]
    .map(([, size]) => size)
    .join();

test("no row feeds an entry of another size", () => {
  const wrong = snapshot.flatMap((row) => {
    const entry = entryOf(row.lab, row.group.name);
    const [own, stated] = [sizes(row.group.name), sizes(entry?.name ?? "")];
    return entry === undefined || own === "" || stated === "" || own === stated
      ? []
      : [`${row.name} -> ${entry.name}`];
  });
  expect(wrong).toEqual([]);
});

test("each repository, typed with its organisation and without, opens the entry that bears its name", () => {
  const search = createSearch(entriesOf(catalog));
  const hub = snapshot.filter((row) => kindOf(row.source) === "hub");
  const opened = hub.flatMap(({ lab, name, group }) => {
    const own = names.entryOf(lab, group.name);
    return [name, name.replace(/^.*\//, "")].map((query) => ({
      query,
      own,
      resolved: search.resolve(query, { only: "model" }),
    }));
  });
  const wrong = opened.flatMap(({ query, own, resolved }) => {
    // What has no entry (a tokenizer, an adapter) is an honest miss.
    if (resolved.kind !== "one") return own === undefined ? [] : [`${query}: not found, ${own} has it`];
    const { id, alias, passedOver } = resolved.match;
    const bare = query.replace(/^.*\//, "");
    // Another packaging of the same weights is the same model.
    const weights = bare.replace(/-[^-]+$/, (last) => (isPackaging(last.slice(1).toLowerCase()) ? "" : last));
    const bears = passedOver.length > 0 || [bare, weights].some((one) => nameKey(one) === nameKey(alias));
    return id === own || bears ? [] : [`${query} -> ${id}`];
  });
  expect(wrong).toEqual([]);
  expect(hub.length).toBeGreaterThan(1_500);
});
