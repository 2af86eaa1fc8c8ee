/** Folders, data files and child processes for the store's tests. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { describe, onTestFinished } from "vitest";
import type { CatalogData } from "../../src/catalog/types.ts";
import { importData, loadCatalog } from "../../src/store/catalog-store.ts";
import { openStore, type Store, type StoreOptions } from "../../src/store/open.ts";

/** A new folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "labdex-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const databaseIn = (folder: string): string => `file:${join(folder, "labdex.db")}`;

/** Empty is unset. */
const postgresql = process.env.LABDEX_TEST_POSTGRES || undefined;

/** Makes an empty PostgreSQL database on the server of LABDEX_TEST_POSTGRES; it is dropped when the test ends. */
async function emptyPostgresql(): Promise<string> {
  const url = new URL(postgresql ?? "");
  const server = await new PrismaPg({ connectionString: url.href }).connect();
  const name = `labdex_test_${randomUUID().replaceAll("-", "")}`;
  await server.executeScript(`CREATE DATABASE ${name}`);
  onTestFinished(async () => {
    await server.executeScript(`DROP DATABASE ${name} WITH (FORCE)`);
    await server.dispose();
  });
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs a suite on SQLite, and on PostgreSQL where the environment names a server. `empty` makes a database. */
export function inEachDatabase(name: string, suite: (empty: () => Promise<string>) => void): void {
  describe(`${name} in SQLite`, () => suite(async () => databaseIn(temporaryFolder())));
  inPostgresql(name, suite);
}

/** Runs a suite on PostgreSQL where LABDEX_TEST_POSTGRES names a server on which databases may be made. */
export function inPostgresql(name: string, suite: (empty: () => Promise<string>) => void): void {
  describe.skipIf(postgresql === undefined)(`${name} in PostgreSQL`, () => suite(emptyPostgresql));
}

/** Opens a store that is closed when the test ends. */
export async function openedStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const store = await openStore(url, options);
  onTestFinished(() => store.close());
  return store;
}

/** Opens, works, closes. */
export async function withStore<T>(url: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(url);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

export const catalogOf = (url: string): Promise<CatalogData> => withStore(url, loadCatalog);
export const importInto = (url: string, folder: string) =>
  withStore(url, (store) => importData(store, folder));

/** Writes data files; a path that is mapped to undefined is removed. */
export function writeData(folder: string, files: Record<string, string | undefined>): void {
  for (const [path, text] of Object.entries(files)) {
    const full = join(folder, path);
    if (text === undefined) {
      rmSync(full);
      continue;
    }
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
}

/** A data folder with the lists, one lab and so many models. `edition` is in every text: another one is another data. */
export function smallData(models: number, edition: string): Record<string, string> {
  const model = (n: number) => `
name: Model ${n}
aliases: [{ alias: M${n} ${edition}, kind: short, at: first:1 }]
released: { value: 2025-0${(n % 9) + 1}, at: first:${n + 1} }
parametersTotal:
  - { value: ${n}B, at: first:2, note: ${edition} }
  - { value: ${n + 1}B, at: [first:3, first:4], doubtful: true }
weights: { value: "yes", at: first:5 }
notable: [{ text: "Note of ${edition}.", at: first:6 }]
scores: [{ benchmark: exam, score: ${n}, text: "${n}", at: first:7 }]
events: [{ date: 2025, text: "It happened in ${edition}.", at: first:8 }]
`;
  return {
    "sources.yaml": `first: { title: First, kind: document, about: ${edition}, asOf: 2025-09, asOfKind: stated }\n`,
    "rankings.yaml":
      "tiers: { name: Tiers, source: first, about: How good, ordered: true, values: [A, B] }\n",
    "benchmarks.yaml": `exam: { name: Exam, about: ${edition} }\n`,
    "labs/deepseek.yaml": `name: DeepSeek\nfounded: { value: 2023, at: first:1, note: ${edition} }\n`,
    "market/tiers.yaml": `name: Tiers\nabout: Who leads\npoints: [{ text: ${edition}, at: first:9 }]\n`,
    ...Object.fromEntries(
      Array.from({ length: models }, (_, n) => [`models/deepseek/model-${n}.yaml`, model(n)]),
    ),
  };
}

const childFile = fileURLToPath(new URL("./start-child.ts", import.meta.url));

export interface Started {
  process: ChildProcess;
  /** Resolves when the child has loaded its code and is about to open the database. */
  begun: Promise<void>;
  /** Resolves when the child is gone, with its exit code or the signal that ended it, and what it wrote. */
  ended: Promise<{ code: number | NodeJS.Signals | null; output: string }>;
}

/** Starts a process that opens the database and imports a folder, as the bot does. */
export function startChild(url: string, folder: string, variables: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ["--import", "tsx", childFile, url, folder], {
    env: { ...process.env, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const begun = new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("begun")) resolve();
    });
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const ended = new Promise<{ code: number | NodeJS.Signals | null; output: string }>((resolve) => {
    child.on("close", (code, signal) => resolve({ code: signal ?? code, output }));
  });
  return { process: child, begun: Promise.race([begun, ended.then(() => undefined)]), ended };
}
