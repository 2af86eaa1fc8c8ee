/** Every kind of card, list, comparison and post that the bot has, as messages. */
import type { Catalog } from "../../src/catalog/catalog.ts";
import { compareModels } from "../../src/catalog/compare.ts";
import { type Listing, selectModels } from "../../src/catalog/select.ts";
import type { Model } from "../../src/catalog/types.ts";
import type { Pictures } from "../../src/charts/pictures.ts";
import { defined } from "../../src/defined.ts";
import { en } from "../../src/messages/en.ts";
import { newsOf } from "../../src/releases/news.ts";
import type { Release } from "../../src/releases/types.ts";
import { missMessage } from "../../src/views/answers.ts";
import { comparisonMessage } from "../../src/views/compare.ts";
import { comparisonAll, comparisonSources } from "../../src/views/compare-all.ts";
import { comparisonChart } from "../../src/views/compare-chart.ts";
import { labDirectory, newestModels } from "../../src/views/directory.ts";
import { labCard } from "../../src/views/lab.ts";
import { labSection, labSources, sectionsOf } from "../../src/views/lab-sections.ts";
import { topicCard, topicDirectory, topicSources } from "../../src/views/market.ts";
import type { Message } from "../../src/views/message.ts";
import { modelCard } from "../../src/views/model.ts";
import { modelDetails, modelSources } from "../../src/views/model-details.ts";
import { modelListPage } from "../../src/views/model-list.ts";
import { releasePost } from "../../src/views/release.ts";
import { digestPost, releaseListPage, releasesPerPage } from "../../src/views/release-list.ts";
import type { Card } from "./page.ts";

/** Pages of a message, as its buttons give them: until one says that it is the last. */
export function pagesOfMessage(make: (page: number) => Message): Message[] {
  const first = make(0);
  const count = Number(/Page 1 of (\d+)/.exec(first.embeds?.[0]?.footer ?? "")?.[1] ?? 1);
  return [first, ...Array.from({ length: count - 1 }, (_, index) => make(index + 1))];
}

const card = (kind: string, title: string, command: string, message: Message): Card => ({
  kind,
  title,
  command,
  message,
});

export const modelCards = (catalog: Catalog): Card[] =>
  catalog.data.models.map((model) =>
    card("model", model.id, `/model ${model.name}`, modelCard(catalog, model)),
  );

export const labCards = (catalog: Catalog): Card[] =>
  catalog.data.labs.map((lab) => card("lab", lab.id, `/lab ${lab.name}`, labCard(catalog, lab)));

/** Details, sections and sources of every entry. */
export function pagesBehind(catalog: Catalog): Card[] {
  const models = catalog.data.models.flatMap((model) => [
    ...pagesOfMessage((page) => modelDetails(catalog, model, page)).map((one) =>
      card("details", model.id, "", one),
    ),
    ...pagesOfMessage((page) => modelSources(catalog, model, page)).map((one) =>
      card("sources", model.id, "", one),
    ),
  ]);
  const labs = catalog.data.labs.flatMap((lab) => [
    ...sectionsOf(catalog, lab).flatMap((section) =>
      pagesOfMessage((page) => labSection(catalog, lab, section, page)).map((one) =>
        card("section", `${lab.id} ${section}`, "", one),
      ),
    ),
    ...pagesOfMessage((page) => labSources(catalog, lab, "card", page)).map((one) =>
      card("sources", lab.id, "", one),
    ),
  ]);
  return [...models, ...labs];
}

export function lists(catalog: Catalog): Card[] {
  const listings: Listing[] = [
    ...(["newest", "largest", "context", "cheapest", "score"] as const).map((sort) => ({ where: {}, sort })),
    { where: { weights: "open", licence: "commercial", maxSize: 32e9, minContext: 128e3 }, sort: "newest" },
    ...catalog.makers.map((lab): Listing => ({ where: { lab: lab.id }, sort: "newest" })),
  ];
  return [
    card("list", "the newest", "/model", newestModels(catalog)),
    card("list", "all labs", "/lab", labDirectory(catalog)),
    card("list", "the market", "/market", topicDirectory(catalog)),
    ...listings.map((listing) =>
      card(
        "list",
        `models ${listing.where.lab ?? ""} ${listing.sort}`,
        "/models",
        modelListPage(catalog, selectModels(catalog, listing.where, listing.sort), listing, 0),
      ),
    ),
    ...[...catalog.topics.values()].flatMap((topic) => [
      ...pagesOfMessage((page) => topicCard(catalog, topic, page)).map((one) =>
        card("list", topic.id, `/market ${topic.name}`, one),
      ),
      ...pagesOfMessage((page) => topicSources(catalog, topic, page)).map((one) =>
        card("sources", topic.id, "", one),
      ),
    ]),
  ];
}

/** A model as the release that it was. */
const released = (model: Model): Release => {
  const date = model.facts.released?.claims[0].value;
  return {
    id: model.id,
    key: `model:${model.id}`,
    lab: model.lab,
    model: model.id,
    title: model.name,
    kind:
      model.kind === "product"
        ? "product"
        : model.facts.weights?.claims[0].value === "yes"
          ? "weights"
          : "api",
    ...defined({ date }),
    origin: "data",
    state: "ready",
    detectedAt: new Date("2026-11-25T12:00:00Z"),
  } as Release;
};

export function posts(catalog: Catalog): Card[] {
  const news = catalog.newest.map((model) => newsOf(catalog, released(model)));
  const next = new Date("2026-12-01T09:00:00Z");
  return [
    ...news.map((one) => card("post", one.release.title, "", releasePost(catalog, one, "1"))),
    card("post", "digest of three", "", digestPost(catalog, news.slice(0, 3), "1", next)),
    card("post", "digest of thirty", "", digestPost(catalog, news.slice(0, 30), "1", next)),
    card(
      "list",
      "releases",
      "/releases",
      releaseListPage(
        catalog,
        { shown: news.slice(0, releasesPerPage), total: news.length, number: 0 },
        {},
        [],
      ),
    ),
    card(
      "list",
      "no releases",
      "/releases",
      releaseListPage(catalog, { shown: [], total: 0, number: 0 }, { lab: "alibaba", since: "2026-11" }, []),
    ),
  ];
}

/** Comparisons with their pictures. */
export async function comparisons(
  catalog: Catalog,
  pictures: Pictures,
  groups: readonly (readonly Model[])[],
): Promise<Card[]> {
  const cards: Card[] = [];
  for (const models of groups) {
    const comparison = compareModels(catalog, models);
    if (comparison === undefined) continue;
    const chart = comparisonChart(catalog, comparison);
    const data = chart === undefined ? undefined : await pictures.draw(chart);
    const picture =
      chart === undefined || data === undefined
        ? {}
        : { picture: { name: en.comparing.chartFile, data, description: chart.description } };
    const message = comparisonMessage(catalog, comparison, { audience: "everyone", ...picture });
    const title = models.map((model) => model.name).join(" vs ");
    cards.push(
      card("compare", title, "/compare", message),
      card("more", `${title}: all facts`, "", comparisonAll(catalog, comparison)),
      card("sources", `${title}: sources`, "", comparisonSources(catalog, comparison)),
    );
  }
  return cards;
}

/** Answers that are not cards. */
export const misses = (catalog: Catalog): Card[] => [
  card(
    "list",
    "no such entry",
    "/model kimi k9",
    missMessage(catalog, "kimi k9", [{ kind: "model", id: catalog.newest[0]?.id ?? "" }]),
  ),
];
