/** The catalogue of `data/`, read from disk, for tests and measurements. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  parseBenchmarks,
  parseLab,
  parseModel,
  parseRankings,
  parseSources,
  parseTopic,
} from "../../src/catalog/data-file.ts";
import type { CatalogData } from "../../src/catalog/types.ts";

const root = fileURLToPath(new URL("../../data", import.meta.url));

interface DataFile {
  id: string;
  file: string;
  text: string;
}

function yamlIn(folder: string): DataFile[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => {
      const file = `${folder}/${name}`;
      return {
        id: basename(name, ".yaml"),
        file: `data/${file}`,
        text: readFileSync(join(root, file), "utf8"),
      };
    });
}

const one = (name: string): string => readFileSync(join(root, `${name}.yaml`), "utf8");

/** Reads and checks every data file. Throws DataFileError for a broken one. */
export function readCatalog(): CatalogData {
  const makers = readdirSync(join(root, "models")).sort();
  return {
    sources: parseSources("data/sources.yaml", one("sources")),
    rankings: parseRankings("data/rankings.yaml", one("rankings")),
    benchmarks: parseBenchmarks("data/benchmarks.yaml", one("benchmarks")),
    labs: yamlIn("labs").map(({ id, file, text }) => parseLab(id, file, text)),
    models: makers.flatMap((lab) =>
      yamlIn(`models/${lab}`).map(({ id, file, text }) => parseModel(lab, id, file, text)),
    ),
    topics: yamlIn("market").map(({ id, file, text }) => parseTopic(id, file, text)),
  };
}
