/** Answers that list labs or scores, and those that say how to ask. */

import type { Catalog } from "../catalog/catalog.ts";
import { type LabField, labFields } from "../catalog/fields.ts";
import { bestScore } from "../catalog/scoreboard.ts";
import type { Lab, Model } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { answerMessage, labButtons } from "./ask.ts";
import { marker } from "./citations.ts";
import { factText } from "./facts.ts";
import type { Message } from "./message.ts";
import { scoreLine } from "./scores.ts";
import { bullet, echo, escapeMarkdown } from "./text.ts";

const words = en.asking;
const mostLines = 12;

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
  return answerMessage(
    catalog,
    [head, ...lines, ...(unknown === 0 ? [] : [`-# ${words.placeUnknown(unknown)}`])],
    [],
    labButtons(labs),
  );
}

/** The labs that state a field, with what is stated. */
export function labsStating(catalog: Catalog, field: LabField): Message {
  const mark = marker(catalog);
  const definition = labFields[field];
  const label = definition.label.toLowerCase();
  const stating = catalog.makers.flatMap((lab) => {
    const fact = lab.facts[field];
    return fact === undefined ? [] : [{ lab, text: factText(definition.value, fact, mark) }];
  });
  return answerMessage(
    catalog,
    [
      words.labsStating(stating.length, label),
      ...stating.map(({ lab, text }) => bullet(`**${escapeMarkdown(lab.name)}** · ${text}`)),
      `-# ${words.labsSilent(catalog.makers.length - stating.length, label)}`,
    ],
    [],
    labButtons(stating.map(({ lab }) => lab)),
  );
}

/** What some models score on the versions of a benchmark; who says nothing is named. */
export function scoresAnswer(
  catalog: Catalog,
  models: readonly Model[],
  benchmarks: readonly string[],
): Message {
  const mark = marker(catalog);
  const found = benchmarks.flatMap((id) => {
    const benchmark = catalog.benchmarks.get(id);
    if (benchmark === undefined) return [];
    const sides = models.map((model) => ({
      model,
      best: bestScore(model, benchmark),
      scores: model.scores.filter((score) => score.benchmark === id),
    }));
    return sides.some(({ scores }) => scores.length > 0) || benchmarks.length === 1
      ? [{ benchmark, sides }]
      : [];
  });
  const names = benchmarks.map((id) => catalog.benchmarks.get(id)?.name ?? id);
  const heads = found.flatMap(({ benchmark, sides }) => {
    const judged = sides.flatMap(({ model, best }) => (best === undefined ? [] : [{ model, score: best }]));
    const sign = benchmark.higherIsBetter ? 1 : -1;
    const [first, second] = judged.sort((a, b) => sign * (b.score.score - a.score.score));
    if (first === undefined) return [];
    const [name, text] = [escapeMarkdown(first.model.name), escapeMarkdown(first.score.text)];
    if (second === undefined) return [words.scoreOne(name, escapeMarkdown(benchmark.name), text)];
    return [
      words.scoreTwo(
        escapeMarkdown(benchmark.name),
        name,
        text,
        escapeMarkdown(second.model.name),
        escapeMarkdown(second.score.text),
        first.score.score === second.score.score,
      ),
    ];
  });
  const silent = models.filter((model) =>
    found.every(({ sides }) => sides.every((side) => side.model !== model || side.scores.length === 0)),
  );
  return answerMessage(
    catalog,
    [
      ...(heads.length > 0 ? heads.slice(0, 3) : []),
      ...silent.map((model) => words.notStated(escapeMarkdown(model.name), escapeMarkdown(names.join(", ")))),
      ...found
        .flatMap(({ sides }) =>
          sides.flatMap(({ model, scores }) =>
            scores.map((score) =>
              bullet(`${escapeMarkdown(model.name)} · ${scoreLine(catalog, score, mark, true)}`),
            ),
          ),
        )
        .slice(0, mostLines),
      ...(heads.length === 0 ? [] : [`-# ${words.byLabs}`]),
    ],
    models,
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
