/** The message menu "Find models": the labs and models that a message names, privately, to be posted if wanted. */
import { ContextMenuCommandBuilder } from "@discordjs/builders";
import { ApplicationCommandType } from "discord-api-types/v10";
import { namedByHandle } from "../src/catalog/compare/handles.ts";
import { type Command, PersonError, type Services } from "../src/command.ts";
import { en } from "../src/messages/en.ts";
import { type EntryRef, missMessage, noteMessage } from "../src/views/answers.ts";
import type { Message } from "../src/views/message.ts";
import { findModelsName, namedList, privateCard } from "../src/views/named.ts";
import { echo } from "../src/views/text.ts";
import { everywhere } from "./everywhere.ts";
import { cardOf } from "./lookup.ts";
import { type NamedIn, namedIn } from "./named.ts";

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

export const findModels: Command = {
  definition: everywhere(
    new ContextMenuCommandBuilder().setName(findModelsName).setType(ApplicationCommandType.Message),
  ),
  run: ({ message }, services) => foundMessage(services, namedIn(services, message?.content ?? ""), "asker"),
  actions: {
    open: ({ values }, services) => {
      const id = values[0] ?? "";
      const kind = services.catalog.models.has(id) ? "model" : "lab";
      const card = cardOf(services, { kind, id });
      if (card === undefined) throw new PersonError(en.notThere);
      return { as: "update", message: privateCard(card, id) };
    },
    post: ({ args }, services) => {
      const named = args.flatMap((handle) => namedByHandle(services.catalog, handle) ?? []);
      if (named.length === 0) throw new PersonError(en.notThere);
      const things = {
        models: named.flatMap((one) => (one.kind === "model" ? [one.model] : [])),
        labs: named.flatMap((one) => (one.kind === "lab" ? [one.lab] : [])),
        unknown: [],
      };
      return { as: "reply", message: foundMessage(services, things, "everyone") };
    },
  },
};
