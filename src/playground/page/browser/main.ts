/** The playground's page: a small Discord client around one bot. */
import { html, nothing, render, type TemplateResult } from "lit";
import type { WorldSnapshot } from "../protocol.ts";
import { onChange } from "./api.ts";
import { drawComposer, focusComposer, repeatLookup } from "./composer/composer.ts";
import { drawMessage, type MenuEntry, type MessageActions } from "./message/message.ts";
import { drawModal, focusModal } from "./modal.ts";
import { drawInspector, inspectMessage } from "./panels/inspect.ts";
import { drawArrival, drawTime, hasTime, refreshTime } from "./panels/time.ts";
import { drawTry } from "./panels/try.ts";
import { onRestart, openChannel, perform, refresh } from "./perform.ts";
import { keepAtEnd } from "./scroll.ts";
import { channelLabel, drawSidebar, drawWho } from "./sidebar.ts";
import { drawWith, type Panel, set, state } from "./state.ts";

const root = document.querySelector<HTMLElement>("#app");
if (root === null) throw new Error("the page has no #app");
const app = root;
let isNew = true;

function actionsIn(world: WorldSnapshot): MessageActions {
  const nameIn = (list: readonly { id: string; name: string }[], id: string) =>
    list.find((one) => one.id === id)?.name ?? "unknown";
  return {
    nameOf: (kind, id) =>
      kind === "channel"
        ? `#${nameIn(world.channels, id)}`
        : `@${kind === "role" ? nameIn(world.roles, id) : nameIn([world.bot, ...world.people], id)}`,
    colorOf: (id) => world.roles.find((one) => one.id === id)?.color,
    openChannel: (id) => void openChannel(id),
    now: () => new Date(world.now),
    locale: () => state.locale,
    useOf: (message) => world.uses[message.id],
    opened: state.menu,
    toggleMenu: ({ id }) => set({ menu: state.menu === id ? undefined : id }),
    menuOf: (message) => {
      const menus = message.author.bot === true && message.flags === 64 ? [] : world.commands;
      return [
        ...menus
          .filter((one) => one.type === 3)
          .map(
            ({ name }): MenuEntry => ({
              label: name,
              run: () => void perform({ do: "menu", message: message.id, command: name }),
            }),
          ),
        { label: "Inspect", run: () => void inspectMessage(message.id) },
        { label: "Delete message", run: () => void perform({ do: "delete", message: message.id }) },
      ];
    },
    press: (message, customId) => void perform({ do: "press", message: message.id, customId }),
    choose: (message, customId, values) =>
      void perform({ do: "choose", message: message.id, customId, values }),
    dismiss: (message) => void perform({ do: "delete", message: message.id }),
  };
}

function drawHeader(world: WorldSnapshot) {
  const here = world.channels.find((one) => one.id === state.channel);
  const toggle = (panel: Panel) => set({ panel: state.panel === panel ? "none" : panel });
  const panelButton = (panel: Panel, label: string) =>
    html`<button type="button" class="tool" aria-pressed=${state.panel === panel} @click=${() => toggle(panel)}>${label}</button>`;
  return html`<header class="top">
    <button
      type="button"
      class="tool drawer"
      aria-label="Channels and settings"
      aria-expanded=${state.isDrawerOpen}
      @click=${() => set({ isDrawerOpen: !state.isDrawerOpen })}
    >
      ☰
    </button>
    <h2>${here === undefined ? "" : channelLabel(here)}</h2>
    <span class=${world.bot.connected ? "online" : "offline"}>
      ${world.bot.name} is ${world.bot.connected ? "online" : "offline"}
    </span>
    ${drawWho(world)} ${panelButton("try", "Try")} ${hasTime() ? panelButton("time", "Time") : nothing}
  </header>`;
}

const welcome = () =>
  html`<div class="welcome">
    <h2>Try Labdex</h2>
    <p>
      This is a Discord of its own, on this computer only: nothing leaves it. Type a command below, or begin with one
      of these.
    </p>
    ${drawTry(drawArrival())}
  </div>`;

const panels: Record<Exclude<Panel, "none">, { title: string; draw: () => TemplateResult }> = {
  try: { title: "Three things to try", draw: () => drawTry(drawArrival()) },
  time: { title: "Time", draw: drawTime },
  inspect: { title: "Inspector", draw: drawInspector },
};

function drawPanel() {
  if (state.panel === "none") return nothing;
  const { title, draw: inside } = panels[state.panel];
  return html`<aside class="panel" aria-label=${title}>
    <header>
      <h2>${title}</h2>
      <button type="button" class="tool" aria-label="Close" @click=${() => set({ panel: "none" })}>✕</button>
    </header>
    ${inside()}
  </aside>`;
}

function draw(): void {
  const { world } = state;
  if (world === undefined) return;
  const list = world.messages[state.channel] ?? [];
  const here = world.channels.find((one) => one.id === state.channel);
  const actions = actionsIn(world);
  document.documentElement.dataset.theme = state.theme;
  document.documentElement.lang = state.locale;
  render(
    html`<div class="frame ${state.panel === "none" ? "" : "with-panel"}">
      ${drawSidebar(world)}
      <main>
        ${drawHeader(world)}
        <div class="messages" role="log" aria-label="Messages" tabindex="0">
          ${list.length === 0 ? welcome() : nothing}
          <div class="list">${list.map((message) => drawMessage(message, actions))}</div>
        </div>
        ${drawComposer(here === undefined ? "" : channelLabel(here))}
      </main>
      ${drawPanel()} ${drawModal()}
    </div>`,
    app,
  );
  focusModal();
  // The first thing that is drawn: from then on its newest message stays in sight.
  if (isNew) {
    isNew = false;
    keepAtEnd(app);
    focusComposer();
  }
}

/** What is open closes when somebody presses elsewhere, chooses in it, or presses Escape. */
function closeOpened(): void {
  if (state.menu !== undefined) set({ menu: undefined });
}

drawWith(draw);
document.addEventListener("click", closeOpened);
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  closeOpened();
  if (state.isDrawerOpen) set({ isDrawerOpen: false });
});
onChange(() => void refresh());
onRestart(repeatLookup);
await Promise.all([refresh(), refreshTime()]);
