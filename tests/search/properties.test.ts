import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entriesOfSize } from "../../bench/synthetic-entries.ts";
import { createSearch, entriesOf, type SearchEntry } from "../../src/search/search.ts";
import { readCatalog } from "../support/catalog.ts";

const entries = entriesOf(readCatalog());
const search = createSearch(entries);

/** Any Unicode, and text that is nearly made of names, which reaches further into the code. */
const fragments = entries.flatMap((entry) => [entry.name, ...entry.aliases.map((alias) => alias.text)]);
const namelike = fc
  .array(
    fc.oneof(
      fc.constantFrom(...fragments),
      fc.constantFrom(
        " ",
        "-",
        "_",
        ".",
        "/",
        " vs ",
        ", ",
        "||",
        "`",
        "```",
        "> ",
        "\n",
        "<@1>",
        "https://",
        "\u200b",
      ),
      fc.integer({ min: 0, max: 9999 }).map(String),
      fc.string({ unit: "binary", maxLength: 6 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join("").slice(0, 6000));
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 6000 }),
  fc.string({ unit: "grapheme" }),
  namelike,
);

describe("any text", () => {
  it("never throws and always gives the same answer", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(search.resolve(text)).toEqual(search.resolve(text));
        expect(search.suggest(text)).toEqual(search.suggest(text));
        expect(search.findInText(text)).toEqual(search.findInText(text));
      }),
      { numRuns: 300 },
    );
  });

  it("gives at most 25 suggestions and five for a miss, best first, none twice", () => {
    fc.assert(
      fc.property(namelike, (text) => {
        const suggested = search.suggest(text).map((match) => match.id);
        expect(suggested.length).toBeLessThanOrEqual(25);
        expect(new Set(suggested).size).toBe(suggested.length);
        const resolved = search.resolve(text);
        if (resolved.kind === "miss") expect(resolved.suggestions.length).toBeLessThanOrEqual(5);
        if (resolved.kind === "choice") expect(resolved.matches.length).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 300 },
    );
  });

  it("is named by its own words: every mention is a part of the text, in order, and none overlaps", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const mention of search.findInText(text)) {
          expect(text.slice(mention.start, mention.end)).toBe(mention.text);
          expect(mention.start).toBeGreaterThanOrEqual(end);
          end = mention.end;
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("every entry", () => {
  const firstOf = (query: string) => search.resolve(query);
  const isOwner = (query: string, id: string) => {
    const resolved = firstOf(query);
    if (resolved.kind === "one")
      return resolved.match.id === id || resolved.also.some((match) => match.id === id);
    return resolved.kind === "choice" && resolved.matches.some((match) => match.id === id);
  };

  it("is found by its name, written in any way", () => {
    for (const { id, name } of entries) {
      for (const written of [
        name,
        name.toUpperCase(),
        name.replaceAll("-", " "),
        name.replaceAll(" ", "_"),
      ]) {
        expect(isOwner(written, id), `${written} is ${id}`).toBe(true);
      }
    }
  });

  it("is found first by every spelling that is its own alone", () => {
    const owners = new Map<string, Set<string>>();
    for (const entry of entries) {
      const bare = entry.name.replace(/\([^)]*\)/, "");
      for (const text of [entry.name, bare, entry.nameZh, ...entry.aliases.map((alias) => alias.text)]) {
        const key = text?.toLowerCase().replace(/[\s\p{P}]/gu, "") ?? "";
        owners.set(key, (owners.get(key) ?? new Set()).add(entry.id));
      }
    }
    const failed = entries.flatMap((entry) =>
      entry.aliases
        .filter((alias) => alias.kind !== "person")
        .map((alias) => alias.text)
        .filter((text) => owners.get(text.toLowerCase().replace(/[\s\p{P}]/gu, ""))?.size === 1)
        .filter((text) => search.find(text, { limit: 1 })[0]?.id !== entry.id)
        .map((text) => `${text} is ${entry.id}`),
    );
    expect(failed).toEqual([]);
  });

  it("is found by its name among thousands that look like it", () => {
    const many = entriesOfSize(entries, 3000);
    const crowded = createSearch(many);
    const names = new Map<string, SearchEntry[]>();
    for (const entry of many) names.set(entry.name, [...(names.get(entry.name) ?? []), entry]);
    for (const [name, owners] of names) {
      if (owners.length > 1) continue;
      const found = crowded.find(name, { limit: 3 }).map((match) => match.id);
      expect(found, name).toContain(owners[0]?.id);
    }
  });
});

describe("the index", () => {
  it("can be built from entries with strange names", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            name: fc.string({ unit: "binary", maxLength: 40 }),
            alias: fc.string({ unit: "grapheme" }),
          }),
          {
            maxLength: 20,
          },
        ),
        anyText,
        (strange, query) => {
          const made = createSearch(
            strange.map(({ name, alias }, place) => ({
              id: `lab/${place}`,
              kind: "model",
              name,
              aliases: [{ text: alias, kind: "search" }],
              lab: "lab",
              family: `lab/${(place + 1) % strange.length}`,
              status: "released",
              sizes: [],
              weight: 0,
              core: true,
            })),
          );
          made.resolve(query);
          made.suggest(query);
          made.findInText(query);
        },
      ),
      { numRuns: 100 },
    );
  });
});
