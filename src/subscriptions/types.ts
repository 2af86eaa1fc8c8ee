/** The words of subscriptions and deliveries: plain data, no I/O. Ids of Discord's are snowflakes as strings. */
import type { Modality } from "../catalog/fields.ts";
import type { LabId } from "../catalog/types.ts";
import type { Release } from "../releases/types.ts";

/** How a post is made in a channel. */
export const channelKinds = ["text", "announcement", "thread", "forum"] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** `instant`: as soon as a release is known. The others gather: once a day, or on Mondays, at an hour. */
export const cadences = ["instant", "daily", "weekly"] as const;
export type Cadence = (typeof cadences)[number];

/**
 * `active`: gets releases. `paused`: by a person, or by failures that may pass. `retired`: given up, its settings kept.
 */
export const subscriptionStates = ["active", "paused", "retired"] as const;
export type SubscriptionState = (typeof subscriptionStates)[number];

/** What a channel wants. Everything, where nothing is said. */
export interface Filters {
  /** Only these labs, in alphabetical order. Empty: all. */
  labs: readonly LabId[];
  /** `open`: weights that are open or partly so; a model whose weights are not stated is in neither. */
  weights?: "open" | "closed";
  modality?: Modality;
  /** `main`: no minor variants, which are sizes and snapshots of a model that came out before. */
  variants: "all" | "main";
  /** Changes of price, licence, context or service, alone or with the releases; releases alone unless said. */
  news?: "changes" | "all";
}

/** When a channel wants it. `hour` (0 to 23) and `timeZone` (IANA) are those of a digest. */
export type Schedule =
  | { cadence: "instant" }
  | { cadence: "daily" | "weekly"; hour: number; timeZone: string };

/** What a person decides about a subscription. */
export interface SubscriptionSettings {
  guildId: string;
  channelId: string;
  /** As it was when the channel was subscribed. */
  channelName: string;
  channelKind: ChannelKind;
  filters: Filters;
  schedule: Schedule;
  /** The one role that posts mention. */
  roleId?: string;
  /** Who subscribed the channel and is told when posts fail. */
  ownerId: string;
}

export interface Subscription extends SubscriptionSettings {
  id: string;
  state: SubscriptionState;
  pausedBy?: "person" | "failure";
  pausedReason?: string;
  pausedAt?: Date;
  /** When one delivery tries again whether posts go through again. */
  retryAt?: Date;
  /** How often in a row that failed. */
  failures: number;
  /** Releases that were ready before are not posted. */
  startsAt: Date;
  /** End of the last digest window: the next begins here. */
  digestedUntil?: Date;
  createdAt: Date;
}

/**
 * `pending`: to be sent. `delivered`: Discord has it. `skipped`: not wanted any more when it was to be sent.
 * `gone`: the channel was given up. `failed`: Discord refuses the message itself; never tried again.
 */
export const deliveryStates = ["pending", "delivered", "skipped", "gone", "failed"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** A message to be sent, with everything that decides what it says and where it goes. */
export interface Due {
  id: string;
  subscription: Subscription;
  /** One, or those of a digest, in the order they were ready. */
  releases: readonly Release[];
  isDigest: boolean;
  nonce: string;
  attempts: number;
  /** Begin of the first attempt of which nobody knows whether Discord stored the message. */
  begunAt?: Date;
}

/** A message that was sent, to be edited or published. */
export interface Sent {
  id: string;
  /** The channel that holds the message: the thread, for a forum. */
  channelId: string;
  messageId: string;
  nonce: string;
  subscription: Subscription;
  releases: readonly Release[];
  isDigest: boolean;
}

/** A delivery that one worker has, until its lease ends. */
export interface LeasedDelivery {
  due: Due;
  lease: string;
  until: Date;
}

/** Where a message is: for a forum the channel is the post's thread. */
export interface MessageReference {
  channelId: string;
  messageId: string;
}
