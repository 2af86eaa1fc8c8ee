/** Menus around a comparison: what to compare with, what to add, what to take away, which name was meant. All private. */
import type { Catalog } from "../catalog/catalog.ts";
import { handleOf } from "../catalog/compare/handles.ts";
import { candidatesFor } from "../catalog/compare/rivals.ts";
import { subjectsOf } from "../catalog/compare/subjects.ts";
import { mostCompared } from "../catalog/compare.ts";
import type { Model } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { customId } from "./custom-id.ts";
import { whenText } from "./entry.ts";
import { limits, shorten } from "./limits.ts";
import type { Message, SelectOption } from "./message.ts";
import { inWords } from "./text.ts";

const words = en.comparing;

function option(catalog: Catalog, model: Model, why?: string): SelectOption {
  const parts = [
    catalog.labOf(model)?.name ?? model.lab,
    whenText(model),
    ...(why === undefined ? [] : [why]),
  ];
  return {
    label: shorten(model.name, limits.selectText),
    value: model.id,
    description: shorten(parts.join(" · "), limits.selectText),
  };
}

/** What some models can be compared with, the closest first; choosing gives the comparison. */
export function candidateMenu(catalog: Catalog, models: readonly Model[]): Message {
  const title = words.withTitle(inWords(models.map((model) => model.name)));
  const room = mostCompared - models.length;
  const compared = subjectsOf(catalog, models).map((subject) => subject.model);
  const candidates = candidatesFor(catalog, compared, limits.selectOptions);
  if (room < 1 || candidates.length === 0) {
    return { audience: "asker", embeds: [{ description: room < 1 ? words.full : words.withNone }] };
  }
  return {
    audience: "asker",
    embeds: [{ title: shorten(title, limits.title), description: words.withHelp }],
    rows: [
      [
        {
          kind: "select",
          id: customId("compare", "pick", ...models.map((model) => handleOf(model.id))),
          placeholder: words.withPlaceholder,
          options: candidates.map(({ model, reason }) => option(catalog, model, words.reasons[reason])),
          max: Math.min(room, candidates.length),
        },
      ],
    ],
  };
}

/** Which models to take out of a comparison; two stay. */
export function reductionMenu(catalog: Catalog, models: readonly Model[]): Message {
  return {
    audience: "asker",
    embeds: [{ title: words.reduceTitle }],
    rows: [
      [
        {
          kind: "select",
          id: customId("compare", "drop", ...models.map((model) => handleOf(model.id))),
          placeholder: words.reducePlaceholder,
          options: models.map((model) => option(catalog, model)),
          max: Math.max(1, models.length - 2),
        },
      ],
    ],
  };
}

/**
 * One name is not clear: a menu of what it may mean, which goes on with the comparison.
 *
 * @param others the models that were clear, around `place`, where the chosen one belongs
 */
export function unclearName(
  catalog: Catalog,
  text: string,
  choices: readonly Model[],
  others: readonly Model[],
  place: number,
): Message {
  return {
    audience: "asker",
    embeds: [{ description: `${text}\n${en.choiceHelp}` }],
    rows: [
      [
        {
          kind: "select",
          id: customId("compare", "meant", String(place), ...others.map((model) => handleOf(model.id))),
          placeholder: en.choosePlaceholder,
          options: choices.slice(0, limits.selectOptions).map((model) => option(catalog, model)),
        },
      ],
    ],
  };
}
