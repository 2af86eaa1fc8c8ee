/** Every card of every entry: Discord takes it, nothing on it is cut or empty, and its Sources list all it rests on. */
import { describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { pagesOfMessage } from "../../scripts/cards/all-cards.ts";
import { correctionActions } from "../../src/answers/correct.ts";
import { type ModelField, modelFields } from "../../src/catalog/fields.ts";
import { modelOrders, selectModels } from "../../src/catalog/select.ts";
import type { Lab, Model, Place, Topic } from "../../src/catalog/types.ts";
import { correctionName } from "../../src/views/correction.ts";
import { parseCustomId } from "../../src/views/custom-id.ts";
import { labDirectory, newestModels } from "../../src/views/directory.ts";
import type { FactLine } from "../../src/views/facts.ts";
import { labCard } from "../../src/views/lab.ts";
import { labSection, labSourceLines, labSources, sectionsOf } from "../../src/views/lab-sections.ts";
import { brokenLimits } from "../../src/views/limits.ts";
import { topicCard, topicDirectory, topicSourceLines, topicSources } from "../../src/views/market.ts";
import type { Message } from "../../src/views/message.ts";
import { modelCard } from "../../src/views/model.ts";
import { modelDetails, modelSourceLines, modelSources } from "../../src/views/model-details.ts";
import { modelListPage, pageSize } from "../../src/views/model-list.ts";
import { escapeMarkdown } from "../../src/views/text.ts";
import { realServices } from "../support/bot.ts";

const { catalog } = realServices();
const labs = [...catalog.labs.values()];
const models = [...catalog.models.values()];
const topics = [...catalog.topics.values()];

/** Every text that a person reads: of embeds line by line, and of menus and buttons. */
function texts(message: Message): string[] {
  const embeds = message.embeds ?? [];
  const lines = embeds.flatMap((embed) =>
    [
      embed.title,
      embed.description,
      embed.author?.name,
      embed.footer,
      ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    ].flatMap((text) => text?.split("\n") ?? []),
  );
  const parts = (message.rows ?? []).flatMap((row) =>
    row.flatMap((part) =>
      part.kind === "select"
        ? [
            part.placeholder,
            ...part.options.flatMap((option) => [
              option.label,
              ...(option.description === undefined ? [] : [option.description]),
            ]),
          ]
        : [part.label],
    ),
  );
  return [message.content ?? [], lines, parts].flat();
}

/** What is wrong with one line, in words. */
function flaw(line: string): string | undefined {
  const text = line.trim();
  if (text === "" || text === "-") return "an empty line";
  if (line !== line.trimEnd()) return `a blank at the end, where a value may be missing: ${text}`;
  if (/…[)*\s]*$/u.test(text)) return `cut: ${text}`;
  if (/\b(undefined|null|NaN|\[object)\b/.test(text)) return `a value that is none: ${text}`;
  if (/\(\s*\)|\*\*\s*\*\*|\s{2,}|,\s*,|\.\.(?!\.)/.test(text)) return `a gap: ${text}`;
  if ((text.replace(/\\\*/g, "").match(/\*\*/g) ?? []).length % 2 === 1)
    return `bold that does not end: ${text}`;
  return undefined;
}

const actions = new Map([
  ...commands.map((command) => [command.definition.name, command.actions ?? {}] as const),
  [correctionName, correctionActions({ owners: [], read: async () => undefined })] as const,
]);

/** A custom id must be one that a command handles; `compare` may not be there yet. */
function brokenIds(message: Message): string[] {
  return (message.rows ?? [])
    .flatMap((row) => row.flatMap((part) => (part.kind === "link" ? [] : [part.id])))
    .filter((id) => {
      const state = parseCustomId(id);
      const known = state === undefined ? undefined : actions.get(state.command);
      return (
        state === undefined ||
        (known === undefined ? state.command !== "compare" : !Object.hasOwn(known, state.action))
      );
    })
    .map((id) => `no command handles ${id}`);
}

const faults = (message: Message): string[] => [
  ...brokenLimits(message),
  ...texts(message).flatMap((line) => flaw(line) ?? []),
  ...brokenIds(message),
];

/** Pages behind a button, what is wrong with any of them, and with how many there are. */
const pageFaults = (make: (page: number) => Message): string[] => pagesOfMessage(make).flatMap(faults);

/** Places that the lines of Sources leave out, and what is wrong with its pages. */
function sourceFaults(
  make: (page: number) => Message,
  lines: readonly FactLine[],
  shown: readonly Place[],
): string[] {
  const there = new Set(lines.flatMap((line) => line.places));
  const left = [...new Set(shown)].filter((place) => !there.has(place));
  const pages = pagesOfMessage(make);
  const text = pages.flatMap(texts).join("\n");
  // A document without an address is named with its lines.
  const unnamed = lines
    .flatMap((line) => line.places.map((place) => catalog.sources.get(place.split(":")[0] ?? "")))
    .filter((source) => source !== undefined && !text.includes(escapeMarkdown(source.title)));
  return [
    ...pages.flatMap(faults),
    ...left.map((place) => `its Sources leave out ${place}`),
    ...unnamed.map((source) => `its Sources do not name ${source?.id}`),
  ];
}

/** Every place below a part of an entry, whatever the part is. */
function placesIn(part: unknown): Place[] {
  if (Array.isArray(part)) return part.flatMap(placesIn);
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === "places" ? (value as Place[]) : placesIn(value),
  );
}

const modelPlaces = ({ facts, scores, notable, standings, events, relations }: Model): Place[] =>
  placesIn([facts, scores, notable, standings, events, relations]);

/** What the lab's own card shows: facts, figures, standings, and the sentences and links that stand on it. */
function labPlaces(lab: Lab): Place[] {
  const card = texts(labCard(catalog, lab)).join("\n");
  const points = (lab.sections.overview ?? []).filter((point) => card.includes(escapeMarkdown(point.text)));
  return placesIn([lab.facts, lab.figures, lab.standings, lab.people, points, lab.relations]);
}

const topicPlaces = ({ points }: Topic): Place[] => placesIn(points);

describe("labs", () => {
  test.for(labs)("$id", (lab) => {
    expect(faults(labCard(catalog, lab))).toEqual([]);
    for (const person of lab.people) expect(faults(labCard(catalog, lab, person)), person.name).toEqual([]);
    const sources = (page: number) => labSources(catalog, lab, "card", page);
    expect(sourceFaults(sources, labSourceLines(catalog, lab, "card"), labPlaces(lab))).toEqual([]);
    for (const section of sectionsOf(catalog, lab)) {
      expect(
        pageFaults((page) => labSection(catalog, lab, section, page)),
        section,
      ).toEqual([]);
      const lines = labSourceLines(catalog, lab, section);
      const places = placesIn(lab.sections[section] ?? []);
      expect(
        sourceFaults((page) => labSources(catalog, lab, section, page), lines, places),
        `sources of ${section}`,
      ).toEqual([]);
    }
  });
  test("the directory", () => expect(pageFaults((page) => labDirectory(catalog, page))).toEqual([]));
});

describe("models", () => {
  test.for(models)("$id", (model) => {
    expect(faults(modelCard(catalog, model))).toEqual([]);
    expect(pageFaults((page) => modelDetails(catalog, model, page))).toEqual([]);
    const sources = (page: number) => modelSources(catalog, model, page);
    expect(sourceFaults(sources, modelSourceLines(catalog, model), modelPlaces(model))).toEqual([]);
  });
  test("the newest", () => expect(faults(newestModels(catalog))).toEqual([]));

  test("every fact of a card whose source can be opened has a link", () => {
    for (const model of models) {
      const linked = (modelCard(catalog, model).embeds?.[0]?.description?.match(/\]\(http/g) ?? []).length;
      const claim = model.facts.parametersTotal?.claims[0];
      if (claim?.places.some((place) => place.startsWith("http")))
        expect(linked, model.id).toBeGreaterThan(0);
    }
  });

  test("released models with public weights have their link", () => {
    const without = models
      .filter((model) => (model.facts.repository?.claims.length ?? 0) > 0)
      .filter((model) => !(modelCard(catalog, model).rows ?? []).flat().some((part) => part.kind === "link"));
    expect(without.map((model) => model.id)).toEqual([]);
  });

  test("every field that is stated is under Details", () => {
    for (const model of models) {
      const text = pagesOfMessage((page) => modelDetails(catalog, model, page))
        .flatMap(texts)
        .join("\n");
      for (const field of Object.keys(model.facts) as ModelField[])
        expect(text, `${model.id} ${field}`).toContain(`**${modelFields[field].label}**`);
    }
  });
});

describe("topics", () => {
  test.for(topics)("$id", (topic) => {
    expect(pageFaults((page) => topicCard(catalog, topic, page))).toEqual([]);
    const sources = (page: number) => topicSources(catalog, topic, page);
    expect(sourceFaults(sources, topicSourceLines(topic), topicPlaces(topic))).toEqual([]);
  });
  test("the directory", () => expect(faults(topicDirectory(catalog))).toEqual([]));
});

describe("lists of models", () => {
  test.for(modelOrders)("every page, %s", (sort) => {
    for (const lab of [undefined, ...catalog.makers.map((one) => one.id)]) {
      const listing = { sort, where: lab === undefined ? {} : { lab } };
      const found = selectModels(catalog, listing.where, sort);
      for (let page = 0; page <= found.models.length / pageSize; page += 1)
        expect(faults(modelListPage(catalog, found, listing, page)), `${lab} page ${page}`).toEqual([]);
    }
  });
});

test("a flaw is seen", () => {
  for (const line of [
    "",
    "- ",
    "Trained on Huawei…",
    "**Place** ",
    "a  b",
    "costs ()",
    "**Place",
    "is undefined",
  ])
    expect(flaw(line), line).toBeDefined();
  for (const line of ["…and 3 more under Details", "- **Place** Beijing", "**Members**", "A sentence."])
    expect(flaw(line), line).toBeUndefined();
});
