/** The labs and models that a message names: for mentions and message menus. */
import type { Lab, Model } from "../catalog/types.ts";
import type { Services } from "../command.ts";
import { en } from "../messages/en.ts";
import { type EntryRef, missMessage, noteMessage } from "../views/answers.ts";
import type { Message } from "../views/message.ts";
import { namedList, privateCard } from "../views/named.ts";
import { echo } from "../views/text.ts";
import { cardOf } from "./lookup.ts";

/** More names than this are not even counted. */
const mostNames = 300;

export interface NamedIn {
  /** In the order of the message, each once. */
  models: readonly Model[];
  /** Labs whose name stands for no family of models. */
  labs: readonly Lab[];
  /** As typed: names with a version that no entry has (`glm 4.7`), and the models that may be meant. */
  unknown: readonly { typed: string; suggestions: readonly Model[] }[];
}

/** The family that a lab's name means beside a model's: `deepseek vs kimi`. */
function familyOf({ catalog, search }: Services, lab: Lab, text: string): Model | undefined {
  const result = search.resolve(text, { only: "model" });
  const model = result.kind === "one" ? catalog.models.get(result.match.id) : undefined;
  return model?.kind === "family" && model.lab === lab.id ? model : undefined;
}

/** Reads names in running text. Bounded by what findInText reads of it. */
export function namedIn(services: Services, text: string): NamedIn {
  const { catalog, search } = services;
  const mentions = search.findInText(text, { limit: mostNames });
  const models = new Set<Model>();
  const labs = new Set<Lab>();
  const unknown = new Map<string, readonly Model[]>();
  for (const mention of mentions) {
    if (mention.unmatched !== undefined) {
      const found = search.find(mention.text, { only: "model", limit: 5 });
      unknown.set(
        mention.text,
        found.flatMap((match) => catalog.models.get(match.id) ?? []),
      );
      continue;
    }
    const model = mention.kind === "model" ? catalog.models.get(mention.id) : undefined;
    const lab = mention.kind === "lab" ? catalog.labs.get(mention.id) : undefined;
    const family =
      lab === undefined || mentions.length < 2 ? undefined : familyOf(services, lab, mention.text);
    const meant = model ?? family;
    if (meant !== undefined) models.add(meant);
    else if (lab !== undefined) labs.add(lab);
  }
  return {
    models: [...models],
    labs: [...labs],
    unknown: [...unknown].map(([typed, suggestions]) => ({ typed, suggestions })),
  };
}

const typedIn = (named: NamedIn): string[] => named.unknown.map((one) => echo(one.typed));

/** One entry's card, or the list of all that is named; `audience` asker adds the button to post it. */
export function foundMessage(services: Services, named: NamedIn, audience: Message["audience"]): Message {
  const [entry, ...more] = [
    ...named.models.map((model): EntryRef => ({ kind: "model", id: model.id })),
    ...named.labs.map((lab): EntryRef => ({ kind: "lab", id: lab.id })),
  ];
  if (entry === undefined) {
    const [unknown] = named.unknown;
    if (unknown === undefined) return noteMessage(en.comparing.namedNone);
    const suggestions = unknown.suggestions.map((model): EntryRef => ({ kind: "model", id: model.id }));
    return missMessage(services.catalog, unknown.typed, suggestions);
  }
  const card = more.length === 0 && named.unknown.length === 0 ? cardOf(services, entry) : undefined;
  if (card === undefined) return namedList(services.catalog, { ...named, unknown: typedIn(named) }, audience);
  return audience === "asker" ? privateCard(card, entry.id) : card;
}
