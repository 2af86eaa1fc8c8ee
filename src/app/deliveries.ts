/** Puts deliveries together: stores, sender, loop and schedule. Used by the bot, by tests and by the chaos script. */
import { randomUUID } from "node:crypto";
import { Cron } from "croner";
import type { Logger } from "pino";
import { createDirectory } from "../bot/send/directory.ts";
import { createSender } from "../bot/send/sender.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { defined } from "../defined.ts";
import { en } from "../messages/en.ts";
import type { DeliveryTimes } from "../subscriptions/context.ts";
import { correctPosts } from "../subscriptions/corrections.ts";
import { createDeliverer } from "../subscriptions/deliver.ts";
import { nonceOf } from "../subscriptions/nonce.ts";
import { createPacer } from "../subscriptions/pacer.ts";
import { createPlaces } from "../subscriptions/places.ts";
import { createPlanner } from "../subscriptions/plan.ts";
import { createPosts } from "../subscriptions/posts.ts";
import { createSubscriptionService } from "../subscriptions/service.ts";
import type { Due, Subscription } from "../subscriptions/types.ts";
import { createWaker } from "../subscriptions/waker.ts";
import { noteMessage } from "../views/answers.ts";
import type { Message } from "../views/message.ts";
import { releasePost, releaseTitle } from "../views/release.ts";
import { digestPost } from "../views/release-list.ts";
import { channelMention } from "../views/subscription.ts";
import type { Stores } from "./stores.ts";

export interface DeliveryOptions {
  stores: Pick<Stores, "releases" | "subscriptions" | "deliveries" | "leases">;
  /** The catalogue of the moment. */
  catalog: () => Catalog;
  token: string;
  apiUrl: string;
  log: Logger;
  /** Called once when Discord refuses the token. */
  onStop: (reason: string) => void;
  /** Told of each message that Discord has. */
  posted?: (due: Due) => void;
  /** Milliseconds; other ones only in tests. */
  times?: Partial<DeliveryTimes>;
  now?: () => Date;
}

export type DeliveryJobs = ReturnType<typeof createDeliveryJobs>;

/** Discord's global limit: requests a second of one bot, over all processes. */
const perSecond = 50;
const heartbeat = { everySeconds: 2, holdsMs: 6_000 } as const;
/** How often what other processes left to do is looked for. */
const lookMs = 5_000;
/** What was settled so long ago is forgotten. */
const keptMs = 90 * 24 * 3_600_000;

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

function notice(subscription: Subscription, reason: string, retired: boolean): Message {
  const words = en.releases.subscriptions;
  const channel = channelMention(subscription.channelId);
  return noteMessage(retired ? words.retired(channel, reason) : words.failing(channel, reason));
}

/** The parts, not started: tests and scripts run them one by one. */
function partsOf(options: DeliveryOptions) {
  const { catalog, log, times, onStop } = options;
  const { releases, subscriptions, deliveries, leases } = options.stores;
  const now = options.now ?? (() => new Date());
  const worker = randomUUID();
  const pacer = createPacer({ perSecond, now: () => performance.now(), sleep });
  const { token, apiUrl } = options;
  const sending = { token, apiUrl, pacer, ...defined({ timeoutMs: times?.send }) };
  const sender = createSender(sending);
  const directory = createDirectory(sending);
  const planner = createPlanner({ deliveries, subscriptions, releases, catalog });
  const views = {
    release: releasePost,
    digest: digestPost,
    title: releaseTitle,
    digestTitle: en.releases.digestTitle,
  };
  const posts = createPosts<Message>(catalog, views, now);
  const common = { worker, deliveries, subscriptions, sender, pacer, notice, now, sleep, log, onStop };
  const deliverer = createDeliverer<Message>({
    ...common,
    compose: posts.compose,
    random: Math.random,
    posted: options.posted,
    ...defined({ times }),
  });
  const correct = () =>
    correctPosts({ deliveries, releases, sender, now, log, hashOf: posts.hashOf, compose: posts.again });

  async function beat(): Promise<void> {
    await leases.take(`delivery/${worker}`, worker, now(), heartbeat.holdsMs);
    pacer.share(await leases.held("delivery/", now()));
  }
  return {
    worker,
    now,
    releases,
    subscriptions,
    deliveries,
    leases,
    pacer,
    sender,
    directory,
    planner,
    posts,
    deliverer,
    correct,
    beat,
  };
}

/** The jobs that wait for news and not for a time of day. */
function wakersOf({ planner, deliverer, deliveries, now }: ReturnType<typeof partsOf>, log: Logger) {
  const waker = (name: string, run: () => Promise<unknown>, next: () => Promise<Date | undefined>) =>
    createWaker({
      run,
      next,
      now,
      atMostMs: lookMs,
      failed: (error) => log.error({ err: error }, `the job "${name}" failed; it runs again`),
    });
  const posting = waker("deliveries", deliverer.drain, () => deliveries.nextDue());
  const publishing = waker("publishing", deliverer.publish, () => deliveries.nextPublish());
  const fanOut = waker(
    "new releases",
    async () => {
      if ((await planner.fanOut(now())) > 0) posting.wake();
    },
    async () => undefined,
  );
  return { posting, publishing, fanOut };
}

export function createDeliveryJobs(options: DeliveryOptions) {
  const { log } = options;
  const parts = partsOf(options);
  const { worker, now, releases, subscriptions, deliveries, leases, sender, planner, posts, deliverer } =
    parts;
  const wakers = wakersOf(parts, log);
  const service = createSubscriptionService({
    subscriptions,
    deliveries,
    planner,
    now,
    reserved: wakers.posting.wake,
    published: releases.published,
    places: createPlaces(parts.directory),
    postTest: (subscription, release) => {
      const nonce = nonceOf(randomUUID());
      const message = {
        ...posts.ofRelease(release, nonce),
        content: `*${en.releases.subscriptions.testNote}*`,
      };
      return sender.post(subscription, message, { nonce, title: release.title });
    },
  });

  const jobs: Cron[] = [];
  const running = new Set<Promise<unknown>>();
  function schedule(pattern: string, name: string, work: () => Promise<unknown>): void {
    const run = async () => {
      const job = work().finally(() => running.delete(job));
      running.add(job);
      await job;
    };
    const failed = (error: unknown) => log.error({ err: error }, `the job "${name}" failed; it runs again`);
    jobs.push(new Cron(pattern, { protect: true, catch: failed }, run));
  }
  const digests = async () => {
    if ((await planner.digests(now())) > 0) wakers.posting.wake();
  };

  return {
    ...parts,
    service,
    /** Releases became ready: they go out at once. */
    wake: wakers.fanOut.wake,

    /** Starts the jobs. */
    async start(): Promise<void> {
      await parts.beat();
      await digests();
      schedule(`*/${heartbeat.everySeconds} * * * * *`, "heartbeat", parts.beat);
      // Hours begin at quarters of an hour, in every time zone.
      schedule("1 */15 * * * *", "digests", digests);
      schedule("0 */10 * * * *", "corrections", async () => {
        const edited = await parts.correct();
        if (edited > 0) log.info({ edited }, "posts corrected");
      });
      schedule("0 0 4 * * *", "forgetting", () => deliveries.prune(new Date(now().getTime() - keptMs)));
      for (const waker of Object.values(wakers)) waker.start();
    },

    /** Ends the jobs: what is under way is settled, what was only claimed is given back. */
    async stop(): Promise<void> {
      deliverer.stop();
      for (const job of jobs) job.stop();
      await Promise.allSettled([...running, ...Object.values(wakers).map((waker) => waker.stop())]);
      await leases.give(`delivery/${worker}`, worker);
    },
  };
}
