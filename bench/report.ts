/** What the benchmarks print: tables, numbers, and the machine that they were taken on. */
import { cpus, loadavg, platform, release, totalmem } from "node:os";

export const line = (text = ""): void => {
  process.stdout.write(`${text}\n`);
};

/** Prints rows as a table; the first row is its head, the first column stands left, the others right. */
export function table(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  rows.forEach((row, place) => {
    line(
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    );
    if (place === 0) line(widths.map((width) => "-".repeat(width)).join("  "));
  });
}

/** The value below which a share of the values lies; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** A number with three digits that mean something: `0.123`, `12.3`, `1,234`. */
export function digits(value: number): string {
  if (Number.isNaN(value)) return "–";
  const places = Math.max(0, 2 - Math.floor(Math.log10(Math.max(value, 0.001))));
  return value.toLocaleString("en-US", { minimumFractionDigits: places, maximumFractionDigits: places });
}

/** A target and whether it was met; the exit code stays 0, since a busy machine is no fault of the program. */
export function verdict(what: string, value: number, holds: boolean, wanted: string): void {
  line(`${holds ? "met   " : "MISSED"}  ${what}: ${digits(value)} (wanted: ${wanted})`);
}

/** One line on the machine; the load says whether others were at work. */
export function machine(): string {
  const [first] = cpus();
  return [
    `${first?.model.trim() ?? "unknown processor"} x ${cpus().length}`,
    `${(totalmem() / 1e9).toFixed(0)} GB`,
    `${platform()} ${release()}`,
    `Node ${process.versions.node}`,
    `load ${loadavg()[0]?.toFixed(2)}`,
  ].join(" · ");
}
