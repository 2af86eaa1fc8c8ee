/** Dates as sources state them: a year, a month or a day, never padded to more than was said. */

/** `2025`, `2025-06` or `2025-06-06`; months and days in range (whether the day exists is checked apart). */
export const datePattern = /^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

export type Precision = "year" | "month" | "day";

export function precisionOf(date: string): Precision {
  return date.length === 4 ? "year" : date.length === 7 ? "month" : "day";
}

/** True for a date that the calendar has: `2025-02-30` is not one. */
export function isRealDate(date: string): boolean {
  if (!datePattern.test(date)) return false;
  if (precisionOf(date) !== "day") return true;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

/** `6 Jun 2025`, `Jun 2025`, `2025`. */
export function showDate(date: string): string {
  const [year = "", month, day] = date.split("-");
  if (month === undefined) return year;
  const name = months[Number(month) - 1] ?? month;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** Earliest day that a stated date can mean, for sorting: `2025` -> `2025-01-01`. */
export function earliestDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}

/** `2025` -> `2025-12-31`: the last day that a stated date can mean. */
export function latestDay(date: string): string {
  if (date.length === 10) return date;
  if (date.length === 4) return `${date}-12-31`;
  const [year = "", month = ""] = date.split("-");
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** True when one date is a coarser form of the other, so that they do not disagree: `2025` and `2025-06-06`. */
export function datesAgree(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}-`) || b.startsWith(`${a}-`);
}

/** `2025`, `2025-6`, `2025/06/06`, `Dec 2025`, `december 2025`, `2025年12月` to a date, or undefined. */
export function parseSince(typed: string): string | undefined {
  const text = typed.normalize("NFKC").trim().toLowerCase();
  const numeric = /^(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})日?)?月?)?年?$/.exec(text);
  const worded = /^(?:(\d{1,2})\s+)?([a-z]{3,9})\.?,?\s+(\d{4})$/.exec(text);
  const month = worded === null ? -1 : months.findIndex((name) => worded[2]?.startsWith(name.toLowerCase()));
  const parts =
    numeric !== null
      ? [numeric[1], numeric[2], numeric[3]]
      : worded !== null && month >= 0
        ? [worded[3], String(month + 1), worded[1]]
        : [];
  const date = parts
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, "0"))
    .join("-");
  return isRealDate(date) ? date : undefined;
}
