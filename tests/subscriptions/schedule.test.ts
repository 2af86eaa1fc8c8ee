import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dueWindow, isTimeZone, nextDigest, timeZones } from "../../src/subscriptions/schedule.ts";
import type { Schedule } from "../../src/subscriptions/types.ts";

type Digest = Exclude<Schedule, { cadence: "instant" }>;
const daily = (hour: number, timeZone: string): Digest => ({ cadence: "daily", hour, timeZone });
const weekly = (hour: number, timeZone: string): Digest => ({ cadence: "weekly", hour, timeZone });
const at = (text: string) => new Date(text);
const minutes = 60_000;

/** Looks every `step` and closes what is due: the windows in order. */
function windows(schedule: Schedule, from: string, to: string, step = 7 * minutes): string[] {
  const closed: string[] = [];
  let until = at(from);
  for (let now = at(from).getTime(); now <= at(to).getTime(); now += step) {
    const due = dueWindow(schedule, until, new Date(now));
    if (due === undefined) continue;
    expect(due.from).toEqual(until);
    expect(due.to.getTime()).toBeLessThanOrEqual(now);
    until = due.to;
    closed.push(due.to.toISOString());
  }
  return closed;
}

describe("a digest window", () => {
  const cases: [what: string, schedule: Schedule, from: string, to: string, ends: string[]][] = [
    [
      "every day",
      daily(9, "UTC"),
      "2026-05-01T00:00:00Z",
      "2026-05-03T12:00:00Z",
      ["2026-05-01T09:00:00.000Z", "2026-05-02T09:00:00.000Z", "2026-05-03T09:00:00.000Z"],
    ],
    [
      "an hour that the day does not have",
      daily(2, "Europe/Berlin"),
      "2026-03-28T12:00:00Z",
      "2026-03-30T12:00:00Z",
      ["2026-03-29T01:00:00.000Z", "2026-03-30T00:00:00.000Z"],
    ],
    [
      "an hour that the day has twice",
      daily(2, "Europe/Berlin"),
      "2026-10-24T12:00:00Z",
      "2026-10-26T12:00:00Z",
      ["2026-10-25T00:00:00.000Z", "2026-10-26T01:00:00.000Z"],
    ],
    [
      "midnight that does not exist",
      daily(0, "America/Santiago"),
      "2026-09-05T12:00:00Z",
      "2026-09-07T12:00:00Z",
      ["2026-09-06T04:00:00.000Z", "2026-09-07T03:00:00.000Z"],
    ],
    [
      "a zone half an hour off",
      daily(9, "Asia/Kolkata"),
      "2026-05-01T00:00:00Z",
      "2026-05-01T12:00:00Z",
      ["2026-05-01T03:30:00.000Z"],
    ],
    [
      "Mondays over a change of the clock",
      weekly(9, "America/New_York"),
      "2026-03-01T00:00:00Z",
      "2026-03-17T00:00:00Z",
      ["2026-03-02T14:00:00.000Z", "2026-03-09T13:00:00.000Z", "2026-03-16T13:00:00.000Z"],
    ],
  ];
  test.each(cases)("%s", (_what, schedule, from, to, ends) => {
    expect(windows(schedule, from, to)).toEqual(ends);
  });

  test("after a day of downtime one window, late, from where the last one ended", () => {
    const due = dueWindow(daily(9, "UTC"), at("2026-05-01T09:00:00Z"), at("2026-05-03T15:00:00Z"));
    expect(due).toEqual({ from: at("2026-05-01T09:00:00Z"), to: at("2026-05-03T09:00:00Z") });
  });

  test("none before its time, none twice, none for instant posts", () => {
    expect(
      dueWindow(daily(9, "UTC"), at("2026-05-01T09:00:00Z"), at("2026-05-02T08:59:59Z")),
    ).toBeUndefined();
    expect(
      dueWindow(daily(9, "UTC"), at("2026-05-02T09:00:00Z"), at("2026-05-02T09:00:00Z")),
    ).toBeUndefined();
    expect(dueWindow(daily(9, "UTC"), at("2026-05-01T09:00:00Z"), at("2026-05-02T09:00:00Z"))).toBeDefined();
    expect(dueWindow({ cadence: "instant" }, at("2020-01-01"), at("2026-01-01"))).toBeUndefined();
  });

  test("in every zone, every moment of a year is in exactly one window, and the next digest ends it", () => {
    const year = at("2026-01-01T00:00:00Z").getTime();
    fc.assert(
      fc.property(
        fc.constantFrom(...timeZones),
        fc.integer({ min: 0, max: 23 }),
        fc.constantFrom("daily" as const, "weekly" as const),
        fc.integer({ min: 0, max: 364 * 24 * 60 }),
        (timeZone, hour, cadence, minute) => {
          const schedule: Schedule = { cadence, hour, timeZone };
          const now = new Date(year + minute * minutes);
          const last = dueWindow(schedule, new Date(0), now)?.to;
          const next = nextDigest(schedule, now);
          if (last === undefined || next === undefined)
            throw new Error("there is always a last and a next one");
          expect(last.getTime()).toBeLessThanOrEqual(now.getTime());
          expect(next.getTime()).toBeGreaterThan(now.getTime());
          const days = (next.getTime() - last.getTime()) / (24 * 60 * minutes);
          expect(Math.abs(days - (cadence === "daily" ? 1 : 7))).toBeLessThan(0.1);
          expect(dueWindow(schedule, last, next)?.to).toEqual(next);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test.each([
  ["Europe/Berlin", true],
  ["UTC", true],
  ["America/Argentina/Buenos_Aires", true],
  ["Mars/Base", false],
  ["+02:00", false],
  ["", false],
])("%s is a time zone: %s", (name, is) => {
  expect(isTimeZone(name)).toBe(is);
});
