/** From what somebody typed to one entry's card, a choice or a miss: the same for every command with a name. */
import type { Choice, Services } from "../src/command.ts";
import type { EntryRef } from "../src/views/answers.ts";
import { choiceMessage, missMessage } from "../src/views/answers.ts";
import { labCard } from "../src/views/lab.ts";
import { limits, shorten } from "../src/views/limits.ts";
import type { Message } from "../src/views/message.ts";
import { modelCard, whenText } from "../src/views/model.ts";

/** The card of an entry, or undefined where the catalogue does not have it. */
export function cardOf({ catalog }: Services, entry: EntryRef): Message | undefined {
  if (entry.kind === "lab") {
    const lab = catalog.labs.get(entry.id);
    return lab === undefined ? undefined : labCard(catalog, lab);
  }
  const model = catalog.models.get(entry.id);
  return model === undefined ? undefined : modelCard(catalog, model);
}

/** Answers a name: the card that `show` makes, a choice between several, or a miss with suggestions. */
export function answerName(
  services: Services,
  typed: string,
  only: EntryRef["kind"],
  show: (entry: EntryRef) => Message | undefined = (entry) => cardOf(services, entry),
): Message {
  const { catalog, search } = services;
  const exists = only === "lab" ? catalog.labs.has(typed) : catalog.models.has(typed);
  const result = exists
    ? ({ kind: "one", match: { kind: only, id: typed } } as const)
    : search.resolve(typed, { only });
  if (result.kind === "one") {
    const message = show({ kind: result.match.kind, id: result.match.id });
    if (message !== undefined) return message;
  }
  if (result.kind === "choice") return choiceMessage(catalog, typed, result.matches);
  return missMessage(catalog, typed, result.kind === "miss" ? result.suggestions : []);
}

/** Choices for a name being typed: the label says what the entry is, the value is its id. */
export function completeName(services: Services, typed: string, only: EntryRef["kind"]): Choice[] {
  const { catalog, search } = services;
  return search.suggest(typed, { only, limit: limits.choices }).flatMap(({ id }) => {
    if (only === "lab") {
      const lab = catalog.labs.get(id);
      if (lab === undefined) return [];
      const zh = lab.nameZh === undefined ? "" : ` · ${lab.nameZh}`;
      return [{ name: shorten(lab.name + zh, limits.choiceText), value: id }];
    }
    const model = catalog.models.get(id);
    if (model === undefined) return [];
    const size = model.facts.parametersTotal?.claims[0].text;
    const parts = [
      model.name,
      catalog.labOf(model)?.name ?? model.lab,
      whenText(model),
      ...(size ? [size] : []),
    ];
    return [{ name: shorten(parts.join(" · "), limits.choiceText), value: id }];
  });
}
