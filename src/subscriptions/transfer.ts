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
  name: z.string().default(""),
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

/**
 * The settings of all in up to `files` texts, of lines that each are whole and at most `line` characters long: one
 * line a text where there are few.
 */
export function exportFiles(all: readonly Subscription[], most: { line: number; files: number }): string[] {
  const lines: Subscription[][] = [[]];
  for (const one of all) {
    const last = lines.at(-1) ?? [];
    if (last.length > 0 && exportText([...last, one]).length > most.line) lines.push([one]);
    else last.push(one);
  }
  const perFile = Math.ceil(lines.length / most.files);
  const texts = lines.map(exportText);
  return Array.from({ length: Math.ceil(texts.length / perFile) }, (_, index) =>
    texts.slice(index * perFile, (index + 1) * perFile).join("\n"),
  );
}

export type Imported = { ok: true; settings: SubscriptionSettings[] } | { ok: false; reason: string };

function scheduleOf({ cadence, hour, timeZone }: z.output<typeof entry>): Schedule {
  return cadence === "instant" ? { cadence } : { cadence, hour: hour ?? 9, timeZone: timeZone ?? "UTC" };
}

/** Wishes from an exported text of one line or several, for a server and the member who imports them. */
export function importText(text: string, guildId: string, ownerId: string): Imported {
  const settings: SubscriptionSettings[] = [];
  for (const line of text.trim().split(/\n(?=\s*\{"labdex")/)) {
    const read = importLine(line, guildId, ownerId);
    if (!read.ok) return read;
    settings.push(...read.settings);
  }
  return { ok: true, settings };
}

function importLine(text: string, guildId: string, ownerId: string): Imported {
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
