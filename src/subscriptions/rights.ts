/** What somebody may do in a channel of a server, as Discord reckons it. Pure. */
import { OverwriteType, PermissionFlagsBits } from "discord-api-types/v10";

/** Somebody in a server: id and the ids of their roles, without @everyone. */
export interface Member {
  id: string;
  roles: readonly string[];
}

export interface Role {
  id: string;
  /** Discord's bit set. */
  permissions: bigint;
  mentionable: boolean;
}

/** What a channel changes of a role's or member's permissions. */
export interface Overwrite {
  id: string;
  /** 0: a role, 1: a member. */
  type: number;
  allow: bigint;
  deny: bigint;
}

/** A server's owner and roles, by id; the role with the server's own id is @everyone's. */
export interface Authority {
  id: string;
  ownerId: string;
  roles: ReadonlyMap<string, Role>;
}

const everything = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);

/** In the server as a whole, as a bit set; everything for its owner and administrators. */
export function rightsIn({ id, ownerId, roles }: Authority, member: Member): bigint {
  if (member.id === ownerId) return everything;
  const held = [id, ...member.roles].reduce((sum, role) => sum | (roles.get(role)?.permissions ?? 0n), 0n);
  return (held & PermissionFlagsBits.Administrator) === 0n ? held : everything;
}

/**
 * In one channel: the whole server's, changed for @everyone, then by all roles together, then for the member alone;
 * https://discord.com/developers/docs/topics/permissions#permission-overwrites
 * @param overwrites those of the channel; of its parent, for a thread
 */
export function rightsThere(server: Authority, member: Member, overwrites: readonly Overwrite[]): bigint {
  const base = rightsIn(server, member);
  if (base === everything) return base;
  const ofRoles = overwrites.filter((one) => one.type === OverwriteType.Role);
  const layers = [
    ofRoles.filter((one) => one.id === server.id),
    ofRoles.filter((one) => one.id !== server.id && member.roles.includes(one.id)),
    overwrites.filter((one) => one.type === OverwriteType.Member && one.id === member.id),
  ];
  return layers.reduce((rights, layer) => {
    const deny = layer.reduce((sum, one) => sum | one.deny, 0n);
    const allow = layer.reduce((sum, one) => sum | one.allow, 0n);
    return (rights & ~deny) | allow;
  }, base);
}
