import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  ComponentType,
  InteractionType,
} from "discord-api-types/v10";
import { codePoints } from "../contract/code-points.ts";
import type { LooseComponent } from "../contract/component-rules.ts";
import { CONTENT_LIMIT } from "../contract/message-rules.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { CommandStore } from "../world/commands.ts";
import type { Choice, Interaction, Interactions, Opening } from "../world/interactions.ts";
import type { MessageMaker } from "../world/messages.ts";
import { includes } from "../world/permissions.ts";
import type { Channel, Message, RegisteredCommand, StoredMessage, User } from "../world/types.ts";
import { isThread, type World } from "../world/world.ts";
import { type CommandUse, findCommand } from "./commands.ts";
import { buttonOf, chosenValues, modalValues, selectOf } from "./components.ts";
import { PersonError } from "./error.ts";
import { fillOptions, type OptionValue, resolvedValues } from "./options.ts";
import { interactionPayload } from "./payloads.ts";
import { awaitReply, type Reply } from "./reply.ts";

export interface PersonParts {
  world: World;
  interactions: Interactions;
  commands: CommandStore;
  maker: MessageMaker;
  gateway: Gateway;
}

export interface PersonOptions {
  /** User name or id; the moderator of the default world unless told. */
  as?: string;
  /** Where the person is when nothing else is said: name or id of a channel; #general unless told. */
  channel?: string;
  /** The language of the person's client. */
  locale?: string;
}

export interface SlashOptions {
  /** Name or id. `"dm"` is the private channel with the bot. */
  channel?: string;
  subcommand?: string;
  group?: string;
}

/** A message, the reply that carries it, or its id. */
export type MessageLike = Message | Reply | string;

export type Person = ReturnType<typeof createPerson>;

/**
 * Somebody at a Discord client: uses commands and components only as the client lets them, and sees what it shows.
 *
 * Every method that the client would not allow throws a {@link PersonError} that says why; what the bot makes of it
 * comes back as a {@link Reply}.
 */
export function createPerson(parts: PersonParts, user: User, home: Channel, locale: string) {
  const { world, interactions, commands, gateway } = parts;

  /** Opens an interaction, tells the bot, and waits for its answer. */
  async function interact(
    opening: Omit<Opening, "user">,
    type: InteractionType,
    payload: Record<string, unknown>,
  ): Promise<Reply> {
    const start = performance.now();
    return await awaitReply(parts, begin(opening, type, payload), start);
  }

  function begin(
    opening: Omit<Opening, "user">,
    type: InteractionType,
    payload: Record<string, unknown>,
  ): Interaction {
    const interaction = interactions.open({ ...opening, user });
    const common = interactionPayload(world, interaction, type, locale);
    gateway.send("INTERACTION_CREATE", { ...common, ...payload }, interaction.channel.guild_id);
    return interaction;
  }

  function place(channel: string | undefined): Channel {
    if (channel === undefined) return home;
    if (channel === "dm") return world.directChannel(user);
    return (/^\d+$/.test(channel) ? world.channel(channel) : undefined) ?? world.channelNamed(channel);
  }

  function needsSight(channel: Channel): void {
    if (!includes(world.permissions(user.id, channel), "ViewChannel")) {
      throw new PersonError(`${user.username} does not see channel "${channel.name}".`);
    }
  }

  function stored(like: MessageLike): StoredMessage {
    const id = typeof like === "string" ? like : "id" in like ? like.id : like.message?.id;
    if (id === undefined) throw new PersonError("That reply has no message.");
    const channels = [...world.channels.keys()];
    const place = typeof like === "object" && "channel_id" in like ? like.channel_id : undefined;
    for (const channelId of place === undefined ? channels : [place]) {
      const found = world.message(channelId, id);
      if (!found) continue;
      if (found.ephemeralFor !== undefined && found.ephemeralFor !== user.id) {
        throw new PersonError(`${user.username} does not see this message: it is somebody else's.`);
      }
      return found;
    }
    throw new PersonError("That message is gone.");
  }

  function componentsOf(found: StoredMessage): LooseComponent[] {
    return (found.message.components ?? []) as LooseComponent[];
  }

  async function useComponent(
    found: StoredMessage,
    component: LooseComponent,
    values?: string[],
  ): Promise<Reply> {
    const channel = world.needChannel(found.message.channel_id);
    const customId = component.custom_id ?? "";
    const present = world.guildOf(channel)?.hasBot ?? channel.type === ChannelType.DM;
    const installedBy = present ? "guild" : "user";
    return await interact(
      { kind: "component", channel, name: customId, source: found, installedBy },
      InteractionType.MessageComponent,
      {
        message: found.message,
        data: {
          component_type: component.type,
          custom_id: customId,
          ...(typeof component.id === "number" ? { id: component.id } : {}),
          ...(values === undefined
            ? {}
            : { values, ...resolvedValues(world, user.id, channel, values, component.type) }),
        },
      },
    );
  }

  return {
    user,
    /** Where this person is when nothing else is said. */
    channel: home,

    /** The private channel with the bot. */
    dm: (): Channel => world.directChannel(user),

    /**
     * Uses a slash command.
     *
     * @param options by name. Channels, users, roles are ids; attachments `{name, data}`.
     */
    async slash(
      name: string,
      options: Record<string, OptionValue> = {},
      how: SlashOptions = {},
    ): Promise<Reply> {
      const channel = place(how.channel);
      needsSight(channel);
      const use = findCommand(parts, user, channel, name, ApplicationCommandType.ChatInput);
      const { options: sent, resolved } = fillOptions(world, user.id, channel, use.command, options, how);
      return await interact(opening(use, channel), InteractionType.ApplicationCommand, {
        data: { ...commandData(use), options: sent, ...(resolved ? { resolved } : {}) },
      });
    },

    /**
     * Types into an option and gets suggestions.
     *
     * @param others what is already filled in
     * @returns as the bot gave them
     */
    async autocomplete(
      command: string,
      option: string,
      typed: string,
      others: Record<string, OptionValue> = {},
      how: SlashOptions = {},
    ): Promise<Choice[]> {
      const channel = place(how.channel);
      needsSight(channel);
      const use = findCommand(parts, user, channel, command, ApplicationCommandType.ChatInput);
      const filled = fillOptions(world, user.id, channel, use.command, others, {
        ...how,
        focused: { name: option, typed },
      });
      const opened = begin(
        {
          ...opening(use, channel),
          kind: "autocomplete",
          optionType: filled.focusedType ?? ApplicationCommandOptionType.String,
        },
        InteractionType.ApplicationCommandAutocomplete,
        {
          data: {
            ...commandData(use),
            options: filled.options,
            ...(filled.resolved ? { resolved: filled.resolved } : {}),
          },
        },
      );
      const answered = await interactions.until(
        opened,
        () => opened.answer !== undefined,
        interactions.limits.deadlineMs,
      );
      if (!answered)
        throw new PersonError(`Loading options failed: no suggestions for "${option}" came in time.`);
      return opened.choices ?? [];
    },

    /** Uses a message's menu command ("Apps" in the context menu). */
    async menu(commandName: string, message: MessageLike): Promise<Reply> {
      const target = stored(message);
      const channel = world.needChannel(target.message.channel_id);
      const use = findCommand(parts, user, channel, commandName, ApplicationCommandType.Message);
      const { id } = target.message;
      const resolved = { messages: { [id]: target.message } };
      return await interact(opening(use, channel), InteractionType.ApplicationCommand, {
        data: { ...commandData(use), target_id: id, resolved },
      });
    },

    /** Uses a user's menu command. */
    async userMenu(commandName: string, userId: string, how: { channel?: string } = {}): Promise<Reply> {
      const channel = place(how.channel);
      needsSight(channel);
      const use = findCommand(parts, user, channel, commandName, ApplicationCommandType.User);
      const resolved = resolvedValues(world, user.id, channel, [userId], ComponentType.UserSelect);
      return await interact(opening(use, channel), InteractionType.ApplicationCommand, {
        data: { ...commandData(use), target_id: userId, ...resolved },
      });
    },

    /** Presses a button, by its label or custom id. */
    async press(message: MessageLike, labelOrCustomId: string): Promise<Reply> {
      const found = stored(message);
      return await useComponent(found, buttonOf(componentsOf(found), labelOrCustomId));
    },

    /**
     * Chooses in a select, by its custom id or placeholder (or `""` for the only one).
     *
     * @param values option values or labels; ids for users, roles and channels
     */
    async choose(message: MessageLike, customIdOrPlaceholder: string, values: string[]): Promise<Reply> {
      const found = stored(message);
      const select = selectOf(componentsOf(found), customIdOrPlaceholder);
      const chosen = chosenValues(select, values);
      const types = select.channel_types ?? [];
      for (const id of types.length > 0 ? chosen : []) {
        const type = world.channel(id)?.type;
        if (type !== undefined && !types.includes(type)) {
          throw new PersonError(`This select does not take a channel of type ${type}.`);
        }
      }
      return await useComponent(found, select, chosen);
    },

    /** Fills in a modal, by custom id or label, and sends it. What is left out keeps its preset text. */
    async submit(reply: Reply, values: Record<string, string | string[]>): Promise<Reply> {
      const { modal, interaction } = reply;
      if (!modal) throw new PersonError("That reply is no modal.");
      const { channel, installedBy, source } = interaction;
      const components = modalValues(modal.components as unknown as LooseComponent[], values);
      return await interact(
        { kind: "modal-submit", channel, name: modal.custom_id, installedBy, ...(source ? { source } : {}) },
        InteractionType.ModalSubmit,
        { data: { custom_id: modal.custom_id, components }, ...(source ? { message: source.message } : {}) },
      );
    },

    /** Writes a message. */
    say(content: string, how: { channel?: string; replyTo?: MessageLike } = {}): Message {
      const channel = place(how.channel);
      needsSight(channel);
      const right = isThread(channel) ? "SendMessagesInThreads" : "SendMessages";
      if (!includes(world.permissions(user.id, channel), right)) {
        throw new PersonError(`${user.username} may not write in "${channel.name}".`);
      }
      if (content.trim() === "" || codePoints(content) > CONTENT_LIMIT) {
        throw new PersonError(`A message has 1 to ${CONTENT_LIMIT} characters.`);
      }
      const reference = how.replyTo === undefined ? undefined : stored(how.replyTo);
      const body = reference
        ? { content, allowed_mentions: { parse: ["users", "roles", "everyone"], replied_user: true } }
        : { content };
      return world.addMessage(
        parts.maker.make({
          channel,
          author: user,
          body,
          files: new Map(),
          reference,
          mayPingEveryone: includes(world.permissions(user.id, channel), "MentionEveryone"),
        }),
      ).message;
    },

    /** Deletes a message: their own, anybody's as a moderator, or hides an ephemeral one. */
    delete(message: MessageLike): void {
      const found = stored(message);
      const channel = world.needChannel(found.message.channel_id);
      const own = found.message.author.id === user.id || found.ephemeralFor === user.id;
      if (!own && !includes(world.permissions(user.id, channel), "ManageMessages")) {
        throw new PersonError(`${user.username} may not delete this message.`);
      }
      world.deleteMessage(found);
    },

    /** What this person sees in a channel, oldest first; somebody else's ephemeral messages are not there. */
    sees(channel?: string): Message[] {
      const where = place(channel);
      needsSight(where);
      return world
        .history(where.id)
        .filter((one) => one.ephemeralFor === undefined || one.ephemeralFor === user.id)
        .map((one) => one.message);
    },

    /** The slash commands and message menus that the client offers here. */
    offered(channel?: string): RegisteredCommand[] {
      const where = place(channel);
      const all = new Set([...commands.list(where.guild_id), ...commands.list()]);
      return [...all].filter(({ id, name, type }) => {
        if (type === ApplicationCommandType.User) return false;
        try {
          return findCommand(parts, user, where, name, type).command.id === id;
        } catch (error) {
          if (error instanceof PersonError) return false;
          throw error;
        }
      });
    },
  };
}

function opening(use: CommandUse, channel: Channel): Omit<Opening, "user"> {
  return { kind: "command", channel, name: use.command.name, installedBy: use.installedBy };
}

function commandData({ command }: CommandUse) {
  const { id, name, type, guild_id } = command;
  return { id, name, type, ...(guild_id === undefined ? {} : { guild_id }) };
}
