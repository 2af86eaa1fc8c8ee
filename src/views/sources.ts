/** What a card rests on: by source its kind, address and day, and what it says where; then the editors' notes. */
import type { Catalog } from "../catalog/catalog.ts";
import { type Citation, citationOf } from "../catalog/places.ts";
import { en } from "../messages/en.ts";
import { citedTitle, kindWords, linked, sourceDay } from "./citations.ts";
import type { FactLine } from "./facts.ts";
import { limits, shorten } from "./limits.ts";
import type { Message } from "./message.ts";
import { type Block, pager, pagesOf, pageWithin } from "./pages.ts";
import { bullet, escapeMarkdown, inWords } from "./text.ts";

const words = en.cards;
/** Rows of a page: they are read one by one, not at a glance. */
const rowsOfPage = 26;

export interface SourcesOptions {
  lines: readonly FactLine[];
  /** What editors have to say about the texts: damage, mishearing, what is left out. */
  notes?: readonly FactLine[];
  /** From 0. */
  page?: number;
  /** Custom id of the button to another page. */
  id: (page: number) => string;
}

interface Found {
  citation: Citation;
  asOf?: string | undefined;
  /** What is said, each with its lines. */
  said: Map<string, number[]>;
}

function bySource(catalog: Catalog, lines: readonly FactLine[]): Found[] {
  const found = new Map<string, Found>();
  for (const { label, text, places, asOf, note } of lines) {
    for (const place of places) {
      const citation = citationOf(place, catalog.sources);
      const one = found.get(citation.id) ?? { citation, asOf, said: new Map<string, number[]>() };
      const remark = note === undefined ? "" : ` *(${escapeMarkdown(note)})*`;
      const what = `**${escapeMarkdown(label)}** ${text}${remark}`;
      const numbers = one.said.get(what) ?? [];
      if (citation.line !== undefined && !numbers.includes(citation.line)) numbers.push(citation.line);
      one.said.set(
        what,
        numbers.sort((a, b) => a - b),
      );
      found.set(citation.id, one);
    }
  }
  // What can be opened comes first, the lab's own pages before all.
  const rank = ({ citation }: Found) =>
    citation.source === undefined ? 0 : citation.source.kind === "document" ? 2 : 1;
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}

/** `[README](…) · first-hand · read 25 Nov 2026`. */
function heading(catalog: Catalog, { citation, asOf }: Found): string {
  const page = citation.source === undefined ? citation.id : citation.source.url;
  return [
    linked(escapeMarkdown(citedTitle(citation)), page),
    kindWords(catalog, citation),
    ...sourceDay(citation, asOf),
  ].join(" · ");
}

/** `line 93` as a link where the page has an address: `lines 93, 95`. */
function linesText(citation: Citation, numbers: readonly number[]): string {
  if (numbers.length === 0) return "";
  const one = (line: number) =>
    linked(String(line), citation.source === undefined ? `${citation.id}#L${line}` : undefined);
  return ` (${numbers.length === 1 ? "line" : "lines"} ${numbers.map(one).join(", ")})`;
}

function blocksOf(catalog: Catalog, found: readonly Found[], notes: readonly FactLine[]): Block[] {
  const blocks = found.map((one): Block => {
    const about = one.citation.source?.about;
    return {
      lines: [
        `__${heading(catalog, one)}__`,
        ...(about === undefined ? [] : [`*${escapeMarkdown(about)}*`]),
        ...[...one.said].map(([what, numbers]) => bullet(`${what}${linesText(one.citation, numbers)}`)),
      ],
    };
  });
  const shared = found.filter((one) => one.citation.source?.group !== undefined);
  const further = [
    ...notes.map((note) => bullet(note.text)),
    ...(shared.length < 2
      ? []
      : [bullet(words.shareText(inWords(shared.map((one) => escapeMarkdown(citedTitle(one.citation))))))]),
  ];
  return further.length === 0 ? blocks : [...blocks, { name: words.notes, lines: further }];
}

/** A page of the sources behind a card. Private: only who asked sees it. */
export function sourcesMessage(
  catalog: Catalog,
  name: string,
  { lines, notes = [], page = 0, id }: SourcesOptions,
): Message {
  const pages = pagesOf(blocksOf(catalog, bySource(catalog, lines), notes), rowsOfPage);
  const current = pageWithin(page, pages.length);
  const buttons = pager(current, pages.length, id);
  return {
    audience: "asker",
    embeds: [
      {
        title: shorten(en.sourcesTitle(name), limits.title),
        description: pages[current] ?? en.sourcesNone,
        ...(pages.length < 2 ? {} : { footer: words.pageOf(current + 1, pages.length) }),
      },
    ],
    ...(buttons.length === 0 ? {} : { rows: [buttons] }),
  };
}
