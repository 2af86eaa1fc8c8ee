/** `npm run cards`: writes a page of all cards to .local/cards/index.html, for reviewers. `-- --all`: every entry. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readSnapshot } from "../../src/app/snapshot.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { createPictures } from "../../src/charts/pictures.ts";
import { withUpstream } from "../../src/releases/knowledge.ts";
import { readCatalog } from "../../src/store/read-catalog.ts";
import { comparisons, labCards, lists, misses, modelCards, pagesBehind, posts } from "./all-cards.ts";
import { galleryPage } from "./page.ts";

const folder = fileURLToPath(new URL("../../.local/cards/", import.meta.url));
const isAll = process.argv.includes("--all");
const data = fileURLToPath(new URL("../../data", import.meta.url));
const upstream = await readSnapshot(join(data, "upstream"));
const catalog = createCatalog(withUpstream(readCatalog(data), upstream));
const known = (id: string) => catalog.models.get(id) ?? [];
const some = <T>(list: readonly T[], most: number): readonly T[] => (isAll ? list : list.slice(0, most));

const wellKnown = [...catalog.newest]
  .filter((model) => model.scores.length > 0)
  .sort((a, b) => Object.keys(b.facts).length - Object.keys(a.facts).length);
const cards = [
  ...some(
    [
      ...[
        "deepseek/deepseek-v3",
        "deepseek/deepseek-r1",
        "rednote/dots.llm1",
        "zhipu/glm-5",
        "moonshot/kimi",
        "alibaba/qwen3",
        "tencent/hunyuan-a13b",
      ]
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
    ["deepseek/deepseek-v4-pro", "deepseek/deepseek-r1", "tencent/hunyuan-a13b"].flatMap(known),
    ["alibaba/qwen3-30b-a3b", "alibaba/qwen3-32b", "alibaba/qwen3-4b"].flatMap(known),
    ["zhipu/glm-5", "zhipu/glm-ocr", "stepfun/step-3.5-flash"].flatMap(known),
    [
      "alibaba/qwen3-vl-235b-a22b-instruct",
      "alibaba/qwen3-vl-235b-a22b-thinking",
      "deepseek/deepseek-v3.1-terminus",
    ].flatMap(known),
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
