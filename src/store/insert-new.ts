import { Prisma } from "./generated/client.ts";

/** A value that a column can take. */
type Cell = string | number | boolean | Date | null;

/**
 * Inserts the rows whose key is not there yet, and tells how many those are: what createMany cannot do on SQLite.
 * @param rows as many as one statement takes: at most 30,000 values; all with the same columns
 * @param key columns of a unique key
 */
export async function insertNew<R extends Record<string, Cell>>(
  db: Pick<Prisma.TransactionClient, "$executeRaw">,
  table: Prisma.ModelName,
  rows: readonly R[],
  key: readonly (keyof R & string)[],
): Promise<number> {
  const [first] = rows;
  if (first === undefined) return 0;
  const columns = Object.keys(first);
  const named = (names: readonly string[]) => Prisma.raw(names.map((name) => `"${name}"`).join(", "));
  const tuples = rows.map(
    (row) => Prisma.sql`(${Prisma.join(columns.map((column) => row[column] ?? null))})`,
  );
  return db.$executeRaw`
    INSERT INTO ${named([table])} (${named(columns)}) VALUES ${Prisma.join(tuples)}
    ON CONFLICT (${named(key)}) DO NOTHING`;
}
