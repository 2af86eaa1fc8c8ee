/**
 * Messages of the bot's own accord: posts, edits, publishing, words to an owner. Over a REST client of their own, so that
 * a storm of posts never stands before an answer to somebody; every outcome goes back to the delivery loop, which keeps
 * it in the store.
 */
import {
  type APIChannel,
  type APIMessage,
  type RESTPostAPICurrentUserCreateDMChannelResult,
  Routes,
} from "discord-api-types/v10";
import type { SendFailure } from "../../subscriptions/classify.ts";
import type { Sender, SendResult } from "../../subscriptions/sender.ts";
import type { MessageReference } from "../../subscriptions/types.ts";
import { limits, shorten } from "../../views/limits.ts";
import type { Message } from "../../views/message.ts";
import { payloadOf } from "../payload.ts";
import { failureOf } from "./failure.ts";
import { findMessage } from "./find-message.ts";
import { createRequests, type SenderOptions } from "./requests.ts";

/** A message that breaks a limit is a bug of ours, and is told apart from a request that failed. */
function made<T>(build: () => T): { ok: true; value: T } | { ok: false; failure: SendFailure } {
  try {
    return { ok: true, value: build() };
  } catch (error) {
    return { ok: false, failure: { kind: "broken", message: String(error) } };
  }
}

/** The role's mention comes before the text; only this role is pinged, and only by a new message. */
function postBody(message: Message, roleId: string | undefined) {
  const { body, files } = payloadOf({ ...message, audience: "everyone" });
  if (roleId === undefined) return { body, files };
  const content = `<@&${roleId}>${body.content === "" ? "" : `\n${body.content}`}`;
  return { body: { ...body, content, allowed_mentions: { parse: [], roles: [roleId] } }, files };
}

async function settled(request: () => Promise<MessageReference>): Promise<SendResult> {
  try {
    return { ok: true, ...(await request()) };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

export function createSender(options: SenderOptions): Sender<Message> {
  const requests = createRequests(options);
  const { rest, paced, signal } = requests;

  return {
    async post(to, message, { nonce, roleId, title }) {
      const built = made(() => postBody(message, roleId));
      if (!built.ok) return built;
      const { body, files } = built.value;
      return settled(async () => {
        if (to.channelKind === "forum") {
          const thread = { name: shorten(title, limits.forumTitle), message: body };
          const post = (await rest.post(Routes.threads(to.channelId), {
            body: thread,
            files,
            signal: signal(),
          })) as APIChannel;
          return { channelId: post.id, messageId: post.id };
        }
        const sent = (await rest.post(Routes.channelMessages(to.channelId), {
          body: { ...body, nonce, enforce_nonce: true },
          files,
          signal: signal(),
        })) as APIMessage;
        return { channelId: to.channelId, messageId: sent.id };
      });
    },

    async find(to, nonce, time) {
      try {
        const at = await findMessage(requests, to, nonce, time);
        return at === undefined ? { ok: true } : { ok: true, at };
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      }
    },

    async edit(at, message, roleId) {
      const built = made(() => postBody(message, roleId));
      if (!built.ok) return built;
      const { body, files } = built.value;
      return settled(async () => {
        const route = Routes.channelMessage(at.channelId, at.messageId);
        await paced(() => rest.patch(route, { body, files, signal: signal() }));
        return at;
      });
    },

    publish: (at) =>
      settled(async () => {
        const route = Routes.channelMessageCrosspost(at.channelId, at.messageId);
        await paced(() => rest.post(route, { signal: signal() }));
        return at;
      }),

    unarchive: (channelId) =>
      settled(async () => {
        await paced(() =>
          rest.patch(Routes.channel(channelId), { body: { archived: false }, signal: signal() }),
        );
        return { channelId, messageId: "" };
      }),

    tell: (userId, message, nonce) =>
      settled(async () => {
        const { body, files } = payloadOf({ ...message, audience: "everyone" });
        const channel = await paced<RESTPostAPICurrentUserCreateDMChannelResult>(() =>
          rest.post(Routes.userChannels(), { body: { recipient_id: userId }, signal: signal() }),
        );
        const sent = await paced<APIMessage>(() =>
          rest.post(Routes.channelMessages(channel.id), {
            body: { ...body, nonce, enforce_nonce: true },
            files,
            signal: signal(),
          }),
        );
        return { channelId: channel.id, messageId: sent.id };
      }),
  };
}
