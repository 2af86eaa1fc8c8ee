/** Data files to catalogue data: every file parsed, what is broken as findings. Pure. */
import { z } from "zod";
import { DataFileError, parseFile } from "../../src/catalog/checked-yaml.ts";
import {
  parseBenchmarks,
  parseLab,
  parseModel,
  parseRankings,
  parseSources,
  parseTopic,
} from "../../src/catalog/data-file.ts";
import type { CatalogData, Lab, Model, Topic } from "../../src/catalog/types.ts";
import type { DataFile, DataFiles } from "./files.ts";
import type { Finding } from "./findings.ts";
import { readYaml, type YamlFile } from "./yaml-file.ts";

export type Loaded<T> = DataFile & { entry: T; yaml: YamlFile };

/** Spellings that several entries share on purpose. */
export const ambiguousSchema = z.array(
  z.strictObject({
    alias: z.string().min(1),
    entries: z.array(z.string()).min(2),
    why: z.string().min(1),
  }),
);
export type Ambiguous = z.output<typeof ambiguousSchema>[number];

/** What of the inventory is left out of data/ on purpose. All keys given must match. */
export const notCoveredSchema = z.array(
  z
    .strictObject({
      entity: z.string().optional().meta({ description: "Id in the inventory, or market, techniques..." }),
      field: z.string().optional().meta({ description: "Field in the inventory: notes, claims, aliases..." }),
      value: z.string().optional().meta({ description: "The fact's value, word for word." }),
      place: z.string().optional().meta({ description: "One place of the fact: landscape:27." }),
      conflict: z
        .string()
        .regex(/^C\d{2,3}$/)
        .optional(),
      why: z.string().min(1),
    })
    .refine(
      (one) => Object.keys(one).length > 1,
      "say what is left out: entity, field, value, place or conflict",
    ),
);
export type NotCovered = z.output<typeof notCoveredSchema>[number];

export interface LoadedData {
  labs: readonly Loaded<Lab>[];
  models: readonly Loaded<Model>[];
  topics: readonly Loaded<Topic>[];
  catalog: CatalogData;
  ambiguous: Loaded<readonly Ambiguous[]>;
  notCovered: Loaded<readonly NotCovered[]>;
  /** Files that the schema refuses. */
  findings: readonly Finding[];
}

/** Parses everything; a broken file is reported and left out, the rest is checked on. */
export function loadData(files: DataFiles): LoadedData {
  const findings: Finding[] = [];
  function load<T>(file: DataFile, parse: (file: DataFile) => T): Loaded<T>[] {
    try {
      return [{ ...file, entry: parse(file), yaml: readYaml(file.text) }];
    } catch (error) {
      if (!(error instanceof DataFileError)) throw error;
      findings.push({
        severity: "error",
        check: "schema",
        file: error.file,
        line: error.line,
        reason: error.reason,
      });
      return [];
    }
  }
  const list = <T>(file: DataFile, parse: (file: DataFile) => readonly T[]): readonly T[] =>
    load(file, parse)[0]?.entry ?? [];
  const loadList = <T>(file: DataFile, parse: (text: string) => readonly T[]): Loaded<readonly T[]> =>
    load(file, ({ text }) => (text.trim() === "" ? [] : parse(text)))[0] ?? {
      ...file,
      entry: [],
      yaml: readYaml(""),
    };

  const labs = files.labs.flatMap((file) => load(file, ({ id, text }) => parseLab(id, file.file, text)));
  const models = files.models.flatMap((file) =>
    load(file, ({ id, text }) => {
      const [lab = "", slug = ""] = id.split("/");
      return parseModel(lab, slug, file.file, text);
    }),
  );
  const topics = files.topics.flatMap((file) =>
    load(file, ({ id, text }) => parseTopic(id, file.file, text)),
  );
  return {
    labs,
    models,
    topics,
    catalog: {
      sources: list(files.sources, (one) => parseSources(one.file, one.text)),
      rankings: list(files.rankings, (one) => parseRankings(one.file, one.text)),
      benchmarks: list(files.benchmarks, (one) => parseBenchmarks(one.file, one.text)),
      labs: labs.map((one) => one.entry),
      models: models.map((one) => one.entry),
      topics: topics.map((one) => one.entry),
    },
    ambiguous: loadList(files.ambiguous, (text) => parseFile(files.ambiguous.file, text, ambiguousSchema)),
    notCovered: loadList(files.notCovered, (text) =>
      parseFile(files.notCovered.file, text, notCoveredSchema),
    ),
    findings,
  };
}
