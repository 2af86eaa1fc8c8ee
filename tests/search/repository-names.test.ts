/** Names as they come from upstream: sizes, dates, roles and quantizations in one word, with their organisation or without. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { nameKey, readName } from "../../src/names/name.ts";
import { isPackaging } from "../../src/names/roles.ts";
import { createSearch, entriesOf, type SearchEntry } from "../../src/search/search.ts";
import { readCatalog } from "../support/catalog.ts";

const files = ["huggingface/hub-union.jsonl", "2026-10/hub-new.jsonl"].map((name) =>
  fileURLToPath(new URL(`../../../shared/upstream/${name}`, import.meta.url)),
);
const missing = !files.every((file) => existsSync(file));
const row = z.object({ id: z.string(), lab: z.string() });
const nameOf = (id: string): string => id.slice(id.indexOf("/") + 1);

function repositories(): { id: string; entry: SearchEntry }[] {
  const lines = files.flatMap((file) => readFileSync(file, "utf8").trim().split("\n"));
  return lines.map((line) => {
    const { id, lab } = row.parse(JSON.parse(line));
    const entry: SearchEntry = {
      id: `${lab}/${nameOf(id)}`,
      kind: "model",
      name: nameOf(id),
      aliases: [],
      lab,
      modelKind: "model",
      status: "released",
      sizes: [],
      weight: 0,
      core: true,
    };
    return { id, entry };
  });
}

/** A single word may be short for its only model: `WebGLM` for WebGLM-2B. */
const isWhole = (name: string): boolean => /[\d/_.-]/.test(name);

describe.skipIf(missing)(
  `1,755 repositories${missing ? " (skipped: no shared/upstream beside the project)" : ""}`,
  () => {
    const all = missing ? [] : repositories();
    const models = [...new Map(all.map(({ entry }) => [nameKey(entry.name), entry])).values()];
    const released = models.filter(
      ({ name }) => !readName(name).some((token) => token.type === "word" && isPackaging(token.text)),
    );
    const real = entriesOf(readCatalog());
    const search = createSearch([...real, ...models]);
    const isOf = (name: string, spelling: string) =>
      [name, nameOf(name)].map(nameKey).includes(nameKey(spelling));

    it("are each found by their own name, with the organisation and without", () => {
      const failed = all.flatMap(({ id }) =>
        [id, nameOf(id)].filter((query) => {
          const resolved = search.resolve(query);
          if (resolved.kind === "one") return !isOf(query, resolved.match.alias);
          return resolved.kind === "miss" || !resolved.matches.some((match) => isOf(query, match.alias));
        }),
      );
      expect(failed).toEqual([]);
    }, 60_000);

    it.each([
      // A packaging is no entry.
      ["none of them has an entry", []],
      ["every second has an entry", released.filter((_, place) => place % 2 === 0)],
      ["every third has an entry", released.filter((_, place) => place % 3 === 0)],
    ])(
      "are never answered with another model where %s",
      (_, present) => {
        const some = createSearch([...real, ...present]);
        const wrong = all.flatMap(({ id }, place) =>
          [place % 2 === 0 ? id : nameOf(id)].filter(isWhole).flatMap((query) => {
            const resolved = some.resolve(query);
            if (resolved.kind !== "one") return [];
            const { match } = resolved;
            // The same weights in another packaging are the same model.
            return isOf(query, match.alias) || match.passedOver.length > 0
              ? []
              : [`${query} is not ${match.id}`];
          }),
        );
        expect(wrong).toEqual([]);
      },
      60_000,
    );

    it("are never answered for a number that they do not have", () => {
      // Every third will do; the numbers of one family are much alike.
      const answered = models
        .filter((_, place) => place % 3 === 0)
        .flatMap(({ name }) =>
          [...name.matchAll(/\d+(?:\.\d+)?/g)].flatMap((number) => {
            const query = `${name.slice(0, number.index)}97${name.slice(number.index + number[0].length)}`;
            const resolved = search.resolve(query);
            return resolved.kind === "one" ? [`${query} is not ${resolved.match.id}`] : [];
          }),
        );
      // The number format of a quantization is no number of the model.
      expect(answered.filter((text) => !/(int|bit|fp|bf)97|97bit/i.test(text))).toEqual([]);
    }, 60_000);
  },
);
