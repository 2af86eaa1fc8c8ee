/** Names as they come from upstream: sizes, dates, roles and quantizations in one word. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createSearch, entriesOf, type SearchEntry } from "../../src/search/search.ts";
import { readCatalog } from "../support/catalog.ts";

const file = fileURLToPath(new URL("../../../shared/upstream/huggingface/hub-union.jsonl", import.meta.url));
const missing = !existsSync(file);
const row = z.object({ id: z.string(), lab: z.string() });

function repositories(): SearchEntry[] {
  const entries = new Map<string, SearchEntry>();
  for (const line of readFileSync(file, "utf8").trim().split("\n")) {
    const { id, lab } = row.parse(JSON.parse(line));
    const name = id.split("/")[1] ?? id;
    entries.set(name.toLowerCase(), {
      id: `${lab}/${name}`,
      kind: "model",
      name,
      aliases: [],
      lab,
      modelKind: "model",
      status: "released",
      sizes: [],
      weight: 0,
      core: true,
    });
  }
  return [...entries.values()];
}

describe.skipIf(missing)(
  `1,300 repository names${missing ? " (skipped: no shared/upstream beside the project)" : ""}`,
  () => {
    const models = missing ? [] : repositories();
    const search = createSearch([...entriesOf(readCatalog()), ...models]);

    it("are each found by their own name", () => {
      const failed = models.filter(({ id, name }) => {
        const resolved = search.resolve(name);
        if (resolved.kind === "one") return resolved.match.id !== id;
        return resolved.kind === "miss" || !resolved.matches.some((match) => match.id === id);
      });
      expect(failed.map((entry) => entry.name)).toEqual([]);
    });

    it("are never answered for a number that they do not have", () => {
      // Every third will do; the numbers of one family are much alike.
      const asked = models.filter((_, place) => place % 3 === 0);
      const answered = asked.flatMap(({ name }) =>
        [...name.matchAll(/\d+(?:\.\d+)?/g)].flatMap((number) => {
          const query = `${name.slice(0, number.index)}97${name.slice(number.index + number[0].length)}`;
          const resolved = search.resolve(query);
          return resolved.kind === "one" ? [`${query} is not ${resolved.match.id}`] : [];
        }),
      );
      // The number format of a quantization is no number of the model.
      expect(answered.filter((text) => !/int97|bit97|fp97/i.test(text))).toEqual([]);
    });
  },
);
