import type { Channel, Guild, Member } from "./types.ts";
import { isThread, type World } from "./world.ts";

/** A guild as REST gives it. */
export function guildJson(guild: Guild) {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: [...guild.roles.values()],
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: guild.locale,
    nsfw_level: 0,
    nsfw: false,
    hub_type: null,
    home_header: null,
    incidents_data: null,
    inventory_settings: null,
    latest_onboarding_question_id: null,
    max_members: 500_000,
    max_presences: null,
    max_video_channel_users: 25,
    max_stage_video_channel_users: 50,
    region: "deprecated",
    widget_enabled: false,
    widget_channel_id: null,
    approximate_member_count: guild.members.size,
  };
}

/** A guild as GUILD_CREATE gives it: with its channels, and of the members only the bot. */
export function guildCreateJson(world: World, guild: Guild, channels: readonly Channel[]) {
  const me = guild.members.get(world.bot.id);
  return {
    ...guildJson(guild),
    joined_at: me?.joined_at ?? null,
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: me ? [memberJson(me)] : [],
    channels: channels.filter((channel) => !isThread(channel)),
    threads: channels.filter((channel) => channel.thread_metadata?.archived === false),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export function memberJson(member: Member) {
  return {
    user: member.user,
    nick: member.nick,
    avatar: null,
    banner: null,
    roles: member.roles,
    joined_at: member.joined_at,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
  };
}
