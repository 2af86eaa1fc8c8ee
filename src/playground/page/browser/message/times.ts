/** Times as Discord's client writes them, in the person's language. */

const units = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const styles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: clock,
  T: { ...clock, second: "2-digit" },
  d: { day: "2-digit", month: "2-digit", year: "numeric" },
  D: { dateStyle: "long" },
  f: { day: "numeric", month: "long", year: "numeric", ...clock },
  F: { weekday: "long", day: "numeric", month: "long", year: "numeric", ...clock },
};

const format = (at: Date, locale: string, style: string) =>
  new Intl.DateTimeFormat(locale, styles[style] ?? styles.f).format(at);

/** Midnight of the day, in the person's time zone: days are told apart by it. */
const dayOf = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
const dayMs = 86_400_000;

/** When a message was sent: "Today at 02:14", "Yesterday at 18:00", else the date. */
export function messageTime(at: Date, now: Date, locale: string): string {
  const days = Math.round((dayOf(now) - dayOf(at)) / dayMs);
  const time = format(at, locale, "t");
  if (days === 0 || days === 1) {
    const day = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-days, "day");
    const word = day.charAt(0).toLocaleUpperCase(locale) + day.slice(1);
    return locale.startsWith("en") ? `${word} at ${time}` : `${word} ${time}`;
  }
  return `${format(at, locale, "d")} ${time}`;
}

/** A time stamp in a text, `<t:1618953630:R>`. @param style one of Discord's letters; without it a date and a time */
export function stampText(at: Date, style: string | undefined, now: Date, locale: string): string {
  if (style !== "R") return format(at, locale, style ?? "f");
  const seconds = Math.round((at.getTime() - now.getTime()) / 1_000);
  const [unit, size] = units.find(([, one]) => Math.abs(seconds) >= one) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** The whole date, as it shows when the pointer rests on a time. */
export const wholeTime = (at: Date, locale: string): string => format(at, locale, "F");
