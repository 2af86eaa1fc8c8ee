/** Data files to catalogue data: every file parsed, what is broken as findings. Pure. */
import { z } from "zod";
import { parseFile } from "../../src/catalog/checked-yaml.ts";
import { parseDataFile } from "../../src/catalog/data-file.ts";
import { DataFileError } from "../../src/catalog/data-file-error.ts";
import { type DataFile, noEntries, together } from "../../src/catalog/together.ts";
import type { CatalogData, Lab, Model, Topic } from "../../src/catalog/types.ts";
import type { DataFiles } from "./files.ts";
import type { Finding } from "./findings.ts";
import { readYaml, type YamlFile } from "./yaml-file.ts";

/** What a file says, and where. */
export interface Loaded<T> {
  /** Path from the repository's root, with slashes. */
  file: string;
  entry: T;
  yaml: YamlFile;
}
/** An entry by its id. */
export type LoadedEntry<T> = Loaded<T> & { id: string };

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
  labs: readonly LoadedEntry<Lab>[];
  models: readonly LoadedEntry<Model>[];
  topics: readonly LoadedEntry<Topic>[];
  catalog: CatalogData;
  ambiguous: Loaded<readonly Ambiguous[]>;
  notCovered: Loaded<readonly NotCovered[]>;
  /** Files that the schema refuses. */
  findings: readonly Finding[];
}

/** Parses everything; a broken file is reported and left out, the rest is checked on. */
export function loadData({ files, ambiguous, notCovered }: DataFiles): LoadedData {
  const findings: Finding[] = [];
  function load<T>(file: DataFile, parse: (file: DataFile) => T, otherwise: T): Loaded<T> {
    try {
      return { file: file.shown, entry: parse(file), yaml: readYaml(file.text) };
    } catch (error) {
      if (!(error instanceof DataFileError)) throw error;
      const { line, reason } = error;
      findings.push({ severity: "error", check: "schema", file: error.file, line, reason });
      return { file: file.shown, entry: otherwise, yaml: readYaml("") };
    }
  }
  const list = <T>(file: DataFile, schema: z.ZodType<T[]>) =>
    load(file, ({ shown, text }) => (text.trim() === "" ? [] : parseFile(shown, text, schema)), []);
  const loaded = files.map((file) => load(file, parseDataFile, noEntries));
  const entries = <E extends { id: string }>(of: (data: CatalogData) => readonly E[]) =>
    loaded.flatMap(({ file, entry: data, yaml }): LoadedEntry<E>[] =>
      of(data).map((entry) => ({ file, id: entry.id, entry, yaml })),
    );
  return {
    labs: entries(({ labs }) => labs),
    models: entries(({ models }) => models),
    topics: entries(({ topics }) => topics),
    catalog: together(loaded.map(({ entry }) => entry)),
    ambiguous: list(ambiguous, ambiguousSchema),
    notCovered: list(notCovered, notCoveredSchema),
    findings,
  };
}
