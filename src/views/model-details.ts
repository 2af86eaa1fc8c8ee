/** Everything about a model in pages that lose nothing: all facts, scores, remarks, members, history, relations. */
import type { Catalog } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import { factHeld, familyFields } from "../catalog/family.ts";
import { fieldDefinition, type ModelField, modelFields } from "../catalog/fields.ts";
import type { Model } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { type Marker, marker } from "./citations.ts";
import { customId } from "./custom-id.ts";
import { entryLine } from "./entry.ts";
import {
  caveatLines,
  claimLines,
  type FactLine,
  factText,
  notStatedLine,
  pointLine,
  standingLine,
  statedLines,
} from "./facts.ts";
import type { Message } from "./message.ts";
import { linkButtons, modelHeader, unstated } from "./model.ts";
import { type Block, pager, pagesOf, pageWithin } from "./pages.ts";
import { relationLine, relationName } from "./relations.ts";
import { scoreFacts, scoreLine } from "./scores.ts";
import { sourcesMessage } from "./sources.ts";
import { bullet, escapeMarkdown, labelled } from "./text.ts";

const words = en.cards;
const allKeys = Object.keys(modelFields) as ModelField[];

/** `**Licence** MIT, by the family`, for what the model itself does not state. */
function inheritedLines(catalog: Catalog, model: Model, mark: Marker): string[] {
  return familyFields.flatMap((field) => {
    const held = factHeld(catalog, model, field);
    const definition = fieldDefinition("model", field);
    if (held?.by === undefined || definition === undefined) return [];
    const by = held.by.kind === "family" ? words.byFamily : words.by(held.by.name);
    return [
      labelled(definition.label, `${factText(definition.value, held.fact, mark)}, ${escapeMarkdown(by)}`),
    ];
  });
}

/** Every fact of a model as labelled lines, in the order of the fields. */
export function modelFactLines(catalog: Catalog, model: Model, mark: Marker): string[] {
  return [...statedLines("model", model.facts, allKeys, mark), ...inheritedLines(catalog, model, mark)];
}

function blocksOf(catalog: Catalog, model: Model, mark: Marker): Block[] {
  return [
    {
      name: words.facts,
      lines: [...modelFactLines(catalog, model, mark), ...notStatedLine(unstated(catalog, model, true))],
    },
    {
      name: en.benchmarks,
      lines: model.scores.map((score) => bullet(scoreLine(catalog, score, mark, true))),
    },
    { name: words.remarks, lines: model.notable.map((point) => pointLine(point, mark)) },
    {
      name: en.members,
      lines: catalog
        .membersOf(model.id)
        .map((member) => bullet(entryLine(catalog, member, { without: ["lab"] }))),
    },
    { name: en.standing, lines: model.standings.map((one) => standingLine(catalog, one, mark)) },
    {
      name: en.dates,
      lines: model.events.map((event) =>
        pointLine({ ...event, text: `${showDate(event.date)}: ${event.text}` }, mark),
      ),
    },
    { name: en.relations, lines: model.relations.map((one) => relationLine(catalog, one, mark)) },
  ];
}

/** One page of everything; `page` counts from 0 and is brought into range. */
export function modelDetails(catalog: Catalog, model: Model, page = 0): Message {
  const pages = pagesOf(blocksOf(catalog, model, marker(catalog)));
  const current = pageWithin(page, pages.length);
  const links = linkButtons(model);
  return {
    audience: "everyone",
    embeds: [
      {
        ...modelHeader(catalog, model, en.details),
        description: pages[current] ?? en.sectionEmpty,
        ...(pages.length < 2 ? {} : { footer: words.pageOf(current + 1, pages.length) }),
      },
    ],
    rows: [
      [
        ...pager(current, pages.length, (to) => customId("model", "details", model.id, String(to))),
        { kind: "button", label: en.back, id: customId("model", "card", model.id) },
        { kind: "button", label: en.sources, id: customId("model", "sources", model.id) },
      ],
      ...(links.length === 0 ? [] : [links]),
    ],
  };
}

/** Every claim on the entry with its places. */
export function modelSourceLines(catalog: Catalog, model: Model): FactLine[] {
  const inherited = familyFields.flatMap((field) => {
    const held = factHeld(catalog, model, field);
    return held?.by === undefined ? [] : claimLines("model", { [field]: held.fact }, [field]);
  });
  const point = (label: string) => (one: { text: string; places: readonly string[] }) => ({
    label,
    text: escapeMarkdown(one.text),
    places: one.places,
  });
  return [
    ...claimLines("model", model.facts, allKeys),
    ...inherited,
    ...scoreFacts(catalog, model),
    ...model.notable.map(point(words.remarks)),
    ...model.standings.map((one) => ({ ...point(en.standing)({ ...one, text: one.value }) })),
    ...model.events.map(point(en.dates)),
    ...model.relations.map((one) => point(en.relations)({ ...one, text: relationName(catalog, one) })),
  ];
}

/** One page of what the model's entry rests on, with the editors' notes. */
export function modelSources(catalog: Catalog, model: Model, page = 0): Message {
  return sourcesMessage(catalog, model.name, {
    lines: modelSourceLines(catalog, model),
    notes: caveatLines(model.caveats),
    page,
    id: (to) => customId("model", "sourcesPage", model.id, String(to)),
  });
}
