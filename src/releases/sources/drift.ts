/** Loose reading of what upstreams send: a wrong row is left out and counted, a wrong field is absent. Pure. */
import type { z } from "zod";

/** Counts what was not as expected, so that it is reported once per listing and not once per row. */
export function createDrift() {
  const counts = new Map<string, number>();
  return {
    note(what: string): void {
      counts.set(what, (counts.get(what) ?? 0) + 1);
    },
    /** `3 rows without an id`, in the order seen. */
    lines: (): string[] =>
      [...counts].map(([what, count]) => (count === 1 ? what : `${what} (${count} times)`)),
  };
}
export type Drift = ReturnType<typeof createDrift>;

/** One field of a row: undefined where it is missing, null or empty; noted where it has another type. */
export function field<S extends z.ZodType>(
  row: Readonly<Record<string, unknown>>,
  key: string,
  schema: S,
  drift: Drift,
): z.output<S> | undefined {
  const value = row[key];
  if (value === undefined || value === null || value === "") return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  drift.note(`${key} is ${Array.isArray(value) ? "a list" : `a ${typeof value}`} or out of range`);
  return undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The given object without its undefined keys. */
export function given<T extends object>(optional: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as never;
}
