import path from "node:path";
import { fileURLToPath } from "node:url";
import { StoreError } from "./errors.ts";

export type DatabaseAddress = { provider: "sqlite"; file: string } | { provider: "postgresql"; url: string };

const expected =
  "DATABASE_URL must be a SQLite file (file:.local/labdex.db) or a PostgreSQL address (postgresql://user@host/name).";

/** What DATABASE_URL points to; a relative file counts from the working folder, as with Prisma's own commands. */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  if (/^postgres(ql)?:\/\//.test(url)) return { provider: "postgresql", url };
  if (!url.startsWith("file:")) throw new StoreError("bad-url", expected);
  const file = url.startsWith("file://") ? fileOf(url) : url.slice("file:".length).replace(/\?.*$/, "");
  if (file === "" || file.startsWith(":")) throw new StoreError("bad-url", expected);
  return { provider: "sqlite", file: path.resolve(file) };
}

function fileOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch (cause) {
    throw new StoreError("bad-url", expected, { cause });
  }
}

/** The database as a log may show it: without user and password. */
export function describeDatabase(url: string): string {
  const address = parseDatabaseUrl(url);
  if (address.provider === "sqlite") return `SQLite, ${address.file}`;
  const { host, pathname } = new URL(address.url);
  return `PostgreSQL, ${host}${pathname}`;
}
