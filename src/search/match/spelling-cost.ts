/** What it costs to be found by a name, an alias, a search aid. */
import type { SearchEntry } from "../index/entries.ts";
import type { AliasForm } from "../index/types.ts";

const formCost: Readonly<Record<AliasForm, number>> = {
  name: 0,
  native: 0,
  former: 0.04,
  brand: 0.04,
  short: 0.04,
  ticker: 0.04,
  unit: 0.06,
  gloss: 0.06,
  search: 0.06,
  misheard: 0.08,
  pinyin: 0.08,
  initials: 0.2,
  person: 0.12,
};
const brandOfLab = 0.02;
const brandForms: ReadonlySet<AliasForm> = new Set(["brand", "search", "misheard"]);

/** Whether a lab is found by what belongs to its family of that name first: Doubao, 豆包, `Quinn`. */
export const isBrandOfLab = (entry: SearchEntry, form: AliasForm): boolean =>
  entry.kind === "lab" && brandForms.has(form);

/** Somebody who has moved on is still listed where they were; the catalogue's own labs go first. */
const personElsewhere = 0.4;

/** What it costs to be found by a spelling of this kind. */
export function spellingCost(entry: SearchEntry, form: AliasForm): number {
  // Baichuan AI is as much Baichuan as the family of that name is.
  if (entry.kind === "lab" && form === "short") return formCost.name;
  if (isBrandOfLab(entry, form)) return formCost[form] + brandOfLab;
  return formCost[form] + (form === "person" && !entry.core ? personElsewhere : 0);
}
