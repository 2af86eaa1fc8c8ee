import { ComponentType, ApplicationCommandOptionType as Type } from "discord-api-types/v10";
import { codePoints } from "../contract/code-points.ts";
import type { LooseOption } from "../contract/command-rules.ts";
import { memberJson } from "../world/guild-json.ts";
import type { Channel, RegisteredCommand } from "../world/types.ts";
import type { World } from "../world/world.ts";
import { PersonError } from "./error.ts";
import { channelSummary } from "./payloads.ts";

/** What a person fills in: text, a number, true or false, or the id of a channel, user or role. */
export type OptionValue = string | number | boolean;

interface SentOption {
  name: string;
  type: number;
  value?: OptionValue;
  focused?: true;
  options?: SentOption[];
}

export interface Filled {
  options: SentOption[];
  resolved?: Record<string, Record<string, unknown>>;
  /** Type of the option that is being typed. */
  focusedType?: number;
}

export interface Filling {
  subcommand?: string;
  group?: string;
  /** Autocomplete: what is being typed where. */
  focused?: { name: string; typed: string };
}

/**
 * Options as the client sends them, once it has held them to the command's definition.
 *
 * @throws PersonError for what the client would not let through
 */
export function fillOptions(
  world: World,
  userId: string,
  channel: Channel,
  command: RegisteredCommand,
  values: Record<string, OptionValue>,
  filling: Filling,
): Filled {
  const path = [filling.group, filling.subcommand].filter((name) => name !== undefined);
  let definitions = (command.options ?? []) as unknown as LooseOption[];
  const wrappers: SentOption[] = [];
  for (const name of path) {
    const next = definitions.find((option) => option.name === name && option.type <= Type.SubcommandGroup);
    if (!next) throw new PersonError(`"${command.name}" has no subcommand "${name}".`);
    wrappers.push({ name, type: next.type });
    definitions = next.options ?? [];
  }
  if (definitions.some((option) => option.type <= Type.SubcommandGroup)) {
    throw new PersonError(`"${command.name}" needs one of its subcommands.`);
  }
  for (const name of Object.keys(values)) {
    if (!definitions.some((option) => option.name === name)) {
      throw new PersonError(`"${command.name}" has no option "${name}".`);
    }
  }

  const filled: Filled = { options: [] };
  const { focused } = filling;
  for (const definition of definitions) {
    const value = values[definition.name];
    if (focused?.name === definition.name) {
      if (!definition.autocomplete) throw new PersonError(`Option "${definition.name}" suggests nothing.`);
      filled.focusedType = definition.type;
      filled.options.push({
        name: definition.name,
        type: definition.type,
        value: focused.typed,
        focused: true,
      });
    } else if (value !== undefined) {
      filled.options.push({
        name: definition.name,
        type: definition.type,
        value: accepted(definition, value),
      });
      resolveInto(filled, world, userId, channel, definition, value);
    } else if (definition.required && !focused) {
      throw new PersonError(`Option "${definition.name}" is required.`);
    }
  }
  if (focused && filled.focusedType === undefined) {
    throw new PersonError(`"${command.name}" has no option "${focused.name}".`);
  }
  for (const wrapper of wrappers.reverse()) filled.options = [{ ...wrapper, options: filled.options }];
  return filled;
}

function accepted(definition: LooseOption, value: OptionValue): OptionValue {
  const refuse = (why: string) =>
    new PersonError(`Option "${definition.name}" ${why}, not ${JSON.stringify(value)}.`);
  switch (definition.type) {
    case Type.Boolean:
      if (typeof value !== "boolean") throw refuse("takes true or false");
      return value;
    case Type.Integer:
    case Type.Number: {
      if (definition.autocomplete && typeof value === "string") return value;
      if (typeof value !== "number") throw refuse("takes a number");
      if (definition.type === Type.Integer && !Number.isSafeInteger(value))
        throw refuse("takes a whole number");
      const { min_value: low, max_value: high } = definition;
      if (value < (low ?? value) || value > (high ?? value)) throw refuse(`lies between ${low} and ${high}`);
      break;
    }
    default: {
      if (typeof value !== "string") throw refuse("takes text");
      if (definition.type !== Type.String) return value;
      const length = codePoints(value);
      if (
        length < (definition.min_length ?? 0) ||
        length > (definition.max_length ?? 6_000) ||
        length === 0
      ) {
        throw refuse("has another length");
      }
    }
  }
  const choices = definition.choices ?? [];
  if (choices.length > 0 && !choices.some((choice) => choice.value === value))
    throw refuse("is one of its choices");
  return value;
}

function resolveInto(
  filled: Filled,
  world: World,
  userId: string,
  channel: Channel,
  definition: LooseOption,
  value: OptionValue,
): void {
  const id = String(value);
  const kinds: Partial<Record<number, ResolvedKind[]>> = {
    [Type.User]: ["users"],
    [Type.Role]: ["roles"],
    [Type.Mentionable]: ["users", "roles"],
    [Type.Channel]: ["channels"],
  };
  const wanted = kinds[definition.type];
  if (!wanted) return;
  const found = resolve(world, userId, channel, wanted, id);
  if (!found)
    throw new PersonError(`Option "${definition.name}": there is no ${wanted.join(" or ")} ${id} here.`);
  const type = world.channel(id)?.type;
  const types = definition.channel_types ?? [];
  if (wanted.includes("channels") && types.length > 0 && (type === undefined || !types.includes(type))) {
    throw new PersonError(`Option "${definition.name}" does not take a channel of type ${type}.`);
  }
  filled.resolved ??= {};
  for (const [kind, entry] of Object.entries(found)) {
    filled.resolved[kind] = { ...filled.resolved[kind], [id]: entry };
  }
}

type ResolvedKind = "users" | "roles" | "channels";

function resolve(
  world: World,
  userId: string,
  channel: Channel,
  kinds: readonly ResolvedKind[],
  id: string,
): Record<string, unknown> | undefined {
  const guild = world.guildOf(channel);
  for (const kind of kinds) {
    if (kind === "users") {
      const user = world.users.get(id);
      if (!user) continue;
      const member = guild?.members.get(id);
      if (!member) return { users: user };
      const { user: _, ...bare } = memberJson(member);
      return { users: user, members: { ...bare, permissions: world.permissions(id, channel).toString() } };
    }
    if (kind === "roles") {
      const role = guild?.roles.get(id);
      if (role) return { roles: role };
      continue;
    }
    const found = world.channel(id);
    if (found && guild && found.guild_id === guild.id)
      return { channels: channelSummary(world, userId, found) };
  }
  return undefined;
}

/** The `resolved` of chosen users, roles or channels; nothing for a select of texts. */
export function resolvedValues(
  world: World,
  userId: string,
  channel: Channel,
  values: readonly string[],
  componentType: number,
) {
  const kinds: Partial<Record<number, ResolvedKind[]>> = {
    [ComponentType.UserSelect]: ["users"],
    [ComponentType.RoleSelect]: ["roles"],
    [ComponentType.MentionableSelect]: ["users", "roles"],
    [ComponentType.ChannelSelect]: ["channels"],
  };
  const wanted = kinds[componentType];
  if (!wanted) return {};
  const resolved: Record<string, Record<string, unknown>> = {};
  for (const id of values) {
    const found = resolve(world, userId, channel, wanted, id);
    if (!found) throw new PersonError(`There is no ${wanted.join(" or ")} ${id} here.`);
    for (const [kind, entry] of Object.entries(found)) resolved[kind] = { ...resolved[kind], [id]: entry };
  }
  return { resolved };
}
