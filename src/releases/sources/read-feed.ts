/** The text of an Atom or RSS feed to rows. Loaded with the first feed: its parsers are 130 files. */
import { parseFeed } from "feedsmith";
import type { LabId } from "../../catalog/types.ts";
import { createDrift, isRecord } from "./drift.ts";
import { UpstreamError } from "./fetch.ts";
import type { UpstreamRow } from "./types.ts";

const mostEntries = 200;

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value.trim() === "" ? undefined : value.trim();
  return isRecord(value) ? textOf(value.value ?? value.href) : undefined;
}

/** Entries of a feed of any kind. @throws UpstreamError where the text is none */
export function readFeed(body: string, lab: LabId): { rows: UpstreamRow[]; drift: string[] } {
  const drift = createDrift();
  let feed: unknown;
  try {
    feed = parseFeed(body).feed;
  } catch (cause) {
    throw new UpstreamError("shape", "a feed cannot be read", { cause });
  }
  const entries = isRecord(feed) ? (feed.entries ?? feed.items) : undefined;
  if (!Array.isArray(entries)) return { rows: [], drift: [] };
  const rows = entries.slice(0, mostEntries).flatMap((entry: unknown): UpstreamRow[] => {
    if (!isRecord(entry)) return [];
    const title = textOf(entry.title);
    const links = Array.isArray(entry.links) ? entry.links : [entry.link];
    const link = links.map(textOf).find((one) => one !== undefined && /^https?:/.test(one));
    const externalId = textOf(entry.id) ?? textOf(entry.guid) ?? link;
    if (title === undefined || externalId === undefined) {
      drift.note("an entry has no title or no id");
      return [];
    }
    const stated = textOf(entry.published) ?? textOf(entry.pubDate) ?? textOf(entry.updated);
    const day = stated === undefined ? Number.NaN : Date.parse(stated);
    return [
      {
        externalId: externalId.slice(0, 300),
        name: title.slice(0, 200),
        lab,
        tags: link === undefined ? [] : [link.slice(0, 500)],
        ...(Number.isNaN(day) ? {} : { createdAt: new Date(day) }),
        facts: {},
        isNote: true,
      },
    ];
  });
  return { rows, drift: drift.lines() };
}
