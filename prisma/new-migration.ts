/**
 * `npm run migration -- <name>`: writes the migration that leads to prisma/schema.prisma, for SQLite and PostgreSQL,
 * and the PostgreSQL twins of migrations that lack one. Works offline. Without a name only the twins are written.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readMigrations } from "../src/store/migrations-folder.ts";
import { postgresqlTwin, schemaAfter, steps } from "./schema-states.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const say = (text: string) => process.stdout.write(`${text}\n`);

function write(folder: string, name: string, script: string): void {
  mkdirSync(`${folder}/${name}`, { recursive: true });
  writeFileSync(`${folder}/${name}/migration.sql`, script === "" ? "-- Nothing to do here.\n" : script);
  say(`Wrote ${folder}/${name}/migration.sql`);
}

const name = process.argv[2];
if (name !== undefined) {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Error("A migration's name is lower-case letters, digits and _.");
  const schema = readFileSync(here("./schema.prisma"), "utf8");
  const script = await steps(await schemaAfter(await readMigrations(here("./migrations"))), schema, "sqlite");
  const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  if (script === "") say("The migrations lead to the schema already.");
  else write(here("./migrations"), `${time}_${name}`, script);
}

const migrations = await readMigrations(here("./migrations"));
for (const [index, migration] of migrations.entries()) {
  if (existsSync(here(`./postgresql/migrations/${migration.name}`))) continue;
  write(
    here("./postgresql/migrations"),
    migration.name,
    await postgresqlTwin(migrations.slice(0, index + 1)),
  );
}
