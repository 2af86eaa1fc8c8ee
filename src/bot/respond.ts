/**
 * Answers to interactions over REST. The first answer is a callback, due within 3 s; later ones edit or follow up,
 * for 15 minutes. None of these routes counts towards the global rate limit.
 */
import { DiscordAPIError, type REST } from "discord.js";
import {
  type APIApplicationCommandOptionChoice,
  InteractionResponseType,
  MessageFlags,
  RESTJSONErrorCodes,
  Routes,
} from "discord-api-types/v10";
import type { Logger } from "pino";
import type { InteractionResponse } from "../command.ts";
import type { Message } from "../views/message.ts";
import type { Callbacks } from "./callbacks.ts";
import type { Incoming } from "./incoming.ts";
import { modalJson, type Payload, payloadOf } from "./payload.ts";

/** What became of an answer: `late` when Discord had given up on the interaction, or the message was deleted. */
export type Outcome = "answered" | "late";

export interface ResponderParts {
  rest: REST;
  callbacks: Callbacks;
  log: Pick<Logger, "error">;
}

export type Responder = ReturnType<typeof createResponder>;

/** Answers of one interaction. `update` is true where the message that holds the component changes in place. */
export function createResponder({ rest, callbacks, log }: ResponderParts, interaction: Incoming) {
  let deferred: "reply" | "update" | undefined;

  const callback = async (type: InteractionResponseType, data?: object, files: Payload["files"] = []) => {
    const route = Routes.interactionCallback(interaction.id, interaction.token);
    if (data === undefined || files.length > 0) {
      return settle(rest.post(route, { auth: false, body: { type, ...(data && { data }) }, files }));
    }
    const body = bytesOf(type, data);
    if (await callbacks.post(route, body)) return "answered";
    return settle(rest.post(route, { auth: false, body, passThroughBody: true, headers: jsonHeaders }));
  };

  const made = (message: Message): Payload => {
    const payload = payloadOf(message);
    if (payload.leftOut.length > 0)
      log.error({ leftOut: payload.leftOut }, "entries of a list could not be drawn and were left out");
    return payload;
  };

  const followUp = (message: Message) => {
    const { body, files } = made(message);
    return settle(
      rest.post(Routes.webhook(interaction.application_id, interaction.token), { auth: false, body, files }),
    );
  };

  const editOriginal = (message: Message) => {
    const { body, files } = made({ ...message, audience: "everyone" });
    const route = Routes.webhookMessage(interaction.application_id, interaction.token, "@original");
    return settle(rest.patch(route, { auth: false, body, files }));
  };

  return {
    /** Puts another message in the place of the first answer; nothing happens where that one was deleted. */
    edit: (message: Message): Promise<Outcome> => editOriginal(message),

    /** Buys 15 minutes: Discord shows that the bot is thinking, or nothing where a message is to be updated. */
    async defer(as: "reply" | "update"): Promise<Outcome> {
      deferred = as;
      return as === "update"
        ? callback(InteractionResponseType.DeferredMessageUpdate)
        : callback(InteractionResponseType.DeferredChannelMessageWithSource);
    },

    async choices(choices: readonly APIApplicationCommandOptionChoice[]): Promise<Outcome> {
      const known = offered.get(choices) ?? { choices };
      offered.set(choices, known);
      return callback(InteractionResponseType.ApplicationCommandAutocompleteResult, known);
    },

    async respond(response: InteractionResponse): Promise<Outcome> {
      if (response.as === "modal") return callback(InteractionResponseType.Modal, modalJson(response.modal));
      const message = response.as === "update" ? forPresser(interaction, response.message) : response.message;
      const inPlace = response.as === "update" && message === response.message;
      if (deferred === "update") return inPlace ? editOriginal(message) : followUp(message);
      if (deferred === "reply") {
        if (message.audience === "everyone") return editOriginal(message);
        // A deferred public answer cannot become private: take the placeholder away first.
        const route = Routes.webhookMessage(interaction.application_id, interaction.token, "@original");
        await settle(rest.delete(route, { auth: false }));
        return followUp(message);
      }
      const { body, files } = made(message);
      if (!inPlace) return callback(InteractionResponseType.ChannelMessageWithSource, body, files);
      // The audience of a message cannot change: an update carries no flags.
      const { flags: _, ...update } = body;
      return callback(InteractionResponseType.UpdateMessage, update, files);
    },
  };
}

const jsonHeaders = { "content-type": "application/json" };

/** A card that is asked for again has the same body, and is written out once. Goes away with the card. */
const written = new WeakMap<object, { type: InteractionResponseType; bytes: Buffer }>();

/** The same for a list of choices, by the list. */
const offered = new WeakMap<object, object>();

function bytesOf(type: InteractionResponseType, data: object): Buffer {
  const known = written.get(data);
  if (known?.type === type) return known.bytes;
  const bytes = Buffer.from(JSON.stringify({ type, data }));
  written.set(data, { type, bytes });
  return bytes;
}

/**
 * A public card belongs to who asked for it: when somebody else presses a button on it, they get a private message
 * of their own, and the card stays as it is.
 */
function forPresser(interaction: Incoming, message: Message): Message {
  if (interaction.message === undefined) return message;
  const isPrivate = (interaction.message.flags & MessageFlags.Ephemeral) !== 0;
  // A reply to a mention has no interaction: it belongs to the author of the message that it answers.
  const { interaction_metadata, referenced_message } = interaction.message;
  const owner = interaction_metadata?.user?.id ?? referenced_message?.author?.id;
  const presser = (interaction.member?.user ?? interaction.user)?.id;
  return isPrivate || owner === presser ? message : { ...message, audience: "asker" };
}

/** A repeated callback whose first answer was lost is a success; one that came too late is not an error of ours. */
async function settle(request: Promise<unknown>): Promise<Outcome> {
  try {
    await request;
    return "answered";
  } catch (error) {
    if (error instanceof DiscordAPIError) {
      if (error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) return "answered";
      const isGone = error.code === RESTJSONErrorCodes.UnknownMessage;
      if (isGone || error.code === RESTJSONErrorCodes.UnknownInteraction) return "late";
    }
    throw error;
  }
}
