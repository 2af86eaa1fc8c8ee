import { ChannelType } from "discord-api-types/v10";
import { DiscordError } from "../contract/errors.ts";
import { includes, type PermissionName } from "./permissions.ts";
import type { Channel, Guild, StoredMessage } from "./types.ts";
import { isThread, type World } from "./world.ts";

/**
 * A channel that the bot may see.
 *
 * @throws DiscordError 10003, or 50001 when it is there but not for the bot
 */
export function visibleChannel(world: World, id: string): Channel {
  const channel = world.channel(id);
  if (!channel) throw new DiscordError(10003);
  if (!includes(world.permissions(world.bot.id, channel), "ViewChannel")) throw new DiscordError(50001);
  return channel;
}

/** @throws DiscordError 10004 for a guild that is not, or that the bot is not in */
export function joinedGuild(world: World, id: string): Guild {
  const guild = world.guild(id);
  if (!guild?.hasBot) throw new DiscordError(10004);
  return guild;
}

/** @throws DiscordError 50013 */
export function needPermissions(world: World, channel: Channel, names: readonly PermissionName[]): void {
  const held = world.permissions(world.bot.id, channel);
  if (names.some((name) => !includes(held, name))) throw new DiscordError(50013);
}

/**
 * A message that the channel shows to the bot; answers to interactions that one person sees are not among them.
 *
 * @throws DiscordError 10008
 */
export function channelMessage(world: World, channelId: string, messageId: string): StoredMessage {
  const stored = world.message(channelId, messageId);
  if (!stored || stored.ephemeralFor !== undefined) throw new DiscordError(10008);
  return stored;
}

/**
 * Whether the bot may send here; an archived thread is opened again by it, as Discord does, unless locked.
 *
 * @param archivedThreads `refuse` answers 50083 instead
 * @throws DiscordError 40058, 50008, 50007, 50013, 50083 or 160005
 */
export function needSendable(world: World, channel: Channel, archivedThreads: "reopen" | "refuse"): void {
  if (channel.type === ChannelType.GuildForum || channel.type === ChannelType.GuildMedia) {
    throw new DiscordError(40058);
  }
  if (channel.type === ChannelType.GuildCategory) throw new DiscordError(50008);
  if (channel.type === ChannelType.DM) {
    const recipient = channel.recipients?.[0];
    if (recipient && !world.takesMessages(recipient.id)) throw new DiscordError(50007);
    return;
  }
  needPermissions(world, channel, [isThread(channel) ? "SendMessagesInThreads" : "SendMessages"]);
  const state = channel.thread_metadata;
  if (!state) return;
  const manages = includes(world.permissions(world.bot.id, channel), "ManageThreads");
  if (state.locked && !manages) throw new DiscordError(160005);
  if (!state.archived) return;
  if (archivedThreads === "refuse") throw new DiscordError(50083);
  world.setThread(channel.id, { archived: false });
}
