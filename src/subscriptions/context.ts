/** What one worker's deliveries share: the stores, Discord, the clock, the counts. */
import type { DeliveryStore } from "../store/delivery-store.ts";
import type { SubscriptionStore } from "../store/subscription-store.ts";
import type { Pacer } from "./pacer.ts";
import type { Log, Sender } from "./sender.ts";
import type { Due, Subscription } from "./types.ts";

/** A message ready to go. */
export interface Composed<M> {
  message: M;
  /** Name of a forum post. */
  title: string;
  /** Stands for what the message says; equal texts have equal hashes. */
  hash: string;
}

export interface DelivererParts<M> {
  worker: string;
  deliveries: Pick<
    DeliveryStore,
    | "claim"
    | "begin"
    | "delivered"
    | "later"
    | "end"
    | "endAll"
    | "giveBack"
    | "claimPublish"
    | "publishLater"
  >;
  subscriptions: Pick<SubscriptionStore, "failed" | "recovered" | "retire" | "claimNotice">;
  sender: Sender<M>;
  pacer: Pacer;
  /** The message of a delivery as of now; undefined where its subscription wants none of it any more. */
  compose: (due: Due) => Composed<M> | undefined;
  /** What an owner is told when posts fail in a channel. */
  notice: (subscription: Subscription, reason: string, retired: boolean) => M;
  now: () => Date;
  /** From 0 to 1. */
  random: () => number;
  sleep: (ms: number) => Promise<void>;
  log: Log;
  /** Called once when Discord refuses the token: nothing is sent any more. */
  onStop: (reason: string) => void;
  /** Told of each message that Discord has. */
  posted?: ((due: Due) => void) | undefined;
  times?: Partial<DeliveryTimes>;
}

/** In milliseconds. */
export interface DeliveryTimes {
  /** How long a lease holds. */
  lease: number;
  /** Longest duration of one attempt to send. */
  send: number;
  /** How long after an unknown outcome a repeated nonce is trusted; well below Discord's "few minutes". */
  trustNonce: number;
  /** A forum post has no nonce: so long an attempt of unknown outcome is given to show up before it is looked for. */
  settleForum: number;
}

const usualTimes: DeliveryTimes = { lease: 60_000, send: 15_000, trustNonce: 60_000, settleForum: 30_000 };

export type Delivering<M> = ReturnType<typeof startDelivering<M>>;

export function startDelivering<M>(parts: DelivererParts<M>) {
  return {
    ...parts,
    times: { ...usualTimes, ...parts.times },
    after: (ms: number) => new Date(parts.now().getTime() + ms),
    totals: {
      delivered: 0,
      lookedUp: 0,
      waited: 0,
      retried: 0,
      paused: 0,
      retired: 0,
      failed: 0,
      skipped: 0,
    },
    stopped: false,
    /** When subscriptions failed: what else was claimed for them before is given back. */
    halted: new Map<string, number>(),
  };
}
