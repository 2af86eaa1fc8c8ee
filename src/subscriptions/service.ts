/** What people do with subscriptions: the commands' side of this folder. */
import type { Release } from "../releases/types.ts";
import type { DeliveryStore } from "../store/delivery-store.ts";
import type { SubscriptionStore } from "../store/subscription-store.ts";
import type { Places } from "./places.ts";
import type { Planner } from "./plan.ts";
import { nextDigest } from "./schedule.ts";
import type { SendResult } from "./sender.ts";
import type { Schedule, Subscription, SubscriptionSettings } from "./types.ts";

export interface ServiceParts {
  subscriptions: Pick<
    SubscriptionStore,
    "add" | "byId" | "ofGuild" | "ofChannel" | "edit" | "pause" | "resume" | "remove"
  >;
  deliveries: Pick<DeliveryStore, "endAll" | "revive">;
  planner: Pick<Planner, "catchUp">;
  /** Called when something was reserved that is to go out at once. */
  reserved: () => void;
  /** A page of what came out, newest first. */
  published: (
    filter: { lab?: string; since?: string },
    page: { skip: number; take: number },
  ) => Promise<{ releases: readonly Release[]; total: number }>;
  /** Channels as they are when somebody decides about them. */
  places: Places;
  /** Posts a release in a channel as a test, outside the record of what was sent. */
  postTest: (subscription: Subscription, release: Release) => Promise<SendResult>;
  now: () => Date;
}

export type SubscriptionService = ReturnType<typeof createSubscriptionService>;

export function createSubscriptionService(parts: ServiceParts) {
  const { subscriptions, deliveries, planner, reserved, now } = parts;
  return {
    ofGuild: (guildId: string) => subscriptions.ofGuild(guildId),
    ofChannel: (channelId: string) => subscriptions.ofChannel(channelId),
    byId: (id: string) => subscriptions.byId(id),
    add: (settings: SubscriptionSettings) => subscriptions.add(settings, now()),
    remove: (id: string) => subscriptions.remove(id),
    pause: (id: string) => subscriptions.pause(id, now()),
    published: parts.published,
    postTest: parts.postTest,
    places: parts.places,

    /** When the next digest comes; undefined for posts that come at once. */
    next: (schedule: Schedule): Date | undefined => nextDigest(schedule, now()),

    /** Changes a subscription. What a digest had gathered is posted at once when it becomes instant. */
    async edit(
      one: Subscription,
      change: Partial<Pick<SubscriptionSettings, "filters" | "schedule">> & { roleId?: string | null },
    ): Promise<Subscription | "taken" | undefined> {
      const changed = await subscriptions.edit(one.id, change, now());
      const wasDigest = one.schedule.cadence !== "instant";
      if (typeof changed === "object" && wasDigest && changed.schedule.cadence === "instant")
        await planner.catchUp(changed, one.digestedUntil ?? one.startsAt, now());
      reserved();
      return changed;
    },

    /**
     * Goes on with a paused or retired subscription.
     * @param missed whether what came out in between is delivered
     * @returns how many releases are to be posted at once
     */
    async resume(one: Subscription, missed: boolean): Promise<number> {
      if (!missed) {
        await deliveries.endAll(one.id, "skipped", "missed while paused");
        await subscriptions.resume(one.id, now());
        return 0;
      }
      await subscriptions.resume(one.id);
      const waiting = await deliveries.revive(one.id, now());
      // While posts fail nothing is missed: it waits. By a person, or once given up, nothing was reserved.
      const isMissing = one.schedule.cadence === "instant" && one.pausedAt !== undefined;
      const missing = isMissing ? await planner.catchUp(one, one.pausedAt ?? now(), now()) : 0;
      reserved();
      return waiting + missing;
    },
  };
}
