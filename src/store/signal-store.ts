/** Words that processes on one database leave for each other: which state of something is current. */
import type { Store } from "./open.ts";

export type SignalStore = ReturnType<typeof createSignalStore>;

export function createSignalStore({ prisma }: Pick<Store, "prisma">) {
  return {
    /** What was left last under a name. */
    async read(name: string): Promise<string | undefined> {
      return (await prisma.signal.findUnique({ where: { name } }))?.value;
    },
    async leave(name: string, value: string): Promise<void> {
      await prisma.signal.upsert({ where: { name }, create: { name, value }, update: { value } });
    },
  };
}
