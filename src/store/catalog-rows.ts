/** From a data file to the rows that keep it: the writing half of the catalogue's projection. */
import {
  parseBenchmarks,
  parseLab,
  parseModel,
  parseRankings,
  parseSources,
  parseTopic,
} from "../catalog/data-file.ts";
import type {
  Alias,
  Benchmark,
  CatalogEvent,
  Claim,
  Fact,
  Lab,
  Model,
  Point,
  Ranking,
  Source,
  Topic,
} from "../catalog/types.ts";
import {
  type CatalogRows,
  type DetailKind,
  type Details,
  noRows,
  type OwnerKind,
  type Row,
} from "./catalog-tables.ts";
import type { DataFile } from "./data-folder.ts";

/** Reads one file into rows. @throws DataFileError file:line: reason */
export function rowsOf({ content, path: file, hash, shown, text }: DataFile): CatalogRows {
  const rows = noRows();
  rows.ImportedFile.push({ path: file, hash, importedAt: new Date() });
  switch (content.kind) {
    case "sources":
      rows.Source = parseSources(shown, text).map((source, position) => sourceRow(source, position, file));
      break;
    case "rankings":
      rows.Ranking = parseRankings(shown, text).map((one, position) => rankingRow(one, position, file));
      break;
    case "benchmarks":
      rows.Benchmark = parseBenchmarks(shown, text).map((one, position) => benchmarkRow(one, position, file));
      break;
    case "lab":
      addLab(rows, parseLab(content.id, shown, text), file);
      break;
    case "model":
      addModel(rows, parseModel(content.lab, content.slug, shown, text), file);
      break;
    case "topic":
      addTopic(rows, parseTopic(content.id, shown, text), file);
      break;
  }
  return rows;
}

function sourceRow(source: Source, position: number, file: string): Row<"Source"> {
  const { id, title, kind, about, asOf, asOfKind, group, groupLines, file: document, url, licence } = source;
  return {
    ...{ id, position, title, kind, about, asOf, asOfKind, file },
    group: group ?? null,
    groupFrom: groupLines?.[0] ?? null,
    groupTo: groupLines?.[1] ?? null,
    document: document ?? null,
    url: url ?? null,
    licence: licence ?? null,
  };
}

function rankingRow(ranking: Ranking, position: number, file: string): Row<"Ranking"> {
  return { ...ranking, values: JSON.stringify(ranking.values), position, file };
}

function benchmarkRow(benchmark: Benchmark, position: number, file: string): Row<"Benchmark"> {
  const { id, name, aliases, about, max, higherIsBetter, average } = benchmark;
  return {
    ...{ id, position, name, about, higherIsBetter, file },
    aliases: JSON.stringify(aliases),
    max: max ?? null,
    average: average ?? null,
  };
}

function addLab(rows: CatalogRows, lab: Lab, file: string): void {
  const { id, kind, name, nameZh, partOf } = lab;
  const huggingface = JSON.stringify(lab.huggingface);
  const feeds = JSON.stringify(lab.feeds);
  rows.Lab.push({
    ...{ id, kind, name, huggingface, feeds, file },
    nameZh: nameZh ?? null,
    partOf: partOf ?? null,
    sites: JSON.stringify(lab.sites),
    colour: lab.colour ?? null,
  });
  const owner: Owner = { ownerKind: "lab", ownerId: id, file };
  addCommon(rows, owner, lab);
  for (const [section, points] of Object.entries(lab.sections))
    addPoints(rows, owner, section as Row<"Point">["section"], points);
  addDetails(rows, owner, "person", lab.people);
  addDetails(rows, owner, "figure", lab.figures);
}

function addModel(rows: CatalogRows, model: Model, file: string): void {
  const { id, lab, kind, status, name, nameZh, family, variantOf, predecessor } = model;
  rows.Model.push({
    ...{ id, lab, kind, status, name, file },
    nameZh: nameZh ?? null,
    family: family ?? null,
    variantOf: variantOf ?? null,
    predecessor: predecessor ?? null,
  });
  const owner: Owner = { ownerKind: "model", ownerId: id, file };
  addCommon(rows, owner, model);
  addPoints(rows, owner, "notable", model.notable);
  addDetails(rows, owner, "score", model.scores);
}

function addTopic(rows: CatalogRows, topic: Topic, file: string): void {
  const { id, name, about, aliases, points, caveats } = topic;
  rows.Topic.push({ id, name, about, aliases: JSON.stringify(aliases), file });
  const owner: Owner = { ownerKind: "topic", ownerId: id, file };
  addPoints(rows, owner, "points", points);
  addDetails(rows, owner, "caveat", caveats);
}

/** The entry that rows belong to, and the file they were read from. */
interface Owner {
  ownerKind: OwnerKind;
  ownerId: string;
  file: string;
}

function addCommon(rows: CatalogRows, owner: Owner, entry: Lab | Model): void {
  addAliases(rows, owner, entry.aliases);
  addClaims(rows, owner, entry.facts);
  addEvents(rows, owner, entry.events);
  addDetails(rows, owner, "standing", entry.standings);
  addDetails(rows, owner, "relation", entry.relations);
  addDetails(rows, owner, "caveat", entry.caveats);
}

/** A place holds no blank, so a list of them is kept as words. */
const joined = (places: readonly string[]) => places.join(" ");

function addAliases(rows: CatalogRows, owner: Owner, aliases: readonly Alias[]): void {
  for (const [position, { text, kind, places }] of aliases.entries())
    rows.Alias.push({ ...owner, position, text, kind, places: joined(places) });
}

function addClaims(rows: CatalogRows, owner: Owner, facts: Record<string, Fact | undefined>): void {
  for (const [field, fact] of Object.entries(facts))
    for (const [position, claim] of fact?.claims.entries() ?? [])
      rows.Claim.push({ ...owner, field, position, ...claimColumns(claim) });
}

function claimColumns({ value, text, places, asOf, note, doubtful, agrees }: Claim) {
  return {
    value: JSON.stringify(value),
    text,
    places: joined(places),
    asOf: asOf ?? null,
    note: note ?? null,
    doubtful: doubtful ?? false,
    agrees: agrees ?? false,
  };
}

function addEvents(rows: CatalogRows, owner: Owner, events: readonly CatalogEvent[]): void {
  for (const [position, { date, text, places }] of events.entries())
    rows.Event.push({ ...owner, position, date, text, places: joined(places) });
}

function addPoints(
  rows: CatalogRows,
  owner: Owner,
  section: Row<"Point">["section"],
  points: readonly Point[],
): void {
  for (const [position, { text, places }] of points.entries())
    rows.Point.push({ ...owner, section, position, text, places: joined(places) });
}

function addDetails<K extends DetailKind>(
  rows: CatalogRows,
  owner: Owner,
  kind: K,
  details: readonly Details[K][],
): void {
  for (const [position, detail] of details.entries())
    rows.Detail.push({ ...owner, kind, position, data: JSON.stringify(detail) });
}
