/** JSON Schemas of the data files, made from their zod schemas, so that an editor helps while writing. Pure. */
import { z } from "zod";
import {
  benchmarksFileSchema,
  labFileSchema,
  modelFileSchema,
  rankingsFileSchema,
  sourcesFileSchema,
  topicFileSchema,
} from "../../src/catalog/file-schemas.ts";
import { ambiguousSchema, notCoveredSchema } from "./load.ts";

const schemas = {
  lab: { title: "A lab: data/labs/<lab>.yaml", schema: labFileSchema },
  model: { title: "A model: data/models/<lab>/<model>.yaml", schema: modelFileSchema },
  topic: { title: "A market topic: data/market/<topic>.yaml", schema: topicFileSchema },
  sources: { title: "The sources of facts: data/sources.yaml", schema: sourcesFileSchema },
  rankings: { title: "The rankings of sources: data/rankings.yaml", schema: rankingsFileSchema },
  benchmarks: { title: "The benchmarks: data/benchmarks.yaml", schema: benchmarksFileSchema },
  ambiguous: { title: "Spellings with several meanings: data/ambiguous.yaml", schema: ambiguousSchema },
  "not-covered": { title: "What data/ leaves out: data/not-covered.yaml", schema: notCoveredSchema },
};

/** File name below data/schema to its text. */
export function jsonSchemas(): Map<string, string> {
  return new Map(
    Object.entries(schemas).map(([name, { title, schema }]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, {
        io: "input",
        unrepresentable: "any",
        reused: "ref",
      });
      return [`${name}.schema.json`, `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`];
    }),
  );
}
