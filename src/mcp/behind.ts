/** What is behind an answer's buttons: a program has none to press. */
import { commands } from "../../commands/index.ts";
import type { Actions, Services } from "../command.ts";
import { parseCustomId } from "../views/custom-id.ts";
import type { Message } from "../views/message.ts";
import { nobody, nowhere } from "./nobody.ts";

/** Pages of one answer that are read at most; none has as many. */
const mostPages = 40;

interface Opening {
  id: string;
  values: readonly string[];
  /** The button leads to a further page of the same. */
  isNext: boolean;
}

/** What leads to more of the same entry: its details, all its facts, its sources, its sections, the next page. */
const wanted: ReadonlySet<string> = new Set(["details", "all", "sources"]);

function openingsOf({ rows = [] }: Message, nextLabel: string): Opening[] {
  return rows.flat().flatMap((part): Opening[] => {
    if (part.kind === "link" || (part.kind === "button" && part.disabled === true)) return [];
    const action = parseCustomId(part.id)?.action ?? "";
    if (part.kind === "button") {
      const isNext = part.label === nextLabel;
      return isNext || wanted.has(action) ? [{ id: part.id, values: [], isNext }] : [];
    }
    if (action !== "section") return [];
    return part.options.map(({ value }) => ({ id: part.id, values: [value], isNext: false }));
  });
}

async function opened(services: Services, { id, values }: Opening): Promise<Message | undefined> {
  const state = parseCustomId(id);
  const actions: Actions = commands.find((one) => one.definition.name === state?.command)?.actions ?? {};
  if (state === undefined || !Object.hasOwn(actions, state.action)) return undefined;
  const press = { asker: nobody, here: nowhere, args: state.args, values, fields: new Map<string, string>() };
  const response = await actions[state.action]?.(press, services);
  return response === undefined || response.as === "modal" ? undefined : response.message;
}

/** The pages behind an answer, each once, in the order of its buttons. */
export async function pagesBehind(services: Services, first: Message, nextLabel: string): Promise<Message[]> {
  const found: Message[] = [];
  const seen = new Set<string>();
  const open = openingsOf(first, nextLabel);
  for (let next = open.shift(); next !== undefined && found.length < mostPages; next = open.shift()) {
    const key = `${next.id} ${next.values.join()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const message = await opened(services, next);
    if (message === undefined) continue;
    found.push(message);
    open.unshift(...openingsOf(message, nextLabel).filter((one) => one.isNext));
  }
  return found;
}
