/** Everything one person sees, as the page gets it. */
import { ChannelType } from "discord-api-types/v10";
import type { LocalDiscord } from "../local-discord.ts";
import { ids } from "../world/default-world.ts";
import type { Channel, Role } from "../world/types.ts";
import { people, shownChannels } from "./people.ts";
import type { PageChannel, Use, WorldSnapshot } from "./protocol.ts";

const kinds: Partial<Record<ChannelType, PageChannel["kind"]>> = {
  [ChannelType.GuildText]: "text",
  [ChannelType.GuildAnnouncement]: "announcements",
  [ChannelType.GuildForum]: "forum",
  [ChannelType.PublicThread]: "thread",
  [ChannelType.DM]: "direct",
};

/** Threads that were opened since: posts of the forum, for example. */
function openedThreads({ world }: LocalDiscord): Channel[] {
  return [...world.channels.values()].filter(
    (channel) => channel.thread_metadata !== undefined && channel.id !== ids.thread,
  );
}

const roleOf = ({ id, name, color }: Role): WorldSnapshot["roles"][number] => ({
  ...{ id, name },
  ...(color === 0 ? {} : { color: `#${color.toString(16).padStart(6, "0")}` }),
});

/**
 * @param as id of the person; a moderator where there is no such person
 * @param channelId where the commands are offered
 * @param uses which command a message answers, by message id
 */
export function snapshotOf(
  discord: LocalDiscord,
  { as, channelId }: { as: string; channelId: string },
  uses: ReadonlyMap<string, Use>,
): Omit<WorldSnapshot, "started"> {
  const { world } = discord;
  const person = discord.person({ as: people.some((one) => one.id === as) ? as : ids.moderator });
  const shown = shownChannels.flatMap((id) => world.channel(id) ?? []);
  const channels = [...shown, ...openedThreads(discord), person.dm()];
  const guild = world.guilds.get(ids.home);
  const here = channels.find(({ id }) => id === channelId) ?? channels[0];
  return {
    now: discord.now(),
    guild: guild?.name ?? "",
    bot: { id: world.bot.id, name: world.bot.username, connected: discord.gateway.connected > 0 },
    people: people.map(({ id, about }) => ({ id, about, name: world.users.get(id)?.global_name ?? id })),
    channels: channels.map((channel) => ({
      id: channel.id,
      name: channel.type === ChannelType.DM ? world.bot.username : (channel.name ?? ""),
      kind: kinds[channel.type] ?? "text",
    })),
    messages: Object.fromEntries(channels.map(({ id }) => [id, person.sees(id)])),
    uses: Object.fromEntries(uses),
    commands: here === undefined ? [] : person.offered(here.id),
    roles: [...(guild?.roles.values() ?? [])].filter(({ id }) => id !== ids.home).map(roleOf),
  };
}
