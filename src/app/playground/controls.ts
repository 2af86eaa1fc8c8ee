/** The page's controls over time and upstreams, made of the program's own jobs. */
import { releasedOn } from "../../catalog/catalog.ts";
import { defined } from "../../defined.ts";
import type { Controls } from "../../playground/page/controls.ts";
import type { RunSummary } from "../../releases/watch.ts";
import type { LiveCatalog } from "../catalog.ts";
import type { DeliveryJobs } from "../deliveries.ts";
import type { ReleaseJobs } from "../releases.ts";
import type { Clock } from "./clock.ts";
import type { Heard } from "./heard.ts";
import type { Recorded } from "./recorded.ts";

export interface ControlsParts {
  clock: Clock;
  recorded: Recorded;
  heard: Heard | undefined;
  live: LiveCatalog;
  watch: ReleaseJobs;
  /** The same against the real upstreams, never started. */
  real: () => ReleaseJobs;
  delivery: DeliveryJobs;
  /** How long a release waits for its parts, in milliseconds. */
  hold: number;
}

const hour = 3_600_000;
const list = (titles: readonly string[]) => titles.join(", ");

/** What a run came to, in a sentence. */
function told({ asked, failed, resting, announced, waiting }: RunSummary): string {
  if (asked === 0) return `No upstream answered: ${failed} failed, ${resting} rest after failures.`;
  if (announced.length > 0) return `Announced: ${list(announced)}.`;
  if (waiting.length > 0) return `Seen: ${list(waiting)}. It waits for its other parts.`;
  return "Nothing new.";
}

export function createControls(parts: ControlsParts): Controls {
  const { clock, recorded, live, watch, delivery, hold } = parts;
  const run = async () => {
    const summary = await watch.watch.run(AbortSignal.timeout(60_000));
    await watch.readHealth();
    await watch.askOwners(delivery.sender);
    return summary;
  };

  /** Posts everything that is due. */
  async function post(): Promise<void> {
    await delivery.planner.digests(clock.date());
    await delivery.planner.fanOut(clock.date());
    await delivery.deliverer.drain();
  }

  async function settle(): Promise<void> {
    await delivery.beat();
    await post();
    await delivery.deliverer.publish();
    await delivery.correct();
  }

  /** What the upstreams list was there before: only what comes afterwards is news. */
  async function learn(): Promise<void> {
    for (let turn = 0; turn < 2; turn += 1) {
      const known = new Map((await watch.upstreamStore.listings()).map((one) => [one.key, one.baseline]));
      if (recorded.listings().every(({ key }) => known.get(key) === "done")) return;
      await run();
    }
  }

  /** Sees what is new, waits as long as the bot does for its other parts, and posts it. */
  async function find(): Promise<string> {
    const seen = await run();
    await settle();
    if (seen.announced.length > 0 || seen.waiting.length === 0) return told(seen);
    clock.pass(hold + 1_000);
    const found = await run();
    await settle();
    const minutes = Math.round(hold / 60_000);
    return `Seen: ${list(seen.waiting)}. ${minutes} minutes later, when its other parts had time to come: ${told(found)}`;
  }

  return {
    releases: () =>
      recorded.releases().map(({ model, isOut }) => ({
        id: model.id,
        title: model.name,
        lab: live.catalog().labs.get(model.lab)?.name ?? model.lab,
        isOut,
        ...defined({ day: releasedOn(model) }),
      })),
    labs: () =>
      recorded.labs().flatMap((id) => {
        const lab = live.catalog().labs.get(id);
        return lab === undefined ? [] : [{ id, name: lab.name }];
      }),
    async appear(id) {
      await learn();
      recorded.appear(id);
      return find();
    },
    async makeUp(release) {
      await learn();
      recorded.makeUp(release, clock.date().toISOString().slice(0, 10));
      return find();
    },
    async check() {
      await learn();
      const summary = await run();
      await settle();
      return told(summary);
    },
    async askReal() {
      const summary = await parts.real().watch.run(AbortSignal.timeout(120_000), { check: true });
      const { asked, failed, fresh } = summary;
      return `${asked} listings answered, ${failed} failed; ${fresh} rows are new. ${told(summary)} Nothing was written.`;
    },
    async pass(ms) {
      await settle();
      // What was seen and waits is announced within the first hour; digests come at full hours.
      for (let left = ms; left > 0; left -= hour) {
        clock.pass(Math.min(hour, left));
        if (left === ms || left <= hour) await run();
        await post();
      }
      await settle();
    },
    upstreamsDown: recorded.down,
    areUpstreamsDown: recorded.isDown,
    log: () => parts.heard?.lines() ?? [],
  };
}
