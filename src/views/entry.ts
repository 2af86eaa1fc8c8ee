/** An entry in one line, the same order of facts wherever entries are listed; and menus that open one. */
import { type Catalog, releasedOn } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import { factHeld } from "../catalog/family.ts";
import type { Lab, Model } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { limits, shorten } from "./limits.ts";
import type { Select } from "./message.ts";
import { columnsOf, phoneColumns } from "./pages.ts";
import { escapeMarkdown } from "./text.ts";

const words = en.cards;

/** `6 Jun 2025`, or why there is no date. */
export function whenText(model: Model): string {
  const day = releasedOn(model);
  if (day !== undefined) return showDate(day);
  return model.status === "anticipated" ? en.anticipated : en.dateNotStated;
}

/** `DeepSeek · 深度求索`: a name with the native one, where that is another. */
export function fullName(entry: Lab | Model): string {
  return entry.nameZh === undefined || entry.name.includes(entry.nameZh)
    ? entry.name
    : `${entry.name} · ${entry.nameZh}`;
}

/** A value without what brackets explain: `142B (14B active)` is `142B`. */
export const brief = (text: string): string =>
  text
    .replace(/\s*\([^)]*\)/g, "")
    .replace(/\s+tokens?$/i, "")
    .trim() || text;

/** Columns of the name of a licence that people know by its name. */
const longestLicence = 16;

/** `MIT`; `own` for a licence that is the lab's or the model's alone. */
export function licenceBrief(text: string, own: string = en.cards.ownLicence): string {
  const plain = brief(text);
  return columnsOf(plain) > longestLicence && /licen[cs]e|agreement/i.test(plain) ? own : plain;
}

/** Longer values do not fit into a line with others. In columns. */
const longestPart = 18;

function short(text: string | undefined): string | undefined {
  const value = text === undefined ? undefined : brief(text);
  return value === undefined || columnsOf(value) > longestPart ? undefined : value;
}

/** The parts of an entry's line that can give way, in their order on the line. */
type Part = "lab" | "size" | "context" | "terms";
/** What gives way first where a phone has no room. */
const dispensable: readonly Part[] = ["terms", "context", "lab", "size"];

function partsOf(catalog: Catalog, model: Model): Record<Part, string | undefined> {
  const context = short(model.facts.context?.claims[0].text);
  const weights = factHeld(catalog, model, "weights")?.fact.claims[0].value;
  const said = factHeld(catalog, model, "licence")?.fact.claims[0].text;
  const licence = said === undefined ? undefined : short(licenceBrief(said));
  return {
    lab: catalog.labOf(model)?.name ?? model.lab,
    size: short(model.facts.parametersTotal?.claims[0].text),
    context,
    terms: weights === "no" ? words.weights.no : (licence ?? (weights && words.weights[weights])),
  };
}

export interface LineOptions {
  /** Parts that stand on every line: what the list is sorted by. */
  keep?: readonly Part[];
  /** Parts that would say the same on each line. */
  without?: readonly Part[];
  /** A further part before the date, that always stands. */
  extra?: (model: Model) => string | undefined;
}

/** `**Kimi K2.5** · Moonshot AI · 1.04T · 256K · MIT · 27 Jan 2026`, less where a phone has no room for it. */
export function entryLine(
  catalog: Catalog,
  model: Model,
  { keep = [], without = [], extra }: LineOptions = {},
): string {
  const parts = partsOf(catalog, model);
  const order = (Object.keys(parts) as Part[]).filter(
    (part) => parts[part] !== undefined && !without.includes(part),
  );
  const when =
    releasedOn(model) === undefined && model.status === "anticipated" ? en.anticipatedBrief : whenText(model);
  const added = extra?.(model);
  const last = added === undefined ? [when] : [added, when];
  const plain = (shown: readonly Part[]) =>
    [model.name, ...shown.map((part) => parts[part] ?? ""), ...last].join(" · ");
  let shown = order;
  for (const part of dispensable) {
    if (columnsOf(plain(shown)) <= phoneColumns) break;
    if (!keep.includes(part)) shown = shown.filter((one) => one !== part);
  }
  return [
    `**${escapeMarkdown(model.name)}**`,
    ...[...shown.map((part) => parts[part] ?? ""), ...last].map(escapeMarkdown),
  ].join(" · ");
}

/** A menu of up to 25 models, each with lab and date. */
export function modelSelect(
  catalog: Catalog,
  models: readonly Model[],
  id: string,
  placeholder: string,
): Select {
  return {
    kind: "select",
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
