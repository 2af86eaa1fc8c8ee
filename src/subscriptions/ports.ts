/** What deliveries need of the store and of Discord, in the words of this folder. */
import type { Release } from "../releases/types.ts";
import type { SendFailure } from "./classify.ts";
import type { ChannelKind, Due, Sent, Subscription } from "./types.ts";

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

export interface OutboxStore {
  claim(worker: string, now: Date, leaseMs: number, limit: number): Promise<LeasedDelivery[]>;
  begin(claim: LeasedDelivery, lastMoment: Date, now: Date): Promise<boolean>;
  delivered(
    due: Pick<Due, "id" | "isDigest">,
    place: MessageReference | undefined,
    more: { contentHash: string; publishAt?: Date },
    now: Date,
  ): Promise<void>;
  later(
    claim: LeasedDelivery,
    change: { dueAt: Date; attempts: number; begunAt?: Date; error?: string },
  ): Promise<void>;
  end(due: Pick<Due, "id" | "isDigest">, state: "skipped" | "gone" | "failed", error: string): Promise<void>;
  endAll(subscriptionId: string, state: "skipped" | "gone", error: string): Promise<number>;
  /** What was given up with its subscription is to be sent after all. */
  revive(subscriptionId: string, dueAt: Date): Promise<number>;
  giveBack(claims: readonly LeasedDelivery[]): Promise<void>;
  claimPublish(now: Date, until: Date, limit: number): Promise<Sent[]>;
  publishLater(id: string, at: Date | undefined): Promise<void>;
  outdated(releaseId: string, contentHash: string, since: Date, limit: number): Promise<Sent[]>;
  setContentHash(id: string, contentHash: string): Promise<void>;
}

export interface PlanStore {
  reserve(
    releaseId: string,
    reservations: readonly { subscriptionId: string; place: Date }[],
    dueAt: Date,
  ): Promise<number>;
  reserveDigest(
    subscription: Subscription,
    releases: readonly Release[],
    window: { from: Date; to: Date },
  ): Promise<boolean>;
}

export interface FailureStore {
  failed(id: string, reason: string, now: Date, retryAt: (failures: number) => Date): Promise<number>;
  recovered(id: string): Promise<void>;
  retire(id: string, reason: string, now: Date): Promise<void>;
  claimNotice(id: string, now: Date): Promise<boolean>;
}

export interface FollowerStore {
  instantPage(after: string, limit: number): Promise<Subscription[]>;
  withDigest(): Promise<Subscription[]>;
}

export interface ReadyStore {
  toFanOut(): Promise<Release[]>;
  fannedOut(id: string, now: Date): Promise<void>;
  readyBetween(from: Date, to: Date): Promise<Release[]>;
}

export interface PostTarget {
  guildId: string;
  channelId: string;
  channelKind: ChannelKind;
}

export type SendResult = ({ ok: true } & MessageReference) | { ok: false; failure: SendFailure };

/** Discord, for messages of the kind `M`. Requests that are not a post wait for their turn themselves. */
export interface Sender<M> {
  post(
    to: PostTarget,
    message: M,
    how: { nonce: string; roleId?: string; title: string },
  ): Promise<SendResult>;
  /** Looks for a message with this nonce that was sent in a time; `at` is missing where there is none. */
  find(
    to: PostTarget,
    nonce: string,
    time: { from: Date; to: Date },
  ): Promise<{ ok: true; at?: MessageReference } | { ok: false; failure: SendFailure }>;
  edit(at: MessageReference, message: M, roleId?: string): Promise<SendResult>;
  publish(at: MessageReference): Promise<SendResult>;
  unarchive(channelId: string): Promise<SendResult>;
  /** A channel as Discord knows it now. */
  look(
    channelId: string,
  ): Promise<
    { ok: true; guildId?: string; name: string; type: number } | { ok: false; failure: SendFailure }
  >;
  tell(userId: string, message: M, nonce: string): Promise<SendResult>;
}

export interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}
