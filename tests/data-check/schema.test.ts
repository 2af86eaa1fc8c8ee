import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { jsonSchemas } from "../../scripts/data-check/schema.ts";

const root = resolve(import.meta.dirname, "..", "..");
const folder = join(root, "data", "schema");

test("the JSON Schemas are those of the code (else: npm run data:schema)", () => {
  const schemas = jsonSchemas();
  expect(readdirSync(folder).sort()).toEqual([...schemas.keys()].sort());
  for (const [name, text] of schemas) expect(readFileSync(join(folder, name), "utf8")).toBe(text);
});

test("the editor's settings name every schema", () => {
  const settings: unknown = JSON.parse(readFileSync(join(root, ".vscode", "settings.json"), "utf8"));
  expect(settings).toMatchObject({ "yaml.schemas": expect.any(Object) });
  for (const name of jsonSchemas().keys())
    expect(JSON.stringify(settings)).toContain(`./data/schema/${name}`);
});
