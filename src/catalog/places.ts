/** Places: where a source says something. A line of a document (`landscape:114`), or an address (`https://…#L93`). */
import type { Place, SourceId, StatedDate } from "./types.ts";

/** A page that one data file cites by a short name of its own. */
export interface Page {
  /** With the commit in it, where there is one. */
  url: string;
  /** Day on which it was read. */
  read?: StatedDate | undefined;
}
export type Pages = Readonly<Record<string, Page>>;

export const isAddress = (place: Place): boolean => /^https?:\/\//.test(place);

/** Id of the source of a document's place: `landscape:114` -> `landscape`. Undefined for an address. */
export const sourceOf = (place: Place): SourceId | undefined =>
  isAddress(place) ? undefined : (place.split(":")[0] ?? place);

/** Line that a place names, from 1. */
export function lineOf(place: Place): number | undefined {
  const line = isAddress(place) ? /#L(\d+)$/.exec(place)?.[1] : place.split(":")[1];
  return line === undefined ? undefined : Number(line);
}

/** `card:93` -> the page's address with its line, where the file has a page of this name. */
export function expandPlace(place: Place, pages: Pages): Place {
  const [name = place, line] = place.split(":");
  const page = Object.hasOwn(pages, name) ? pages[name] : undefined;
  if (page === undefined) return place;
  return line === undefined ? page.url : `${page.url}#L${line}`;
}

/** Latest day on which one of these places' pages was read. */
export function readOn(places: readonly Place[], pages: Pages): StatedDate | undefined {
  return Object.values(pages)
    .filter((page) => places.some((place) => place === page.url || place.startsWith(`${page.url}#`)))
    .flatMap((page) => page.read ?? [])
    .sort()
    .at(-1);
}
