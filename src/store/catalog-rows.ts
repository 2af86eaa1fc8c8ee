/** From a data file to the rows that keep it: the writing half of the catalogue's projection. */
import {
  parseBenchmarks,
  parseLab,
  parseModel,
  parseRankings,
  parseSources,
  parseTopic,
} from "../catalog/data-file.ts";
import type { Alias, CatalogEvent, Claim, Fact, Point } from "../catalog/types.ts";
import type { DataFile } from "./data-folder.ts";
import type { Prisma } from "./generated/client.ts";

/** The rows of one file, or of several, by table. */
export interface CatalogRows {
  sources: Prisma.SourceCreateManyInput[];
  rankings: Prisma.RankingCreateManyInput[];
  benchmarks: Prisma.BenchmarkCreateManyInput[];
  labs: Prisma.LabCreateManyInput[];
  models: Prisma.ModelCreateManyInput[];
  topics: Prisma.TopicCreateManyInput[];
  aliases: Prisma.AliasCreateManyInput[];
  claims: Prisma.ClaimCreateManyInput[];
  events: Prisma.EventCreateManyInput[];
  points: Prisma.PointCreateManyInput[];
  details: Prisma.DetailCreateManyInput[];
}

export type OwnerKind = "lab" | "model" | "topic";
/** The kinds of rows in Detail. */
export type DetailKind = "person" | "figure" | "standing" | "relation" | "caveat" | "score";

/** The entry that rows belong to, and the file they were read from. */
interface Owner {
  ownerKind: OwnerKind;
  ownerId: string;
  file: string;
}

export function noRows(): CatalogRows {
  return {
    sources: [],
    rankings: [],
    benchmarks: [],
    labs: [],
    models: [],
    topics: [],
    aliases: [],
    claims: [],
    events: [],
    points: [],
    details: [],
  };
}

/** Reads one file and adds its rows. @throws DataFileError file:line: reason */
export function addRowsOf(rows: CatalogRows, { content, path: file, shown, text }: DataFile): void {
  switch (content.kind) {
    case "sources":
      for (const [position, source] of parseSources(shown, text).entries()) {
        const { groupLines, file: document, ...rest } = source;
        rows.sources.push({
          ...rest,
          document: document ?? null,
          groupFrom: groupLines?.[0] ?? null,
          groupTo: groupLines?.[1] ?? null,
          position,
          file,
        });
      }
      return;
    case "rankings":
      for (const [position, { values, ...rest }] of parseRankings(shown, text).entries())
        rows.rankings.push({ ...rest, values: JSON.stringify(values), position, file });
      return;
    case "benchmarks":
      for (const [position, { aliases, ...rest }] of parseBenchmarks(shown, text).entries())
        rows.benchmarks.push({ ...rest, aliases: JSON.stringify(aliases), position, file });
      return;
    case "lab": {
      const lab = parseLab(content.id, shown, text);
      const owner: Owner = { ownerKind: "lab", ownerId: lab.id, file };
      const { id, kind, name, nameZh, partOf } = lab;
      const huggingface = JSON.stringify(lab.huggingface);
      rows.labs.push({ id, kind, name, nameZh: nameZh ?? null, partOf: partOf ?? null, huggingface, file });
      addAliases(rows, owner, lab.aliases);
      addClaims(rows, owner, lab.facts);
      addEvents(rows, owner, lab.events);
      for (const [section, points] of Object.entries(lab.sections)) addPoints(rows, owner, section, points);
      addDetails(rows, owner, "person", lab.people);
      addDetails(rows, owner, "figure", lab.figures);
      addDetails(rows, owner, "standing", lab.standings);
      addDetails(rows, owner, "relation", lab.relations);
      addDetails(rows, owner, "caveat", lab.caveats);
      return;
    }
    case "model": {
      const model = parseModel(content.lab, content.slug, shown, text);
      const owner: Owner = { ownerKind: "model", ownerId: model.id, file };
      const { id, lab, kind, status, name, nameZh, family, variantOf, predecessor } = model;
      rows.models.push({
        ...{ id, lab, kind, status, name, file },
        nameZh: nameZh ?? null,
        family: family ?? null,
        variantOf: variantOf ?? null,
        predecessor: predecessor ?? null,
      });
      addAliases(rows, owner, model.aliases);
      addClaims(rows, owner, model.facts);
      addEvents(rows, owner, model.events);
      addPoints(rows, owner, "notable", model.notable);
      addDetails(rows, owner, "standing", model.standings);
      addDetails(rows, owner, "relation", model.relations);
      addDetails(rows, owner, "caveat", model.caveats);
      addDetails(rows, owner, "score", model.scores);
      return;
    }
    case "topic": {
      const { id, name, about, aliases, points, caveats } = parseTopic(content.id, shown, text);
      const owner: Owner = { ownerKind: "topic", ownerId: id, file };
      rows.topics.push({ id, name, about, aliases: JSON.stringify(aliases), file });
      addPoints(rows, owner, "points", points);
      addDetails(rows, owner, "caveat", caveats);
      return;
    }
  }
}

/** A place holds no blank, so that a list of them is kept as words. */
const joined = (places: readonly string[]) => places.join(" ");

function addAliases(rows: CatalogRows, owner: Owner, aliases: readonly Alias[]): void {
  for (const [position, { text, kind, places }] of aliases.entries())
    rows.aliases.push({ ...owner, position, text, kind, places: joined(places) });
}

function addClaims(rows: CatalogRows, owner: Owner, facts: Record<string, Fact | undefined>): void {
  for (const [field, fact] of Object.entries(facts))
    for (const [position, claim] of fact?.claims.entries() ?? [])
      rows.claims.push({ ...owner, field, position, ...claimColumns(claim) });
}

function claimColumns({ value, text, places, note, doubtful, agrees }: Claim) {
  return {
    value: JSON.stringify(value),
    text,
    places: joined(places),
    note: note ?? null,
    doubtful: doubtful ?? false,
    agrees: agrees ?? false,
  };
}

function addEvents(rows: CatalogRows, owner: Owner, events: readonly CatalogEvent[]): void {
  for (const [position, { date, text, places }] of events.entries())
    rows.events.push({ ...owner, position, date, text, places: joined(places) });
}

function addPoints(rows: CatalogRows, owner: Owner, section: string, points: readonly Point[]): void {
  for (const [position, { text, places }] of points.entries())
    rows.points.push({ ...owner, section, position, text, places: joined(places) });
}

function addDetails(rows: CatalogRows, owner: Owner, kind: DetailKind, details: readonly object[]): void {
  for (const [position, detail] of details.entries())
    rows.details.push({ ...owner, kind, position, data: JSON.stringify(detail) });
}
