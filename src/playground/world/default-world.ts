import { ChannelType, Locale } from "discord-api-types/v10";
import { bits, type PermissionName } from "./permissions.ts";
import { everyoneRole, role } from "./roles.ts";
import type { Channel, Guild, Member, User } from "./types.ts";
import type { World } from "./world.ts";

/** Ids of what the default world holds; channels are also found by name. */
export const ids = {
  application: "100000000000000001",
  home: "110000000000000000",
  elsewhere: "120000000000000000",
  general: "110000000000000001",
  models: "110000000000000002",
  announcements: "110000000000000003",
  forum: "110000000000000004",
  thread: "110000000000000005",
  readOnly: "110000000000000006",
  hidden: "110000000000000007",
  category: "110000000000000008",
  review: "110000000000000009",
  lounge: "120000000000000001",
  groupChat: "130000000000000001",
  botRole: "110000000000000101",
  moderators: "110000000000000102",
  releaseFans: "110000000000000103",
  owner: "140000000000000001",
  moderator: "140000000000000002",
  member: "140000000000000003",
  stranger: "140000000000000004",
} as const;

const BIRTH = "2025-01-01T00:00:00.000000+00:00";

const memberRights: PermissionName[] = [
  "ViewChannel",
  "SendMessages",
  "SendMessagesInThreads",
  "EmbedLinks",
  "AttachFiles",
  "AddReactions",
  "ReadMessageHistory",
  "CreatePublicThreads",
  "UseApplicationCommands",
  "UseExternalEmojis",
  "UseExternalApps",
];
const moderatorRights: PermissionName[] = [
  "ManageChannels",
  "ManageMessages",
  "ManageThreads",
  "MentionEveryone",
];
// MentionEveryone on purpose: a message that would ping everybody is to be noticed here.
const botRights: PermissionName[] = [...memberRights, "ManageThreads", "MentionEveryone"];

export function makeUser(id: string, username: string, displayName: string, more: Partial<User> = {}): User {
  return { id, username, discriminator: "0", global_name: displayName, avatar: null, ...more };
}

export function makeBotUser(): User {
  return makeUser(ids.application, "Labdex", "Labdex", {
    bot: true,
    discriminator: "0001",
    global_name: null,
  });
}

/**
 * One guild with the bot (text, announcements, a forum, a thread, a channel where the bot may only read, one
 * for review and one that it does not see), one without it, a group chat without it, and four people: the owner, a moderator, a
 * member without ManageChannels, and somebody who takes no private messages.
 */
export function fillDefaultWorld(world: World): void {
  const owner = makeUser(ids.owner, "wei", "Wei");
  const moderator = makeUser(ids.moderator, "ana", "Ana");
  const member = makeUser(ids.member, "bo", "Bo");
  const stranger = makeUser(ids.stranger, "cy", "Cy");
  for (const user of [owner, moderator, member]) world.addUser(user);
  world.addUser(stranger, false);

  const home = makeGuild(ids.home, "Model Watchers", owner, true);
  home.roles.set(
    ids.botRole,
    role(ids.botRole, "Labdex", bits(botRights), { position: 3, botId: world.bot.id }),
  );
  home.roles.set(ids.moderators, role(ids.moderators, "Moderators", bits(moderatorRights), { position: 2 }));
  home.roles.set(
    ids.releaseFans,
    role(ids.releaseFans, "Release fans", 0n, { position: 1, mentionable: true }),
  );
  for (const joined of [
    makeMember(world.bot, [ids.botRole]),
    makeMember(owner, []),
    makeMember(moderator, [ids.moderators]),
    makeMember(member, [ids.releaseFans]),
    makeMember(stranger, []),
  ]) {
    home.members.set(joined.user.id, joined);
  }
  world.addGuild(home);

  const elsewhere = makeGuild(ids.elsewhere, "Elsewhere", owner, false);
  for (const user of [owner, moderator, member]) elsewhere.members.set(user.id, makeMember(user, []));
  world.addGuild(elsewhere);

  world.addChannel(guildChannel(ids.category, ids.home, "Talk", ChannelType.GuildCategory, 0));
  world.addChannel(guildChannel(ids.general, ids.home, "general", ChannelType.GuildText, 1, ids.category));
  world.addChannel(guildChannel(ids.models, ids.home, "models", ChannelType.GuildText, 2, ids.category));
  world.addChannel(
    guildChannel(ids.announcements, ids.home, "announcements", ChannelType.GuildAnnouncement, 3),
  );
  world.addChannel(guildChannel(ids.forum, ids.home, "forum", ChannelType.GuildForum, 4));
  world.addChannel(guildChannel(ids.readOnly, ids.home, "read-only", ChannelType.GuildText, 5));
  world.addChannel(guildChannel(ids.review, ids.home, "review", ChannelType.GuildText, 7));
  world.addChannel(guildChannel(ids.hidden, ids.home, "hidden", ChannelType.GuildText, 6));
  world.addChannel({
    id: ids.thread,
    type: ChannelType.PublicThread,
    guild_id: ids.home,
    name: "benchmarks-thread",
    parent_id: ids.models,
    owner_id: ids.moderator,
    message_count: 0,
    total_message_sent: 0,
    member_count: 1,
    last_message_id: null,
    rate_limit_per_user: 0,
    flags: 0,
    thread_metadata: {
      archived: false,
      locked: false,
      auto_archive_duration: 10_080,
      archive_timestamp: BIRTH,
      create_timestamp: BIRTH,
    },
  });
  world.addChannel(guildChannel(ids.lounge, ids.elsewhere, "lounge", ChannelType.GuildText, 1));
  world.addChannel({
    id: ids.groupChat,
    type: ChannelType.GroupDM,
    name: "group-chat",
    owner_id: ids.owner,
    recipients: [owner, moderator, member],
    last_message_id: null,
  });
  world.setBotPermissions(ids.readOnly, ["ViewChannel", "ReadMessageHistory"]);
  world.setBotPermissions(ids.hidden, []);
  world.directChannel(moderator);
}

function makeGuild(id: string, name: string, owner: User, hasBot: boolean): Guild {
  return {
    id,
    name,
    ownerId: owner.id,
    hasBot,
    locale: Locale.EnglishUS,
    roles: new Map([[id, everyoneRole(id, bits(memberRights))]]),
    members: new Map(),
    channelIds: new Set(),
  };
}

function makeMember(user: User, roles: string[]): Member {
  return { user, nick: null, roles, joined_at: BIRTH };
}

function guildChannel(
  id: string,
  guildId: string,
  name: string,
  type: ChannelType,
  position: number,
  parentId: string | null = null,
): Channel {
  return {
    id,
    type,
    guild_id: guildId,
    name,
    topic: null,
    position,
    parent_id: parentId,
    permission_overwrites: [],
    nsfw: false,
    rate_limit_per_user: 0,
    last_message_id: null,
    flags: 0,
  };
}
