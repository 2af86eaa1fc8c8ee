import {
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType as Type,
} from "discord-api-types/v10";
import type { Interaction, Interactions } from "../world/interactions.ts";
import type { Message } from "../world/types.ts";
import type { World } from "../world/world.ts";

/** Discord shows "The application did not respond" for `none`. */
export type ReplyKind = "message" | "deferred" | "update" | "deferred-update" | "modal" | "none";

const kinds: Record<number, ReplyKind> = {
  [Type.ChannelMessageWithSource]: "message",
  [Type.DeferredChannelMessageWithSource]: "deferred",
  [Type.UpdateMessage]: "update",
  [Type.DeferredMessageUpdate]: "deferred-update",
  [Type.Modal]: "modal",
};

/** What a person gets to see of the bot's answer. */
export interface Reply {
  readonly kind: ReplyKind;
  /** The answer's message as it was then; of an update, the updated one. Absent for modals and no answer. */
  readonly message: Message | undefined;
  readonly ephemeral: boolean;
  readonly modal: APIModalInteractionResponseCallbackData | undefined;
  /** From the click to the answer, in milliseconds. */
  readonly ms: number;
  /** What the client shows when the bot failed to answer. */
  readonly error: string | undefined;
  readonly interaction: Interaction;
  /** The message as it is now; undefined once deleted. */
  now(): Message | undefined;
  /**
   * The message once a deferral is over: at once for an answer that was not deferred.
   * @throws when nothing came in `timeoutMs` (5 s), or the bot deleted the message
   */
  settled(timeoutMs?: number): Promise<Message>;
  /**
   * The message after its next edits, counted from the start of the interaction.
   * @throws when they did not come in `timeoutMs` (5 s)
   */
  edited(times?: number, timeoutMs?: number): Promise<Message>;
  /**
   * A follow-up, counted from 1.
   * @throws when it did not come in `timeoutMs` (5 s)
   */
  followUp(number?: number, timeoutMs?: number): Promise<Message>;
}

const PATIENCE_MS = 5_000;

/** Waits for the first answer. `start` is when the person clicked, by `performance.now()`. */
export async function awaitReply(
  { world, interactions }: { world: World; interactions: Interactions },
  interaction: Interaction,
  start: number,
): Promise<Reply> {
  await interactions.until(
    interaction,
    () => interaction.answer !== undefined,
    interactions.limits.deadlineMs,
  );
  const { answer, modal } = interaction;
  const current = (id = interaction.originalId): Message | undefined =>
    id === undefined ? undefined : world.message(interaction.channel.id, id)?.message;

  async function wait(holds: () => boolean, timeoutMs: number, what: string): Promise<void> {
    if (await interactions.until(interaction, holds, timeoutMs)) return;
    throw new Error(`${what} of "${interaction.name}" did not come within ${timeoutMs} ms.`);
  }
  function there(message: Message | undefined, what: string): Message {
    if (!message) throw new Error(`${what} of "${interaction.name}" was deleted.`);
    return message;
  }

  return {
    kind: (answer && kinds[answer.type]) ?? "none",
    message: current(),
    ephemeral: interaction.ephemeral,
    modal,
    ms: performance.now() - start,
    error: answer ? undefined : "The application did not respond",
    interaction,
    now: () => current(),
    async settled(timeoutMs = PATIENCE_MS) {
      const wasDeferred = answer?.type === Type.DeferredMessageUpdate;
      await wait(
        () => !interaction.thinking && (!wasDeferred || interaction.edits > 0),
        timeoutMs,
        "The answer",
      );
      return there(current(), "The answer");
    },
    async edited(times = 1, timeoutMs = PATIENCE_MS) {
      await wait(() => interaction.edits >= times, timeoutMs, `Edit ${times}`);
      return there(current(), "The answer");
    },
    async followUp(number = 1, timeoutMs = PATIENCE_MS) {
      await wait(() => interaction.followUpIds.length >= number, timeoutMs, `Follow-up ${number}`);
      return there(current(interaction.followUpIds[number - 1]), `Follow-up ${number}`);
    },
  };
}
