import { InteractionContextType } from "discord-api-types/v10";
import { memberJson } from "../world/guild-json.ts";
import type { Interaction } from "../world/interactions.ts";
import { UNRESTRICTED } from "../world/permissions.ts";
import type { Channel } from "../world/types.ts";
import { isThread, type World } from "../world/world.ts";
import { contextOf } from "./commands.ts";

const MEBIBYTES_10 = 10 * 1024 * 1024;

/** A channel as `resolved` of an option has it: with what the person who chose it and the bot may do there. */
export function channelSummary(world: World, userId: string, channel: Channel) {
  return {
    id: channel.id,
    name: channel.name,
    type: channel.type,
    permissions: world.permissions(userId, channel).toString(),
    app_permissions: world.permissions(world.bot.id, channel).toString(),
    ...(channel.guild_id === undefined ? {} : { guild_id: channel.guild_id }),
    parent_id: channel.parent_id ?? null,
    last_message_id: channel.last_message_id ?? null,
    topic: channel.topic ?? null,
    nsfw: channel.nsfw ?? false,
    position: channel.position ?? 0,
    rate_limit_per_user: channel.rate_limit_per_user ?? 0,
    flags: channel.flags ?? 0,
    ...(isThread(channel) ? { thread_metadata: channel.thread_metadata } : {}),
  };
}

/** What every interaction carries, whatever it is. */
export function interactionPayload(world: World, interaction: Interaction, type: number, locale: string) {
  const { id, token, user, channel, installedBy } = interaction;
  const guild = world.guildOf(channel);
  const member = guild?.members.get(user.id);
  const present = guild ? guild.hasBot : contextOf(channel) === InteractionContextType.BotDM;
  const appPermissions = present ? world.permissions(world.bot.id, channel) : UNRESTRICTED;
  const permissions = world.permissions(user.id, channel).toString();
  return {
    id,
    application_id: world.bot.id,
    type,
    token,
    version: 1,
    locale,
    channel_id: channel.id,
    channel: guild ? { ...channel, permissions } : channel,
    context: contextOf(channel),
    app_permissions: appPermissions.toString(),
    attachment_size_limit: MEBIBYTES_10,
    entitlements: [],
    // Of an installation in a guild its id; in the bot's own direct messages "0".
    authorizing_integration_owners: installedBy === "user" ? { "1": user.id } : { "0": guild?.id ?? "0" },
    ...(guild
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
          member: member ? { ...memberJson(member), permissions } : undefined,
        }
      : { user }),
  };
}
