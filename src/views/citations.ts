/** Marks of one character behind facts, each a link to where the fact is said; and what kind of source that is. */
import type { Catalog } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import { type Citation, citationOf } from "../catalog/places.ts";
import type { Place } from "../catalog/types.ts";
import { en } from "../messages/en.ts";
import { lengthOf } from "./limits.ts";

const marks = ["¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"] as const;
/** Beyond the ninth page: still one character. */
const furtherMark = "⁺";
/** Links of one message may take this many characters of Discord's 4,096. */
const mostLinkText = 2600;

/** An address that cannot end its markdown link early. */
export const linkTarget = (url: string): string =>
  url.replace(/[\s()<>\\]/g, (character) =>
    encodeURIComponent(character).replace("(", "%28").replace(")", "%29"),
  );

/** `[text](url)`, or the text alone where nothing can be opened. */
export const linked = (text: string, url: string | undefined): string =>
  url === undefined ? text : `[${text}](${linkTarget(url)})`;

export type Marker = (places: readonly Place[]) => string;

/** Numbers the pages of one message in the order in which they are cited. A document without an address has no mark. */
export function marker(catalog: Catalog): Marker {
  const pages: string[] = [];
  let used = 0;
  return (places) => {
    const cited = places
      .map((place) => citationOf(place, catalog.sources))
      .find((citation) => citation.url !== undefined);
    if (cited?.url === undefined) return "";
    if (!pages.includes(cited.id)) pages.push(cited.id);
    const mark = linked(marks[pages.indexOf(cited.id)] ?? furtherMark, cited.url);
    if (used + lengthOf(mark) > mostLinkText) return "";
    used += lengthOf(mark);
    return mark;
  };
}

/** True where a lab itself speaks: its own pages, and its organisations on Hugging Face and GitHub. */
function isOwnPage(catalog: Catalog, url: string): boolean {
  const address = url.toLowerCase();
  return catalog.data.labs.some(
    (lab) =>
      lab.sites.some((site) => address.startsWith(site.toLowerCase())) ||
      lab.huggingface.some((name) => address.startsWith(`https://huggingface.co/${name.toLowerCase()}/`)),
  );
}

/** What kind of source it is, in a word: `first-hand`, `document`. */
export function kindWords(catalog: Catalog, citation: Citation): string {
  const kind: string = citation.source?.kind ?? (isOwnPage(catalog, citation.id) ? "first-hand" : "page");
  const words: Readonly<Record<string, string>> = en.cards.sourceKinds;
  return words[kind] ?? kind;
}

/** Name of a page by its address: `github.com/deepseek-ai/DeepSeek-V3 README.md`. */
export function pageName(url: string): string {
  const { hostname, pathname } = new URL(url);
  const parts = decodeURI(pathname)
    .split("/")
    .filter(
      (part) => part !== "" && part !== "blob" && part !== "raw" && part !== "resolve" && part !== "main",
    )
    .filter((part) => !/^[0-9a-f]{40}$/.test(part));
  return [hostname.replace(/^(www|raw)\./, ""), ...parts].join("/");
}

/** Title of what is cited: the source's own, or the page's address. */
export const citedTitle = (citation: Citation): string => citation.source?.title ?? pageName(citation.id);

/** `content to Oct 2025`, `3 Nov 2025`: the day of a source, how it is known. */
export function sourceDay(citation: Citation, read: string | undefined): string[] {
  if (citation.source === undefined) return read === undefined ? [] : [en.cards.read(showDate(read))];
  const { asOf, asOfKind } = citation.source;
  return [asOfKind === "stated" ? showDate(asOf) : en.cards.contentTo(showDate(asOf))];
}
