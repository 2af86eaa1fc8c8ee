/** `/lab`: a lab's card with a menu of its sections; without a name the directory of labs. */
import { SlashCommandBuilder } from "@discordjs/builders";
import { answerNameWith, completeName } from "../src/answers/lookup.ts";
import { personNamed } from "../src/catalog/people.ts";
import { sectionIds } from "../src/catalog/types.ts";
import { type Command, everywhere, type Services, UserError } from "../src/command.ts";
import { en } from "../src/messages/en.ts";
import { labDirectory } from "../src/views/directory.ts";
import { labCard } from "../src/views/lab.ts";
import { labSection, labSources } from "../src/views/lab-sections.ts";

function labOf({ catalog }: Services, id: string | undefined) {
  const lab = id === undefined ? undefined : catalog.labs.get(id);
  if (lab === undefined) throw new UserError(en.notThere);
  return lab;
}

const viewOf = (text: string | undefined) => sectionIds.find((section) => section === text);

export const lab: Command = {
  definition: everywhere(
    new SlashCommandBuilder()
      .setName("lab")
      .setDescription("An AI lab of China: who it is, how it stands, what it has released")
      .addStringOption((option) =>
        option
          .setName("name")
          .setDescription("Name of the lab; empty for the list of labs")
          .setAutocomplete(true),
      )
      .addStringOption((option) =>
        option
          .setName("section")
          .setDescription("Open one section at once")
          .addChoices(...sectionIds.map((value) => ({ name: en.sections[value], value }))),
      ),
  ),
  run(input, services) {
    const name = input.options.get("name");
    const section = viewOf(String(input.options.get("section") ?? ""));
    if (name === undefined || String(name).trim() === "") return labDirectory(services.catalog);
    return answerNameWith(services, String(name), "lab", (entry, person) => {
      const found = services.catalog.labs.get(entry.id);
      if (found === undefined) return undefined;
      return section === undefined
        ? labCard(services.catalog, found, personNamed(found.people, person ?? String(name)))
        : labSection(services.catalog, found, section);
    });
  },
  complete: (_option, typed, _input, services) => completeName(services, typed, "lab"),
  actions: {
    card: ({ args }, services) => ({
      as: "update",
      message: labCard(services.catalog, labOf(services, args[0])),
    }),
    open: ({ values }, services) => ({
      as: "update",
      message: labCard(services.catalog, labOf(services, values[0])),
    }),
    section: ({ args, values }, services) => {
      const found = labOf(services, args[0]);
      const section = viewOf(values[0]);
      if (section === undefined) throw new UserError(en.notThere);
      return { as: "update", message: labSection(services.catalog, found, section) };
    },
    sectionPage: ({ args: [id, name, page] }, services) => {
      const section = viewOf(name);
      if (section === undefined) throw new UserError(en.notThere);
      return {
        as: "update",
        message: labSection(services.catalog, labOf(services, id), section, Number(page)),
      };
    },
    directory: ({ args }, services) => ({
      as: "update",
      message: labDirectory(services.catalog, Number(args[0])),
    }),
    sources: ({ args: [id, view] }, services) => ({
      as: "reply",
      message: labSources(services.catalog, labOf(services, id), viewOf(view) ?? "card"),
    }),
    sourcesPage: ({ args: [id, view, page] }, services) => ({
      as: "update",
      message: labSources(services.catalog, labOf(services, id), viewOf(view) ?? "card", Number(page)),
    }),
  },
};
