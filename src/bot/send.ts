/**
 * Messages of the bot's own accord: posts, edits, publishing, words to an owner. A REST client of their own, so that a
 * storm of posts never stands before an answer to somebody. It repeats nothing and waits for nothing by itself: every
 * outcome goes back to the delivery loop, which keeps it in the store.
 */
import { DefaultRestOptions, DiscordAPIError, HTTPError, RateLimitError, REST } from "discord.js";
import {
  type APIChannel,
  type APIMessage,
  type APIThreadList,
  ComponentType,
  type RESTPostAPICurrentUserCreateDMChannelResult,
  Routes,
} from "discord-api-types/v10";
import type { SendFailure } from "../subscriptions/classify.ts";
import { carriesNonce } from "../subscriptions/nonce.ts";
import type { Pacer } from "../subscriptions/pacer.ts";
import type { PostTarget, Sender, SendResult } from "../subscriptions/sender.ts";
import type { MessageReference } from "../subscriptions/types.ts";
import { limits, shorten } from "../views/limits.ts";
import type { Message } from "../views/message.ts";
import { payloadOf } from "./payload.ts";

export interface SenderOptions {
  token: string;
  /** Base of Discord's REST API, without version. */
  apiUrl: string;
  pacer: Pacer;
  /** Longest duration of a request, in milliseconds. */
  timeoutMs?: number;
}

/** Discord's first moment, in milliseconds since 1970: snowflakes count from it. */
const discordEpoch = 1_420_070_400_000;
/** The smallest id of a moment. */
const snowflakeAt = (time: Date) => (BigInt(Math.max(0, time.getTime() - discordEpoch)) << 22n).toString();

/** 10,000 answers of 401, 403 or 429 in ten minutes ban an address; well before that, everything rests. */
const invalid = { most: 8_000, windowMs: 600_000 } as const;
/** Pages of 100 messages that are looked through for one that may be there. */
const mostPages = 20;

/** Cloudflare's own 429, which holds for the whole address. */
class BlockedError extends Error {
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super("blocked by Cloudflare");
    this.name = "BlockedError";
    this.retryAfterMs = retryAfterMs;
  }
}

/** A channel had thousands of messages in minutes: whether ours is among them stays unknown. */
class TooManyMessages extends Error {
  constructor() {
    super("too many messages to look through");
    this.name = "TooManyMessages";
  }
}

function failureOf(error: unknown): SendFailure {
  if (error instanceof RateLimitError) {
    const retryAfterMs = Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout);
    return { kind: "limited", retryAfterMs, global: error.global };
  }
  if (error instanceof BlockedError)
    return { kind: "limited", retryAfterMs: error.retryAfterMs, global: true };
  if (error instanceof DiscordAPIError) {
    const code = typeof error.code === "number" ? error.code : 0;
    return { kind: "refused", status: error.status, code, message: error.message };
  }
  if (error instanceof HTTPError)
    return { kind: "refused", status: error.status, code: 0, message: error.message || "server error" };
  // The client forgets its token at the first 401.
  if (error instanceof Error && error.message.startsWith("Expected token to be set"))
    return { kind: "refused", status: 401, code: 0, message: "401: Unauthorized" };
  // No answer, a broken connection, half an answer, or something nobody thought of: the message may be there.
  const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
  return { kind: "unsure", message: `${name}: ${message}` };
}

/** Messages that are read again have lost their nonce field; the ids of their buttons still carry it. */
function nonceIn(message: APIMessage, nonce: string): boolean {
  return (message.components ?? []).some(
    (row) =>
      row.type === ComponentType.ActionRow &&
      row.components.some((part) => "custom_id" in part && carriesNonce(part.custom_id, nonce)),
  );
}

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

export function createSender({ token, apiUrl, pacer, timeoutMs = 15_000 }: SenderOptions): Sender<Message> {
  let refused = 0;
  let countedFrom = 0;

  function countRefusal(): void {
    const now = performance.now();
    if (now - countedFrom > invalid.windowMs) [refused, countedFrom] = [0, now];
    refused += 1;
    if (refused >= invalid.most) pacer.pauseFor(invalid.windowMs - (now - countedFrom));
  }

  const rest = new REST({
    api: apiUrl,
    version: "10",
    timeout: timeoutMs,
    // Repeating is the delivery loop's, with back-off and across restarts; so is waiting, and the global limit.
    retries: 0,
    // One handler per channel is kept for its limit, which lasts seconds.
    handlerSweepInterval: 30_000,
    rejectOnRateLimit: () => true,
    globalRequestsPerSecond: 1_000_000,
    makeRequest: async (url, init) => {
      const response = await DefaultRestOptions.makeRequest(url, init);
      if ([401, 403, 429].includes(response.status)) countRefusal();
      if (response.status === 429 && !response.headers.has("via")) {
        await response.arrayBuffer();
        throw new BlockedError(Number(response.headers.get("retry-after") ?? 60) * 1_000);
      }
      return response;
    },
  }).setToken(token);

  const signal = () => AbortSignal.timeout(timeoutMs);

  /** A request that takes its turn. */
  async function paced<T>(request: () => Promise<unknown>): Promise<T> {
    const answered = await pacer.turn();
    try {
      const answer = (await request()) as T;
      answered("answered");
      return answer;
    } finally {
      answered("failed");
    }
  }

  async function settled(request: () => Promise<MessageReference>): Promise<SendResult> {
    try {
      return { ok: true, ...(await request()) };
    } catch (error) {
      return { ok: false, failure: failureOf(error) };
    }
  }

  async function findInChannel(
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
      if (messages.length < 100 || BigInt(after) > end) return undefined;
    }
    throw new TooManyMessages();
  }

  async function findInForum(
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
        const at =
          to.channelKind === "forum"
            ? await findInForum(to, nonce, time.from)
            : await findInChannel(to.channelId, nonce, time);
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

    async look(channelId) {
      try {
        const channel = await paced<APIChannel>(() =>
          rest.get(Routes.channel(channelId), { signal: signal() }),
        );
        const guildId = "guild_id" in channel ? channel.guild_id : undefined;
        return {
          ...{ ok: true, name: channel.name ?? "", type: channel.type },
          ...(guildId === undefined ? {} : { guildId }),
        };
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      }
    },

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
