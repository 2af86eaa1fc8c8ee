/** Subscriptions in the store: what channels want, and how they are doing. */
import { z } from "zod";
import { defined } from "../defined.ts";
import { filterText, parseFilters } from "../subscriptions/filters.ts";
import { isTimeZone } from "../subscriptions/schedule.ts";
import {
  cadences,
  channelKinds,
  type Schedule,
  type Subscription,
  type SubscriptionSettings,
  subscriptionStates,
} from "../subscriptions/types.ts";
import { StoreError } from "./errors.ts";
import type { Prisma, Subscription as SubscriptionRow } from "./generated/client.ts";
import { jsonOf } from "./json.ts";
import type { Store } from "./open.ts";
import { subscriptionHealth } from "./subscription-health.ts";

export type SubscriptionStore = ReturnType<typeof createSubscriptionStore>;

/** Discord's ids end up in addresses. */
const snowflake = z.string().regex(/^\w{1,24}$/);

/** What the columns' types do not say; SQLite does not even hold a column to its type. */
const sound = z.object({
  guildId: snowflake,
  channelId: snowflake,
  ownerId: snowflake,
  roleId: snowflake.nullable(),
  channelKind: z.enum(channelKinds),
  cadence: z.enum(cadences),
  hour: z.int().min(0).max(23).nullable(),
  timeZone: z.string().refine(isTimeZone).nullable(),
  state: z.enum(subscriptionStates),
  pausedBy: z.enum(["person", "failure"]).nullable(),
  failures: z.int().nonnegative(),
  startsAt: z.date(),
  createdAt: z.date(),
  pausedAt: z.date().nullable(),
  retryAt: z.date().nullable(),
  digestedUntil: z.date().nullable(),
});

function scheduleOf(cadence: Schedule["cadence"], { hour, timeZone }: SubscriptionRow): Schedule | undefined {
  if (cadence === "instant") return { cadence };
  return hour === null || timeZone === null ? undefined : { cadence, hour, timeZone };
}

/** A row as a subscription. @throws StoreError when a row is not what this program writes */
export function toSubscription(row: SubscriptionRow): Subscription {
  const sets = sound.safeParse(row);
  const filters = parseFilters(jsonOf(row.filters));
  const schedule = sets.success ? scheduleOf(sets.data.cadence, row) : undefined;
  if (!sets.success || filters === undefined || schedule === undefined)
    throw new StoreError("unreadable-row", `The subscription ${row.id} cannot be read.`);
  const { id, guildId, channelId, channelName, ownerId, failures, startsAt, createdAt } = row;
  const { channelKind, state, pausedBy } = sets.data;
  return {
    ...{
      id,
      guildId,
      channelId,
      channelName,
      channelKind,
      filters,
      schedule,
      ownerId,
      state,
      failures,
      startsAt,
      createdAt,
    },
    ...defined({
      roleId: row.roleId ?? undefined,
      pausedBy: pausedBy ?? undefined,
      pausedReason: row.pausedReason ?? undefined,
      pausedAt: row.pausedAt ?? undefined,
      retryAt: row.retryAt ?? undefined,
      digestedUntil: row.digestedUntil ?? undefined,
    }),
  };
}

function scheduleColumns(schedule: Schedule) {
  if (schedule.cadence === "instant") return { cadence: schedule.cadence, hour: null, timeZone: null };
  const { cadence, hour, timeZone } = schedule;
  return { cadence, hour, timeZone };
}

/** What a person may change; `roleId: null` takes the role away. */
type Change = Partial<Pick<SubscriptionSettings, "filters" | "schedule">> & { roleId?: string | null };

function changedColumns(row: SubscriptionRow, { filters, schedule, roleId }: Change, now: Date) {
  const begins = schedule !== undefined && schedule.cadence !== "instant" && row.cadence === "instant";
  return {
    ...(filters === undefined ? {} : { filters: filterText(filters) }),
    ...(schedule === undefined ? {} : scheduleColumns(schedule)),
    ...defined({ roleId }),
    ...(begins ? { digestedUntil: now } : {}),
  };
}

export function createSubscriptionStore(store: Store) {
  const table = store.prisma.subscription;

  /** Those of a question that can be read. */
  async function readable(question: Prisma.SubscriptionFindManyArgs): Promise<Subscription[]> {
    const rows = await store.setAside.rows(
      "subscription",
      () => table.findMany(question),
      () => table.findMany({ ...question, select: { id: true } }),
      (id) => table.findUnique({ where: { id } }),
    );
    return store.setAside.each(rows, toSubscription);
  }

  return {
    ...subscriptionHealth(store),

    /** Adds a subscription that starts now; where the channel has one with the same filters already, that one is returned. */
    async add(
      settings: SubscriptionSettings,
      now: Date,
    ): Promise<{ created: boolean; subscription: Subscription }> {
      const { guildId, channelId, channelName, channelKind, ownerId } = settings;
      const key = { channelId, filters: filterText(settings.filters) };
      const prisma = store.prisma;
      return prisma.$transaction(async (transaction) => {
        const there = await transaction.subscription.findUnique({ where: { channelId_filters: key } });
        if (there !== null) return { created: false, subscription: toSubscription(there) };
        const place = { guildId, channelName, channelKind, ownerId, roleId: settings.roleId ?? null };
        const data = { ...key, ...place, ...scheduleColumns(settings.schedule) };
        const times = { startsAt: now, digestedUntil: now, createdAt: now };
        const row = await transaction.subscription.create({ data: { ...data, ...times } });
        return { created: true, subscription: toSubscription(row) };
      });
    },

    async byId(id: string): Promise<Subscription | undefined> {
      return (await readable({ where: { id } }))[0];
    },

    /** Ids of all servers that have a subscription. */
    async servers(): Promise<string[]> {
      const rows = await table.findMany({ distinct: ["guildId"], select: { guildId: true } });
      return rows.map(({ guildId }) => guildId);
    },

    /** Subscriptions of a server, oldest first. */
    async ofGuild(guildId: string): Promise<Subscription[]> {
      return readable({ where: { guildId }, orderBy: { createdAt: "asc" } });
    },

    async ofChannel(channelId: string): Promise<Subscription[]> {
      return readable({ where: { channelId }, orderBy: { createdAt: "asc" } });
    },

    /**
     * Changes what is given; `roleId: null` takes the role away. A digest that begins now gathers from `now` on.
     * @returns the subscription; `taken` where the channel has another one with the same filters
     */
    async edit(id: string, change: Change, now: Date): Promise<Subscription | "taken" | undefined> {
      const { filters } = change;
      const prisma = store.prisma;
      return prisma.$transaction(async (transaction) => {
        const row = await transaction.subscription.findUnique({ where: { id } });
        if (row === null) return undefined;
        if (filters !== undefined) {
          const key = { channelId: row.channelId, filters: filterText(filters) };
          const other = await transaction.subscription.findUnique({ where: { channelId_filters: key } });
          if (other !== null && other.id !== id) return "taken";
        }
        const data = changedColumns(row, change, now);
        const changed = await transaction.subscription.update({ where: { id }, data });
        return toSubscription(changed);
      });
    },

    /** Takes it away, with the record of what was sent. */
    async remove(id: string): Promise<void> {
      await table.deleteMany({ where: { id } });
    },

    /**
     * Subscriptions that get posts at once, by id after `after`; those that fail are among them, for it may pass.
     * @returns one page, and where the next begins; undefined after the last
     */
    async instantPage(after: string, limit: number): Promise<{ page: Subscription[]; next?: string }> {
      const ids = await table.findMany({
        where: {
          cadence: "instant",
          id: { gt: after },
          OR: [{ state: "active" }, { state: "paused", pausedBy: "failure" }],
        },
        orderBy: { id: "asc" },
        take: limit,
        select: { id: true },
      });
      const page = await readable({ where: { id: { in: ids.map(({ id }) => id) } }, orderBy: { id: "asc" } });
      return { page, ...defined({ next: ids.length < limit ? undefined : ids.at(-1)?.id }) };
    },

    /** Subscriptions that get digests, those that fail among them. */
    async withDigest(): Promise<Subscription[]> {
      return readable({
        where: {
          cadence: { in: ["daily", "weekly"] },
          OR: [{ state: "active" }, { state: "paused", pausedBy: "failure" }],
        },
      });
    },

    /** Subscriptions that are not given up, at most so many. */
    async kept(most: number): Promise<Subscription[]> {
      const rows = await table.findMany({
        where: { state: { not: "retired" } },
        orderBy: { id: "asc" },
        take: most,
      });
      return rows.map(toSubscription);
    },

    async count(): Promise<number> {
      return table.count({ where: { state: "active" } });
    },
  };
}
