import { type ApplicationCommandType, ChannelType, InteractionContextType } from "discord-api-types/v10";
import type { CommandStore } from "../world/commands.ts";
import type { Channel, RegisteredCommand, User } from "../world/types.ts";
import type { World } from "../world/world.ts";
import { PersonError } from "./error.ts";

export interface CommandUse {
  command: RegisteredCommand;
  /** `user`: the bot is not there, the person brought it. */
  installedBy: "user" | "guild";
}

/** Where an interaction happens, as Discord names it. */
export function contextOf(channel: Channel): InteractionContextType {
  if (channel.guild_id !== undefined) return InteractionContextType.Guild;
  return channel.type === ChannelType.DM
    ? InteractionContextType.BotDM
    : InteractionContextType.PrivateChannel;
}

/**
 * The command that a person's client offers under a name.
 *
 * @throws PersonError when it offers none: not registered, not for this place, or not with these permissions
 */
export function findCommand(
  { world, commands }: { world: World; commands: CommandStore },
  user: User,
  channel: Channel,
  name: string,
  type: ApplicationCommandType,
): CommandUse {
  const guild = world.guildOf(channel);
  const command = commands.named(name, type, guild?.hasBot ? guild.id : undefined);
  if (!command) throw new PersonError(`No command "${name}" of this type is registered.`);

  const context = contextOf(channel);
  const present = guild ? guild.hasBot : context === InteractionContextType.BotDM;
  const installs: number[] = command.integration_types ?? [0];
  const installedBy = present && installs.includes(0) ? "guild" : "user";
  if (installedBy === "user" && !installs.includes(1)) {
    throw new PersonError(
      `"${name}" is not there: the bot is not here and people cannot install it for themselves.`,
    );
  }
  if (command.guild_id === undefined) {
    const contexts = command.contexts ?? defaultContexts(command);
    if (!contexts.includes(context)) throw new PersonError(`"${name}" is not offered in context ${context}.`);
  }
  const wanted = command.default_member_permissions;
  if (guild && wanted !== null && installedBy === "guild") {
    // "0" hides a command from everybody but administrators.
    const held = world.permissions(user.id, channel);
    const bits = BigInt(wanted);
    const administrator = (held & 8n) !== 0n;
    if (!administrator && (bits === 0n || (held & bits) !== bits)) {
      throw new PersonError(`"${name}" is not offered to ${user.username}: needs permissions ${wanted}.`);
    }
  }
  return { command, installedBy };
}

function defaultContexts(command: RegisteredCommand): number[] {
  const everywhere = [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ];
  return command.dm_permission === false ? [InteractionContextType.Guild] : everywhere;
}
