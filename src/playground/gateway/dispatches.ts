import { GatewayIntentBits } from "discord-api-types/v10";
import { guildCreateJson, memberJson } from "../world/guild-json.ts";
import { includes } from "../world/permissions.ts";
import type { StoredMessage, WorldEvent } from "../world/types.ts";
import { isThread, type World } from "../world/world.ts";

/** Something that goes out to sessions. */
export interface Dispatch {
  name: string;
  /** Decides the shard; undefined is the first. */
  guildId: string | undefined;
  /** Only for sessions that asked for it; undefined is for all. */
  intent: GatewayIntentBits | undefined;
  data?: unknown;
  /** Instead of `data`: what is told of a message depends on the session. */
  message?: StoredMessage;
}

/** What the gateway says of a change in the world; nothing when the bot does not get to see it. */
export function dispatchOf(world: World, event: WorldEvent): Dispatch | undefined {
  switch (event.type) {
    case "message-create":
    case "message-update":
      return messageDispatch(
        world,
        event.type === "message-create" ? "MESSAGE_CREATE" : "MESSAGE_UPDATE",
        event.stored,
      );
    case "message-delete": {
      const made = messageDispatch(world, "MESSAGE_DELETE", event.stored);
      if (!made) return undefined;
      const { id, channel_id } = event.stored.message;
      const { name, guildId, intent } = made;
      return { name, guildId, intent, data: { id, channel_id, ...(guildId ? { guild_id: guildId } : {}) } };
    }
    case "channel-create":
    case "channel-update":
    case "channel-delete": {
      const { channel } = event;
      const guild = world.guildOf(channel);
      if (!guild?.hasBot || !includes(world.permissions(world.bot.id, channel), "ViewChannel"))
        return undefined;
      const verb = event.type.slice("channel-".length).toUpperCase();
      const name = `${isThread(channel) ? "THREAD" : "CHANNEL"}_${verb}`;
      return { name, guildId: guild.id, intent: GatewayIntentBits.Guilds, data: channel };
    }
    case "guild-join": {
      if (!event.guild.hasBot) return undefined;
      const found = world.guildWithChannels(event.guild.id);
      const data = guildCreateJson(world, event.guild, found?.channels ?? []);
      return { name: "GUILD_CREATE", guildId: event.guild.id, intent: GatewayIntentBits.Guilds, data };
    }
    case "guild-leave":
      return {
        name: "GUILD_DELETE",
        guildId: event.guild.id,
        intent: GatewayIntentBits.Guilds,
        data: { id: event.guild.id },
      };
    case "typing":
      return undefined;
  }
}

function messageDispatch(world: World, name: string, stored: StoredMessage): Dispatch | undefined {
  // What one person sees, Discord shows to no session.
  if (stored.ephemeralFor !== undefined) return undefined;
  const channel = world.channel(stored.message.channel_id);
  if (!channel || !includes(world.permissions(world.bot.id, channel), "ViewChannel")) return undefined;
  const guildId = channel.guild_id;
  const intent = guildId === undefined ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
  return { name, guildId, intent, message: stored };
}

/**
 * A message as one session gets it. Without the MessageContent intent, what was written is there only in direct
 * messages, in the bot's own, and where the bot is mentioned.
 */
export function messageFor(world: World, intents: number, { message }: StoredMessage) {
  const channel = world.channel(message.channel_id);
  const guild = channel && world.guildOf(channel);
  const member = guild?.members.get(message.author.id);
  const mayRead =
    guild === undefined ||
    (intents & GatewayIntentBits.MessageContent) !== 0 ||
    message.author.id === world.bot.id ||
    message.mentions.some((user) => user.id === world.bot.id);
  const { user: _, ...bare } = member ? memberJson(member) : { user: undefined };
  return {
    ...message,
    ...(guild ? { guild_id: guild.id } : {}),
    ...(member ? { member: bare } : {}),
    ...(mayRead ? {} : { content: "", embeds: [], attachments: [], components: [] }),
  };
}
