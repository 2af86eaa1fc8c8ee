/** Discord's markdown as the page draws it. Lists are read here; the rest by a kept parser. */
import { parse } from "discord-markdown-parser";
import { html, type TemplateResult } from "lit";
import { stampText, wholeTime } from "./times.ts";

interface Node {
  type: string;
  content?: Node[] | string;
  target?: string;
  id?: string;
  /** Of a time: seconds since 1970, and Discord's letter. */
  timestamp?: string;
  format?: string;
  /** Of an emoji: the character itself. */
  name?: string;
  /** Of a command. */
  fullName?: string;
  level?: number;
}
type Drawn = TemplateResult | string;

/** What a text leads to besides itself. */
export interface Surroundings {
  nameOf: (kind: "user" | "role" | "channel", id: string) => string;
  /** CSS colour of a role that has one. */
  colorOf: (role: string) => string | undefined;
  openChannel: (id: string) => void;
  now: () => Date;
  locale: () => string;
}

/** A spoiler is shown by a press, and by the keyboard. */
function reveal(event: Event): void {
  const spoiler = event.currentTarget as HTMLElement;
  spoiler.classList.add("open");
  spoiler.removeAttribute("role");
  spoiler.removeAttribute("aria-label");
}

function drawAll(content: Node["content"], around: Surroundings): Drawn[] {
  if (content === undefined) return [];
  return typeof content === "string" ? [content] : content.map((node) => draw(node, around));
}

function drawTime({ timestamp, format }: Node, around: Surroundings): Drawn {
  const at = new Date(Number(timestamp) * 1_000);
  if (Number.isNaN(at.getTime())) return "Invalid Date";
  const text = stampText(at, format, around.now(), around.locale());
  return html`<time datetime=${at.toISOString()} title=${wholeTime(at, around.locale())}>${text}</time>`;
}

function drawMention({ type, id = "" }: Node, around: Surroundings): Drawn {
  if (type === "channel")
    return html`<button class="mention" @click=${() => around.openChannel(id)}>${around.nameOf("channel", id)}</button>`;
  const kind = type === "role" ? "role" : "user";
  const color = kind === "role" ? around.colorOf(id) : undefined;
  return html`<span class="mention" style=${color === undefined ? "" : `--mention: ${color}`}>${around.nameOf(kind, id)}</span>`;
}

const wrappers: Readonly<Record<string, (inner: Drawn[], node: Node) => Drawn>> = {
  strong: (inner) => html`<strong>${inner}</strong>`,
  em: (inner) => html`<em>${inner}</em>`,
  underline: (inner) => html`<u>${inner}</u>`,
  strikethrough: (inner) => html`<s>${inner}</s>`,
  blockQuote: (inner) => html`<blockquote>${inner}</blockquote>`,
  heading: (inner, { level }) => html`<div class="heading h${level ?? 1}">${inner}</div>`,
  subtext: (inner) => html`<small>${inner}</small>`,
  inlineCode: (inner) => html`<code>${inner}</code>`,
  codeBlock: (inner) => html`<pre tabindex="0"><code>${inner}</code></pre>`,
  spoiler: (inner) =>
    html`<span class="spoiler" role="button" tabindex="0" aria-label="Spoiler: press to show" @click=${reveal} @keydown=${reveal}>${inner}</span>`,
};

function draw(node: Node, around: Surroundings): Drawn {
  const wrap = wrappers[node.type];
  if (wrap !== undefined) return wrap(drawAll(node.content, around), node);
  switch (node.type) {
    case "twemoji":
    case "emoticon":
      return node.name ?? String(node.content ?? "");
    case "timestamp":
      return drawTime(node, around);
    case "br":
      return html`<br />`;
    case "link":
    case "url":
    case "autolink":
      return html`<a href=${node.target ?? ""} target="_blank" rel="noreferrer">${drawAll(node.content, around)}</a>`;
    case "user":
    case "role":
    case "channel":
      return drawMention(node, around);
    case "everyone":
    case "here":
      return html`<span class="mention">@${node.type}</span>`;
    case "slashCommand":
      return html`<span class="mention">/${node.fullName}</span>`;
    default:
      return html`${drawAll(node.content, around)}`;
  }
}

const inline = (text: string, around: Surroundings) =>
  (parse(text, "extended") as Node[]).map((node) => draw(node, around));

/** Lines that are list items, and those between them. */
function blocksOf(text: string): { isList: boolean; lines: string[] }[] {
  const blocks: { isList: boolean; lines: string[] }[] = [];
  let inCode = false;
  for (const line of text.split("\n")) {
    const item = inCode ? undefined : /^\s*[-*] (.*)$/.exec(line)?.[1];
    if (line.split("```").length % 2 === 0) inCode = !inCode;
    const isList = item !== undefined;
    const last = blocks.at(-1);
    if (last?.isList === isList) last.lines.push(item ?? line);
    else blocks.push({ isList, lines: [item ?? line] });
  }
  return blocks;
}

/** One line without markup, its mentions as names. */
export function plainText(text: string, around: Surroundings): string {
  return text
    .replace(/<(@&|@!?|#)(\d+)>/g, (_, sign: string, id: string) =>
      around.nameOf(sign === "#" ? "channel" : sign === "@&" ? "role" : "user", id),
    )
    .replace(/\*\*|__|~~|`/g, "");
}

/** Text of a message or an embed, drawn. */
export function markdown(text: string, around: Surroundings): TemplateResult {
  const parts = blocksOf(text).map(({ isList, lines }) =>
    isList
      ? html`<ul>${lines.map((item) => html`<li>${inline(item, around)}</li>`)}</ul>`
      : html`<div>${inline(lines.join("\n"), around)}</div>`,
  );
  return html`<div class="markdown">${parts}</div>`;
}
