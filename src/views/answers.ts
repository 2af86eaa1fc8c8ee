/** Answers that are not cards: no such entry, several entries of one name, a mistake, a bug. All private. */
import type { Catalog } from "../catalog/catalog.ts";
import type { Lab } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { customId } from "./custom-id.ts";
import { whenText } from "./entry.ts";
import { limits, shorten } from "./limits.ts";
import type { Message, SelectOption } from "./message.ts";
import { echo, escapeMarkdown } from "./text.ts";

/** An entry as a menu names it. */
export interface EntryRef {
  kind: "lab" | "model";
  id: string;
}

/** A menu option for each entry that the catalogue has; the value says the kind: `lab:deepseek`. */
function options(catalog: Catalog, entries: readonly EntryRef[]): SelectOption[] {
  return entries.flatMap((entry) => {
    const model = entry.kind === "model" ? catalog.models.get(entry.id) : undefined;
    const lab = catalog.labs.get(model?.lab ?? entry.id);
    const name = model?.name ?? lab?.name;
    if (name === undefined) return [];
    const description =
      model === undefined
        ? en.labKinds[lab?.kind ?? "lab"]
        : `${en.kinds[model.kind]} · ${lab?.name ?? model.lab} · ${whenText(model)}`;
    return [
      {
        label: shorten(name, limits.selectText),
        value: `${entry.kind}:${entry.id}`,
        description: shorten(description, limits.selectText),
      },
    ];
  });
}

/** `lab:deepseek` to an entry, or undefined for anything else. */
export function parseEntryRef(value: string): EntryRef | undefined {
  const match = /^(lab|model):(.+)$/.exec(value);
  return match === null ? undefined : { kind: match[1] === "lab" ? "lab" : "model", id: match[2] ?? "" };
}

function listAnswer(catalog: Catalog, text: string, help: string, entries: readonly EntryRef[]): Message {
  const found = options(catalog, entries);
  if (found.length === 0) return { audience: "asker", embeds: [{ description: `${text}\n${en.missHelp}` }] };
  return {
    audience: "asker",
    embeds: [{ description: `${text}\n${help}` }],
    rows: [
      [
        {
          kind: "select",
          id: customId("model", "pick"),
          placeholder: en.choosePlaceholder,
          options: found.slice(0, limits.selectOptions),
        },
      ],
    ],
  };
}

/** Nothing is called that; up to five suggestions that answer in place. */
export function missMessage(catalog: Catalog, typed: string, suggestions: readonly EntryRef[]): Message {
  const [first] = options(catalog, suggestions.slice(0, 1));
  const nearest = first === undefined ? "" : en.nearest(escapeMarkdown(first.label));
  return listAnswer(catalog, en.noSuchEntry(echo(typed)), nearest, suggestions.slice(0, 5));
}

/** Several entries own the typed name. */
export function choiceMessage(catalog: Catalog, typed: string, entries: readonly EntryRef[]): Message {
  return listAnswer(catalog, en.choiceTitle(echo(typed)), en.choiceHelp, entries);
}

/** A lab was asked for as a model: the lab, and the models of it that are best known. */
export function labNotModelMessage(catalog: Catalog, lab: Lab): Message {
  const models = catalog.bestKnownOf(lab.id, limits.selectOptions - 1);
  return listAnswer(catalog, en.isLab(escapeMarkdown(lab.name)), en.isLabHelp, [
    { kind: "lab", id: lab.id },
    ...models.map(({ id }): EntryRef => ({ kind: "model", id })),
  ]);
}

/** One sentence, to who asked only. */
export function noteMessage(text: string): Message {
  return { audience: "asker", embeds: [{ description: text }] };
}
