/**
 * What the migrations make of an empty database, and what is missing to reach the schema: worked out on a SQLite file
 * that is thrown away, for both kinds of database, without a server and without Prisma's downloaded engine.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../src/store/migrate.ts";
import type { Migration } from "../src/store/migrations-folder.ts";
import { startSchemaEngine } from "../src/store/schema-engine.ts";
import { openSqlite } from "../src/store/sqlite.ts";
import { postgresqlSchema } from "./postgresql/schema.ts";

type Engine = Awaited<ReturnType<typeof startSchemaEngine>>;

/** As much of a schema as says which kind of database it is for, in the words that postgresqlSchema looks for. */
const header = `generator client {
  provider = "prisma-client"
  output   = "../src/store/generated"
}

datasource db {
  provider = "sqlite"
}
`;
const one = (content: string) => ({ files: [{ path: "schema.prisma", content }] });

async function withEngine<T>(
  migrations: readonly Migration[],
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "labdex-schema-"));
  const database = await openSqlite(join(folder, "scratch.db"), 1_000);
  try {
    await migrate(database, migrations, () => undefined);
    const engine = await startSchemaEngine(await database.adapter.connect());
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The schema, as Prisma writes it down, that the SQLite migrations lead to. */
export async function schemaAfter(migrations: readonly Migration[]): Promise<string> {
  if (migrations.length === 0) return header;
  return withEngine(migrations, async (engine) => {
    const introspected = await engine.introspect({
      schema: one(header),
      baseDirectoryPath: ".",
      force: true,
      compositeTypeDepth: 0,
      namespaces: null,
    });
    return introspected.schema.files[0]?.content ?? header;
  });
}

/** The SQL that leads from one schema to another; both are written for SQLite. Empty when they are the same. */
export async function steps(from: string, to: string, kind: "sqlite" | "postgresql"): Promise<string> {
  const written = (schema: string) => one(kind === "sqlite" ? schema : postgresqlSchema(schema));
  return withEngine([], async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatamodel", ...written(from) },
      to: { tag: "schemaDatamodel", ...written(to) },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const script = stdout ?? "";
    return script.includes("This is an empty migration") ? "" : script;
  });
}

/** The PostgreSQL twin of the last of some SQLite migrations. Only of its schema: changes of data need a hand. */
export async function postgresqlTwin(migrations: readonly Migration[]): Promise<string> {
  return steps(await schemaAfter(migrations.slice(0, -1)), await schemaAfter(migrations), "postgresql");
}
