/**
 * For Prisma's commands on SQLite: `npx prisma generate`, `npx prisma migrate …`, `npx prisma studio`.
 * For PostgreSQL add `--config prisma/postgresql/prisma.config.ts`.
 */
import { defineConfig } from "prisma/config";

// Generating asks for Prisma's schema engine without running it; any file will do, and nothing is downloaded.
// The bot migrates without it too. `prisma migrate` does run it, and downloads it.
if (process.argv.includes("generate")) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "file:.local/labdex.db" },
});
