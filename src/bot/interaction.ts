/** Discord's raw interaction to the bot's own words. Reads only what the payload itself carries: no cache, no fetch. */
import { ApplicationCommandOptionType } from "discord-api-types/v10";
import type { Asker, ChannelInfo, Input, OptionValue, Press } from "../command.ts";
import { defined } from "../defined.ts";
import type { Incoming, IncomingComponent, IncomingOption, IncomingTarget } from "./incoming.ts";

/** The person and place of an interaction. */
export function askerOf({ member, user, channel, guild_id, locale }: Incoming): Asker {
  return {
    userId: (member?.user ?? user)?.id ?? "",
    channelId: channel?.id ?? "",
    ...defined({ guildId: guild_id }),
    locale,
    permissions: BigInt(member?.permissions ?? "0"),
    roles: member?.roles ?? [],
  };
}

/** The channel of an interaction, with what the member and the bot may do there. */
export function hereOf({ channel, member, app_permissions }: Incoming): ChannelInfo {
  const permissions = member?.permissions ?? "0";
  return channelInfo({ id: "", type: -1, ...channel, permissions, app_permissions });
}

interface Read {
  subcommand?: string;
  options: Map<string, OptionValue>;
  /** The option that is being typed, in an autocomplete request. */
  focused?: { name: string; typed: string };
}

/** Options by name; those of a subcommand are lifted to the top. */
export function readOptions(options: readonly IncomingOption[]): Read {
  const read: Read = { options: new Map() };
  for (const option of options) {
    if (
      option.type === ApplicationCommandOptionType.Subcommand ||
      option.type === ApplicationCommandOptionType.SubcommandGroup
    ) {
      const inner = readOptions(option.options);
      const path = inner.subcommand === undefined ? option.name : `${option.name} ${inner.subcommand}`;
      return { ...inner, subcommand: path };
    }
    if (option.value !== undefined) read.options.set(option.name, option.value);
    if (option.focused) read.focused = { name: option.name, typed: String(option.value ?? "") };
  }
  return read;
}

interface DescribedChannel {
  id: string;
  name?: string | undefined;
  type: number;
  permissions: string;
  app_permissions: string;
}

const channelInfo = ({ id, name, type, permissions, app_permissions }: DescribedChannel): ChannelInfo => ({
  id,
  name: name ?? "",
  type,
  permissions: BigInt(permissions),
  appPermissions: BigInt(app_permissions),
});

/** The channels and roles that options name. */
function resolvedOf({ resolved }: Incoming["data"]): Pick<Input, "channels" | "roles"> {
  if (resolved === undefined) return {};
  const channels = new Map([...resolved.channels].map(([id, one]) => [id, channelInfo(one)]));
  return { channels, roles: resolved.roles };
}

/** Characters of a message that are read for names. */
const mostRead = 12_000;

/** Everything that a message says: its text, cards, poll and components, and what it forwards. */
function textOf({ content, embeds, components, poll, message_snapshots }: IncomingTarget): string {
  const inner = message_snapshots.flatMap(({ message }) =>
    textOf({ id: "", author: undefined, message_snapshots: [], ...message }),
  );
  const cards = embeds.flatMap(({ title, description, fields }) => [
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ]);
  const asked = [poll?.question?.text, ...(poll?.answers ?? []).map(({ poll_media }) => poll_media?.text)];
  const texts = [content, ...cards, ...asked, ...components.flatMap(displayed), ...inner];
  return texts
    .filter((text) => text !== undefined && text !== "")
    .join("\n")
    .slice(0, mostRead);
}

const displayed = ({ content, components }: IncomingComponent): string[] => [
  ...(content === undefined ? [] : [content]),
  ...components.flatMap(displayed),
];

/** A slash command, or a menu on a message. */
export function inputOf(interaction: Incoming): Input {
  const { data } = interaction;
  const { subcommand, options } = readOptions(data.options);
  const target = data.target_id === undefined ? undefined : data.resolved?.messages.get(data.target_id);
  const message =
    target === undefined
      ? undefined
      : { id: target.id, content: textOf(target), authorId: target.author?.id ?? "" };
  return {
    asker: askerOf(interaction),
    here: hereOf(interaction),
    options,
    ...defined({ subcommand, message }),
    ...resolvedOf(data),
  };
}

/** A press of a button, a choice in a menu, or a form that was sent. */
export function pressOf(interaction: Incoming, args: readonly string[]): Press {
  const { values, components } = interaction.data;
  const typed = components.flatMap((row) => [...row.components, ...(row.component ? [row.component] : [])]);
  const fields = new Map(typed.map(({ custom_id, value }) => [custom_id, value]));
  return { asker: askerOf(interaction), here: hereOf(interaction), args, values, fields };
}
