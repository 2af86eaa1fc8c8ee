/** Lists as CSV (RFC 4180): one entry a row, the preferred value of each field as text, empty where nobody states it. */
import { labFields, modelFieldKeys } from "../catalog/fields.ts";
import type { Fact, Lab, Model } from "../catalog/types.ts";

const cell = (text: string | undefined): string => {
  // A table program takes these for the beginning of a formula.
  const safe = text !== undefined && /^[=+@\t\r]/.test(text) ? `'${text}` : (text ?? "");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const line = (cells: readonly (string | undefined)[]): string => cells.map(cell).join(",");

function table(
  head: readonly string[],
  fields: readonly string[],
  rows: readonly {
    cells: readonly (string | undefined)[];
    facts: Readonly<Record<string, Fact | undefined>>;
  }[],
): string {
  const lines = rows.map(({ cells, facts }) => {
    const disputed = fields.filter((field) => facts[field]?.disputed === true);
    return line([...cells, ...fields.map((field) => facts[field]?.claims[0].text), disputed.join(" ")]);
  });
  return `${[line([...head, ...fields, "disputed"]), ...lines].join("\r\n")}\r\n`;
}

export const modelsCsv = (models: readonly Model[]): string =>
  table(
    ["id", "lab", "kind", "status", "name", "nameZh"],
    modelFieldKeys,
    models.map((one) => ({
      cells: [one.id, one.lab, one.kind, one.status, one.name, one.nameZh],
      facts: one.facts,
    })),
  );

export const labsCsv = (labs: readonly Lab[]): string =>
  table(
    ["id", "kind", "name", "nameZh"],
    Object.keys(labFields),
    labs.map((one) => ({ cells: [one.id, one.kind, one.name, one.nameZh], facts: one.facts })),
  );
