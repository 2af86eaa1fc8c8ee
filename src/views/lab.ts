/** A lab's card: who it is in two lines, what it brought out last, its people and its money. */
import type { Catalog } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import { type LabField, labFields } from "../catalog/fields.ts";
import type { AliasKind, Fact, Lab, Model, Person, Place, Point } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { type Marker, marker } from "./citations.ts";
import { customId } from "./custom-id.ts";
import { brief, entryLine } from "./entry.ts";
import {
  disputeLine,
  footerOf,
  notStated,
  notStatedLine,
  pointLine,
  valueText,
  withFooter,
} from "./facts.ts";
import { labHeader, labRows, personHead } from "./lab-parts.ts";
import { sectionMenu } from "./lab-sections.ts";
import { fitLines, limits } from "./limits.ts";
import type { Message } from "./message.ts";
import { rowsOf } from "./pages.ts";
import { escapeMarkdown, labelled } from "./text.ts";

const words = en.cards.lab;
const onCard = { newest: 5, best: 4, points: 2, people: 3, names: 3, standings: 2 } as const;
/** Rows that the whole text may fill. */
const mostRows = 26;
const nameKinds: ReadonlySet<AliasKind> = new Set(["name", "native", "former", "brand"]);
const allKeys = Object.keys(labFields) as LabField[];

/** What a card's lines rest on, gathered while they are written. */
type Cited = { places: readonly Place[]; asOf?: string | undefined }[];

interface Writing {
  catalog: Catalog;
  lab: Lab;
  mark: Marker;
  cited: Cited;
}

/** The values of a field, up to `most`, each with its mark. */
function valuesOf({ lab, mark, cited }: Writing, field: LabField, most = 9): string[] {
  const fact: Fact | undefined = lab.facts[field];
  if (fact === undefined) return [];
  const isMany = labFields[field].holds === "many";
  const claims = (isMany ? fact.claims : fact.claims.slice(0, 1)).slice(0, most);
  cited.push(...claims);
  return claims.map((claim) => {
    const doubt = claim.doubtful === true ? ` ⚠ ${en.cards.doubtful}` : "";
    return `${valueText(labFields[field].value, claim)}${doubt}${mark(claim.places)}`;
  });
}

/** `Startup · Hangzhou · founded Jul 2023`. */
function identityLine(writing: Writing): string[] {
  const { lab, mark } = writing;
  const founded = lab.facts.founded?.claims[0];
  const since = lab.facts.programmeStarted?.claims[0];
  const parts = [
    ...valuesOf(writing, "orgType", 1),
    ...valuesOf(writing, "place"),
    ...(founded === undefined ? [] : [`${words.founded(showDate(founded.value))}${mark(founded.places)}`]),
    ...(since === undefined ? [] : [`${words.since(showDate(since.value))}${mark(since.places)}`]),
  ];
  writing.cited.push(...[founded, since].filter((claim) => claim !== undefined));
  return parts.length === 0 ? [] : [parts.join(" · ")];
}

/** The sentences that say who it is: those of its overview that do not repeat the line of facts. */
export function cardPoints(lab: Lab): readonly Point[] {
  return (lab.sections.overview ?? []).filter((point) => rowsOf(point.text) <= 5).slice(0, onCard.points);
}

function peopleLines(writing: Writing): string[] {
  const { lab, mark, cited } = writing;
  const founders = valuesOf(writing, "founders", onCard.people + 1);
  const known = (lab.facts.founders?.claims ?? []).map((claim) => claim.text.toLowerCase());
  const people = lab.people
    .filter((person) => !known.some((one) => one.includes(person.name.toLowerCase())))
    .slice(0, onCard.people);
  cited.push(...people);
  const named = people.map(
    (person) =>
      `${escapeMarkdown(person.name)} (${escapeMarkdown(brief(person.role))})${mark(person.places)}`,
  );
  return [
    ...(founders.length === 0 ? [] : [labelled(words.founders, founders.join(", "))]),
    ...(named.length === 0 ? [] : [labelled(words.people, named.join(", "))]),
  ];
}

/** Parent, backers, value, listing: who owns it and what it is worth. */
function moneyLines(writing: Writing): string[] {
  return (["parent", "backers", "valuation", "funding", "listing", "revenue", "users", "employees"] as const)
    .map((field) => ({ field, values: valuesOf(writing, field, 2) }))
    .filter(({ values }) => values.length > 0)
    .slice(0, 5)
    .map(({ field, values }) => labelled(labFields[field].label, values.join(" · ")));
}

/** Names by which people also know the lab, as far as they are not parts of its name. */
function otherNames(lab: Lab): string[] {
  const shown = [lab.name, lab.nameZh ?? ""].map((name) => name.toLowerCase());
  const names = lab.aliases
    .filter((alias) => nameKinds.has(alias.kind))
    .filter((alias) => !shown.some((name) => name.includes(alias.text.toLowerCase())))
    .slice(0, onCard.names)
    .map((alias) => escapeMarkdown(alias.text));
  return names.length === 0 ? [] : [labelled(words.alsoCalled, names.join(" · "))];
}

/** What the line of a model says, for the day of the card. */
const saidOf = (model: Model) =>
  (["released", "parametersTotal", "context"] as const).flatMap(
    (field) => model.facts[field]?.claims[0] ?? [],
  );

function modelLines({ catalog, lab, cited }: Writing): { newest: string[]; best: readonly Model[] } {
  const newest = catalog
    .releasesOf(lab.id)
    .filter((model) => model.kind !== "product")
    .slice(0, onCard.newest);
  const best = catalog
    .bestKnownOf(lab.id, onCard.best + onCard.newest)
    .filter((model) => !newest.includes(model))
    .slice(0, onCard.best);
  cited.push(...newest.flatMap(saidOf));
  return { newest: newest.map((model) => entryLine(catalog, model, { without: ["lab", "terms"] })), best };
}

function cardLines(writing: Writing, person: Person | undefined): string[] {
  const { catalog, lab, mark, cited } = writing;
  const { newest, best } = modelLines(writing);
  const isMaker = lab.kind === "lab" || lab.kind === "sub-lab";
  const about =
    person === undefined
      ? []
      : [personHead(person, mark), ...person.background.slice(0, 3).map((point) => pointLine(point, mark))];
  if (person !== undefined) cited.push(person);
  const points = person === undefined ? cardPoints(lab) : [];
  cited.push(...points);
  const must = [
    ...about,
    ...identityLine(writing),
    ...points.map((point) => `${escapeMarkdown(point.text)}${mark(point.places)}`),
  ];
  const models = [
    ...(newest.length > 0
      ? [`**${words.newest}**`, ...newest]
      : isMaker && best.length === 0
        ? [words.noRelease]
        : []),
    ...(best.length === 0
      ? []
      : [labelled(words.bestKnown, best.map((model) => escapeMarkdown(model.name)).join(" · "))]),
  ];
  const tail = [
    ...disputeLine("lab", lab.facts, allKeys, mark),
    ...(isMaker ? notStatedLine(notStated("lab", lab.facts, allKeys)) : []),
  ];
  let room = mostRows - [...must, ...models, ...tail].reduce((sum, line) => sum + rowsOf(line), 0);
  const ranked = lab.standings.slice(0, onCard.standings).map((one) => {
    const ranking = catalog.rankings.get(one.ranking)?.name ?? one.ranking;
    return `${escapeMarkdown(one.value)} (${escapeMarkdown(ranking)})${mark(one.places)}`;
  });
  const standings = ranked.length === 0 ? [] : [labelled(words.standing, ranked.join(" · "))];
  const fitting = [...peopleLines(writing), ...moneyLines(writing), ...otherNames(lab), ...standings].filter(
    (line) => {
      room -= rowsOf(line);
      return room >= 0;
    },
  );
  return [...must, ...models, ...fitting, ...tail];
}

/** The lab's card. A `person` who was asked for comes first. */
export function labCard(catalog: Catalog, lab: Lab, person?: Person): Message {
  const writing: Writing = { catalog, lab, mark: marker(catalog), cited: [] };
  const lines = cardLines(writing, person);
  return {
    audience: "everyone",
    embeds: [
      {
        ...labHeader(catalog, lab),
        description:
          lines.length === 0 ? en.sectionEmpty : fitLines(lines, limits.description, en.moreInMenu),
        ...withFooter(footerOf(catalog, writing.cited)),
      },
    ],
    rows: labRows(
      catalog,
      lab,
      sectionMenu(catalog, lab),
      [{ kind: "button", label: en.sources, id: customId("lab", "sources", lab.id, "card") }],
      true,
    ),
  };
}
