/** A model as Discord messages: its card, its details, its sources, and the list of the newest models. */
import { type Catalog, releasedOn } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import type { ModelField } from "../catalog/fields.ts";
import type { Model, Score } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { labColor } from "./colors.ts";
import { customId } from "./custom-id.ts";
import {
  caveatLine,
  entrySources,
  type FactLine,
  factText,
  type Notes,
  notStated,
  notStatedLine,
  placesOf,
  pointLine,
  showLine,
  standingLine,
  statedLines,
} from "./facts.ts";
import { fieldText, fitLines, limits, shorten } from "./limits.ts";
import type { Button, Embed, Message, Row } from "./message.ts";
import { relationLine } from "./relations.ts";
import { bullet, escapeMarkdown } from "./text.ts";

/** Most lines of each list on the card itself; the rest is under Details. */
const onCard = { scores: 8, notable: 5, standings: 4, caveats: 2, members: 6 } as const;

const releaseKeys = ["released", "releaseKind"] as const satisfies readonly ModelField[];
const cardKeys = [
  "parametersTotal",
  "parametersActive",
  "architecture",
  "context",
  "modality",
  "weights",
  "weightsOpened",
  "licence",
  "price",
  "languages",
  "trainingTokens",
  "trainingData",
  "trainingCompute",
  "trainingCost",
  "trainingHardware",
  "hardware",
  "speed",
  "users",
] as const satisfies readonly ModelField[];
/** What nobody expects a product to state. */
const productExpects = ["released", "weights"] as const satisfies readonly ModelField[];

/** `Jun 2025`, or why there is no date. */
export function whenText(model: Model): string {
  const day = releasedOn(model);
  if (day !== undefined) return showDate(day);
  return model.status === "anticipated" ? en.anticipated : en.dateNotStated;
}

function reportLine(model: Model): FactLine[] {
  const fact = model.facts.report;
  if (fact === undefined) return [];
  const text = fact.claims
    .map((claim) => {
      const title = escapeMarkdown(claim.text);
      const note = claim.note === undefined ? "" : ` *(${escapeMarkdown(claim.note)})*`;
      return (claim.value.url === undefined ? title : `[${title}](${claim.value.url})`) + note;
    })
    .join(" · ");
  return [{ label: "Report", text, places: placesOf(fact) }];
}

/** The facts of a model in the order of its card. */
export function modelFactLines(model: Model, notes: Notes = "all"): FactLine[] {
  const kind = model.facts.releaseKind;
  const released = model.facts.released;
  const release: FactLine[] =
    released === undefined
      ? statedLines("model", model.facts, ["releaseKind"], notes)
      : [
          {
            label: "Released",
            text: factText(released, notes) + (kind === undefined ? "" : ` · ${factText(kind, notes)}`),
            places: [...placesOf(released), ...(kind === undefined ? [] : placesOf(kind))],
          },
        ];
  return [...release, ...statedLines("model", model.facts, cardKeys, notes), ...reportLine(model)];
}

function scoreLine(catalog: Catalog, score: Score): string {
  const name = catalog.benchmarks.get(score.benchmark)?.name ?? score.benchmark;
  const note = score.note === undefined ? "" : ` *(${escapeMarkdown(score.note)})*`;
  return bullet(
    `${escapeMarkdown(name)} **${escapeMarkdown(score.text)}**${score.doubtful === true ? " ⚠" : ""}${note}`,
  );
}

function memberLine(member: Model): string {
  const size = member.facts.parametersTotal?.claims[0].text;
  return bullet(
    `${escapeMarkdown(member.name)} · ${whenText(member)}${size === undefined ? "" : ` · ${escapeMarkdown(size)}`}`,
  );
}

interface Block {
  name: string;
  lines: readonly string[];
  /** Lines that the card itself shows at most. */
  most: number;
}

function blocks(catalog: Catalog, model: Model): Block[] {
  const events = model.events.map((event) =>
    pointLine({ ...event, text: `${showDate(event.date)}: ${event.text}` }),
  );
  return [
    {
      name: en.benchmarks,
      lines: model.scores.map((score) => scoreLine(catalog, score)),
      most: onCard.scores,
    },
    { name: en.notable, lines: model.notable.map(pointLine), most: onCard.notable },
    {
      name: en.standing,
      lines: model.standings.map((one) => standingLine(catalog, one)),
      most: onCard.standings,
    },
    { name: en.members, lines: catalog.membersOf(model.id).map(memberLine), most: onCard.members },
    { name: en.sourcesDisagree, lines: model.caveats.map(caveatLine), most: onCard.caveats },
    { name: en.dates, lines: events, most: 0 },
    { name: en.relations, lines: model.relations.map((one) => relationLine(catalog, one)), most: 0 },
  ];
}

function header(catalog: Catalog, model: Model): Pick<Embed, "title" | "author" | "color"> {
  const lab = catalog.labOf(model);
  const family = model.family === undefined ? undefined : catalog.models.get(model.family)?.name;
  return {
    title: shorten(model.nameZh === undefined ? model.name : `${model.name} · ${model.nameZh}`, limits.title),
    author: {
      name: shorten(
        [
          lab?.name ?? model.lab,
          en.kinds[model.kind],
          ...(family === undefined ? [] : [`${family} family`]),
        ].join(" · "),
        limits.author,
      ),
    },
    color: labColor(model.lab),
  };
}

function footer(catalog: Catalog, model: Model): string {
  const sources = entrySources(model);
  const asOf = catalog.asOf === undefined ? [] : [en.dataAsOf(showDate(catalog.asOf))];
  return [...(sources.length === 0 ? [] : [`${en.sources}: ${sources.join(", ")}`]), ...asOf].join(" · ");
}

function buttons(catalog: Catalog, model: Model, view: "card" | "details", hasMore: boolean): Row[] {
  const row: Button[] = [];
  if (view === "details")
    row.push({ kind: "button", label: en.back, id: customId("model", "card", model.id) });
  else if (hasMore) {
    row.push({
      kind: "button",
      label: en.details,
      id: customId("model", "details", model.id),
      style: "primary",
    });
  }
  if (catalog.labOf(model) !== undefined) {
    row.push({
      kind: "button",
      label: catalog.labOf(model)?.name ?? "",
      id: customId("lab", "card", model.lab),
    });
  }
  const family = model.family ?? model.variantOf;
  if (family !== undefined && catalog.models.has(family)) {
    row.push({ kind: "button", label: en.family, id: customId("model", "card", family) });
  }
  if (model.kind !== "product") {
    row.push({ kind: "button", label: en.compare, id: customId("compare", "with", model.id) });
  }
  row.push({ kind: "button", label: en.sources, id: customId("model", "sources", model.id, view) });
  return [row];
}

/** The model's card: facts, what is not stated, benchmarks, what is notable, where sources disagree. */
export function modelCard(catalog: Catalog, model: Model): Message {
  const status =
    model.status === "anticipated"
      ? [`**${en.anticipated}**`]
      : model.status === "mentioned"
        ? [`*${en.mentioned}*`]
        : model.unreviewed === true
          ? [`*${en.unreviewed}*`]
          : [];
  const keys: readonly ModelField[] =
    model.kind === "product" ? productExpects : [...releaseKeys, ...cardKeys, "report" as const];
  const description = fitLines(
    [
      ...status,
      ...modelFactLines(model, "short").map(showLine),
      ...notStatedLine(notStated("model", model.facts, keys)),
    ],
    2600,
    en.moreInDetails,
  );
  const lists = blocks(catalog, model).filter((block) => block.lines.length > 0);
  const shown = lists.filter((block) => block.most > 0);
  const hasMore = lists.some(
    (block) => block.lines.length > block.most || block.lines.join("\n").length > 980,
  );
  return {
    audience: "everyone",
    embeds: [
      {
        ...header(catalog, model),
        description,
        fields: shown.map((block) => ({
          name: block.name,
          value: fieldText(block.lines, block.most, en.moreInDetails),
        })),
        footer: footer(catalog, model),
      },
    ],
    rows: buttons(catalog, model, "card", hasMore),
  };
}

/** Everything the card has no room for, in whole lines. */
export function modelDetails(catalog: Catalog, model: Model): Message {
  const lines = blocks(catalog, model)
    .filter((block) => block.lines.length > 0)
    .flatMap((block) => [`**${block.name}**`, ...block.lines]);
  return {
    audience: "everyone",
    embeds: [
      {
        ...header(catalog, model),
        description: fitLines(lines, limits.description - 40, en.more),
        footer: footer(catalog, model),
      },
    ],
    rows: buttons(catalog, model, "details", false),
  };
}

/** Every fact of the entry with its places, for the Sources button. */
export function modelSourceLines(catalog: Catalog, model: Model): FactLine[] {
  return [
    ...modelFactLines(model),
    ...model.scores.map((score) => ({
      label: catalog.benchmarks.get(score.benchmark)?.name ?? score.benchmark,
      text: score.text,
      places: score.places,
    })),
    ...model.standings.map((one) => ({ label: en.standing, text: one.value, places: one.places })),
    ...model.notable.map((point) => ({ label: en.notable, text: point.text, places: point.places })),
    ...model.caveats.map((caveat) => ({
      label: en.sourcesDisagree,
      text: caveat.text,
      places: caveat.places,
    })),
    ...model.events.map((event) => ({ label: en.dates, text: event.text, places: event.places })),
    ...model.relations.map((one) => ({ label: en.relations, text: one.name, places: one.places })),
  ];
}

/** The newest models, and a menu that opens one. */
export function newestModels(catalog: Catalog): Message {
  const newest = catalog.newest.slice(0, 15);
  if (newest.length === 0)
    return { audience: "everyone", embeds: [{ title: en.newestTitle, description: en.empty }] };
  return {
    audience: "everyone",
    embeds: [
      {
        title: en.newestTitle,
        description: fitLines(
          newest.map((model) =>
            bullet(
              `**${escapeMarkdown(model.name)}** · ${escapeMarkdown(catalog.labOf(model)?.name ?? model.lab)} · ${whenText(model)}`,
            ),
          ),
          limits.description,
          en.more,
        ),
        ...(catalog.asOf === undefined ? {} : { footer: en.dataAsOf(showDate(catalog.asOf)) }),
      },
    ],
    rows: [[modelSelect(catalog, newest, customId("model", "open"), en.newestPlaceholder)]],
  };
}

/** A menu of up to 25 models, each with lab and date. */
export function modelSelect(catalog: Catalog, models: readonly Model[], id: string, placeholder: string) {
  return {
    kind: "select" as const,
    id,
    placeholder,
    options: models.slice(0, limits.selectOptions).map((model) => ({
      label: shorten(model.name, limits.selectText),
      value: model.id,
      description: shorten(
        `${catalog.labOf(model)?.name ?? model.lab} · ${whenText(model)}`,
        limits.selectText,
      ),
    })),
  };
}
