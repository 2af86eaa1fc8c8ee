/** How much is known of the field: what counts as stated, and for whom. */
import { expect, test } from "vitest";
import { isStated, worldOf } from "../../scripts/data-check/world.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { parseLab, parseModel } from "../../src/catalog/data-file.ts";
import { noEntries } from "../../src/catalog/together.ts";

const model = (slug: string, text: string) => parseModel("lab", slug, `models/lab/${slug}.yaml`, text);
const data = {
  ...noEntries,
  labs: [parseLab("lab", "labs/lab.yaml", "name: Lab\n")],
  models: [
    model(
      "video",
      'name: Video\ngenerates: { value: [video], at: doc:1 }\nweights: { value: "no", at: doc:1 }\n',
    ),
    model("arm", "name: Arm\ngenerates: { value: [action], at: doc:1 }\n"),
    model("seer", "name: Seer\ngenerates: { value: [text, action], at: doc:1 }\n"),
  ],
};
const catalog = createCatalog(data);

test.each([
  ["video", "context", true],
  ["arm", "context", true],
  ["seer", "context", false],
  ["video", "size", true],
  ["video", "licence", true],
  ["arm", "size", false],
  ["video", "released", false],
] as const)("%s: %s is stated or cannot be: %s", (slug, thing, stated) => {
  const one = catalog.models.get(`lab/${slug}`);
  expect(one && isStated(catalog, one, thing)).toBe(stated);
});

test("what nobody dates counts as new", () => {
  expect(worldOf(data, [])).toMatchObject([
    { lab: "lab", models: 3, whole: 0, stated: { context: 2, weights: 1 } },
  ]);
});
