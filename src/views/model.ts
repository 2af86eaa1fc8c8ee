/** A model's card: what it is at a glance, each fact one press from where it is said. */
import type { Catalog } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import { factHeld } from "../catalog/family.ts";
import { type ModelField, modelFields } from "../catalog/fields.ts";
import type { Claim, Model, Place } from "../catalog/types.ts";
import { defined } from "../defined.ts";
import { en } from "../messages/en.ts";
import { type Marker, marker } from "./citations.ts";
import { labColor } from "./colors.ts";
import { correctButton } from "./correction.ts";
import { customId } from "./custom-id.ts";
import { entryLine, fullName, modelSelect } from "./entry.ts";
import { disputeLine, footerOf, notStated, notStatedLine, pointLine, withFooter } from "./facts.ts";
import { keyFacts } from "./key-facts.ts";
import { fitLines, limits, shorten } from "./limits.ts";
import type { Button, Embed, Message, Row } from "./message.ts";
import { rowsOf } from "./pages.ts";
import { priceText } from "./price.ts";
import { cardScores } from "./scores.ts";
import { escapeMarkdown, labelled } from "./text.ts";

const words = en.cards;
/** Most lines of each list on the card; everything is under Details. */
const onCard = { scores: 5, remarks: 3, members: 6, variants: 3 } as const;
/** Rows that the whole text may fill: remarks give way before a card leaves the screen. */
const mostRows = 23;
/** What a menu or a further row of buttons takes of them. */
const rowsOfControls = 2.5;

/** What nobody expects a product to state, and nobody a family: its members have sizes, days and prices. */
const productExpects = ["released", "weights"] as const satisfies readonly ModelField[];
const familyExpects = ["weights", "licence"] as const satisfies readonly ModelField[];

const allKeys = Object.keys(modelFields) as ModelField[];

/** The first address that a field gives, to open it. */
function addressIn(model: Model, field: "repository" | "announcement" | "report"): string | undefined {
  for (const claim of (model.facts[field]?.claims ?? []) as readonly Claim[]) {
    const url = field === "report" ? (claim.value as { url?: string }).url : String(claim.value);
    if (url !== undefined) return url;
  }
  return undefined;
}

/** Where the weights are; the entry's own page, else its announcement, its report, its lab's page. */
export function modelAddress(catalog: Catalog, model: Model): string | undefined {
  return (
    addressIn(model, "repository") ??
    addressIn(model, "announcement") ??
    addressIn(model, "report") ??
    labAddress(catalog, model.lab)
  );
}

/** A lab's own page, else its organisation on Hugging Face. */
export function labAddress(catalog: Catalog, id: string): string | undefined {
  const lab = catalog.labs.get(id);
  const [site] = lab?.sites ?? [];
  const [organisation] = lab?.huggingface ?? [];
  return site ?? (organisation === undefined ? undefined : `https://huggingface.co/${organisation}`);
}

/** Buttons that open the weights, the report and the announcement outside Discord. */
export function linkButtons(model: Model): Button[] {
  return (
    [
      ["repository", words.weightsLink],
      ["report", words.reportLink],
      ["announcement", words.announcementLink],
    ] as const
  ).flatMap(([field, label]) => {
    const url = addressIn(model, field);
    return url === undefined ? [] : [{ kind: "link" as const, label, url }];
  });
}

/** Title, author line and colour of everything about one model. */
export function modelHeader(catalog: Catalog, model: Model, part?: string): Embed {
  const lab = catalog.labOf(model);
  const [family, parent] = [model.family, model.variantOf].map((id) =>
    id === undefined ? undefined : catalog.models.get(id)?.name,
  );
  const author = [
    lab?.name ?? model.lab,
    ...(model.kind === "model" ? [] : [en.kinds[model.kind]]),
    ...(parent === undefined ? [] : [words.variantOf(parent)]),
    ...(family === undefined || parent !== undefined || family === lab?.name ? [] : [words.familyOf(family)]),
  ].join(" · ");
  const url = modelAddress(catalog, model);
  return {
    title: shorten(part === undefined ? fullName(model) : `${fullName(model)} · ${part}`, limits.title),
    ...defined({ url }),
    author: { name: shorten(author, limits.author) },
    color: labColor(catalog, model.lab),
  };
}

function statusLine(model: Model): string[] {
  if (model.status === "anticipated") return [`**${words.expectation}**`];
  if (model.status === "mentioned") return [`*${words.named}*`];
  return model.unreviewed === true ? [`*${words.found}*`] : [];
}

/** `**Price** $0.27 in · $1.10 out per million tokens¹, as of 25 Nov 2026`. */
export function priceLines(model: Model, mark: Marker): { lines: string[]; claims: Claim[] } {
  const claim = model.facts.price?.claims[0];
  if (claim === undefined) return { lines: [], claims: [] };
  const day = claim.asOf === undefined ? "" : `, ${words.priceAsOf(showDate(claim.asOf))}`;
  const about = /^[~≈]|about/i.test(claim.text) ? "about " : "";
  const text = `${about}${escapeMarkdown(priceText(claim.value, true))}${mark(claim.places)}${day}`;
  const doubt = claim.doubtful === true ? ` ⚠ ${words.doubtful}` : "";
  return { lines: [labelled(modelFields.price.label, `${text}${doubt}`)], claims: [claim] };
}

/** Labels of what people expect and neither the model nor, where that counts, its family states. */
export function unstated(catalog: Catalog, model: Model, isWhole = false): string[] {
  const expected = isWhole
    ? allKeys
    : model.kind === "product"
      ? productExpects
      : model.kind === "family"
        ? familyExpects
        : allKeys;
  const isClosed = factHeld(catalog, model, "weights")?.fact.claims[0].value === "no";
  const keys = expected.filter(
    (field) =>
      factHeld(catalog, model, field) === undefined &&
      // Nobody looks for the licence of weights that are not given away.
      !(isClosed && field === "licence" && !isWhole),
  );
  return notStated("model", {}, keys);
}

interface CardText {
  lines: string[];
  cited: { places: readonly Place[]; asOf?: string | undefined }[];
}

function cardText(catalog: Catalog, model: Model, mark: Marker): CardText {
  const key = keyFacts(catalog, model, mark);
  const price = priceLines(model, mark);
  const scores = cardScores(catalog, model, onCard.scores, mark);
  const members = catalog.membersOf(model.id);
  const head = [
    ...statusLine(model),
    ...(key.line === undefined ? [] : [key.line]),
    ...key.further,
    ...price.lines,
    ...(scores.lines.length === 0 ? [] : [scores.heading, ...scores.lines]),
    ...(members.length === 0
      ? []
      : [
          `**${model.kind === "family" ? words.members(members.length) : words.variants(members.length)}**`,
          ...members
            .slice(0, model.kind === "family" ? onCard.members : onCard.variants)
            .map((member) => entryLine(catalog, member, { without: ["lab", "terms"] })),
        ]),
  ];
  const tail = [
    ...disputeLine("model", model.facts, allKeys, mark),
    ...notStatedLine(unstated(catalog, model)),
  ];
  const controls = members.length > 0 ? 2 : 1;
  let room =
    mostRows -
    controls * rowsOfControls -
    [...head, ...tail].reduce((sum, line) => sum + rowsOf(line), 0) -
    1;
  const remarks = model.notable.slice(0, onCard.remarks).filter((point, index) => {
    room -= rowsOf(point.text) + 0.2;
    return room >= 0 || (index === 0 && room > -4);
  });
  return {
    lines: [
      ...head,
      ...(remarks.length === 0
        ? []
        : [`**${words.remarks}**`, ...remarks.map((one) => pointLine(one, mark))]),
      ...tail,
    ],
    cited: [...key.claims, ...price.claims, ...scores.shown, ...remarks],
  };
}

function rows(catalog: Catalog, model: Model): Row[] {
  const members = catalog.membersOf(model.id);
  const lab = catalog.labOf(model);
  const family = model.variantOf ?? model.family;
  const buttons: Button[] = [
    ...(model.kind === "product"
      ? []
      : [{ kind: "button" as const, label: en.compare, id: customId("compare", "with", model.id) }]),
    { kind: "button", label: en.details, id: customId("model", "details", model.id, "0") },
    { kind: "button", label: en.sources, id: customId("model", "sources", model.id) },
    ...(lab === undefined
      ? []
      : [{ kind: "button" as const, label: lab.name, id: customId("lab", "card", model.lab) }]),
    ...(family === undefined || !catalog.models.has(family)
      ? []
      : [{ kind: "button" as const, label: en.family, id: customId("model", "card", family) }]),
  ];
  const links = linkButtons(model);
  return [
    ...(members.length === 0
      ? []
      : ([
          [
            modelSelect(
              catalog,
              members,
              customId("model", "open"),
              model.kind === "family" ? words.openMember : words.openVariant,
            ),
          ],
        ] as const)),
    buttons,
    [...links, correctButton("model", model.id)],
  ];
}

/** The model's card, for a phone's screen. */
export function modelCard(catalog: Catalog, model: Model): Message {
  const { lines, cited } = cardText(catalog, model, marker(catalog));
  return {
    audience: "everyone",
    embeds: [
      {
        ...modelHeader(catalog, model),
        description: fitLines(lines, limits.description, en.moreInDetails),
        ...withFooter(footerOf(catalog, cited)),
      },
    ],
    rows: rows(catalog, model),
  };
}
