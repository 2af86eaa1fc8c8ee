import { describe, expect, onTestFinished, test } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import type { Model } from "../../src/catalog/types.ts";
import { releasesFromCatalog } from "../../src/releases/from-catalog.ts";
import { seedReleases } from "../../src/releases/seed.ts";
import { createReleaseStore } from "../../src/store/release-store.ts";
import { realCatalog, temporaryStore } from "../support/delivery.ts";

const catalog = realCatalog();
/** The catalogue with a model more. */
function withModel(id: string, change: Partial<Model> & { day: string }) {
  const { day, ...rest } = change;
  const like = catalog.models.get("moonshot/kimi-k2.5");
  if (like === undefined) throw new Error("the catalogue has no Kimi K2.5");
  const claim = { value: day, text: day, places: ["ecosystem:1"] };
  const released = { claims: [claim] as [typeof claim], disputed: false };
  const model: Model = { ...like, id, name: "Kimi K99", facts: { ...like.facts, released }, ...rest };
  return createCatalog({ ...catalog.data, models: [...catalog.data.models, model] });
}

describe("releases of the catalogue", () => {
  test("the first start knows everything and posts nothing", () => {
    const all = releasesFromCatalog(catalog, new Set(), true);
    expect(all.length).toBeGreaterThan(30);
    expect(new Set(all.map((one) => one.state))).toEqual(new Set(["baseline"]));
    expect(new Set(all.map((one) => one.key)).size).toBe(all.length);
    expect(all.every((one) => one.date !== undefined && one.origin === "data")).toBe(true);
  });

  test("what is known is left out; what is new is to be posted", () => {
    const known = new Set(releasesFromCatalog(catalog, new Set(), true).map((one) => one.key));
    expect(releasesFromCatalog(catalog, known, false)).toEqual([]);
    expect(
      releasesFromCatalog(withModel("moonshot/kimi-k99", { day: "2027-01" }), known, false),
    ).toMatchObject([
      { key: "model:moonshot/kimi-k99", title: "Kimi K99", date: "2027-01", state: "ready", lab: "moonshot" },
    ]);
  });

  test.each<[string, Partial<Model> & { day: string }, string[]]>([
    ["history that was written down late is listed, not posted", { day: "2023-05" }, ["baseline"]],
    ["an anticipated model is no release", { day: "2027-01", status: "anticipated" }, []],
    ["nor is a family", { day: "2027-01", kind: "family" }, []],
    [
      "a size that came with its model is part of its release",
      { day: "2026-01-27", variantOf: "moonshot/kimi-k2.5" },
      [],
    ],
  ])("%s", (_what, change, states) => {
    const known = new Set(releasesFromCatalog(catalog, new Set(), true).map((one) => one.key));
    const found = releasesFromCatalog(withModel("moonshot/kimi-k99", change), known, false);
    expect(found.map((one) => one.state)).toEqual(states);
  });

  test("in the store: silent at first, then each new model once", async () => {
    const database = await temporaryStore();
    onTestFinished(() => database.remove());
    const releases = createReleaseStore(database.store);
    const now = new Date();
    expect(await seedReleases(releases, catalog, now)).toMatchObject({ toPost: 0 });
    expect(await seedReleases(releases, catalog, now)).toEqual({ added: 0, toPost: 0 });
    const more = withModel("moonshot/kimi-k99", { day: "2027-01" });
    const both = await Promise.all([seedReleases(releases, more, now), seedReleases(releases, more, now)]);
    expect(both.reduce((sum, one) => sum + one.toPost, 0)).toBe(1);
    expect((await releases.toFanOut()).map((one) => one.key)).toEqual(["model:moonshot/kimi-k99"]);
  });
});
