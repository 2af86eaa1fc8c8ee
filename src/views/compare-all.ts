/** Behind a comparison: every fact and benchmark side by side in pages, and what it all rests on. */
import type { Catalog } from "../catalog/catalog.ts";
import type { Comparison } from "../catalog/compare.ts";
import { modelFields } from "../catalog/fields.ts";
import { en } from "../messages/en.ts";
import { type Marker, marker } from "./citations.ts";
import { labColor } from "./colors.ts";
import { comparedModels, comparisonHandles, comparisonTitle } from "./compare.ts";
import { shortNames } from "./compare-names.ts";
import { comparisonClaims, statedRows } from "./compare-rows.ts";
import { customId } from "./custom-id.ts";
import { type FactLine, factText } from "./facts.ts";
import type { Message } from "./message.ts";
import { type Block, pager, pagesOf, pageWithin } from "./pages.ts";
import { scoreLine } from "./scores.ts";
import { sourcesMessage } from "./sources.ts";
import { bullet, escapeMarkdown } from "./text.ts";

const words = en.comparing;

function blocksOf(catalog: Catalog, comparison: Comparison, mark: Marker): Block[] {
  const names = shortNames(comparedModels(comparison)).map(escapeMarkdown);
  const facts = statedRows(comparison).map((row): Block => {
    const definition = modelFields[row.field];
    return {
      name: definition.label,
      lines: row.cells.map((cell, side) => {
        const [first, ...more] = cell.claims;
        const text =
          first === undefined
            ? `*${en.notStated}*`
            : factText(definition.value, { claims: [first, ...more], disputed: cell.disputed }, mark);
        const by = cell.by === undefined ? "" : `, ${en.cards.byFamily}`;
        return bullet(`${names[side] ?? ""}: ${text}${by}`);
      }),
    };
  });
  const benchmarks = comparison.benchmarks.map(
    ({ benchmark, entries }): Block => ({
      name: escapeMarkdown(benchmark.name),
      lines: entries.flatMap(({ side, scores }) =>
        scores.map((score) =>
          bullet(
            `${names[side] ?? ""}: ${scoreLine(catalog, score, mark, true).slice(escapeMarkdown(benchmark.name).length + 1)}`,
          ),
        ),
      ),
    }),
  );
  return [...facts, ...benchmarks];
}

/** One page of everything that is compared, for who pressed. */
export function comparisonAll(catalog: Catalog, comparison: Comparison, page = 0): Message {
  const pages = pagesOf(blocksOf(catalog, comparison, marker(catalog)));
  const current = pageWithin(page, pages.length);
  const handles = comparisonHandles(comparison);
  const buttons = pager(current, pages.length, (to) =>
    customId("compare", "allPage", String(to), ...handles),
  );
  return {
    audience: "asker",
    embeds: [
      {
        title: comparisonTitle(comparison),
        description: pages[current] ?? words.noShared,
        color: labColor(catalog, comparedModels(comparison)[0]?.lab ?? ""),
        ...(pages.length < 2 ? {} : { footer: en.page(current + 1, pages.length) }),
      },
    ],
    ...(buttons.length === 0 ? {} : { rows: [buttons] }),
  };
}

/** Everything a comparison shows, with its places. */
export function comparisonSourceLines(comparison: Comparison): FactLine[] {
  const names = shortNames(comparedModels(comparison));
  return comparisonClaims(comparison).map(({ side, label, text, places, asOf, note }) => ({
    label: `${names[side] ?? ""}, ${label.toLowerCase()}:`,
    text: escapeMarkdown(text),
    places,
    asOf,
    note,
  }));
}

/** One page of what a comparison rests on. */
export function comparisonSources(catalog: Catalog, comparison: Comparison, page = 0): Message {
  const handles = comparisonHandles(comparison);
  return sourcesMessage(catalog, comparisonTitle(comparison), {
    lines: comparisonSourceLines(comparison),
    page,
    id: (to) => customId("compare", "sourcesPage", String(to), ...handles),
  });
}
