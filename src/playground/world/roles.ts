import type { RoleFlags } from "discord-api-types/v10";
import type { Role } from "./types.ts";

/** The role that every member has; its id is the guild's. */
export function everyoneRole(guildId: string, permissions: bigint): Role {
  return role(guildId, "@everyone", permissions, { position: 0 });
}

export function role(
  id: string,
  name: string,
  permissions: bigint,
  more: { position: number; botId?: string; mentionable?: boolean },
): Role {
  return {
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position: more.position,
    permissions: permissions.toString(),
    managed: more.botId !== undefined,
    mentionable: more.mentionable ?? false,
    flags: 0 as RoleFlags,
    ...(more.botId === undefined ? {} : { tags: { bot_id: more.botId } }),
  };
}
