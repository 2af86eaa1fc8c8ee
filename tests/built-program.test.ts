/** The program as `npm start` puts it together and runs it: one that answers, and stops when it is told to. */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { startLocalDiscord } from "../src/playground/local-discord.ts";
import { textOf } from "./support/bot.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const built = join(".local", `test-build-${process.pid}`);
const folder = mkdtempSync(join(tmpdir(), "labdex-built-"));
afterAll(() => {
  rmSync(join(root, built), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

test("answers /model, and ends by itself on SIGTERM", async () => {
  execFileSync(process.execPath, ["scripts/build.mjs", built], { cwd: root });
  // What only some answers need is loaded by them, not by every start.
  const atStart = readdirSync(join(root, built)).filter((name) => /^(main|chunk-.*)\.js$/.test(name));
  for (const name of atStart) {
    const text = readFileSync(join(root, built, name), "utf8");
    expect(text).not.toMatch(/^import .*"(echarts|@resvg|feedsmith|pino-pretty|esbuild|ws)\b/m);
  }

  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const args = scripts.start.replace("dist/", `${built}/`).split(" ").slice(1);
  const discord = await startLocalDiscord();
  const bot = spawn(process.execPath, args, {
    cwd: root,
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
});
