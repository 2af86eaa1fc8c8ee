import { ChannelType, MessageFlags } from "discord-api-types/v10";
import { DiscordError } from "../contract/errors.ts";
import type { LooseMessage } from "../contract/message-rules.ts";
import { channelMessage, needPermissions, visibleChannel } from "../world/access.ts";
import { isoTime } from "../world/messages.ts";
import { includes } from "../world/permissions.ts";
import type { Channel } from "../world/types.ts";
import { isThread } from "../world/world.ts";
import { holdToRules } from "./message-body.ts";
import { mayPing, needForParts } from "./message-routes.ts";
import { checkedBody, noContent, ok, param, type Route, type Service } from "./route.ts";

interface ThreadBody {
  name: string;
  type?: number | null;
  auto_archive_duration?: number | null;
  rate_limit_per_user?: number | null;
  applied_tags?: string[] | null;
}

const THREE_DAYS = 4_320;
const textTypes: ChannelType[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement];
const forumTypes: ChannelType[] = [ChannelType.GuildForum, ChannelType.GuildMedia];

/** Channels and threads. */
export function channelRoutes(service: Service): Route[] {
  const { world, maker, snowflakes, now } = service;
  const at = "/channels/:channel";

  function makeThread(parent: Channel, id: string, type: ChannelType, body: ThreadBody): Channel {
    const time = isoTime(now());
    return {
      id,
      type,
      name: body.name,
      parent_id: parent.id,
      owner_id: world.bot.id,
      ...(parent.guild_id === undefined ? {} : { guild_id: parent.guild_id }),
      ...(body.applied_tags ? { applied_tags: body.applied_tags } : {}),
      message_count: 0,
      total_message_sent: 0,
      member_count: 1,
      last_message_id: null,
      rate_limit_per_user: body.rate_limit_per_user ?? 0,
      flags: 0,
      thread_metadata: {
        archived: false,
        locked: false,
        auto_archive_duration: body.auto_archive_duration ?? THREE_DAYS,
        archive_timestamp: time,
        create_timestamp: time,
      },
    };
  }

  return [
    { method: "GET", pattern: at, handle: (call) => ok(visibleChannel(world, param(call, "channel"))) },
    {
      method: "PATCH",
      pattern: at,
      handle(call) {
        const channel = visibleChannel(world, param(call, "channel"));
        if (!channel.thread_metadata) {
          needPermissions(world, channel, ["ManageChannels"]);
          throw new DiscordError(50024);
        }
        const body = checkedBody<{
          name?: string | null;
          archived?: boolean | null;
          locked?: boolean | null;
          auto_archive_duration?: number | null;
        }>("thread edit", call.body);
        const manages = includes(world.permissions(world.bot.id, channel), "ManageThreads");
        // Whoever may write there opens an archived thread again, unless it is locked; the rest needs ManageThreads.
        const onlyReopens = body.archived === false && Object.keys(body).length === 1;
        if (!manages && channel.thread_metadata.locked) throw new DiscordError(160005);
        if (!manages && channel.owner_id !== world.bot.id && !onlyReopens) throw new DiscordError(50013);
        if (!manages && onlyReopens) needPermissions(world, channel, ["SendMessagesInThreads"]);
        if (channel.thread_metadata.archived && body.archived !== false) throw new DiscordError(50083);
        const { archived, locked, auto_archive_duration: duration } = body;
        return ok(
          world.updateChannel(channel.id, {
            ...(body.name ? { name: body.name } : {}),
            thread_metadata: {
              ...channel.thread_metadata,
              archive_timestamp: isoTime(now()),
              ...(typeof archived === "boolean" ? { archived } : {}),
              ...(typeof locked === "boolean" ? { locked } : {}),
              ...(typeof duration === "number" ? { auto_archive_duration: duration } : {}),
            },
          }),
        );
      },
    },
    {
      method: "DELETE",
      pattern: at,
      handle(call) {
        const channel = visibleChannel(world, param(call, "channel"));
        if (channel.guild_id !== undefined) {
          needPermissions(world, channel, [isThread(channel) ? "ManageThreads" : "ManageChannels"]);
        }
        world.deleteChannel(channel.id);
        return ok(channel);
      },
    },
    {
      method: "POST",
      pattern: `${at}/threads`,
      handle(call) {
        const parent = visibleChannel(world, param(call, "channel"));
        if (forumTypes.includes(parent.type)) {
          const body = checkedBody<ThreadBody & { message: LooseMessage }>("forum post", call.body);
          holdToRules(body.message, call.files, "channel", ["message"]);
          needPermissions(world, parent, ["SendMessages"]);
          needForParts(world, parent, body.message, call);
          const id = snowflakes.next();
          const thread = world.addChannel(makeThread(parent, id, ChannelType.PublicThread, body));
          const made = maker.make({
            channel: thread,
            author: world.bot,
            body: body.message,
            files: call.files,
            mayPingEveryone: mayPing(world, parent),
          });
          // A forum post's first message has the thread's id.
          const first = world.addMessage({ ...made, message: { ...made.message, id } });
          return ok({ ...thread, message: first.message }, 201);
        }
        if (!textTypes.includes(parent.type)) throw new DiscordError(50024);
        const body = checkedBody<ThreadBody>("thread", call.body);
        const type = body.type ?? ChannelType.PrivateThread;
        needPermissions(world, parent, [
          type === ChannelType.PrivateThread ? "CreatePrivateThreads" : "CreatePublicThreads",
        ]);
        return ok(world.addChannel(makeThread(parent, snowflakes.next(), type, body)), 201);
      },
    },
    {
      method: "POST",
      pattern: `${at}/messages/:message/threads`,
      handle(call) {
        const parent = visibleChannel(world, param(call, "channel"));
        if (!textTypes.includes(parent.type)) throw new DiscordError(50024);
        const stored = channelMessage(world, parent.id, param(call, "message"));
        const body = checkedBody<ThreadBody>("thread on message", call.body);
        needPermissions(world, parent, ["CreatePublicThreads"]);
        if (world.channel(stored.message.id)) throw new DiscordError(160004);
        const type =
          parent.type === ChannelType.GuildAnnouncement
            ? ChannelType.AnnouncementThread
            : ChannelType.PublicThread;
        const thread = world.addChannel(makeThread(parent, stored.message.id, type, body));
        const flags = (stored.message.flags ?? 0) | MessageFlags.HasThread;
        world.changeMessage({ ...stored, message: { ...stored.message, flags } });
        return ok(thread, 201);
      },
    },
    {
      method: "PUT",
      pattern: `${at}/thread-members/@me`,
      handle(call) {
        const thread = visibleChannel(world, param(call, "channel"));
        if (!thread.thread_metadata) throw new DiscordError(50024);
        if (thread.thread_metadata.archived) throw new DiscordError(50083);
        return noContent;
      },
    },
    {
      method: "DELETE",
      pattern: `${at}/thread-members/@me`,
      handle(call) {
        const thread = visibleChannel(world, param(call, "channel"));
        if (!thread.thread_metadata) throw new DiscordError(50024);
        return noContent;
      },
    },
  ];
}
