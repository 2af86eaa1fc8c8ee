/** Discord's markdown as the page draws it. Lists are read here; the rest by a kept parser. */
import { parse } from "discord-markdown-parser";
import { html, type TemplateResult } from "lit";

interface Node {
  type: string;
  content?: Node[] | string;
  target?: string;
  id?: string;
  /** Of a time: seconds since 1970. */
  timestamp?: string;
  /** Of an emoji: the character itself. */
  name?: string;
}
type Drawn = TemplateResult | string;
export type NameOf = (kind: "user" | "role" | "channel", id: string) => string;

function drawAll(content: Node["content"], nameOf: NameOf): Drawn[] {
  if (content === undefined) return [];
  return typeof content === "string" ? [content] : content.map((node) => draw(node, nameOf));
}

function draw(node: Node, nameOf: NameOf): Drawn {
  const inner = () => drawAll(node.content, nameOf);
  switch (node.type) {
    case "strong":
      return html`<strong>${inner()}</strong>`;
    case "em":
      return html`<em>${inner()}</em>`;
    case "underline":
      return html`<u>${inner()}</u>`;
    case "strikethrough":
      return html`<s>${inner()}</s>`;
    case "inlineCode":
      return html`<code>${node.content}</code>`;
    case "codeBlock":
      return html`<pre><code>${node.content}</code></pre>`;
    case "spoiler":
      return html`<span class="spoiler">${inner()}</span>`;
    case "blockQuote":
      return html`<blockquote>${inner()}</blockquote>`;
    case "heading":
      return html`<strong class="heading">${inner()}</strong>`;
    case "subtext":
      return html`<small>${inner()}</small>`;
    case "twemoji":
    case "emoticon":
      return node.name ?? String(node.content ?? "");
    case "timestamp":
      return html`<time>${new Date(Number(node.timestamp) * 1000).toUTCString().slice(5, 22)} UTC</time>`;
    case "br":
      return html`<br />`;
    case "link":
    case "url":
    case "autolink":
      return html`<a href=${node.target ?? ""} target="_blank" rel="noreferrer">${inner()}</a>`;
    case "user":
    case "role":
    case "channel":
      return html`<span class="mention">${nameOf(node.type, node.id ?? "")}</span>`;
    default:
      return html`${inner()}`;
  }
}

const inline = (text: string, nameOf: NameOf) =>
  (parse(text, "extended") as Node[]).map((node) => draw(node, nameOf));

/** Text of a message or an embed, drawn. */
export function markdown(text: string, nameOf: NameOf): TemplateResult {
  const parts: TemplateResult[] = [];
  let items: string[] = [];
  let plain: string[] = [];
  const flush = () => {
    const [list, lines] = [items, plain];
    if (lines.length > 0) parts.push(html`<div>${inline(lines.join("\n"), nameOf)}</div>`);
    if (list.length > 0)
      parts.push(html`<ul>${list.map((item) => html`<li>${inline(item, nameOf)}</li>`)}</ul>`);
    items = [];
    plain = [];
  };
  for (const line of text.split("\n")) {
    const item = /^\s*[-*] (.*)$/.exec(line)?.[1];
    if (item === undefined && items.length > 0) flush();
    if (item !== undefined && plain.length > 0) flush();
    if (item === undefined) plain.push(line);
    else items.push(item);
  }
  flush();
  return html`<div class="markdown">${parts}</div>`;
}
