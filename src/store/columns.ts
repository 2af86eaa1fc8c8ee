/** Records as columns: texts, figures and flags as they are, lists and values as JSON, what is missing as null. */
import { z } from "zod";

type Column<T> = unknown extends T ? string : T extends object ? string : T;
/** What the columns of a record hold. */
type Columns<S extends z.ZodObject> = { [K in keyof z.output<S>]: Column<z.output<S>[K]> };
/** A row with a column for every key of a record. */
type Row<S extends z.ZodObject> = { [K in keyof z.output<S>]-?: unknown };

/**
 * How records of a schema are kept. Each was checked by it before it was written, and the database holds a column to
 * its type; what is checked again when it is read are the closed sets.
 */
export function columnsOf<S extends z.ZodObject>(schema: S) {
  const keys = Object.entries(schema.shape).map(([key, kind]) => {
    const inner = kind instanceof z.ZodExactOptional ? kind.unwrap() : kind;
    const isJson = [z.ZodArray, z.ZodTuple, z.ZodUnknown].some((type) => inner instanceof type);
    return { key, isJson, set: inner instanceof z.ZodEnum ? inner : undefined };
  });
  return {
    /** The columns that a record fills; other keys of it are kept elsewhere. */
    of(record: { readonly [K in keyof z.output<S>]?: unknown }): Columns<S> {
      const columns: Record<string, unknown> = {};
      for (const { key, isJson } of keys) {
        const value = record[key as keyof z.output<S>];
        if (value !== undefined) columns[key] = isJson ? JSON.stringify(value) : value;
      }
      return columns as Columns<S>;
    },

    /** The record of a row. @throws ZodError or SyntaxError for what `of` does not write */
    read(row: Row<S>): z.output<S> {
      const columns: Readonly<Record<string, unknown>> = row;
      const record: Record<string, unknown> = {};
      for (const { key, isJson, set } of keys) {
        const value = columns[key];
        if (value === null) continue;
        record[key] = isJson ? JSON.parse(String(value)) : set === undefined ? value : set.parse(value);
      }
      return record as z.output<S>;
    },
  };
}
