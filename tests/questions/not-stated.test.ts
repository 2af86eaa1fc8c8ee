/**
 * What the inventory of the documents finds stated nowhere must not be stated from a document either: such a value
 * would be invented. Runs where ../shared is there.
 */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { labIdOf } from "../../scripts/data-check/inventory-ids.ts";
import { factHeld } from "../../src/catalog/family.ts";
import type { ModelField } from "../../src/catalog/fields.ts";
import { modelCard } from "../../src/views/model.ts";
import { realServices, textOf } from "../support/bot.ts";
import { underLabel } from "../support/questions.ts";

const folder =
  process.env.LABDEX_DOCUMENTS ?? join(resolve(import.meta.dirname, "../.."), "..", "shared", "documents");
const file = join(folder, "inventory.json");
const there = existsSync(file);
if (!there)
  process.stdout.write("Skipped the inventory's fields that are not stated: ../shared is not there.\n");

const fieldOf: Readonly<Record<string, { field: ModelField; label?: string }>> = {
  release_dates: { field: "released", label: "release date" },
  params_total: { field: "parametersTotal", label: "parameters" },
  params_active: { field: "parametersActive", label: "active parameters" },
  architecture: { field: "architecture", label: "architecture" },
  context_window: { field: "context", label: "context" },
  modality: { field: "modality", label: "modality" },
  open_weights: { field: "weights", label: "open weights" },
  licence: { field: "licence", label: "licence" },
  price: { field: "price", label: "price" },
  report: { field: "report", label: "report" },
  training_tokens: { field: "trainingTokens" },
  training_compute: { field: "trainingCompute" },
  training_cost: { field: "trainingCost" },
};

/** Where a reader finds more in the documents than the inventory lists: each checked at its line. */
const statedAfterAll = new Set([
  "alibaba/qwen architecture", // ecosystem:47
  "alibaba/qwen-1 report", // ecosystem:130
  "zhipu/cogvideo architecture", // ascendancy:27
  "baichuan/baichuan modality", // landscape:346
  "01-ai/yi weights", // landscape:354
  "sensetime/sensechat-2 modality", // landscape:453
  "sensetime/sensenova-v6-reasoner modality", // landscape:460
  "shanghai-ai-lab/internlm parametersTotal", // ascendancy:49, "small"
  "minimax/talkie architecture", // ecosystem:55
  "minimax/hailuo architecture", // ecosystem:55
  "minimax/hailuo modality", // ecosystem:55
  "google/bert architecture", // ecosystem:49
  "openai/gpt architecture", // ecosystem:49
]);

/** Listed without a name in the documents; another entry cites the line (data/not-covered.yaml). */
const leftOut = new Set(["tencent/hunyuan-video-unnamed"]);

/** Whether one of the documents is cited; a value from elsewhere is nothing that the inventory could know. */
const citesDocument = (fact: unknown): boolean =>
  /"(landscape|ascendancy|ecosystem|dots-brief|dots-deep):\d/.test(JSON.stringify(fact ?? null));

const inventory = z.object({
  models: z.array(z.object({ id: z.string(), lab: z.string(), fields_not_stated: z.array(z.string()) })),
});

test.skipIf(!there)("a field that no document states has no value, and the card says so", () => {
  const { catalog } = realServices();
  const wrong: string[] = [];
  let checked = 0;
  for (const { id, lab, fields_not_stated } of inventory.parse(JSON.parse(readFileSync(file, "utf8")))
    .models) {
    const model = catalog.models.get(`${labIdOf(lab)}/${id}`);
    if (model === undefined && leftOut.has(`${labIdOf(lab)}/${id}`)) continue;
    expect(model, id).toBeDefined();
    if (model === undefined) continue;
    const { audience: _, rows: __, ...shown } = modelCard(catalog, model);
    const embeds = (shown.embeds ?? []).map(({ footer: ___, ...embed }) => embed);
    const missing = underLabel(textOf({ embeds }), "Not stated").split(", ");
    for (const name of fields_not_stated) {
      const known = fieldOf[name];
      if (known === undefined || statedAfterAll.has(`${model.id} ${known.field}`)) continue;
      checked += 1;
      const fact = model.facts[known.field];
      if (citesDocument(fact)) wrong.push(`${model.id} ${known.field} has a value`);
      // Nobody looks for the licence of closed weights, nor for what only a family's members have.
      const isHeld = factHeld(catalog, model, known.field) !== undefined;
      const isClosed =
        known.field === "licence" && factHeld(catalog, model, "weights")?.fact.claims[0].value === "no";
      const named =
        fact !== undefined ||
        known.label === undefined ||
        model.kind === "product" ||
        model.kind === "family" ||
        isClosed ||
        isHeld ||
        missing.includes(known.label);
      if (!named) wrong.push(`${model.id} does not say that ${known.label} is not stated`);
    }
  }
  expect(wrong).toEqual([]);
  expect(checked).toBeGreaterThan(1_000);
});
