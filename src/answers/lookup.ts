/** From what somebody typed to one entry's card, a choice or a miss: the same for every command with a name. */

import type { Choice, Services } from "../command.ts";
import type { Match } from "../search/search.ts";
import type { EntryRef } from "../views/answers.ts";
import { choiceMessage, labNotModelMessage, missMessage } from "../views/answers.ts";
import { whenText } from "../views/entry.ts";
import { labCard } from "../views/lab.ts";
import { limits, shorten } from "../views/limits.ts";
import type { Message } from "../views/message.ts";
import { modelCard } from "../views/model.ts";
import { remembered } from "./remembered.ts";

const cards = remembered<Message>(1_000);
const answers = remembered<Message>(500);
const completions = remembered<Choice[]>(500);

/** The card of an entry, or undefined where the catalogue does not have it. Shared: not to be changed. */
export function cardOf({ catalog }: Services, entry: EntryRef): Message | undefined {
  if (entry.kind === "lab") {
    const lab = catalog.labs.get(entry.id);
    return lab === undefined ? undefined : cards(catalog, `lab:${entry.id}`, () => labCard(catalog, lab));
  }
  const model = catalog.models.get(entry.id);
  return model === undefined
    ? undefined
    : cards(catalog, `model:${entry.id}`, () => modelCard(catalog, model));
}

/** True where what was typed is one of the entry's names, or a part of its own name rather than only its lab's. */
function isOwnName({ tier, alias, entry }: Match): boolean {
  return tier === "exact" || ((tier === "prefix" || tier === "contains") && alias === entry.name);
}

/**
 * The answer where the name is one of the other kind: `/lab kling` gives Kling's lab, `/model alibaba` offers Alibaba
 * and its models. What fits this kind only in part gives way to the other kind's whole name.
 */
function acrossKinds(
  { catalog, search }: Services,
  typed: string,
  only: EntryRef["kind"],
  missed: boolean,
  show: (entry: EntryRef) => Message | undefined,
): Message | undefined {
  const other = search.resolve(typed, { only: only === "lab" ? "model" : "lab" });
  if (other.kind !== "one" || !(missed || other.match.tier === "exact")) return undefined;
  if (only === "lab") {
    const model = catalog.models.get(other.match.id);
    return model === undefined ? undefined : show({ kind: "lab", id: model.lab });
  }
  const lab = catalog.labs.get(other.match.id);
  return lab === undefined ? undefined : labNotModelMessage(catalog, lab);
}

/** Answers a name: its card, a choice between several, or a miss with suggestions. Shared: not to be changed. */
export function answerName(services: Services, typed: string, only: EntryRef["kind"]): Message {
  return answers(services.search, `${only}:${typed}`, () =>
    answerNameWith(services, typed, only, (entry) => cardOf(services, entry)),
  );
}

/** The same with what `show` makes of the entry in place of its card. */
export function answerNameWith(
  services: Services,
  typed: string,
  only: EntryRef["kind"],
  show: (entry: EntryRef) => Message | undefined,
): Message {
  const { catalog, search } = services;
  const exists = only === "lab" ? catalog.labs.has(typed) : catalog.models.has(typed);
  const known = exists ? show({ kind: only, id: typed }) : undefined;
  if (known !== undefined) return known;
  const result = search.resolve(typed, { only });
  const own = result.kind === "one" && isOwnName(result.match);
  const crossed = own ? undefined : acrossKinds(services, typed, only, result.kind === "miss", show);
  if (crossed !== undefined) return crossed;
  if (result.kind === "one") {
    const message = show({ kind: result.match.kind, id: result.match.id });
    if (message !== undefined) return message;
  }
  if (result.kind === "choice") return choiceMessage(catalog, typed, result.matches);
  return missMessage(catalog, typed, result.kind === "miss" ? result.suggestions : []);
}

/** Choices for a name being typed: the label says what the entry is, the value is its id. */
export function completeName(services: Services, typed: string, only: EntryRef["kind"]): readonly Choice[] {
  return completions(services.search, `${only}:${typed}`, () => makeChoices(services, typed, only));
}

function makeChoices({ catalog, search }: Services, typed: string, only: EntryRef["kind"]): Choice[] {
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
