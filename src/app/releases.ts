/** Puts the release watch together: upstreams, detection, stores, schedule and review. Used by the bot, by the check and by the replay. */
import { createHash, randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { reviewActions } from "../answers/review.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Actions } from "../command.ts";
import { defined } from "../defined.ts";
import { healthOf, type SourceHealth } from "../releases/health.ts";
import { startWatchJob } from "../releases/job.ts";
import { modelNames } from "../releases/names.ts";
import { createReview } from "../releases/review.ts";
import { listingsOf, type Upstreams } from "../releases/sources/all.ts";
import { parametersOf } from "../releases/sources/huggingface.ts";
import type { Listed } from "../releases/sources/types.ts";
import type { Release } from "../releases/types.ts";
import { createWatch, type WatchPolicy } from "../releases/watch.ts";
import type { Sender } from "../subscriptions/sender.ts";
import type { Message } from "../views/message.ts";
import { reviewCard, reviewName } from "../views/review.ts";
import type { Env } from "./env.ts";
import type { Stores } from "./stores.ts";

export interface ReleaseJobOptions {
  stores: Pick<Stores, "releases" | "upstreams" | "leases">;
  /** The catalogue of the moment. */
  catalog: () => Catalog;
  /** Reads the catalogue anew: models were found. */
  refresh: () => Promise<void>;
  upstreams: Upstreams;
  /** Listings in place of the upstreams' own, of which none is asked then. */
  recorded?: () => readonly Listed[];
  policy: WatchPolicy;
  /** Snowflakes of those who decide on found releases. */
  owners: readonly string[];
  /** Snowflake of the channel in which they are asked. */
  reviewChannel?: string;
  log: Logger;
  now?: () => Date;
}

export type ReleaseJobs = ReturnType<typeof createReleaseJobs>;

export function createReleaseJobs(options: ReleaseJobOptions) {
  const { log, catalog } = options;
  const { releases, upstreams: upstreamStore, leases } = options.stores;
  const now = options.now ?? (() => new Date());
  const { huggingFace: url, huggingFaceToken: token } = options.upstreams;
  const hub = { url, ...defined({ token }) };
  const place = () => upstreamStore.place(modelNames(catalog().models.values()));
  const refresh = async () => {
    await options.refresh();
    await place();
  };
  const listings = (current: Catalog) => options.recorded?.() ?? listingsOf(current, options.upstreams);
  const ownParameters = (repository: string, signal: AbortSignal) => parametersOf(repository, hub, signal);
  const watch = createWatch({
    store: upstreamStore,
    releases,
    catalog,
    log,
    clock: now,
    refresh,
    policy: options.policy,
    listings,
    ...defined({ parametersOf: options.recorded === undefined ? ownParameters : undefined }),
  });
  const review = createReview({ store: upstreamStore, releases, refresh, clock: now });
  const components: Readonly<Record<string, Actions>> = {
    [reviewName]: reviewActions(review, options.owners),
  };
  let health: readonly SourceHealth[] = [];

  /** Asks the owners about each release once, also when the process ended between the post and its record. */
  async function askOwners(sender: Pick<Sender<Message>, "post">): Promise<void> {
    const channelId = options.reviewChannel;
    if (channelId === undefined) return;
    for (const release of await releases.inState("review")) {
      if (release.askedIn !== undefined) continue;
      const posted = await sender.post(
        { guildId: "", channelId, channelKind: "text" },
        reviewCard(catalog(), release),
        { nonce: nonceOf(release), title: release.title },
      );
      if (posted.ok) await upstreamStore.asked(release.id, posted.messageId);
      else
        log.warn({ release: release.key, failure: posted.failure }, "the review channel cannot be posted in");
    }
  }

  const readHealth = async () => {
    // A lab's file may have lost an organisation since: its listing is asked no more, and does not fail for ever.
    const listed = new Set(listings(catalog()).map(({ key }) => key));
    health = healthOf((await upstreamStore.listings()).filter(({ key }) => listed.has(key)));
  };

  return {
    releases,
    watch,
    review,
    components,
    askOwners,
    upstreamStore,
    health: () => health,
    readHealth,

    /** Releases go to the entries that bear their names now, whoever wrote those. Before releases are seeded. */
    place,

    /** Starts the schedule. */
    async start(pattern: string, delivery: { sender: Pick<Sender<Message>, "post">; wake: () => void }) {
      await readHealth();
      return startWatchJob({
        pattern,
        leases,
        log,
        clock: now,
        owner: randomUUID(),
        run: (signal) => watch.run(signal),
        afterwards: async () => {
          await readHealth();
          delivery.wake();
          await askOwners(delivery.sender);
        },
      });
    },
  };
}

/** The same at every attempt; Discord takes up to 25 characters. */
const nonceOf = (release: Release): string =>
  `r${createHash("sha256").update(release.id).digest("base64url").slice(0, 24)}`;

export function upstreamsOf(env: Env): Upstreams {
  return {
    huggingFace: env.HF_API_URL,
    ...defined({ huggingFaceToken: env.HF_TOKEN }),
    modelsDev: env.MODELS_DEV_URL,
    openRouter: env.OPENROUTER_URL,
  };
}

/** Without a review channel, what was found is posted after its hold. */
export function policyOf(env: Env): WatchPolicy {
  const hold = env.RELEASE_HOLD_SECONDS * 1_000;
  if (env.REVIEW_CHANNEL_ID === undefined) return { hold };
  return { hold, review: env.REVIEW_SECONDS === "never" ? {} : { postAfter: env.REVIEW_SECONDS * 1_000 } };
}
