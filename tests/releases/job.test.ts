import { afterEach, describe, expect, test } from "vitest";
import { startWatchJob } from "../../src/releases/job.ts";
import type { RunSummary } from "../../src/releases/watch.ts";
import { createLeaseStore } from "../../src/store/lease-store.ts";
import { temporaryStore } from "../support/delivery.ts";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const summary: RunSummary = {
  ...{ asked: 1, unchanged: 0, failed: 0, resting: 0, fresh: 0, baselines: 0, ownMs: 1 },
  ...{ announced: [], waiting: [], drift: [] },
};
const never = "0 0 1 1 *";

async function jobs(count: number, run: (signal: AbortSignal, index: number) => Promise<RunSummary>) {
  const database = await temporaryStore();
  open.push(database.remove);
  const errors: unknown[] = [];
  const log = {
    ...{ info: () => undefined, warn: () => undefined, debug: () => undefined },
    error: (facts: object) => void errors.push(facts),
  };
  const started = Array.from({ length: count }, (_, index) =>
    startWatchJob({
      ...{ pattern: never, log, owner: `process ${index}`, clock: () => new Date() },
      leases: createLeaseStore(database.store),
      run: (signal) => run(signal, index),
      afterwards: async () => undefined,
    }),
  );
  open.push(async () => void (await Promise.all(started.map((one) => one.stop()))));
  return { started, errors };
}

describe("the watch on its schedule", () => {
  test("runs in one process at a time, and in another one afterwards", async () => {
    let running = 0;
    let most = 0;
    const ran: number[] = [];
    const { started } = await jobs(3, async (_signal, index) => {
      running++;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 50));
      running--;
      ran.push(index);
      return summary;
    });
    await Promise.all(started.map((one) => one.runOnce()));
    expect(ran).toHaveLength(1);
    await started[2]?.runOnce();
    expect(ran).toHaveLength(2);
    expect(most).toBe(1);
  });

  test("a run that fails is in the log, and gives its turn back", async () => {
    let times = 0;
    const { started, errors } = await jobs(2, async () => {
      times++;
      throw new Error("no database");
    });
    await started[0]?.runOnce();
    await started[1]?.runOnce();
    expect(times).toBe(2);
    expect(errors).toHaveLength(2);
  });

  test("stopping ends the run that is on, and is no failure", async () => {
    const { started, errors } = await jobs(
      1,
      (signal) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("stopped")))),
    );
    const run = started[0]?.runOnce();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await started[0]?.stop();
    await run;
    expect(errors).toEqual([]);
  });
});
