/** The fields of a comparison, side by side: what differs, what is the same for all, what no source states. */
import { defined } from "../../defined.ts";
import type { Catalog } from "../catalog.ts";
import { datesAgree } from "../dates.ts";
import { factHeld } from "../family.ts";
import { comparedFields, type ModelField, modelFields } from "../fields.ts";
import type { Claim, Fact, Model } from "../types.ts";
import { valuesDiffer } from "../values.ts";

export type ComparedField = ModelField;

/** One model's side of a field. No claims: not stated. */
export interface Cell {
  /** Preferred claim first; then what adds to it or contradicts it. What only repeats it is left out. */
  claims: readonly Claim[];
  /** The claims contradict each other. */
  disputed: boolean;
  /** The family or model that says it, where it is not this model itself. */
  by?: Model;
}

export interface Row {
  field: ModelField;
  /** As many as the comparison has sides, in their order. */
  cells: readonly Cell[];
}

export interface Rows {
  /** Fields that several sides state, and fields that people look for and at least one side states. */
  different: readonly Row[];
  /** Further fields that one side alone states. */
  onlyOne: readonly { row: Row; side: number }[];
  /** All sides state the same value, and nobody doubts it. */
  same: readonly Row[];
  /** Fields that people look for and that no source states for any side. */
  notStated: readonly ModelField[];
}

function cellOf(catalog: Catalog, model: Model, field: ComparedField): Cell {
  const held = factHeld(catalog, model, field);
  if (held === undefined) return { claims: [], disputed: false };
  const fact: Fact = held.fact;
  const [preferred, ...others] = fact.claims;
  const isDate = modelFields[field].value === "date";
  const further = others.filter((claim) => {
    if (claim.text === preferred.text) return false;
    if (isDate && datesAgree(String(claim.value), String(preferred.value))) return false;
    return fact.disputed ? claim.agrees !== true : !preferred.text.includes(claim.text);
  });
  return {
    claims: [preferred, ...further],
    disputed: fact.disputed,
    ...defined({ by: held.by }),
  };
}

/** One value for all: stated by each, disputed and doubted by none. */
function isSame({ field, cells }: Row): boolean {
  const [first] = cells[0]?.claims ?? [];
  return (
    first !== undefined &&
    cells.every(({ claims, disputed }) => {
      const [claim, ...more] = claims;
      if (claim === undefined || more.length > 0 || disputed || claim.doubtful === true) return false;
      return (
        !valuesDiffer(modelFields[field].value, claim.value, first.value) &&
        claim.text.toLowerCase() === first.text.toLowerCase()
      );
    })
  );
}

/** Sorts the compared fields of some models into what differs, what is the same and what is not stated. */
export function rowsOf(catalog: Catalog, models: readonly Model[]): Rows {
  const rows = comparedFields.map(
    (field): Row => ({
      field,
      cells: models.map((model) => cellOf(catalog, model, field)),
    }),
  );
  const stated = rows.filter((row) => row.cells.some((cell) => cell.claims.length > 0));
  const differing = stated.filter((row) => !isSame(row));
  const onlyOne = differing.flatMap((row) => {
    const sides = row.cells.flatMap((cell, side) => (cell.claims.length > 0 ? [side] : []));
    const [side, ...more] = sides;
    return side === undefined || more.length > 0 || modelFields[row.field].expected ? [] : [{ row, side }];
  });
  const folded = new Set(onlyOne.map((one) => one.row));
  return {
    different: differing.filter((row) => !folded.has(row)),
    onlyOne,
    same: stated.filter(isSame),
    notStated: rows
      .filter((row) => !stated.includes(row) && modelFields[row.field].expected)
      .map((row) => row.field),
  };
}
