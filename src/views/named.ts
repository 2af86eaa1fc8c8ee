/** What a message names, as a list that opens cards; and a private card that can be posted. */
import type { Catalog } from "../catalog/catalog.ts";
import { handleOf } from "../catalog/compare/handles.ts";
import { mostCompared } from "../catalog/compare.ts";
import type { Lab, Model } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { customId } from "./custom-id.ts";
import { whenText } from "./entry.ts";
import { fitLines, limits, shorten } from "./limits.ts";
import type { Button, Message, SelectOption } from "./message.ts";
import { bullet, escapeMarkdown } from "./text.ts";

/** Command whose buttons these are: the message menu's name. */
export const findModelsName = "Find models";
/** As many fit into a custom_id. */
export const mostNamed = 8;

export interface NamedThings {
  labs: readonly Lab[];
  models: readonly Model[];
  /** What was typed and is in no catalogue, safe to print. */
  unknown: readonly string[];
}

/** Id of a button that posts what these handles stand for. */
function postButton(ids: readonly string[]): Button {
  const handles = ids.slice(0, mostNamed).map(handleOf);
  return {
    kind: "button",
    label: en.comparing.share,
    id: customId(findModelsName, "post", ...handles),
    style: "primary",
  };
}

/** A card that only who asked sees, with a button to post it. */
export function privateCard(card: Message, id: string): Message {
  return { ...card, audience: "asker", rows: [...(card.rows ?? []), [postButton([id])]] };
}

/** Two or more labs and models, with a menu of their cards. */
export function namedList(catalog: Catalog, named: NamedThings, audience: Message["audience"]): Message {
  const { labs, models, unknown } = named;
  const entries = [
    ...models.map((model) => ({
      id: model.id,
      name: model.name,
      about: `${catalog.labOf(model)?.name ?? model.lab} · ${whenText(model)}`,
    })),
    ...labs.map((lab) => ({ id: lab.id, name: lab.name, about: en.labKinds[lab.kind] })),
  ];
  const lines = entries.map((one) =>
    bullet(`**${escapeMarkdown(one.name)}** · ${escapeMarkdown(one.about)}`),
  );
  if (unknown.length > 0) lines.push(en.comparing.notInCatalogue(unknown.join(", ")));
  const options = entries.slice(0, limits.selectOptions).map(
    (one): SelectOption => ({
      label: shorten(one.name, limits.selectText),
      value: one.id,
      description: shorten(one.about, limits.selectText),
    }),
  );
  const comparable = models.slice(0, mostCompared).map((model) => handleOf(model.id));
  const buttons: Button[] = [
    ...(comparable.length < 2
      ? []
      : [
          {
            kind: "button" as const,
            label: en.comparing.compareThese,
            id: customId("compare", "these", ...comparable),
          },
        ]),
    ...(audience === "asker" ? [postButton(entries.map((one) => one.id))] : []),
  ];
  return {
    audience,
    embeds: [{ title: en.comparing.namedTitle, description: fitLines(lines, limits.description, en.more) }],
    rows: [
      [
        {
          kind: "select",
          id: customId(findModelsName, "open"),
          placeholder: en.comparing.namedOpen,
          options,
        },
      ],
      ...(buttons.length === 0 ? [] : [buttons]),
    ],
  };
}
