/** What the page shows at the moment, in one place; whoever changes it calls `changed`. */
import type { PersonResponse, WorldSnapshot } from "../protocol.ts";

export const themes = ["system", "dark", "light"] as const;
export type Theme = (typeof themes)[number];
export type Panel = "none" | "try" | "time" | "inspect";

const kept = (key: string) => localStorage.getItem(`labdex.${key}`) ?? "";
const keptTheme = themes.find((one) => one === kept("theme")) ?? "system";

export const state = {
  world: undefined as WorldSnapshot | undefined,
  /** Ids of the person and of the channel that is open. */
  me: kept("me"),
  channel: kept("channel"),
  /** Language of the person's client, as Discord names it. */
  locale: kept("locale") || "en-US",
  theme: keptTheme as Theme,
  panel: "none" as Panel,
  /** On a phone: the list of channels is open. */
  isDrawerOpen: false,
  /** Id of the message whose menu is open. */
  menu: undefined as string | undefined,
  modal: undefined as PersonResponse["modal"],
  /** What the client says below the composer. */
  notice: "",
};

let draw = (): void => undefined;
let isDrawing = false;

export function drawWith(how: () => void): void {
  draw = how;
}

/** Draws once for all changes of this moment. */
export function changed(): void {
  if (isDrawing) return;
  isDrawing = true;
  queueMicrotask(() => {
    isDrawing = false;
    draw();
  });
}

/** Changes what the page shows, and remembers what a person would not want to choose again. */
export function set(change: Partial<typeof state>): void {
  Object.assign(state, change);
  for (const key of ["me", "channel", "locale", "theme"] as const)
    if (change[key] !== undefined) localStorage.setItem(`labdex.${key}`, state[key]);
  changed();
}
