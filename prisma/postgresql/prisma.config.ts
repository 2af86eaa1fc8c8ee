/**
 * For Prisma's commands on PostgreSQL: `npx prisma … --config prisma/postgresql/prisma.config.ts`.
 *
 * Prisma binds a schema to one kind of database. There is one schema, ../schema.prisma; its PostgreSQL twin is made
 * from it here, each time, and kept with the generated code.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";
import { postgresqlSchema } from "./schema.ts";

if (process.argv.includes("generate")) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const generated = here("../../src/store/generated-postgresql");
const schema = `${generated}/schema.prisma`;
mkdirSync(generated, { recursive: true });
writeFileSync(schema, postgresqlSchema(readFileSync(here("../schema.prisma"), "utf8")));

export default defineConfig({
  schema,
  migrations: { path: here("./migrations") },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://localhost/labdex" },
});
