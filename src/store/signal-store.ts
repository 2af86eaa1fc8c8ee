/** Words that processes on one database leave for each other: which state of something is current. */
import { z } from "zod";
import type { Store } from "./open.ts";
import { insertAll, selectAll } from "./sql.ts";

export type SignalStore = ReturnType<typeof createSignalStore>;

const signal = z.object({ name: z.string(), value: z.string() });

export function createSignalStore({ raw }: Pick<Store, "raw">) {
  return {
    /** What was left last under a name. */
    async read(name: string): Promise<string | undefined> {
      const rows = await selectAll(raw.single, "Signal", signal);
      return rows.find((row) => row.name === name)?.value;
    },
    async leave(name: string, value: string): Promise<void> {
      await raw.write((db) => insertAll(db, "Signal", ["name", "value"], [{ name, value }], ["name"]));
    },
  };
}
