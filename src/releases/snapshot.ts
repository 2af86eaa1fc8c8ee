/**
 * The snapshot of upstream rows in `data/upstream/<lab>.json`: one row a line, sorted, so that what changed is what a
 * diff shows. Written by `npm run data:pull` and never by hand. Pure.
 */
import { z } from "zod";
import { parts } from "./grouping/rows.ts";
import type { KnownRow } from "./rows.ts";
import { upstreamFacts } from "./sources/types.ts";

const day = z.iso.date();
const row = z.strictObject({
  source: z.string(),
  name: z.string(),
  title: z.string().exactOptional(),
  group: z.tuple([z.string(), z.string(), z.enum(parts)]),
  /** Where it is not the day of the file's source. */
  read: day.exactOptional(),
  opened: day.exactOptional(),
  made: day.exactOptional(),
  facts: upstreamFacts,
});
const file = z.strictObject({ read: z.record(z.string(), day), rows: z.array(row) });

/** Reads one file. @throws ZodError, SyntaxError where it was changed by hand */
export function parseSnapshot(lab: string, text: string): KnownRow[] {
  const { read, rows } = file.parse(JSON.parse(text));
  return rows.map(({ group: [name, family, part], ...one }) => ({
    ...one,
    lab,
    group: { name, family, part },
    read: one.read ?? read[one.source] ?? "",
  }));
}

const order = (a: KnownRow, b: KnownRow) =>
  a.source.localeCompare(b.source, "en") || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** The text of one lab's file. */
export function formatSnapshot(rows: readonly KnownRow[]): string {
  const read: Record<string, string> = {};
  const sorted = [...rows].sort(order);
  for (const one of sorted) if (one.read > (read[one.source] ?? "")) read[one.source] = one.read;
  const lines = sorted.map(({ lab: _, group, facts, ...one }) => {
    const { source, name, title, opened, made } = one;
    const line = {
      source,
      name,
      title,
      group: [group.name, group.family, group.part],
      read: one.read === read[source] ? undefined : one.read,
      opened,
      made,
      facts: Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))),
    };
    return JSON.stringify(line);
  });
  return `{"read":${JSON.stringify(read)},"rows":[\n${lines.join(",\n")}\n]}\n`;
}
