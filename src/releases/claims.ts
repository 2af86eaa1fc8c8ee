/**
 * What the rows of one release say of it, as claims: each of the source that states it, at the row's own page. Pure.
 * Nothing is concluded that no source states; a figure in a repository's name counts as stated there.
 */
import { type Modality, type ModelField, modalities, modelFields } from "../catalog/fields.ts";
import type { Claim, StatedDate } from "../catalog/types.ts";
import { showPrice, showValue } from "../catalog/values.ts";
import { sizesOfName } from "../names/sizes.ts";
import type { KnownRow } from "./rows.ts";
import { kindOf, pageOf, trustOf } from "./sources/pages.ts";

/** `1.04T`, `27.8B`, `560M`. */
export function showParameters(count: number): string {
  const [scale, unit] = count >= 1e12 ? [1e12, "T"] : count >= 1e9 ? [1e9, "B"] : [1e6, "M"];
  return `${Number((count / scale).toPrecision(3))}${unit}`;
}

/** `256K` for 262,144 and 256,000, `1M` for 1,000,000 and 1,048,576: as labs write it. */
export function showContext(tokens: number): string {
  if (tokens >= 1_000_000)
    return `${Number((tokens / (tokens % 1_048_576 === 0 ? 1_048_576 : 1e6)).toPrecision(3))}M`;
  if (tokens < 1_000) return String(tokens);
  return `${Math.round(tokens % 1_000 === 0 ? tokens / 1_000 : tokens / 1_024)}K`;
}

const licences: Readonly<Record<string, string>> = { "apache-2.0": "Apache 2.0", mit: "MIT" };
const access = { auto: "gated: granted to everybody who asks", manual: "gated: granted by hand" } as const;

function modalitiesOf(stated: readonly string[] | undefined): Modality[] | undefined {
  const read = modalities.filter((one) => stated?.includes(one));
  return read.length === 0 ? undefined : [...read];
}

export type Claims = Partial<Record<ModelField, Claim[]>>;

/** Rows in the order in which they are believed; of one source the plainest name first. */
export const inOrder = (rows: readonly KnownRow[]): KnownRow[] =>
  [...rows].sort((a, b) => trustOf(a.source) - trustOf(b.source) || a.name.length - b.name.length);

/**
 * The day on which a repository was opened lies between the one on which it was made (labs make it in private, up to
 * weeks before) and the first on which it was seen: what the two have in common is sure.
 */
export function openedBetween(made: StatedDate | undefined, seen: StatedDate | undefined) {
  if (made === undefined || seen === undefined || made > seen) return undefined;
  return [made.slice(0, 7), made.slice(0, 4)].find((span) => seen.startsWith(span));
}

/** All claims of one release's rows, by field; several rows of one source are one voice: the first of them. */
export function claimsOf(rows: readonly KnownRow[]): Claims {
  const claims: Claims = {};
  const said = new Set<string>();
  const ordered = inOrder(rows);

  function say(row: KnownRow, field: ModelField, value: unknown, more: Partial<Claim> = {}): void {
    if (value === undefined || said.has(`${field} ${row.source}`)) return;
    const { value: kind, holds } = modelFields[field];
    if (holds === "one") said.add(`${field} ${row.source}`);
    const claim: Claim = {
      value,
      text: showValue(kind, value),
      places: [pageOf(row.source, row.name)],
      asOf: row.read,
      ...more,
    };
    claims[field] = [...(claims[field] ?? []), claim];
  }

  const weights = ordered.filter((row) => kindOf(row.source) === "hub" && row.group.part !== "piece");
  const leads = weights.filter((row) => row.group.part === "model");
  const shown = leads.length > 0 ? leads : weights;
  for (const row of ordered) {
    if (kindOf(row.source) === "hub") continue;
    sayRegister(row);
  }
  for (const row of shown) sayRepository(row);
  if (weights.length === 0) {
    const [first] = ordered;
    if (first?.group.part === "api") say(first, "releaseKind", "API");
  }
  return claims;

  function sayRepository(row: KnownRow): void {
    const { facts, group } = row;
    const { total, active } = sizesOfName(row.name);
    if (total !== undefined) say(row, "parametersTotal", total);
    // Sums of tensors are wrong where several numbers are packed into one.
    else if (facts.parameters !== undefined && group.part !== "copy")
      say(row, "parametersTotal", showParameters(facts.parameters), { note: "sum of its tensors" });
    say(row, "parametersActive", active);
    say(row, "weights", "yes");
    say(row, "weightsOpened", row.opened, { note: "first seen on Hugging Face" });
    say(row, "releaseKind", group.part === "base" ? "base weights" : "open weights");
    say(row, "repository", pageOf(row.source, row.name));
    if (facts.gated !== undefined) say(row, "gated", access[facts.gated]);
    if (facts.licence !== undefined)
      say(row, "licence", licences[facts.licence.toLowerCase()] ?? facts.licence);
    if (facts.arxiv !== undefined)
      say(row, "report", {
        title: `arXiv:${facts.arxiv}`,
        url: `https://arxiv.org/abs/${facts.arxiv}`,
      });
    if (row.opened !== undefined) say(row, "released", row.opened, { note: "first seen that day" });
    else if (claims.released === undefined && facts.released !== undefined)
      say(row, "released", facts.released, { note: "its repository was opened then" });
    // Made and opened in one month as a rule, and hardly ever on one day.
    else if (claims.released === undefined)
      say(row, "released", row.made?.slice(0, 7), { note: "its repository was made then" });
  }

  function sayRegister(row: KnownRow): void {
    const { facts } = row;
    const kind = kindOf(row.source);
    // A reseller's day is the one on which it began to sell.
    if (kind !== "reseller") say(row, "released", facts.released);
    if (facts.parameters !== undefined) say(row, "parametersTotal", showParameters(facts.parameters));
    if (facts.active !== undefined) say(row, "parametersActive", showParameters(facts.active));
    if (facts.context !== undefined) say(row, "context", showContext(facts.context));
    // Who lists an output as large as the context states no limit.
    if (facts.output !== undefined && facts.output !== facts.context)
      say(row, "output", showContext(facts.output));
    say(row, "modality", modalitiesOf(facts.modalities));
    say(row, "generates", modalitiesOf(facts.generates));
    say(row, "knowledge", facts.knowledge);
    say(row, "endOfService", kind === "reseller" ? undefined : facts.endOfService);
    if (facts.licence !== undefined)
      say(row, "licence", licences[facts.licence.toLowerCase()] ?? facts.licence);
    if (facts.compute !== undefined) say(row, "trainingCompute", `${facts.compute.toExponential(2)} FLOP`);
    // A reseller's price stands in only where the lab's own is not known.
    if (facts.price !== undefined && (kind !== "reseller" || claims.price === undefined))
      say(row, "price", facts.price, { text: showPrice(facts.price) });
    if (weights.length > 0) return;
    if (facts.openWeights !== undefined && kind === "register")
      say(row, "weights", facts.openWeights ? "yes" : "no");
  }
}
