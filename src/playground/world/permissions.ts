import { OverwriteType, PermissionFlagsBits } from "discord-api-types/v10";
import type { Channel, Guild } from "./types.ts";

export type PermissionName = keyof typeof PermissionFlagsBits;

/** What everyone may do in direct messages, and an app that only a person installed in a server. */
export const UNRESTRICTED = bits([
  "ViewChannel",
  "SendMessages",
  "EmbedLinks",
  "AttachFiles",
  "ReadMessageHistory",
  "AddReactions",
  "UseExternalEmojis",
  "MentionEveryone",
  "UseApplicationCommands",
]);

const ALL = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);

export function bits(names: readonly PermissionName[]): bigint {
  return names.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
}

export function includes(permissions: bigint, name: PermissionName): boolean {
  return (permissions & PermissionFlagsBits[name]) !== 0n;
}

/**
 * What a member may do in a channel, as Discord reckons it: @everyone, roles, then the channel's overwrites for
 * @everyone, for roles, for the member. Threads go by their parent.
 *
 * @param place the channel whose overwrites count (a thread's parent); without one, the guild as a whole
 */
export function permissionsOf(guild: Guild, userId: string, place: Channel | undefined): bigint {
  if (guild.ownerId === userId) return ALL;
  const member = guild.members.get(userId);
  if (!member) return 0n;
  let permissions = BigInt(guild.roles.get(guild.id)?.permissions ?? 0);
  for (const id of member.roles) permissions |= BigInt(guild.roles.get(id)?.permissions ?? 0);
  if ((permissions & PermissionFlagsBits.Administrator) !== 0n) return ALL;
  const overwrites = place?.permission_overwrites ?? [];
  if (overwrites.length === 0) return permissions;

  let allowByRole = 0n;
  let denyByRole = 0n;
  let allowMember = 0n;
  let denyMember = 0n;
  for (const overwrite of overwrites) {
    const allow = BigInt(overwrite.allow);
    const deny = BigInt(overwrite.deny);
    if (overwrite.type === OverwriteType.Member) {
      if (overwrite.id !== userId) continue;
      allowMember = allow;
      denyMember = deny;
    } else if (overwrite.id === guild.id) {
      permissions = (permissions & ~deny) | allow;
    } else if (member.roles.includes(overwrite.id)) {
      allowByRole |= allow;
      denyByRole |= deny;
    }
  }
  permissions = (permissions & ~denyByRole) | allowByRole;
  return (permissions & ~denyMember) | allowMember;
}
