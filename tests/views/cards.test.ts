/** Every card of every entry: Discord takes it, nothing on it is cut or empty, and its Sources list all it rests on. */
import { describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { listModels, modelOrders } from "../../src/catalog/model-list.ts";
import type { Lab, Model, Place, Topic } from "../../src/catalog/types.ts";
import { parseCustomId } from "../../src/views/custom-id.ts";
import type { FactLine } from "../../src/views/facts.ts";
import { labCard, labDirectory, labSection, labSourceLines, sectionsOf } from "../../src/views/lab.ts";
import { brokenLimits } from "../../src/views/limits.ts";
import { topicCard, topicDirectory, topicSourceLines } from "../../src/views/market.ts";
import type { Message } from "../../src/views/message.ts";
import { modelCard, modelDetails, modelSourceLines, newestModels } from "../../src/views/model.ts";
import { modelListPage, pageSize } from "../../src/views/model-list.ts";
import { sourcesMessage } from "../../src/views/sources.ts";
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

const actions = new Map(commands.map((command) => [command.definition.name, command.actions ?? {}]));

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

/** Places that a Sources message lists, as `landscape:114`; a source without lines is its bare id. */
function listed(message: Message): Set<Place> {
  const found = new Set<Place>();
  let source = "";
  for (const line of message.embeds?.[0]?.description?.split("\n") ?? []) {
    source = /^\*\*([^*]+)\*\* · /.exec(line)?.[1] ?? source;
    for (const number of /: line ([\d, ]+)$/.exec(line)?.[1]?.split(", ") ?? [])
      found.add(`${source}:${number}`);
    if (line.startsWith("- ")) found.add(source);
  }
  return found;
}

/** Places that the lines rest on and the Sources message does not list, and what is wrong with it otherwise. */
function sourceFaults(name: string, lines: readonly FactLine[], shown: readonly Place[]): string[] {
  const message = sourcesMessage(catalog, name, lines);
  const there = listed(message);
  return [
    ...faults(message),
    ...(lines.length > 0 && there.size === 0 ? ["its Sources are empty"] : []),
    ...[...new Set(shown)]
      .filter((place) => !there.has(place))
      .map((place) => `its Sources leave out ${place}`),
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

const modelPlaces = ({ facts, scores, notable, standings, caveats, events, relations }: Model): Place[] =>
  placesIn([facts, scores, notable, standings, caveats, events, relations]);

/** What the lab's own card shows: facts, figures, standings, and the sentences and links that stand on it. */
function labPlaces(lab: Lab): Place[] {
  const card = texts(labCard(catalog, lab)).join("\n");
  const points = (lab.sections.overview ?? []).filter((point) => card.includes(escapeMarkdown(point.text)));
  const links = lab.relations.filter(({ kind }) => ["invests-in", "partner", "affiliate"].includes(kind));
  return placesIn([lab.facts, lab.figures, lab.standings, lab.people, points, links]);
}

const topicPlaces = ({ points, caveats }: Topic): Place[] => placesIn([points, caveats]);

describe("labs", () => {
  test.for(labs)("$id", (lab) => {
    expect(faults(labCard(catalog, lab))).toEqual([]);
    for (const person of lab.people) expect(faults(labCard(catalog, lab, person)), person.name).toEqual([]);
    expect(sourceFaults(lab.name, labSourceLines(catalog, lab, "card"), labPlaces(lab))).toEqual([]);
    for (const section of sectionsOf(catalog, lab)) {
      expect(faults(labSection(catalog, lab, section)), section).toEqual([]);
      const points = section === "caveats" ? lab.caveats : (lab.sections[section] ?? []);
      const lines = labSourceLines(catalog, lab, section);
      expect(sourceFaults(lab.name, lines, placesIn(points)), `sources of ${section}`).toEqual([]);
    }
  });
  test("the directory", () => expect(faults(labDirectory(catalog))).toEqual([]));
});

describe("models", () => {
  test.for(models)("$id", (model) => {
    expect(faults(modelCard(catalog, model))).toEqual([]);
    expect(faults(modelDetails(catalog, model))).toEqual([]);
    expect(sourceFaults(model.name, modelSourceLines(catalog, model), modelPlaces(model))).toEqual([]);
  });
  test("the newest", () => expect(faults(newestModels(catalog))).toEqual([]));
});

describe("topics", () => {
  test.for(topics)("$id", (topic) => {
    expect(faults(topicCard(catalog, topic))).toEqual([]);
    expect(sourceFaults(topic.name, topicSourceLines(topic), topicPlaces(topic))).toEqual([]);
  });
  test("the directory", () => expect(faults(topicDirectory(catalog))).toEqual([]));
});

describe("lists of models", () => {
  test.for(modelOrders)("every page, %s", (sort) => {
    for (const lab of [undefined, ...catalog.makers.map((one) => one.id)]) {
      const filter = { sort, ...(lab === undefined ? {} : { lab }) };
      const found = listModels(catalog, filter);
      for (let page = 0; page <= found.length / pageSize; page += 1)
        expect(faults(modelListPage(catalog, found, filter, page)), `${lab} page ${page}`).toEqual([]);
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
