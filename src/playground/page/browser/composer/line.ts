/**
 * From one line of text to a command, as Discord's own input does it: `/model deepseek v3` fills the first option;
 * `/models weights: open since: 2025-06` names them; `/subscribe add lab: deepseek` has a subcommand first.
 */
import { ApplicationCommandOptionType as Type } from "discord-api-types/v10";
import type { RegisteredCommand } from "../../../world/types.ts";

export interface OptionDefinition {
  name: string;
  description: string;
  type: number;
  required?: boolean;
  autocomplete?: boolean;
  choices?: { name: string; value: string | number }[];
  options?: OptionDefinition[];
  min_value?: number;
  max_value?: number;
}

export interface Composed {
  command: RegisteredCommand;
  subcommand?: OptionDefinition;
  /** Options of the command or subcommand. */
  definitions: OptionDefinition[];
  /** What is filled in, as typed. */
  filled: { name: string; text: string }[];
  /** The option that the cursor is in (at the end of the text). */
  current?: OptionDefinition;
  /** Its name stands in the line. */
  isNamed: boolean;
}

export const definitionsOf = (part: { options?: unknown }): OptionDefinition[] =>
  (part.options as OptionDefinition[] | undefined) ?? [];

/** What the field of an option says that it takes: "choice", "channel", "whole number". */
export const takes = ({ type, choices }: OptionDefinition): string =>
  choices === undefined ? (typeNames[type] ?? "text") : "choice";

const typeNames: Readonly<Record<number, string>> = {
  [Type.String]: "text",
  [Type.Integer]: "whole number",
  [Type.Boolean]: "true or false",
  [Type.User]: "person",
  [Type.Channel]: "channel",
  [Type.Role]: "role",
  [Type.Number]: "number",
};

/** Reads the line; undefined where it is no command (yet). */
export function compose(line: string, commands: readonly RegisteredCommand[]): Composed | undefined {
  const match = /^\/(\S+)(\s+([\s\S]*))?$/.exec(line);
  const command = commands.find((one) => one.type === 1 && one.name === match?.[1]);
  if (match === null || command === undefined || match[2] === undefined) return undefined;
  let rest = match[3] ?? "";
  let definitions = definitionsOf(command);
  let subcommand: OptionDefinition | undefined;
  if (definitions.some((one) => one.type === Type.Subcommand)) {
    const word = /^(\S+)\s*/.exec(rest);
    subcommand = definitions.find((one) => one.type === Type.Subcommand && one.name === word?.[1]);
    rest = subcommand === undefined ? rest : rest.slice(word?.[0].length ?? 0);
    definitions = subcommand === undefined ? [] : definitionsOf(subcommand);
  }
  const { filled, isNamed } = readOptions(rest, definitions);
  const last = filled.at(-1)?.name ?? definitions[0]?.name;
  const current = definitions.find((one) => one.name === last);
  return {
    ...{ command, definitions, filled, isNamed },
    ...(subcommand === undefined ? {} : { subcommand }),
    ...(current === undefined ? {} : { current }),
  };
}

function readOptions(rest: string, definitions: readonly OptionDefinition[]) {
  const named = new RegExp(`(?:^|\\s)(${definitions.map((one) => one.name).join("|") || "(?!)"}):\\s?`, "g");
  const marks = [...rest.matchAll(named)];
  const filled: { name: string; text: string }[] = [];
  const [first] = definitions;
  const before = rest.slice(0, marks[0]?.index ?? rest.length);
  if (first !== undefined && before.trim() !== "") filled.push({ name: first.name, text: before.trim() });
  for (const [index, mark] of marks.entries()) {
    const from = mark.index + mark[0].length;
    filled.push({ name: mark[1] ?? "", text: rest.slice(from, marks[index + 1]?.index).trim() });
  }
  return { filled, isNamed: marks.length > 0 };
}

/** The line with the current option's text replaced, as after choosing a suggestion. */
export function fillIn(composed: Composed, text: string): string {
  const { command, subcommand, filled, current } = composed;
  const others = filled.filter((one) => one.name !== current?.name);
  const all = current === undefined ? others : [...others, { name: current.name, text }];
  const words = all.map((one) => `${one.name}: ${one.text}`).join(" ");
  return `/${[command.name, subcommand?.name, words].filter((part) => part !== undefined && part !== "").join(" ")}`;
}

/** Why an option cannot be sent as it is typed; undefined where it can. */
export function problemOf(definition: OptionDefinition, text: string | undefined): string | undefined {
  if (text === undefined || text === "")
    return definition.required === true ? "This option is required." : undefined;
  if (definition.type !== Type.Integer && definition.type !== Type.Number) return undefined;
  if (definition.choices !== undefined) return undefined;
  const value = Number(text);
  if (Number.isNaN(value)) return "Must be a number.";
  if (definition.type === Type.Integer && !Number.isInteger(value)) return "Must be a whole number.";
  const { min_value: least, max_value: most } = definition;
  if (least !== undefined && value < least) return `Must be at least ${least}.`;
  if (most !== undefined && value > most) return `Must be at most ${most}.`;
  return undefined;
}
