/**
 * From a raw interaction to an answer: finds what answers it, runs it, and keeps the account.
 * Every failure is answered: a person's mistake with what to do, a bug with an id that is in the log.
 */
import { randomBytes } from "node:crypto";
import { InteractionType } from "discord-api-types/v10";
import type { Logger } from "pino";
import { UserError } from "../command.ts";
import { en } from "../messages/en.ts";
import { noteMessage } from "../views/answers.ts";
import { limits } from "../views/limits.ts";
import { createHandlers, type HandlerParts } from "./handlers.ts";
import { type Incoming, readInteraction } from "./incoming.ts";
import { createResponder, type Outcome, type Responder, type ResponderParts } from "./respond.ts";
import { runHandler } from "./run-handler.ts";

export interface RouterParts extends ResponderParts, HandlerParts {
  log: Logger;
  /** Told of each interaction when it is over. */
  used?: ((use: InteractionUse) => void) | undefined;
}

/** What became of an interaction, beside an answer's own outcomes: told to the person, a bug, no answer at all. */
type UseOutcome = Outcome | "mistake" | "bug" | "failed";

export interface InteractionUse {
  /** The command, or the one whose button was pressed; `unknown` for one that is not known here. */
  command: string;
  kind: "command" | "autocomplete" | "component" | "modal";
  outcome: UseOutcome;
  seconds: number;
}

const kinds: Readonly<Record<number, InteractionUse["kind"] | undefined>> = {
  [InteractionType.ApplicationCommand]: "command",
  [InteractionType.ApplicationCommandAutocomplete]: "autocomplete",
  [InteractionType.MessageComponent]: "component",
  [InteractionType.ModalSubmit]: "modal",
};

/** Short, readable in a chat and findable in a log. */
const bugId = () => randomBytes(4).toString("hex");

export function createRouter({ rest, callbacks, log, used, ...parts }: RouterParts) {
  const handlers = createHandlers(parts);

  async function answer(interaction: Incoming): Promise<UseOutcome> {
    const responder = createResponder({ rest, callbacks, log }, interaction);
    try {
      if (interaction.type === InteractionType.ApplicationCommandAutocomplete)
        return await responder.choices((await handlers.complete(interaction)).slice(0, limits.choices));
      const handler = handlers.find(interaction);
      if (handler === undefined) return "answered";
      const as = interaction.type === InteractionType.ApplicationCommand ? "reply" : "update";
      const outcome = await runHandler(handler, responder, as, log);
      if (outcome === "late")
        log.warn({ interaction: describe(interaction) }, "an answer came too late for Discord");
      return outcome;
    } catch (error) {
      return explain(interaction, responder, error);
    }
  }

  async function explain(interaction: Incoming, responder: Responder, error: unknown): Promise<UseOutcome> {
    if (error instanceof UserError) {
      await responder.respond({ as: "reply", message: noteMessage(error.message) });
      return "mistake";
    }
    const id = bugId();
    log.error({ err: error, bug: id, interaction: describe(interaction) }, `bug ${id} while answering`);
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) await responder.choices([]);
    else await responder.respond({ as: "reply", message: noteMessage(en.bug(id)) });
    return "bug";
  }

  return {
    /** Answers one interaction. Never rejects: what cannot even be answered is in the log. */
    async handle(packet: unknown): Promise<void> {
      const started = performance.now();
      const interaction = readInteraction(packet);
      if (interaction === undefined) {
        log.warn({}, "an interaction without id or token was left alone");
        return;
      }
      let outcome: UseOutcome = "failed";
      try {
        outcome = await answer(interaction);
      } catch (error) {
        log.error({ err: error, interaction: describe(interaction) }, "an interaction could not be answered");
      }
      const kind = kinds[interaction.type];
      if (used === undefined || kind === undefined) return;
      used({
        command: handlers.commandOf(interaction),
        kind,
        outcome,
        seconds: (performance.now() - started) / 1_000,
      });
    },
  };
}

/** What a log line says of an interaction: no text that people typed. */
function describe(interaction: Incoming): object {
  const { name, custom_id } = interaction.data;
  return {
    id: interaction.id,
    type: InteractionType[interaction.type],
    // What is not ours may be anything.
    name: name.slice(0, 32),
    component: custom_id.slice(0, 100),
  };
}
