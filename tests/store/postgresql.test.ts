/** What is particular to PostgreSQL; skipped where LABDEX_TEST_POSTGRES names no server. */
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { expect, test } from "vitest";
import { StoreError } from "../../src/store/errors.ts";
import { openStore } from "../../src/store/open.ts";
import {
  catalogOf,
  importInto,
  inPostgresql,
  openedStore,
  smallData,
  startChild,
  temporaryFolder,
  writeData,
} from "./support.ts";

inPostgresql("a start", (empty) => {
  test("of three processes on one empty database ends well for each", async () => {
    const url = await empty();
    const data = temporaryFolder();
    writeData(data, smallData(30, "one edition"));
    const ends = await Promise.all([1, 2, 3].map(() => startChild(url, data).ended));
    for (const { code, output } of ends) expect(output, `exit ${code}`).toMatch(/done after/);
    expect((await catalogOf(url)).models).toHaveLength(30);
  });

  test("leaves no lock behind that a newer bot would wait for", async () => {
    const store = await openedStore(await empty());
    const sql =
      "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    const { rows } = await store.raw.read((db) => db.queryRaw({ sql, args: [], argTypes: [] }));
    expect(rows).toEqual([]);
  });

  test("killed at random moments leaves old or new data, and the next one works", async () => {
    const data = temporaryFolder();
    const editions = { old: join(data, "old"), new: join(data, "new") };
    writeData(editions.old, smallData(30, "old edition"));
    writeData(editions.new, smallData(20, "new edition"));
    const url = await empty();
    for (let round = 0; round < 6; round++) {
      const child = startChild(url, round % 2 === 0 ? editions.old : editions.new);
      await child.begun;
      setTimeout(() => child.process.kill("SIGKILL"), randomInt(300));
      await child.ended;
      expect([0, 20, 30]).toContain((await catalogOf(url)).models.length);
    }
    await importInto(url, editions.new);
    expect((await catalogOf(url)).models).toHaveLength(20);
  });

  test.each([
    [
      "a user that does not exist",
      (url: URL) => Object.assign(url, { username: "nobody-here", password: "secret" }),
      /user/,
    ],
    [
      "a database that does not exist",
      (url: URL) => Object.assign(url, { pathname: "/not-here" }),
      /createdb/,
    ],
    ["a port where nothing listens", (url: URL) => Object.assign(url, { port: "1" }), /does not answer/],
  ])("with %s says so in one sentence", async (_, change, says) => {
    const url = change(new URL(await empty())).href;
    const error = await openStore(url).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreError);
    expect((error as StoreError).message).toMatch(says);
    expect((error as StoreError).message).not.toMatch(/secret|\n/);
  });
});
