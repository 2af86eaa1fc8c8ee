/** The labelled set against the real catalogue: the figures that search promises. */
import { describe, expect, it } from "vitest";
import { nameKey } from "../../src/names/name.ts";
import { createSearch, entriesOf } from "../../src/search/search.ts";
import { readCatalog } from "../support/catalog.ts";
import { labelledQueries } from "./queries.ts";
import { queriesOf2026 } from "./queries-2026.ts";

const entries = entriesOf(readCatalog());
const search = createSearch(entries);
const answered = labelledQueries.filter((query) => query.want.length > 0);
const traps = labelledQueries.filter((query) => query.kind === "trap");
const nonsense = labelledQueries.filter((query) => query.kind === "nonsense");

const firstIds = (query: string, count: number) =>
  search.find(query, { limit: count }).map((match) => match.id);
const wrong = (within: number) =>
  answered.filter(({ query, want }) => !firstIds(query, within).some((id) => want.includes(id)));

describe("the labelled set", () => {
  it("has at least 400 queries, 60 of them nonsense, and none twice", () => {
    expect(labelledQueries.length).toBeGreaterThanOrEqual(400);
    expect(nonsense.length).toBeGreaterThanOrEqual(60);
    expect(new Set(labelledQueries.map((one) => one.query)).size).toBe(labelledQueries.length);
  });

  it("names only entries that the catalogue has", () => {
    const ids = new Set(entries.map((entry) => entry.id));
    expect(labelledQueries.flatMap((query) => query.want).filter((id) => !ids.has(id))).toEqual([]);
  });

  it("is answered right first for at least 99 %", () => {
    const failed = wrong(1).map(({ query }) => query);
    expect(failed.length / answered.length, failed.join(", ")).toBeLessThanOrEqual(0.01);
  });

  it("has the right answer among the first five for at least 99 %", () => {
    const failed = wrong(5).map(({ query }) => query);
    expect(failed.length / answered.length, failed.join(", ")).toBeLessThanOrEqual(0.01);
  });
});

describe("version traps", () => {
  it.each(traps.filter(({ want }) => want.length > 0))("$query finds its own version", ({ query, want }) => {
    expect(want).toContain(search.find(query, { limit: 1 })[0]?.id);
    const resolved = search.resolve(query);
    if (resolved.kind === "one") expect(want).toContain(resolved.match.id);
  });

  it.each(traps.filter(({ want }) => want.length === 0))(
    "$query is answered with no other version",
    ({ query }) => {
      // The catalogue grows: what is called exactly so by now is the answer.
      const resolved = search.resolve(query);
      if (resolved.kind === "one") expect(resolved.match.tier).toBe("exact");
    },
  );
});

describe("nonsense", () => {
  it("is never answered", () => {
    expect(nonsense.filter(({ query }) => search.resolve(query).kind !== "miss")).toEqual([]);
  });

  it("brings no suggestion for at least 95 %", () => {
    const suggesting = nonsense.filter(({ query }) => {
      const resolved = search.resolve(query);
      return resolved.kind !== "miss" || resolved.suggestions.length > 0;
    });
    expect(suggesting.length / nonsense.length).toBeLessThanOrEqual(0.05);
  });
});

describe("names of 2026", () => {
  it.each(queriesOf2026)("%s is %s, or a miss where there is no such entry", (query, name) => {
    const key = nameKey(name);
    const own = entries
      .filter((entry) =>
        [entry.name, ...entry.aliases.map(({ text }) => text)].some((text) => nameKey(text) === key),
      )
      .map((entry) => entry.id);
    const resolved = search.resolve(query);
    if (own.length === 0) expect(resolved.kind).toBe("miss");
    else
      expect(resolved.kind === "one" ? own : [], own.join(", ")).toContain(
        resolved.kind === "one" && resolved.match.id,
      );
  });
});
