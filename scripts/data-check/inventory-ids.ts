/** How the inventory's names map to those of data/: lab ids, and where in a record a fact may stand. */

const labIds: Record<string, string> = {
  "01ai": "01-ai",
  xiaohongshu: "rednote",
  hilab: "humane-intelligence-lab",
  shlab: "shanghai-ai-lab",
  ant: "ant-group",
  butterfly: "butterfly-effect",
  cherrystudio: "cherry-studio",
  highflyer: "high-flyer",
};

/** Lab id in data/ of a lab id in the inventory. */
export function labIdOf(inventoryId: string): string {
  return labIds[inventoryId] ?? inventoryId;
}

/** A fact with figures must cite its place in one of these fields or lists; others may stand anywhere. */
export const admissible: Record<string, readonly string[]> = {
  founded: ["founded", "programmeStarted", "events", "sections", "caveats"],
  founders: ["founders", "people"],
  hq: ["place"],
  investors: ["backers", "relations"],
  params_total: ["parametersTotal", "caveats"],
  params_active: ["parametersActive", "caveats"],
  training_tokens: ["trainingTokens", "caveats"],
  training_compute: ["trainingCompute", "caveats"],
  training_cost: ["trainingCost", "caveats"],
  context_window: ["context", "caveats", "notable"],
  release_dates: ["released", "weightsOpened", "releaseKind", "events", "caveats", "notable", "report"],
  licence: ["licence", "caveats"],
  price: ["price", "caveats", "notable"],
  report: ["report", "relations", "notable"],
  benchmarks: ["scores", "standings", "notable"],
  tiers: ["standings"],
};

/** Fields whose names (capitalised words) must stand in the data's text, not only their figures. */
export const namesMatter: ReadonlySet<string> = new Set([
  "founders",
  "hq",
  "investors",
  "investor_in",
  "licence",
  "affiliates",
  "other_organisations",
]);
