/** A lab as Discord messages: its card, one of its sections, its sources, and the directory of labs. */
import type { Catalog } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import type { LabField } from "../catalog/fields.ts";
import {
  type AliasKind,
  type Lab,
  type Model,
  type Person,
  type Point,
  type Relation,
  type SectionId,
  sectionIds,
} from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { labColor } from "./colors.ts";
import { customId } from "./custom-id.ts";
import {
  caveatLine,
  entrySources,
  type FactLine,
  type Notes,
  notStated,
  notStatedLine,
  pointLine,
  shortNote,
  showLine,
  sourceIds,
  standingLine,
  statedLines,
} from "./facts.ts";
import { fieldText, fitLines, lengthOf, limits, shorten } from "./limits.ts";
import type { Button, Embed, Message, Row, Select } from "./message.ts";
import { modelSelect, whenText } from "./model.ts";
import { relationLine, relationName } from "./relations.ts";
import { bullet, escapeMarkdown } from "./text.ts";

const cardKeys = [
  "orgType",
  "founded",
  "programmeStarted",
  "founders",
  "place",
  "parent",
  "backers",
  "valuation",
  "funding",
  "listing",
  "employees",
  "users",
  "revenue",
  "research",
  "weightsPolicy",
  "products",
] as const satisfies readonly LabField[];
/** Section contents that the card itself shows at most. */
const onCard = { standings: 6, newest: 5, best: 4, notable: 2, names: 3 } as const;
const nameKinds: ReadonlySet<AliasKind> = new Set(["name", "native", "former", "brand"]);
/** Links that the card itself names, each kind on one line; the others are in the overview. */
const linkLabels: { readonly [K in Relation["kind"]]?: string } = {
  "invests-in": "Invests in",
  partner: "Partners",
  affiliate: "Affiliated with",
};

function header(lab: Lab, section?: string): Pick<Embed, "title" | "author" | "color"> {
  const name = lab.nameZh === undefined ? lab.name : `${lab.name} · ${lab.nameZh}`;
  return {
    title: shorten(section === undefined ? name : `${name} · ${section}`, limits.title),
    author: { name: en.labKinds[lab.kind] },
    color: labColor(lab.id),
  };
}

function modelLine(model: Model): string {
  return bullet(`**${escapeMarkdown(model.name)}** · ${whenText(model)}`);
}

function labFactLines(catalog: Catalog, lab: Lab, notes: Notes = "all"): FactLine[] {
  const partOf = lab.partOf === undefined ? undefined : catalog.labs.get(lab.partOf);
  return [
    ...otherNames(lab),
    ...(partOf === undefined ? [] : [{ label: "Part of", text: escapeMarkdown(partOf.name), places: [] }]),
    ...statedLines("lab", lab.facts, cardKeys, notes),
    ...lab.figures.map((figure) => ({
      label: escapeMarkdown(figure.name),
      text:
        escapeMarkdown(figure.text) +
        (figure.note === undefined || (notes === "short" && lengthOf(figure.note) > shortNote)
          ? ""
          : ` *(${escapeMarkdown(figure.note)})*`),
      places: figure.places,
    })),
  ];
}

/** Names by which people also know the lab, as far as they are not parts of its name. */
function otherNames(lab: Lab): FactLine[] {
  const shown = [lab.name, lab.nameZh ?? ""].map((name) => name.toLowerCase());
  const names = lab.aliases
    .filter((alias) => nameKinds.has(alias.kind))
    .filter((alias) => !shown.some((name) => name.includes(alias.text.toLowerCase())))
    .slice(0, onCard.names);
  if (names.length === 0) return [];
  const text = names.map((alias) => escapeMarkdown(alias.text)).join(" · ");
  return [{ label: "Also called", text, places: names.flatMap((alias) => alias.places) }];
}

/** `Invests in Moonshot AI · Zhipu AI`. */
function linkLines(catalog: Catalog, lab: Lab): FactLine[] {
  return Object.entries(linkLabels).flatMap(([kind, label]) => {
    const links = lab.relations.filter((one) => one.kind === kind);
    const names = links.map((one) => escapeMarkdown(relationName(catalog, one)));
    return links.length === 0
      ? []
      : [{ label, text: names.join(" · "), places: links.flatMap((one) => one.places) }];
  });
}

/** What the card says in sentences: the first points of the overview. */
function notablePoints(lab: Lab): readonly Point[] {
  return (lab.sections.overview ?? []).slice(0, onCard.notable);
}

/** `**Zhang Debing** (张德兵), Head of the Large Language Model Team.` */
function personHead(person: Person): string {
  const also = [person.nameZh, person.nickname === undefined ? undefined : `“${person.nickname}”`].filter(
    (part) => part !== undefined,
  );
  const name = `**${escapeMarkdown(person.name)}**${also.length === 0 ? "" : ` (${also.map(escapeMarkdown).join(", ")})`}`;
  return `${name}, ${escapeMarkdown(person.role)}.`;
}

function personLine(person: Person): string {
  const background = person.background.map((point) => escapeMarkdown(point.text)).join(" ");
  const places = [...person.places, ...person.background.flatMap((point) => point.places)];
  const sentences = [personHead(person), background].filter((text) => text !== "");
  return bullet(`${sentences.join(" ")} (${sourceIds(places).join(", ")})`);
}

/** What the menu opens: the sections, and where sources disagree. */
export type LabView = SectionId | "caveats";
export const labViews: readonly LabView[] = [...sectionIds, "caveats"];
const viewName = (view: LabView): string => (view === "caveats" ? en.sourcesDisagree : en.sections[view]);

/** The lines of a section: its points, and what else the lab's record holds on that topic. */
function sectionLines(catalog: Catalog, lab: Lab, section: LabView): { lines: string[]; cited: FactLine[] } {
  if (section === "caveats") {
    const cited = lab.caveats.map((one) => ({
      label: en.sourcesDisagree,
      text: one.text,
      places: one.places,
    }));
    return { lines: lab.caveats.map(caveatLine), cited };
  }
  const points: readonly Point[] = lab.sections[section] ?? [];
  const cited = points.map((point): FactLine => ({ label: en.sections[section], ...point }));
  const lines = points.map(pointLine);
  if (section === "history") {
    for (const event of lab.events) {
      lines.push(pointLine({ ...event, text: `${showDate(event.date)}: ${event.text}` }));
      cited.push({ label: en.dates, text: event.text, places: event.places });
    }
  }
  if (section === "funding") {
    for (const line of statedLines("lab", lab.facts, ["funding"])) {
      lines.push(bullet(line.text));
      cited.push(line);
    }
  }
  if (section === "team") {
    for (const person of lab.people) {
      lines.push(personLine(person));
      const places = [...person.places, ...person.background.flatMap((point) => point.places)];
      cited.push({ label: person.name, text: person.role, places });
    }
  }
  if (section === "models") lines.push(...catalog.modelsOf(lab.id).map(modelLine));
  if (section === "overview") {
    const short = new Set(labFactLines(catalog, lab, "short").map(showLine));
    for (const line of labFactLines(catalog, lab)) {
      if (short.has(showLine(line))) continue;
      lines.push(bullet(showLine(line)));
      cited.push(line);
    }
    for (const relation of lab.relations) {
      lines.push(relationLine(catalog, relation));
      cited.push({ label: en.relations, text: relation.name, places: relation.places });
    }
  }
  return { lines, cited };
}

/** Sections of a lab that hold anything. */
export function sectionsOf(catalog: Catalog, lab: Lab): LabView[] {
  return labViews.filter((section) => sectionLines(catalog, lab, section).lines.length > 0);
}

function sectionSelect(catalog: Catalog, lab: Lab, open?: LabView): Select[] {
  const options = sectionsOf(catalog, lab).map((section) => ({
    label: viewName(section),
    value: section,
    ...(section === open ? { selected: true } : {}),
  }));
  if (options.length === 0) return [];
  return [
    { kind: "select", id: customId("lab", "section", lab.id), placeholder: en.sectionPlaceholder, options },
  ];
}

function rows(catalog: Catalog, lab: Lab, open?: LabView): Row[] {
  const [sections] = sectionSelect(catalog, lab, open);
  const models = catalog.modelsOf(lab.id);
  const buttons: Button[] = [];
  if (open !== undefined)
    buttons.push({ kind: "button", label: en.back, id: customId("lab", "card", lab.id) });
  const parent = lab.partOf === undefined ? undefined : catalog.labs.get(lab.partOf);
  if (parent !== undefined) {
    buttons.push({ kind: "button", label: parent.name, id: customId("lab", "card", parent.id) });
  }
  buttons.push({ kind: "button", label: en.sources, id: customId("lab", "sources", lab.id, open ?? "card") });
  return [
    ...(sections === undefined ? [] : ([[sections]] as const)),
    ...(models.length === 0
      ? []
      : ([[modelSelect(catalog, models, customId("model", "open"), en.newestPlaceholder)]] as const)),
    buttons,
  ];
}

function footer(catalog: Catalog, places: readonly string[]): string {
  const asOf = catalog.asOf === undefined ? [] : [en.dataAsOf(showDate(catalog.asOf))];
  return [...(places.length === 0 ? [] : [`${en.sources}: ${places.join(", ")}`]), ...asOf].join(" · ");
}

/**
 * The lab's card: who it is, how each source ranks it, its newest and best-known models. A `person` who was
 * asked for comes first.
 */
export function labCard(catalog: Catalog, lab: Lab, person?: Person): Message {
  const newest = catalog.releasesOf(lab.id).slice(0, onCard.newest);
  const best = catalog.bestKnownOf(lab.id, onCard.best).filter((model) => !newest.includes(model));
  const missing = lab.kind === "lab" || lab.kind === "sub-lab" ? notStated("lab", lab.facts, cardKeys) : [];
  const facts = [...labFactLines(catalog, lab, "short"), ...linkLines(catalog, lab)];
  const about = person === undefined ? [] : [personHead(person), ...person.background.map(pointLine)];
  const lists = [
    {
      name: en.notable,
      lines: person !== undefined ? [] : notablePoints(lab).map(pointLine),
      most: onCard.notable,
    },
    { name: en.newestModels, lines: newest.map(modelLine), most: onCard.newest },
    { name: en.bestKnown, lines: best.map(modelLine), most: onCard.best },
    {
      name: en.standing,
      lines: lab.standings.map((one) => standingLine(catalog, one)),
      most: onCard.standings,
    },
  ];
  const disputed = lab.caveats.length === 0 ? [] : [en.disputedCount(lab.caveats.length)];
  const description = fitLines(
    [...about, ...facts.map(showLine), ...notStatedLine(missing), ...disputed],
    2400,
    en.more,
  );
  return {
    audience: "everyone",
    embeds: [
      {
        ...header(lab),
        ...(description === "" ? {} : { description }),
        fields: lists
          .filter((list) => list.lines.length > 0)
          .map((list) => ({
            name: list.name,
            value: fieldText(list.lines, list.most, en.moreInMenu),
          })),
        footer: footer(catalog, entrySources(lab)),
      },
    ],
    rows: rows(catalog, lab),
  };
}

/** One section of a lab, with the menu of the others. */
export function labSection(catalog: Catalog, lab: Lab, section: LabView): Message {
  const { lines, cited } = sectionLines(catalog, lab, section);
  return {
    audience: "everyone",
    embeds: [
      {
        ...header(lab, viewName(section)),
        description: lines.length === 0 ? en.sectionEmpty : fitLines(lines, limits.description, en.more),
        footer: footer(catalog, sourceIds(cited.flatMap((line) => line.places))),
      },
    ],
    rows: rows(catalog, lab, section),
  };
}

/** Everything cited on the card, or on one section, for the Sources button. */
export function labSourceLines(catalog: Catalog, lab: Lab, view: "card" | LabView): FactLine[] {
  if (view !== "card") return sectionLines(catalog, lab, view).cited;
  return [
    ...labFactLines(catalog, lab),
    ...notablePoints(lab).map((point) => ({ label: en.notable, ...point })),
    ...lab.standings.map((one) => ({ label: en.standing, text: one.value, places: one.places })),
    ...lab.people.map(({ name, places, background }) => ({
      label: en.people,
      text: name,
      places: [...places, ...background.flatMap((point) => point.places)],
    })),
    ...lab.caveats.map((caveat) => ({ label: en.sourcesDisagree, text: caveat.text, places: caveat.places })),
    ...lab.relations.map((one) => ({ label: en.relations, text: one.name, places: one.places })),
  ];
}

/** All makers with their newest model, and menus that open one. */
export function labDirectory(catalog: Catalog): Message {
  if (catalog.makers.length === 0) {
    return { audience: "everyone", embeds: [{ title: en.directoryTitle, description: en.empty }] };
  }
  const line = (lab: Lab) => {
    const [newest] = catalog.releasesOf(lab.id);
    const name = `**${escapeMarkdown(lab.name)}**${lab.nameZh === undefined ? "" : ` ${lab.nameZh}`}`;
    return bullet(
      newest === undefined ? name : `${name} · ${escapeMarkdown(newest.name)} (${whenText(newest)})`,
    );
  };
  const menus: Row[] = [];
  for (
    let start = 0;
    start < catalog.makers.length && menus.length < limits.rows;
    start += limits.selectOptions
  ) {
    const page = catalog.makers.slice(start, start + limits.selectOptions);
    menus.push([
      {
        kind: "select",
        id: customId("lab", "open", String(start)),
        placeholder: en.directoryPlaceholder,
        options: page.map((lab) => ({ label: shorten(lab.name, limits.selectText), value: lab.id })),
      },
    ]);
  }
  return {
    audience: "everyone",
    embeds: [
      {
        title: `${en.directoryTitle} (${catalog.makers.length})`,
        description: fitLines(catalog.makers.map(line), limits.description, en.more),
        ...(catalog.asOf === undefined ? {} : { footer: en.dataAsOf(showDate(catalog.asOf)) }),
      },
    ],
    rows: menus,
  };
}
