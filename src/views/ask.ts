/** Answers to questions in words: what was understood and the answer first, then the entries, then how to ask on. */
import type { Finding } from "../ask/aspect.ts";
import type { Ranked, Ranking } from "../ask/most.ts";
import type { Measure, Question, Subject } from "../ask/question.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { type FigureName, ownPrice } from "../catalog/figures.ts";
import type { Conditions, Selection } from "../catalog/select.ts";
import type { Lab, Model } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { type Asked, aspectLines } from "./ask-aspect.ts";
import { type Marker, marker } from "./citations.ts";
import { labColor } from "./colors.ts";
import { conditionWords, scaledText, spanText } from "./conditions.ts";
import { customId } from "./custom-id.ts";
import { entryLine, modelSelect, whenText } from "./entry.ts";
import { fitLines, limits } from "./limits.ts";
import type { Message, Row } from "./message.ts";
import { priceBrief } from "./price.ts";
import { measurer } from "./scores.ts";
import { bullet, echo, escapeMarkdown } from "./text.ts";

const words = en.asking;
const mostShown = 15;
const mostRanked = 5;

function message(
  catalog: Catalog,
  lines: readonly string[],
  models: readonly Model[],
  rows: readonly Row[] = [],
): Message {
  const [first] = models;
  const menu: Row[] =
    models.length === 0 ? [] : [[modelSelect(catalog, models, customId("model", "open"), words.choose)]];
  return {
    audience: "everyone",
    embeds: [
      {
        description: fitLines(lines, limits.description, en.more),
        ...(first === undefined ? {} : { color: labColor(catalog, first.lab) }),
      },
    ],
    rows: [...menu, ...rows],
  };
}

/** One thing about some entries. */
export function aspectAnswer(
  catalog: Catalog,
  question: Asked,
  found: readonly { subject: Subject; finding: Finding }[],
): Message {
  const mark = marker(catalog);
  const lines = found.flatMap(({ subject, finding }) =>
    aspectLines(catalog, question, subject, finding, mark),
  );
  const models = found.flatMap(({ subject }) => (subject.kind === "model" ? [subject.model] : []));
  const labs = found.flatMap(({ subject }) => (subject.kind === "lab" ? [subject.lab] : []));
  const related = found.flatMap(({ finding }) => (finding.kind === "related" ? finding.models : []));
  const made = found.flatMap(({ finding }) => (finding.kind === "maker" ? [finding.lab] : []));
  return message(catalog, lines, [...new Set([...models, ...related])], labButtons([...labs, ...made]));
}

function labButtons(labs: readonly Lab[]): Row[] {
  if (labs.length === 0) return [];
  return [
    labs
      .slice(0, 5)
      .map((lab) => ({ kind: "button" as const, label: lab.name, id: customId("lab", "card", lab.id) })),
  ];
}

/** A list of models by conditions. */
export function modelsAnswer(catalog: Catalog, where: Conditions, { models, unknown }: Selection): Message {
  const conditions = conditionWords(catalog, where);
  const shown = models.slice(0, mostShown);
  // What was asked for stands on each line.
  const keep = [
    ...(where.licence === undefined && where.weights === undefined ? [] : (["terms"] as const)),
    ...(where.minContext === undefined ? [] : (["context"] as const)),
    ...(where.minSize === undefined && where.maxSize === undefined ? [] : (["size"] as const)),
  ];
  return message(
    catalog,
    [
      models.length === 0 ? words.listNone(conditions) : words.list(models.length, conditions),
      ...shown.map((model) => bullet(entryLine(catalog, model, { keep }))),
      ...(models.length > shown.length ? [en.more(models.length - shown.length)] : []),
      ...(unknown === 0 ? [] : [`-# ${words.unknown(unknown)}`]),
    ],
    models.slice(0, limits.selectOptions),
  );
}

function figureText(model: Model, figure: FigureName, value: number, mark: Marker): string {
  const { facts } = model;
  const claim = {
    size: facts.parametersTotal,
    active: facts.parametersActive,
    context: facts.context,
    input: undefined,
    output: undefined,
    released: undefined,
  }[figure]?.claims[0];
  if (claim !== undefined) return escapeMarkdown(claim.text) + mark(claim.places);
  if (figure === "released") return whenText(model) + mark(facts.released?.claims[0].places ?? []);
  const price = ownPrice(model);
  return price === undefined
    ? `$${scaledText(value)}`
    : words.rate(priceBrief(price.value)) + mark(price.places);
}

function rankedText(entry: Ranked, measure: Measure, mark: Marker): string {
  if (measure.by === "figure") return figureText(entry.model, measure.figure, entry.value, mark);
  const { score } = entry;
  if (score === undefined) return String(entry.value);
  const aside = [score.setting, measurer(score)].filter((one) => one !== undefined).map(escapeMarkdown);
  return `${escapeMarkdown(score.text)}${mark(score.places)} (${aside.join("; ")})`;
}

/** The most or the least of something, with the next ones and how many were compared. */
export function mostAnswer(
  catalog: Catalog,
  measure: Measure,
  where: Conditions,
  { ranked, lacking }: Ranking,
): Message {
  const conditions = conditionWords(catalog, where);
  const [first] = ranked;
  if (first === undefined) return message(catalog, [words.mostNone(conditions)], []);
  const mark = marker(catalog);
  const name = escapeMarkdown(first.model.name);
  const ties = ranked.filter((one) => one.value === first.value).slice(1);
  const head =
    measure.by === "figure"
      ? words.mostLine(
          name,
          words.most[measure.figure][measure.least ? "least" : "most"],
          rankedText(first, measure, mark),
        )
      : words.bestLine(
          name,
          escapeMarkdown(catalog.benchmarks.get(measure.benchmark)?.name ?? measure.benchmark),
          rankedText(first, measure, mark),
        );
  const next = ranked.slice(1, mostRanked);
  const notes = [
    words.of(ranked.length, lacking, conditions),
    ...(measure.by === "score" ? [words.byLabs] : measure.figure === "output" ? [words.inDollars] : []),
  ];
  return message(
    catalog,
    [
      head,
      ...(ties.length === 0
        ? []
        : [
            words.ties(
              ties
                .slice(0, 8)
                .map(({ model }) => escapeMarkdown(model.name))
                .join(", "),
            ),
          ]),
      ...next.map((one) =>
        bullet(
          `${escapeMarkdown(one.model.name)} · ${escapeMarkdown(catalog.labOf(one.model)?.name ?? one.model.lab)} · ${rankedText(one, measure, mark)}`,
        ),
      ),
      `-# ${notes.join(" ")}`,
    ],
    ranked.slice(0, limits.selectOptions).map(({ model }) => model),
  );
}

export function countAnswer(
  catalog: Catalog,
  of: "models" | "labs",
  where: Conditions,
  { models, unknown }: Selection,
): Message {
  if (of === "labs") return message(catalog, [words.countLabs(catalog.makers.length, models.length)], []);
  return message(
    catalog,
    [
      words.countModels(models.length, conditionWords(catalog, where)),
      ...models.slice(0, mostRanked).map((model) => bullet(entryLine(catalog, model))),
      ...(unknown === 0 ? [] : [`-# ${words.unknown(unknown)}`]),
    ],
    models.slice(0, limits.selectOptions),
  );
}

/** Labs of a city; `unknown`: labs whose place nobody states. */
export function labsAnswer(
  catalog: Catalog,
  city: string | undefined,
  labs: readonly Lab[],
  unknown: number,
): Message {
  const head =
    city === undefined
      ? words.countLabs(labs.length, catalog.newest.length)
      : labs.length === 0
        ? words.labsNone(city)
        : words.labsIn(labs.length, city);
  const mark = marker(catalog);
  const lines = labs.map((lab) => {
    const place = lab.facts.place?.claims[0];
    const newest = catalog.releasesOf(lab.id)[0];
    return bullet(
      [
        `**${escapeMarkdown(lab.name)}**`,
        ...(lab.nameZh === undefined ? [] : [lab.nameZh]),
        ...(place === undefined ? [] : [`${escapeMarkdown(place.text)}${mark(place.places)}`]),
        ...(newest === undefined ? [] : [escapeMarkdown(newest.name)]),
      ].join(" · "),
    );
  });
  return message(
    catalog,
    [head, ...lines, ...(unknown === 0 ? [] : [`-# ${words.placeUnknown(unknown)}`])],
    [],
    labButtons(labs),
  );
}

/** What came out in a time, newest first. */
export function newsAnswer(
  catalog: Catalog,
  question: Extract<Question, { kind: "news" }>,
  { models }: Selection,
): Message {
  const { where, since, until } = question;
  const conditions = conditionWords(catalog, where);
  const when = [conditions, spanText(since, until)].filter((one) => one !== "").join(" · ");
  if (models.length > 0) {
    return message(
      catalog,
      [
        words.news(models.length, when),
        ...models.slice(0, mostShown).map((model) => bullet(entryLine(catalog, model))),
        ...(models.length > mostShown ? [en.more(models.length - mostShown)] : []),
      ],
      models.slice(0, limits.selectOptions),
    );
  }
  const newest = catalog.newest
    .filter((model) => where.lab === undefined || model.lab === where.lab)
    .slice(0, mostRanked);
  return message(
    catalog,
    [words.newsNone(when), words.newest, ...newest.map((model) => bullet(entryLine(catalog, model)))],
    newest,
  );
}

/** How to ask. */
export function helpAnswer(): Message {
  return {
    audience: "everyone",
    embeds: [
      {
        description: [
          words.help,
          ...words.examples.map((one) => bullet(`\`${one}\``)),
          words.helpCommands,
        ].join("\n"),
      },
    ],
  };
}

/** Not understood: one line, and three things that would work. */
export function nothingAnswer(typed: string, tries: readonly string[]): Message {
  return {
    audience: "asker",
    embeds: [{ description: `${words.nothing(echo(typed))}\n${words.tries(tries)}` }],
  };
}
