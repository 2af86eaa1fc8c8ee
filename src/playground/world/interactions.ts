import { EventEmitter } from "node:events";
import type { APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import { LRUCache } from "lru-cache";
import type { Snowflakes } from "./snowflake.ts";
import type { Channel, StoredMessage, User } from "./types.ts";

export type InteractionKind = "command" | "component" | "autocomplete" | "modal-submit";

export interface Choice {
  name: string;
  value: string | number;
}

/** One thing a person did, and what the bot made of it. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly kind: InteractionKind;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly user: User;
  readonly channel: Channel;
  /** Name of the command, or custom id of the component or modal. */
  readonly name: string;
  /** `1` when a person installed the app for themselves, `0` when the guild did. */
  readonly installedBy: "user" | "guild";
  /** Type of the option that is being typed, of an autocomplete. */
  readonly optionType?: number;
  /** The message whose component was used. */
  readonly source?: StoredMessage;
  /** Callback type of the bot's answer, and how long it took in milliseconds. */
  answer?: { type: number; ms: number };
  ephemeral: boolean;
  /** The answer's message: new for types 4 and 5, the source for 6 and 7. */
  originalId?: string;
  /** Deferred with type 5 and not edited yet. */
  thinking: boolean;
  /** How often the original was edited. */
  edits: number;
  modal?: APIModalInteractionResponseCallbackData;
  choices?: Choice[];
  followUpIds: string[];
}

export type Opening = Pick<Interaction, "kind" | "user" | "channel" | "name" | "installedBy"> &
  Partial<Pick<Interaction, "optionType" | "source">>;

const KEPT = 1_000;

export type Interactions = ReturnType<typeof createInteractions>;

/**
 * @param limits `deadlineMs`: until when the first answer is taken (Discord: 3 s). `lifetimeMs`: how long the token
 * serves for edits and follow-ups (Discord: 15 min).
 */
export function createInteractions(
  snowflakes: Snowflakes,
  now: () => number,
  limits: { deadlineMs: number; lifetimeMs: number },
) {
  const byToken = new LRUCache<string, Interaction>({ max: KEPT });
  const events = new EventEmitter<{ change: [Interaction] }>().setMaxListeners(0);

  return {
    limits,
    /** Every interaction that is opened, answered, edited or followed up. */
    events,
    open(opening: Opening): Interaction {
      const id = snowflakes.next();
      const token = `aW50ZXJhY3Rpb246${Buffer.from(id).toString("base64url")}`;
      const made: Interaction = {
        ...opening,
        id,
        token,
        createdAt: now(),
        ephemeral: false,
        thinking: false,
        edits: 0,
        followUpIds: [],
      };
      byToken.set(token, made);
      events.emit("change", made);
      return made;
    },
    withToken: (token: string): Interaction | undefined => byToken.get(token),
    tooLate: (interaction: Interaction): boolean => now() - interaction.createdAt > limits.deadlineMs,
    expired: (interaction: Interaction): boolean => now() - interaction.createdAt > limits.lifetimeMs,
    elapsed: (interaction: Interaction): number => now() - interaction.createdAt,
    changed: (interaction: Interaction): boolean => events.emit("change", interaction),

    /** Resolves with true once it holds, with false after `timeoutMs`. */
    async until(interaction: Interaction, holds: () => boolean, timeoutMs: number): Promise<boolean> {
      if (holds()) return true;
      return await new Promise((resolve) => {
        const stop = (result: boolean) => {
          clearTimeout(timer);
          events.off("change", look);
          resolve(result);
        };
        const timer = setTimeout(() => stop(false), timeoutMs);
        const look = (changed: Interaction) => {
          if (changed === interaction && holds()) stop(true);
        };
        events.on("change", look);
      });
    },
  };
}
