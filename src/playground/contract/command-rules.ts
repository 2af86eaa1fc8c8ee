import { ApplicationCommandOptionType, ApplicationCommandType, Locale } from "discord-api-types/v10";
import { codePoints } from "./code-points.ts";
import { type FormIssue, issue, under } from "./form-errors.ts";

/** Application command names, from Discord's documentation. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const COMMAND_CHARACTERS = 8_000;
const CHOICE_VALUE = 100;
const LIMITS: Record<number, number> = {
  [ApplicationCommandType.ChatInput]: 100,
  [ApplicationCommandType.User]: 15,
  [ApplicationCommandType.Message]: 15,
};
const locales = new Set<string>(Object.values(Locale));

type Localizations = Record<string, string> | null;

interface LooseChoice {
  name: string;
  name_localizations?: Localizations;
  value: string | number;
}

export interface LooseOption {
  type: number;
  name: string;
  name_localizations?: Localizations;
  description?: string | null;
  description_localizations?: Localizations;
  required?: boolean | null;
  autocomplete?: boolean | null;
  choices?: LooseChoice[] | null;
  options?: LooseOption[] | null;
  channel_types?: number[] | null;
  min_value?: number | null;
  max_value?: number | null;
  min_length?: number | null;
  max_length?: number | null;
}

/** A command whose shape was checked. */
export interface LooseCommand {
  id?: string | null;
  type?: number | null;
  name: string;
  name_localizations?: Localizations;
  description?: string | null;
  description_localizations?: Localizations;
  options?: LooseOption[] | null;
  default_member_permissions?: string | number | null;
  dm_permission?: boolean | null;
  contexts?: number[] | null;
  integration_types?: number[] | null;
  nsfw?: boolean | null;
}

/** What Discord refuses in a list of commands: each on its own, equal names, and too many of a type. */
export function commandListIssues(commands: readonly LooseCommand[]): FormIssue[] {
  const issues = commands.flatMap((command, index) => under(index, commandIssues(command)));
  const seen = new Set<string>();
  for (const [index, command] of commands.entries()) {
    const type = command.type ?? ApplicationCommandType.ChatInput;
    const key = `${type} ${command.name}`;
    if (seen.has(key)) {
      const message = "Application command names must be unique";
      issues.push(issue([index, "name"], "APPLICATION_COMMANDS_DUPLICATE_NAME", message));
    }
    seen.add(key);
  }
  return [...issues, ...countIssues(commands)];
}

/** Too many commands of one type. */
export function countIssues(commands: readonly { type?: number | null }[]): FormIssue[] {
  const issues: FormIssue[] = [];
  const counts = new Map<number, number>();
  for (const { type } of commands) {
    const counted = type ?? ApplicationCommandType.ChatInput;
    counts.set(counted, (counts.get(counted) ?? 0) + 1);
  }
  for (const [type, count] of counts) {
    const limit = LIMITS[type];
    if (limit === undefined || count <= limit) continue;
    const message = `At most ${limit} commands of type ${type}, not ${count}.`;
    issues.push(issue([], "APPLICATION_COMMANDS_LIMIT", message));
  }
  return issues;
}

/** What Discord refuses in one command although its shape is right. */
export function commandIssues(command: LooseCommand): FormIssue[] {
  const issues: FormIssue[] = [...localeIssues(command, [])];
  const type = command.type ?? ApplicationCommandType.ChatInput;
  if (type === ApplicationCommandType.ChatInput) {
    issues.push(...nameIssues(command, []));
    if (!command.description) {
      issues.push(issue(["description"], "BASE_TYPE_REQUIRED", "This field is required"));
    }
    issues.push(...optionsIssues(command.options ?? [], ["options"]));
    const length = commandLength(command);
    if (length > COMMAND_CHARACTERS) {
      const message = `Command exceeds maximum size (${length} of ${COMMAND_CHARACTERS} characters)`;
      issues.push(issue([], "APPLICATION_COMMAND_TOO_LARGE", message));
    }
    return issues;
  }
  if (command.description) {
    const message = "Context menu commands cannot have description";
    issues.push(issue(["description"], "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", message));
  }
  if ((command.options ?? []).length > 0) {
    const message = "Context menu commands cannot have options";
    issues.push(issue(["options"], "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS", message));
  }
  if (command.name.trim() === "")
    issues.push(issue(["name"], "BASE_TYPE_REQUIRED", "This field is required"));
  return issues;
}

function optionsIssues(options: readonly LooseOption[], path: readonly (string | number)[]): FormIssue[] {
  const issues: FormIssue[] = [];
  const names = new Set<string>();
  const groups = options.filter(isGroup).length;
  if (groups > 0 && groups < options.length) {
    const message =
      "Sub-command and sub-command group option types are mutually exclusive to all other types";
    issues.push(issue(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message));
  }
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    const at = [...path, index];
    issues.push(...nameIssues(option, at), ...localeIssues(option, at));
    if (!option.description) {
      issues.push(issue([...at, "description"], "BASE_TYPE_REQUIRED", "This field is required"));
    }
    if (names.has(option.name)) {
      const message = "Option name already exists in options for application command";
      issues.push(issue([...at, "name"], "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message));
    }
    names.add(option.name);
    if (isGroup(option)) {
      issues.push(...optionsIssues(option.options ?? [], [...at, "options"]));
      continue;
    }
    if (option.required && optionalSeen) {
      const message = "Required options must be placed before non-required options";
      issues.push(issue([...at, "required"], "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message));
    }
    if (!option.required) optionalSeen = true;
    issues.push(...valueIssues(option, at));
  }
  return issues;
}

function valueIssues(option: LooseOption, at: readonly (string | number)[]): FormIssue[] {
  const issues: FormIssue[] = [];
  const choices = option.choices ?? [];
  if (option.autocomplete && choices.length > 0) {
    const message = "An option with autocomplete cannot have choices";
    issues.push(issue([...at, "choices"], "APPLICATION_COMMAND_OPTIONS_CHOICES_WITH_AUTOCOMPLETE", message));
  }
  const names = new Set<string>();
  for (const [index, choice] of choices.entries()) {
    issues.push(...localeIssues(choice, [...at, "choices", index]));
    if (typeof choice.value === "string" && codePoints(choice.value) > CHOICE_VALUE) {
      const message = `Must be ${CHOICE_VALUE} or fewer in length.`;
      issues.push(issue([...at, "choices", index, "value"], "BASE_TYPE_MAX_LENGTH", message));
    }
    if (names.has(choice.name)) {
      const message = "Option choice name already exists";
      issues.push(
        issue(
          [...at, "choices", index, "name"],
          "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
          message,
        ),
      );
    }
    names.add(choice.name);
  }
  for (const [low, high] of [
    ["min_value", "max_value"],
    ["min_length", "max_length"],
  ] as const) {
    if ((option[low] ?? Number.NEGATIVE_INFINITY) > (option[high] ?? Number.POSITIVE_INFINITY)) {
      issues.push(
        issue([...at, low], "APPLICATION_COMMAND_OPTIONS_MIN_ABOVE_MAX", `${low} is above ${high}.`),
      );
    }
  }
  return issues;
}

interface Named {
  name: string;
  name_localizations?: Localizations;
  description_localizations?: Localizations;
}

function nameIssues(named: Named, at: readonly (string | number)[]): FormIssue[] {
  const issues: FormIssue[] = [];
  const names: [(string | number)[], string][] = [[["name"], named.name]];
  for (const [locale, name] of Object.entries(named.name_localizations ?? {})) {
    names.push([["name_localizations", locale], name]);
  }
  for (const [path, name] of names) {
    if (NAME.test(name) && name === name.toLowerCase()) continue;
    const message = "Command name is invalid";
    issues.push(issue([...at, ...path], "APPLICATION_COMMAND_INVALID_NAME", message));
  }
  return issues;
}

function localeIssues(named: Named, at: readonly (string | number)[]): FormIssue[] {
  const issues: FormIssue[] = [];
  for (const key of ["name_localizations", "description_localizations"] as const) {
    for (const locale of Object.keys(named[key] ?? {})) {
      if (locales.has(locale)) continue;
      issues.push(issue([...at, key, locale], "BASE_TYPE_CHOICES", `Discord knows no locale "${locale}".`));
    }
  }
  return issues;
}

/**
 * Characters of a command that count towards Discord's 8,000: names, descriptions and choice values of it and
 * of everything in it; of each text its longest localisation.
 */
export function commandLength(command: LooseCommand | LooseOption): number {
  let length = longest(command.name, command.name_localizations);
  length += longest(command.description ?? "", command.description_localizations);
  for (const option of command.options ?? []) length += commandLength(option);
  if ("choices" in command) {
    for (const choice of command.choices ?? []) {
      length += longest(choice.name, choice.name_localizations);
      if (typeof choice.value === "string") length += codePoints(choice.value);
    }
  }
  return length;
}

function longest(text: string, localizations: Localizations | undefined): number {
  return Math.max(codePoints(text), ...Object.values(localizations ?? {}).map(codePoints));
}

function isGroup(option: LooseOption): boolean {
  return (
    option.type === ApplicationCommandOptionType.Subcommand ||
    option.type === ApplicationCommandOptionType.SubcommandGroup
  );
}
