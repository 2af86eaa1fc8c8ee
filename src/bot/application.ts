/** What Discord says of the bot itself and of channels, asked once: for the host's commands, without a connection. */
import { DiscordAPIError, REST } from "discord.js";
import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIOverwrite,
  type APIUser,
  PermissionFlagsBits,
  type RESTGetAPIGatewayBotResult,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from "discord-api-types/v10";
import { registerCommands } from "./registration.ts";

export type Application = ReturnType<typeof createApplication>;

/** @param apiUrl base of Discord's REST API, without version */
export function createApplication(token: string, apiUrl: string) {
  const rest = new REST({ api: apiUrl, timeout: 10_000 }).setToken(token);

  return {
    /** The bot's own user; its id is the application's. @throws DiscordAPIError with status 401 for a wrong token */
    me: async () => (await rest.get(Routes.user())) as APIUser,

    /** What Discord recommends: shards, and how often a session may begin. */
    gateway: async () => (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult,

    /** Brings the commands in line, in one server where `guildId` is given. */
    register: (
      applicationId: string,
      definitions: readonly RESTPostAPIApplicationCommandsJSONBody[],
      guildId?: string,
    ) => registerCommands(rest, applicationId, definitions, guildId),

    /**
     * What the bot may do in a channel, as Discord's bit set; for a thread, in the channel that it belongs to.
     * Undefined where it does not see the channel.
     */
    async permissionsIn(channelId: string, userId: string): Promise<bigint | undefined> {
      try {
        let channel = (await rest.get(Routes.channel(channelId))) as APIChannel;
        if ("thread_metadata" in channel && channel.parent_id != null)
          channel = (await rest.get(Routes.channel(channel.parent_id))) as APIChannel;
        if (!("guild_id" in channel) || channel.guild_id === undefined) return undefined;
        const guild = (await rest.get(Routes.guild(channel.guild_id))) as APIGuild;
        const member = (await rest.get(Routes.guildMember(channel.guild_id, userId))) as APIGuildMember;
        const overwrites = "permission_overwrites" in channel ? (channel.permission_overwrites ?? []) : [];
        return permissionsOf(guild, member, userId, overwrites);
      } catch (error) {
        if (error instanceof DiscordAPIError && [403, 404].includes(error.status)) return undefined;
        throw error;
      }
    },
  };
}

/** Discord's own order: roles, then overwrites of everyone, of the roles together, of the member. */
export function permissionsOf(
  guild: Pick<APIGuild, "id" | "owner_id" | "roles">,
  member: Pick<APIGuildMember, "roles">,
  userId: string,
  overwrites: readonly Pick<APIOverwrite, "id" | "allow" | "deny">[],
): bigint {
  const all = (1n << 64n) - 1n;
  const own = new Set([guild.id, ...member.roles]);
  const base = guild.roles
    .filter((role) => own.has(role.id))
    .reduce((sum, role) => sum | BigInt(role.permissions), 0n);
  if (guild.owner_id === userId || (base & PermissionFlagsBits.Administrator) !== 0n) return all;
  const steps = [[guild.id], member.roles, [userId]];
  return steps.reduce((sum, ids) => {
    const some = overwrites.filter((one) => ids.includes(one.id));
    const deny = some.reduce((bits, one) => bits | BigInt(one.deny), 0n);
    const allow = some.reduce((bits, one) => bits | BigInt(one.allow), 0n);
    return (sum & ~deny) | allow;
  }, base);
}
