/** What a lab's card and its sections have in common: title, people, menus and buttons. */
import type { Catalog } from "../catalog/catalog.ts";
import type { Lab, Person } from "../catalog/types.ts";
import { defined } from "../defined.ts";
import { en } from "../messages/en.ts";
import type { Marker } from "./citations.ts";
import { labColor } from "./colors.ts";
import { correctButton } from "./correction.ts";
import { customId } from "./custom-id.ts";
import { fullName, modelSelect } from "./entry.ts";
import { limits, shorten } from "./limits.ts";
import type { Button, Embed, Row } from "./message.ts";
import { labAddress } from "./model.ts";
import { listButton } from "./model-list.ts";
import { escapeMarkdown } from "./text.ts";

const words = en.cards.lab;

/** Title, author line and colour of everything about one lab. */
export function labHeader(catalog: Catalog, lab: Lab, section?: string): Embed {
  const parent = lab.partOf === undefined ? undefined : catalog.labs.get(lab.partOf);
  const url = labAddress(catalog, lab.id);
  const name = section === undefined ? fullName(lab) : `${fullName(lab)} · ${section}`;
  return {
    title: shorten(name, limits.title),
    ...defined({ url }),
    author: {
      name: parent === undefined ? en.labKinds[lab.kind] : shorten(words.partOf(parent.name), limits.author),
    },
    color: labColor(catalog, lab.id),
  };
}

/** `**Zhang Debing** (张德兵), Head of the Large Language Model Team`. */
export function personHead(person: Person, mark: Marker): string {
  const also = [person.nameZh, person.nickname === undefined ? undefined : `“${person.nickname}”`].filter(
    (part) => part !== undefined,
  );
  const name = `**${escapeMarkdown(person.name)}**${also.length === 0 ? "" : ` (${also.map(escapeMarkdown).join(", ")})`}`;
  return `${name}, ${escapeMarkdown(person.role)}${mark(person.places)}`;
}

/** A menu of sections, one of models, and the buttons of a lab's message. */
export function labRows(
  catalog: Catalog,
  lab: Lab,
  menu: Row[],
  buttons: readonly Button[],
  isCard: boolean,
): Row[] {
  const models = catalog.modelsOf(lab.id);
  const parent = lab.partOf === undefined ? undefined : catalog.labs.get(lab.partOf);
  const url = labAddress(catalog, lab.id);
  return [
    ...menu,
    ...(models.length === 0
      ? []
      : ([[modelSelect(catalog, models, customId("model", "open"), en.newestPlaceholder)]] as const)),
    [
      ...buttons,
      ...(parent === undefined || !isCard
        ? []
        : [{ kind: "button" as const, label: parent.name, id: customId("lab", "card", parent.id) }]),
      ...(models.length < 2 || parent !== undefined || !isCard
        ? []
        : [listButton(words.allModels, { where: { lab: lab.id }, sort: "newest" })]),
      ...(url === undefined || !isCard ? [] : [{ kind: "link" as const, label: en.cards.websiteLink, url }]),
      ...(isCard ? [correctButton("lab", lab.id)] : []),
    ],
  ];
}
