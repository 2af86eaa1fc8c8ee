/** Which command, button, menu or form an interaction means. */
import { ApplicationCommandType, InteractionType } from "discord-api-types/v10";
import {
  type Actions,
  type Choice,
  type Command,
  type InteractionResponse,
  type Services,
  UserError,
} from "../command.ts";
import { defined } from "../defined.ts";
import { en } from "../messages/en.ts";
import { parseCustomId } from "../views/custom-id.ts";
import type { Incoming } from "./incoming.ts";
import { askerOf, hereOf, inputOf, pressOf, readOptions } from "./interaction.ts";

export type Handler = () => InteractionResponse | Promise<InteractionResponse>;

export interface HandlerParts {
  commands: readonly Command[];
  /** Buttons of messages that no command answers with, by the first name in their custom_id. */
  components?: Readonly<Record<string, Actions>>;
  services: Services;
}

export function createHandlers({ commands, components = {}, services }: HandlerParts) {
  const byName = new Map(commands.map((command) => [command.definition.name, command]));
  const actionsOf = new Map<string, Actions | undefined>([
    ...Object.entries(components),
    ...commands.map((command) => [command.definition.name, command.actions] as const),
  ]);

  /** What answers it; undefined where there is nothing to answer. @throws UserError where nobody does any more */
  function find(interaction: Incoming): Handler | undefined {
    if (interaction.type === InteractionType.ApplicationCommand) {
      const command = byName.get(interaction.data.name);
      const { data } = interaction;
      if (command === undefined) throw new UserError(en.unknownCommand);
      if (data.type !== ApplicationCommandType.ChatInput && data.type !== ApplicationCommandType.Message) {
        throw new UserError(en.unknownCommand);
      }
      const input = inputOf(interaction);
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
      const press = pressOf(interaction, state.args);
      return () => action(press, services);
    }
    return undefined;
  }

  /** What a field that is being typed into may hold. */
  async function complete(interaction: Incoming): Promise<readonly Choice[]> {
    if (interaction.type !== InteractionType.ApplicationCommandAutocomplete) return [];
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
    return choices ?? [];
  }

  /** The command that an interaction is about; a name that is not ours is never a label. */
  function commandOf(interaction: Incoming): string {
    const { data } = interaction;
    const name = data.name === "" ? parseCustomId(data.custom_id)?.command : data.name;
    return name !== undefined && actionsOf.has(name) ? name : "unknown";
  }

  return { find, complete, commandOf };
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
