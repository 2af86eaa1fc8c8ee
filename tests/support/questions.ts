/** Questions as data: what is asked, and what the first reply must show. See tests/questions/*.yaml. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { holds } from "./asker.ts";

const list = z.union([z.string(), z.array(z.string())]).transform((one) => [one].flat());
const expectation = {
  /** Id of the entry whose card must come; `a | b`: either. */
  is: z.string().optional(),
  /** By the label of a line, what that line holds. */
  shows: z.record(z.string(), list).default({}),
  /** What stands anywhere on the reply. */
  says: list.default([]),
  lacks: list.default([]),
  /** Fields that the "Not stated" line names. */
  unstated: list.default([]),
  /** The entry at the head of a list. */
  first: z.string().optional(),
};
const question = z.strictObject({ ask: z.string(), ...expectation });
export type Question = z.output<typeof question>;

const files = {
  models: z.array(question),
  labs: z.array(question),
  market: z.array(question),
  conflicts: z.array(
    question.extend({ id: z.string().regex(/^C\d+$/), command: z.enum(["lab", "model", "market"]) }),
  ),
  timeline: z.array(question.extend({ options: z.record(z.string(), z.string()) })),
  aliases: z.strictObject({
    labs: z.record(z.string(), z.string()),
    models: z.record(z.string(), z.string()),
  }),
  "other-kind": z.strictObject({
    labs: z.record(z.string(), z.string()),
    models: z.record(z.string(), z.string()),
  }),
  missing: z.strictObject({
    labs: z.array(z.string()),
    models: z.array(z.string()),
    market: z.array(z.string()),
  }),
  compare: z.array(
    z.strictObject({
      ask: z.array(z.string()).min(2).max(5),
      says: list,
      /** By benchmark, whose name carries the cup. */
      leads: z.record(z.string(), z.string()).default({}),
    }),
  ),
} as const;

/** Reads one file of questions; throws where it is not written as it should be. */
export function readQuestions<F extends keyof typeof files>(file: F): z.output<(typeof files)[F]> {
  const path = fileURLToPath(new URL(`../questions/${file}.yaml`, import.meta.url));
  return files[file].parse(parse(readFileSync(path, "utf8"), { schema: "failsafe" })) as z.output<
    (typeof files)[F]
  >;
}

/** `a | b`: one of them. */
const either = (words: string): string[] => words.split(" | ");
const holdsOne = (text: string, words: string): boolean =>
  either(words).some((one) => holds(text, one) || (/\d%$/.test(one) && holds(text, one.slice(0, -1))));

/** What follows a label on the lines that begin with it: `Parameters 671B` gives `671B`. */
export function underLabel(text: string, labels: string): string {
  return text
    .split("\n")
    .map((line) => line.replace(/^- /, ""))
    .flatMap((line) =>
      either(labels)
        .filter((label) => line.toLowerCase().startsWith(`${label.toLowerCase()} `))
        .map((label) => line.slice(label.length + 1)),
    )
    .join("\n");
}

/** One thing that an answer must show. */
export interface Check {
  /** The question with what it expects, for the report. */
  name: string;
  passes(text: string): boolean;
  /** A button may be pressed for it. */
  mayBeBehind: boolean;
}

/** Names of fields as the "Not stated" line has them. */
const nouns: Readonly<Record<string, string>> = { released: "release date", founded: "founding date" };

/** The line of what is not stated names the field, or a page of facts states it by now. */
function isUnstated(text: string, field: string): boolean {
  const named = underLabel(text, "Not stated").split(/, |\n/);
  return named.includes(nouns[field] ?? field.toLowerCase()) || underLabel(text, field) !== "";
}

/** Everything that one question expects of its answer, one check each. */
export function checksOf(asked: Question): Check[] {
  const check = (what: string, passes: (text: string) => boolean, mayBeBehind = true): Check => ({
    name: `${asked.ask}: ${what}`,
    passes,
    mayBeBehind,
  });
  return [
    ...Object.entries(asked.shows).flatMap(([label, values]) =>
      values.map((value) => check(`${label} ${value}`, (text) => holdsOne(underLabel(text, label), value))),
    ),
    ...asked.says.map((words) => check(words, (text) => holdsOne(text, words))),
    ...asked.lacks.map((words) => check(`not ${words}`, (text) => !holdsOne(text, words), false)),
    ...asked.unstated.map((field) => check(`not stated: ${field}`, (text) => isUnstated(text, field))),
    ...(asked.first === undefined
      ? []
      : [
          check(
            `first ${asked.first}`,
            (text) =>
              text
                .split("\n")
                .find((line) => line.includes(" · ") && !/^\d+ (models?|releases?)\b/.test(line))
                ?.toLowerCase()
                .startsWith(`${asked.first?.toLowerCase()} ·`) === true,
          ),
        ]),
  ];
}

export type Asked = "lab" | "model" | "market";

/** That the card of an entry comes: its head stands on a line of its own. `ids`: one, or `a | b` for either. */
export function comes(
  { labs, models, topics }: Pick<Catalog, "labs" | "models" | "topics">,
  kind: Asked,
  question: string,
  ids: string,
): Check {
  const titles = ids.split(" | ").map((id) => {
    const entry = { lab: labs, model: models, market: topics }[kind].get(id);
    if (entry === undefined)
      throw new Error(`a question expects ${kind} ${id}, which is not in the catalogue`);
    return "nameZh" in entry && entry.nameZh !== undefined ? `${entry.name} · ${entry.nameZh}` : entry.name;
  });
  return {
    name: `/${kind} ${question} gives ${ids}`,
    passes: (text) => text.split("\n").some((line) => titles.includes(line)),
    mayBeBehind: false,
  };
}
