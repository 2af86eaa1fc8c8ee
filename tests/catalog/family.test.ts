/** What a family says of its members, and of which it says nothing. */
import { describe, expect, test } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { factHeld } from "../../src/catalog/family.ts";
import type { ModelField } from "../../src/catalog/fields.ts";
import type { CatalogData, Model } from "../../src/catalog/types.ts";
import { factOf } from "../../src/catalog/values.ts";

const fact = (value: string) => factOf([{ value, text: value, places: ["landscape:1"] }]);

function model(id: string, facts: Partial<Record<ModelField, string>>, more: Partial<Model> = {}): Model {
  const named = Object.fromEntries(Object.entries(facts).map(([field, value]) => [field, fact(value)]));
  return {
    id,
    lab: "lab",
    kind: "model",
    status: "released",
    name: id,
    aliases: [],
    facts: named,
    scores: [],
    notable: [],
    standings: [],
    relations: [],
    events: [],
    caveats: [],
    family: "lab/line",
    ...more,
  };
}

function held(member: Model, family: Partial<Record<ModelField, string>>, field: ModelField) {
  const line = model("lab/line", family, { kind: "family" });
  const data = {
    labs: [],
    models: [{ ...line, family: undefined }, member],
    sources: [],
    rankings: [],
    benchmarks: [],
    topics: [],
  } as unknown as CatalogData;
  return factHeld(createCatalog(data), member, field)?.fact.claims[0].text;
}

const open = { weights: "yes", licence: "Apache 2.0" };

describe("a family", () => {
  test.each([
    ["speaks for a member that says nothing", model("m", {}), open, "Apache 2.0"],
    ["gives way to the member's own word", model("m", { licence: "MIT" }), open, "MIT"],
    ["says nothing of a closed member", model("m", { weights: "no" }), open, undefined],
    [
      "says nothing of an API that only a register lists",
      model("m", {}, { unreviewed: true }),
      open,
      undefined,
    ],
    [
      "speaks for a repository that was found",
      model("m", { repository: "https://huggingface.co/lab/m" }, { unreviewed: true }),
      open,
      "Apache 2.0",
    ],
    [
      "that is closed is so for every API",
      model("m", {}, { unreviewed: true }),
      { weights: "no", licence: "closed (API only)" },
      "closed (API only)",
    ],
    [
      "that is partly open does not say which members are",
      model("m", {}),
      { weights: "partly", licence: "Apache 2.0" },
      undefined,
    ],
    ["says nothing of each where it has various", model("m", {}), { licence: "various" }, undefined],
  ])("%s", (_what, member, family, licence) => {
    expect(held(member, family, "licence")).toBe(licence);
  });

  test("does not lend its size", () =>
    expect(held(model("m", {}), { parametersTotal: "7B" }, "parametersTotal")).toBeUndefined());
});
