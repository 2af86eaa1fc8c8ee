/** The environment, read and checked once. A bad setting is named with what it should be; its value is never printed. */
import { Cron } from "croner";
import { z } from "zod";
import { StartError } from "../start-error.ts";

const snowflake = z.string().regex(/^\d{17,19}$/, "must be a Discord id: 17 to 19 digits");
const url = z
  .url({ protocol: /^https?$/, error: "must be an http(s) address" })
  .transform((text) => text.replace(/\/+$/, ""));

const seconds = z
  .string()
  .regex(/^\d{1,8}$/, "must be a number of seconds")
  .transform(Number);

function isCron(pattern: string): boolean {
  if (pattern === "off") return true;
  try {
    new Cron(pattern, { paused: true });
    return true;
  } catch {
    return false;
  }
}

/** `8421`, `127.0.0.1:8421`, `[::1]:8421`. */
function addressOf(text: string): { host?: string; port: number } {
  const at = text.lastIndexOf(":");
  const port = Number(text.slice(at + 1));
  return at < 0 ? { port } : { host: text.slice(0, at).replace(/^\[(.*)\]$/, "$1"), port };
}

/** A range of several shards: `0-3/16`, or one of them: `5/16`. */
function shardsOf(text: string): { ids: number[]; count: number } | undefined {
  const [, first, last = first, all] = /^(\d{1,5})(?:-(\d{1,5}))?\/(\d{1,5})$/.exec(text) ?? [];
  const [from, to, count] = [Number(first), Number(last), Number(all)];
  if (!(from <= to && to < count)) return undefined;
  return { ids: Array.from({ length: to - from + 1 }, (_, index) => from + index), count };
}

const schema = z.object({
  DISCORD_TOKEN: z
    .string()
    .regex(/^\S+$/, "must not contain blanks")
    .refine((token) => !/^(Bot|Bearer)\b/i.test(token), 'must be the bare token, without "Bot " before it')
    .optional(),
  DISCORD_API_URL: url.default("https://discord.com/api"),
  DATABASE_URL: z
    .string()
    .regex(/^(file:|postgres(ql)?:\/\/)/, "must begin with file: or postgresql://")
    .default("file:.local/labdex.db"),
  /** `auto`: what Discord recommends, all in this process; else the shards of this process, and how many there are. */
  SHARDS: z
    .string()
    .default("auto")
    .transform((text, context) => {
      const shards = text === "auto" ? "auto" : shardsOf(text);
      if (shards !== undefined) return shards;
      context.addIssue({ code: "custom", message: "must be auto, or this process's shards of all: 0-3/16" });
      return z.NEVER;
    }),
  ROLE: z.enum(["all", "gateway", "worker"], { error: "must be all, gateway or worker" }).default("all"),
  DEV_GUILD_ID: snowflake.optional(),
  INLINE: z.enum(["mention", "off"], { error: "must be mention or off" }).default("mention"),
  OWNER_IDS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((id) => id !== ""))
    .pipe(z.array(snowflake, { error: "must be Discord ids, separated by commas" }))
    .default([]),
  REVIEW_CHANNEL_ID: snowflake.optional(),
  /** Not one of the design's names: when a release that nobody decided on is posted. */
  REVIEW_SECONDS: z
    .union([z.literal("never"), seconds], { error: 'must be a number of seconds, or "never"' })
    .default(3_600),
  HF_API_URL: url.default("https://huggingface.co"),
  HF_TOKEN: z.string().regex(/^\S+$/, "must not contain blanks").optional(),
  MODELS_DEV_URL: url.default("https://models.dev"),
  OPENROUTER_URL: url.default("https://openrouter.ai"),
  RELEASE_POLL: z
    .string()
    .refine(isCron, "must be a cron pattern, with seconds or without: */10 * * * *; or off")
    .default("*/10 * * * *"),
  RELEASE_HOLD_SECONDS: seconds.default(1_500),
  HEALTH_PORT: z
    .string()
    .regex(/^(\S+:)?\d{1,5}$/, "must be a port, or an address and a port: 8421, 127.0.0.1:8421")
    .transform(addressOf)
    .refine(({ port }) => port <= 65_535, "must be a port: 0 to 65535")
    .optional(),
  /** Not one of the design's names: the catalogue over HTTP, beside health. */
  CATALOG_API: z.enum(["on", "off"], { error: "must be on or off" }).default("off"),
  PLAYGROUND_PORT: z
    .string()
    .regex(/^\d+$/, "must be a port: 0 to 65535")
    .transform(Number)
    .refine((port) => port <= 65_535, "must be a port: 0 to 65535")
    .default(8420),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      error: "must be one of fatal, error, warn, info, debug, trace, silent",
    })
    .default("info"),
});

export type Env = z.output<typeof schema>;

/** The environment as the process has it. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The names of all settings. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

/** Reads the settings. An empty variable counts as absent. Throws StartError that names every bad key. */
export function readEnv(variables: Variables): Env {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const result = schema.safeParse(given);
  if (result.success) return fitting(result.data);
  const reasons = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw new StartError(`Wrong settings: ${reasons.join("; ")}.`);
}

/** @throws StartError for settings that are well by themselves, and not together */
function fitting(env: Env): Env {
  const isShared = env.DATABASE_URL.startsWith("postgres");
  if (env.ROLE !== "all" && !isShared)
    throw new StartError(
      `ROLE=${env.ROLE} works with other processes on one database: set DATABASE_URL to a postgresql:// address.`,
    );
  if (env.CATALOG_API === "on" && env.HEALTH_PORT === undefined)
    throw new StartError("CATALOG_API=on is served beside health: set HEALTH_PORT too.");
  if (env.ROLE !== "all" && env.DISCORD_TOKEN === undefined)
    throw new StartError(`ROLE=${env.ROLE} has no playground: set DISCORD_TOKEN.`);
  return env;
}
