/** What a channel wants, and whether a release is it. Pure. */
import { modalities } from "../catalog/fields.ts";
import type { Model } from "../catalog/types.ts";
import type { Release } from "../releases/types.ts";
import type { Cadence, Filters } from "./types.ts";

export const everything: Filters = { labs: [], variants: "all" };

/** One text for filters: labs sorted and each once, keys in a fixed order, so that equal text means equal filters. */
export function filterText({ labs, weights, modality, variants, news }: Filters): string {
  return JSON.stringify({ labs: [...new Set(labs)].sort(), weights, modality, variants, news });
}

/** The filters in a stored or imported value; undefined for anything that is not one. */
export function parseFilters(value: unknown): Filters | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { labs, weights, modality, variants = "all", news } = value as Record<string, unknown>;
  if (!Array.isArray(labs) || !labs.every((lab) => typeof lab === "string")) return undefined;
  if (weights !== undefined && weights !== "open" && weights !== "closed") return undefined;
  if (variants !== "all" && variants !== "main") return undefined;
  if (news !== undefined && news !== "changes" && news !== "all") return undefined;
  const known = modalities.find((one) => one === modality);
  if (modality !== undefined && known === undefined) return undefined;
  return {
    labs: [...new Set(labs)].sort(),
    variants,
    ...(weights === undefined ? {} : { weights }),
    ...(news === undefined ? {} : { news }),
    ...(known === undefined ? {} : { modality: known }),
  };
}

/**
 * Whether a channel wants a release. A model whose field is not stated passes no filter on it.
 * @param model the release's entry in the catalogue, where it has one
 */
export function wants(
  filters: Filters,
  release: Release,
  model: Model | undefined,
  cadence: Cadence = "daily",
): boolean {
  // Weights that open later are both.
  const isBoth = release.key.startsWith("weights:");
  const isChange = release.kind === "change";
  if (isChange && filters.news === undefined) return false;
  if (!isChange && !isBoth && filters.news === "changes") return false;
  // What shows no sign of a flagship calls nobody: a digest names it.
  if (release.isMinor === true && cadence === "instant") return false;
  if (filters.labs.length > 0 && !filters.labs.includes(release.lab)) return false;
  if (filters.variants === "main" && (model?.kind === "variant" || model?.variantOf !== undefined))
    return false;
  const weights = model?.facts.weights?.claims[0].value;
  if (filters.weights === "open" && weights !== "yes" && weights !== "partly") return false;
  if (filters.weights === "closed" && weights !== "no") return false;
  const { modality } = filters;
  return modality === undefined || model?.facts.modality?.claims[0].value.includes(modality) === true;
}
