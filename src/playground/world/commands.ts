import { EventEmitter } from "node:events";
import { type APIApplicationCommand, ApplicationCommandType } from "discord-api-types/v10";
import type { LooseCommand, LooseOption } from "../contract/command-rules.ts";
import type { Snowflakes } from "./snowflake.ts";
import type { RegisteredCommand } from "./types.ts";

export type CommandStore = ReturnType<typeof createCommandStore>;

/** Registered commands: global ones, and those of single guilds. */
export function createCommandStore(snowflakes: Snowflakes, applicationId: string) {
  const everywhere: RegisteredCommand[] = [];
  const events = new EventEmitter<{ change: [{ type: "commands"; guildId: string | undefined }] }>();
  const inGuilds = new Map<string, RegisteredCommand[]>();

  function list(guildId: string | undefined): RegisteredCommand[] {
    if (guildId === undefined) return everywhere;
    const known = inGuilds.get(guildId);
    if (known) return known;
    const made: RegisteredCommand[] = [];
    inGuilds.set(guildId, made);
    return made;
  }

  function register(command: LooseCommand, guildId: string | undefined, id: string): RegisteredCommand {
    const type = command.type ?? ApplicationCommandType.ChatInput;
    const permissions = command.default_member_permissions;
    const options = (command.options ?? []).map(stated);
    const made = {
      id,
      application_id: applicationId,
      version: snowflakes.next(),
      type,
      name: command.name,
      name_localizations: command.name_localizations ?? null,
      description: command.description ?? "",
      description_localizations: command.description_localizations ?? null,
      ...(options.length > 0 ? { options } : {}),
      default_member_permissions:
        permissions === undefined || permissions === null ? null : String(permissions),
      nsfw: command.nsfw ?? false,
      ...(guildId === undefined
        ? {
            dm_permission: command.dm_permission ?? true,
            contexts: command.contexts ?? null,
            integration_types: command.integration_types ?? [0],
          }
        : { guild_id: guildId }),
    };
    // Its shape was checked against Discord's own description.
    return made as unknown as APIApplicationCommand;
  }

  const sameAs = (command: LooseCommand) => (one: RegisteredCommand) =>
    one.name === command.name && one.type === (command.type ?? ApplicationCommandType.ChatInput);

  return {
    /** Told after every change, with the guild it was in. */
    events,
    /** Commands of a guild, or the global ones. */
    list: (guildId?: string): readonly RegisteredCommand[] => list(guildId),

    find: (id: string, guildId?: string): RegisteredCommand | undefined =>
      list(guildId).find((one) => one.id === id),

    /** What a person finds under a name in a guild: the guild's own command before the global one. */
    named(
      name: string,
      type: ApplicationCommandType,
      guildId: string | undefined,
    ): RegisteredCommand | undefined {
      const fits = (one: RegisteredCommand) => one.name === name && one.type === type;
      return (guildId === undefined ? undefined : list(guildId).find(fits)) ?? everywhere.find(fits);
    },

    /** Takes the place of all commands there; one that keeps its name keeps its id. */
    replaceAll(commands: readonly LooseCommand[], guildId?: string): readonly RegisteredCommand[] {
      const there = list(guildId);
      const made = commands.map((command) => {
        const before = there.find(sameAs(command));
        return register(command, guildId, before?.id ?? snowflakes.next());
      });
      there.splice(0, there.length, ...made);
      events.emit("change", { type: "commands", guildId });
      return made;
    },

    /** A command of an equal name and type is replaced: Discord calls it an upsert. */
    add(command: LooseCommand, guildId?: string): { command: RegisteredCommand; isNew: boolean } {
      const there = list(guildId);
      const index = there.findIndex(sameAs(command));
      const made = register(command, guildId, there[index]?.id ?? snowflakes.next());
      if (index >= 0) there[index] = made;
      else there.push(made);
      events.emit("change", { type: "commands", guildId });
      return { command: made, isNew: index < 0 };
    },

    /** @returns nothing when there is no such command */
    change(id: string, change: Partial<LooseCommand>, guildId?: string): RegisteredCommand | undefined {
      const there = list(guildId);
      const index = there.findIndex((one) => one.id === id);
      const before = there[index];
      if (!before) return undefined;
      const made = register({ ...(before as unknown as LooseCommand), ...change }, guildId, id);
      there[index] = made;
      events.emit("change", { type: "commands", guildId });
      return made;
    },

    remove(id: string, guildId?: string): boolean {
      const there = list(guildId);
      const index = there.findIndex((one) => one.id === id);
      if (index < 0) return false;
      there.splice(index, 1);
      events.emit("change", { type: "commands", guildId });
      return true;
    },
  };
}

/** An option as Discord gives it back: what was not set, or set to its default, is absent. */
function stated(option: LooseOption): LooseOption {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(option)) {
    if (value === null || value === undefined) continue;
    if (value === false && (key === "required" || key === "autocomplete")) continue;
    if (Array.isArray(value) && value.length === 0) continue;
    kept[key] = key === "options" ? (option.options ?? []).map(stated) : value;
  }
  return kept as unknown as LooseOption;
}
