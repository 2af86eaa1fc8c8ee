/** Many messages on one page, drawn as the playground draws them: for reviewers, and to measure them. */
import { html, render } from "lit";
import type { Message } from "../../world/types.ts";
import { drawMessage, type MessageActions } from "./message/message.ts";

/** A message with what it is and the command that gives it. */
interface Card {
  title: string;
  command: string;
  message: Message;
}

declare global {
  interface Window {
    /** Set by the page before this script. */
    cards?: readonly Card[];
    /** Draws other messages in their place. */
    drawCards(cards: readonly Card[]): void;
  }
}

const nothing = () => undefined;

function draw(cards: readonly Card[]): void {
  const app = document.querySelector<HTMLElement>("#app");
  if (app === null) throw new Error("the page has no #app");
  const commands = new Map(cards.map((card) => [card.message.id, card.command]));
  const actions: MessageActions = {
    nameOf: (kind, id) => `${kind === "channel" ? "#" : "@"}${id}`,
    useOf: (message) => {
      const command = commands.get(message.id);
      return command === undefined || command === "" ? undefined : { command, by: "Ana" };
    },
    colorOf: nothing,
    openChannel: nothing,
    now: () => new Date("2026-11-25T12:00:00Z"),
    locale: () => "en-US",
    menuOf: () => [],
    opened: undefined,
    toggleMenu: nothing,
    press: nothing,
    choose: nothing,
    dismiss: nothing,
  };
  render(
    cards.map(
      (card) =>
        html`<figure>
          <figcaption>${card.title}</figcaption>
          ${drawMessage(card.message, actions)}
        </figure>`,
    ),
    app,
  );
}

window.drawCards = draw;
const asked = new URLSearchParams(location.search);
document.documentElement.dataset.theme = asked.get("theme") === "light" ? "light" : "dark";
document.body.classList.toggle("wide", asked.get("width") === "desktop");
draw(window.cards ?? []);
