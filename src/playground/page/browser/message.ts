/** One message drawn as Discord draws it, with its buttons and menus. */
import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from "discord-api-types/v10";
import { html, nothing, type TemplateResult } from "lit";
import type { Message } from "../../world/types.ts";
import { markdown, type NameOf } from "./markdown.ts";

export interface MessageActions {
  nameOf: NameOf;
  /** The command that a message answers. */
  useOf(message: Message): { command: string; by: string } | undefined;
  botId: string;
  /** Names of the message menus. */
  menus: readonly string[];
  press(message: Message, customId: string): void;
  choose(message: Message, customId: string, values: string[]): void;
  menu(message: Message, command: string): void;
  remove(message: Message): void;
}

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
const ephemeral = 1 << 6;
const edited = (message: Message) => message.edited_timestamp !== null;
const buttonTypes = { 1: "primary", 2: "secondary", 3: "success", 4: "destructive" } as const;

/** A round picture with the first letter, drawn here: the page fetches nothing from outside. */
function avatar(name: string, isBot: boolean): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="${isBot ? "#5865f2" : "#747f8d"}"/><text x="20" y="27" font-size="20" font-family="sans-serif" font-weight="bold" text-anchor="middle" fill="#fff">${encodeURIComponent(name.slice(0, 1))}</text></svg>`;
  return `data:image/svg+xml,${svg.replaceAll("#", "%23").replaceAll("<", "%3C").replaceAll(">", "%3E")}`;
}

const color = (value: number | undefined) =>
  value === undefined ? undefined : `#${value.toString(16).padStart(6, "0")}`;

/** Discord shows a file once: in the embed that names it, or below the message. */
const isImageOf = (data: APIEmbed, file: Message["attachments"][number]) =>
  data.image?.url === file.url || data.image?.url === `attachment://${file.filename}`;

function embed(data: APIEmbed, message: Message, actions: MessageActions): TemplateResult {
  const picture = message.attachments.find((file) => isImageOf(data, file));
  const image = picture?.url ?? data.image?.url;
  return html`<discord-embed
    slot="embeds"
    .embedTitle=${data.title}
    .url=${data.url}
    .color=${color(data.color)}
    .authorName=${data.author?.name}
    aria-label=${data.title ?? ""}
  >
    ${
      data.description === undefined
        ? nothing
        : html`<discord-embed-description slot="description">${markdown(data.description, actions.nameOf)}</discord-embed-description>`
    }
    ${
      data.fields === undefined || data.fields.length === 0
        ? nothing
        : html`<discord-embed-fields slot="fields">
          ${data.fields.map(
            (field) =>
              html`<discord-embed-field .fieldTitle=${field.name} ?inline=${field.inline ?? false}
                >${markdown(field.value, actions.nameOf)}</discord-embed-field
              >`,
          )}
        </discord-embed-fields>`
    }
    <div slot="footer">
      ${
        image === undefined
          ? nothing
          : html`<img class="embed-image" src=${image} alt=${picture?.description ?? ""} />`
      }
      ${
        data.footer === undefined
          ? nothing
          : html`<discord-embed-footer>${data.footer.text}</discord-embed-footer>`
      }
    </div>
  </discord-embed>`;
}

function row(data: Row, message: Message, actions: MessageActions): TemplateResult {
  return html`<div class="row">
    ${data.components.map((part) => {
      if (part.type === 2 && "url" in part) {
        return html`<a class="button link" href=${part.url} target="_blank" rel="noreferrer">${part.label} ↗</a>`;
      }
      if (part.type === 2 && "custom_id" in part) {
        const type = buttonTypes[part.style as keyof typeof buttonTypes] ?? "secondary";
        return html`<button
          class="button ${type}"
          ?disabled=${part.disabled ?? false}
          @click=${() => actions.press(message, part.custom_id)}
        >
          ${part.emoji?.name ?? nothing} ${"label" in part ? part.label : nothing}
        </button>`;
      }
      if (part.type === 3) {
        const several = (part.max_values ?? 1) > 1;
        return html`<select
          aria-label=${part.placeholder ?? "Choose"}
          ?multiple=${several}
          @change=${(event: Event) => {
            const select = event.target as HTMLSelectElement;
            const values = [...select.selectedOptions]
              .map((option) => option.value)
              .filter((value) => value !== "");
            if (values.length > 0) actions.choose(message, part.custom_id, values);
            if (!several) select.value = "";
          }}
        >
          ${several ? nothing : html`<option value="" disabled ?selected=${!part.options.some((one) => one.default)}>${part.placeholder}</option>`}
          ${part.options.map(
            (option) =>
              html`<option value=${option.value} ?selected=${option.default ?? false}>
                ${option.label}${option.description === undefined ? nothing : ` · ${option.description}`}
              </option>`,
          )}
        </select>`;
      }
      return nothing;
    })}
  </div>`;
}

/** The message with everything that can be done with it. */
export function drawMessage(message: Message, actions: MessageActions): TemplateResult {
  const isPrivate = ((message.flags ?? 0) & ephemeral) !== 0;
  const use = actions.useOf(message);
  const loose = message.attachments.filter((file) => !message.embeds.some((one) => isImageOf(one, file)));
  const reference = message.referenced_message;
  return html`<discord-message
    id=${`m${message.id}`}
    .author=${message.author.global_name ?? message.author.username}
    .avatar=${avatar(message.author.username, message.author.bot === true)}
    ?bot=${message.author.bot ?? false}
    ?ephemeral=${isPrivate}
    ?edited=${edited(message)}
    .dismissMessageClicked=${() => actions.remove(message)}
    .timestamp=${new Date(message.timestamp)}
  >
    ${
      use === undefined
        ? nothing
        : html`<discord-command
          slot="reply"
          .avatar=${avatar(use.by, false)}
          .author=${use.by}
          .command=${use.command}
        ></discord-command>`
    }
    ${
      reference
        ? html`<discord-reply
          slot="reply"
          .avatar=${avatar(reference.author.username, reference.author.bot === true)}
          .author=${reference.author.global_name ?? reference.author.username}>
          ${markdown(reference.content, actions.nameOf)}
        </discord-reply>`
        : nothing
    }
    ${message.content === "" ? nothing : markdown(message.content, actions.nameOf)}
    ${message.embeds.map((one) => embed(one, message, actions))}
    <div slot="attachments">
      ${loose.map(
        (file) =>
          html`<a class="picture" href=${file.url} target="_blank"><img src=${file.url} alt=${file.description ?? ""} /></a>`,
      )}
    </div>
    <div slot="components">
      ${((message.components ?? []) as Row[]).map((one) => row(one, message, actions))}
      ${
        actions.menus.length === 0 || isPrivate
          ? nothing
          : html`<details class="apps">
            <summary aria-label="Apps on this message">⋯</summary>
            ${actions.menus.map(
              (name) => html`<button @click=${() => actions.menu(message, name)}>${name}</button>`,
            )}
            <button @click=${() => actions.remove(message)}>Delete</button>
          </details>`
      }
    </div>
  </discord-message>`;
}
