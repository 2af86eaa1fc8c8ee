/** Rows that cannot be read cost themselves only: each is left out, said once in the log, and all others go on. */
import { StoreError } from "./errors.ts";

export type SetAside = ReturnType<typeof createSetAside>;

/** Prisma's code where a column holds what its type cannot. */
const badColumn = new Set(["P2023", "P2032"]);

/** The driver throws a RangeError of its own for a moment that is none. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof StoreError
    ? error.problem === "unreadable-row"
    : error instanceof RangeError ||
      (error instanceof Error && "code" in error && badColumn.has(String(error.code)));

/** @param say told once of each row, in a sentence */
export function createSetAside(say: (message: string) => void) {
  const said = new Set<string>();

  function note(message: string): void {
    if (said.has(message) || said.size > 1_000) return;
    said.add(message);
    say(message);
  }

  function one<Row, T>(row: Row, read: (row: Row) => T): T | undefined {
    try {
      return read(row);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      note(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  return {
    /** What a row says; undefined where it cannot be read. */
    one,

    /** What rows say, without those that cannot be read. */
    each: <Row, T>(rows: readonly Row[], read: (row: Row) => T): T[] =>
      rows.flatMap((row) => one(row, read) ?? []),

    /**
     * Rows in one question; where a column of one of them cannot even be read, row by row without those.
     * @param ids of the same rows, in their order
     */
    async rows<Row>(
      what: string,
      all: () => Promise<Row[]>,
      ids: () => Promise<{ id: string }[]>,
      byId: (id: string) => Promise<Row | null>,
    ): Promise<Row[]> {
      try {
        return await all();
      } catch (error) {
        if (!isUnreadable(error)) throw error;
      }
      const found: Row[] = [];
      for (const { id } of await ids()) {
        try {
          const row = await byId(id);
          if (row !== null) found.push(row);
        } catch (error) {
          if (!isUnreadable(error)) throw error;
          note(`The ${what} ${id} cannot be read.`);
        }
      }
      return found;
    },
  };
}
