/** `/compare`: two to five models side by side; and the buttons of every comparison, wherever it was made. */
import { SlashCommandBuilder, type SlashCommandStringOption } from "@discordjs/builders";
import { compared } from "../src/answers/comparison.ts";
import { completeName } from "../src/answers/lookup.ts";
import { modelByHandle } from "../src/catalog/compare/handles.ts";
import { type Comparison, compareModels } from "../src/catalog/compare.ts";
import { flagshipOfLab } from "../src/catalog/flagship.ts";
import type { Lab, Model } from "../src/catalog/types.ts";
import { type Answer, type Command, everywhere, type Services, UserError } from "../src/command.ts";
import { en } from "../src/messages/en.ts";
import { missMessage } from "../src/views/answers.ts";
import { comparisonAll, comparisonSources } from "../src/views/compare-all.ts";
import { candidateMenu, reductionMenu, unclearName } from "../src/views/compare-choices.ts";
import { modelCard } from "../src/views/model.ts";
import { echo, escapeMarkdown, inWords } from "../src/views/text.ts";

const places = ["first", "second", "third", "fourth", "fifth"] as const;

const nameOption =
  (name: (typeof places)[number], isRequired: boolean) => (option: SlashCommandStringOption) =>
    option.setName(name).setDescription(`The ${name} model`).setAutocomplete(true).setRequired(isRequired);

const definition = new SlashCommandBuilder()
  .setName("compare")
  .setDescription("Two to five models side by side: what differs, who leads, with a chart");
for (const name of places) {
  definition.addStringOption(nameOption(name, name === "first" || name === "second"));
}

interface Named {
  typed: string;
  model?: Model;
  /** Where several models, or none, are called that. */
  choices: readonly Model[];
  isMiss: boolean;
  /** The lab that was named, where its newest model is compared. */
  through?: Lab;
}

/** The model that stands for the lab that a name means. */
function flagshipOf({ catalog, search }: Pick<Services, "catalog" | "search">, typed: string) {
  const result = search.resolve(typed, { only: "lab" });
  const lab = result.kind === "one" ? catalog.labs.get(result.match.id) : undefined;
  const model = lab === undefined ? undefined : flagshipOfLab(catalog, lab.id);
  return lab === undefined || model === undefined ? undefined : { lab, model };
}

function read({ catalog, search }: Services, typed: string): Named {
  const byId = catalog.models.get(typed);
  if (byId !== undefined) return { typed, model: byId, choices: [], isMiss: false };
  const result = search.resolve(typed, { only: "model" });
  if (result.kind === "one") {
    const model = catalog.models.get(result.match.id);
    if (model !== undefined) return { typed, model, choices: [], isMiss: false };
  }
  const newest = flagshipOf({ catalog, search }, typed);
  if (result.kind === "miss" && newest !== undefined)
    return { typed, model: newest.model, through: newest.lab, choices: [], isMiss: false };
  const matches =
    result.kind === "choice" ? result.matches : result.kind === "miss" ? result.suggestions : [];
  const choices = matches.flatMap((match) => catalog.models.get(match.id) ?? []);
  return { typed, choices, isMiss: result.kind !== "choice" };
}

function answer(services: Services, typed: readonly string[]): Answer {
  const named = typed.map((text) => read(services, text));
  const unclear = named.filter((one) => one.model === undefined);
  const [first, ...more] = unclear;
  const models = named.flatMap((one) => one.model ?? []);
  const notes = named.flatMap(({ through, model }) =>
    through === undefined || model === undefined
      ? []
      : [en.comparing.throughLab(escapeMarkdown(through.name), escapeMarkdown(model.name))],
  );
  if (first === undefined) return compared(services, models, "everyone", notes);
  if (more.length > 0) {
    const names = inWords(unclear.map((one) => `**${echo(one.typed)}**`));
    throw new UserError(en.comparing.severalUnknown(names));
  }
  if (first.choices.length === 0) return missMessage(services.catalog, first.typed, []);
  const say = first.isMiss ? en.noSuchEntry : en.choiceTitle;
  return unclearName(services.catalog, say(echo(first.typed)), first.choices, models, named.indexOf(first));
}

/** Models of a button's handles. Throws UserError where the catalogue no longer has one. */
function modelsOf({ catalog }: Services, handles: readonly string[]): Model[] {
  return handles.map((handle) => {
    const model = modelByHandle(catalog, handle);
    if (model === undefined) throw new UserError(en.notThere);
    return model;
  });
}

function chosen({ catalog }: Services, ids: readonly string[]): Model[] {
  return ids.map((id) => {
    const model = catalog.models.get(id);
    if (model === undefined) throw new UserError(en.notThere);
    return model;
  });
}

function comparisonOf(services: Services, handles: readonly string[]): Comparison {
  const comparison = compareModels(services.catalog, modelsOf(services, handles));
  if (comparison === undefined) throw new UserError(en.notThere);
  return comparison;
}

export const compare: Command = {
  definition: everywhere(definition),
  run({ options }, services) {
    const typed = places.flatMap((name) => {
      const text = String(options.get(name) ?? "").trim();
      return text === "" ? [] : [text];
    });
    return answer(services, typed);
  },
  complete: (_option, typed, _input, services) => completeName(services, typed, "model"),
  actions: {
    /** The button of a model's card. */
    with: ({ args }, services) => ({
      as: "reply",
      message: candidateMenu(services.catalog, chosen(services, args)),
    }),
    add: ({ args }, services) => ({
      as: "reply",
      message: candidateMenu(services.catalog, modelsOf(services, args)),
    }),
    pick: ({ args, values }, services) => ({
      as: "update",
      message: compared(services, [...modelsOf(services, args), ...chosen(services, values)], "asker"),
    }),
    /** The button under a list of models. */
    these: ({ args }, services) => ({
      as: "update",
      message: compared(services, modelsOf(services, args), "asker"),
    }),
    reduce: ({ args }, services) => ({
      as: "reply",
      message: reductionMenu(services.catalog, modelsOf(services, args)),
    }),
    drop: ({ args, values }, services) => ({
      as: "update",
      message: compared(
        services,
        modelsOf(services, args).filter((model) => !values.includes(model.id)),
        "asker",
      ),
    }),
    meant: ({ args, values }, services) => {
      const [place, ...handles] = args;
      const models = modelsOf(services, handles);
      models.splice(Number(place), 0, ...chosen(services, values));
      return { as: "update", message: compared(services, models, "asker") };
    },
    share: ({ args }, services) => ({
      as: "reply",
      message: compared(services, modelsOf(services, args), "everyone"),
    }),
    card: ({ values }, services) => {
      const [model] = chosen(services, values);
      if (model === undefined) throw new UserError(en.notThere);
      return { as: "reply", message: { ...modelCard(services.catalog, model), audience: "asker" } };
    },
    /** Every fact and benchmark, in pages. */
    all: ({ args }, services) => ({
      as: "reply",
      message: comparisonAll(services.catalog, comparisonOf(services, args)),
    }),
    allPage: ({ args: [page, ...handles] }, services) => ({
      as: "update",
      message: comparisonAll(services.catalog, comparisonOf(services, handles), Number(page)),
    }),
    sources: ({ args }, services) => ({
      as: "reply",
      message: comparisonSources(services.catalog, comparisonOf(services, args)),
    }),
    sourcesPage: ({ args: [page, ...handles] }, services) => ({
      as: "update",
      message: comparisonSources(services.catalog, comparisonOf(services, handles), Number(page)),
    }),
  },
};
