/** Rows of deliveries as the database gives them, and what the rest of the program knows them by. */
import type { Release } from "../../releases/types.ts";
import type { Due, Sent } from "../../subscriptions/types.ts";
import type {
  Prisma,
  Release as ReleaseRow,
  Delivery as Row,
  Subscription as SubscriptionRow,
} from "../generated/client.ts";
import type { Store } from "../open.ts";
import { toRelease } from "../release-store.ts";
import { toSubscription } from "../subscription-store.ts";

/** What a settled message is known by. */
export type MessageOf = Pick<Due, "id" | "isDigest">;
export type FullRow = Row & { release: ReleaseRow; subscription: SubscriptionRow };
const full = { release: true, subscription: true } as const;
export const noLease = { leaseOwner: null, leaseUntil: null };

/** The releases of each row's message: its own, and those that it leads. */
export async function releasesOf(store: Store, rows: readonly FullRow[]): Promise<Map<string, Release[]>> {
  const leaders = rows.filter((row) => row.isDigest).map((row) => row.id);
  const members =
    leaders.length === 0
      ? []
      : await store.prisma.delivery.findMany({
          where: { leaderId: { in: leaders } },
          include: { release: true },
        });
  const found = new Map<string, Release[]>();
  for (const row of rows) {
    const others = members.filter((member) => member.leaderId === row.id);
    const releases = store.setAside.each([row.release, ...others.map((one) => one.release)], toRelease);
    found.set(
      row.id,
      releases.sort((a, b) => (a.readyAt?.getTime() ?? 0) - (b.readyAt?.getTime() ?? 0)),
    );
  }
  return found;
}

/** Rows of messages with their releases and subscriptions; without those of which a column cannot be read. */
export const fullRows = (
  store: Store,
  question: Omit<Prisma.DeliveryFindManyArgs, "include" | "select">,
): Promise<FullRow[]> =>
  store.setAside.rows(
    "delivery",
    () => store.prisma.delivery.findMany({ ...question, include: full }),
    () => store.prisma.delivery.findMany({ ...question, select: { id: true } }),
    (id) => store.prisma.delivery.findUnique({ where: { id }, include: full }),
  );

/** Messages that Discord has, with what they tell. */
export async function sentOf(store: Store, rows: readonly FullRow[]): Promise<Sent[]> {
  const releases = await releasesOf(store, rows);
  return rows.flatMap((row) => {
    if (row.messageId === null || row.channelId === null) return [];
    const { id, channelId, messageId, nonce, isDigest } = row;
    const subscription = store.setAside.one(row.subscription, toSubscription);
    if (subscription === undefined) return [];
    return [{ id, channelId, messageId, nonce, isDigest, subscription, releases: releases.get(id) ?? [] }];
  });
}
