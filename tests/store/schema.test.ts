/** The schema's promises: every column explained, nothing that only one database has, migrations that lead to it. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { postgresqlTwin, schemaAfter, steps } from "../../prisma/schema-states.ts";
import { readMigrations } from "../../src/store/migrations-folder.ts";

const prisma = resolve(import.meta.dirname, "../../prisma");
const schema = readFileSync(resolve(prisma, "schema.prisma"), "utf8");
const sqlite = await readMigrations(resolve(prisma, "migrations"));
const postgresql = await readMigrations(resolve(prisma, "postgresql/migrations"));

/** The lines of the models, each with the line before it. */
const lines = schema
  .split("\n")
  .map((line, index, all) => ({ line: line.trim(), before: all[index - 1] ?? "" }));
const models = new Map<string, string[]>();
for (const [, name = "", body = ""] of schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms))
  models.set(
    name,
    body
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => /^\w/.test(line)),
  );

test("every table and every column has a comment", () => {
  const named = lines.filter(({ line }) => /^(model \w+ \{|[a-z]\w*\s+[A-Z]\w*(\[\]|\?)?(\s|$))/.test(line));
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter(({ before }) => !/^\s*\/\/\/ \S/.test(before)).map(({ line }) => line)).toEqual([]);
});

test("only types and attributes that SQLite and PostgreSQL share", () => {
  const scalars = new Set(["String", "Int", "Float", "Boolean", "DateTime"]);
  const others = [...models.values()]
    .flat()
    .map((column) => /^\w+\s+(\w+)/.exec(column)?.[1] ?? "")
    .filter((type) => !scalars.has(type) && !models.has(type));
  expect(others).toEqual([]);
  expect(schema).not.toMatch(/@db\.|dbgenerated|^enum |Unsupported/m);
});

test("the migrations lead to the schema: else `npm run migration -- <name>`", async () => {
  const reached = await schemaAfter(sqlite);
  expect(await steps(reached, schema, "sqlite")).toBe("");
  expect(await steps(reached, schema, "postgresql")).toBe("");
});

test("every migration has its PostgreSQL twin: else `npm run migration`", async () => {
  expect(postgresql.map(({ name }) => name)).toEqual(sqlite.map(({ name }) => name));
  for (const [index, { name, script }] of postgresql.entries()) {
    // A migration written by hand (a renamed column, changed values) is the same for both.
    if (script === sqlite[index]?.script) continue;
    const twin = await postgresqlTwin(sqlite.slice(0, index + 1));
    expect(script, name).toBe(twin || "-- Nothing to do here.\n");
  }
});
