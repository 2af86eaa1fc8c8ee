/** The playground's page: a small Discord client around one bot. */
import "@skyra/discord-components-core";
import { html, nothing, render } from "lit";
import type { Message } from "../../world/types.ts";
import type { PersonRequest, PersonResponse, WorldSnapshot } from "../protocol.ts";
import { act, onChange, RefusedError, snapshot } from "./api.ts";
import { type Composed, compose, fillIn } from "./composer.ts";
import { drawMessage, type MessageActions } from "./message.ts";

interface Suggestion {
  title: string;
  about: string;
  /** The line after choosing it. */
  line: string;
  /** Label and value of a choice, so that the value is sent although the label is shown. */
  value?: { option: string; label: string; value: string | number };
}

const root = document.querySelector<HTMLElement>("#app");
if (root === null) throw new Error("the page has no #app");
const app = root;

let world: WorldSnapshot | undefined;
let me = "";
let channel = "";
let line = "";
let suggestions: Suggestion[] = [];
let highlighted = 0;
let notice = "";
let modal: PersonResponse["modal"];
let narrow = false;
/** Values behind labels that were chosen from suggestions, by option and label. */
const chosen = new Map<string, string | number>();
let asked = 0;
/** The newest message is in sight, and stays so when its picture comes after it. */
let atEnd = true;
let scrolledTo = 0;

const where = () => ({ as: me, channel });

async function refresh(): Promise<void> {
  const next = await snapshot(me);
  const seen = Object.values(world?.messages ?? {}).flat().length;
  world = next;
  me ||= next.people[0]?.id ?? "";
  channel ||= next.channels[0]?.id ?? "";
  draw();
  if (Object.values(next.messages).flat().length !== seen) scrollDown();
}

function scrollDown(): void {
  requestAnimationFrame(() => {
    const list = app.querySelector(".messages");
    list?.scrollTo({ top: list.scrollHeight });
  });
}

/** Only who scrolls up leaves the end: a picture may have come between a scroll of ours and the word of it. */
function scrolled({ scrollTop, clientHeight, scrollHeight }: HTMLElement): void {
  if (scrollTop + clientHeight >= scrollHeight - 20) atEnd = true;
  else if (scrollTop < scrolledTo) atEnd = false;
  scrolledTo = scrollTop;
}

async function perform(request: PersonRequest): Promise<PersonResponse | undefined> {
  try {
    const response = await act(request);
    notice = response.error ?? (response.ms === undefined ? "" : `answered in ${Math.round(response.ms)} ms`);
    if (response.modal !== undefined) modal = response.modal;
    await refresh();
    return response;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    notice = error.message;
    draw();
    return undefined;
  }
}

/** The value to send for what was typed: a chosen label's value, a channel's or role's id, a number, or the text. */
function sentValue(composed: Composed, name: string, text: string): string | number | boolean {
  const definition = composed.definitions.find((one) => one.name === name);
  const value =
    chosen.get(`${name}\n${text}`) ?? definition?.choices?.find((one) => one.name === text)?.value;
  if (value !== undefined) return value;
  if (definition?.type === 7) {
    return world?.channels.find((one) => `#${one.name}` === text || one.name === text)?.id ?? text;
  }
  if (definition?.type === 8) {
    return world?.roles.find((one) => `@${one.name}` === text || one.name === text)?.id ?? text;
  }
  if (definition?.type === 4 || definition?.type === 10) return Number(text);
  if (definition?.type === 5) return text === "true" || text === "yes";
  return text;
}

const valuesOf = (composed: Composed, except?: string) =>
  Object.fromEntries(
    composed.filled
      .filter((one) => one.name !== except && one.text !== "")
      .map((one) => [one.name, sentValue(composed, one.name, one.text)]),
  );

async function suggest(): Promise<void> {
  const ticket = ++asked;
  const found = await findSuggestions();
  if (ticket !== asked) return;
  suggestions = found;
  highlighted = 0;
  draw();
}

async function findSuggestions(): Promise<Suggestion[]> {
  if (world === undefined || !line.startsWith("/")) return [];
  const composed = compose(line, world.commands);
  if (composed === undefined) {
    return world.commands
      .filter((one) => one.type === 1 && one.name.startsWith(line.slice(1).trim()))
      .map((one) => ({ title: `/${one.name}`, about: one.description, line: `/${one.name} ` }));
  }
  const { command, subcommand, current, filled } = composed;
  const subcommands = (
    (command.options ?? []) as { name: string; description: string; type: number }[]
  ).filter((one) => one.type === 1);
  if (subcommand === undefined && subcommands.length > 0) {
    return subcommands.map((one) => ({
      title: `/${command.name} ${one.name}`,
      about: one.description,
      line: `/${command.name} ${one.name} `,
    }));
  }
  const typed = filled.find((one) => one.name === current?.name)?.text ?? "";
  const choices = current === undefined ? [] : await choicesFor(composed, current.name, typed);
  const unused = composed.definitions.filter((one) => !filled.some((done) => done.name === one.name));
  const further = typed === "" && filled.length === 0 ? unused.slice(1) : unused;
  return [
    ...choices.map((one) => ({
      title: one.name,
      about: current?.name ?? "",
      line: fillIn(composed, one.name),
      value: { option: current?.name ?? "", label: one.name, value: one.value },
    })),
    ...further.map((one) => ({
      title: `${one.name}:`,
      about: `${one.description}${one.required === true ? " (required)" : ""}`,
      line: `${line.trimEnd()} ${one.name}: `,
    })),
  ];
}

async function choicesFor(
  composed: Composed,
  option: string,
  typed: string,
): Promise<readonly { name: string; value: string | number }[]> {
  const definition = composed.definitions.find((one) => one.name === option);
  const fits = (name: string) => name.toLowerCase().includes(typed.toLowerCase().replace(/^[#@]/, ""));
  if (definition?.choices !== undefined) return definition.choices.filter((one) => fits(one.name));
  if (definition?.type === 7) {
    return (world?.channels ?? [])
      .filter((one) => fits(one.name))
      .map((one) => ({ name: `#${one.name}`, value: one.id }));
  }
  if (definition?.type === 8) {
    return (world?.roles ?? [])
      .filter((one) => fits(one.name))
      .map((one) => ({ name: `@${one.name}`, value: one.id }));
  }
  if (definition?.autocomplete !== true || chosen.has(`${option}\n${typed}`)) return [];
  try {
    const response = await act({
      ...where(),
      do: "autocomplete",
      command: composed.command.name,
      ...(composed.subcommand === undefined ? {} : { subcommand: composed.subcommand.name }),
      option,
      typed,
      options: valuesOf(composed, option),
    });
    return response.choices ?? [];
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    notice = error.message;
    return [];
  }
}

function pick(suggestion: Suggestion): void {
  if (suggestion.value !== undefined) {
    chosen.set(`${suggestion.value.option}\n${suggestion.value.label}`, suggestion.value.value);
  }
  setLine(suggestion.line);
}

function setLine(text: string): void {
  line = text;
  draw();
  app.querySelector<HTMLInputElement>("#line")?.focus();
  void suggest();
}

async function send(): Promise<void> {
  const text = line.trim();
  if (text === "" || world === undefined) return;
  const composed = compose(`${text} `, world.commands);
  suggestions = [];
  if (text.startsWith("/") && composed === undefined) {
    notice = `There is no command ${text.split(" ")[0]}.`;
    draw();
    return;
  }
  line = "";
  if (composed === undefined) {
    const mention = new RegExp(`@${world.bot.name}\\b`, "gi");
    await perform({ ...where(), do: "say", text: text.replace(mention, `<@${world.bot.id}>`) });
    return;
  }
  await perform({
    ...where(),
    do: "slash",
    command: composed.command.name,
    ...(composed.subcommand === undefined ? {} : { subcommand: composed.subcommand.name }),
    options: valuesOf(composed),
  });
}

function onKey(event: KeyboardEvent): void {
  if (suggestions.length > 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    highlighted = (highlighted + step + suggestions.length) % suggestions.length;
    draw();
  } else if (event.key === "Tab" && suggestions[highlighted] !== undefined) {
    event.preventDefault();
    pick(suggestions[highlighted] as Suggestion);
  } else if (event.key === "Escape") {
    suggestions = [];
    draw();
  } else if (event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    void send();
  }
}

const nameOf: MessageActions["nameOf"] = (kind, id) => {
  if (kind === "channel") return `#${world?.channels.find((one) => one.id === id)?.name ?? "unknown"}`;
  if (kind === "role") return `@${world?.roles.find((one) => one.id === id)?.name ?? "unknown"}`;
  if (id === world?.bot.id) return `@${world.bot.name}`;
  return `@${world?.people.find((one) => one.id === id)?.name ?? "unknown"}`;
};

function actions(): MessageActions {
  return {
    nameOf,
    useOf: (message) => world?.uses[message.id],
    botId: world?.bot.id ?? "",
    menus: (world?.commands ?? []).filter((one) => one.type === 3).map((one) => one.name),
    press: (message, customId) => void perform({ ...where(), do: "press", message: message.id, customId }),
    choose: (message, customId, values) =>
      void perform({ ...where(), do: "choose", message: message.id, customId, values }),
    menu: (message, command) => void perform({ ...where(), do: "menu", message: message.id, command }),
    remove: (message: Message) => void perform({ ...where(), do: "delete", message: message.id }),
  };
}

function drawModal() {
  if (modal === undefined) return nothing;
  const { form, data } = modal;
  const inputs = (
    data.components as {
      components?: {
        custom_id: string;
        label?: string;
        style?: number;
        value?: string;
        placeholder?: string;
        required?: boolean;
        max_length?: number;
      }[];
    }[]
  ).flatMap((row) => row.components ?? []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = Object.fromEntries(
      [...new FormData(event.target as HTMLFormElement)].map(([key, value]) => [key, String(value)]),
    );
    modal = undefined;
    void perform({ ...where(), do: "submit", form, fields });
  };
  const cancel = () => {
    modal = undefined;
    draw();
  };
  return html`<div class="shade">
    <form class="modal" @submit=${submit}>
      <h2>${data.title}</h2>
      ${inputs.map(
        (input) => html`<label
          >${input.label}
          ${
            input.style === 2
              ? html`<textarea name=${input.custom_id} rows="6" placeholder=${input.placeholder ?? ""}>${input.value ?? ""}</textarea>`
              : html`<input name=${input.custom_id} .value=${input.value ?? ""} placeholder=${input.placeholder ?? ""} />`
          }
        </label>`,
      )}
      <div class="row">
        <button type="button" class="button secondary" @click=${cancel}>Cancel</button>
        <button class="button primary">Send</button>
      </div>
    </form>
  </div>`;
}

const examples = [
  "/lab deepseek",
  "/model deepseek v3",
  "/model glm5",
  "/lab 商汤",
  "/models sort: largest",
  "/market outlook",
];

function drawWelcome() {
  return html`<div class="welcome">
    <h2>Try Labdex</h2>
    <p>This is a Discord of its own, on this computer only. Type a command below, or begin with one of these:</p>
    <div class="row">
      ${examples.map(
        (text) =>
          html`<button
            class="button secondary"
            @click=${() => {
              line = text;
              void send();
            }}
          >
            ${text}
          </button>`,
      )}
    </div>
  </div>`;
}

function draw(): void {
  if (world === undefined) return;
  const here = world.channels.find((one) => one.id === channel);
  const list = world.messages[channel] ?? [];
  render(
    html`<div class="frame ${narrow ? "narrow" : ""}">
      <nav>
        <h1>${world.guild}</h1>
        ${world.channels.map(
          (one) =>
            html`<button
              class=${one.id === channel ? "here" : ""}
              @click=${() => {
                channel = one.id;
                draw();
                scrollDown();
              }}
            >
              ${one.kind === "direct" ? "@" : one.kind === "thread" ? "↳" : "#"} ${one.name}
            </button>`,
        )}
        <label
          >You are
          <select
            @change=${(event: Event) => {
              me = (event.target as HTMLSelectElement).value;
              void refresh();
            }}
          >
            ${world.people.map(
              (one) =>
                html`<option value=${one.id} ?selected=${one.id === me}>${one.name}, ${one.about}</option>`,
            )}
          </select>
        </label>
        <label class="check"
          ><input
            type="checkbox"
            .checked=${narrow}
            @change=${(event: Event) => {
              narrow = (event.target as HTMLInputElement).checked;
              draw();
            }}
          />
          as wide as a phone</label
        >
      </nav>
      <section>
        <header>
          ${here?.kind === "direct" ? "@" : "#"} ${here?.name}
          <span class=${world.bot.connected ? "online" : "offline"}>
            ${world.bot.name} is ${world.bot.connected ? "online" : "offline"}
          </span>
        </header>
        <div
          class="messages"
          @scroll=${({ currentTarget }: Event) => scrolled(currentTarget as HTMLElement)}
        >
          ${list.length === 0 ? drawWelcome() : nothing}
          <discord-messages no-background>
            ${list.map((message) => drawMessage(message, actions()))}
          </discord-messages>
        </div>
        <div class="composer">
          ${
            suggestions.length === 0
              ? nothing
              : html`<ul role="listbox" class="suggestions">
                ${suggestions.map(
                  (one, index) => html`<li
                    role="option"
                    aria-selected=${index === highlighted}
                    class=${index === highlighted ? "here" : ""}
                    @mousedown=${(event: Event) => {
                      event.preventDefault();
                      pick(one);
                    }}
                  >
                    <b>${one.title}</b> <span>${one.about}</span>
                  </li>`,
                )}
              </ul>`
          }
          <input
            id="line"
            autocomplete="off"
            spellcheck="false"
            placeholder="Type / for a command, or @${world.bot.name} and a name"
            .value=${line}
            @input=${(event: Event) => {
              line = (event.target as HTMLInputElement).value;
              void suggest();
            }}
            @focus=${() => void suggest()}
            @keydown=${onKey}
          />
          <p class="notice" aria-live="polite">${notice}</p>
        </div>
      </section>
      ${drawModal()}
    </div>`,
    app,
  );
}

onChange(() => void refresh());
await refresh();
const grown = new ResizeObserver(() => {
  if (atEnd) scrollDown();
});
for (const messages of app.querySelectorAll("discord-messages")) grown.observe(messages);
app.querySelector<HTMLInputElement>("#line")?.focus();
