/** Subscriptions in the store: what channels want, and how they are doing. */
import { z } from "zod";
import { filterText, parseFilters } from "../subscriptions/filters.ts";
import {
  cadences,
  channelKinds,
  type Rhythm,
  type Subscription,
  subscriptionStates,
  type Wish,
} from "../subscriptions/types.ts";
import { StoreError } from "./errors.ts";
import type { Subscription as SubscriptionRow } from "./generated/client.ts";
import type { Store } from "./open.ts";

export type SubscriptionStore = ReturnType<typeof createSubscriptionStore>;

const closedSets = z.object({
  channelKind: z.enum(channelKinds),
  cadence: z.enum(cadences),
  state: z.enum(subscriptionStates),
  pausedBy: z.enum(["person", "trouble"]).nullable(),
});

function rhythmOf(cadence: Rhythm["cadence"], { hour, timeZone }: SubscriptionRow): Rhythm | undefined {
  if (cadence === "instant") return { cadence };
  return hour === null || timeZone === null ? undefined : { cadence, hour, timeZone };
}

/** A row as a subscription. @throws StoreError when a row is not what this program writes */
export function toSubscription(row: SubscriptionRow): Subscription {
  const sets = closedSets.safeParse(row);
  const filters = parseFilters(jsonOf(row.filters));
  const rhythm = sets.success ? rhythmOf(sets.data.cadence, row) : undefined;
  if (!sets.success || filters === undefined || rhythm === undefined)
    throw new StoreError("unreadable-row", `The subscription ${row.id} cannot be read.`);
  const { id, guildId, channelId, channelName, ownerId, troubles, startsAt, createdAt } = row;
  const { channelKind, state, pausedBy } = sets.data;
  return {
    ...{
      id,
      guildId,
      channelId,
      channelName,
      channelKind,
      filters,
      rhythm,
      ownerId,
      state,
      troubles,
      startsAt,
      createdAt,
    },
    ...(row.roleId === null ? {} : { roleId: row.roleId }),
    ...(pausedBy === null ? {} : { pausedBy }),
    ...(row.pausedReason === null ? {} : { pausedReason: row.pausedReason }),
    ...(row.pausedAt === null ? {} : { pausedAt: row.pausedAt }),
    ...(row.retryAt === null ? {} : { retryAt: row.retryAt }),
    ...(row.digestedUntil === null ? {} : { digestedUntil: row.digestedUntil }),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function rhythmColumns(rhythm: Rhythm) {
  if (rhythm.cadence === "instant") return { cadence: rhythm.cadence, hour: null, timeZone: null };
  const { cadence, hour, timeZone } = rhythm;
  return { cadence, hour, timeZone };
}

const healthy = {
  pausedBy: null,
  pausedReason: null,
  pausedAt: null,
  retryAt: null,
  troubles: 0,
  ownerToldAt: null,
};

export function createSubscriptionStore(store: Store) {
  const table = store.prisma.subscription;

  return {
    /** Adds a subscription that starts now; where the channel has the same wish already, that one is returned. */
    async add(wish: Wish, now: Date): Promise<{ created: boolean; subscription: Subscription }> {
      const { guildId, channelId, channelName, channelKind, ownerId } = wish;
      const key = { channelId, filters: filterText(wish.filters) };
      const prisma = store.prisma;
      return prisma.$transaction(async (transaction) => {
        const there = await transaction.subscription.findUnique({ where: { channelId_filters: key } });
        if (there !== null) return { created: false, subscription: toSubscription(there) };
        const place = { guildId, channelName, channelKind, ownerId, roleId: wish.roleId ?? null };
        const data = { ...key, ...place, ...rhythmColumns(wish.rhythm) };
        const times = { startsAt: now, digestedUntil: now, createdAt: now };
        const row = await transaction.subscription.create({ data: { ...data, ...times } });
        return { created: true, subscription: toSubscription(row) };
      });
    },

    async byId(id: string): Promise<Subscription | undefined> {
      const row = await table.findUnique({ where: { id } });
      return row === null ? undefined : toSubscription(row);
    },

    /** Subscriptions of a server, oldest first. */
    async ofGuild(guildId: string): Promise<Subscription[]> {
      const rows = await table.findMany({ where: { guildId }, orderBy: { createdAt: "asc" } });
      return rows.map(toSubscription);
    },

    async ofChannel(channelId: string): Promise<Subscription[]> {
      const rows = await table.findMany({ where: { channelId }, orderBy: { createdAt: "asc" } });
      return rows.map(toSubscription);
    },

    /**
     * Changes what is given; `roleId: null` takes the role away. A digest that begins now gathers from `now` on.
     * @returns the subscription; `taken` where the channel has another one with the same wish
     */
    async edit(
      id: string,
      change: Partial<Pick<Wish, "filters" | "rhythm">> & { roleId?: string | null },
      now: Date,
    ): Promise<Subscription | "taken" | undefined> {
      const { filters, rhythm, roleId } = change;
      const prisma = store.prisma;
      return prisma.$transaction(async (transaction) => {
        const row = await transaction.subscription.findUnique({ where: { id } });
        if (row === null) return undefined;
        if (filters !== undefined) {
          const key = { channelId: row.channelId, filters: filterText(filters) };
          const other = await transaction.subscription.findUnique({ where: { channelId_filters: key } });
          if (other !== null && other.id !== id) return "taken";
        }
        const begins = rhythm !== undefined && rhythm.cadence !== "instant" && row.cadence === "instant";
        const changed = await transaction.subscription.update({
          where: { id },
          data: {
            ...(filters === undefined ? {} : { filters: filterText(filters) }),
            ...(rhythm === undefined ? {} : rhythmColumns(rhythm)),
            ...(roleId === undefined ? {} : { roleId }),
            ...(begins ? { digestedUntil: now } : {}),
          },
        });
        return toSubscription(changed);
      });
    },

    /** A person pauses it. */
    async pause(id: string, now: Date): Promise<void> {
      await table.update({
        where: { id },
        data: { ...healthy, state: "paused", pausedBy: "person", pausedAt: now },
      });
    },

    /** It goes on. `from`: releases that were ready before are not posted; left out, nothing was missed on purpose. */
    async resume(id: string, from?: Date): Promise<void> {
      const since = from === undefined ? {} : { startsAt: from, digestedUntil: from };
      await table.update({ where: { id }, data: { ...healthy, ...since, state: "active" } });
    },

    /** Takes it away, with the record of what was sent. */
    async remove(id: string): Promise<void> {
      await table.deleteMany({ where: { id } });
    },

    /**
     * Trouble that may pass: one delivery tries again at `retryAt`. Returns how many times in a row it was; several
     * deliveries that fail before then count once.
     */
    async trouble(
      id: string,
      reason: string,
      now: Date,
      retryAt: (troubles: number) => Date,
    ): Promise<number> {
      const prisma = store.prisma;
      return prisma.$transaction(async (transaction) => {
        const row = await transaction.subscription.findUnique({ where: { id } });
        if (row === null || row.state === "retired" || row.pausedBy === "person") return 0;
        if (row.retryAt !== null && row.retryAt > now) return row.troubles;
        const troubles = row.troubles + 1;
        await transaction.subscription.update({
          where: { id },
          data: {
            ...{ state: "paused", pausedBy: "trouble", pausedReason: reason, troubles },
            retryAt: retryAt(troubles),
          },
        });
        return troubles;
      });
    },

    /** The trouble is over: a delivery went through. */
    async recovered(id: string): Promise<void> {
      await table.updateMany({
        where: { id, OR: [{ pausedBy: "trouble" }, { troubles: { gt: 0 } }] },
        data: { ...healthy, state: "active" },
      });
    },

    /** Gives it up and keeps its settings. */
    async retire(id: string, reason: string, now: Date): Promise<void> {
      await table.updateMany({
        where: { id },
        data: { state: "retired", pausedBy: "trouble", pausedReason: reason, pausedAt: now, retryAt: null },
      });
    },

    /** True for the one caller that is to tell the owner of the trouble. */
    async claimNotice(id: string, now: Date): Promise<boolean> {
      const { count } = await table.updateMany({
        where: { id, ownerToldAt: null },
        data: { ownerToldAt: now },
      });
      return count === 1;
    },

    /** Subscriptions that get posts at once, by id after `after`; those in trouble are among them, for it may pass. */
    async instantPage(after: string, limit: number): Promise<Subscription[]> {
      const rows = await table.findMany({
        where: {
          cadence: "instant",
          id: { gt: after },
          OR: [{ state: "active" }, { state: "paused", pausedBy: "trouble" }],
        },
        orderBy: { id: "asc" },
        take: limit,
      });
      return rows.map(toSubscription);
    },

    /** Subscriptions that get digests, those in trouble among them. */
    async withDigest(): Promise<Subscription[]> {
      const rows = await table.findMany({
        where: {
          cadence: { in: ["daily", "weekly"] },
          OR: [{ state: "active" }, { state: "paused", pausedBy: "trouble" }],
        },
      });
      return rows.map(toSubscription);
    },

    async count(): Promise<number> {
      return table.count({ where: { state: "active" } });
    },
  };
}
