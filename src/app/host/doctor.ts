/** `labdex doctor`: looks at everything that a host can put right, and says what to do. */
import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { type Application, createApplication } from "../../bot/application.ts";
import { describeDatabase, parseDatabaseUrl } from "../../store/database-url.ts";
import { openStore } from "../../store/open.ts";
import { missingPermissions } from "../../subscriptions/permissions.ts";
import type { Subscription } from "../../subscriptions/types.ts";
import type { Env } from "../env.ts";
import { settingNames } from "../env.ts";
import { misspelt } from "../misspelt.ts";
import { nodeProblem } from "../node-version.ts";
import { storesOf } from "../stores.ts";
import type { HostCommand } from "./context.ts";

/** What one look came to. `fault`: the bot does not work like this; `hint`: it does, and could do better. */
interface Finding {
  kind: "well" | "hint" | "fault";
  text: string;
}
const well = (text: string): Finding => ({ kind: "well", text });
const hint = (text: string): Finding => ({ kind: "hint", text });
const fault = (text: string): Finding => ({ kind: "fault", text });

const marks = { well: "ok   ", hint: "look ", fault: "FAULT" } as const;

/** Free space below which the database's disk is pointed out, in bytes. */
const littleSpace = 500 * 1024 * 1024;
/** A clock that is further off makes the bot answer interactions that are over for Discord. */
const mostOffMs = 2_000;
/** Subscriptions whose channels are looked at: each costs Discord three requests. */
const mostChannels = 100;
const requestMs = 10_000;

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return (error instanceof Error ? error.message : String(error)) + cause;
};

async function discordFindings({ DISCORD_TOKEN: token, DISCORD_API_URL: url }: Env): Promise<Finding[]> {
  if (token === undefined) return [hint("DISCORD_TOKEN is not set: the bot would start its playground.")];
  const application = createApplication(token, url);
  let name: string;
  try {
    name = (await application.me()).username;
  } catch (error) {
    const isRefused =
      typeof error === "object" && error !== null && "status" in error && error.status === 401;
    return [
      fault(
        isRefused
          ? "Discord refuses the token: copy it again from the Bot page of the application."
          : `Discord cannot be reached at ${url}: ${reasonOf(error)}`,
      ),
    ];
  }
  const { shards, session_start_limit: starts } = await application.gateway();
  return [
    well(`the token is ${name}'s; no privileged intent is needed`),
    starts.remaining < shards
      ? fault(
          `Discord allows ${starts.remaining} more sessions in ${Math.ceil(starts.reset_after / 60_000)} minutes, and ${shards} shards need one each.`,
        )
      : well(`${shards} shards recommended, ${starts.remaining} of ${starts.total} sessions left today`),
  ];
}

async function clockFinding(url: string): Promise<Finding> {
  try {
    const asked = Date.now();
    const response = await fetch(`${url}/v10/gateway`, { signal: AbortSignal.timeout(requestMs) });
    const date = response.headers.get("date");
    if (date === null) return hint("Discord did not say what time it is.");
    // Discord says whole seconds, of some moment between the question and the answer.
    const middle = (asked + Date.now()) / 2;
    const offMs = Math.abs(Date.parse(date) + 500 - middle);
    return offMs > mostOffMs
      ? fault(`The clock of this machine is ${Math.round(offMs / 1_000)} s off: let it follow a time server.`)
      : well("the clock agrees with Discord's");
  } catch (error) {
    return hint(`The clock could not be compared: ${reasonOf(error)}`);
  }
}

async function upstreamFinding(name: string, url: string): Promise<Finding> {
  try {
    const started = performance.now();
    const response = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(requestMs) });
    const ms = Math.round(performance.now() - started);
    return response.status < 500
      ? well(`${name} answers in ${ms} ms`)
      : hint(`${name} answers with ${response.status}: nothing new is read from it until it is well.`);
  } catch (error) {
    return hint(`${name} cannot be reached at ${url}: ${reasonOf(error)}`);
  }
}

async function diskFinding(url: string): Promise<Finding[]> {
  const address = parseDatabaseUrl(url);
  if (address.provider !== "sqlite") return [];
  const folder = dirname(address.file);
  if (!existsSync(folder)) return [];
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const text = `${Math.round(free / 1024 / 1024).toLocaleString("en-US")} MB free at ${folder}`;
  return [free < littleSpace ? fault(`Only ${text}: make room before the database is full.`) : well(text)];
}

async function databaseFindings(env: Env): Promise<{ findings: Finding[]; channels: Subscription[] }> {
  const where = describeDatabase(env.DATABASE_URL);
  try {
    const store = await openStore(env.DATABASE_URL);
    try {
      const { leases, subscriptions } = storesOf(store);
      const written = await leases.take("writable", "doctor", new Date(), 0);
      const channels = await subscriptions.kept(mostChannels);
      const active = await subscriptions.count();
      return {
        findings: [
          written
            ? well(`the database can be written: ${where}; ${active} active subscriptions`)
            : hint(`${where} is being looked at by another doctor.`),
        ],
        channels,
      };
    } finally {
      await store.close();
    }
  } catch (error) {
    return { findings: [fault(reasonOf(error))], channels: [] };
  }
}

async function channelFindings(application: Application, subscriptions: readonly Subscription[]) {
  const looked = [...new Map(subscriptions.map((one) => [one.channelId, one])).values()];
  if (looked.length === 0) return [];
  const { id } = await application.me();
  const findings: Finding[] = [];
  for (const { channelId, channelName, channelKind } of looked) {
    const permissions = await application.permissionsIn(channelId, id);
    const missing = permissions === undefined ? undefined : missingPermissions(channelKind, permissions);
    if (missing === undefined) findings.push(fault(`#${channelName} (${channelId}) cannot be seen.`));
    else if (missing.length > 0)
      findings.push(fault(`#${channelName} (${channelId}) does not allow ${missing.join(", ")}.`));
  }
  if (findings.length === 0)
    findings.push(well(`it may post in the ${looked.length} subscribed channels that were looked at`));
  return findings;
}

export const doctorCommand: HostCommand = async ({ env, names, say }) => {
  let healthy = true;
  const show = (findings: readonly Finding[]) => {
    for (const { kind, text } of findings) {
      say(`${marks[kind]} ${text}`);
      if (kind === "fault") healthy = false;
    }
  };
  const node = process.versions.node;
  show([nodeProblem(node) === undefined ? well(`Node ${node}`) : fault(nodeProblem(node) ?? "")]);
  show(misspelt(names, settingNames).map(hint));
  const { findings, channels } = await databaseFindings(env);
  show(findings);
  show(await diskFinding(env.DATABASE_URL));
  const discord = await discordFindings(env);
  show(discord);
  show([await clockFinding(env.DISCORD_API_URL)]);
  if (env.DISCORD_TOKEN !== undefined && discord.every(({ kind }) => kind === "well"))
    show(await channelFindings(createApplication(env.DISCORD_TOKEN, env.DISCORD_API_URL), channels));
  const upstreams = {
    "Hugging Face": env.HF_API_URL,
    "models.dev": env.MODELS_DEV_URL,
    OpenRouter: env.OPENROUTER_URL,
  };
  show(await Promise.all(Object.entries(upstreams).map(([name, url]) => upstreamFinding(name, url))));
  return healthy;
};
