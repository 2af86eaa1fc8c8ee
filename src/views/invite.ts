/** How the bot is added to a server, and what it asks for there. */
import { PermissionFlagsBits } from "discord-api-types/v10";
import { en } from "../messages/en.ts";

const asked = [
  "ViewChannel",
  "SendMessages",
  "SendMessagesInThreads",
  "EmbedLinks",
  "AttachFiles",
  "ReadMessageHistory",
] as const;

/** What the bot asks for in a server: names as Discord shows them, and why. */
export const askedPermissions: readonly { name: string; why: string }[] = asked.map(
  (name) => en.invite[name],
);

/** The address that adds an application to a server or, for oneself, everywhere. @param applicationId snowflake */
export function inviteUrl(applicationId: string): string {
  const permissions = asked.reduce((all, name) => all | PermissionFlagsBits[name], 0n);
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: "bot applications.commands",
    permissions: permissions.toString(),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
