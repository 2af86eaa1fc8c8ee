/** What the composer offers for the line as it stands: commands, subcommands, values, further options, names. */
import { ApplicationCommandOptionType as Type } from "discord-api-types/v10";
import type { WorldSnapshot } from "../../protocol.ts";
import { act } from "../api.ts";
import { state } from "../state.ts";
import { type Composed, compose, definitionsOf, fillIn, type OptionDefinition, takes } from "./line.ts";

export interface Suggestion {
  title: string;
  about: string;
  /** The line after choosing it. */
  line: string;
  /** Label and value of a choice, so that the value is sent although the label is shown. */
  value?: { option: string; label: string; value: string | number };
}
export interface Suggestions {
  list: readonly Suggestion[];
  /** The one that Enter takes; -1 where Enter sends. */
  first: number;
}

type Value = string | number | boolean;
interface Choice {
  name: string;
  value: string | number;
}

const none: Suggestions = { list: [], first: -1 };
/** Values behind labels that were chosen, by option and label. */
const chosen = new Map<string, string | number>();

export function remember({ value }: Suggestion): void {
  if (value !== undefined) chosen.set(`${value.option}\n${value.label}`, value.value);
}

/** Channels, roles and people, as a line names them. */
function named(type: number | undefined, world: WorldSnapshot): Choice[] | undefined {
  if (type === Type.Channel)
    return world.channels
      .filter(({ kind }) => kind !== "direct")
      .map(({ name, id }) => ({ name: `#${name}`, value: id }));
  if (type === Type.Role) return world.roles.map(({ name, id }) => ({ name: `@${name}`, value: id }));
  if (type === Type.User) return world.people.map(({ name, id }) => ({ name: `@${name}`, value: id }));
  if (type === Type.Boolean) return ["True", "False"].map((name) => ({ name, value: name.toLowerCase() }));
  return undefined;
}

const same = (a: string, b: string) =>
  a.replace(/^[#@]/, "").toLowerCase() === b.replace(/^[#@]/, "").toLowerCase();

/** The value to send for what was typed: a chosen label's, a choice's, an id, a number, or the text. */
function sentValue(definition: OptionDefinition | undefined, text: string, world: WorldSnapshot): Value {
  const fixed = definition?.choices ?? named(definition?.type, world) ?? [];
  const value =
    chosen.get(`${definition?.name}\n${text}`) ?? fixed.find((one) => same(one.name, text))?.value ?? text;
  if (definition?.type === Type.Boolean) return value === "true";
  const isNumber = definition?.type === Type.Integer || definition?.type === Type.Number;
  return isNumber && definition.autocomplete !== true ? Number(value) : value;
}

/** The options as they are sent. @param except the one that is being typed */
export function valuesOf(composed: Composed, world: WorldSnapshot, except?: string): Record<string, Value> {
  const definition = (name: string) => composed.definitions.find((one) => one.name === name);
  return Object.fromEntries(
    composed.filled
      .filter(({ name, text }) => name !== except && text !== "")
      .map(({ name, text }) => [name, sentValue(definition(name), text, world)]),
  );
}

/** Choices for the option that the cursor is in; none once one of them is there. */
async function choicesFor(
  composed: Composed,
  typed: string,
  world: WorldSnapshot,
): Promise<readonly Choice[]> {
  const { current, command, subcommand } = composed;
  if (current === undefined) return [];
  const fixed = current.choices ?? named(current.type, world);
  if (fixed !== undefined) {
    if (fixed.some((one) => same(one.name, typed))) return [];
    const wanted = typed.toLowerCase().replace(/^[#@]/, "");
    return fixed.filter(({ name }) => name.toLowerCase().includes(wanted));
  }
  if (current.autocomplete !== true || chosen.has(`${current.name}\n${typed}`)) return [];
  const { choices = [] } = await act({
    ...{ as: state.me, channel: state.channel, locale: state.locale, do: "autocomplete" },
    ...{ command: command.name, option: current.name, typed },
    options: valuesOf(composed, world, current.name),
    ...(subcommand === undefined ? {} : { subcommand: subcommand.name }),
  });
  return choices;
}

const aboutOption = (one: OptionDefinition) =>
  `${one.description} · ${takes(one)}${one.required === true ? ", required" : ""}`;

async function ofOptions(composed: Composed, line: string, world: WorldSnapshot): Promise<Suggestions> {
  const { current, filled, definitions, isNamed } = composed;
  const typed = filled.find((one) => one.name === current?.name)?.text ?? "";
  const choices = await choicesFor(composed, typed, world);
  const values = choices.map((one) => ({
    title: one.name,
    about: current?.name ?? "",
    line: fillIn(composed, one.name),
    value: { option: current?.name ?? "", label: one.name, value: one.value },
  }));
  const unused = definitions.filter((one) => !filled.some((done) => done.name === one.name));
  // Before anything is typed, the first option is the one that is being typed.
  const further = (filled.length === 0 && !isNamed ? unused.slice(1) : unused).sort(
    (a, b) => Number(b.required ?? false) - Number(a.required ?? false),
  );
  // The beginning of an option's name after a value: `weights: open li`.
  const [, before = line.trimEnd(), begun = ""] = /^(.*\S) ([a-z_]+)$/.exec(line) ?? [];
  const isBegun = values.length === 0 && further.some(({ name }) => name.startsWith(begun)) && begun !== "";
  const options = (isBegun ? further.filter(({ name }) => name.startsWith(begun)) : further).map((one) => ({
    title: `${one.name}:`,
    about: aboutOption(one),
    line: `${isBegun ? before : line.trimEnd()} ${one.name}: `,
  }));
  const isAsked = values.length > 0 && (typed !== "" || isNamed || current?.required === true);
  const isMissing = values.length === 0 && typed !== "" && further[0]?.required === true;
  return { list: [...values, ...options], first: isAsked || isMissing || isBegun ? 0 : -1 };
}

/** `@lab` at the end of a message, or `#gen`. */
function ofNames(line: string, world: WorldSnapshot): Suggestions {
  const [, sign, typed = ""] = /(?:^|\s)([@#])([\p{L}\p{N} -]{0,20})$/u.exec(line) ?? [];
  if (sign === undefined) return none;
  const all =
    sign === "#"
      ? world.channels.filter(({ kind }) => kind !== "direct").map(({ name }) => ({ name, about: "channel" }))
      : [
          { name: world.bot.name, about: "app: ask it in words" },
          ...world.people.map(({ name, about }) => ({ name, about })),
          ...world.roles.map(({ name }) => ({ name, about: "role" })),
        ];
  const list = all
    .filter(({ name }) => name.toLowerCase().startsWith(typed.toLowerCase()))
    .map(({ name, about }) => ({
      title: `${sign}${name}`,
      about,
      line: `${line.slice(0, line.length - typed.length)}${name} `,
    }));
  return { list, first: 0 };
}

/** @throws RefusedError where the bot brings no choices */
export async function suggestionsFor(line: string): Promise<Suggestions> {
  const { world } = state;
  if (world === undefined) return none;
  if (!line.startsWith("/")) return ofNames(line, world);
  const composed = compose(line, world.commands);
  if (composed === undefined) {
    const typed = line.slice(1).trim().toLowerCase();
    const slash = world.commands.filter((one) => one.type === 1);
    const starting = slash.filter(({ name }) => name.startsWith(typed));
    const holding = slash.filter(({ name }) => !name.startsWith(typed) && name.includes(typed));
    const list = [...starting, ...holding].map((one) => {
      const [option] = definitionsOf(one);
      const isRequired = option?.required === true && option.type !== Type.Subcommand;
      const rest = isRequired ? `${option.name}: ` : "";
      return { title: `/${one.name}`, about: one.description, line: `/${one.name} ${rest}` };
    });
    return { list, first: 0 };
  }
  const { command, subcommand } = composed;
  const subcommands = definitionsOf(command).filter((one) => one.type === Type.Subcommand);
  if (subcommand !== undefined || subcommands.length === 0) return ofOptions(composed, line, world);
  const typed = line.split(/\s+/)[1] ?? "";
  const list = subcommands
    .filter(({ name }) => name.startsWith(typed))
    .map((one) => ({
      title: `/${command.name} ${one.name}`,
      about: one.description,
      line: `/${command.name} ${one.name} `,
    }));
  return { list, first: 0 };
}
