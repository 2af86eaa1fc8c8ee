/**
 * Answers messages that mention the bot. Their content comes without the privileged intent, and nothing here needs a
 * cached server: raw dispatches in, replies over REST out. One bounded answer or none, whatever was written.
 */
import { DiscordAPIError, type REST } from "discord.js";
import {
  type APIMessage,
  MessageFlags,
  MessageType,
  RESTJSONErrorCodes,
  Routes,
} from "discord-api-types/v10";
import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import type { Answer } from "../command.ts";
import { en } from "../messages/en.ts";
import { noteMessage } from "../views/answers.ts";
import type { Message } from "../views/message.ts";
import { type IncomingMessage, readDeleted, readMessage } from "./incoming.ts";
import { payloadOf } from "./payload.ts";
import { createRateBound } from "./rate-bound.ts";

export interface MentionsParts {
  rest: REST;
  /** The bot's own user id. */
  userId: () => string | undefined;
  /** Reads a text, the mention cut out. `isHint`: nothing was recognised. `card`: states of the message it replies to. */
  answer: (text: string, bot: string, card: readonly string[]) => { message: Answer; isHint: boolean };
  log: Logger;
  /** Milliseconds of a clock that only goes forward; `performance.now` where absent. */
  now?: () => number;
  bounds?: Partial<typeof usualBounds>;
}

const usualBounds = {
  /** A deleted question takes its reply along for this long. */
  followMs: 5 * 60_000,
  /** A hint goes away by itself: it helps who asked and nobody else. */
  hintMs: 20_000,
  windowMs: 60_000,
  perPerson: 5,
  perChannel: 10,
  hintsPerPerson: 1,
  /** A channel that refuses replies is left alone for this long: refused requests count towards a ban. */
  refusedMs: 10 * 60_000,
  /** Replies, people and channels remembered at most. */
  remembered: 5_000,
};

/** What is known of the reply to a message, for when that message is deleted. */
interface Followed {
  channelId: string;
  replyId?: string;
  /** The question was deleted before the reply was there. */
  isDeleted?: true;
}

export type Mentions = ReturnType<typeof createMentions>;

/**
 * Refusals that will not change by trying again soon: of the channel, of its people, of what it lets through. A 403
 * that has no code of these is one too.
 */
const refusals: ReadonlySet<unknown> = new Set([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.ThreadLocked,
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
  RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel,
  RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory,
  RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration,
  RESTJSONErrorCodes.MessageBlockedByHarmfulLinksFilter,
]);

export function createMentions(parts: MentionsParts) {
  const { rest, log, now = () => performance.now() } = parts;
  const bounds = { ...usualBounds, ...parts.bounds };
  const bound = (most: number) =>
    createRateBound({ most, windowMs: bounds.windowMs, keys: bounds.remembered, now });
  const people = bound(bounds.perPerson);
  const channels = bound(bounds.perChannel);
  const hints = bound(bounds.hintsPerPerson);
  const rests = bound(1);
  const remember = { max: bounds.remembered, ttlResolution: 0, perf: { now } };
  const followed = new LRUCache<string, Followed>({ ...remember, ttl: bounds.followMs });
  const refused = new LRUCache<string, true>({ ...remember, ttl: bounds.refusedMs });
  const timers = new Set<NodeJS.Timeout>();

  /** The text around the mention, or undefined for a message that is none of ours. */
  function textFor(message: IncomingMessage): string | undefined {
    const id = parts.userId();
    const isOrdinary = message.type === MessageType.Default || message.type === MessageType.Reply;
    if (id === undefined || !isOrdinary) return undefined;
    if (message.author.bot || message.author.system || message.author.id === id) return undefined;
    if (message.webhook_id !== undefined || message.application_id !== undefined) return undefined;
    // A reply pings without a mention in its text, and a mention inside a code block pings nobody: both are not meant.
    const isPinged = message.mentions.some((user) => user.id === id);
    const own = new RegExp(`<@!?${id}>`, "g");
    const isMeant = isPinged && own.test(message.content);
    // In a private conversation there is nobody else to talk to.
    const isPrivate = message.guild_id === undefined && message.content.trim() !== "";
    return isMeant || isPrivate ? message.content.replace(own, " ") : undefined;
  }

  /** The states of the buttons of the bot's own message that this one replies to: they say which card it is. */
  function repliedTo({ referenced_message: card }: IncomingMessage): readonly string[] {
    if (card === undefined || card.author.id !== parts.userId()) return [];
    return card.components.flatMap((row) => row.components.map((one) => one.custom_id));
  }

  /** Says once a window that it rests, and takes that away again. */
  async function sayRest(question: IncomingMessage): Promise<void> {
    const { author, channel_id: channelId } = question;
    if (!rests.allows(author.id) || !channels.allows(channelId)) return;
    rests.count(author.id);
    channels.count(channelId);
    removeLater(channelId, await post(question, noteMessage(en.comparing.rests)));
  }

  async function send(question: IncomingMessage, message: Message): Promise<string> {
    const { body, files } = payloadOf({ ...message, audience: "everyone" });
    const sent = (await rest.post(Routes.channelMessages(question.channel_id), {
      body: {
        ...body,
        allowed_mentions: { parse: [], replied_user: false },
        flags: MessageFlags.SuppressNotifications,
        message_reference: { message_id: question.id },
        nonce: `m${question.id}`,
        enforce_nonce: true,
      },
      files,
    })) as APIMessage;
    return sent.id;
  }

  /** Replies; where the channel takes no files, without the picture. */
  async function post(question: IncomingMessage, message: Message): Promise<string> {
    if ((message.files ?? []).length === 0) return send(question, message);
    try {
      return await send(question, message);
    } catch (error) {
      if (codeOf(error) !== RESTJSONErrorCodes.MissingPermissions) throw error;
      return send(question, withoutFiles(message));
    }
  }

  /** The picture comes later. Without it the reply is whole as well. */
  async function improve(channelId: string, messageId: string, later: Answer["later"]): Promise<void> {
    try {
      const final = await later?.();
      if (final === undefined) return;
      const { body, files } = payloadOf({ ...final, audience: "everyone" });
      await rest.patch(Routes.channelMessage(channelId, messageId), { body, files });
    } catch (error) {
      const code = codeOf(error);
      const isExpected =
        code === RESTJSONErrorCodes.UnknownMessage || code === RESTJSONErrorCodes.MissingPermissions;
      if (!isExpected) log.error({ err: error }, "the picture of a reply failed");
    }
  }

  async function remove(channelId: string, messageId: string): Promise<void> {
    try {
      await rest.delete(Routes.channelMessage(channelId, messageId));
    } catch (error) {
      // Somebody was faster.
      if (codeOf(error) !== RESTJSONErrorCodes.UnknownMessage) throw error;
    }
  }

  function removeLater(channelId: string, messageId: string): void {
    if (timers.size >= bounds.remembered) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      remove(channelId, messageId).catch((error: unknown) =>
        log.warn({ err: error }, "a hint could not be taken away"),
      );
    }, bounds.hintMs);
    timer.unref();
    timers.add(timer);
  }

  async function reply(question: IncomingMessage, text: string): Promise<void> {
    const { id, channel_id: channelId, author } = question;
    if (refused.has(channelId)) return;
    if (!people.allows(author.id)) return sayRest(question);
    if (!channels.allows(channelId)) return;
    // Counted before it is read: reading is what a flood of long messages would cost.
    people.count(author.id);
    const { message, isHint } = parts.answer(text, `<@${parts.userId()}>`, repliedTo(question));
    if (isHint && !hints.allows(author.id)) return;
    channels.count(channelId);
    if (isHint) hints.count(author.id);

    const state: Followed = { channelId };
    followed.set(id, state);
    const replyId = await post(question, message);
    state.replyId = replyId;
    if (state.isDeleted === true) return remove(channelId, replyId);
    if (isHint) removeLater(channelId, replyId);
    await improve(channelId, replyId, message.later);
  }

  /** True for an error that the channel or its people made, not we. */
  function isExpected(error: unknown, question: IncomingMessage): boolean {
    if (!(error instanceof DiscordAPIError)) return false;
    if (refusals.has(error.code) || error.status === 403) {
      refused.set(question.channel_id, true);
      return true;
    }
    const isQuestionGone =
      error.code === RESTJSONErrorCodes.InvalidFormBodyOrContentType &&
      /message_reference.*UNKNOWN_MESSAGE/.test(JSON.stringify(error.rawError));
    return isQuestionGone || error.code === RESTJSONErrorCodes.UnknownMessage;
  }

  return {
    /** Answers a message where it mentions the bot. Never rejects: what went wrong is in the log. */
    async created(packet: unknown): Promise<void> {
      const message = readMessage(packet);
      const text = message === undefined ? undefined : textFor(message);
      if (message === undefined || text === undefined) return;
      try {
        await reply(message, text);
      } catch (error) {
        if (isExpected(error, message)) log.debug({ channel: message.channel_id }, "a mention has no reply");
        else log.error({ err: error, message: message.id }, "a mention could not be answered");
      }
    },

    /** Takes the reply to a deleted message away, where it is young enough. Never rejects. */
    async deleted(packet: unknown): Promise<void> {
      for (const id of readDeleted(packet)) {
        const state = followed.get(id);
        if (state === undefined) continue;
        followed.delete(id);
        state.isDeleted = true;
        if (state.replyId === undefined) continue;
        try {
          await remove(state.channelId, state.replyId);
        } catch (error) {
          log.warn({ err: error }, "a reply could not be taken away");
        }
      }
    },

    /** Hints that are still there stay; no timer keeps the process alive. */
    stop(): void {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

const codeOf = (error: unknown): unknown => (error instanceof DiscordAPIError ? error.code : undefined);

function withoutFiles(message: Message): Message {
  const { files: _, ...rest } = message;
  const embeds = (message.embeds ?? []).map(({ image: _, ...embed }) => embed);
  return { ...rest, embeds };
}
