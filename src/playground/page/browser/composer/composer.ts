/** The field in which people type, with what it offers: keyboard all the way. */
import { html, nothing, type TemplateResult } from "lit";
import { RefusedError } from "../api.ts";
import { attempt } from "../perform.ts";
import { changed, set, state } from "../state.ts";
import { type Composed, compose, problemOf, takes } from "./line.ts";
import { remember, type Suggestion, type Suggestions, suggestionsFor, valuesOf } from "./suggestions.ts";

const nothingOffered: Suggestions = { list: [], first: -1 };

const composer = {
  line: "",
  offered: nothingOffered,
  highlighted: -1,
  /** What is wrong, and with which option. */
  problem: undefined as { option?: string; text: string } | undefined,
  /** Lines that were sent, oldest first, and the one that up-arrow has brought back. */
  sent: [] as string[],
  recalled: -1,
};
let asked = 0;
let pending: Promise<void> = Promise.resolve();

const field = () => document.querySelector<HTMLInputElement>("#line");

export function focusComposer(): void {
  field()?.focus();
}

async function look(): Promise<void> {
  const ticket = ++asked;
  let offered = nothingOffered;
  try {
    offered = await suggestionsFor(composer.line);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    if (ticket === asked) composer.problem = problemIn(error.message);
  }
  if (ticket !== asked) return;
  composer.offered = offered;
  composer.highlighted = offered.first;
  changed();
}

/** The client's own words name the option: `Option "since" is required.` */
function problemIn(text: string): { option?: string; text: string } {
  const [, option] = /^Option "([^"]+)"/.exec(text) ?? [];
  return { text, ...(option === undefined ? {} : { option }) };
}

function setLine(line: string): void {
  composer.line = line;
  composer.problem = undefined;
  pending = look();
  changed();
}

function take(suggestion: Suggestion): void {
  remember(suggestion);
  setLine(suggestion.line);
  focusComposer();
}

/** Names in a message as the ids that they stand for. */
function withMentions(text: string): string {
  const { world } = state;
  if (world === undefined) return text;
  const names: [string, string][] = [
    [`@${world.bot.name}`, `<@${world.bot.id}>`],
    ...world.people.map(({ name, id }): [string, string] => [`@${name}`, `<@${id}>`]),
    ...world.roles.map(({ name, id }): [string, string] => [`@${name}`, `<@&${id}>`]),
    ...world.channels.map(({ name, id }): [string, string] => [`#${name}`, `<#${id}>`]),
  ];
  return names.reduce((line, [name, mention]) => {
    const pattern = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return line.replace(new RegExp(`${pattern}(?![\\p{L}\\p{N}])`, "giu"), mention);
  }, text);
}

function firstProblem({ definitions, filled }: Composed) {
  for (const one of definitions) {
    const text = problemOf(one, filled.find(({ name }) => name === one.name)?.text);
    if (text !== undefined) return { option: one.name, text };
  }
  return undefined;
}

/** Sends the line: a command, or a message. */
export async function send(text = composer.line.trim()): Promise<void> {
  const { world } = state;
  if (text === "" || world === undefined) return;
  const composed = compose(`${text} `, world.commands);
  const isUnfinished = composed?.definitions.length === 0 && (composed.command.options ?? []).length > 0;
  composer.problem =
    text.startsWith("/") && composed === undefined
      ? { text: `There is no command ${text.split(" ")[0]} for you here.` }
      : isUnfinished
        ? { text: `Choose what /${composed.command.name} shall do.` }
        : composed && firstProblem(composed);
  if (composer.problem !== undefined) return changed();
  composer.line = "";
  composer.offered = nothingOffered;
  composer.highlighted = -1;
  composer.sent = [...composer.sent.filter((one) => one !== text), text].slice(-50);
  composer.recalled = -1;
  asked += 1;
  changed();
  try {
    if (composed === undefined) await attempt({ do: "say", text: withMentions(text) });
    else {
      const { command, subcommand } = composed;
      await attempt({
        ...{ do: "slash", command: command.name, options: valuesOf(composed, world) },
        ...(subcommand === undefined ? {} : { subcommand: subcommand.name }),
      });
    }
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    // What was typed is not lost.
    composer.line ||= text;
    composer.problem = problemIn(error.message);
    changed();
  }
}

/** Asks again what was looked up last; nothing that changes a setting is done twice. */
export function repeatLookup(): void {
  const last = composer.sent.findLast((one) => one.startsWith("/"));
  const composed = last === undefined ? undefined : compose(`${last} `, state.world?.commands ?? []);
  if (composed !== undefined && composed.subcommand === undefined) void send(last);
}

/** Enter takes what is highlighted, once it is known what is; else it sends. */
async function enter(): Promise<void> {
  await pending;
  const suggestion = composer.offered.list[composer.highlighted];
  if (suggestion === undefined) await send();
  else take(suggestion);
}

function move(step: number): void {
  const { length } = composer.offered.list;
  composer.highlighted = (Math.max(composer.highlighted, step > 0 ? -1 : 0) + step + length) % length;
  changed();
  requestAnimationFrame(() =>
    document.querySelector(".suggestions .here")?.scrollIntoView({ block: "nearest" }),
  );
}

/** The lines that were sent: one further back, or forth. */
function recall(step: number): void {
  const last = composer.sent.length;
  const from = composer.recalled < 0 ? last : composer.recalled;
  composer.recalled = Math.max(0, Math.min(last, from + step));
  composer.line = composer.sent[composer.recalled] ?? "";
  composer.problem = undefined;
  composer.offered = nothingOffered;
  asked += 1;
  changed();
}

function onKey(event: KeyboardEvent): void {
  if (event.isComposing) return;
  const { offered } = composer;
  const isOpen = offered.list.length > 0;
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const mayRecall = composer.line === "" || composer.recalled >= 0;
  if (step !== 0 && mayRecall && composer.sent.length > 0 && !(isOpen && composer.line === "/")) {
    event.preventDefault();
    recall(step);
  } else if (step !== 0 && isOpen) {
    event.preventDefault();
    move(step);
  } else if (event.key === "Tab" && !event.shiftKey && isOpen) {
    event.preventDefault();
    const suggestion = offered.list[Math.max(0, composer.highlighted)];
    if (suggestion !== undefined) take(suggestion);
  } else if (event.key === "Escape") {
    // Also what is still on its way.
    asked += 1;
    composer.offered = nothingOffered;
    composer.highlighted = -1;
    changed();
  } else if (event.key === "Enter") {
    event.preventDefault();
    void enter();
  }
}

/** The command that is being typed: its options with types, what is filled in, what is wrong. */
function drawCommand(composed: Composed): TemplateResult {
  const { command, subcommand, definitions, filled, current } = composed;
  return html`<div class="command">
    <p><b>/${command.name}${subcommand === undefined ? "" : ` ${subcommand.name}`}</b> ${subcommand?.description ?? command.description}</p>
    <p class="options">
      ${definitions.map((one) => {
        const text = filled.find(({ name }) => name === one.name)?.text ?? "";
        const wrong = composer.problem?.option === one.name ? "wrong" : "";
        const label = `${one.name}${one.required === true ? "*" : ""}`;
        return html`<button
          type="button"
          tabindex="-1"
          class="option ${wrong} ${one === current ? "now" : ""} ${text === "" ? "" : "filled"}"
          title=${one.description}
          @mousedown=${(event: Event) => {
            event.preventDefault();
            if (text === "") setLine(`${composer.line.trimEnd()} ${one.name}: `);
          }}
        >
          ${label} <i>${text === "" ? takes(one) : text}</i>
        </button>`;
      })}
    </p>
  </div>`;
}

function drawSuggestions(composed: Composed | undefined) {
  const { offered, highlighted } = composer;
  if (composed === undefined && offered.list.length === 0) return nothing;
  const list = html`<ul role="listbox" id="offered" aria-label="Suggestions">
    ${offered.list.map(
      (one, index) => html`<li
        role="option"
        id=${`offered-${index}`}
        aria-selected=${index === highlighted}
        class=${index === highlighted ? "here" : ""}
        @mousedown=${(event: Event) => {
          event.preventDefault();
          take(one);
        }}
      >
        <b>${one.title}</b> <span>${one.about}</span>
      </li>`,
    )}
  </ul>`;
  return html`<div class="suggestions">
    ${composed === undefined ? nothing : drawCommand(composed)} ${offered.list.length === 0 ? nothing : list}
  </div>`;
}

export function drawComposer(channelName: string): TemplateResult {
  const { world } = state;
  const composed = world === undefined ? undefined : compose(composer.line, world.commands);
  const { offered, highlighted, problem } = composer;
  const hint = composed === undefined || highlighted >= 0 ? state.notice : "Enter sends it";
  return html`<form
    class="composer"
    @submit=${(event: Event) => {
      event.preventDefault();
      void enter();
    }}
  >
    ${drawSuggestions(composed)}
    <input
      id="line"
      role="combobox"
      class=${problem === undefined ? "" : "wrong"}
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      enterkeyhint="send"
      aria-label=${`Message ${channelName}`}
      aria-autocomplete="list"
      aria-expanded=${offered.list.length > 0}
      aria-controls=${offered.list.length > 0 ? "offered" : nothing}
      aria-activedescendant=${highlighted >= 0 ? `offered-${highlighted}` : nothing}
      aria-invalid=${problem !== undefined}
      aria-describedby="notice"
      placeholder=${`Message ${channelName}, or type /`}
      .value=${composer.line}
      @input=${(event: Event) => {
        composer.recalled = -1;
        set({ notice: "" });
        setLine((event.target as HTMLInputElement).value);
      }}
      @keydown=${onKey}
      @blur=${() => {
        composer.offered = nothingOffered;
        composer.highlighted = -1;
        asked += 1;
        changed();
      }}
      @focus=${() => {
        if (composer.line !== "") pending = look();
      }}
    />
    <p id="notice" class="notice ${problem === undefined ? "" : "wrong"}" aria-live="polite">${problem?.text ?? hint}</p>
  </form>`;
}
