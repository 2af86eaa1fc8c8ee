/** What a person does at the client, and what the page then shows. */
import type { PersonRequest, PersonResponse } from "../protocol.ts";
import { act, RefusedError, snapshot } from "./api.ts";
import { changed, set, state } from "./state.ts";

/** A request without who does it, and where. */
type Without<Request> = Request extends unknown ? Omit<Request, "as" | "channel" | "locale"> : never;
export type Deed = Without<PersonRequest>;

let asked = 0;
let isRestarted = false;
let restarted = (): void => undefined;

/** Calls back when the program was started anew, as it is by `npm run dev` when a data file changes. */
export function onRestart(how: () => void): void {
  restarted = how;
}

/** Reads everything anew. */
export async function refresh(): Promise<void> {
  const ticket = ++asked;
  const next = await snapshot(state.me, state.channel);
  // A later question is on its way: its answer is newer.
  if (ticket !== asked) return;
  if (state.world !== undefined && state.world.started !== next.started) isRestarted = true;
  state.world = next;
  if (!next.people.some((one) => one.id === state.me)) state.me = next.people[0]?.id ?? "";
  if (!next.channels.some((one) => one.id === state.channel)) state.channel = next.channels[0]?.id ?? "";
  changed();
  // Its commands are there again: what was looked at is shown as it is now.
  if (isRestarted && next.bot.connected && next.commands.length > 0) {
    isRestarted = false;
    restarted();
  }
}

/** Does something where the person is, and shows what comes of it. @throws RefusedError with the client's words */
export async function attempt(deed: Deed): Promise<PersonResponse> {
  const { me: as, channel, locale } = state;
  const response = await act({ as, channel, locale, ...deed });
  const took = response.ms === undefined ? "" : `answered in ${Math.round(response.ms)} ms`;
  set({ notice: response.error ?? took, ...(response.modal === undefined ? {} : { modal: response.modal }) });
  await refresh();
  return response;
}

/** The same where a refusal is only shown. */
export async function perform(deed: Deed): Promise<PersonResponse | undefined> {
  try {
    return await attempt(deed);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    set({ notice: error.message });
    return undefined;
  }
}

export async function openChannel(channel: string): Promise<void> {
  set({ channel, isDrawerOpen: false, menu: undefined, notice: "" });
  await refresh();
}
