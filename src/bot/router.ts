/**
 * From a raw interaction to an answer: the only place that knows which command, button, menu or form is meant.
 * Every failure is answered: a person's mistake with what to do, a bug with an id that is in the log.
 */
import { randomBytes } from "node:crypto";
import { type APIInteraction, ApplicationCommandType, InteractionType } from "discord-api-types/v10";
import type { Logger } from "pino";
import {
  type Actions,
  type Answer,
  type Command,
  type InteractionResponse,
  type Services,
  UserError,
} from "../command.ts";
import { defined } from "../defined.ts";
import { en } from "../messages/en.ts";
import { noteMessage } from "../views/answers.ts";
import { parseCustomId } from "../views/custom-id.ts";
import { limits } from "../views/limits.ts";
import type { Message } from "../views/message.ts";
import { askerOf, hereOf, inputOf, pressOf, readOptions, submitOf } from "./interaction.ts";
import { createResponder, type Outcome, type Responder, type ResponderParts } from "./respond.ts";

/** A handler that is not done by then buys time with a defer; Discord waits 3 s in all. */
const deferAfter = 1_500;

export interface RouterParts extends ResponderParts {
  commands: readonly Command[];
  /** Buttons of messages that no command answers with, by the first name in their custom_id. */
  components?: Readonly<Record<string, Actions>>;
  services: Services;
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

const kinds: Partial<Record<InteractionType, InteractionUse["kind"]>> = {
  [InteractionType.ApplicationCommand]: "command",
  [InteractionType.ApplicationCommandAutocomplete]: "autocomplete",
  [InteractionType.MessageComponent]: "component",
  [InteractionType.ModalSubmit]: "modal",
};

/** Short, readable in a chat and findable in a log. */
const bugId = () => randomBytes(4).toString("hex");

export function createRouter({
  rest,
  callbacks,
  commands,
  components = {},
  services,
  log,
  used,
}: RouterParts) {
  const responding = { rest, callbacks, log };
  const byName = new Map(commands.map((command) => [command.definition.name, command]));
  const actionsOf = new Map<string, Actions | undefined>([
    ...Object.entries(components),
    ...commands.map((command) => [command.definition.name, command.actions] as const),
  ]);

  function find(
    interaction: APIInteraction,
  ): (() => InteractionResponse | Promise<InteractionResponse>) | undefined {
    if (interaction.type === InteractionType.ApplicationCommand) {
      const command = byName.get(interaction.data.name);
      const { data } = interaction;
      if (command === undefined) throw new UserError(en.unknownCommand);
      if (data.type !== ApplicationCommandType.ChatInput && data.type !== ApplicationCommandType.Message) {
        throw new UserError(en.unknownCommand);
      }
      const input = inputOf(interaction as Parameters<typeof inputOf>[0]);
      return () => reply(command.run(input, services));
    }
    if (
      interaction.type === InteractionType.MessageComponent ||
      interaction.type === InteractionType.ModalSubmit
    ) {
      const state = parseCustomId(interaction.data.custom_id);
      const actions = (state === undefined ? undefined : actionsOf.get(state.command)) ?? {};
      const action =
        state === undefined || !Object.hasOwn(actions, state.action) ? undefined : actions[state.action];
      if (state === undefined || action === undefined) throw new UserError(en.outdatedButton);
      const press =
        interaction.type === InteractionType.MessageComponent
          ? pressOf(interaction, state.args)
          : submitOf(interaction, state.args);
      return () => action(press, services);
    }
    return undefined;
  }

  async function complete(interaction: APIInteraction, responder: Responder): Promise<Outcome> {
    if (interaction.type !== InteractionType.ApplicationCommandAutocomplete) return "answered";
    const { subcommand, options, focused } = readOptions(interaction.data.options);
    const asked = { asker: askerOf(interaction), here: hereOf(interaction) };
    const choices = await byName
      .get(interaction.data.name)
      ?.complete?.(
        focused?.name ?? "",
        focused?.typed ?? "",
        { ...asked, options, ...defined({ subcommand }) },
        services,
      );
    return responder.choices(
      choices !== undefined && choices.length <= limits.choices
        ? choices
        : (choices ?? []).slice(0, limits.choices),
    );
  }

  /** Runs the handler; defers where it takes long. Sync handlers, which is nearly all, never start a timer. */
  async function run(
    handler: () => InteractionResponse | Promise<InteractionResponse>,
    responder: Responder,
    as: "reply" | "update",
  ): Promise<Outcome> {
    const pending = handler();
    if (!(pending instanceof Promise)) return respond(pending, responder);
    let timer: NodeJS.Timeout | undefined;
    const slow = new Promise<"slow">((resolve) => {
      timer = setTimeout(() => resolve("slow"), deferAfter);
    });
    const first = await Promise.race([pending, slow]).finally(() => clearTimeout(timer));
    if (first !== "slow") return respond(first, responder);
    await responder.defer(as);
    const response = await pending;
    const final = "message" in response ? await finish(response.message) : undefined;
    return responder.respond(
      final === undefined || response.as === "modal" ? response : { ...response, message: final },
    );
  }

  /** Answers at once; what takes longer then takes the answer's place. */
  async function respond(response: InteractionResponse, responder: Responder): Promise<Outcome> {
    const outcome = await responder.respond(response);
    if (outcome === "late" || response.as === "modal") return outcome;
    const final = await finish(response.message);
    if (final !== undefined) await responder.edit(final);
    return outcome;
  }

  /** The final form of an answer. Without it the answer is whole as well, so that a failure is only logged. */
  async function finish({ later }: Answer): Promise<Message | undefined> {
    try {
      return await later?.();
    } catch (error) {
      log.error({ err: error }, "the later part of an answer failed");
      return undefined;
    }
  }

  async function answer(interaction: APIInteraction): Promise<UseOutcome> {
    const responder = createResponder(responding, interaction);
    try {
      if (interaction.type === InteractionType.ApplicationCommandAutocomplete)
        return await complete(interaction, responder);
      const handler = find(interaction);
      if (handler === undefined) return "answered";
      const as = interaction.type === InteractionType.ApplicationCommand ? "reply" : "update";
      const outcome = await run(handler, responder, as);
      if (outcome === "late")
        log.warn({ interaction: describe(interaction) }, "an answer came too late for Discord");
      return outcome;
    } catch (error) {
      return explain(interaction, responder, error);
    }
  }

  async function explain(
    interaction: APIInteraction,
    responder: Responder,
    error: unknown,
  ): Promise<UseOutcome> {
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

  /** The command that an interaction is about; a name that is not ours is never a label. */
  function commandOf(interaction: APIInteraction): string {
    const { data } = interaction;
    const name =
      data !== undefined && "name" in data
        ? data.name
        : data !== undefined && "custom_id" in data
          ? parseCustomId(data.custom_id)?.command
          : undefined;
    return name !== undefined && actionsOf.has(name) ? name : "unknown";
  }

  return {
    /** Answers one interaction. Never rejects: what cannot even be answered is in the log. */
    async handle(interaction: APIInteraction): Promise<void> {
      const started = performance.now();
      let outcome: UseOutcome = "failed";
      try {
        outcome = await answer(interaction);
      } catch (error) {
        log.error({ err: error, interaction: describe(interaction) }, "an interaction could not be answered");
      }
      const kind = kinds[interaction.type];
      if (used === undefined || kind === undefined) return;
      used({
        command: commandOf(interaction),
        kind,
        outcome,
        seconds: (performance.now() - started) / 1_000,
      });
    },
  };
}

async function settleReply(message: Promise<Parameters<typeof toReply>[0]>): Promise<InteractionResponse> {
  return toReply(await message);
}
const toReply = (message: Extract<InteractionResponse, { as: "reply" }>["message"]): InteractionResponse => ({
  as: "reply",
  message,
});
const reply = (message: ReturnType<Command["run"]>): InteractionResponse | Promise<InteractionResponse> =>
  message instanceof Promise ? settleReply(message) : toReply(message);

/** What a log line says of an interaction: no text that people typed. */
function describe(interaction: APIInteraction): object {
  const name =
    interaction.data !== undefined && "name" in interaction.data ? interaction.data.name : undefined;
  const component =
    interaction.data !== undefined && "custom_id" in interaction.data
      ? interaction.data.custom_id
      : undefined;
  return { id: interaction.id, type: InteractionType[interaction.type], name, component };
}
