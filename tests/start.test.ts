/** The program itself, in its own process: what a person who hosts it sees when something is wrong, and after kills. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { startLocalDiscord } from "../src/playground/local-discord.ts";
import { loadCatalog } from "../src/store/catalog-store.ts";
import { openStore } from "../src/store/open.ts";
import { readCatalog } from "./support/catalog.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "labdex-start-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let databases = 0;
const newDatabase = () => `file:${join(folder, `db-${databases++}.db`)}`;

/** A program of this project, without the settings of whoever runs the tests. */
function start(settings: Record<string, string>): ChildProcess {
  const { PATH = "", HOME = "", TMPDIR } = process.env;
  return spawn(process.execPath, ["--import", "tsx", "src/main.ts"], {
    cwd: root,
    env: {
      PATH,
      HOME,
      ...(TMPDIR === undefined ? {} : { TMPDIR }),
      DATABASE_URL: newDatabase(),
      PLAYGROUND_PORT: "0",
      // Nothing is asked of the upstreams from a test.
      RELEASE_POLL: "off",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

function ended(child: ChildProcess): Promise<Ended> {
  let [out, err] = ["", ""];
  child.stdout?.on("data", (part: Buffer) => (out += part.toString()));
  child.stderr?.on("data", (part: Buffer) => (err += part.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out, err }));
  });
}

/** Resolves when the log says that it is ready. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (part: Buffer) => {
      if (part.toString().includes("Labdex is ready")) resolve();
    });
    child.once("close", (code) => reject(new Error(`ended with ${code} before it was ready`)));
  });
}

describe("a mistake of the person who hosts it is one clear sentence and a non-zero exit", () => {
  const secret = "MTAw.secret.value-4711";
  const settings: [what: string, settings: Record<string, string>, sentence: RegExp][] = [
    ["a token with blanks", { DISCORD_TOKEN: `Bot ${secret}` }, /DISCORD_TOKEN/],
    [
      "an address that is none",
      { DISCORD_API_URL: "discord", DISCORD_TOKEN: secret },
      /DISCORD_API_URL.*http/,
    ],
    ["a port that is none", { PLAYGROUND_PORT: "abc" }, /PLAYGROUND_PORT.*port/],
    ["a log level that is none", { LOG_LEVEL: "loud" }, /LOG_LEVEL.*debug/],
    ["a server id that is none", { DEV_GUILD_ID: "12" }, /DEV_GUILD_ID.*17 to 19/],
    ["a database of another kind", { DATABASE_URL: "mysql://x" }, /DATABASE_URL.*file:/],
    [
      "several at once",
      { LOG_LEVEL: "loud", PLAYGROUND_PORT: "abc" },
      /PLAYGROUND_PORT.*LOG_LEVEL|LOG_LEVEL.*PLAYGROUND_PORT/,
    ],
  ];
  test.each(settings)("%s", async (_what, given, sentence) => {
    const { code, err, out } = await ended(start(given));
    expect(code).toBe(1);
    expect(err.trim()).toMatch(sentence);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(out + err).not.toContain("4711");
  });

  test("a token that Discord refuses", async () => {
    const discord = await startLocalDiscord();
    try {
      const { code, err, out } = await ended(
        start({ DISCORD_TOKEN: secret, DISCORD_API_URL: discord.apiUrl }),
      );
      expect(code).toBe(1);
      expect(err.trim()).toMatch(/^Discord refused the token \(401\)\. Check DISCORD_TOKEN/);
      expect(err.trim().split("\n")).toHaveLength(1);
      expect(out + err).not.toContain("4711");
    } finally {
      await discord.close();
    }
  });

  test("a Discord that cannot be reached", async () => {
    const { code, err } = await ended(
      start({ DISCORD_TOKEN: secret, DISCORD_API_URL: "http://127.0.0.1:9/api" }),
    );
    expect(code).toBe(1);
    expect(err.trim()).toMatch(/^Discord could not be reached/);
    expect(err.trim().split("\n")).toHaveLength(1);
  });

  test("a port that is taken", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    const { code, err } = await ended(start({ PLAYGROUND_PORT: String(port) }));
    taken.close();
    expect(code).toBe(1);
    expect(err.trim()).toMatch(new RegExp(`^Port ${port} is taken.*PLAYGROUND_PORT`));
    expect(err.trim().split("\n")).toHaveLength(1);
  });

  test("a database that cannot be read", async () => {
    const file = join(folder, "not-a-database.db");
    writeFileSync(file, "this is no database, only text that is long enough to be looked at".repeat(50));
    const { code, err } = await ended(start({ DATABASE_URL: `file:${file}` }));
    expect(code).toBe(1);
    expect(err).toContain("not-a-database.db");
    expect(err.trim().split("\n")).toHaveLength(1);
  });
});

test("a folder that cannot be written is said by the build, in one sentence", () => {
  const closed = mkdtempSync(join(tmpdir(), "labdex-closed-"));
  mkdirSync(join(closed, "scripts"));
  copyFileSync(join(root, "package.json"), join(closed, "package.json"));
  copyFileSync(join(root, "scripts/build.mjs"), join(closed, "scripts/build.mjs"));
  chmodSync(closed, 0o555);
  // For root nothing is closed.
  const who = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const { status, stderr } = spawnSync(process.execPath, [join(closed, "scripts/build.mjs")], {
    ...who,
    encoding: "utf8",
  });
  chmodSync(closed, 0o755);
  rmSync(closed, { recursive: true });
  expect(stderr.trim()).toMatch(/^The folder .* cannot be written by this user: .*$/);
  expect(status).toBe(1);
});

describe("what the log says at start", () => {
  interface Line {
    level: number;
    msg: string;
    [key: string]: unknown;
  }
  const linesOf = (out: string) =>
    out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);

  test("servers, shards, database, the data's day, and how it is invited with what it needs", async () => {
    const discord = await startLocalDiscord({ guilds: 3 });
    const child = start({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_TOKN: "x" });
    const end = ended(child);
    await ready(child);
    child.kill("SIGTERM");
    const lines = linesOf((await end).out);
    const said = (text: string) => lines.find((line) => line.msg.startsWith(text));
    const servers = [...discord.world.botGuildIds()].length;
    expect(servers).toBeGreaterThanOrEqual(3);
    expect(said("Labdex is ready")).toMatchObject({ servers, shards: 1 });
    expect(said("Labdex is ready")?.database).toMatch(/^SQLite, .*\.db$/);
    expect(said("Labdex is ready")?.dataOf).toMatch(/^2\d{3}-\d\d-\d\d$/);
    const invite = said("Add it to a server: https://discord.com/oauth2/authorize?");
    expect(invite?.msg).toContain(`client_id=${discord.world.bot.id}`);
    expect(Object.keys(invite?.permissions ?? {})).toContain("Send Messages");
    expect(said("The setting DISCORD_TOKN")?.msg).toContain("is DISCORD_TOKEN meant?");
    await discord.close();
  });

  test("without a token, that this is the playground and that none is set", async () => {
    const child = start({});
    const end = ended(child);
    await ready(child);
    child.kill("SIGTERM");
    const { out } = await end;
    expect(out).toContain("No DISCORD_TOKEN is set: this is the playground");
    expect(out).not.toContain("oauth2/authorize");
  });
});

describe("starting and stopping", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("%s ends it cleanly", async (signal) => {
    const child = start({});
    const end = ended(child);
    await ready(child);
    child.kill(signal);
    expect(await end).toMatchObject({ code: 0, err: "" });
  });

  test("two starts with one database, one after the other: the second changes nothing", async () => {
    const settings = { DATABASE_URL: newDatabase() };
    for (const expected of [/data imported/, /^(?!.*data imported)/s]) {
      const child = start(settings);
      const end = ended(child);
      await ready(child);
      child.kill("SIGTERM");
      expect((await end).out).toMatch(expected);
    }
  }, 120_000);

  test("killed twenty times at random moments, the next start works and the data is whole", async () => {
    const url = newDatabase();
    for (let round = 0; round < 20; round++) {
      const child = start({ DATABASE_URL: url });
      const end = ended(child);
      setTimeout(() => child.kill("SIGKILL"), 150 + Math.random() * 1_500);
      await end;
    }
    const child = start({ DATABASE_URL: url });
    const end = ended(child);
    await ready(child);
    child.kill("SIGTERM");
    expect((await end).code).toBe(0);
    const store = await openStore(url);
    const data = await loadCatalog(store);
    await store.close();
    const expected = readCatalog();
    expect(data.labs.map((lab) => lab.id).sort()).toEqual(expected.labs.map((lab) => lab.id).sort());
    expect(data.models.map((model) => model.id).sort()).toEqual(
      expected.models.map((model) => model.id).sort(),
    );
  }, 120_000);
});
