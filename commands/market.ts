/** `/market`: a topic about the whole market on one card, with a menu of the others. */
import { SlashCommandBuilder } from "@discordjs/builders";
import { rankTopics, sureTopic } from "../src/catalog/topics.ts";
import { type Command, everywhere, type Services, UserError } from "../src/command.ts";
import { en } from "../src/messages/en.ts";
import { limits, shorten } from "../src/views/limits.ts";
import { topicCard, topicDirectory, topicSources, topicsOf } from "../src/views/market.ts";

function topicOf({ catalog }: Services, id: string | undefined) {
  const topic = id === undefined ? undefined : catalog.topics.get(id);
  if (topic === undefined) throw new UserError(en.notThere);
  return topic;
}

export const market: Command = {
  definition: everywhere(
    new SlashCommandBuilder()
      .setName("market")
      .setDescription("The market: tiers, trends, chip controls, misconceptions, outlook, with sources")
      .addStringOption((option) =>
        option.setName("topic").setDescription("A topic, or a question in words").setAutocomplete(true),
      ),
  ),
  run({ options }, { catalog }) {
    const typed = String(options.get("topic") ?? "").trim();
    if (typed === "") return topicDirectory(catalog);
    const known = catalog.topics.get(typed);
    if (known !== undefined) return topicCard(catalog, known);
    const [best] = rankTopics(topicsOf(catalog), typed);
    return best !== undefined && best.score >= sureTopic
      ? topicCard(catalog, best.topic)
      : topicDirectory(catalog, typed);
  },
  complete(_option, typed, _input, { catalog }) {
    const topics = topicsOf(catalog);
    const found = typed.trim() === "" ? topics : rankTopics(topics, typed).map((match) => match.topic);
    return found
      .slice(0, limits.choices)
      .map((topic) => ({ name: shorten(topic.name, limits.choiceText), value: topic.id }));
  },
  actions: {
    open: ({ values }, services) => ({
      as: "update",
      message: topicCard(services.catalog, topicOf(services, values[0])),
    }),
    page: ({ args: [id, page] }, services) => ({
      as: "update",
      message: topicCard(services.catalog, topicOf(services, id), Number(page)),
    }),
    directory: (_press, services) => ({ as: "update", message: topicDirectory(services.catalog) }),
    sources: ({ args }, services) => ({
      as: "reply",
      message: topicSources(services.catalog, topicOf(services, args[0])),
    }),
    sourcesPage: ({ args: [id, page] }, services) => ({
      as: "update",
      message: topicSources(services.catalog, topicOf(services, id), Number(page)),
    }),
  },
};
