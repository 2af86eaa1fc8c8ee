/** The playground's own data: kept over a restart, and apart from a real bot's. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createClock } from "../../src/app/playground/clock.ts";
import {
  holdApart,
  playgroundReview,
  playgroundServer,
  readKept,
  writeKept,
} from "../../src/app/playground/kept.ts";
import { openPlayground } from "../../src/app/playground/open.ts";
import { ids } from "../../src/playground/world/default-world.ts";

const folder = mkdtempSync(join(tmpdir(), "labdex-own-"));
const database = `file:${join(folder, "playground.db")}`;
afterAll(() => rmSync(folder, { recursive: true }));

test("messages, private channels, threads and the clock are there again after a restart", async () => {
  const clock = createClock();
  const first = await openPlayground(0, database, clock, { ahead: 0 });
  const ana = first.person({ as: "ana", channel: "general" });
  ana.say("hello");
  ana.say("to the bot", { channel: "dm" });
  clock.pass(3_600_000);
  await first.close();

  const kept = await readKept(database);
  expect(kept.ahead).toBe(3_600_000);
  const later = createClock(kept.ahead);
  const second = await openPlayground(0, database, later, kept);
  const again = second.person({ as: "ana", channel: "general" });
  expect(again.sees().map(({ content }) => content)).toEqual(["hello"]);
  expect(again.sees("dm").map(({ content }) => content)).toEqual(["to the bot"]);
  expect(again.dm().id).toBe(ana.dm().id);
  expect(later.now()).toBeGreaterThan(Date.now() + 3_500_000);
  await second.close();
});

describe("what was kept", () => {
  test("by nobody, or so that nobody can read it, is begun anew", async () => {
    expect(await readKept(`file:${join(folder, "no.db")}`)).toEqual({ ahead: 0 });
    expect(await readKept("postgresql://x")).toEqual({ ahead: 0 });
    for (const text of ["{", "[]", '{"ahead":-1}']) {
      writeFileSync(join(folder, "broken.db.world.json"), text);
      expect(await readKept(`file:${join(folder, "broken.db")}`)).toEqual({ ahead: 0 });
    }
    await writeKept("postgresql://x", { ahead: 1 });
  });
});

describe("one database is one's own", () => {
  test("a real bot's is refused by the playground, and the other way round", () => {
    expect(playgroundServer).toBe(ids.home);
    expect(playgroundReview).toEqual({ channel: ids.review, owners: [ids.owner, ids.moderator] });
    expect(() => holdApart([], true)).not.toThrow();
    expect(() => holdApart([ids.home], true)).not.toThrow();
    expect(() => holdApart(["910000000000000000"], false)).not.toThrow();
    expect(() => holdApart(["910000000000000000"], true)).toThrow(/real bot's/);
    expect(() => holdApart([ids.home], false)).toThrow(/playground's/);
  });
});
