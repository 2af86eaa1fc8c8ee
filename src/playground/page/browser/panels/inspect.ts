/** The inspector: what stands behind one message. */
import { html, nothing, type TemplateResult } from "lit";
import type { Inspection } from "../../protocol.ts";
import { ask, RefusedError } from "../api.ts";
import { changed, set, state } from "../state.ts";

const inspector = {
  of: "",
  found: undefined as Inspection | undefined,
  problem: "",
  copied: "",
};

export async function inspectMessage(id: string): Promise<void> {
  set({ panel: "inspect" });
  Object.assign(inspector, { of: id, found: undefined, problem: "", copied: "" });
  try {
    const query = { as: state.me, channel: state.channel, message: id };
    inspector.found = await ask<Inspection>("/page/inspect", query);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    inspector.problem = error.message;
  }
  changed();
}

async function copy(what: string, text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  inspector.copied = `${what} copied`;
  changed();
}

const json = (value: unknown) => JSON.stringify(value, null, 2);

function check({ issues }: Inspection) {
  return issues.length === 0
    ? html`<p class="good">Discord's contract holds.</p>`
    : html`<ul class="bad">${issues.map((one) => html`<li>${one}</li>`)}</ul>`;
}

const size = ({ name, is, limit }: Inspection["sizes"][number]) =>
  html`<tr>
    <th scope="row">${name}</th>
    <td>${is.toLocaleString("en")}</td>
    <td>of ${limit.toLocaleString("en")}</td>
    <td><meter aria-label=${name} min="0" max=${limit} high=${limit * 0.9} value=${is}></meter></td>
  </tr>`;

export function drawInspector(): TemplateResult {
  const { found, problem, copied } = inspector;
  if (problem !== "") return html`<p>${problem}</p>`;
  if (found === undefined) return html`<p>Open the menu ⋯ of a message, and choose Inspect.</p>`;
  const title = found.message.embeds[0]?.title ?? found.message.content.slice(0, 60);
  return html`<div class="tour">
    <section>
      <h3>${title}</h3>
      <p>
        ${found.ms === undefined ? "Posted by the bot itself." : `Answered in ${Math.round(found.ms)} ms.`}
        Message ${found.message.id}.
      </p>
      ${check(found)}
      <div class="row">
        <button type="button" class="button secondary" @click=${() => void copy("JSON", json(found.message))}>Copy JSON</button>
        <button type="button" class="button secondary" @click=${() => void copy("Test", found.test)}>Copy as a test</button>
        ${copied === "" ? nothing : html`<span role="status">${copied}</span>`}
      </div>
    </section>
    <section>
      <h3>Size</h3>
      <table>
        <tbody>${found.sizes.map(size)}</tbody>
      </table>
    </section>
    <section>
      <h3>Sources</h3>
      <ol class="sources">
        ${found.sources.map(
          ({ url, words, times }) =>
            html`<li><a href=${url} target="_blank" rel="noreferrer">${url}</a> ${words}${times > 1 ? `, ${times} times` : ""}</li>`,
        )}
      </ol>
    </section>
    <section>
      <h3>JSON</h3>
      <pre tabindex="0">${json(found.message)}</pre>
    </section>
    <section>
      <h3>As a test</h3>
      <pre tabindex="0">${found.test}</pre>
    </section>
  </div>`;
}
