/** The channels of the server, who one is, and how the client is set. */
import { html, type TemplateResult } from "lit";
import type { PageChannel, WorldSnapshot } from "../protocol.ts";
import { openChannel, refresh } from "./perform.ts";
import { set, state, type Theme, themes } from "./state.ts";

const drawing = (path: string) => html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
const signs: Record<PageChannel["kind"], TemplateResult | string> = {
  text: "#",
  announcements: drawing("M4 10v4h4l9 4V6l-9 4zM20 10v4M8 14v5"),
  forum: drawing("M4 5h12v8H9l-3 3v-3H4zM18 9h2v7h-2v3l-3-3h-4"),
  thread: "↳",
  direct: "@",
};
const kindNames: Record<PageChannel["kind"], string> = {
  text: "channel",
  announcements: "announcement channel",
  forum: "forum",
  thread: "thread",
  direct: "private messages with",
};
/** Languages of Discord's client that the bot could be asked in. */
const locales = [
  ["en-US", "English (US)"],
  ["en-GB", "English (UK)"],
  ["zh-CN", "中文"],
  ["zh-TW", "繁體中文"],
  ["ja", "日本語"],
  ["de", "Deutsch"],
] as const;
const themeNames: Record<Theme, string> = { system: "As the system", dark: "Dark", light: "Light" };

export const channelLabel = ({ kind, name }: PageChannel): string =>
  `${kind === "direct" ? "@" : "#"}${name}`;

const chosen = (event: Event) => (event.target as HTMLSelectElement).value;

/** Who one is: on phones in the header too. */
export const drawWho = (world: WorldSnapshot): TemplateResult =>
  html`<label class="who"
    ><span>You are</span>
    <select
      aria-label="You are"
      @change=${(event: Event) => {
        set({ me: chosen(event), notice: "" });
        void refresh();
      }}
    >
      ${world.people.map(
        (one) =>
          html`<option value=${one.id} .selected=${one.id === state.me}>${one.name} (${one.about})</option>`,
      )}
    </select>
  </label>`;

export function drawSidebar(world: WorldSnapshot): TemplateResult {
  return html`<nav class=${state.isDrawerOpen ? "open" : ""} aria-label="Channels">
    <h1>${world.guild}</h1>
    <div class="channels">
      ${world.channels.map(
        (one) =>
          html`<button
            type="button"
            class=${one.id === state.channel ? "here" : ""}
            aria-current=${one.id === state.channel ? "page" : "false"}
            @click=${() => void openChannel(one.id)}
          >
            <span role="img" aria-label=${kindNames[one.kind]}>${signs[one.kind]}</span> ${one.name}
          </button>`,
      )}
    </div>
    <div class="settings">
      ${drawWho(world)}
      <label
        ><span>Language</span>
        <select @change=${(event: Event) => set({ locale: chosen(event) })}>
          ${locales.map(
            ([id, name]) => html`<option value=${id} .selected=${id === state.locale}>${name}</option>`,
          )}
        </select>
      </label>
      <label
        ><span>Colours</span>
        <select @change=${(event: Event) => set({ theme: chosen(event) as Theme })}>
          ${themes.map(
            (one) => html`<option value=${one} .selected=${one === state.theme}>${themeNames[one]}</option>`,
          )}
        </select>
      </label>
      <p>A Discord of its own, on this computer only.</p>
    </div>
  </nav>`;
}
