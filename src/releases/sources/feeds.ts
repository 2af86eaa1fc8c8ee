/** Atom and RSS feeds that a lab's data file names: its own words about a release, where it has a feed at all. */
import type { LabId } from "../../catalog/types.ts";
import { fetchText } from "./fetch.ts";
import type { Listed, Listing } from "./types.ts";

export function feed(address: string, lab: LabId): Listed {
  return {
    key: `feed:${address}`,
    source: "lab-feeds",
    async list(before, signal): Promise<Listing> {
      const fetched = await fetchText(address, { before, signal, maxBytes: 8 * 1024 * 1024 });
      if (!fetched.changed) return fetched;
      const { readFeed } = await import("./read-feed.ts");
      return { changed: true, ...readFeed(fetched.body, lab), validators: fetched.validators };
    },
  };
}
