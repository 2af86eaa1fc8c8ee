/** `npm run cards`: writes a page of all cards to .local/cards/index.html, for reviewers. `-- --all`: every entry. */
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { createPictures } from "../../src/charts/pictures.ts";
import { readCatalog } from "../../tests/support/catalog.ts";
import { comparisons, labCards, lists, misses, modelCards, pagesBehind, posts } from "./all-cards.ts";
import { galleryPage } from "./page.ts";

const folder = fileURLToPath(new URL("../../.local/cards/", import.meta.url));
const isAll = process.argv.includes("--all");
const catalog = createCatalog(readCatalog());
const known = (id: string) => catalog.models.get(id) ?? [];
const some = <T>(list: readonly T[], most: number): readonly T[] => (isAll ? list : list.slice(0, most));

const wellKnown = [...catalog.newest]
  .filter((model) => model.scores.length > 0)
  .sort((a, b) => Object.keys(b.facts).length - Object.keys(a.facts).length);
const cards = [
  ...some(
    [
      ...["deepseek/deepseek-v3", "rednote/dots.llm1", "zhipu/glm-5", "moonshot/kimi", "deepseek/deepseek-v4"]
        .flatMap(known)
        .flatMap((model) => modelCards(catalog).filter((card) => card.title === model.id)),
      ...modelCards(catalog),
    ],
    24,
  ),
  ...some(labCards(catalog), 16),
  ...(await comparisons(catalog, createPictures(), [
    wellKnown.slice(0, 2),
    wellKnown.slice(0, 3),
    wellKnown.slice(3, 6),
    wellKnown.slice(0, 4),
    wellKnown.slice(0, 5),
  ])),
  ...some(lists(catalog), 16),
  ...some(posts(catalog), 10),
  ...posts(catalog).slice(-4),
  ...misses(catalog),
  ...some(pagesBehind(catalog), 16),
];
await mkdir(folder, { recursive: true });
await writeFile(`${folder}index.html`, await galleryPage(cards));
process.stdout.write(`${cards.length} cards: ${folder}index.html\n`);
