import { describe, expect, test } from "vitest";
import { figuresOf, figureTokens } from "../../scripts/data-check/figures.ts";
import { reportLines } from "../../scripts/data-check/report.ts";
import { checkData, isSound, ofLab } from "../../scripts/data-check/run.ts";
import { dataFiles, documents } from "./support.ts";

const lines = ["Acme of Leeds", "One: 80B, Mar 2025", "note", "row"];
const from = (line: number) => [{ ref: `000_doc.txt:${line}`, quote: "" }];
const nothing = {
  ...{ labs: [], models: [], market: {}, people: [] },
  ...{ market_facts: [], hardware: [], techniques: [], other_organisations: [] },
};
const lab = { id: "acme", name: "Acme", scope: "lab" };
const model = { id: "one", name: "One", lab: "acme" };

/** What is missing of an inventory: `field: reason`. */
function gaps(inventory: object, texts: Record<string, string>): string[] {
  const files = dataFiles(texts);
  const { coverage } = checkData(files, documents(lines, { inventory: { ...nothing, ...inventory } }));
  return (coverage?.results ?? [])
    .filter((one) => one.state === "missing")
    .map((one) => `${one.item.field}: ${one.reason ?? ""}`);
}

describe("a model", () => {
  const inventory = {
    labs: [lab],
    models: [
      {
        ...model,
        aliases: [{ alias: "Uno", kind: "short", sources: from(2) }],
        release_dates: [{ value: "2025-03", sources: from(2) }],
        params_total: [{ value: "80B", sources: from(2) }],
        open_weights: [{ value: "yes", sources: from(2) }],
        claims: [{ value: "liked by all (per 001, Nov 2025)", sources: from(3) }],
      },
    ],
  };
  test("without a file lacks everything", () => {
    expect(gaps(inventory, { "labs/acme.yaml": "name: Acme\n" })).toEqual([
      "entity: no file for acme/one",
      "aliases: its entry has no file",
      "release_dates: its entry has no file",
      "params_total: its entry has no file",
      "open_weights: its entry has no file",
      "claims: its entry has no file",
    ]);
  });
  test("with everything lacks nothing", () => {
    const full = `name: One
aliases: [{ alias: uno, kind: short, at: doc:2 }]
released: { value: 2025-03-04, at: doc:2 }
parametersTotal: { value: 80 billion, at: doc:2 }
weights: { value: "yes", at: doc:2 }
notable: [{ text: People like it., at: doc:3 }]
`;
    expect(gaps(inventory, { "labs/acme.yaml": "name: Acme\n", "models/acme/one.yaml": full })).toEqual([]);
  });
  test("says what is wrong with each", () => {
    const poor = `name: One
searchAids: [uno]
notable: [{ text: Eighty out in spring., at: doc:2 }]
parametersTotal: { value: 8B, at: doc:2 }
`;
    expect(gaps(inventory, { "labs/acme.yaml": "name: Acme\n", "models/acme/one.yaml": poor })).toEqual([
      "aliases: only a search aid; give it as an alias with its place",
      "release_dates: figures missing where it is cited: date:2025-03",
      "params_total: figures missing where it is cited: 80000000000",
      "open_weights: cited, but not in weights",
      "claims: nothing cites doc:3",
    ]);
  });
});

describe("a lab", () => {
  const inventory = {
    labs: [
      {
        ...lab,
        hq: [{ value: "Leeds", sources: from(1) }],
        metrics: [{ value: "80B in one model", sources: from(2) }],
        notes: [
          { source: "000_doc.txt:3", text: "a remark" },
          { source: "000_doc.txt:4", text: "| Date | Model |" },
        ],
      },
    ],
    people: [
      {
        ...{ name: "Ada Byron", native_name: "艾达", nickname: "Countess", org: "acme", role: "founder" },
        ...{ background: ["wrote 2 papers"], sources: from(1) },
      },
    ],
  };
  test("its facts may stand in its models' files, its people among its people", () => {
    const texts = {
      "labs/acme.yaml": `name: Acme
place: { value: "Leeds, England", at: doc:1 }
people:
  - name: Ada Byron
    nameZh: 艾达
    nickname: Countess
    role: founder
    at: doc:1
    background: [{ text: two papers, at: doc:1 }]
sections: { history: [{ text: Remarked upon., at: doc:3 }] }
`,
      "models/acme/one.yaml": "name: One\nparametersTotal: { value: 80B, at: doc:2 }\n",
    };
    expect(gaps(inventory, texts)).toEqual([]);
  });
  test("a name or a person that is not there", () => {
    const texts = { "labs/acme.yaml": "name: Acme\nplace: { value: Yorkshire, at: doc:1 }\n" };
    expect(gaps(inventory, texts)).toEqual([
      "hq: names missing where it is cited: Leeds",
      "metrics: nothing cites doc:2",
      "notes: nothing cites doc:3",
      "people: no such person",
    ]);
  });
});

describe("left out on purpose", () => {
  const inventory = { labs: [{ ...lab, metrics: [{ value: "90,000+ shops", sources: from(2) }] }] };
  const texts = { "labs/acme.yaml": "name: Acme\n" };
  test("a line in not-covered.yaml, with its reason", () => {
    const listed = "- { entity: acme, field: metrics, place: doc:2, why: not a figure of Acme }\n";
    expect(gaps(inventory, { ...texts, "not-covered.yaml": listed })).toEqual([]);
    expect(gaps(inventory, texts)).toEqual(["metrics: nothing cites doc:2"]);
  });
  test("a line that nothing needs is a warning; one without a subject is refused", () => {
    const result = (text: string) =>
      checkData(dataFiles({ ...texts, "not-covered.yaml": text }), documents(lines, { inventory: nothing }));
    expect(result("- { entity: umbrella, why: gone }\n").findings[0]).toMatchObject({
      severity: "warning",
      line: 1,
      file: "data/not-covered.yaml",
    });
    expect(result("- { why: no reason }\n").findings[0]).toMatchObject({
      severity: "error",
      check: "schema",
    });
  });
});

describe("conflicts", () => {
  const conflicts = "### C01 [high] a\n\n### C02 [low] b\n\n### C03 [low] c\n";
  test("each is told by a caveat, or listed", () => {
    const texts = {
      "labs/acme.yaml": "name: Acme\ncaveats: [{ text: Two sources differ., at: doc:1, conflict: C02 }]\n",
      "not-covered.yaml": "- { conflict: C03, why: About the layout. }\n",
    };
    const result = checkData(dataFiles(texts), documents(lines, { inventory: nothing, conflicts }));
    expect(result.coverage?.conflicts).toEqual({ all: 3, open: ["C01"] });
    expect(isSound(result)).toBe(false);
  });
});

describe("the report", () => {
  const inventory = { ...nothing, labs: [{ ...lab, hq: [{ value: "Leeds", sources: from(1) }] }] };
  const result = checkData(dataFiles({ "labs/acme.yaml": "name: Acme\n" }), documents(lines, { inventory }));
  test("counts, and lists what is missing when asked", () => {
    const options = { missing: true, documents: "docs" };
    expect(reportLines(ofLab(result, "acme"), options)).toEqual([
      "1 labs, 0 models, 0 topics · 0 claims, 1 benchmarks, 1 sources · 0 errors, 0 warnings",
      "coverage acme 1/2",
      '  acme · hq: "Leeds" [doc:1]: nothing cites doc:1',
      "Something has to be mended. What the messages mean, and how: CONTRIBUTING.md",
    ]);
    expect(reportLines(result, { ...options, missing: false })).toContain(
      "coverage in all: entities 1/1, all items 1/2",
    );
  });
  test("says that the documents are not there", () => {
    const alone = checkData(dataFiles({ "labs/acme.yaml": "name: Acme\n" }), undefined);
    expect(reportLines(alone, { missing: false, documents: "docs" })).toContain(
      "places, own words, coverage, conflicts: skipped: documents not found (docs)",
    );
    expect(isSound(alone)).toBe(true);
  });
});

describe("figures", () => {
  test.each([
    ["1T", "one trillion"],
    ["1,000B", "1T"],
    ["1.46M GPU hours", "1.46 million hours"],
    ["2025-03", "in Mar 2025"],
    ["2025-03", "on 4 March 2025"],
    ["2025", "2025-06-06"],
    ["June 6, 2025", "2025-06-06"],
    ["27,000", "27K"],
    ["76.8%", "76.8 per cent"],
    ["4x", "four times"],
    ["100B-671B total", "from 100 billion to 671 billion"],
    ["8x40GB", "8 cards of 40 GB"],
    ["$100K-$200K", "100K to 200K dollars"],
    ["2024-2025", "from 2024 to 2025"],
    ["beats GPT-4o and V3", "nothing"],
  ])("%s is shown by %s", (fact, text) => {
    const shown = figureTokens(text);
    expect(figuresOf(fact).filter((figure) => !shown.has(figure))).toEqual([]);
  });
  test.each([
    ["2025-03", "2025"],
    ["671B", "685B"],
    ["100B-671B", "100B"],
    ["100K", "100"],
  ])("%s is not shown by %s", (fact, text) => {
    const shown = figureTokens(text);
    expect(figuresOf(fact).every((figure) => shown.has(figure))).toBe(false);
  });
});
