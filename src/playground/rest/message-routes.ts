import { ChannelType, MessageFlags } from "discord-api-types/v10";
import { DiscordError } from "../contract/errors.ts";
import type { LooseMessage } from "../contract/message-rules.ts";
import { channelMessage, needPermissions, needSendable, visibleChannel } from "../world/access.ts";
import { includes, type PermissionName } from "../world/permissions.ts";
import type { Channel, StoredMessage } from "../world/types.ts";
import type { World } from "../world/world.ts";
import { holdToRules } from "./message-body.ts";
import { type Call, checkedBody, noContent, ok, param, type Route, type Service } from "./route.ts";

const KEPT_FLAGS_ON_EDIT = MessageFlags.Crossposted | MessageFlags.HasThread | MessageFlags.IsComponentsV2;

/** Messages of channels and threads, over the bot's own token. */
export function messageRoutes(service: Service): Route[] {
  const { world, maker, nonces } = service;
  const at = "/channels/:channel/messages";
  const one = `${at}/:message`;

  return [
    {
      method: "POST",
      pattern: at,
      handle(call) {
        const channel = visibleChannel(world, param(call, "channel"));
        const body = checkedBody<LooseMessage>("message", call.body);
        holdToRules(body, call.files, "channel");
        needSendable(world, channel, service.archivedThreads);
        needForParts(world, channel, body, call);

        const repeated = body.enforce_nonce && body.nonce != null ? nonces.find(body.nonce) : undefined;
        if (repeated) return ok(channelMessage(world, repeated.channelId, repeated.messageId).message);

        const reference = referenced(world, channel, body);
        const stored = world.addMessage(
          maker.make({
            channel,
            author: world.bot,
            body,
            files: call.files,
            reference,
            mayPingEveryone: mayPing(world, channel),
          }),
        );
        if (body.nonce != null) nonces.remember(body.nonce, channel.id, stored.message.id);
        return ok(stored.message);
      },
    },
    {
      method: "GET",
      pattern: at,
      handle(call) {
        const channel = visibleChannel(world, param(call, "channel"));
        // Without the right to it the history is empty, which is no error.
        const mayRead = includes(world.permissions(world.bot.id, channel), "ReadMessageHistory");
        return ok(mayRead ? page(world.history(channel.id), call.query) : []);
      },
    },
    {
      method: "GET",
      pattern: one,
      handle(call) {
        const channel = visibleChannel(world, param(call, "channel"));
        needPermissions(world, channel, ["ReadMessageHistory"]);
        return ok(channelMessage(world, channel.id, param(call, "message")).message);
      },
    },
    {
      method: "PATCH",
      pattern: one,
      handle(call) {
        const channel = visibleChannel(world, param(call, "channel"));
        const before = channelMessage(world, channel.id, param(call, "message"));
        if (before.message.author.id !== world.bot.id) throw new DiscordError(50005);
        const body = checkedBody<LooseMessage>("message edit", call.body);
        holdToRules(body, call.files, "channel edit", [], before);
        // An archived thread takes new messages, but nothing in it is edited.
        if (channel.thread_metadata?.archived) throw new DiscordError(50083);
        return ok(world.changeMessage(maker.edited(before, body, call.files, keptFlags(before))).message);
      },
    },
    {
      method: "DELETE",
      pattern: one,
      handle(call) {
        const channel = visibleChannel(world, param(call, "channel"));
        const stored = channelMessage(world, channel.id, param(call, "message"));
        if (stored.message.author.id !== world.bot.id) needPermissions(world, channel, ["ManageMessages"]);
        if (channel.thread_metadata?.archived) throw new DiscordError(50083);
        world.deleteMessage(stored);
        return noContent;
      },
    },
    {
      method: "POST",
      pattern: `${one}/crosspost`,
      handle(call) {
        const channel = visibleChannel(world, param(call, "channel"));
        const stored = channelMessage(world, channel.id, param(call, "message"));
        if (channel.type !== ChannelType.GuildAnnouncement) throw new DiscordError(50024);
        const own = stored.message.author.id === world.bot.id;
        needPermissions(world, channel, own ? ["SendMessages"] : ["SendMessages", "ManageMessages"]);
        const flags = stored.message.flags ?? 0;
        if ((flags & MessageFlags.Crossposted) !== 0) throw new DiscordError(40033);
        const message = { ...stored.message, flags: flags | MessageFlags.Crossposted };
        return ok(world.changeMessage({ ...stored, message }).message);
      },
    },
    {
      method: "POST",
      pattern: "/channels/:channel/typing",
      handle(call) {
        const channel = visibleChannel(world, param(call, "channel"));
        needSendable(world, channel, service.archivedThreads);
        world.events.emit("change", { type: "typing", channelId: channel.id, userId: world.bot.id });
        return noContent;
      },
    },
  ];
}

/** Flags that an edit cannot take away. */
export function keptFlags(before: StoredMessage): number {
  return (before.message.flags ?? 0) & (KEPT_FLAGS_ON_EDIT | MessageFlags.Ephemeral);
}

export function mayPing(world: World, channel: Channel): boolean {
  return includes(world.permissions(world.bot.id, channel), "MentionEveryone");
}

/** @throws DiscordError 50013 when embeds, files or a reply come without their permission */
export function needForParts(world: World, channel: Channel, body: LooseMessage, call: Call): void {
  const names: PermissionName[] = [];
  if ((body.embeds ?? []).length > 0) names.push("EmbedLinks");
  if (call.files.size > 0) names.push("AttachFiles");
  needPermissions(world, channel, names);
  if (!body.message_reference) return;
  if (!includes(world.permissions(world.bot.id, channel), "ReadMessageHistory"))
    throw new DiscordError(160002);
}

/** The message that is replied to. @throws DiscordError 50035 when it is gone and that matters */
function referenced(world: World, channel: Channel, body: LooseMessage): StoredMessage | undefined {
  const reference = body.message_reference;
  if (!reference) return undefined;
  const found = world.message(channel.id, reference.message_id);
  if (found && found.ephemeralFor === undefined) return found;
  if (reference.fail_if_not_exists === false) return undefined;
  throw new DiscordError(50035, {
    message_reference: {
      _errors: [{ code: "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", message: "Unknown message" }],
    },
  });
}

/** Newest first, as Discord lists them. */
function page(history: readonly StoredMessage[], query: URLSearchParams) {
  const limit = Math.min(100, Math.max(1, Number(query.get("limit") ?? 50)));
  const before = query.get("before");
  const after = query.get("after");
  const visible = history
    .filter((stored) => stored.ephemeralFor === undefined)
    .map((stored) => stored.message);
  if (after !== null) {
    return visible
      .filter((message) => BigInt(message.id) > BigInt(after))
      .slice(0, limit)
      .reverse();
  }
  const older = before === null ? visible : visible.filter((message) => BigInt(message.id) < BigInt(before));
  return older.slice(-limit).reverse();
}
