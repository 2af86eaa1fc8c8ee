/** A server's subscriptions as text, and back. Pure. */
import { z } from "zod";
import { defined } from "../defined.ts";
import { parseFilters } from "./filters.ts";
import { isTimeZone } from "./schedule.ts";
import { channelKinds, type Schedule, type Subscription, type SubscriptionSettings } from "./types.ts";

const snowflake = z.string().regex(/^\d{17,19}$/);
const filters = z.unknown().transform((value, context) => {
  const parsed = parseFilters(value);
  if (parsed !== undefined) return parsed;
  context.addIssue("is no filter");
  return z.NEVER;
});
const entry = z.object({
  channel: snowflake,
  name: z.string().max(100).default(""),
  kind: z.enum(channelKinds),
  filters,
  cadence: z.enum(["instant", "daily", "weekly"]),
  hour: z.number().int().min(0).max(23).optional(),
  timeZone: z.string().refine(isTimeZone, "is no time zone").optional(),
  role: snowflake.optional(),
});
const file = z.object({
  labdex: z.literal("subscriptions"),
  version: z.literal(1),
  subscriptions: z.array(entry).max(500),
});

/** The settings of subscriptions, without their record of what was sent. */
export function exportText(all: readonly Subscription[]): string {
  const subscriptions = all.map((one) => ({
    channel: one.channelId,
    name: one.channelName,
    kind: one.channelKind,
    filters: one.filters,
    ...one.schedule,
    ...defined({ role: one.roleId }),
  }));
  return JSON.stringify({ labdex: "subscriptions", version: 1, subscriptions });
}

export type Imported = { ok: true; settings: SubscriptionSettings[] } | { ok: false; reason: string };

function scheduleOf({ cadence, hour, timeZone }: z.output<typeof entry>): Schedule {
  return cadence === "instant" ? { cadence } : { cadence, hour: hour ?? 9, timeZone: timeZone ?? "UTC" };
}

/** Wishes from an exported text, for a server and the member who imports them. */
export function importText(text: string, guildId: string, ownerId: string): Imported {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, reason: "it is not whole" };
  }
  const parsed = file.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { ok: false, reason: `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim() };
  }
  return {
    ok: true,
    settings: parsed.data.subscriptions.map((one) => ({
      guildId,
      ownerId,
      channelId: one.channel,
      channelName: one.name,
      channelKind: one.kind,
      filters: one.filters,
      schedule: scheduleOf(one),
      ...defined({ roleId: one.role }),
    })),
  };
}
