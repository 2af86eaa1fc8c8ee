import {
  type APIEmbed,
  type APIMessageInteractionMetadata,
  type APIMessageTopLevelComponent,
  MessageFlags,
  MessageReferenceType,
  MessageType,
} from "discord-api-types/v10";
import { type LooseComponent, walkComponents } from "../contract/component-rules.ts";
import type { LooseMessage } from "../contract/message-rules.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { type Files, pictureSize, type UploadedFile } from "./files.ts";
import { mentionedIn, pingableText, pingsOf } from "./mentions.ts";
import type { Snowflakes } from "./snowflake.ts";
import type { Attachment, Channel, Message, StoredMessage, User } from "./types.ts";
import type { World } from "./world.ts";

export interface MessageMakerParts {
  world: World;
  snowflakes: Snowflakes;
  now: () => number;
  files: Files;
  /** Where uploaded files are downloaded, without a slash at the end. */
  filesUrl: () => string;
}

export interface NewMessage {
  channel: Channel;
  author: User;
  body: LooseMessage;
  /** Uploaded files by their number in the request. */
  files: ReadonlyMap<string, UploadedFile>;
  type?: MessageType;
  /** Of a reply. */
  reference?: StoredMessage | undefined;
  /** Of an answer to an interaction. */
  interaction?: APIMessageInteractionMetadata;
  ephemeralFor?: string | undefined;
  mayPingEveryone: boolean;
}

export type MessageMaker = ReturnType<typeof createMessageMaker>;

/** Turns checked request bodies into messages as Discord gives them back. */
export function createMessageMaker({ world, snowflakes, now, files, filesUrl }: MessageMakerParts) {
  function attach(
    channelId: string,
    body: LooseMessage,
    uploads: ReadonlyMap<string, UploadedFile>,
  ): Attachment[] {
    const described = new Map(body.attachments?.map((attachment) => [attachment.id, attachment]));
    return [...uploads].map(([number, file]) => {
      const id = snowflakes.next();
      files.keep(id, file);
      const filename = described.get(number)?.filename ?? file.name;
      const description = described.get(number)?.description;
      const url = `${filesUrl()}/${channelId}/${id}/${encodeURIComponent(filename)}`;
      return {
        id,
        filename,
        size: file.data.length,
        url,
        proxy_url: url,
        content_type: file.contentType,
        ...pictureSize(file.data),
        ...(description ? { description } : {}),
      };
    });
  }

  function mentions(text: string): Pick<Message, "mentions" | "mention_roles" | "mention_everyone"> {
    const named = mentionedIn(text);
    return {
      mentions: named.users.flatMap((id) => world.users.get(id) ?? []),
      mention_roles: named.roles,
      mention_everyone: named.everyone,
    };
  }

  return {
    make(given: NewMessage): StoredMessage {
      const { channel, author, body, reference, interaction, ephemeralFor } = given;
      const attachments = attach(channel.id, body, given.files);
      const repliedTo = reference?.message.author.id;
      const pings = pingsOf(body, given.mayPingEveryone, repliedTo);
      const named = mentions(pingableText(body));
      if (reference && pings.users.includes(reference.message.author.id)) {
        if (!named.mentions.some((user) => user.id === repliedTo))
          named.mentions.push(reference.message.author);
      }
      const message: Message = {
        id: snowflakes.next(),
        channel_id: channel.id,
        author,
        content: (body.content ?? "").trim(),
        timestamp: isoTime(now()),
        edited_timestamp: null,
        tts: body.tts ?? false,
        ...named,
        mention_everyone: pings.everyone,
        attachments,
        embeds: embedsOf(body, attachments),
        components: componentsOf(body, attachments),
        pinned: false,
        type: given.type ?? (reference ? MessageType.Reply : MessageType.Default),
        flags: (body.flags ?? 0) | (ephemeralFor === undefined ? 0 : MessageFlags.Ephemeral),
        ...(body.nonce === undefined || body.nonce === null ? {} : { nonce: body.nonce }),
        ...(reference ? replyParts(reference, channel) : {}),
        ...(interaction
          ? {
              interaction_metadata: interaction,
              webhook_id: world.bot.id,
              application_id: world.bot.id,
            }
          : {}),
      };
      return { message, pings, ...(ephemeralFor === undefined ? {} : { ephemeralFor }) };
    },

    /** The message after an edit. What the body leaves out stays; edits ping nobody. */
    edited(
      before: StoredMessage,
      body: LooseMessage,
      uploads: ReadonlyMap<string, UploadedFile>,
      keepFlags: number,
    ): StoredMessage {
      const old = before.message;
      const keptIds = body.attachments?.map((attachment) => attachment.id);
      const attachments = [
        ...old.attachments.filter((attachment) => keptIds?.includes(attachment.id) ?? true),
        ...attach(old.channel_id, body, uploads),
      ];
      const content = body.content === undefined ? old.content : (body.content ?? "").trim();
      const components = body.components === undefined ? old.components : componentsOf(body, attachments);
      const flags = body.flags === undefined || body.flags === null ? old.flags : body.flags | keepFlags;
      const message: Message = {
        ...old,
        ...mentions(pingableText({ content, components: (components ?? []) as LooseComponent[] })),
        content,
        embeds: body.embeds === undefined ? old.embeds : embedsOf(body, attachments),
        ...(components === undefined ? {} : { components }),
        attachments,
        flags: (flags ?? 0) & ~MessageFlags.Loading,
        edited_timestamp: isoTime(now()),
      };
      return { ...before, message };
    },
  };
}

function replyParts(reference: StoredMessage, channel: Channel): Partial<Message> {
  return {
    message_reference: {
      type: MessageReferenceType.Default,
      channel_id: channel.id,
      message_id: reference.message.id,
      ...(channel.guild_id === undefined ? {} : { guild_id: channel.guild_id }),
    },
    referenced_message: reference.message,
  };
}

/** Discord writes microseconds and an offset, where JavaScript writes milliseconds and Z. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("Z", "000+00:00");
}

function embedsOf(body: LooseMessage, attachments: readonly Attachment[]): APIEmbed[] {
  // The shape was checked against Discord's own description before it came here.
  return madeOnce(body.embeds ?? [], attachments, (embeds) =>
    embeds.map((embed) => ({ type: "rich", ...withFileUrls(embed, attachments) }) as APIEmbed),
  );
}

function componentsOf(body: LooseMessage, attachments: readonly Attachment[]): APIMessageTopLevelComponent[] {
  return madeOnce(body.components ?? [], attachments, (given) => {
    const components = withFileUrls(copyOf(given), attachments);
    let id = 0;
    for (const { component } of walkComponents(components)) {
      id += 1;
      component.id ??= id;
    }
    return components as unknown as APIMessageTopLevelComponent[];
  });
}

/** What was made of frozen parts of a body without files: a bot sends the same card again and again. */
const made = new WeakMap<object, unknown>();

function madeOnce<Source extends object, Made>(
  source: Source,
  attachments: readonly Attachment[],
  make: (source: Source) => Made,
): Made {
  if (attachments.length > 0 || !Object.isFrozen(source)) return make(source);
  const known = made.get(source) ?? deepFreeze(make(source));
  made.set(source, known);
  return known as Made;
}

/** Where there are files, a copy in which `attachment://name` is the address of the file. */
function withFileUrls<Part>(part: Part, attachments: readonly Attachment[]): Part {
  if (attachments.length === 0) return part;
  const copy = copyOf(part);
  replaceFileUrls(copy, attachments);
  return copy;
}

/** A deep copy of parsed JSON; several times as fast as structuredClone. */
function copyOf<Part>(part: Part): Part {
  if (typeof part !== "object" || part === null) return part;
  if (Array.isArray(part)) return part.map(copyOf) as Part;
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(part)) copy[key] = copyOf(value);
  return copy as Part;
}

function replaceFileUrls(part: unknown, attachments: readonly Attachment[]): void {
  if (typeof part !== "object" || part === null) return;
  const record = part as Record<string, unknown>;
  for (const [key, value] of Object.entries(record)) {
    if (typeof value !== "string") {
      replaceFileUrls(value, attachments);
    } else if (value.startsWith("attachment://")) {
      const found = attachments.find((attachment) => `attachment://${attachment.filename}` === value);
      if (found) record[key] = found.url;
    }
  }
}
