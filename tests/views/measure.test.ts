/**
 * Every entry's cards in a real browser, drawn as the playground draws them on a phone: how high they are, and that
 * nothing is wider than the screen.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  comparisons,
  labCards,
  lists,
  misses,
  modelCards,
  pagesBehind,
  posts,
} from "../../scripts/cards/all-cards.ts";
import { type Card, drawn, galleryPage } from "../../scripts/cards/page.ts";
import type { Model } from "../../src/catalog/types.ts";
import { realServices } from "../support/bot.ts";
import { noBrowser, startBrowser } from "../support/browser.ts";

const phone = { width: 390, height: 844 };
/** Cards that are laid out at once. */
const batch = 150;

interface Measured {
  title: string;
  height: number;
  /** Pixels that something stands out to the right of the screen. */
  over: number;
}

/** Measures what the page shows; runs in the browser. */
const measureScript = `(async () => {
  await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  return [...document.querySelectorAll("figure")].map((figure) => {
    const edges = [...figure.querySelectorAll(".message, .embed, pre, .row, .markdown, img")]
      .map((one) => one.getBoundingClientRect().right);
    const wide = [...figure.querySelectorAll("pre")].map((one) => one.scrollWidth - one.clientWidth);
    return {
      title: figure.querySelector("figcaption").textContent,
      height: Math.round(figure.querySelector(".message").getBoundingClientRect().height),
      over: Math.max(0, ...edges.map((right) => Math.round(right - ${phone.width})), ...wide),
    };
  });
})()`;

describe.skipIf(noBrowser !== undefined)(
  `cards on a phone${noBrowser === undefined ? "" : ` (${noBrowser})`}`,
  () => {
    const { catalog, pictures } = realServices();
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      browser = await startBrowser();
      page = await browser.newPage({ viewport: phone });
      await page.setContent(await galleryPage([]));
    }, 60_000);
    afterAll(() => browser.close());

    async function measured(cards: readonly Card[]): Promise<Measured[]> {
      const found: Measured[] = [];
      for (let start = 0; start < cards.length; start += batch) {
        const some = cards.slice(start, start + batch).map(drawn);
        await page.evaluate(`window.drawCards(${JSON.stringify(some)})`);
        found.push(...(await page.evaluate<Measured[]>(measureScript)));
      }
      expect(found).toHaveLength(cards.length);
      return found;
    }

    /** Share of 1 that is at most `bound` pixels high, and what is above `never` or wider than the screen. */
    async function check(kind: string, cards: readonly Card[], bound: number, share: number, never = bound) {
      const all = (await measured(cards)).sort((a, b) => b.height - a.height);
      const at = (part: number) => all[Math.floor(all.length * (1 - part))]?.height ?? 0;
      process.stdout.write(
        `${kind}: ${all.length}, median ${at(0.5)} px, 95 % ${at(0.95)} px, highest ${all[0]?.height} px (${all[0]?.title})\n`,
      );
      const line = ({ title, height }: Measured) => `${title}: ${height} px`;
      expect(all.filter((one) => one.over > 0).map((one) => `${one.title}: ${one.over} px too wide`)).toEqual(
        [],
      );
      expect(all.filter((one) => one.height > never).map(line)).toEqual([]);
      const high = all.filter((one) => one.height > bound);
      expect(high.length, high.map(line).join(", ")).toBeLessThanOrEqual(
        Math.floor(all.length * (1 - share)),
      );
    }

    test(
      "models: 95 % at most 700 pixels, none above 1,000",
      () => check("model cards", modelCards(catalog), 700, 0.95, 1000),
      120_000,
    );

    test(
      "labs: 95 % at most 900 pixels",
      () => check("lab cards", labCards(catalog), 900, 0.95, 1200),
      120_000,
    );

    test("comparisons of three with their pictures: at most 900 pixels", async () => {
      const told = catalog.newest.filter((model) => Object.keys(model.facts).length > 4);
      const groups: Model[][] = [];
      for (let start = 0; start + 2 < told.length && groups.length < 60; start += 3)
        groups.push(told.slice(start, start + 3));
      const cards = (await comparisons(catalog, pictures, groups)).filter((card) => card.kind === "compare");
      await check("comparisons of three", cards, 900, 1);
    }, 240_000);

    test(
      "lists, topics and posts: at most 900 pixels",
      () =>
        check(
          "lists and posts",
          [...lists(catalog).filter((card) => card.kind === "list"), ...posts(catalog), ...misses(catalog)],
          900,
          1,
        ),
      240_000,
    );

    test(
      "what lies behind a button: at most 1,000 pixels a page",
      () => check("pages behind buttons", pagesBehind(catalog), 1000, 1),
      240_000,
    );
  },
);
