/** Answers to questions in words: what was understood and the answer first, then the entries, then how to ask on. */
import type { Finding } from "../ask/aspect.ts";
import type { Ranked, Ranking } from "../ask/most.ts";
import type { Measure, Question, Subject } from "../ask/question.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { type FigureName, ownPrice } from "../catalog/figures.ts";
import type { Conditions, Selection } from "../catalog/select.ts";
import type { Lab, Model } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { type Asked, aspectLines, subjectName } from "./ask-aspect.ts";
import { type Marker, marker } from "./citations.ts";
import { labColor } from "./colors.ts";
import { conditionWords, scaledText, spanText } from "./conditions.ts";
import { customId } from "./custom-id.ts";
import { entryLine, modelSelect, whenText } from "./entry.ts";
import { fitLines, limits } from "./limits.ts";
import type { Message, Row } from "./message.ts";
import { priceBrief } from "./price.ts";
import { measurer } from "./scores.ts";
import { bullet, escapeMarkdown } from "./text.ts";

const words = en.asking;
const mostShown = 15;
const mostRanked = 5;

export function answerMessage(
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
  found: readonly { subject: Subject; finding: Finding; through?: Subject }[],
): Message {
  const mark = marker(catalog);
  const through = [...new Set(found.flatMap((one) => one.through ?? []))];
  const lines = [
    ...found.flatMap(({ subject, finding }) => aspectLines(catalog, question, subject, finding, mark)),
    ...through.map((subject) => `-# ${words.byMembers(subjectName(subject))}`),
  ];
  const models = found.flatMap(({ subject }) => (subject.kind === "model" ? [subject.model] : []));
  const labs = found.flatMap(({ subject }) => (subject.kind === "lab" ? [subject.lab] : []));
  const related = found.flatMap(({ finding }) => (finding.kind === "related" ? finding.models : []));
  const made = found.flatMap(({ finding }) => (finding.kind === "maker" ? [finding.lab] : []));
  return answerMessage(catalog, lines, [...new Set([...models, ...related])], labButtons([...labs, ...made]));
}

export function labButtons(labs: readonly Lab[]): Row[] {
  if (labs.length === 0) return [];
  return [
    labs
      .slice(0, 5)
      .map((lab) => ({ kind: "button" as const, label: lab.name, id: customId("lab", "card", lab.id) })),
  ];
}

/** A list of models by conditions. */
export function modelsAnswer(
  catalog: Catalog,
  { where, isYesNo }: Extract<Question, { kind: "models" }>,
  { models, unknown }: Selection,
): Message {
  const conditions = conditionWords(catalog, where);
  const shown = models.slice(0, mostShown);
  // What was asked for stands on each line.
  const keep = [
    ...(where.licence === undefined && where.weights === undefined ? [] : (["terms"] as const)),
    ...(where.minContext === undefined ? [] : (["context"] as const)),
    ...(where.minSize === undefined && where.maxSize === undefined ? [] : (["size"] as const)),
  ];
  return answerMessage(
    catalog,
    [
      (isYesNo === true ? `${models.length > 0 ? words.yes : words.noneKnown}: ` : "") +
        (models.length === 0 ? words.listNone(conditions) : words.list(models.length, conditions)),
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
  among: readonly Model[],
): Message {
  const conditions = conditionWords(catalog, where);
  const [first] = ranked;
  if (first === undefined) {
    const shown = among.slice(0, mostRanked);
    const what =
      measure.by === "score"
        ? (catalog.benchmarks.get(measure.benchmark)?.name ?? measure.benchmark)
        : words.figureNames[measure.figure];
    const newest = shown.map((model) => bullet(entryLine(catalog, model)));
    return answerMessage(
      catalog,
      [
        words.mostNone(conditions, escapeMarkdown(what)),
        ...(shown.length === 0 ? [] : [words.newest]),
        ...newest,
      ],
      shown,
    );
  }
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
  return answerMessage(
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

/** One model for every lab, the best first. */
export function eachAnswer(catalog: Catalog, measure: Measure, found: readonly Ranked[]): Message {
  const mark = marker(catalog);
  const isLeast = measure.by === "figure" && measure.least;
  const sorted = [...found].sort((a, b) => (isLeast ? a.value - b.value : b.value - a.value));
  const what =
    measure.by === "score"
      ? (catalog.benchmarks.get(measure.benchmark)?.name ?? measure.benchmark)
      : words.most[measure.figure][measure.least ? "least" : "most"];
  return answerMessage(
    catalog,
    [
      words.each(escapeMarkdown(what), sorted.length),
      ...sorted.map((one) =>
        bullet(
          `${escapeMarkdown(catalog.labOf(one.model)?.name ?? one.model.lab)} · **${escapeMarkdown(one.model.name)}** · ${rankedText(one, measure, mark)}`,
        ),
      ),
    ],
    sorted.map(({ model }) => model).slice(0, limits.selectOptions),
  );
}

export function countAnswer(
  catalog: Catalog,
  of: "models" | "labs",
  where: Conditions,
  { models, unknown }: Selection,
): Message {
  if (of === "labs")
    return answerMessage(catalog, [words.countLabs(catalog.makers.length, models.length)], []);
  return answerMessage(
    catalog,
    [
      words.countModels(models.length, conditionWords(catalog, where)),
      ...models.slice(0, mostRanked).map((model) => bullet(entryLine(catalog, model))),
      ...(unknown === 0 ? [] : [`-# ${words.unknown(unknown)}`]),
    ],
    models.slice(0, limits.selectOptions),
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
    return answerMessage(
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
  return answerMessage(
    catalog,
    [words.newsNone(when), words.newest, ...newest.map((model) => bullet(entryLine(catalog, model)))],
    newest,
  );
}
