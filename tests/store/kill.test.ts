/** A process that is killed at any moment while it migrates or imports leaves a database that the next start repairs. */
import { randomInt } from "node:crypto";
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";
import { expect, test } from "vitest";
import type { CatalogData } from "../../src/catalog/types.ts";
import {
  catalogOf,
  databaseIn,
  importInto,
  smallData,
  startChild,
  temporaryFolder,
  withStore,
  writeData,
} from "./support.ts";

const models = 60;

/** Two editions of the data and what they are in the catalogue; the new one lacks a third of the models. */
async function editions() {
  const folder = temporaryFolder();
  const data = { old: join(folder, "old"), new: join(folder, "new") };
  writeData(data.old, smallData(models, "old edition"));
  writeData(data.new, smallData((models * 2) / 3, "new edition"));
  const catalog: Record<"empty" | "old" | "new", CatalogData> = {
    empty: await catalogOf(`file:${join(folder, "empty.db")}`),
    old: await imported(`file:${join(folder, "old.db")}`, data.old),
    new: await imported(`file:${join(folder, "new.db")}`, data.new),
  };
  return { folder, data, catalog };
}

async function imported(url: string, folder: string): Promise<CatalogData> {
  await importInto(url, folder);
  return catalogOf(url);
}

const subscription = {
  guildId: "1",
  channelId: "2",
  channelKind: "text",
  filters: "{}",
  cadence: "instant",
  ownerId: "3",
};

function checkFile(file: string): void {
  const database = new Libsql(file);
  expect(database.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  expect(database.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
  database.close();
}

/** The database is at one of the allowed states, not between them; and the next start brings it to the new edition. */
async function expectWhole(
  folder: string,
  { data, catalog }: Awaited<ReturnType<typeof editions>>,
  before: "empty" | "old",
): Promise<void> {
  const file = join(folder, "labdex.db");
  if (existsSync(file)) checkFile(file);
  const left = await catalogOf(databaseIn(folder));
  expect([catalog[before], catalog.new]).toContainEqual(left);
  expect(await imported(databaseIn(folder), data.new)).toEqual(catalog.new);
  checkFile(file);
}

/** Starts the bot's work on a database and kills it within the time that the work takes. */
async function killed(folder: string, data: string, within: number): Promise<void> {
  const child = startChild(databaseIn(folder), data);
  await child.begun;
  setTimeout(() => child.process.kill("SIGKILL"), randomInt(within));
  await child.ended;
}

test("killed ten times at random moments on an empty database, and three times in a row", async () => {
  const all = await editions();
  for (let round = 0; round < 10; round++) {
    const folder = temporaryFolder();
    for (let kill = 0; kill < (round === 0 ? 3 : 1); kill++) await killed(folder, all.data.new, 300);
    await expectWhole(folder, all, "empty");
  }
}, 180_000);

test("killed ten times at random moments over older data, subscriptions stay", async () => {
  const all = await editions();
  const template = join(all.folder, "old.db");
  await withStore(`file:${template}`, async (store) => {
    await store.prisma.subscription.create({ data: subscription });
  });
  for (let round = 0; round < 10; round++) {
    const folder = temporaryFolder();
    copyFileSync(template, join(folder, "labdex.db"));
    await killed(folder, all.data.new, 200);
    await expectWhole(folder, all, "old");
    const kept = await withStore(databaseIn(folder), async (store) => store.prisma.subscription.findMany());
    expect(kept).toMatchObject([subscription]);
  }
}, 180_000);

test("killed before each of its calls of the database", async () => {
  const all = await editions();
  const calls = async (killAt: number) => {
    const folder = temporaryFolder();
    const child = startChild(databaseIn(folder), all.data.new, { KILL_AT: String(killAt) });
    return { folder, ...(await child.ended) };
  };
  const whole = await calls(Number.MAX_SAFE_INTEGER);
  const total = Number(/done after (\d+) calls/.exec(whole.output)?.[1]);
  expect(total).toBeGreaterThan(20);
  // Every call would take a minute; steps of three, from a random first one, find them all in the long run.
  for (let killAt = 1 + randomInt(3); killAt <= total; killAt += 3) {
    const { folder, code } = await calls(killAt);
    expect(code).toBe("SIGKILL");
    await expectWhole(folder, all, "empty");
  }
}, 180_000);
