import {
  type APIMessageInteractionMetadata,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  MessageType,
} from "discord-api-types/v10";
import { choiceIssues } from "../contract/autocomplete-rules.ts";
import { type LooseComponent, modalIssues } from "../contract/component-rules.ts";
import { DiscordError } from "../contract/errors.ts";
import { issue, under } from "../contract/form-errors.ts";
import type { LooseMessage } from "../contract/message-rules.ts";
import type { ShapeName } from "../contract/schemas.ts";
import type { Choice, Interaction, InteractionKind } from "../world/interactions.ts";
import type { StoredMessage } from "../world/types.ts";
import { holdToRules } from "./message-body.ts";
import { keptFlags, mayPing } from "./message-routes.ts";
import {
  type Answer,
  type Call,
  checkedBody,
  noContent,
  ok,
  param,
  type Route,
  refuseIf,
  type Service,
} from "./route.ts";

interface Callback {
  type: number;
  data?: (LooseMessage & { choices?: (Choice | null)[] | null }) | null;
}

const Type = InteractionResponseType;
const message = [Type.ChannelMessageWithSource, Type.DeferredChannelMessageWithSource];
const update = [Type.DeferredMessageUpdate, Type.UpdateMessage];

/** Which answers each kind of interaction takes. */
const allowed: Record<InteractionKind, number[]> = {
  command: [...message, Type.Modal],
  component: [...message, ...update, Type.Modal],
  "modal-submit": [...message, ...update],
  autocomplete: [Type.ApplicationCommandAutocompleteResult],
};

const interactionTypes: Record<InteractionKind, InteractionType> = {
  command: InteractionType.ApplicationCommand,
  component: InteractionType.MessageComponent,
  "modal-submit": InteractionType.ModalSubmit,
  autocomplete: InteractionType.ApplicationCommandAutocomplete,
};

const shapeOf: Record<number, ShapeName> = {
  [Type.ChannelMessageWithSource]: "reply",
  [Type.DeferredChannelMessageWithSource]: "reply",
  [Type.DeferredMessageUpdate]: "update",
  [Type.UpdateMessage]: "update",
  [Type.ApplicationCommandAutocompleteResult]: "choices",
  [Type.Modal]: "modal",
};

/** Answers to interactions, their edits, and follow-ups. The token in the path is all they need. */
export function interactionRoutes(service: Service): Route[] {
  const { world, interactions, maker } = service;
  const webhook = "/webhooks/:application/:token";

  function post(
    interaction: Interaction,
    body: LooseMessage,
    call: Pick<Call, "files">,
    isFollowUp: boolean,
  ): StoredMessage {
    const ephemeral = ((body.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    const original = isFollowUp && interaction.originalId ? originalOf(interaction) : interaction.source;
    return world.addMessage(
      maker.make({
        channel: interaction.channel,
        author: world.bot,
        body,
        files: call.files,
        type: isFollowUp
          ? MessageType.Reply
          : interaction.kind === "command"
            ? MessageType.ChatInputCommand
            : MessageType.Default,
        ...(isFollowUp && original ? { reference: original } : {}),
        interaction: metadataOf(interaction),
        ephemeralFor: ephemeral ? interaction.user.id : undefined,
        mayPingEveryone: mayPing(world, interaction.channel),
      }),
    );
  }

  function originalOf(interaction: Interaction): StoredMessage | undefined {
    return interaction.originalId === undefined
      ? undefined
      : world.message(interaction.channel.id, interaction.originalId);
  }

  /** @throws DiscordError 10015 before the first answer or for a foreign token, 50027 after 15 minutes */
  function withToken(call: Call): Interaction {
    const interaction = interactions.withToken(param(call, "token"));
    if (!interaction?.answer || param(call, "application") !== world.bot.id) throw new DiscordError(10015);
    if (interactions.expired(interaction)) throw new DiscordError(50027);
    return interaction;
  }

  /** @throws DiscordError 10008 when it is no message of this interaction, or gone */
  function ownMessage(interaction: Interaction, id: string): StoredMessage {
    const wanted = id === "@original" ? interaction.originalId : id;
    const known = wanted === interaction.originalId || interaction.followUpIds.includes(wanted ?? "");
    const stored = wanted !== undefined && known ? world.message(interaction.channel.id, wanted) : undefined;
    if (!stored) throw new DiscordError(10008);
    return stored;
  }

  function edit(
    interaction: Interaction,
    before: StoredMessage,
    body: LooseMessage,
    files: Call["files"],
  ): StoredMessage {
    const edited = maker.edited(before, body, files, keptFlags(before));
    const isOriginal = before.message.id === interaction.originalId;
    if (isOriginal && interaction.thinking) {
      interaction.thinking = false;
      // The deferral was empty, so this is the first text of the message that anybody is named in.
      const made = maker.make({
        channel: interaction.channel,
        author: world.bot,
        body,
        files: new Map(),
        mayPingEveryone: mayPing(world, interaction.channel),
      });
      edited.pings = made.pings;
    }
    if (isOriginal) interaction.edits += 1;
    world.changeMessage(edited);
    interactions.changed(interaction);
    return edited;
  }

  function answer(interaction: Interaction, type: number): void {
    interaction.answer = { type, ms: interactions.elapsed(interaction) };
  }

  function respond(call: Call, interaction: Interaction): StoredMessage | undefined {
    const type = (call.body as { type?: unknown } | undefined)?.type;
    const shape = typeof type === "number" ? shapeOf[type] : undefined;
    if (typeof type !== "number" || !shape || !allowed[interaction.kind].includes(type)) {
      const choices = allowed[interaction.kind].join(", ");
      throw badType(`A ${interaction.kind} is answered with one of ${choices}.`);
    }
    if (update.includes(type) && !interaction.source) throw badType("There is no message to update.");
    const { data } = checkedBody<Callback>(shape, call.body);

    switch (type) {
      case Type.ChannelMessageWithSource: {
        const body = data ?? {};
        holdToRules(body, call.files, "reply", ["data"]);
        answer(interaction, type);
        const stored = post(interaction, body, call, false);
        interaction.originalId = stored.message.id;
        interaction.ephemeral = stored.ephemeralFor !== undefined;
        return stored;
      }
      case Type.DeferredChannelMessageWithSource: {
        const body = data ?? {};
        refuseIf(
          Object.keys(body)
            .filter((key) => key !== "flags")
            .map((key) =>
              issue(["data", key], "UNKNOWN_KEY", "A deferral carries nothing but the EPHEMERAL flag."),
            ),
        );
        holdToRules(body, call.files, "deferral", ["data"]);
        answer(interaction, type);
        interaction.thinking = true;
        const stored = post(interaction, { flags: (body.flags ?? 0) | MessageFlags.Loading }, call, false);
        interaction.originalId = stored.message.id;
        interaction.ephemeral = stored.ephemeralFor !== undefined;
        return stored;
      }
      case Type.DeferredMessageUpdate:
        refuseIf(data ? [issue(["data"], "UNKNOWN_KEY", "A deferred update carries nothing.")] : []);
        answer(interaction, type);
        if (interaction.source) interaction.originalId = interaction.source.message.id;
        return interaction.source;
      case Type.UpdateMessage: {
        const id = interaction.source?.message.id ?? "";
        const before = world.message(interaction.channel.id, id);
        if (!before) throw new DiscordError(10008);
        const body = data ?? {};
        holdToRules(body, call.files, "update", ["data"], before);
        answer(interaction, type);
        interaction.originalId = id;
        interaction.ephemeral = before.ephemeralFor !== undefined;
        return world.changeMessage(maker.edited(before, body, call.files, keptFlags(before)));
      }
      case Type.Modal: {
        const modal = data as unknown as APIModalInteractionResponseCallbackData;
        refuseIf(under("data", modalIssues(modal.components as unknown as LooseComponent[])));
        answer(interaction, type);
        interaction.modal = modal;
        return undefined;
      }
      default: {
        const choices = data?.choices ?? [];
        refuseIf(choiceIssues(choices, interaction.optionType ?? 0));
        answer(interaction, type);
        interaction.choices = choices.filter((choice) => choice !== null);
        return undefined;
      }
    }
  }

  return [
    {
      method: "POST",
      pattern: "/interactions/:interaction/:token/callback",
      withoutToken: true,
      handle(call): Answer {
        const interaction = interactions.withToken(param(call, "token"));
        if (!interaction || interaction.id !== param(call, "interaction")) throw new DiscordError(10062);
        if (interaction.answer) throw new DiscordError(40060);
        if (interactions.tooLate(interaction)) throw new DiscordError(10062);
        const stored = respond(call, interaction);
        interactions.changed(interaction);
        return call.query.get("with_response") === "true"
          ? ok(callbackResponse(interaction, stored))
          : noContent;
      },
    },
    {
      method: "POST",
      pattern: webhook,
      withoutToken: true,
      handle(call) {
        const interaction = withToken(call);
        const body = checkedBody<LooseMessage>("follow-up", call.body);
        holdToRules(body, call.files, "follow-up");
        const original = originalOf(interaction);
        if (interaction.thinking && original) {
          // After a deferral the first follow-up takes the place of "is thinking", whose visibility stays.
          const flags = (body.flags ?? 0) & ~MessageFlags.Ephemeral;
          return ok(edit(interaction, original, { ...body, flags }, call.files).message);
        }
        const stored = post(interaction, body, call, true);
        interaction.followUpIds.push(stored.message.id);
        interactions.changed(interaction);
        return ok(stored.message);
      },
    },
    {
      method: "GET",
      pattern: `${webhook}/messages/:message`,
      withoutToken: true,
      handle: (call) => ok(ownMessage(withToken(call), param(call, "message")).message),
    },
    {
      method: "PATCH",
      pattern: `${webhook}/messages/:message`,
      withoutToken: true,
      handle(call) {
        const interaction = withToken(call);
        const before = ownMessage(interaction, param(call, "message"));
        const body = checkedBody<LooseMessage>("reply edit", call.body);
        holdToRules(body, call.files, "reply edit", [], before);
        return ok(edit(interaction, before, body, call.files).message);
      },
    },
    {
      method: "DELETE",
      pattern: `${webhook}/messages/:message`,
      withoutToken: true,
      handle(call) {
        const interaction = withToken(call);
        const stored = ownMessage(interaction, param(call, "message"));
        if (stored.message.id === interaction.originalId) interaction.thinking = false;
        world.deleteMessage(stored);
        interactions.changed(interaction);
        return noContent;
      },
    },
  ];
}

function badType(text: string): DiscordError {
  return new DiscordError(50035, { type: { _errors: [{ code: "BASE_TYPE_CHOICES", message: text }] } });
}

function callbackResponse(interaction: Interaction, stored: StoredMessage | undefined) {
  return {
    interaction: {
      id: interaction.id,
      type: interactionTypes[interaction.kind],
      response_message_ephemeral: interaction.ephemeral,
      response_message_loading: interaction.thinking,
      ...(stored ? { response_message_id: stored.message.id } : {}),
    },
    resource: { type: interaction.answer?.type, ...(stored ? { message: stored.message } : {}) },
  };
}

function metadataOf(interaction: Interaction): APIMessageInteractionMetadata {
  const owner =
    interaction.installedBy === "user"
      ? { "1": interaction.user.id }
      : { "0": interaction.channel.guild_id ?? "0" };
  const made = {
    id: interaction.id,
    type: interactionTypes[interaction.kind],
    user: interaction.user,
    authorizing_integration_owners: owner,
    ...(interaction.source ? { interacted_message_id: interaction.source.message.id } : {}),
  };
  return made as unknown as APIMessageInteractionMetadata;
}
