/** Message and Modal to Discord's JSON. Every message leaves with empty allowed_mentions, so nothing pings anybody. */
import type { RawFile } from "discord.js";
import {
  type APIEmbed,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  TextInputStyle,
} from "discord-api-types/v10";
import { defined } from "../defined.ts";
import { brokenLimits } from "../views/limits.ts";
import { mended } from "../views/mend.ts";
import type { Embed, Message, Modal, Row } from "../views/message.ts";

const styles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

function embedJson(embed: Embed): APIEmbed {
  const { image, footer, ...same } = embed;
  return {
    ...same,
    ...(image === undefined ? {} : { image: { url: image } }),
    ...(footer === undefined || footer === "" ? {} : { footer: { text: footer } }),
  };
}

function rowJson(row: Row): APIMessageTopLevelComponent {
  return {
    type: ComponentType.ActionRow,
    components: row.map((part) => {
      if (part.kind === "link") {
        return { type: ComponentType.Button, style: ButtonStyle.Link, label: part.label, url: part.url };
      }
      if (part.kind === "button") {
        return {
          type: ComponentType.Button,
          style: styles[part.style ?? "secondary"],
          label: part.label,
          custom_id: part.id,
          ...(part.disabled === true ? { disabled: true } : {}),
          ...(part.emoji === undefined ? {} : { emoji: { name: part.emoji } }),
        };
      }
      return {
        type: ComponentType.StringSelect,
        custom_id: part.id,
        placeholder: part.placeholder,
        min_values: part.min ?? 1,
        max_values: part.max ?? 1,
        options: part.options.map(({ selected, ...option }) => ({
          ...option,
          ...(selected === true ? { default: true } : {}),
        })),
      };
    }),
  };
}

/** Body and files of a message, for a callback, an edit or a channel message. */
export interface Payload {
  body: {
    content: string;
    embeds: APIEmbed[];
    components: APIMessageTopLevelComponent[];
    attachments: { id: string; filename: string; description: string }[];
    allowed_mentions: { parse: []; replied_user?: false };
    flags?: number;
  };
  files: RawFile[];
  /** Entries that could not be drawn, for the log. */
  leftOut: readonly string[];
}

/**
 * Every key is always there, so that an edit clears what the new message does not have. An entry of a list that breaks
 * a limit of Discord's is left out; throws where the message breaks one still: that is a bug of the view, and Discord
 * would refuse it with 50035.
 */
export function payloadOf(message: Message): Payload {
  const known = payloads.get(message);
  if (known !== undefined) return known;
  const made = makePayload(message);
  payloads.set(message, made);
  return made;
}

/** A card that is asked for again is the same message, and is turned into JSON once. Goes away with the message. */
const payloads = new WeakMap<Message, Payload>();

function makePayload(given: Message): Payload {
  const { message, leftOut } =
    brokenLimits(given).length === 0 ? { message: given, leftOut: [] } : mended(given);
  const broken = leftOut.length === 0 && message === given ? [] : brokenLimits(message);
  if (broken.length > 0) throw new Error(`a message breaks Discord's limits: ${broken.join("; ")}`);
  const files = message.files ?? [];
  return {
    body: {
      content: message.content ?? "",
      embeds: (message.embeds ?? []).map(embedJson),
      components: (message.rows ?? []).map(rowJson),
      attachments: files.map((file, index) => ({
        id: String(index),
        filename: file.name,
        description: file.description,
      })),
      allowed_mentions: { parse: [] },
      ...(message.audience === "asker" ? { flags: MessageFlags.Ephemeral } : {}),
    },
    files: files.map((file) => ({ name: file.name, data: Buffer.from(file.data) })),
    leftOut,
  };
}

export function modalJson(modal: Modal): APIModalInteractionResponseCallbackData {
  return {
    custom_id: modal.id,
    title: modal.title,
    components: modal.inputs.map((input) => ({
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.TextInput,
          custom_id: input.id,
          label: input.label,
          style: input.long === true ? TextInputStyle.Paragraph : TextInputStyle.Short,
          required: input.required,
          max_length: input.maxLength,
          ...defined({ value: input.value, placeholder: input.placeholder }),
        },
      ],
    })),
  };
}
