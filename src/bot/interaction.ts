/** Discord's raw interaction to the bot's own words. Reads only what the payload itself carries: no cache, no fetch. */
import {
  type APIApplicationCommandInteractionDataOption,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandOptionType,
  ComponentType,
  type ModalSubmitComponent,
} from "discord-api-types/v10";
import type { Asker, ChannelInfo, Input, OptionValue, Press } from "../command.ts";
import { defined } from "../defined.ts";

/** The person and place of an interaction. */
export function askerOf(interaction: APIInteraction): Asker {
  const user = interaction.member?.user ?? interaction.user;
  return {
    userId: user?.id ?? "",
    channelId: interaction.channel?.id ?? "",
    ...defined({ guildId: interaction.guild_id }),
    locale: "locale" in interaction ? interaction.locale : "en-US",
    permissions: BigInt(interaction.member?.permissions ?? "0"),
    roles: interaction.member?.roles ?? [],
  };
}

/** The channel of an interaction, with what the member and the bot may do there. */
export function hereOf(interaction: APIInteraction): ChannelInfo {
  return channelInfo({
    id: "",
    type: -1,
    ...interaction.channel,
    permissions: interaction.member?.permissions ?? "0",
    app_permissions: interaction.app_permissions,
  });
}

type Options = readonly APIApplicationCommandInteractionDataOption[] | undefined;

interface Read {
  subcommand?: string;
  options: Map<string, OptionValue>;
  /** The option that is being typed, in an autocomplete request. */
  focused?: { name: string; typed: string };
}

/** Options by name; those of a subcommand are lifted to the top. */
export function readOptions(options: Options): Read {
  const read: Read = { options: new Map() };
  for (const option of options ?? []) {
    if (
      option.type === ApplicationCommandOptionType.Subcommand ||
      option.type === ApplicationCommandOptionType.SubcommandGroup
    ) {
      const inner = readOptions(option.options as Options);
      const path = inner.subcommand === undefined ? option.name : `${option.name} ${inner.subcommand}`;
      return { ...inner, subcommand: path };
    }
    read.options.set(option.name, option.value);
    if ("focused" in option && option.focused === true) {
      read.focused = { name: option.name, typed: String(option.value) };
    }
  }
  return read;
}

interface DescribedChannel {
  id: string;
  name?: string | null;
  type: number;
  permissions?: string;
  /** Discord sends it with the channels of options; its types do not have it yet. */
  app_permissions?: string;
}

function channelInfo({ id, name, type, permissions, app_permissions }: DescribedChannel): ChannelInfo {
  return {
    id,
    name: name ?? "",
    type,
    permissions: BigInt(permissions ?? "0"),
    appPermissions: BigInt(app_permissions ?? "0"),
  };
}

/** The channels and roles that options name. */
function resolvedOf(
  resolved: APIChatInputApplicationCommandInteraction["data"]["resolved"],
): Pick<Input, "channels" | "roles"> {
  const channels = Object.values(resolved?.channels ?? {}).map((one) => channelInfo(one as DescribedChannel));
  const roles = Object.values(resolved?.roles ?? {});
  return {
    ...(channels.length === 0 ? {} : { channels: new Map(channels.map((one) => [one.id, one])) }),
    ...(roles.length === 0
      ? {}
      : { roles: new Map(roles.map(({ id, mentionable }) => [id, { id, mentionable }])) }),
  };
}

/** A slash command, or a menu on a message. */
export function inputOf(
  interaction: APIChatInputApplicationCommandInteraction | APIMessageApplicationCommandInteraction,
): Input {
  const asker = askerOf(interaction);
  const here = hereOf(interaction);
  if ("target_id" in interaction.data) {
    const target = interaction.data.resolved.messages[interaction.data.target_id];
    return {
      asker,
      here,
      options: new Map(),
      ...(target === undefined
        ? {}
        : { message: { id: target.id, content: target.content, authorId: target.author.id } }),
    };
  }
  const { subcommand, options } = readOptions(interaction.data.options);
  return {
    asker,
    options,
    ...defined({ subcommand }),
    here,
    ...resolvedOf(interaction.data.resolved),
  };
}

/** A press of a button, a choice in a menu. */
export function pressOf(interaction: APIMessageComponentInteraction, args: readonly string[]): Press {
  const { data } = interaction;
  return {
    asker: askerOf(interaction),
    here: hereOf(interaction),
    args,
    values: data.component_type === ComponentType.Button ? [] : data.values,
    fields: new Map(),
  };
}

/** A form that was sent. */
export function submitOf(interaction: APIModalSubmitInteraction, args: readonly string[]): Press {
  const fields = new Map<string, string>();
  for (const row of interaction.data.components) {
    const parts: readonly ModalSubmitComponent[] =
      "components" in row ? row.components : "component" in row ? [row.component] : [];
    for (const part of parts) if ("value" in part) fields.set(part.custom_id, String(part.value));
  }
  return { asker: askerOf(interaction), here: hereOf(interaction), args, values: [], fields };
}
