/** A comparison as an answer: at once in words, with its picture as soon as that is drawn. */

import { subjectOf } from "../catalog/compare/subjects.ts";
import { compareModels, mostCompared } from "../catalog/compare.ts";
import type { Model } from "../catalog/types.ts";
import { type Answer, type Services, UserError } from "../command.ts";
import { en } from "../messages/en.ts";
import { comparisonMessage } from "../views/compare.ts";
import { comparisonChart } from "../views/compare-chart.ts";
import type { Message } from "../views/message.ts";
import { escapeMarkdown } from "../views/text.ts";

/** Why these models give no comparison: the same one twice, or a family and its own newest member. */
function tooFew({ catalog }: Services, models: readonly Model[]): UserError {
  const family = models.map((model) => subjectOf(catalog, model)).find((side) => side.family !== undefined);
  const isNamedTwice = new Set(models).size < 2;
  if (family?.family === undefined || isNamedTwice) return new UserError(en.comparing.needsTwo);
  return new UserError(
    en.comparing.sameThroughFamily(escapeMarkdown(family.family.name), escapeMarkdown(family.model.name)),
  );
}

/**
 * Compares the first five of some models. Throws UserError where they are not two different ones.
 *
 * @param notes sentences that come first: names that are not in the catalogue
 */
export function compared(
  services: Services,
  models: readonly Model[],
  audience: Message["audience"],
  notes: readonly string[] = [],
): Answer {
  const { catalog, pictures } = services;
  const comparison = compareModels(catalog, models);
  if (comparison === undefined) throw tooFew(services, models);
  const left = Math.max(0, new Set(models).size - mostCompared);
  const said = { audience, notes: [...(left > 0 ? [en.comparing.moreThanFive(left)] : []), ...notes] };
  const chart = comparisonChart(catalog, comparison);
  const inWords = comparisonMessage(catalog, comparison, said);
  if (chart === undefined) return inWords;
  const withPicture = (data: Uint8Array): Message => {
    const picture = { name: en.comparing.chartFile, data, description: chart.description };
    return comparisonMessage(catalog, comparison, { ...said, picture });
  };
  const ready = pictures.ready(chart);
  if (ready !== undefined) return withPicture(ready);
  return {
    ...inWords,
    async later() {
      const drawn = await pictures.draw(chart);
      return drawn === undefined ? undefined : withPicture(drawn);
    },
  };
}
