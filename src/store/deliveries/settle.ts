/** How a delivery ends: with a message, or without one. */
import type { DeliveryState, MessageReference } from "../../subscriptions/types.ts";
import type { Prisma } from "../generated/client.ts";
import type { Store } from "../open.ts";
import { type MessageOf, noLease } from "./rows.ts";

/** Settles a message: the rows that it carries first, so that its own still leads to them after a crash in between. */
async function settle(
  store: Store,
  { id, isDigest }: MessageOf,
  change: Prisma.DeliveryUpdateManyMutationInput,
) {
  const prisma = store.prisma;
  const data = { ...noLease, ...change, begunAt: null };
  // Two statements: with "this id or that leader" the database reads everything that is pending.
  if (isDigest) await prisma.delivery.updateMany({ where: { leaderId: id, state: "pending" }, data });
  await prisma.delivery.updateMany({ where: { id, state: "pending" }, data });
}

/** Ends of deliveries. */
export function outcomes(store: Store) {
  return {
    /** Discord has the message. `place` is missing where it was deleted before its id was known. */
    async delivered(
      due: MessageOf,
      place: MessageReference | undefined,
      more: { contentHash: string; publishAt?: Date },
      now: Date,
    ): Promise<void> {
      await settle(store, due, {
        state: "delivered",
        deliveredAt: now,
        error: null,
        contentHash: more.contentHash,
        publishAt: more.publishAt ?? null,
        ...(place === undefined ? {} : { channelId: place.channelId, messageId: place.messageId }),
      });
    },

    /** Ends a message that will not be sent. */
    async end(
      due: MessageOf,
      state: Exclude<DeliveryState, "pending" | "delivered">,
      error: string,
    ): Promise<void> {
      await settle(store, due, { state, error });
    },

    /** Ends everything that waits for a subscription. */
    async endAll(subscriptionId: string, state: "skipped" | "gone", error: string): Promise<number> {
      const { count } = await store.prisma.delivery.updateMany({
        where: { subscriptionId, state: "pending" },
        data: { ...noLease, state, error },
      });
      return count;
    },

    /** What was given up with its subscription is to be sent after all. */
    async revive(subscriptionId: string, dueAt: Date): Promise<number> {
      const { count } = await store.prisma.delivery.updateMany({
        where: { subscriptionId, state: "gone" },
        data: { ...noLease, state: "pending", dueAt, begunAt: null, error: null },
      });
      return count;
    },

    /** Forgets what was settled before a moment. */
    async prune(before: Date): Promise<number> {
      const settled = { state: { not: "pending" }, updatedAt: { lt: before } };
      return (await store.prisma.delivery.deleteMany({ where: settled })).count;
    },
  };
}
