/**
 * `npm run data:found -- [--lab moonshot] [--write]`: the found entries that no data file has taken over, as data files
 * for a pull request; without `--write` they are printed. Each value stands at the page that says it: whoever takes
 * one over checks it there.
 */
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { stringify } from "yaml";
import { readSnapshot } from "../src/app/snapshot.ts";
import type { Model } from "../src/catalog/types.ts";
import { defined } from "../src/defined.ts";
import { withUpstream } from "../src/releases/knowledge.ts";
import { readCatalog } from "../src/store/read-catalog.ts";

const data = fileURLToPath(new URL("../data", import.meta.url));
const { values } = parseArgs({
  options: { lab: { type: "string" }, write: { type: "boolean", default: false } },
});

/** One found entry as the text of its data file. Pages are cited by address; `pages` says when each was read. */
function fileOf(model: Model): string {
  const pages: Record<string, { url: string; read: string }> = {};
  const place = (url: string, read: string | undefined): string => {
    const there = Object.entries(pages).find(([, page]) => page.url === url)?.[0];
    const name = there ?? `page${Object.keys(pages).length + 1}`;
    if (there === undefined && read !== undefined) pages[name] = { url, read };
    return read === undefined ? url : name;
  };
  const facts = Object.entries(model.facts).map(([field, fact]) => {
    const claims = fact.claims.map(({ value, text, places, asOf, note, agrees }) => ({
      value,
      ...(typeof value === "object" || text === String(value) ? {} : { text }),
      at: places.map((one) => place(one, asOf)),
      ...defined({ note }),
      ...(agrees === true ? { agrees } : {}),
    }));
    return [field, claims];
  });
  const short = (id: string | undefined) => id?.replace(`${model.lab}/`, "");
  return stringify(
    {
      name: model.name,
      ...(model.kind === "model" ? {} : { kind: model.kind }),
      ...(model.family === undefined ? {} : { family: short(model.family) }),
      ...(model.variantOf === undefined ? {} : { variantOf: short(model.variantOf) }),
      searchAids: model.aliases.map(({ text }) => text),
      pages,
      ...Object.fromEntries(facts),
    },
    { lineWidth: 110, flowCollectionPadding: true },
  );
}

const found = withUpstream(readCatalog(data), await readSnapshot(join(data, "upstream"))).models.filter(
  ({ unreviewed, lab }) => unreviewed === true && (values.lab === undefined || lab === values.lab),
);
for (const model of found) {
  const path = join(data, "models", `${model.id}.yaml`);
  if (!values.write) process.stdout.write(`# data/models/${model.id}.yaml\n${fileOf(model)}\n`);
  else if (!existsSync(path)) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, fileOf(model));
  }
}
process.stderr.write(`${found.length} found entries${values.write ? " written" : ""}.\n`);
