/**
 * When a digest is due. Pure: the clock is passed in.
 *
 * A window is what was ready after the last digest and up to the latest moment at which one was to be sent. After a
 * day of downtime that is one window, sent late; nothing in it is lost or sent twice, because the next begins where it
 * ended. Daylight saving is croner's: an hour that a day does not have comes right after the gap, one that a day has
 * twice counts once.
 */
import { Cron } from "croner";
import type { Schedule } from "./types.ts";

type DigestSchedule = Exclude<Schedule, { cadence: "instant" }>;

/** Digests of a week come on Mondays. */
function cronOf({ cadence, hour, timeZone }: DigestSchedule): Cron {
  return new Cron(`0 0 ${hour} * * ${cadence === "weekly" ? "1" : "*"}`, {
    timezone: timeZone,
    paused: true,
  });
}

/** The window that is due, or undefined while there is none. `from` is outside of it, `to` inside. */
export function dueWindow(
  schedule: Schedule,
  digestedUntil: Date,
  now: Date,
): { from: Date; to: Date } | undefined {
  if (schedule.cadence === "instant") return undefined;
  // previousRuns leaves out a run at the very moment that it is asked for.
  const [to] = cronOf(schedule).previousRuns(1, new Date(now.getTime() + 1_000));
  return to === undefined || to <= digestedUntil || to > now ? undefined : { from: digestedUntil, to };
}

/** When the next digest after `now` is sent; undefined for instant posts. */
export function nextDigest(schedule: Schedule, now: Date): Date | undefined {
  return schedule.cadence === "instant" ? undefined : (cronOf(schedule).nextRun(now) ?? undefined);
}

/** Making a format to ask for a name takes long, and all subscriptions together name a few. */
const known = new Set<string>();

/** True for a name that the time zone database has: "Europe/Berlin", "UTC". */
export function isTimeZone(name: string): boolean {
  if (known.has(name)) return true;
  const isOne = knowsTimeZone(name);
  if (isOne) known.add(name);
  return isOne;
}

function knowsTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    // Offsets such as "+02:00" are accepted by some versions of Node, and know no daylight saving.
    return !/^[+-]/.test(name);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** IANA names, Coordinated Universal Time first. */
export const timeZones: readonly string[] = ["UTC", ...Intl.supportedValuesOf("timeZone")];
