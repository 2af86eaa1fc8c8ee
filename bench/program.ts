/** Bots as processes of their own, and what the operating system says of them. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LocalDiscord } from "../src/playground/local-discord.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** How a bot is started: arguments of node, and settings beside the address and the token. */
export interface Program {
  name: string;
  node: readonly string[];
  env?: Readonly<Record<string, string>>;
}

/** Nothing listens there: a bot that is measured asks no upstream. */
const nowhere = "http://127.0.0.1:9";

/** Puts the bot together as `npm start` does before it starts it; once for a run of benchmarks is enough. */
export function buildLabdex(): void {
  execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: root, stdio: "inherit" });
}

/** The bot as `npm start` starts it: flags of the script included. */
export function labdex(databaseFile: string, env: Readonly<Record<string, string>> = {}): Program {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: { start: string };
  };
  return {
    name: "Labdex",
    node: scripts.start.split(" ").slice(1),
    env: {
      DATABASE_URL: `file:${databaseFile}`,
      LOG_LEVEL: "warn",
      RELEASE_POLL: "0 0 1 1 *",
      HF_API_URL: nowhere,
      MODELS_DEV_URL: nowhere,
      OPENROUTER_URL: nowhere,
      ...env,
    },
  };
}

/** discord.js with one command that answers "pong". */
export function bareBot(...intents: string[]): Program {
  const name = `discord.js, ${intents.length === 0 ? "no intent" : `${intents.join(" and ")} intent`}`;
  return { name, node: ["bench/bare-bot.mjs"], env: { INTENTS: intents.join(",") } };
}

export type Running = ReturnType<typeof run>;

/** Starts a bot against a local Discord. Its warnings and errors go to our stderr. */
export function run(program: Program, discord: Pick<LocalDiscord, "apiUrl" | "token">) {
  const started = performance.now();
  const child: ChildProcess = spawn(process.execPath, program.node, {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_TOKEN: discord.token,
      ...program.env,
    },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = new Promise<number>((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (part: Buffer) => {
      output += part;
      if (/is ready/.test(output)) resolve(performance.now() - started);
    });
    child.once("exit", (code) =>
      reject(new Error(`${program.name} ended with ${code} before it was ready.`)),
    );
  });
  // Only some measurements wait for it; with LOG_LEVEL=warn the line never comes.
  ready.catch(() => undefined);
  const pid = child.pid ?? 0;

  return {
    program,
    pid,
    /** Milliseconds from the start of the process to its line that it is ready. */
    ready,
    /** Resident memory of the bot's own process in MB (10^6 bytes); helpers of the loader are not in it. */
    memory: () => memoryOf(pid),
    /** Processor time of the process so far in ms, all threads; undefined where the system does not tell. */
    cpu: () => cpuOf(pid),
    async stop(): Promise<void> {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function memoryOf(pid: number): number {
  if (process.platform === "linux") {
    const kibibytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return (Number(kibibytes) * 1024) / 1e6;
  }
  return (Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) * 1024) / 1e6;
}

/** Linux counts in ticks of 10 ms; fields as proc(5) has them. */
function cpuOf(pid: number): number | undefined {
  if (process.platform !== "linux") return undefined;
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** A folder for databases, and how to remove it. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "labdex-bench-"));
  return {
    file: (name: string): string => join(folder, name),
    remove: (): void => rmSync(folder, { recursive: true, force: true }),
  };
}
