/** One message drawn as Discord draws it, with everything that can be done with it. */
import { MessageFlags } from "discord-api-types/v10";
import { html, nothing, type TemplateResult } from "lit";
import type { Message } from "../../../world/types.ts";
import { drawRow, type Row } from "./components.ts";
import { drawEmbed, isImageOf } from "./embed.ts";
import { markdown, plainText, type Surroundings } from "./markdown.ts";
import { messageTime, wholeTime } from "./times.ts";

/** An entry of the menu of a message. */
export interface MenuEntry {
  label: string;
  run: () => void;
}

export interface MessageActions extends Surroundings {
  /** The command that a message answers. */
  useOf(message: Message): { command: string; by: string } | undefined;
  /** What "⋯" opens; nothing where there is nothing to do. */
  menuOf(message: Message): readonly MenuEntry[];
  /** Id of the message whose menu is open. */
  opened: string | undefined;
  toggleMenu(message: Message): void;
  press(message: Message, customId: string): void;
  choose(message: Message, customId: string, values: string[]): void;
  dismiss(message: Message): void;
}

/** A round picture with the first letter, drawn here: the page fetches nothing from outside. */
const avatar = (name: string, isBot: boolean, size = "") =>
  html`<span class="avatar ${isBot ? "bot" : ""} ${size}" aria-hidden="true">${name.slice(0, 1)}</span>`;

const nameOfAuthor = ({ author }: Message) => author.global_name ?? author.username;

/** The line above a message: the command that it answers, or the message that it replies to. */
function origin(message: Message, actions: MessageActions) {
  const use = actions.useOf(message);
  if (use !== undefined)
    return html`<div class="origin">
      ${avatar(use.by, false, "small")} <b>${use.by}</b> used <span class="mention">/${use.command}</span>
    </div>`;
  const reference = message.referenced_message;
  if (!reference) return nothing;
  const text =
    reference.content === ""
      ? "Press to see the message"
      : plainText(reference.content.replaceAll("\n", " "), actions);
  return html`<div class="origin">
    ${avatar(nameOfAuthor(reference), reference.author.bot === true, "small")} <b>${nameOfAuthor(reference)}</b>
    <a href=${`#m${reference.id}`}>${text}</a>
  </div>`;
}

function menu(message: Message, actions: MessageActions) {
  const entries = actions.menuOf(message);
  if (entries.length === 0) return nothing;
  const isOpen = actions.opened === message.id;
  return html`<div class="more">
    <button
      type="button"
      class="dots"
      aria-label="More: apps and actions on this message"
      aria-haspopup="menu"
      aria-expanded=${isOpen}
      @click=${(event: Event) => {
        event.stopPropagation();
        actions.toggleMenu(message);
      }}
    >
      ⋯
    </button>
    ${
      isOpen
        ? html`<div class="actions" role="menu">
          ${entries.map(
            ({ label, run }) => html`<button type="button" role="menuitem" @click=${run}>${label}</button>`,
          )}
        </div>`
        : nothing
    }
  </div>`;
}

function head(message: Message, actions: MessageActions) {
  const at = new Date(message.timestamp);
  const locale = actions.locale();
  return html`<header>
    <b class="author">${nameOfAuthor(message)}</b>
    ${message.author.bot === true ? html`<span class="app">APP</span>` : nothing}
    <time datetime=${message.timestamp} title=${wholeTime(at, locale)}>${messageTime(at, actions.now(), locale)}</time>
  </header>`;
}

function text(message: Message, actions: MessageActions) {
  const flags = message.flags ?? 0;
  if ((flags & MessageFlags.Loading) !== 0)
    return html`<p class="thinking">${nameOfAuthor(message)} is thinking…</p>`;
  const edited = message.edited_timestamp === null ? nothing : html`<span class="edited">(edited)</span>`;
  if (message.content === "") return nothing;
  return html`${markdown(message.content, actions)}${edited}`;
}

/** A picture as such, another file as a line to open. */
const drawFile = ({
  url,
  filename,
  description = "",
  content_type: type,
  size,
}: Message["attachments"][number]) =>
  type?.startsWith("image/") === false
    ? html`<p class="file"><a href=${url} target="_blank" download=${filename}>${filename}</a> ${size} bytes</p>`
    : html`<a class="picture" href=${url} target="_blank"><img src=${url} alt=${description} /></a>`;

export function drawMessage(message: Message, actions: MessageActions): TemplateResult {
  const isPrivate = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  const loose = message.attachments.filter((file) => !message.embeds.some((one) => isImageOf(one, file)));
  const rows = (message.components ?? []) as Row[];
  return html`<article
    class="message ${isPrivate ? "private" : ""}"
    id=${`m${message.id}`}
    aria-label=${`${nameOfAuthor(message)}, ${message.embeds[0]?.title ?? message.content.slice(0, 60)}`}
  >
    ${origin(message, actions)} ${avatar(nameOfAuthor(message), message.author.bot === true)}
    <div class="content">
      ${head(message, actions)} ${text(message, actions)}
      ${message.embeds.map((one) => drawEmbed(one, message, actions))}
      ${loose.map(drawFile)}
      ${rows.map((one) =>
        drawRow(one, {
          press: (customId) => actions.press(message, customId),
          choose: (customId, values) => actions.choose(message, customId, values),
        }),
      )}
      ${
        isPrivate
          ? html`<p class="dismiss">
            Only you can see this ·
            <button type="button" @click=${() => actions.dismiss(message)}>Dismiss message</button>
          </p>`
          : nothing
      }
    </div>
    ${menu(message, actions)}
  </article>`;
}
