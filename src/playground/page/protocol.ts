/** What the page and the local Discord say to each other. */
import type { APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import type { OptionValue } from "../person/options.ts";
import type { Choice } from "../world/interactions.ts";
import type { Message, RegisteredCommand } from "../world/types.ts";
import type { LogLine, MadeUpRelease, RecordedRelease } from "./controls.ts";

export interface PageChannel {
  id: string;
  name: string;
  kind: "text" | "announcements" | "forum" | "thread" | "direct";
}

/** Everything one person sees, newest state. */
export interface WorldSnapshot {
  /** What time it is there, in milliseconds since 1970. */
  now: number;
  /** When the program started: another one has read the data files anew. */
  started: number;
  guild: string;
  bot: { id: string; name: string; connected: boolean };
  people: { id: string; name: string; about: string }[];
  channels: PageChannel[];
  /** Messages by channel, oldest first. */
  messages: Record<string, Message[]>;
  /** Which command a message answers, and whose: by message id. */
  uses: Record<string, Use>;
  /** Slash commands and message menus that this person may use in the channel that is open. */
  commands: RegisteredCommand[];
  /** `color`: CSS, where it has one. */
  roles: { id: string; name: string; color?: string }[];
}

/** Which command a message answers, and whose. */
export interface Use {
  command: string;
  by: string;
}

interface Where {
  as: string;
  channel: string;
  /** Language of the person's client. */
  locale: string;
}
export type PersonRequest = Where &
  (
    | { do: "slash"; command: string; subcommand?: string; options: Record<string, OptionValue> }
    | {
        do: "autocomplete";
        command: string;
        subcommand?: string;
        option: string;
        typed: string;
        options: Record<string, OptionValue>;
      }
    | { do: "press"; message: string; customId: string }
    | { do: "choose"; message: string; customId: string; values: string[] }
    | { do: "menu"; command: string; message: string }
    | { do: "submit"; form: string; fields: Record<string, string> }
    | { do: "say"; text: string; replyTo?: string }
    | { do: "delete"; message: string }
  );

export interface PersonResponse {
  /** What the client shows when the bot failed to answer. */
  error?: string;
  choices?: Choice[];
  /** A form that the bot opened; `form` is sent back with its fields. */
  modal?: { form: string; data: APIModalInteractionResponseCallbackData };
  /** Milliseconds from the click to the answer. */
  ms?: number;
}

/** What can go wrong at the page's wish. Permission and channel are those of the channel that is open. */
export const faultNames = [
  "discord down",
  "rate limited",
  "permission taken",
  "channel deleted",
  "upstreams down",
] as const;
export type FaultName = (typeof faultNames)[number];

/** What the panel for time shows. */
export interface TimeState {
  releases: readonly RecordedRelease[];
  labs: readonly { id: string; name: string }[];
  log: readonly LogLine[];
  /** Those that hold for everything. */
  faults: readonly FaultName[];
  /** Ids of channels in which the bot may not write at the moment. */
  withoutPermission: readonly string[];
  deleted: readonly { id: string; name: string }[];
}

export type TimeRequest =
  | { do: "appear"; id: string }
  | ({ do: "make up" } & MadeUpRelease)
  | { do: "check" | "ask the real ones" }
  | { do: "pass"; ms: number }
  | { do: "fault"; fault: FaultName; channel: string; is: boolean };

/** What came of it: a sentence, and what the bot posted meanwhile. */
export interface Happened {
  said: string;
  posts: { channel: string; message: string }[];
}

/** One thing that a person did on the way to a message. */
export interface Step {
  request: PersonRequest;
  /** Milliseconds from the click to the answer. */
  ms?: number;
}

/** What the inspector shows of a message. */
export interface Inspection {
  /** As Discord gives it. */
  message: Message;
  /** Breaches of Discord's contract, in words; empty where there are none. */
  issues: string[];
  sizes: { name: string; is: number; limit: number }[];
  /** Addresses, with the words that lead there, and how often. */
  sources: { url: string; words: string; times: number }[];
  /** Milliseconds from the click to the answer, of the last step. */
  ms?: number;
  /** The steps as a test. */
  test: string;
}
