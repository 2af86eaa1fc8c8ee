/** Every id that a data file names exists, and no chain of ids bites its own tail. */
import { labFields, modelFields } from "../../src/catalog/fields.ts";
import { sourceOf } from "../../src/catalog/places.ts";
import { type Lab, type Model, sectionIds } from "../../src/catalog/types.ts";
import type { Finding } from "./findings.ts";
import type { Loaded, LoadedData, LoadedEntry } from "./load.ts";

const lists = ["aliases", "standings", "relations", "events"] as const;
const labKeys = new Set<string>([
  ...Object.keys(labFields),
  ...sectionIds,
  ...sectionIds.map((id) => `sections.${id}`),
  ...lists,
  ...["name", "nameZh", "kind", "partOf", "people", "figures", "sections", "huggingface", "feeds"],
]);
const modelKeys = new Set<string>([
  ...Object.keys(modelFields),
  ...lists,
  ...["name", "nameZh", "kind", "status", "family", "variantOf", "predecessor", "scores", "notable"],
]);
const topicKeys = new Set(["name", "points"]);

type Path = readonly (string | number)[];

export function checkReferences(data: LoadedData): Finding[] {
  const { catalog } = data;
  const labIds = new Set(catalog.labs.map((lab) => lab.id));
  const modelIds = new Set(catalog.models.map((model) => model.id));
  const sources = new Set(catalog.sources.map((source) => source.id));
  const benchmarks = new Set(catalog.benchmarks.map((benchmark) => benchmark.id));
  const rankings = new Map(catalog.rankings.map((ranking) => [ranking.id, ranking]));
  const findings: Finding[] = [];
  const report = (where: Loaded<unknown>, path: Path, reason: string) =>
    findings.push({
      severity: "error",
      check: "references",
      file: where.file,
      line: where.yaml.lineOf(path),
      reason,
    });

  function common(where: Loaded<Lab | Model>, keys: ReadonlySet<string>) {
    const { entry } = where;
    entry.standings.forEach((standing, index) => {
      const ranking = rankings.get(standing.ranking);
      if (ranking === undefined) {
        report(
          where,
          ["standings", index, "ranking"],
          `no ranking ${standing.ranking} in data/rankings.yaml`,
        );
      } else if (!ranking.values.includes(standing.value)) {
        const known = ranking.values.join(", ");
        report(
          where,
          ["standings", index, "value"],
          `${standing.ranking} has no value "${standing.value}"; it has ${known}`,
        );
      }
    });
    entry.relations.forEach((relation, index) => {
      if (relation.to !== undefined && !labIds.has(relation.to) && !modelIds.has(relation.to)) {
        report(where, ["relations", index, "to"], `relation to ${relation.to}, which has no file`);
      }
      if (relation.to === entry.id) report(where, ["relations", index, "to"], "relation to the entry itself");
    });
    caveats(where, keys);
  }
  function caveats(where: Loaded<Pick<Lab, "caveats">>, keys: ReadonlySet<string>) {
    where.entry.caveats.forEach((caveat, index) => {
      if (caveat.field !== undefined && !keys.has(caveat.field)) {
        report(where, ["caveats", index, "field"], `no field, section or list is called "${caveat.field}"`);
      }
    });
  }

  for (const where of data.labs) {
    const { partOf } = where.entry;
    if (partOf !== undefined && !labIds.has(partOf)) report(where, ["partOf"], `no lab ${partOf}`);
    common(where, labKeys);
  }
  for (const where of data.models) {
    const model = where.entry;
    if (!labIds.has(model.lab)) report(where, [], `the folder's lab ${model.lab} has no file in data/labs`);
    for (const key of ["family", "variantOf", "predecessor"] as const) {
      const to = model[key];
      if (to !== undefined && !modelIds.has(to)) report(where, [key], `${key}: no model ${to}`);
    }
    model.scores.forEach((score, index) => {
      if (!benchmarks.has(score.benchmark)) {
        report(
          where,
          ["scores", index, "benchmark"],
          `no benchmark ${score.benchmark} in data/benchmarks.yaml`,
        );
      }
    });
    common(where, modelKeys);
  }
  for (const where of data.topics) caveats(where, topicKeys);
  for (const where of [...data.labs, ...data.models, ...data.topics]) {
    for (const statement of where.yaml.statements) {
      for (const place of statement.places) {
        const source = sourceOf(place);
        if (source !== undefined && !sources.has(source))
          report(where, statement.path.split("."), `no source ${source} in data/sources.yaml`);
      }
    }
  }
  for (const ranking of catalog.rankings) {
    if (!sources.has(ranking.source)) {
      findings.push({
        severity: "error",
        check: "references",
        file: "data/rankings.yaml",
        reason: `${ranking.id}: no source ${ranking.source}`,
      });
    }
  }
  cycles(data.labs, "partOf", (lab) => lab.partOf);
  for (const key of ["family", "variantOf", "predecessor"] as const) {
    cycles(data.models, key, (model) => model[key]);
  }
  return findings;

  function cycles<T extends { id: string }>(
    entries: readonly LoadedEntry<T>[],
    key: string,
    next: (entry: T) => string | undefined,
  ) {
    const byId = new Map(entries.map((one) => [one.id, one.entry]));
    for (const where of entries) {
      const seen = [where.id];
      let to = next(where.entry);
      while (to !== undefined && !seen.includes(to)) {
        seen.push(to);
        const entry = byId.get(to);
        to = entry === undefined ? undefined : next(entry);
      }
      if (to === where.id)
        report(where, [key], `${key} goes round in a circle: ${[...seen, to].join(" → ")}`);
    }
  }
}
