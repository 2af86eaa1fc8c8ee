/** Asks the bot a question as a person does, and keeps what is seen at once apart from what is a click away. */
import type { Person } from "../../src/playground/person/person.ts";
import type { Reply } from "../../src/playground/person/reply.ts";
import { textOf } from "./bot.ts";

export interface Answer {
  /** What the first reply shows. */
  first: string;
  /** What its buttons and its menu of sections show. */
  behind: string;
  /** True for a card or list everybody sees; false for a miss, a choice or a mistake. */
  shared: boolean;
}

interface Part {
  custom_id?: string;
  label?: string;
  disabled?: boolean;
  options?: readonly { value: string }[];
}

function partsOf(reply: Reply): Part[] {
  const rows = (reply.now()?.components ?? []) as readonly { components?: readonly Part[] }[];
  return rows.flatMap((row) => row.components ?? []);
}

/** A reply's text and that of the pages behind its Next button. */
async function leafed(person: Person, first: Reply): Promise<string[]> {
  let reply = first;
  const texts = [textOf(reply.now())];
  for (let page = 0; page < 30; page += 1) {
    const next = partsOf(reply).find((part) => part.label === "Next" && part.disabled !== true);
    if (next?.custom_id === undefined) break;
    const turned = await person.press(reply, next.custom_id);
    texts.push(textOf(turned.now()));
    reply = turned;
  }
  return texts;
}

/** Everything behind the buttons: Details, All facts, Sources, further pages, and each section of a lab. */
async function opened(person: Person, reply: Reply): Promise<string[]> {
  const texts: string[] = [];
  // What changes the reply in place comes last.
  const isReply = (part: Part) => /\|(sources|all)(\||$)/.test(part.custom_id ?? "");
  const parts = [...partsOf(reply)].sort((a, b) => Number(isReply(b)) - Number(isReply(a)));
  for (const part of parts) {
    const [, command, action] = part.custom_id?.split("|") ?? [];
    if (part.custom_id === undefined || part.disabled === true) continue;
    if (["details", "sources", "all"].includes(action ?? "") || part.label === "Next") {
      texts.push(...(await leafed(person, await person.press(reply, part.custom_id))));
    } else if (command === "lab" && action === "section") {
      for (const { value } of part.options ?? [])
        texts.push(...(await leafed(person, await person.choose(reply, part.custom_id, [value]))));
    }
  }
  return texts;
}

/** The answer to one slash command; `behind` is only opened where it is asked for. */
export async function ask(
  person: Person,
  command: string,
  options: Record<string, string>,
  look: (first: string) => boolean = () => false,
): Promise<Answer> {
  const reply = await person.slash(command, options);
  const first = textOf(await reply.settled());
  const behind = look(first) ? (await opened(person, reply)).join("\n") : "";
  return { first, behind, shared: !reply.ephemeral };
}

/** True where the words stand in the text by themselves: `3b` is not in `33b`, nor `0.60` in `10.60`. */
export function holds(text: string, words: string): boolean {
  const plain = text.toLowerCase();
  const sought = words.toLowerCase();
  for (let at = plain.indexOf(sought); at >= 0; at = plain.indexOf(sought, at + 1)) {
    if (isEdge(plain, at, -1) && isEdge(plain, at + sought.length - 1, 1)) return true;
  }
  return false;
}

/** True where a word may end at `at`: the next character in that direction does not go on with it. */
function isEdge(text: string, at: number, direction: 1 | -1): boolean {
  const inside = text[at] ?? "";
  const next = text[at + direction] ?? "";
  const beyond = text[at + 2 * direction] ?? "";
  if (!/[\p{L}\p{N}]/u.test(inside)) return true;
  if (/\p{Script=Han}/u.test(inside)) return true;
  if (/[\p{L}\p{N}]/u.test(next)) return false;
  return !(/\d/.test(inside) && /[.,]/.test(next) && /\d/.test(beyond));
}
