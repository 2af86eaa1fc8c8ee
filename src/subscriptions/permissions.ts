/** What the bot needs to be allowed in a channel to post there. Pure. */
import { PermissionFlagsBits } from "discord-api-types/v10";
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

/** Whether the bot may mention a role. */
export function mayMention(role: { mentionable: boolean }, permissions: bigint): boolean {
  return role.mentionable || has(permissions, "MentionEveryone");
}

/** Whether a member may decide what a channel follows. */
export const managesChannels = (permissions: bigint): boolean => has(permissions, "ManageChannels");

export const seesChannel = (permissions: bigint): boolean => has(permissions, "ViewChannel");

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
