/** An embed as Discord draws it: stripe, author, title, text, fields, pictures, footer. */
import type { APIEmbed, APIEmbedField } from "discord-api-types/v10";
import { html, nothing, type TemplateResult } from "lit";
import type { Message } from "../../../world/types.ts";
import { markdown, type Surroundings } from "./markdown.ts";
import { messageTime } from "./times.ts";

const color = (value: number | undefined) =>
  value === undefined ? "var(--line)" : `#${value.toString(16).padStart(6, "0")}`;

/** Discord shows a file once: in the embed that names it, or below the message. */
export const isImageOf = (data: APIEmbed, file: Message["attachments"][number]): boolean =>
  [data.image?.url, data.thumbnail?.url].some(
    (url) => url === file.url || url === `attachment://${file.filename}`,
  );

function picture(name: string, url: string | undefined, message: Message) {
  if (url === undefined) return nothing;
  const file = message.attachments.find((one) => one.url === url || url === `attachment://${one.filename}`);
  return html`<img class=${name} src=${file?.url ?? url} alt=${file?.description ?? ""} />`;
}

const field = (one: APIEmbedField, around: Surroundings) =>
  html`<div class=${one.inline === true ? "inline" : ""}>
    <dt>${markdown(one.name, around)}</dt>
    <dd>${markdown(one.value, around)}</dd>
  </div>`;

function foot(data: APIEmbed, around: Surroundings) {
  const time = data.timestamp;
  const parts = [
    data.footer?.text,
    time === undefined ? undefined : messageTime(new Date(time), around.now(), around.locale()),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? nothing : html`<footer>${parts.join(" • ")}</footer>`;
}

export function drawEmbed(data: APIEmbed, message: Message, around: Surroundings): TemplateResult {
  const title = data.title === undefined ? nothing : markdown(data.title, around);
  return html`<div class="embed" style=${`--stripe: ${color(data.color)}`}>
    <div class="embed-text">
      ${data.author === undefined ? nothing : html`<div class="embed-author">${data.author.name}</div>`}
      ${
        data.title === undefined
          ? nothing
          : html`<div class="embed-title">
            ${data.url === undefined ? title : html`<a href=${data.url} target="_blank" rel="noreferrer">${title}</a>`}
          </div>`
      }
      ${data.description === undefined ? nothing : markdown(data.description, around)}
      ${
        data.fields === undefined || data.fields.length === 0
          ? nothing
          : html`<dl>${data.fields.map((one) => field(one, around))}</dl>`
      }
    </div>
    ${picture("embed-thumbnail", data.thumbnail?.url, message)}
    ${picture("embed-image", data.image?.url, message)} ${foot(data, around)}
  </div>`;
}
