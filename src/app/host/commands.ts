/** The host's commands: `labdex doctor`, and the like. Without one the bot runs. */
import { StartError } from "../../start-error.ts";
import { readEnv, type Variables } from "../env.ts";
import type { HostCommand } from "./context.ts";

interface Entry {
  /** How it is called. */
  usage: string;
  about: string;
  /** Loaded only when it is called. */
  load: () => Promise<HostCommand>;
}

const entries: Readonly<Record<string, Entry>> = {
  doctor: {
    usage: "doctor",
    about: "looks at settings, token, channels, database, disk, clock and upstreams, and says what to do",
    load: async () => (await import("./doctor.ts")).doctorCommand,
  },
  healthy: {
    usage: "healthy",
    about: "asks the running bot on HEALTH_PORT whether it does its work; for health checks",
    load: async () => (await import("./healthy.ts")).healthyCommand,
  },
  backup: {
    usage: "backup FILE",
    about: "writes everything a host owns into one file, while the bot runs",
    load: async () => (await import("./backup.ts")).backupCommand,
  },
  restore: {
    usage: "restore FILE",
    about: "puts a backup in the database's place; nothing is posted twice",
    load: async () => (await import("./backup.ts")).restoreCommand,
  },
  move: {
    usage: "move --from file:… --to postgresql://…",
    about: "takes a stopped bot to another database, with everything",
    load: async () => (await import("./backup.ts")).moveCommand,
  },
  register: {
    usage: "register",
    about: "brings Discord's list of commands in line, without starting the bot",
    load: async () => (await import("./register.ts")).registerCommand,
  },
  mcp: {
    usage: "mcp",
    about:
      "serves the catalogue to a language model over the Model Context Protocol (standard input and output)",
    load: async () => (await import("./mcp.ts")).mcpCommand,
  },
  releases: {
    usage: "releases check | rules | lift LAB WORD",
    about: "prints what would be announced now; lists owners' decisions on releases, and takes one back",
    load: async () => (await import("./releases-check.ts")).releasesCommand,
  },
};

export const hostUsage: string = [
  "labdex without a command runs the bot. Commands:",
  ...Object.values(entries).map(({ usage, about }) => `  labdex ${usage.padEnd(40)} ${about}`),
].join("\n");

/** Runs one command and returns the exit code. @throws StartError and the like: one sentence for the person */
export async function runHostCommand(
  argv: readonly string[],
  variables: Variables,
  say: (line: string) => void,
): Promise<number> {
  const [name = "", ...args] = argv;
  if (["help", "--help", "-h"].includes(name)) {
    say(hostUsage);
    return 0;
  }
  if (!Object.hasOwn(entries, name))
    throw new StartError(`labdex has no command ${name}: \`labdex help\` lists them.`);
  const command = await entries[name]?.load();
  const isWell = await command?.({ env: readEnv(variables), args, say, names: Object.keys(variables) });
  return isWell === true ? 0 : 1;
}
