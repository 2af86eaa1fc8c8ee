import { ChannelType, Locale, PermissionFlagsBits } from "discord-api-types/v10";
import { everyoneRole } from "./roles.ts";
import type { Channel, Guild, User } from "./types.ts";

const BASE = 200_000_000_000_000_000n;
// One step of the shard formula, (id >> 22) % shards, so that filler guilds spread over shards.
const STEP = 1n << 22n;

export type FillerGuilds = ReturnType<typeof createFillerGuilds>;

/**
 * Guilds for memory benchmarks: reckoned from their ids when asked for, so that ten thousand cost nothing here.
 *
 * @param count how many
 * @param channelsPerGuild text channels in each
 */
export function createFillerGuilds(count: number, channelsPerGuild: number, bot: User) {
  function positionOf(id: string): { guild: number; channel: number } | undefined {
    const offset = BigInt(id) - BASE;
    if (offset < 0n || offset >= STEP * BigInt(count)) return undefined;
    const channel = Number(offset % STEP);
    return channel <= channelsPerGuild ? { guild: Number(offset / STEP), channel } : undefined;
  }

  return {
    count,
    *ids(): Generator<string> {
      for (let index = 0; index < count; index += 1) yield (BASE + STEP * BigInt(index)).toString();
    },
    /** The guild with this id, or the one that has a channel with this id. */
    guildIdOf(id: string): string | undefined {
      const position = positionOf(id);
      return position && (BASE + STEP * BigInt(position.guild)).toString();
    },
    /** @param id one that {@link guildIdOf} knows */
    make(id: string): { guild: Guild; channels: Channel[] } {
      const channels: Channel[] = [];
      for (let number = 1; number <= channelsPerGuild; number += 1) {
        channels.push({
          id: (BigInt(id) + BigInt(number)).toString(),
          type: ChannelType.GuildText,
          guild_id: id,
          name: `channel-${number}`,
          topic: null,
          position: number,
          parent_id: null,
          permission_overwrites: [],
          nsfw: false,
          rate_limit_per_user: 0,
          last_message_id: null,
        });
      }
      const everyone = everyoneRole(
        id,
        Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n),
      );
      const guild: Guild = {
        id,
        name: `Guild ${id}`,
        ownerId: (BigInt(id) + STEP / 2n).toString(),
        hasBot: true,
        locale: Locale.EnglishUS,
        roles: new Map([[id, everyone]]),
        members: new Map([
          [bot.id, { user: bot, nick: null, roles: [], joined_at: "2025-01-01T00:00:00.000000+00:00" }],
        ]),
        channelIds: new Set(channels.map((channel) => channel.id)),
      };
      return { guild, channels };
    },
  };
}
