import { EventEmitter } from "node:events";
import { ChannelType, OverwriteType, PermissionFlagsBits } from "discord-api-types/v10";
import type { FillerGuilds } from "./filler-guilds.ts";
import { bits, type PermissionName, permissionsOf, UNRESTRICTED } from "./permissions.ts";
import type { Snowflakes } from "./snowflake.ts";
import type { Channel, Guild, StoredMessage, User, WorldEvent } from "./types.ts";

export interface WorldParts {
  snowflakes: Snowflakes;
  /** Milliseconds since 1970. */
  now: () => number;
  bot: User;
  filler: FillerGuilds;
  /** Older messages of a channel are forgotten beyond this many. */
  messagesPerChannel: number;
}

export type World = ReturnType<typeof createWorld>;

const threadTypes = new Set<ChannelType>([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

export function isThread(channel: Channel): boolean {
  return threadTypes.has(channel.type);
}

/**
 * Everything there is: users, guilds, channels, messages. Whatever changes is told to the subscribers of
 * `events`, from which the gateway makes its dispatches.
 */
export function createWorld({ snowflakes, now, bot, filler, messagesPerChannel }: WorldParts) {
  const events = new EventEmitter<{ change: [WorldEvent] }>();
  const users = new Map<string, User>([[bot.id, bot]]);
  const closedToMessages = new Set<string>();
  const guilds = new Map<string, Guild>();
  const channels = new Map<string, Channel>();
  const messages = new Map<string, Map<string, StoredMessage>>();
  const left = new Set<string>();

  function guild(id: string): Guild | undefined {
    const known = guilds.get(id);
    if (known || filler.guildIdOf(id) !== id || left.has(id)) return known;
    const made = filler.make(id);
    guilds.set(id, made.guild);
    for (const channel of made.channels) channels.set(channel.id, channel);
    return made.guild;
  }

  function channel(id: string): Channel | undefined {
    const known = channels.get(id);
    if (known) return known;
    const guildId = filler.guildIdOf(id);
    if (guildId === undefined || guilds.has(guildId) || !guild(guildId)) return undefined;
    return channels.get(id);
  }

  function needChannel(id: string): Channel {
    const found = channel(id);
    if (!found) throw new Error(`The local Discord has no channel ${id}.`);
    return found;
  }

  function guildOf(place: Channel): Guild | undefined {
    return place.guild_id === undefined ? undefined : guild(place.guild_id);
  }

  /** The channel whose overwrites count: a thread's parent. */
  function ruling(place: Channel): Channel {
    return (isThread(place) && place.parent_id ? channels.get(place.parent_id) : undefined) ?? place;
  }

  /** What somebody may do in a channel. The bot has no rights in a guild or group that it is not in. */
  function permissions(userId: string, place: Channel): bigint {
    const home = guildOf(place);
    if (home) return userId === bot.id && !home.hasBot ? 0n : permissionsOf(home, userId, ruling(place));
    if (userId === bot.id) return place.type === ChannelType.DM ? UNRESTRICTED : 0n;
    return place.recipients?.some((user) => user.id === userId) ? UNRESTRICTED : 0n;
  }

  function setOverwrite(channelId: string, userId: string, allowed: readonly PermissionName[]): void {
    const place = needChannel(channelId);
    const allow = bits(allowed);
    const all = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);
    const overwrites = (place.permission_overwrites ?? []).filter((overwrite) => overwrite.id !== userId);
    overwrites.push({
      id: userId,
      type: OverwriteType.Member,
      allow: allow.toString(),
      deny: (all & ~allow).toString(),
    });
    updateChannel(channelId, { permission_overwrites: overwrites });
  }

  function updateChannel(channelId: string, change: Partial<Channel>): Channel {
    const changed = { ...needChannel(channelId), ...change };
    channels.set(channelId, changed);
    events.emit("change", { type: "channel-update", channel: changed });
    return changed;
  }

  function addChannel(made: Channel): Channel {
    channels.set(made.id, made);
    guildOf(made)?.channelIds.add(made.id);
    events.emit("change", { type: "channel-create", channel: made });
    return made;
  }

  /** Keeps the newest messages of a channel. */
  function keep(stored: StoredMessage): void {
    const { id, channel_id } = stored.message;
    const kept = messages.get(channel_id) ?? new Map<string, StoredMessage>();
    messages.set(channel_id, kept.set(id, stored));
    const [oldest] = kept.keys();
    if (kept.size > messagesPerChannel && oldest !== undefined) kept.delete(oldest);
  }

  return {
    bot,
    users,
    guilds,
    channels,
    events,
    guild,
    channel,
    needChannel,
    guildOf,
    permissions,
    addChannel,
    updateChannel,

    /** Ids of all guilds that the bot is in, filler guilds included. */
    *botGuildIds(): Generator<string> {
      for (const known of guilds.values())
        if (known.hasBot && filler.guildIdOf(known.id) === undefined) yield known.id;
      for (const id of filler.ids()) if (!left.has(id)) yield id;
    },

    /** A guild with its channels, without keeping what can be reckoned again. */
    guildWithChannels(id: string): { guild: Guild; channels: Channel[] } | undefined {
      const known = guilds.get(id);
      if (known)
        return { guild: known, channels: [...known.channelIds].flatMap((one) => channels.get(one) ?? []) };
      return filler.guildIdOf(id) === id && !left.has(id) ? filler.make(id) : undefined;
    },

    /** @throws when no channel, or more than one, has this name */
    channelNamed(name: string): Channel {
      const found = [...channels.values()].filter((one) => one.name === name);
      const [only] = found;
      if (!only || found.length > 1) throw new Error(`${found.length} channels are named "${name}".`);
      return only;
    },

    /** @throws when nobody has this user name */
    userNamed(name: string): User {
      for (const user of users.values()) if (user.username === name) return user;
      throw new Error(`Nobody is named "${name}".`);
    },

    addUser(user: User, takesMessages = true): void {
      users.set(user.id, user);
      if (takesMessages) closedToMessages.delete(user.id);
      else closedToMessages.add(user.id);
    },

    takesMessages: (userId: string): boolean => !closedToMessages.has(userId),

    addGuild(made: Guild): void {
      guilds.set(made.id, made);
      left.delete(made.id);
      events.emit("change", { type: "guild-join", guild: made });
    },

    /** Somebody throws the bot out of a guild. */
    removeBot(guildId: string): void {
      const home = guild(guildId);
      if (!home) return;
      home.hasBot = false;
      home.members.delete(bot.id);
      if (filler.guildIdOf(guildId) !== undefined) left.add(guildId);
      events.emit("change", { type: "guild-leave", guild: home });
    },

    /** Somebody deletes a channel, with its threads. */
    deleteChannel(channelId: string): void {
      const gone = needChannel(channelId);
      for (const other of [...channels.values()]) {
        if (isThread(other) && other.parent_id === channelId) {
          channels.delete(other.id);
          messages.delete(other.id);
        }
      }
      channels.delete(channelId);
      messages.delete(channelId);
      guildOf(gone)?.channelIds.delete(channelId);
      events.emit("change", { type: "channel-delete", channel: gone });
    },

    /** The bot may do exactly this in a channel; anything else is denied. */
    setBotPermissions(channelId: string, allowed: readonly PermissionName[]): void {
      setOverwrite(channelId, bot.id, allowed);
    },

    /** A member may do exactly this in a channel; anything else is denied. */
    setMemberPermissions(channelId: string, userId: string, allowed: readonly PermissionName[]): void {
      setOverwrite(channelId, userId, allowed);
    },

    /** A moderator archives or locks a thread, or opens it again. */
    setThread(threadId: string, change: { archived?: boolean; locked?: boolean }): Channel {
      const thread = needChannel(threadId);
      if (!thread.thread_metadata) throw new Error(`Channel ${threadId} is not a thread.`);
      const archive_timestamp = new Date(now()).toISOString();
      return updateChannel(threadId, {
        thread_metadata: { ...thread.thread_metadata, ...change, archive_timestamp },
      });
    },

    /** The private channel of a person and the bot, made when there is none. */
    directChannel(user: User): Channel {
      for (const known of channels.values()) {
        if (known.type === ChannelType.DM && known.recipients?.[0]?.id === user.id) return known;
      }
      return addChannel({
        id: snowflakes.next(),
        type: ChannelType.DM,
        name: null,
        recipients: [user],
        last_message_id: null,
        flags: 0,
      });
    },

    /** Messages of a channel that are kept, oldest first, ephemeral ones included. */
    history: (channelId: string): StoredMessage[] => [...(messages.get(channelId)?.values() ?? [])],

    message: (channelId: string, id: string): StoredMessage | undefined => messages.get(channelId)?.get(id),

    addMessage(stored: StoredMessage): StoredMessage {
      const { id, channel_id } = stored.message;
      keep(stored);
      const place = channels.get(channel_id);
      if (place && stored.ephemeralFor === undefined) {
        place.last_message_id = id;
        if (isThread(place)) place.message_count = (place.message_count ?? 0) + 1;
      }
      events.emit("change", { type: "message-create", stored });
      return stored;
    },

    /** Puts the new state of a message that is there. */
    changeMessage(stored: StoredMessage): StoredMessage {
      keep(stored);
      events.emit("change", { type: "message-update", stored });
      return stored;
    },

    deleteMessage(stored: StoredMessage): void {
      if (!messages.get(stored.message.channel_id)?.delete(stored.message.id)) return;
      events.emit("change", { type: "message-delete", stored });
    },
  };
}
