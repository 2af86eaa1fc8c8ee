/**
 * Whole tables in and out in the SQL that SQLite and PostgreSQL share: for what upstreams list, for backups and for the
 * record of migrations, which Prisma's client does not know. The catalogue does without.
 */
import { type ArgType, ColumnTypeEnum, type SqlQuery, type SqlQueryable } from "@prisma/driver-adapter-utils";
import { z } from "zod";

/** A value that a column can take. */
export type Cell = string | number | boolean | Date | null | undefined;

const quoted = (name: string) => `"${name}"`;

/**
 * All rows of a table, with the columns that the schema names. The database holds each column to its type; what it
 * cannot hold them to, the closed sets, is checked here.
 * @throws ZodError for a value outside its set
 */
export async function selectAll<S extends z.ZodObject>(
  db: SqlQueryable,
  table: string,
  schema: S,
): Promise<z.output<S>[]> {
  const columns = Object.keys(schema.shape);
  const sql = `SELECT ${columns.map(quoted).join(", ")} FROM ${quoted(table)}`;
  const { rows, columnTypes } = await db.queryRaw({ sql, args: [], argTypes: [] });
  for (const [index, column] of columns.entries()) {
    const kind: unknown = schema.shape[column];
    if (kind instanceof z.ZodEnum) z.array(kind).parse([...new Set(rows.map((row) => row[index]))]);
    // SQLite keeps truth values as 0 and 1, and moments as text.
    if (columnTypes[index] === ColumnTypeEnum.Boolean)
      for (const row of rows) if (typeof row[index] === "number") row[index] = row[index] === 1;
    if (columnTypes[index] === ColumnTypeEnum.DateTime)
      for (const row of rows) if (typeof row[index] === "string") row[index] = new Date(row[index]);
  }
  return rows.map((row) => {
    const object: Record<string, unknown> = {};
    for (let index = 0; index < columns.length; index++) object[columns[index] ?? ""] = row[index];
    return object as z.output<S>;
  });
}

/** How many rows fulfil a condition with `?` for each cell. */
export async function countRows(
  db: SqlQueryable,
  table: string,
  condition: string,
  cells: readonly Cell[] = [],
): Promise<number> {
  const sql = `SELECT COUNT(*) FROM ${quoted(table)} WHERE ${condition}`;
  return Number((await db.queryRaw(statement(db, sql, cells))).rows[0]?.[0]);
}

/** Runs a statement with `?` for each cell, and tells how many rows it changed. */
export async function change(db: SqlQueryable, sql: string, cells: readonly Cell[]): Promise<number> {
  return db.executeRaw(statement(db, sql, cells));
}

function statement(db: SqlQueryable, sql: string, cells: readonly Cell[]): SqlQuery {
  let place = 0;
  return {
    sql: db.provider === "postgres" ? sql.replaceAll("?", () => `$${++place}`) : sql,
    args: cells.map((cell) => cell ?? null),
    argTypes: cells.map(typeOf),
  };
}

/** SQLite takes at most 32,766 values in a statement, PostgreSQL 65,535. */
const valuesPerStatement = 30_000;

/** Inserts rows, of which the named columns are taken. With a key, a row that is there already is replaced. */
export async function insertAll(
  db: SqlQueryable,
  table: string,
  columns: readonly string[],
  rows: readonly object[],
  key?: readonly string[],
): Promise<void> {
  const others = columns.filter((column) => key?.includes(column) !== true).map(quoted);
  const replace = others.map((name) => `${name} = excluded.${name}`).join(", ");
  await insert(
    db,
    table,
    columns,
    rows,
    key === undefined ? "" : `${onConflict(key)} DO UPDATE SET ${replace}`,
  );
}

/** Inserts the rows whose key is not there yet, and tells how many those are. */
export async function insertNew(
  db: SqlQueryable,
  table: string,
  columns: readonly string[],
  rows: readonly object[],
  key: readonly string[],
): Promise<number> {
  return insert(db, table, columns, rows, `${onConflict(key)} DO NOTHING`);
}

const onConflict = (key: readonly string[]) => ` ON CONFLICT (${key.map(quoted).join(", ")})`;

async function insert(
  db: SqlQueryable,
  table: string,
  columns: readonly string[],
  rows: readonly object[],
  end: string,
): Promise<number> {
  const into = `${quoted(table)} (${columns.map(quoted).join(", ")})`;
  const perStatement = Math.floor(valuesPerStatement / columns.length);
  let made = 0;
  for (let from = 0; from < rows.length; from += perStatement) {
    const some = rows.slice(from, from + perStatement);
    const cells = some.flatMap((row) => columns.map((column) => (row as Record<string, Cell>)[column]));
    const tuples = some.map(() => parameters(columns.length));
    made += await change(db, `INSERT INTO ${into} VALUES ${tuples.join(", ")}${end}`, cells);
  }
  return made;
}

const parameters = (count: number): string => `(${Array.from({ length: count }, () => "?").join(", ")})`;

function typeOf(cell: Cell): ArgType {
  const scalarType =
    typeof cell === "boolean"
      ? "boolean"
      : typeof cell === "number"
        ? Number.isInteger(cell)
          ? "int"
          : "float"
        : cell instanceof Date
          ? "datetime"
          : "string";
  return { scalarType, arity: "scalar" };
}
