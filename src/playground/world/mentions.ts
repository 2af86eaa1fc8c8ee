import type { LooseComponent } from "../contract/component-rules.ts";
import { walkComponents } from "../contract/component-rules.ts";
import type { LooseMessage } from "../contract/message-rules.ts";
import type { Pings } from "./types.ts";

const MENTION = /<@(!?|&)(\d{17,20})>|@(everyone|here)/g;

/** Whoever is named in a text, pinged or not. */
export function mentionedIn(text: string): Pings {
  const users = new Set<string>();
  const roles = new Set<string>();
  let everyone = false;
  if (!text.includes("@")) return { everyone, users: [], roles: [] };
  for (const [, kind, id, all] of text.matchAll(MENTION)) {
    if (all) everyone = true;
    else if (id && kind === "&") roles.add(id);
    else if (id) users.add(id);
  }
  return { everyone, users: [...users], roles: [...roles] };
}

/** The text of a message in which a mention notifies: content and text displays, never embeds. */
export function pingableText(body: {
  content?: string | null;
  components?: LooseComponent[] | null;
}): string {
  let text = body.content ?? "";
  for (const { component } of walkComponents(body.components ?? [])) {
    if (component.content) text += `\n${component.content}`;
  }
  return text;
}

/**
 * Whom a message notifies. Without `allowed_mentions` Discord parses everything in it, @everyone included.
 *
 * @param body the message; its `allowed_mentions` decides
 * @param may whether the author may mention everyone and every role
 * @param repliedTo author of the message that is replied to
 */
export function pingsOf(body: LooseMessage, may: boolean, repliedTo: string | undefined): Pings {
  const named = mentionedIn(pingableText(body));
  const allowed = body.allowed_mentions;
  const pings = allowed
    ? {
        everyone: named.everyone && may && (allowed.parse?.includes("everyone") ?? false),
        users: named.users.filter((id) => allowed.parse?.includes("users") || allowed.users?.includes(id)),
        roles: named.roles.filter((id) => allowed.parse?.includes("roles") || allowed.roles?.includes(id)),
      }
    : { ...named, everyone: named.everyone && may };
  const pingsAuthor = allowed ? allowed.replied_user === true : true;
  if (repliedTo && pingsAuthor && !pings.users.includes(repliedTo)) pings.users.push(repliedTo);
  return pings;
}
