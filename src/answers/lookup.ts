/** From what somebody typed to one entry's card, a choice or a miss: the same for every command with a name. */

import type { Choice, Services } from "../command.ts";
import type { Match, Resolution } from "../search/search.ts";
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

/** Makes an answer of an entry; `person` is through whom it was found. */
type Show = (entry: EntryRef, person?: string) => Message | undefined;

/** True where what was typed is one of the entry's names, or a part of its own name rather than only its lab's. */
function isOwnName({ tier, alias, entry }: Match): boolean {
  return tier === "exact" || ((tier === "prefix" || tier === "contains") && alias === entry.name);
}

/**
 * The answer where the name is one of the other kind: `/lab kling` gives Kling's lab, `/model alibaba` offers Alibaba
 * and its models. What fits this kind only in part gives way to the other kind's whole name.
 */
function acrossKinds(
  { catalog }: Services,
  other: Resolution,
  only: EntryRef["kind"],
  missed: boolean,
  show: Show,
): Message | undefined {
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
  show: Show,
): Message {
  const { catalog, search } = services;
  const exists = only === "lab" ? catalog.labs.has(typed) : catalog.models.has(typed);
  const known = exists ? show({ kind: only, id: typed }) : undefined;
  if (known !== undefined) return known;
  const found = search.resolveEach(typed);
  const result = found[only];
  const own = result.kind === "one" && isOwnName(result.match);
  const crossed = own
    ? undefined
    : acrossKinds(services, found[only === "lab" ? "model" : "lab"], only, result.kind === "miss", show);
  if (crossed !== undefined) return crossed;
  if (result.kind === "one") {
    const { kind, id, person } = result.match;
    const message = show({ kind, id }, person);
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
  return search.suggest(typed, { only, limit: limits.choices }).flatMap(({ id, person }) => {
    if (only === "lab") {
      const lab = catalog.labs.get(id);
      if (lab === undefined) return [];
      const zh = lab.nameZh === undefined ? "" : ` · ${lab.nameZh}`;
      // A person's name is a choice of its own: it opens the card with that person on it.
      const found = person === undefined ? undefined : search.resolve(person, { only });
      const byPerson = found?.kind === "one" && found.match.id === id ? person : undefined;
      const who = byPerson === undefined ? "" : ` · ${byPerson}`;
      return [{ name: shorten(lab.name + zh + who, limits.choiceText), value: byPerson ?? id }];
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
