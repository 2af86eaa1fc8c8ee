import { describe, expect, test } from "vitest";
import { showFinding } from "../../scripts/data-check/findings.ts";
import { checkData } from "../../scripts/data-check/run.ts";
import { dataFiles, documents } from "./support.ts";

const acme = "name: Acme\n";
const one = "name: Acme One\n";

/** What data:check prints about a small folder. */
function messages(texts: Record<string, string>, lines?: readonly string[]): string[] {
  const files = dataFiles({ "labs/acme.yaml": acme, ...texts });
  const result = checkData(files, lines === undefined ? undefined : documents(lines));
  return result.findings.map(showFinding);
}

test("nothing to say about a sound folder", () => {
  expect(messages({ "models/acme/one.yaml": one })).toEqual([]);
});

describe("schema", () => {
  test("a broken file is reported with its line, and the others are still checked", () => {
    expect(
      messages({
        "models/acme/one.yaml": `${one}colour: red\n`,
        "models/acme/two.yaml": "name: Two\nfamily: none\n",
      }),
    ).toEqual([
      "data/models/acme/one.yaml:2: colour: no such key here: colour (CONTRIBUTING.md#schema)",
      "data/models/acme/two.yaml:2: family: no model acme/none (CONTRIBUTING.md#references)",
    ]);
  });
});

describe("references", () => {
  const model = (rest: string) => ({ "models/acme/one.yaml": one + rest });
  test.each([
    ["family", model("family: line\n"), "one.yaml:2: family: no model acme/line"],
    ["variantOf", model("variantOf: other/two\n"), "one.yaml:2: variantOf: no model other/two"],
    [
      "relation",
      model("relations:\n  - { kind: rival, to: nobody, name: N, at: doc:1 }\n"),
      "one.yaml:3: relation to nobody, which has no file",
    ],
    [
      "ranking",
      model("standings:\n  - { ranking: stars, value: x, at: doc:1 }\n"),
      "one.yaml:3: no ranking stars",
    ],
    [
      "ranking's value",
      model("standings:\n  - { ranking: tiers, value: Mid, at: doc:1 }\n"),
      'tiers has no value "Mid"; it has High, Low',
    ],
    [
      "benchmark",
      model("scores:\n  - { benchmark: iq, text: high, at: doc:1 }\n"),
      "one.yaml:3: no benchmark iq",
    ],
    ["source", model("context: { value: 4K, at: hearsay:3 }\n"), "one.yaml:2: no source hearsay"],
    [
      "caveat's field",
      model("caveats:\n  - { field: colour, text: why, at: doc:1 }\n"),
      'one.yaml:3: no field, section or list is called "colour"',
    ],
    ["lab of a folder", { "models/umbrella/x.yaml": "name: X\n" }, "the folder's lab umbrella has no file"],
    ["partOf", { "labs/sub.yaml": "name: Sub\npartOf: none\n" }, "sub.yaml:2: no lab none"],
    [
      "a circle",
      { "models/acme/a.yaml": "name: A\nfamily: b\n", "models/acme/b.yaml": "name: B\nfamily: a\n" },
      "a.yaml:2: family goes round in a circle: acme/a → acme/b → acme/a",
    ],
  ])("%s", (_, texts, message) => {
    expect(messages(texts).join("\n")).toContain(message);
  });

  test("a caveat may name a field, a section or a list", () => {
    const caveats = ["founded", "strategy", "sections.strategy", "figures"]
      .map((field) => `  - { field: ${field}, text: why, at: doc:1 }\n`)
      .join("");
    expect(messages({ "labs/acme.yaml": `${acme}caveats:\n${caveats}` })).toEqual([]);
  });
});

describe("aliases", () => {
  const two = {
    "models/acme/one.yaml": "name: One\nsearchAids: [uno-1]\n",
    "models/acme/two.yaml": "name: Two\naliases:\n  - { alias: UNO 1, kind: short, at: doc:1 }\n",
  };
  test("one spelling for two models", () => {
    expect(messages(two)).toEqual([
      'data/models/acme/one.yaml:2: "uno-1" means acme/one and acme/two; drop it from one, or list it in data/ambiguous.yaml (CONTRIBUTING.md#aliases)',
      'data/models/acme/two.yaml:3: "UNO 1" means acme/one and acme/two; drop it from one, or list it in data/ambiguous.yaml (CONTRIBUTING.md#aliases)',
    ]);
  });
  test("listed as ambiguous on purpose", () => {
    const listed = "- { alias: uno 1, entries: [acme/one, acme/two], why: both are called so }\n";
    expect(messages({ ...two, "ambiguous.yaml": listed })).toEqual([]);
  });
  test("a listing that nothing needs is a warning", () => {
    const listed = "- { alias: due, entries: [acme/one, acme/two], why: once so }\n";
    expect(messages({ "ambiguous.yaml": listed })[0]).toContain('ambiguous.yaml:1: warning: "due"');
  });
  test("one spelling for two topics", () => {
    const topic = (name: string) =>
      `name: ${name}\nabout: x\naliases: [prices]\npoints: [{ text: x, at: doc:1 }]\n`;
    const found = messages({ "market/a.yaml": topic("A"), "market/b.yaml": topic("B") });
    expect(found[0]).toContain('data/market/a.yaml:3: "prices" means a and b');
    expect(found).toHaveLength(2);
  });
  test("a lab and its model may share a name", () => {
    expect(messages({ "models/acme/acme.yaml": acme })).toEqual([]);
  });
});

describe("values", () => {
  test.each([
    [
      "active above total",
      "parametersTotal: { value: 80B, at: doc:1 }\nparametersActive: { value: 130B, at: doc:1 }\n",
      "one.yaml:3: 130B active is more than the total",
    ],
    [
      "later than its source",
      "released: { value: 2025-11, at: doc:1 }\n",
      "one.yaml:2: 2025-11 is after 2025-10, the date of its own source",
    ],
    [
      "an event later than its source",
      "events:\n  - { date: 2026, text: soon, at: doc:1 }\n",
      "one.yaml:3: 2026 is after 2025-10",
    ],
    [
      "beyond the scale",
      'scores:\n  - { benchmark: mmlu, score: 104, text: "104", at: doc:1 }\n',
      "one.yaml:3: 104 is not between 0 and 100",
    ],
    [
      "text and score apart",
      'scores:\n  - { benchmark: mmlu, score: 78, text: "87", at: doc:1 }\n',
      'the text "87" does not show the score 78',
    ],
  ])("%s", (_, rest, message) => {
    expect(messages({ "models/acme/one.yaml": one + rest }).join("\n")).toContain(message);
  });

  test.each([
    ["the last day of its source's month", "released: { value: 2025-10-31, at: doc:1 }\n"],
    ["anticipated models", "status: anticipated\nreleased: { value: 2026, at: doc:1 }\n"],
    [
      "several sizes",
      'parametersTotal: { value: "21B, 300B", at: doc:1 }\nparametersActive: { value: "3B (21B), 47B (300B)", at: doc:1 }\n',
    ],
  ])("fine: %s", (_, rest) => {
    expect(messages({ "models/acme/one.yaml": one + rest })).toEqual([]);
  });
});

describe("places", () => {
  const at = (place: string) => ({ "models/acme/one.yaml": `${one}context: { value: 4K, at: ${place} }\n` });
  test("a line beyond the document, an empty line, no line", () => {
    expect(messages(at("doc:3"), ["first", ""])).toEqual([
      "data/models/acme/one.yaml:2: doc:3: the document ends at line 2 (CONTRIBUTING.md#places)",
    ]);
    expect(messages(at("doc:2"), ["first", ""])[0]).toContain("doc:2: that line is empty");
    expect(messages(at("doc"), ["first", ""])[0]).toContain("doc: say the line");
    expect(messages(at("doc:1"), ["first", ""])).toEqual([]);
  });
});

describe("own words", () => {
  const line = "the lab grew quickly because it sold its cheap models to every small shop in town";
  const point = (text: string) => ({
    "models/acme/one.yaml": `${one}notable:\n  - { text: "${text}", at: doc:1 }\n`,
  });
  test("twelve words are an error, eight a warning, seven are nothing", () => {
    const words = line.split(" ");
    expect(messages(point(words.slice(0, 12).join(" ")), [line])[0]).toContain(
      "one.yaml:3: 12 words in a row stand in 000_doc.txt:1",
    );
    expect(messages(point(words.slice(2, 10).join(" ")), [line])[0]).toContain(
      "one.yaml:3: warning: 8 words",
    );
    expect(messages(point(words.slice(0, 7).join(" ")), [line])).toEqual([]);
  });
  test("case and punctuation do not hide a copy", () => {
    const copy = "The lab grew -- quickly! Because it sold its *cheap* models to every small shop";
    expect(messages(point(copy), [line])[0]).toContain("14 words");
  });
  test("a list of names and figures is nobody's sentence", () => {
    const names =
      "Alibaba, Tencent, Baidu, Xiaomi, Meituan, Huawei, Kuaishou, Moonshot, Zhipu, 01.AI and MiniMax";
    expect(messages(point(names), [names])).toEqual([]);
  });
});
