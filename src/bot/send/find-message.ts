/** Looks for a message that may have been sent: an answer was lost, or the process was. */
import { DiscordAPIError } from "discord.js";
import {
  type APIChannel,
  type APIMessage,
  type APIThreadList,
  ComponentType,
  Routes,
} from "discord-api-types/v10";
import { carriesNonce } from "../../subscriptions/nonce.ts";
import type { PostTarget } from "../../subscriptions/sender.ts";
import type { MessageReference } from "../../subscriptions/types.ts";
import { HiddenHistory } from "./failure.ts";
import type { Requests } from "./requests.ts";

/** Discord's first moment, in milliseconds since 1970: snowflakes count from it. */
const discordEpoch = 1_420_070_400_000;
/** The smallest id of a moment. */
const snowflakeAt = (time: Date) => (BigInt(Math.max(0, time.getTime() - discordEpoch)) << 22n).toString();

/** Pages of 100 messages that are looked through for one that may be there. */
const mostPages = 20;

/** A channel had thousands of messages in minutes: whether ours is among them stays unknown. */
class TooManyMessages extends Error {
  constructor() {
    super("too many messages to look through");
    this.name = "TooManyMessages";
  }
}

/** Messages that are read again have lost their nonce field; the ids of their buttons still carry it. */
function nonceIn(message: APIMessage, nonce: string): boolean {
  return (message.components ?? []).some(
    (row) =>
      row.type === ComponentType.ActionRow &&
      row.components.some((part) => "custom_id" in part && carriesNonce(part.custom_id, nonce)),
  );
}

async function findInChannel(
  { rest, paced, signal }: Requests,
  channelId: string,
  nonce: string,
  time: { from: Date; to: Date },
): Promise<MessageReference | undefined> {
  let after = snowflakeAt(time.from);
  const end = BigInt(snowflakeAt(time.to));
  for (let page = 0; page < mostPages; page += 1) {
    const query = new URLSearchParams({ after, limit: "100" });
    const messages = await paced<APIMessage[]>(() =>
      rest.get(Routes.channelMessages(channelId), { query, signal: signal() }),
    );
    const found = messages.find((message) => nonceIn(message, nonce));
    if (found !== undefined) return { channelId, messageId: found.id };
    after = messages.reduce((newest, { id }) => (BigInt(id) > BigInt(newest) ? id : newest), after);
    if (messages.length < 100 || BigInt(after) > end) {
      if (page === 0 && messages.length === 0) await needHistory();
      return undefined;
    }
  }
  throw new TooManyMessages();

  /** Without the right to read the history a channel lists nothing: what it says of its newest message tells. */
  async function needHistory(): Promise<void> {
    const channel = await paced<APIChannel>(() => rest.get(Routes.channel(channelId), { signal: signal() }));
    const newest = "last_message_id" in channel ? channel.last_message_id : undefined;
    if (newest != null && BigInt(newest) > BigInt(snowflakeAt(time.from))) throw new HiddenHistory();
  }
}

async function findInForum(
  { rest, paced, signal }: Requests,
  to: PostTarget,
  nonce: string,
  from: Date,
): Promise<MessageReference | undefined> {
  const after = BigInt(snowflakeAt(from));
  const { threads } = await paced<APIThreadList>(() =>
    rest.get(Routes.guildActiveThreads(to.guildId), { signal: signal() }),
  );
  const posts = (threads as (APIChannel & { parent_id?: string | null })[]).filter(
    (thread) => thread.parent_id === to.channelId && BigInt(thread.id) > after,
  );
  for (const { id } of posts) {
    try {
      const first = await paced<APIMessage>(() =>
        rest.get(Routes.channelMessage(id, id), { signal: signal() }),
      );
      if (nonceIn(first, nonce)) return { channelId: id, messageId: id };
    } catch (error) {
      // Somebody deleted the post's first message: then it is not to be found here.
      if (!(error instanceof DiscordAPIError) || error.code !== 10008) throw error;
    }
  }
  return undefined;
}

/** Finds the message that bears the nonce. @throws what the requests throw, and TooManyMessages */
export function findMessage(
  requests: Requests,
  to: PostTarget,
  nonce: string,
  time: { from: Date; to: Date },
): Promise<MessageReference | undefined> {
  return to.channelKind === "forum"
    ? findInForum(requests, to, nonce, time.from)
    : findInChannel(requests, to.channelId, nonce, time);
}
