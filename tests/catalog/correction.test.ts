/** A correction as a change of a data file: it can be read again, applied, and passes the data check. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readDataFiles } from "../../scripts/data-check/files.ts";
import { checkData } from "../../scripts/data-check/run.ts";
import { fieldNamed, patchOf, withCorrection } from "../../src/catalog/correction.ts";
import { parseDataFile } from "../../src/catalog/data-file.ts";

const root = join(import.meta.dirname, "../..");
const files = readDataFiles(root);
const link = "https://example.com/a-page";
const models = files.files.filter(({ path }) => path.startsWith("models/"));

describe("the field that is meant", () => {
  test.each([
    ["Context", "context"],
    ["licence", "licence"],
    ["parametersTotal", "parametersTotal"],
    ["  Parameters ", "parametersTotal"],
    ["relea", undefined],
    ["", undefined],
    ["colour", undefined],
  ])("%j is %s", (text, field) => {
    expect(fieldNamed("model", text)).toBe(field);
  });
});

describe("a corrected file", () => {
  const cases = [
    { field: "context", value: "128K" },
    { field: "licence", value: 'MIT, with "conditions": yes' },
    { field: "released", value: "2026-11-20" },
    { field: "weights", value: "Yes" },
    { field: "modality", value: "text, image" },
    { field: "price", value: "$0.5 in, $2 out" },
    { field: "report", value: "A report" },
  ];

  test.each(cases)(
    "$field of every twentieth model can be read again, with the old claims behind",
    ({ field, value }) => {
      for (const [index, { path, shown, text }] of models.entries()) {
        if (index % 20 !== 0) continue;
        const before = parseDataFile({ path, shown, text }).models[0];
        const after = withCorrection(text, { kind: "model", field, value, link });
        const read = parseDataFile({ path, shown, text: after }).models[0];
        const claims = (entry: typeof read) =>
          ((entry?.facts ?? {}) as Record<string, { claims: { places: unknown[] }[] }>)[field]?.claims ?? [];
        expect(claims(read), path).toHaveLength(claims(before).length + 1);
        expect(JSON.stringify(claims(read)[0]?.places), path).toContain(link);
      }
    },
  );

  test("is a patch that git applies, and passes the data check", () => {
    for (const [path, field, value] of [
      ["models/zhipu/glm-5.yaml", "context", "256K"],
      ["models/zhipu/glm-5.yaml", "modality", "text, image"],
      ["models/deepseek/deepseek-v3.yaml", "knowledge", "2024-07"],
    ] as const) {
      const text = readFileSync(join(root, "data", path), "utf8");
      const after = withCorrection(text, { kind: "model", field, value, link });
      const patch = patchOf(`data/${path}`, text, after);
      execFileSync("git", ["apply", "--check", "-"], { cwd: root, input: patch });
      const changed = files.files.map((one) => (one.path === path ? { ...one, text: after } : one));
      const { findings } = checkData({ ...files, files: changed }, undefined);
      expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    }
  });

  test("what is no value of the field is refused with the place", () => {
    const [file] = models;
    if (file === undefined) throw new Error("there are no models");
    const wrong = withCorrection(file.text, { kind: "model", field: "weights", value: "perhaps", link });
    expect(() => parseDataFile({ ...file, text: wrong })).toThrow(/weights/);
  });
});

test("one broken file is one error: what it is missed for elsewhere is not told", () => {
  const broken = files.files.map((one) =>
    one.path === "models/zhipu/glm-5.yaml"
      ? { ...one, text: one.text.replace(/^released:/m, "relesed:") }
      : one,
  );
  const errors = checkData({ ...files, files: broken }, undefined).findings;
  expect(errors.map(({ file, check }) => `${file} ${check}`)).toEqual([
    "data/models/zhipu/glm-5.yaml schema",
  ]);
});
