/** Puts deliveries together: stores, sender, loop and schedule. Used by the bot, by tests and by the chaos script. */
import { createHash, randomUUID } from "node:crypto";
import { Cron } from "croner";
import type { Logger } from "pino";
import { createSender } from "../bot/send.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { en } from "../messages/en.ts";
import { newsOf } from "../releases/news.ts";
import type { Release } from "../releases/types.ts";
import { createDeliveryStore } from "../store/delivery-store.ts";
import { createLeaseStore } from "../store/lease-store.ts";
import type { Store } from "../store/open.ts";
import { createReleaseStore } from "../store/release-store.ts";
import { createSubscriptionStore } from "../store/subscription-store.ts";
import { correctPosts } from "../subscriptions/corrections.ts";
import { type Composed, createDeliverer, type DeliveryTimes } from "../subscriptions/deliver.ts";
import { wants } from "../subscriptions/filters.ts";
import { nonceOf } from "../subscriptions/nonce.ts";
import { createPacer } from "../subscriptions/pacer.ts";
import { createPlanner } from "../subscriptions/plan.ts";
import { createSubscriptionService } from "../subscriptions/service.ts";
import type { Due, Sent, Subscription } from "../subscriptions/types.ts";
import { noteMessage } from "../views/answers.ts";
import type { Message } from "../views/message.ts";
import { digestPost, releasePost, releaseTitle } from "../views/release.ts";
import { channelMention } from "../views/subscription.ts";

export interface DeliveryOptions {
  store: Store;
  /** The catalogue of the moment. */
  catalog: () => Catalog;
  token: string;
  apiUrl: string;
  log: Logger;
  /** Called once when Discord refuses the token. */
  onStop: (reason: string) => void;
  /** Milliseconds; other ones only in tests. */
  times?: Partial<DeliveryTimes>;
  now?: () => Date;
}

export type DeliveryJobs = ReturnType<typeof createDeliveryJobs>;

/** Discord's global limit: requests a second of one bot, over all processes. */
const perSecond = 50;
const heartbeat = { everySeconds: 2, holdsMs: 6_000 } as const;
/** What was settled so long ago is forgotten. */
const keptMs = 90 * 24 * 3_600_000;

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

export function createDeliveryJobs(options: DeliveryOptions) {
  const { store, catalog, log } = options;
  const now = options.now ?? (() => new Date());
  const worker = randomUUID();
  const releases = createReleaseStore(store);
  const subscriptions = createSubscriptionStore(store);
  const deliveries = createDeliveryStore(store);
  const leases = createLeaseStore(store);
  const pacer = createPacer({ perSecond, now: () => performance.now(), sleep });
  const sender = createSender({
    token: options.token,
    apiUrl: options.apiUrl,
    pacer,
    ...(options.times?.send === undefined ? {} : { timeoutMs: options.times.send }),
  });
  const planner = createPlanner({ deliveries, subscriptions, releases, catalog });

  function messageOf(chosen: readonly Release[], isDigest: boolean, mark: string): Message {
    const news = chosen.map((release) => newsOf(catalog(), release));
    const [first] = news;
    return isDigest || first === undefined
      ? digestPost(catalog(), news, mark)
      : releasePost(catalog(), first, mark);
  }

  /** One hash per catalogue and releases: thousands of channels get the same post. */
  const hashes = new WeakMap<Catalog, Map<string, string>>();
  function hashOf(chosen: readonly Release[], isDigest: boolean): string {
    const known = hashes.get(catalog()) ?? new Map<string, string>();
    hashes.set(catalog(), known);
    const key = JSON.stringify([
      isDigest,
      ...chosen.map(({ id, title, date, kind }) => [id, title, date, kind]),
    ]);
    const hash =
      known.get(key) ??
      createHash("sha256")
        .update(JSON.stringify(messageOf(chosen, isDigest, "")))
        .digest("base64url");
    if (known.size > 1_000) known.clear();
    known.set(key, hash);
    return hash;
  }

  const wanted = ({ subscription, releases: all }: Due | Sent) =>
    all.filter(
      (one) => one.state === "ready" && wants(subscription.filters, one, catalog().models.get(one.model)),
    );

  function compose(due: Due): Composed<Message> | undefined {
    const chosen = wanted(due);
    const [first] = chosen;
    if (first === undefined) return undefined;
    return {
      message: messageOf(chosen, due.isDigest, due.nonce),
      title: due.isDigest
        ? en.releases.digestTitle(chosen.length)
        : releaseTitle(catalog(), newsOf(catalog(), first)),
      hash: hashOf(chosen, due.isDigest),
    };
  }

  function notice(subscription: Subscription, reason: string, retired: boolean): Message {
    const words = en.releases.subscriptions;
    const channel = channelMention(subscription.channelId);
    return noteMessage(retired ? words.retired(channel, reason) : words.failing(channel, reason));
  }

  const deliverer = createDeliverer<Message>({
    ...{ worker, deliveries, subscriptions, sender, pacer, compose, notice, now, sleep, log },
    random: Math.random,
    onStop: options.onStop,
    ...(options.times === undefined ? {} : { times: options.times }),
  });

  const correct = () =>
    correctPosts<Message>({
      ...{ deliveries, releases, sender, now, log },
      hashOf: (release) => hashOf([release], false),
      compose: (sent) =>
        sent.releases.length === 0 ? undefined : messageOf(sent.releases, sent.isDigest, sent.nonce),
    });

  const service = createSubscriptionService({
    ...{ subscriptions, deliveries, planner, now },
    published: () => releases.published(),
    look: sender.look,
    postTest: (subscription, release) => {
      const nonce = nonceOf(randomUUID());
      const post = releasePost(catalog(), newsOf(catalog(), release), nonce);
      const message = { ...post, content: `*${en.releases.subscriptions.testNote}*` };
      return sender.post(subscription, message, { nonce, title: release.title });
    },
  });

  async function beat(): Promise<void> {
    await leases.take(`delivery/${worker}`, worker, now(), heartbeat.holdsMs);
    pacer.share(await leases.held("delivery/", now()));
  }

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

  return {
    ...{
      releases,
      subscriptions,
      deliveries,
      deliverer,
      planner,
      pacer,
      sender,
      service,
      worker,
      correct,
      beat,
    },

    /** Starts the jobs. */
    async start(): Promise<void> {
      await beat();
      schedule(`*/${heartbeat.everySeconds} * * * * *`, "heartbeat", beat);
      schedule("* * * * * *", "new releases", () => planner.fanOut(now()));
      schedule("*/20 * * * * *", "digests", () => planner.digests(now()));
      schedule("* * * * * *", "deliveries", deliverer.drain);
      schedule("*/10 * * * * *", "publishing", deliverer.publish);
      schedule("0 */10 * * * *", "corrections", async () => {
        const edited = await correct();
        if (edited > 0) log.info({ edited }, "posts corrected");
      });
      schedule("0 0 4 * * *", "forgetting", () => deliveries.prune(new Date(now().getTime() - keptMs)));
    },

    /** Ends the jobs: what is under way is settled, what was only claimed is given back. */
    async stop(): Promise<void> {
      deliverer.stop();
      for (const job of jobs) job.stop();
      await Promise.allSettled(running);
      await leases.give(`delivery/${worker}`, worker);
    },
  };
}
