import { describe, expect, test } from "vitest";
import { parseDataFile, parseLab, parseModel } from "../../src/catalog/data-file.ts";
import { DataFileError } from "../../src/catalog/data-file-error.ts";

const model = (text: string) => parseModel("acme", "one", "data/models/acme/one.yaml", text);

/** The message of a broken model file. */
function messageOf(text: string): string {
  try {
    model(text);
  } catch (error) {
    expect(error).toBeInstanceOf(DataFileError);
    return error instanceof Error ? error.message : "";
  }
  return "no error";
}

describe("a model's file", () => {
  test("one claim and a list of claims, the first preferred", () => {
    const read = model(`
name: One
family: line
released:
  - { value: 2025-03, at: landscape:114 }
  - { value: 2025-07, at: [ascendancy:37], note: heard }
context: { value: 256K, at: [landscape:266, landscape:204] }
`);
    expect(read).toMatchObject({ id: "acme/one", lab: "acme", kind: "model", status: "released" });
    expect(read.family).toBe("acme/line");
    expect(read.facts.released?.claims).toEqual([
      { value: "2025-03", text: "Mar 2025", places: ["landscape:114"] },
      { value: "2025-07", text: "Jul 2025", places: ["ascendancy:37"], note: "heard" },
    ]);
    expect(read.facts.context?.claims[0].places).toEqual(["landscape:266", "landscape:204"]);
    expect(read.facts.price).toBeUndefined();
  });

  test("search aids are aliases without places", () => {
    const read = model("name: One\naliases: [{ alias: Uno, kind: short, at: a:1 }]\nsearchAids: [eins]\n");
    expect(read.aliases).toEqual([
      { text: "Uno", kind: "short", places: ["a:1"] },
      { text: "eins", kind: "search", places: [] },
    ]);
  });

  test.each([
    ["an unknown key", "name: One\nsize: 4B\n", ":2: size: no such key here: size"],
    ["no name", "kind: model\n", ":1: name: "],
    ["broken YAML", "name: One\naliases: [a, b\n", ":"],
    ["a day that does not exist", "name: One\nreleased: { value: 2025-02-30, at: a:1 }\n", "no such day"],
    [
      "a padded date",
      "name: One\nreleased: { value: 2025-13, at: a:1 }\n",
      ":2: released.value: a date is YYYY",
    ],
    [
      "a claim without a place",
      "name: One\n\ncontext: { value: 4K }\n",
      ":3: context.at: every fact says where",
    ],
    [
      "a place without a colon form",
      "name: One\ncontext: { value: 4K, at: Landscape 4 }\n",
      "a place is a source's id and a line",
    ],
    ["line zero", "name: One\ncontext: { value: 4K, at: landscape:0 }\n", "a place is a source's id"],
    [
      "bare yes for weights",
      "name: One\nweights: { value: true, at: a:1 }\n",
      ":2: weights.value: Invalid option",
    ],
    ["an unknown modality", "name: One\nmodality: { value: [smell], at: a:1 }\n", ":2: modality.value.0: "],
    [
      "an empty price",
      "name: One\nprice: { value: { currency: USD }, at: a:1 }\n",
      ":2: price.value: a price needs input, output or either",
    ],
    ["a free price", "name: One\nprice: { value: { input: 0 }, at: a:1 }\n", ":2: price.value.input: "],
    [
      "the second claim of a list",
      "name: One\nreleased:\n  - { value: 2025, at: a:1 }\n  - { value: soon, at: a:2 }\n",
      ":4: released.1.value: a date is",
    ],
    [
      "an unknown alias kind",
      "name: One\naliases:\n  - { alias: X, kind: nick, at: a:1 }\n",
      ":3: aliases.0.kind: ",
    ],
    [
      "a conflict's number",
      "name: One\ncaveats:\n  - { text: why, at: a:1, conflict: 12 }\n",
      ":3: caveats.0.conflict: ",
    ],
    ["an empty text", 'name: One\nnotable:\n  - { text: " ", at: a:1 }\n', ":3: notable.0.text: "],
    ["nothing at all", "", ":1: file: "],
  ])("%s is refused, with its line", (_, text, message) => {
    const said = messageOf(text);
    expect(said).toContain("data/models/acme/one.yaml:");
    expect(said).toContain(message);
  });
});

test("a lab's file keeps people, sections and relations with their places", () => {
  const lab = parseLab(
    "acme",
    "data/labs/acme.yaml",
    `
name: Acme
founded: { value: 2019, at: a:1 }
people:
  - { name: Ada, role: founder, at: a:2, background: [{ text: built engines, at: a:3 }] }
sections:
  strategy: [{ text: Cheap first., at: [a:4, a:5] }]
relations: [{ kind: investor, name: Fund, at: a:6 }]
`,
  );
  expect(lab.people[0]).toEqual({
    name: "Ada",
    role: "founder",
    places: ["a:2"],
    background: [{ text: "built engines", places: ["a:3"] }],
  });
  expect(lab.sections.strategy).toEqual([{ text: "Cheap first.", places: ["a:4", "a:5"] }]);
  expect(lab.relations).toEqual([{ kind: "investor", name: "Fund", places: ["a:6"] }]);
  expect(lab.sections.outlook).toBeUndefined();
});

test("an unknown section is refused", () => {
  expect(() =>
    parseLab("acme", "data/labs/acme.yaml", "name: Acme\nsections:\n  gossip: [{ text: x, at: a:1 }]\n"),
  ).toThrow(/data\/labs\/acme\.yaml:3: /);
});

test("topics, sources and benchmarks carry their ids", () => {
  const parse = (path: string, text: string) => parseDataFile({ path, shown: path, text });
  const topic = "name: Hubs\nabout: Cities.\npoints: [{ text: Beijing., at: a:1 }]\n";
  expect(parse("market/hubs.yaml", topic).topics).toEqual([
    {
      id: "hubs",
      name: "Hubs",
      about: "Cities.",
      aliases: [],
      points: [{ text: "Beijing.", places: ["a:1"] }],
      caveats: [],
    },
  ]);
  const source = "a: { title: T, kind: document, about: x, asOf: 2025-11, asOfKind: stated }\n";
  expect(parse("sources.yaml", source).sources.map((one) => one.id)).toEqual(["a"]);
  const benchmark = "mmlu: { name: MMLU, about: x, max: 100 }\n";
  expect(parse("benchmarks.yaml", benchmark).benchmarks[0]).toMatchObject({
    id: "mmlu",
    higherIsBetter: true,
  });
});
