/** Who may do what with subscriptions of a channel: the bot, that posts there, and the member who decides. Pure. */
import { ChannelType, PermissionFlagsBits } from "discord-api-types/v10";
import type { ChannelKind } from "./types.ts";

/** Names as Discord's settings show them. */
const names = {
  ViewChannel: "View Channel",
  SendMessages: "Send Messages",
  SendMessagesInThreads: "Send Messages in Threads",
  EmbedLinks: "Embed Links",
  ReadMessageHistory: "Read Message History",
} as const;

const always = ["ViewChannel", "EmbedLinks", "ReadMessageHistory"] as const;

/** Reading the history is how a post is found whose answer got lost: without it, it might come twice. */
const needed: Record<ChannelKind, readonly (keyof typeof names)[]> = {
  text: [...always, "SendMessages"],
  announcement: [...always, "SendMessages"],
  thread: [...always, "SendMessagesInThreads"],
  forum: [...always, "SendMessages"],
};

const has = (permissions: bigint, name: keyof typeof PermissionFlagsBits) =>
  (permissions & (PermissionFlagsBits[name] | PermissionFlagsBits.Administrator)) !== 0n;

/** Permissions that are missing, by the names that Discord shows. */
export function missingPermissions(kind: ChannelKind, permissions: bigint): string[] {
  return needed[kind].filter((name) => !has(permissions, name)).map((name) => names[name]);
}

/** Subscriptions of one server. */
export const mostSubscriptions = 100;

/** A channel that is to be decided about, and what may be done there, as Discord's bit sets. */
export interface Place {
  guildId: string;
  channelId: string;
  name: string;
  /** Discord's number of its type. */
  type: number;
  /** What the member who asks may do there. */
  member: bigint;
  bot: bigint;
  /** The member is in it: a private thread shows itself to its members only. */
  here?: boolean;
}

/** Whether a member sees a channel. */
export function sees({ type, member, here }: Place): boolean {
  const shown = type !== ChannelType.PrivateThread || here === true || has(member, "ManageThreads");
  return shown && has(member, "ViewChannel");
}

/** Whether a member may decide what a channel follows: who sees it and may manage it, no matter where they ask. */
export const mayDecide = (place: Place): boolean => sees(place) && has(place.member, "ManageChannels");

/** Whether posts in a channel may mention a role; if not, who lacks the right: nobody may for @everyone. */
export type Ping = "yes" | "nobody" | "member" | "bot";

/** A role that anybody may mention, or one that the member and the bot both may, there. */
export function mayPing({ guildId, member, bot }: Place, role: { id: string; mentionable: boolean }): Ping {
  if (role.id === guildId) return "nobody";
  if (role.mentionable) return "yes";
  if (!has(member, "MentionEveryone")) return "member";
  return has(bot, "MentionEveryone") ? "yes" : "bot";
}

export const isAdministrator = (permissions: bigint): boolean => has(permissions, "Administrator");

/** Discord's channel types that can be subscribed. */
const kinds: Record<number, ChannelKind> = {
  0: "text",
  5: "announcement",
  10: "thread",
  11: "thread",
  12: "thread",
  15: "forum",
};

/** How posts are made in a channel of a type; undefined for one that takes none. */
export const channelKindOf = (type: number): ChannelKind | undefined => kinds[type];
