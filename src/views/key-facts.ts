/** What people ask of a model first, in one line: `671B · 37B active · 128K context · MIT · open · 26 Dec 2024`. */
import { type Catalog, releasedOn } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import { factHeld } from "../catalog/family.ts";
import { fieldDefinition, type ModelField } from "../catalog/fields.ts";
import type { Claim, Model } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import type { Marker } from "./citations.ts";
import { brief } from "./entry.ts";
import { valueText } from "./facts.ts";
import { columnsOf } from "./pages.ts";
import { escapeMarkdown, labelled } from "./text.ts";

const words = en.cards;
/** Longer values get a line of their own, with their label. In columns. */
const longestPart = 26;

export interface KeyFacts {
  /** The one line, absent where none of it is stated. */
  line?: string;
  /** Further lines: long values, what the model takes and makes, its architecture. */
  further: string[];
  /** What the lines rest on. */
  claims: Claim[];
}

/** Says what a value is where the figure alone does not. */
const phrases: { readonly [F in ModelField]?: (text: string) => string } = {
  parametersActive: words.active,
  context: words.context,
};

const lineFields = [
  "parametersTotal",
  "parametersActive",
  "context",
] as const satisfies readonly ModelField[];

/** `MIT`, `Modified MIT by the family`. */
function heldPart(catalog: Catalog, model: Model, field: "licence" | "weights") {
  const held = factHeld(catalog, model, field);
  if (held === undefined) return undefined;
  const [claim] = held.fact.claims;
  const by =
    held.by === undefined ? "" : ` ${held.by.kind === "family" ? words.byFamily : words.by(held.by.name)}`;
  return { claim, by };
}

/** The key facts of a model; what only its family says is told to be the family's. */
export function keyFacts(catalog: Catalog, model: Model, mark: Marker): KeyFacts {
  const parts: string[] = [];
  const further: string[] = [];
  const claims: Claim[] = [];
  const add = (field: ModelField, claim: Claim, text: string, tail = "") => {
    const doubt = claim.doubtful === true ? ` ⚠ ${words.doubtful}` : "";
    claims.push(claim);
    if (columnsOf(text) <= longestPart) {
      parts.push(`${escapeMarkdown(phrases[field]?.(text) ?? text)}${tail}${doubt}${mark(claim.places)}`);
    } else {
      const label = fieldDefinition("model", field)?.label ?? field;
      further.push(labelled(label, `${escapeMarkdown(claim.text)}${tail}${doubt}${mark(claim.places)}`));
    }
  };
  for (const field of lineFields) {
    const claim = model.facts[field]?.claims[0];
    if (claim !== undefined) add(field, claim, /\d/.test(claim.text) ? brief(claim.text) : claim.text);
  }
  const licence = heldPart(catalog, model, "licence");
  const weights = heldPart(catalog, model, "weights");
  // One "by the family" is enough for both.
  const isShared = licence?.by !== undefined && licence.by === weights?.by;
  if (licence !== undefined) add("licence", licence.claim, licence.claim.text, isShared ? "" : licence.by);
  if (weights !== undefined) {
    const gated = model.facts.gated === undefined ? "" : `, ${words.gated}`;
    add("weights", weights.claim, `${words.weights[weights.claim.value as "yes"]}${gated}`, weights.by);
  }
  const released = model.facts.released?.claims[0];
  if (released !== undefined) {
    const day = showDate(String(released.value));
    // A day alone on its line has to say of what.
    const text =
      releasedOn(model) === undefined ? words.expected(day) : parts.length === 0 ? words.released(day) : day;
    add("released", released, text);
  }
  const rest = kindLine(model, mark);
  claims.push(...rest.claims);
  return {
    ...(parts.length === 0 ? {} : { line: parts.join(" · ") }),
    further: [...rest.lines, ...further],
    claims,
  };
}

/** Columns of an architecture that a card still shows; the whole is under Details. */
const longestArchitecture = 44;

function briefArchitecture(text: string): string {
  const plain = text.replace(/mixture of experts \(MoE\)/i, "Mixture of experts");
  return columnsOf(plain) <= longestArchitecture ? plain : (plain.split(/[:;,(]/)[0] ?? plain).trim();
}

/** `Mixture of experts · takes text, image · makes video`. */
function kindLine(model: Model, mark: Marker): { lines: string[]; claims: Claim[] } {
  const { architecture, modality, generates, endOfService } = model.facts;
  const parts: string[] = [];
  const claims: Claim[] = [];
  const add = (claim: Claim | undefined, say: (text: string) => string) => {
    if (claim === undefined) return;
    claims.push(claim);
    parts.push(`${say(valueText("text", claim))}${mark(claim.places)}`);
  };
  const sole = architecture?.claims[0];
  add(sole, briefArchitecture);
  add(modality?.claims[0], (text) => words.takes(text));
  add(generates?.claims[0], (text) => words.makes(text));
  add(endOfService?.claims[0], (text) => words.ends(text));
  const text = parts.join(" · ");
  return { lines: text === "" ? [] : [text.charAt(0).toUpperCase() + text.slice(1)], claims };
}
