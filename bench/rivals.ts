/** fuse.js, MiniSearch and uFuzzy over the same entries and spellings, set up as their documentation suggests. */
import uFuzzy from "@leeoniya/ufuzzy";
import Fuse from "fuse.js";
import MiniSearch from "minisearch";
import { createSearch, type SearchEntry } from "../src/search/search.ts";

/** A search that can be measured: ids, best first, at most 25. */
export interface Rival {
  name: string;
  find(query: string): readonly string[];
}

const most = 25;
const spellingsOf = (entry: SearchEntry): string[] => [
  entry.name,
  ...(entry.nameZh === undefined ? [] : [entry.nameZh]),
  ...entry.aliases.map((alias) => alias.text),
];

/** Ours, through `find`. */
export function ours(entries: readonly SearchEntry[]): Rival {
  const search = createSearch(entries);
  return { name: "Labdex", find: (query) => search.find(query, { limit: most }).map((match) => match.id) };
}

export function fuseJs(entries: readonly SearchEntry[]): Rival {
  const documents = entries.map((entry) => ({ id: entry.id, names: spellingsOf(entry) }));
  const fuse = new Fuse(documents, { keys: ["names"], ignoreLocation: true, threshold: 0.4 });
  return {
    name: "fuse.js",
    find: (query) => fuse.search(query, { limit: most }).map((found) => found.item.id),
  };
}

export function miniSearch(entries: readonly SearchEntry[]): Rival {
  const index = new MiniSearch<{ id: string; names: string }>({ fields: ["names"] });
  index.addAll(entries.map((entry) => ({ id: entry.id, names: spellingsOf(entry).join(" | ") })));
  const options = { prefix: true, fuzzy: 0.2 };
  return {
    name: "MiniSearch",
    find: (query) =>
      index
        .search(query, options)
        .slice(0, most)
        .map((found) => String(found.id)),
  };
}

export function microFuzzy(entries: readonly SearchEntry[]): Rival {
  const haystack: string[] = [];
  const owners: string[] = [];
  for (const entry of entries) {
    for (const spelling of spellingsOf(entry)) {
      haystack.push(spelling);
      owners.push(entry.id);
    }
  }
  const fuzzy = new uFuzzy({ unicode: true, interSplit: "[^\\p{L}\\d']+", intraMode: 1 });
  return {
    name: "uFuzzy",
    find(query) {
      const [places, info, order] = fuzzy.search(haystack, query, 1);
      const sorted = info && order ? order.map((at) => info.idx[at]) : (places ?? []);
      const ids = sorted.flatMap((place) => (place === undefined ? [] : (owners[place] ?? [])));
      return [...new Set(ids)].slice(0, most);
    },
  };
}
