/** Servers and channels as Discord knows them, read when somebody decides about a subscription. */
import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIOverwrite,
  type APIUser,
  Routes,
} from "discord-api-types/v10";
import { defined } from "../../defined.ts";
import type { Described, Directory } from "../../subscriptions/places.ts";
import { failureOf } from "./failure.ts";
import { createRequests, type SenderOptions } from "./requests.ts";

/** At once, ahead of posts that wait for their turn: somebody waits for the answer. */
export function createDirectory(options: SenderOptions): Directory {
  const { rest, signal } = createRequests(options);
  let self: Promise<APIUser> | undefined;

  const get = async <T>(route: `/${string}`): Promise<T> =>
    (await rest.get(route, { signal: signal() })) as T;

  /** The bot's own user, which of old applications has another id than they. */
  function me(): Promise<APIUser> {
    self ??= get<APIUser>(Routes.user()).catch((error: unknown) => {
      self = undefined;
      throw error;
    });
    return self;
  }

  async function answered<Value>(read: () => Promise<Value>) {
    try {
      return { ok: true as const, value: await read() };
    } catch (error) {
      return { ok: false as const, failure: failureOf(error) };
    }
  }

  return {
    server: (id) =>
      answered(async () => {
        const { id: botId } = await me();
        const [guild, channels, bot] = await Promise.all([
          get<APIGuild>(Routes.guild(id)),
          get<APIChannel[]>(Routes.guildChannels(id)),
          get<APIGuildMember>(Routes.guildMember(id, botId)),
        ]);
        const roles = guild.roles.map(({ id: role, permissions, mentionable }) => ({
          id: role,
          permissions: BigInt(permissions),
          mentionable,
        }));
        return {
          id,
          ownerId: guild.owner_id,
          roles: new Map(roles.map((role) => [role.id, role])),
          channels: new Map(channels.map((channel) => [channel.id, described(channel)])),
          bot: { id: botId, roles: bot.roles },
        };
      }),
    channel: (id) => answered(async () => described(await get<APIChannel>(Routes.channel(id)))),
  };
}

function described(channel: APIChannel): Described {
  const overwrites = "permission_overwrites" in channel ? (channel.permission_overwrites ?? []) : [];
  return {
    id: channel.id,
    name: channel.name ?? "",
    type: channel.type,
    overwrites: overwrites.map(({ id, type, allow, deny }: APIOverwrite) => ({
      id,
      type,
      allow: BigInt(allow),
      deny: BigInt(deny),
    })),
    ...defined({
      guildId: "guild_id" in channel ? channel.guild_id : undefined,
      parentId: "parent_id" in channel ? (channel.parent_id ?? undefined) : undefined,
    }),
  };
}
