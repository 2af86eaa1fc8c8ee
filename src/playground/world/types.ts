import type {
  APIApplicationCommand,
  APIAttachment,
  APIMessage,
  APIOverwrite,
  APIRole,
  APIUser,
  ChannelType,
  Locale,
} from "discord-api-types/v10";

/** A message as Discord's API gives it. */
export type Message = APIMessage;
export type User = APIUser;
export type Role = APIRole;
export type Attachment = APIAttachment;
export type RegisteredCommand = APIApplicationCommand;

export interface Member {
  user: User;
  nick: string | null;
  /** Role ids, without @everyone. */
  roles: string[];
  joined_at: string;
}

export interface Channel {
  id: string;
  type: ChannelType;
  /** Absent in direct and group channels. */
  guild_id?: string;
  name: string | null;
  topic?: string | null;
  position?: number;
  parent_id?: string | null;
  permission_overwrites?: APIOverwrite[];
  nsfw?: boolean;
  rate_limit_per_user?: number;
  last_message_id?: string | null;
  /** Of direct and group channels: everybody but the bot. */
  recipients?: User[];
  /** The rest is of threads. */
  owner_id?: string;
  message_count?: number;
  total_message_sent?: number;
  member_count?: number;
  applied_tags?: string[];
  flags?: number;
  thread_metadata?: ThreadMetadata;
}

export interface ThreadMetadata {
  archived: boolean;
  locked: boolean;
  auto_archive_duration: number;
  archive_timestamp: string;
  create_timestamp: string;
}

export interface Guild {
  id: string;
  name: string;
  ownerId: string;
  /** Whether the bot is a member; without it only user-installed commands work there. */
  hasBot: boolean;
  locale: Locale;
  /** By id; the role whose id is the guild's is @everyone. */
  roles: Map<string, Role>;
  members: Map<string, Member>;
  /** Ids of channels and threads. */
  channelIds: Set<string>;
}

/** Whom a message notified, or would have. */
export interface Pings {
  everyone: boolean;
  users: string[];
  roles: string[];
}

/** A message with what only the local Discord knows of it. */
export interface StoredMessage {
  message: Message;
  pings: Pings;
  /** The one person who sees it. */
  ephemeralFor?: string;
}

export type WorldEvent =
  | { type: "message-create"; stored: StoredMessage }
  | { type: "message-update"; stored: StoredMessage }
  | { type: "message-delete"; stored: StoredMessage }
  | { type: "channel-create" | "channel-update" | "channel-delete"; channel: Channel }
  | { type: "guild-join" | "guild-leave"; guild: Guild }
  | { type: "typing"; channelId: string; userId: string };
