/** The program as `npm start` puts it together and runs it: one that answers, and stops when it is told to. */
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { startLocalDiscord } from "../src/playground/local-discord.ts";
import { textOf } from "./support/bot.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
/** As deep as dist/, from where the program finds its files. */
const built = `dist-test-${process.pid}`;
const folder = mkdtempSync(join(tmpdir(), "labdex-built-"));
afterAll(() => {
  rmSync(join(root, built), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

/** The file and what it imports before it runs; `main.js` imports the rest once it knows that Node is new enough. */
function loadedAtStart(from: string, first: string): Set<string> {
  const names = new Set<string>();
  const visit = (name: string) => {
    if (names.has(name)) return;
    names.add(name);
    const text = readFileSync(join(from, name), "utf8");
    for (const [, other] of text.matchAll(/^(?:import|\} from|export \* from) ?[^"\n]*"\.\/([^"]+)"/gm))
      visit(other ?? "");
    if (name === first) for (const [, other] of text.matchAll(/import\("\.\/([^"]+)"\)/g)) visit(other ?? "");
  };
  visit(first);
  return names;
}

test("answers /model from wherever it is, and ends by itself on SIGTERM", async () => {
  execFileSync(process.execPath, ["scripts/build.mjs", built], { cwd: root });
  // What only some answers need is loaded by them, not by every start.
  for (const name of loadedAtStart(join(root, built), "main.js")) {
    const text = readFileSync(join(root, built, name), "utf8");
    expect(text).not.toMatch(/^import .*"(echarts|@resvg|pino-pretty|esbuild)\b/m);
    expect(text).not.toMatch(/^\/\/ (node_modules\/(feedsmith|yaml)|src\/playground)\//m);
  }

  // Moved, with what it reads and its packages.
  const moved = join(folder, "moved");
  mkdirSync(moved);
  renameSync(join(root, built), join(moved, "dist"));
  for (const name of ["data", "prisma", "package.json"])
    cpSync(join(root, name), join(moved, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(moved, "node_modules"));
  const { scripts } = JSON.parse(readFileSync(join(moved, "package.json"), "utf8"));
  const args = scripts.start.split(" ").slice(1);
  const discord = await startLocalDiscord();
  const bot = spawn(process.execPath, args, {
    cwd: moved,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PATH: process.env.PATH,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DATABASE_URL: `file:${join(folder, "built.db")}`,
      RELEASE_POLL: "off",
    },
  });
  const ended = new Promise((resolve) => bot.once("exit", resolve));
  await discord.until(() => discord.gateway.connected > 0 && discord.commands().length > 0, 100_000);
  const reply = await discord.person().slash("model", { name: "deepseek v3" });
  expect(textOf(reply.message)).toContain("671B");
  bot.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(discord.violations).toEqual([]);
  await discord.close();
}, 120_000);
