/** What a command is: the contract between `commands/` (which knows nothing of discord.js) and `bot/` (which runs it). */
import {
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import type { Catalog } from "./catalog/catalog.ts";
import type { Pictures } from "./charts/pictures.ts";
import type { SourceHealth } from "./releases/health.ts";
import type { Search } from "./search/search.ts";
import type { SubscriptionService } from "./subscriptions/service.ts";
import type { Message, Modal } from "./views/message.ts";

/** Who asks, and where. Ids are snowflakes. */
export interface Asker {
  userId: string;
  channelId: string;
  /** Absent in direct messages. */
  guildId?: string;
  /** Discord's locale of the person: `en-GB`, `zh-CN`. */
  locale: string;
  /** The member's permissions in this channel, as Discord's bit set; 0 outside a server. */
  permissions: bigint;
  /** Ids of the member's roles, without @everyone; empty outside a server. */
  roles: readonly string[];
}

export type OptionValue = string | number | boolean;

/** A channel as Discord describes it beside a command. */
export interface ChannelInfo {
  id: string;
  name: string;
  /** Discord's number of its type. */
  type: number;
  /** What the bot may do there, as Discord's bit set. */
  appPermissions: bigint;
  /** What the member who asks may do there. */
  permissions: bigint;
}

/** A slash command as it was sent. */
export interface Input {
  asker: Asker;
  /** The channel in which it was sent. */
  here: ChannelInfo;
  /** The channels and roles that the options name, by id. */
  channels?: ReadonlyMap<string, ChannelInfo>;
  roles?: ReadonlyMap<string, { id: string; mentionable: boolean }>;
  /** Name of the subcommand, where the command has some. */
  subcommand?: string;
  options: ReadonlyMap<string, OptionValue>;
  /** The message that a message menu was opened on. */
  message?: { id: string; content: string; authorId: string };
}

/** A button or menu, or a form that was sent. */
export interface Press {
  asker: Asker;
  /** The channel in which it was pressed. */
  here: ChannelInfo;
  args: readonly string[];
  /** What was chosen in a menu. */
  values: readonly string[];
  /** What was typed into a form, by input id. */
  fields: ReadonlyMap<string, string>;
}

export interface Choice {
  name: string;
  value: string;
}

/**
 * A message that goes out at once. Where `later` is given, it makes the form that takes its place when it is ready
 * (with a picture that must be drawn first), or undefined where the message stays as it is.
 */
export interface Answer extends Message {
  later?: () => Promise<Message | undefined>;
}

/**
 * `reply`: a new message. `update`: the message that holds the button changes in place; where somebody else's
 * public card was pressed, the answer becomes a private message instead. `modal`: a form opens.
 */
export type InteractionResponse =
  | { as: "reply"; message: Answer }
  | { as: "update"; message: Answer }
  | { as: "modal"; modal: Modal };

/** Who the bot is on Discord, and how it is connected. */
export interface BotPresence {
  /** Snowflake of the application. */
  applicationId: string;
  /** Servers at the last connection, over the shards of this process. */
  servers: number;
  shards: number;
}

/** What commands may use. Everything is in memory: an answer waits for nothing. */
export interface Services {
  readonly catalog: Catalog;
  readonly search: Search;
  readonly pictures: Pictures;
  readonly subscriptions: SubscriptionService;
  /** How the upstreams of releases are doing, since the last run of the watch; absent before the first. */
  readonly upstreams?: () => readonly SourceHealth[];
  /** Absent, or undefined, before the bot is connected. */
  readonly presence?: () => BotPresence | undefined;
}

/** Handlers of buttons, menus and forms, by the action in their custom_id. */
export type Actions = Readonly<
  Record<string, (press: Press, services: Services) => InteractionResponse | Promise<InteractionResponse>>
>;

export interface Command {
  definition: RESTPostAPIApplicationCommandsJSONBody;
  run(input: Input, services: Services): Answer | Promise<Answer>;
  /** Choices for the option being typed; at most 25. `typed` is what stands in the field so far. */
  complete?(
    option: string,
    typed: string,
    input: Input,
    services: Services,
  ): readonly Choice[] | Promise<readonly Choice[]>;
  /** Handlers of the command's buttons, menus and forms, by the action in their custom_id. */
  actions?: Actions;
}

/** A mistake of the person, told to them in words. Anything else that is thrown is a bug of ours. */
export class UserError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UserError";
  }
}

interface Builder {
  setContexts(...contexts: InteractionContextType[]): unknown;
  setIntegrationTypes(...types: ApplicationIntegrationType[]): unknown;
  toJSON(): RESTPostAPIApplicationCommandsJSONBody;
}

/** The definition of a command that answers wherever people talk. */
export function everywhere(builder: Builder): RESTPostAPIApplicationCommandsJSONBody {
  builder.setContexts(
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  );
  builder.setIntegrationTypes(
    ApplicationIntegrationType.GuildInstall,
    ApplicationIntegrationType.UserInstall,
  );
  return builder.toJSON();
}
