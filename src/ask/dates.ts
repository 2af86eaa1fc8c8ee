/** Times that a question names: `this week`, `since August`, `in October 2026`, `2026年10月`, `最近`. Pure. */
import type { StatedDate } from "../catalog/types.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthName = `(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`;

export interface Span {
  since?: StatedDate;
  until?: StatedDate;
}
interface TimeRule {
  words: RegExp;
  read(match: RegExpExecArray, today: Date): Span;
}

const iso = (day: Date): StatedDate => day.toISOString().slice(0, 10);
const daysBefore = (today: Date, days: number): StatedDate =>
  iso(new Date(today.getTime() - days * 86_400_000));
const two = (n: number) => String(n).padStart(2, "0");
const whole = (date: StatedDate): Span => ({ since: date, until: date });

/** A month without a year is the last one that has begun. */
function monthOf(name: string, today: Date, year?: string): StatedDate {
  const month = months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  return dated(month, today, year);
}
function dated(month: number, today: Date, year?: string): StatedDate {
  const current = today.getUTCFullYear();
  const chosen = year ?? String(month > today.getUTCMonth() + 1 ? current - 1 : current);
  return `${chosen}-${two(month)}`;
}
/** Monday of the week that is `back` weeks ago. */
function monday(today: Date, back: number): Date {
  const day = (today.getUTCDay() + 6) % 7;
  return new Date(today.getTime() - (day + 7 * back) * 86_400_000);
}
function monthBack(today: Date, back: number): StatedDate {
  const day = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1));
  return iso(day).slice(0, 7);
}

const from = String.raw`(?:since|after|from|starting)\s+`;
const inside = String.raw`(?:in|of|from|during)?\s*`;
const rule = (pattern: string, read: TimeRule["read"]): TimeRule => ({
  words: new RegExp(pattern, "iu"),
  read,
});

const rules: readonly TimeRule[] = [
  rule(String.raw`\btoday\b|今天|今日`, (_, today) => whole(iso(today))),
  rule(String.raw`\byesterday\b|昨天`, (_, today) => whole(daysBefore(today, 1))),
  rule(String.raw`\b(?:last|past) (\d{1,3}) days?\b|(?:最近|过去)(\d{1,3})天`, ([, a, b], today) => ({
    since: daysBefore(today, Number(a ?? b)),
  })),
  rule(String.raw`\bthis week\b|本周|这周|这一周|这星期`, (_, today) => ({ since: iso(monday(today, 0)) })),
  rule(String.raw`\b(?:last|past) week\b|上周|上星期|过去一周`, (_, today) => ({
    since: iso(monday(today, 1)),
    until: daysBefore(monday(today, 0), 1),
  })),
  rule(String.raw`\bthis month\b|本月|这个月`, (_, today) => whole(monthBack(today, 0))),
  rule(String.raw`\b(?:last|past) month\b|上个?月`, (_, today) => whole(monthBack(today, 1))),
  rule(String.raw`\bthis year\b|今年`, (_, today) => whole(String(today.getUTCFullYear()))),
  rule(String.raw`\blast year\b|去年`, (_, today) => whole(String(today.getUTCFullYear() - 1))),
  rule(String.raw`${from}((?:19|20)\d\d-\d\d(?:-\d\d)?)`, ([, date = ""]) => ({ since: date })),
  rule(String.raw`${from}${monthName}(?:\s+((?:19|20)\d\d))?\b`, ([, name = "", year], today) => ({
    since: monthOf(name, today, year),
  })),
  rule(String.raw`${from}((?:19|20)\d\d)\b|((?:19|20)\d\d)年(?:以来|以后|之后)`, ([, a, b]) => ({
    since: a ?? b ?? "",
  })),
  rule(String.raw`(?:before|until|up to)\s+((?:19|20)\d\d)\b`, ([, year]) => ({
    until: String(Number(year) - 1),
  })),
  rule(String.raw`((?:19|20)\d\d)年\s*(\d{1,2})月(?:以来|以后|之后)`, ([, year, month], today) => ({
    since: dated(Number(month), today, year),
  })),
  rule(String.raw`((?:19|20)\d\d)年\s*(\d{1,2})月`, ([, year, month], today) =>
    whole(dated(Number(month), today, year)),
  ),
  rule(String.raw`(?<!\d)(\d{1,2})月以来`, ([, month], today) => ({ since: dated(Number(month), today) })),
  rule(String.raw`(?<!\d)(\d{1,2})月(?:份)?(?!\d)`, ([, month], today) => whole(dated(Number(month), today))),
  rule(String.raw`${inside}\b((?:19|20)\d\d-\d\d(?:-\d\d)?)\b`, ([, date = ""]) => whole(date)),
  rule(String.raw`${inside}\b${monthName}\s+((?:19|20)\d\d)\b`, ([, name = "", year], today) =>
    whole(monthOf(name, today, year)),
  ),
  rule(String.raw`\b(?:in|during|of) ${monthName}\b`, ([, name = ""], today) => whole(monthOf(name, today))),
  rule(
    String.raw`(?:in|of|from|during)\s+((?:19|20)\d\d)\b|((?:19|20)\d\d)年的?|(?:^|\s)((?:19|20)\d\d)(?=\s|$)`,
    ([, a, b, c]) => whole(a ?? b ?? c ?? ""),
  ),
  rule(String.raw`\b(?:recent(?:ly)?|lately|these days)\b|最近|近期`, (_, today) => ({
    since: daysBefore(today, 60),
  })),
];

/** The first time that a text names, and what is left of it. `today` is the day of asking, UTC. */
export function datesIn(text: string, today: StatedDate): { where: Span; rest: string } {
  const day = new Date(`${today}T00:00:00Z`);
  for (const { words, read } of rules) {
    const match = words.exec(text);
    if (match === null) continue;
    const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
    return { where: read(match, day), rest };
  }
  return { where: {}, rest: text };
}
