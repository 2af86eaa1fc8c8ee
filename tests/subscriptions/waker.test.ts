import { EventEmitter, once } from "node:events";
import { describe, expect, test } from "vitest";
import { createWaker, type WakerParts } from "../../src/subscriptions/waker.ts";

const parts = (own: Partial<WakerParts>): WakerParts => ({
  run: async () => undefined,
  next: async () => undefined,
  atMostMs: 3_600_000,
  now: () => new Date(),
  failed: (error) => {
    throw error;
  },
  ...own,
});

/** A job that says when it begins and ends only when told. */
function slowJob() {
  const events = new EventEmitter();
  let runs = 0;
  return {
    runs: () => runs,
    began: () => once(events, "began"),
    finish: () => void events.emit("finish"),
    run: async () => {
      runs += 1;
      const finished = once(events, "finish");
      events.emit("began");
      await finished;
    },
  };
}

describe("a waker", () => {
  test("nothing wakes it before its start, and nothing after its stop", async () => {
    const job = slowJob();
    const waker = createWaker(parts({ run: job.run }));
    waker.wake();
    expect(job.runs()).toBe(0);
    const began = job.began();
    waker.start();
    await began;
    const stopped = waker.stop();
    job.finish();
    await stopped;
    waker.wake();
    expect(job.runs()).toBe(1);
  });

  test("woken while it runs, it runs once more, however often it was woken", async () => {
    const job = slowJob();
    const waker = createWaker(parts({ run: job.run }));
    const first = job.began();
    waker.start();
    await first;
    for (let times = 0; times < 5; times += 1) waker.wake();
    const second = job.began();
    job.finish();
    await second;
    const stopped = waker.stop();
    job.finish();
    await stopped;
    expect(job.runs()).toBe(2);
  });

  test("runs when the next piece is due", async () => {
    const job = slowJob();
    const due = new Date(Date.now() + 20);
    const waker = createWaker(parts({ run: job.run, next: async () => due }));
    const first = job.began();
    waker.start();
    await first;
    const second = job.began();
    job.finish();
    await second;
    const stopped = waker.stop();
    job.finish();
    await stopped;
    expect(job.runs()).toBe(2);
  });

  test("a job that fails is reported, and runs again", async () => {
    const events = new EventEmitter();
    const failures: unknown[] = [];
    let runs = 0;
    const waker = createWaker(
      parts({
        run: async () => {
          runs += 1;
          if (runs === 1) throw new Error("the database is gone");
          events.emit("again");
        },
        atMostMs: 5,
        failed: (error) => failures.push(error),
      }),
    );
    const again = once(events, "again");
    waker.start();
    await again;
    await waker.stop();
    expect(failures).toEqual([new Error("the database is gone")]);
  });
});
