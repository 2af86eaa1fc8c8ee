/** Places: where a source says something. A line of a document (`landscape:114`), or an address (`https://…#L93`). */
import { defined } from "../defined.ts";
import type { Place, Source, SourceId, StatedDate } from "./types.ts";

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

/** A place taken apart: what it belongs to, what opens it, and its line. */
export interface Citation {
  /** Id of the source, or the address of the page without its line. */
  id: string;
  /** Absent for a page that is no source of its own. */
  source?: Source;
  /** Opens it, at its line where it has one; absent for a document that nobody can open. */
  url?: string;
  line?: number;
}

/** The one way from a place to what can be shown and opened. */
export function citationOf(place: Place, sources: ReadonlyMap<SourceId, Source>): Citation {
  const line = lineOf(place);
  const id = sourceOf(place) ?? place.replace(/#L\d+$/, "");
  const source = sources.get(id);
  const url = isAddress(place) ? place : source?.url;
  return {
    id,
    ...defined({ source, url, line }),
  };
}
