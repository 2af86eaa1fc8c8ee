/** Registers the commands at start, only when the set differs from what Discord has. */
import type { REST } from "discord.js";
import {
  type APIApplicationCommand,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from "discord-api-types/v10";

type Definition = RESTPostAPIApplicationCommandsJSONBody;

/** Names of the commands that differ; all three empty means nothing to do. */
export interface Difference {
  added: string[];
  changed: string[];
  removed: string[];
}

const types: Record<number, string> = { 1: "/", 2: "user menu ", 3: "message menu " };
const nameOf = (command: { type?: number | undefined; name: string }) =>
  `${types[command.type ?? 1] ?? ""}${command.name}`;

/** Keys that Discord adds, or that say nothing: left out before comparing. */
const ignored = new Set([
  "id",
  "application_id",
  "guild_id",
  "version",
  "dm_permission",
  "default_permission",
  "handler",
]);

/** One form for what we define and what Discord returns: sorted keys, defaults and empty values left out. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key]) => !ignored.has(key))
    .filter(
      ([key, one]) =>
        !(one === null || one === undefined || one === false || one === "" || (key === "type" && one === 1)),
    )
    .filter(([, one]) => !(Array.isArray(one) && one.length === 0))
    .map(([key, one]): [string, unknown] => [
      key,
      key === "contexts" || key === "integration_types"
        ? [...(one as number[])].sort((a, b) => a - b)
        : canonical(one),
    ])
    .filter(([, one]) => !(typeof one === "object" && one !== null && !Array.isArray(one) && isEmpty(one)))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}
const isEmpty = (value: object) => Object.keys(value).length === 0;

/** What would have to change in `registered` to become `wanted`. */
export function differenceOf(
  wanted: readonly Definition[],
  registered: readonly Partial<APIApplicationCommand>[],
): Difference {
  const byName = (list: readonly { type?: number | undefined; name?: string }[]) =>
    new Map(list.map((one) => [nameOf({ name: "", ...one }), JSON.stringify(canonical(one))]));
  const want = byName(wanted);
  const have = byName(registered);
  return {
    added: [...want.keys()].filter((name) => !have.has(name)),
    changed: [...want]
      .filter(([name, text]) => have.has(name) && have.get(name) !== text)
      .map(([name]) => name),
    removed: [...have.keys()].filter((name) => !want.has(name)),
  };
}

/** Brings Discord's list in line, in a server of its own where `guildId` is given (there changes show at once). */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  definitions: readonly Definition[],
  guildId?: string,
): Promise<Difference> {
  const route =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const query = new URLSearchParams({ with_localizations: "true" });
  const registered = (await rest.get(route, { query })) as APIApplicationCommand[];
  const difference = differenceOf(definitions, registered);
  if (Object.values(difference).some((names) => names.length > 0))
    await rest.put(route, { body: definitions });
  return difference;
}
