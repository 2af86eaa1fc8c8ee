/** The environment, read and checked once. A bad setting is named with what it should be; its value is never printed. */
import { z } from "zod";
import { StartError } from "./start-error.ts";

const snowflake = z.string().regex(/^\d{17,19}$/, "must be a Discord id: 17 to 19 digits");
const url = z
  .url({ protocol: /^https?$/, error: "must be an http(s) address" })
  .transform((text) => text.replace(/\/+$/, ""));

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
  DEV_GUILD_ID: snowflake.optional(),
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

/** Reads the settings. An empty variable counts as absent. Throws StartError that names every bad key. */
export function readEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const reasons = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw new StartError(`Wrong settings: ${reasons.join("; ")}.`);
}
