/** Releases as the watch follows them: read whole, and written by what changed. */
import { randomUUID } from "node:crypto";
import type { SqlQueryable } from "@prisma/driver-adapter-utils";
import { z } from "zod";
import { cleanName } from "../clean-text.ts";
import { defined } from "../defined.ts";
import type { Tracked } from "../releases/found.ts";
import { looseOf } from "../releases/grouping/rows.ts";
import { releaseKinds, releaseStates } from "../releases/types.ts";
import { changeOf, dayOf, variantsOf } from "./release-store.ts";
import { change, insertAll, selectAll } from "./sql.ts";

const text = z.string();
const moment = z.date();

/** Columns as the schema has them; read in bulk, since a first run makes thousands. */
const columns = z.object({
  key: text,
  lab: text,
  model: text,
  title: text,
  kind: text,
  date: text.nullable(),
  state: text,
  origin: text,
  heldUntil: moment.nullable(),
  detectedAt: moment,
  readyAt: moment.nullable(),
  loose: text,
  family: text,
  hasLead: z.boolean(),
  firstSeenAt: moment.nullable(),
  announcedAs: text.nullable(),
  announcedAt: moment.nullable(),
  askedIn: text.nullable(),
  decidedBy: text.nullable(),
  isMinor: z.boolean(),
  variants: text,
  change: text.nullable(),
});

/** What cannot be read stays known, so that it is not news. */
const stateOf = z.enum(releaseStates).catch("known");
const kindOf = z.enum(releaseKinds).catch("weights");

/** Every release, whatever became of it. What the files brought is called by the name in its key. */
export async function trackedReleases(db: SqlQueryable): Promise<Tracked[]> {
  const rows = await selectAll(db, "Release", columns);
  return rows.map(({ key, lab, model, origin, family, hasLead, ...row }) => {
    const state = stateOf.parse(row.state);
    const kind = kindOf.parse(row.kind);
    const title = cleanName(row.title, 200) ?? key;
    return {
      ...{ key, lab, model, title, kind, state, origin, family, hasLead },
      loose: row.loose === "" ? looseOf(key.slice(key.indexOf("/") + 1)) : row.loose,
      firstSeenAt: row.firstSeenAt ?? row.detectedAt,
      variants: variantsOf(row.variants),
      ...defined({
        date: row.date ?? undefined,
        heldUntil: row.heldUntil ?? undefined,
        announcedAs: row.announcedAs ?? undefined,
        announcedAt: row.announcedAt ?? (state === "ready" ? (row.readyAt ?? undefined) : undefined),
        askedIn: row.askedIn ?? undefined,
        decidedBy: row.decidedBy ?? undefined,
        isMinor: row.isMinor || undefined,
        change: row.change === null ? undefined : changeOf(row.change),
      }),
    };
  });
}

/** States that only a person, or the time given to one, changes. */
const settled: ReadonlySet<string> = new Set(["review", "ready", "rejected", "baseline"]);

const written = [...Object.keys(columns.shape), "day"].filter((column) => column !== "detectedAt");

function cellsOf(release: Tracked, now: Date) {
  return {
    ...release,
    date: release.date ?? null,
    day: dayOf(release.date, release.firstSeenAt),
    heldUntil: release.heldUntil ?? null,
    readyAt: release.state === "ready" ? now : null,
    announcedAs: release.announcedAs ?? null,
    announcedAt: release.announcedAt ?? null,
    askedIn: release.askedIn ?? null,
    decidedBy: release.decidedBy ?? null,
    isMinor: release.isMinor ?? false,
    variants: JSON.stringify(release.variants),
    change: release.change === undefined ? null : JSON.stringify(release.change),
  };
}

/** Adds what is new and brings up to date what was there. What is settled by now keeps its state and its texts. */
export async function saveTracked(db: SqlQueryable, releases: readonly Tracked[], now: Date): Promise<void> {
  if (releases.length === 0) return;
  const there = new Map(
    (await selectAll(db, "Release", z.object({ key: text, state: text }))).map((row) => [row.key, row.state]),
  );
  const fresh = releases.filter(({ key }) => !there.has(key));
  await insertAll(
    db,
    "Release",
    ["id", "detectedAt", ...written],
    fresh.map((release) => ({ id: randomUUID(), detectedAt: now, ...cellsOf(release, now) })),
  );
  for (const release of releases) {
    const state = there.get(release.key);
    if (state === undefined) continue;
    const cells: Record<string, string | number | boolean | Date | null> = cellsOf(release, now);
    const names = settled.has(state)
      ? ["loose", "family", "hasLead", "variants", "announcedAs", "kind"]
      : written.filter((column) => column !== "key");
    const set = names.map((name) => `"${name}" = ?`).join(", ");
    await change(db, `UPDATE "Release" SET ${set} WHERE "key" = ?`, [
      ...names.map((name) => cells[name] ?? null),
      release.key,
    ]);
  }
}
