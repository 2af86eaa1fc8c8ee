/** The panel for time: what comes out, what goes wrong, and what the bot makes of it. */
import { html, nothing, type TemplateResult } from "lit";
import type { FaultName, Happened, TimeRequest, TimeState } from "../../protocol.ts";
import { ask, post, RefusedError } from "../api.ts";
import { send } from "../composer/composer.ts";
import { messageTime } from "../message/times.ts";
import { openChannel, refresh } from "../perform.ts";
import { changed, state } from "../state.ts";

const time = {
  /** Undefined before it was asked for, null where this playground has no clock. */
  state: undefined as TimeState | null | undefined,
  isBusy: false,
  said: "",
  posts: [] as Happened["posts"],
};

const hour = 3_600_000;
const spans = [
  ["an hour", hour],
  ["a day", 24 * hour],
  ["a week", 7 * 24 * hour],
] as const;

export async function refreshTime(): Promise<void> {
  time.state = await ask<TimeState | null>("/page/time");
  changed();
}

export const hasTime = (): boolean => time.state !== undefined && time.state !== null;

/** Does it, shows what came of it, and opens the channel where something arrived. */
async function happen(request: TimeRequest): Promise<void> {
  Object.assign(time, { isBusy: true, said: "", posts: [] });
  changed();
  try {
    const { said, posts } = await post<Happened>("/page/time", request);
    const nobody = request.do === "appear" || request.do === "make up" ? " No channel gets it at once." : "";
    time.said = `${said}${posts.length === 0 ? nobody : ""}`;
    time.posts = posts;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    time.said = error.message;
  } finally {
    time.isBusy = false;
  }
  const [first] = time.posts;
  const isHere = time.posts.some(({ channel }) => channel === state.channel);
  await (first === undefined || isHere ? refresh() : openChannel(first.channel));
  await refreshTime();
}

const button = (label: string, request: TimeRequest, look = "secondary") =>
  html`<button type="button" class="button ${look}" ?disabled=${time.isBusy} @click=${() => void happen(request)}>${label}</button>`;

const channelName = (id: string) =>
  `#${state.world?.channels.find((one) => one.id === id)?.name ?? "a channel"}`;

function outcome() {
  if (time.isBusy) return html`<p class="outcome" role="status">One moment…</p>`;
  const places = [...new Set(time.posts.map(({ channel }) => channel))];
  if (time.said === "" && places.length === 0) return nothing;
  return html`<p class="outcome" role="status">
    ${time.said}
    ${
      places.length === 0
        ? nothing
        : html`Posted in
          ${places.map(
            (id) =>
              html`<button type="button" class="mention" @click=${() => void openChannel(id)}>${channelName(id)}</button> `,
          )}`
    }
  </p>`;
}

const partsOf = (event: Event) => (event.currentTarget as HTMLFormElement).elements;

function appearing({ releases }: TimeState) {
  const waiting = releases.filter((one) => !one.isOut);
  if (waiting.length === 0) return html`<p>All of them are out. Make one up.</p>`;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = partsOf(event).namedItem("release") as HTMLSelectElement;
    void happen({ do: "appear", id: chosen.value });
  };
  return html`<form class="line" @submit=${submit}>
    <select name="release" aria-label="A recorded release">
      ${waiting.map(
        ({ id, title, lab, day }) =>
          html`<option value=${id}>${title}, ${lab}${day === undefined ? "" : `, ${day}`}</option>`,
      )}
    </select>
    <button class="button primary" ?disabled=${time.isBusy}>Let it appear</button>
  </form>`;
}

function makingUp({ labs }: TimeState) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(given.get(name) ?? "").trim();
    const licence = text("licence");
    const parameters = Number(text("parameters"));
    void happen({
      ...{ do: "make up", lab: text("lab"), name: text("name") },
      kind: text("kind") === "api" ? "api" : "weights",
      ...(licence === "" ? {} : { licence }),
      ...(parameters > 0 ? { parameters } : {}),
    });
  };
  return html`<details>
    <summary>Make one up</summary>
    <form class="stack" @submit=${submit}>
      <label>Lab <select name="lab">${labs.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select></label>
      <label>Name <input name="name" required minlength="2" maxlength="60" placeholder="GLM-9" autocomplete="off" /></label>
      <label
        >What it is
        <select name="kind">
          <option value="weights">open weights, on Hugging Face</option>
          <option value="api">an API, in a register</option>
        </select></label
      >
      <label>Parameters, in billions <input name="parameters" type="number" min="0.1" step="any" placeholder="355" /></label>
      <label>Licence <input name="licence" maxlength="40" placeholder="mit" autocomplete="off" /></label>
      <button class="button primary" ?disabled=${time.isBusy}>Let it appear</button>
    </form>
  </details>`;
}

function misfortune(fault: FaultName, label: string, is: boolean, channel = state.channel) {
  const change = (event: Event) =>
    void happen({ do: "fault", fault, channel, is: (event.target as HTMLInputElement).checked });
  return html`<label class="check"
    ><input type="checkbox" .checked=${is} ?disabled=${time.isBusy} @change=${change} /> ${label}</label
  >`;
}

function misfortunes({ faults, withoutPermission, deleted }: TimeState) {
  const here = channelName(state.channel);
  const isServer = state.world?.channels.find(({ id }) => id === state.channel)?.kind !== "direct";
  return html`
    ${misfortune("discord down", "Discord answers nobody", faults.includes("discord down"))}
    ${misfortune("rate limited", "Posts are rate limited", faults.includes("rate limited"))}
    ${misfortune("upstreams down", "The upstreams are down", faults.includes("upstreams down"))}
    ${
      isServer
        ? html`${misfortune("permission taken", `Labdex may not write in ${here}`, withoutPermission.includes(state.channel))}
          ${misfortune("channel deleted", `${here} is deleted`, false)}`
        : nothing
    }
    ${deleted.map(({ id, name }) => misfortune("channel deleted", `#${name} is deleted`, true, id))}
  `;
}

/** The third thing to try: a release that arrives, in two presses. */
export function drawArrival(): TemplateResult {
  if (!time.state) return html``;
  const next = time.state.releases.find((one) => !one.isOut);
  return html`<section>
    <h3>3. Let a release arrive</h3>
    <p>Subscribe a channel, then let something come out: it is found, waits for its other parts, and is posted.</p>
    <div class="row">
      <button type="button" class="button secondary" ?disabled=${time.isBusy} @click=${() => void send("/subscribe add channel: #models")}>
        Subscribe #models
      </button>
      ${next === undefined ? nothing : button(`Let ${next.title} arrive`, { do: "appear", id: next.id })}
    </div>
    ${outcome()}
  </section>`;
}

export function drawTime(): TemplateResult {
  if (!time.state) return html`<p>This playground has no clock of its own.</p>`;
  const now = new Date(state.world?.now ?? 0);
  const lines = [...time.state.log].reverse().slice(0, 20);
  return html`<div class="tour">
    <section>
      <h3>It is ${messageTime(now, now, state.locale)}, ${now.toLocaleDateString(state.locale, { dateStyle: "full" })}</h3>
      <div class="row">
        ${spans.map(([label, ms]) => button(`Let ${label} pass`, { do: "pass", ms }))}
        ${button("Run the release check", { do: "check" })}
      </div>
      ${outcome()}
    </section>
    <section>
      <h3>A release appears</h3>
      <p>Real ones from the snapshot, held back until you let them.</p>
      ${appearing(time.state)} ${makingUp(time.state)}
    </section>
    <section>
      <h3>What can go wrong</h3>
      ${misfortunes(time.state)}
    </section>
    <section>
      <h3>What the bot says of it</h3>
      <ol class="log" tabindex="0" aria-label="Log, newest first">
        ${lines.map(
          ({ at, level, text }) =>
            html`<li class=${level}><time>${new Date(at).toTimeString().slice(0, 8)}</time> ${text}</li>`,
        )}
      </ol>
      <p>It also writes to whoever subscribed, in <button type="button" class="mention" @click=${() => {
        const direct = state.world?.channels.find(({ kind }) => kind === "direct");
        if (direct !== undefined) void openChannel(direct.id);
      }}>@Labdex</button>.</p>
    </section>
    <section>
      <h3>The real upstreams</h3>
      <p>The one thing here that leaves this computer: asks Hugging Face, models.dev and OpenRouter once, and writes nothing.</p>
      <div class="row">${button("Ask the real upstreams", { do: "ask the real ones" })}</div>
    </section>
  </div>`;
}
