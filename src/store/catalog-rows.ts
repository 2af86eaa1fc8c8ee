/** The catalogue as rows and back. What a record is stands in catalog/types.ts; here is only which table keeps it. */
import type { z } from "zod";
import { labFields, modelFields, type ValueKind, valueSchema } from "../catalog/fields.ts";
import * as records from "../catalog/types.ts";
import {
  type CatalogData,
  type Claim,
  type Fact,
  type Lab,
  type Lists,
  labLists,
  type Model,
  sectionIds,
  type Topic,
} from "../catalog/types.ts";
import { factOf } from "../catalog/values.ts";
import { columnsOf } from "./columns.ts";
import type { Prisma } from "./generated/client.ts";

/**
 * Raised whenever other rows come of the same data files (tests/store/row-format.test.ts tells when): every database
 * then reads all of them anew.
 */
export const rowFormat = 1;

const columns = {
  source: columnsOf(records.source),
  ranking: columnsOf(records.ranking),
  benchmark: columnsOf(records.benchmark),
  labHead: columnsOf(records.labHead),
  modelHead: columnsOf(records.modelHead),
  topicHead: columnsOf(records.topicHead),
  alias: columnsOf(records.alias),
  claim: columnsOf(records.claim),
  score: columnsOf(records.score),
  event: columnsOf(records.event),
  point: columnsOf(records.point),
};

/** Rows of every table, in the order in which they can be inserted. */
export const noRows = () => ({
  source: [] as Prisma.SourceCreateManyInput[],
  ranking: [] as Prisma.RankingCreateManyInput[],
  benchmark: [] as Prisma.BenchmarkCreateManyInput[],
  lab: [] as Prisma.LabCreateManyInput[],
  model: [] as Prisma.ModelCreateManyInput[],
  topic: [] as Prisma.TopicCreateManyInput[],
  alias: [] as Prisma.AliasCreateManyInput[],
  claim: [] as Prisma.ClaimCreateManyInput[],
  score: [] as Prisma.ScoreCreateManyInput[],
  event: [] as Prisma.EventCreateManyInput[],
  point: [] as Prisma.PointCreateManyInput[],
  detail: [] as Prisma.DetailCreateManyInput[],
});
export type CatalogRows = ReturnType<typeof noRows>;

/** Adds the rows of what a data file holds. */
export function addRows(rows: CatalogRows, filePath: string, data: CatalogData): void {
  const listed = (id: string, position: number) => ({ id, position, filePath });
  for (const [position, one] of data.sources.entries())
    rows.source.push({ ...listed(one.id, position), ...columns.source.of(one) });
  for (const [position, one] of data.rankings.entries())
    rows.ranking.push({ ...listed(one.id, position), ...columns.ranking.of(one) });
  for (const [position, one] of data.benchmarks.entries())
    rows.benchmark.push({ ...listed(one.id, position), ...columns.benchmark.of(one) });
  for (const lab of data.labs) {
    const owner = { labId: lab.id };
    rows.lab.push({ id: lab.id, filePath, ...columns.labHead.of(lab) });
    addNamed(rows, owner, lab);
    for (const section of sectionIds) addPoints(rows, owner, section, lab.sections[section] ?? []);
    addDetails(rows, owner, labDetails, lab);
  }
  for (const model of data.models) {
    const owner = { modelId: model.id };
    rows.model.push({ id: model.id, lab: model.lab, filePath, ...columns.modelHead.of(model) });
    addNamed(rows, owner, model);
    addPoints(rows, owner, "notable", model.notable);
    rows.score.push(...model.scores.map((one) => ({ ...owner, ...columns.score.of(one) })));
    addDetails(rows, owner, modelDetails, model);
  }
  for (const topic of data.topics) {
    const owner = { topicId: topic.id };
    rows.topic.push({ id: topic.id, filePath, ...columns.topicHead.of(topic) });
    addPoints(rows, owner, "points", topic.points);
    addDetails(rows, owner, topicDetails, topic);
  }
}

/** The lists that the table Detail keeps; the others have tables of their own. */
const { people, figures, standings, relations, caveats } = labLists;
const labDetails = { people, figures, standings, relations, caveats };
const modelDetails = { standings, relations, caveats };
const topicDetails = { caveats };

function addNamed(
  rows: CatalogRows,
  owner: { labId: string } | { modelId: string },
  entry: Lab | Model,
): void {
  rows.alias.push(...entry.aliases.map((one) => ({ ...owner, ...columns.alias.of(one) })));
  for (const [field, fact] of Object.entries<Fact | undefined>(entry.facts))
    rows.claim.push(...(fact?.claims ?? []).map((one) => ({ ...owner, field, ...columns.claim.of(one) })));
  rows.event.push(...entry.events.map((one) => ({ ...owner, ...columns.event.of(one) })));
}

type Owner = { labId: string } | { modelId: string } | { topicId: string };

function addPoints(rows: CatalogRows, owner: Owner, section: string, points: Topic["points"]): void {
  rows.point.push(...points.map((one) => ({ ...owner, section, ...columns.point.of(one) })));
}

function addDetails<K extends string>(
  rows: CatalogRows,
  owner: Owner,
  lists: Record<K, z.ZodObject>,
  entry: { readonly [P in NoInfer<K>]: readonly object[] },
): void {
  for (const list in lists)
    rows.detail.push(...entry[list].map((one) => ({ ...owner, list, data: JSON.stringify(one) })));
}

// ------------------------------------------------------------------------------------------------------- back

const inOrder = { orderBy: { id: "asc" } } as const;
const parts = {
  aliases: inOrder,
  claims: inOrder,
  events: inOrder,
  points: inOrder,
  details: inOrder,
} as const;
/** What is read along with an entry. */
export const partsOf = {
  lab: parts,
  model: { ...parts, scores: inOrder },
  topic: { points: inOrder, details: inOrder },
} as const;
type LabRow = Prisma.LabGetPayload<{ include: typeof partsOf.lab }>;
type ModelRow = Prisma.ModelGetPayload<{ include: typeof partsOf.model }>;
type TopicRow = Prisma.TopicGetPayload<{ include: typeof partsOf.topic }>;

export const toSource = (row: Prisma.SourceGetPayload<object>) => ({
  id: row.id,
  ...columns.source.read(row),
});
export const toRanking = (row: Prisma.RankingGetPayload<object>) => ({
  id: row.id,
  ...columns.ranking.read(row),
});
export const toBenchmark = (row: Prisma.BenchmarkGetPayload<object>) => ({
  id: row.id,
  ...columns.benchmark.read(row),
});

export const toLab = (row: LabRow): Lab => ({
  id: row.id,
  ...columns.labHead.read(row),
  ...namedParts(row),
  facts: toFacts(labFields, row.claims) as Lab["facts"],
  sections: Object.fromEntries(
    sectionIds.flatMap((id) => {
      const points = row.points.filter(({ section }) => section === id);
      return points.length === 0 ? [] : [[id, points.map((one) => columns.point.read(one))]];
    }),
  ),
  ...toDetails(labDetails, row.details),
});

export const toModel = (row: ModelRow): Model => ({
  id: row.id,
  lab: row.lab,
  ...columns.modelHead.read(row),
  ...namedParts(row),
  facts: toFacts(modelFields, row.claims) as Model["facts"],
  scores: row.scores.map((one) => columns.score.read(one)),
  notable: row.points.map((one) => columns.point.read(one)),
  ...toDetails(modelDetails, row.details),
});

export const toTopic = (row: TopicRow): Topic => ({
  id: row.id,
  ...columns.topicHead.read(row),
  points: row.points.map((one) => columns.point.read(one)),
  ...toDetails(topicDetails, row.details),
});

const namedParts = ({ aliases, events }: Pick<LabRow, "aliases" | "events">) => ({
  aliases: aliases.map((one) => columns.alias.read(one)),
  events: events.map((one) => columns.event.read(one)),
});

function toDetails<L extends Record<string, z.ZodObject>>(lists: L, rows: LabRow["details"]): Lists<L> {
  const found = Object.entries(lists).map(([key, schema]) => {
    const own = rows.filter(({ list }) => list === key);
    return [key, own.map(({ data }) => schema.parse(JSON.parse(data)))];
  });
  return Object.fromEntries(found) as Lists<L>;
}

/** The facts in the order of the fields. */
function toFacts(
  fields: Readonly<Record<string, { value: ValueKind }>>,
  rows: LabRow["claims"],
): Record<string, Fact> {
  const claims: Record<string, Claim[]> = {};
  for (const [field] of Object.entries(fields)) claims[field] = [];
  for (const row of rows) {
    const kind = fields[row.field]?.value;
    if (kind === undefined) continue;
    const claim = columns.claim.read(row);
    claims[row.field]?.push({ ...claim, value: valueSchema(kind).parse(claim.value) });
  }
  return Object.fromEntries(
    Object.entries(claims).flatMap(([field, own]) => {
      const fact = factOf(own);
      return fact === undefined ? [] : [[field, fact]];
    }),
  );
}
