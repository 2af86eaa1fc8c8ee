/** The sections behind a lab's card, in pages; and everything that the lab's entry rests on. */
import type { Catalog } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import { type LabField, labFields } from "../catalog/fields.ts";
import { type Lab, type Person, type Point, type SectionId, sectionIds } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { type Marker, marker } from "./citations.ts";
import { customId } from "./custom-id.ts";
import { entryLine } from "./entry.ts";
import {
  caveatLines,
  claimLines,
  type FactLine,
  footerOf,
  pointLine,
  standingLine,
  statedLines,
  withFooter,
} from "./facts.ts";
import { labHeader, labRows, personHead } from "./lab-parts.ts";
import type { Message, Row } from "./message.ts";
import { type Block, pager, pagesOf, pageWithin } from "./pages.ts";
import { relationLine, relationName } from "./relations.ts";
import { sourcesMessage } from "./sources.ts";
import { bullet, escapeMarkdown, labelled } from "./text.ts";

const allKeys = Object.keys(labFields) as LabField[];
/** Facts that a section of their own topic holds. */
const moneyKeys = [
  "funding",
  "backers",
  "valuation",
  "listing",
  "revenue",
] as const satisfies readonly LabField[];

function personLine(person: Person, mark: Marker): string {
  const background = person.background.map((point) => `${escapeMarkdown(point.text)}${mark(point.places)}`);
  return bullet([`${personHead(person, mark)}.`, ...background].join(" "));
}

const pointFacts = (label: string, points: readonly Point[]): FactLine[] =>
  points.map((point) => ({ label, text: escapeMarkdown(point.text), places: point.places }));

function personFacts(lab: Lab): FactLine[] {
  return lab.people.map((person) => ({
    label: en.people,
    text: escapeMarkdown(person.name),
    places: [...person.places, ...person.background.flatMap((point) => point.places)],
  }));
}

/** What belongs to a section beside its own points: events to the history, people to the team. */
function furtherBlocks(catalog: Catalog, lab: Lab, section: SectionId, mark: Marker): Block[] {
  switch (section) {
    case "overview":
      return [
        {
          name: en.cards.facts,
          lines: [
            ...statedLines("lab", lab.facts, allKeys, mark),
            ...lab.figures.map((figure) => {
              const note = figure.note === undefined ? "" : ` *(${escapeMarkdown(figure.note)})*`;
              return labelled(
                escapeMarkdown(figure.name),
                `${escapeMarkdown(figure.text)}${mark(figure.places)}${note}`,
              );
            }),
          ],
        },
        { name: en.standing, lines: lab.standings.map((one) => standingLine(catalog, one, mark)) },
        { name: en.relations, lines: lab.relations.map((one) => relationLine(catalog, one, mark)) },
      ];
    case "history":
      return [
        {
          name: en.dates,
          lines: lab.events.map((event) =>
            pointLine({ ...event, text: `${showDate(event.date)}: ${event.text}` }, mark),
          ),
        },
      ];
    case "funding":
      return [{ name: en.cards.facts, lines: statedLines("lab", lab.facts, moneyKeys, mark) }];
    case "team":
      return [{ name: en.people, lines: lab.people.map((person) => personLine(person, mark)) }];
    case "models":
      return [
        {
          name: en.releases.all,
          lines: catalog.releasesOf(lab.id).map((model) => entryLine(catalog, model, { without: ["lab"] })),
        },
      ];
    default:
      return [];
  }
}

function blocksOf(catalog: Catalog, lab: Lab, section: SectionId, mark: Marker): Block[] {
  const points = lab.sections[section] ?? [];
  return [
    { lines: points.map((point) => pointLine(point, mark)) },
    ...furtherBlocks(catalog, lab, section, mark),
  ].filter((block) => block.lines.length > 0);
}

/** Sections of a lab that hold anything. */
export function sectionsOf(catalog: Catalog, lab: Lab): SectionId[] {
  const quiet: Marker = () => "";
  return sectionIds.filter((section) => blocksOf(catalog, lab, section, quiet).length > 0);
}

export function sectionMenu(catalog: Catalog, lab: Lab, open?: SectionId): Row[] {
  const options = sectionsOf(catalog, lab).map((section) => ({
    label: en.sections[section],
    value: section,
    ...(section === open ? { selected: true } : {}),
  }));
  if (options.length === 0) return [];
  return [
    [{ kind: "select", id: customId("lab", "section", lab.id), placeholder: en.sectionPlaceholder, options }],
  ];
}

/** One page of a section, with the menu of the others. */
export function labSection(catalog: Catalog, lab: Lab, section: SectionId, page = 0): Message {
  const pages = pagesOf(blocksOf(catalog, lab, section, marker(catalog)));
  const current = pageWithin(page, pages.length);
  return {
    audience: "everyone",
    embeds: [
      {
        ...labHeader(catalog, lab, en.sections[section]),
        description: pages[current] ?? en.sectionEmpty,
        ...withFooter([
          ...(pages.length < 2 ? [] : [en.cards.pageOf(current + 1, pages.length)]),
          ...footerOf(catalog, sectionFacts(lab, section)),
        ]),
      },
    ],
    rows: labRows(
      catalog,
      lab,
      sectionMenu(catalog, lab, section),
      [
        ...pager(current, pages.length, (to) => customId("lab", "sectionPage", lab.id, section, String(to))),
        { kind: "button", label: en.back, id: customId("lab", "card", lab.id) },
        { kind: "button", label: en.sources, id: customId("lab", "sources", lab.id, section) },
      ],
      false,
    ),
  };
}

/** What one section rests on. */
function sectionFacts(lab: Lab, section: SectionId): FactLine[] {
  const points = pointFacts(en.sections[section], lab.sections[section] ?? []);
  switch (section) {
    case "overview":
      return [...claimLines("lab", lab.facts, allKeys), ...points];
    case "history":
      return [...points, ...pointFacts(en.dates, lab.events)];
    case "funding":
      return [...points, ...claimLines("lab", lab.facts, moneyKeys)];
    case "team":
      return [...points, ...personFacts(lab)];
    default:
      return points;
  }
}

/** Every claim on the lab, or what one of its sections rests on. */
export function labSourceLines(catalog: Catalog, lab: Lab, view: "card" | SectionId): FactLine[] {
  if (view !== "card") return sectionFacts(lab, view);
  return [
    ...claimLines("lab", lab.facts, allKeys),
    ...lab.figures.map((one) => ({
      label: one.name,
      text: escapeMarkdown(one.text),
      places: one.places,
      note: one.note,
    })),
    ...pointFacts(en.sections.overview, lab.sections.overview ?? []),
    ...lab.standings.map((one) => ({
      label: en.standing,
      text: escapeMarkdown(one.value),
      places: one.places,
    })),
    ...personFacts(lab),
    ...lab.relations.map((one) => ({
      label: en.relations,
      text: escapeMarkdown(relationName(catalog, one)),
      places: one.places,
    })),
  ];
}

/** One page of the lab's sources, with the editors' notes. */
export function labSources(catalog: Catalog, lab: Lab, view: "card" | SectionId, page = 0): Message {
  return sourcesMessage(catalog, lab.name, {
    lines: labSourceLines(catalog, lab, view),
    notes: caveatLines(view === "card" ? lab.caveats : lab.caveats.filter((one) => one.field === view)),
    page,
    id: (to) => customId("lab", "sourcesPage", lab.id, view, String(to)),
  });
}
