/** What must hold between values: active below total, dates in their sources' time, scores within their scale. */
import { earliestDay } from "../../src/catalog/dates.ts";
import { labFields, modelFields } from "../../src/catalog/fields.ts";
import { sourceOf } from "../../src/catalog/places.ts";
import { parseQuantity } from "../../src/catalog/quantities.ts";
import type { Fact, Lab, Model, Place, Source, StatedDate } from "../../src/catalog/types.ts";
import type { Finding } from "./findings.ts";
import type { Loaded, LoadedData } from "./load.ts";

/** Latest day that a stated date can mean: `2025-10` -> `2025-10-31`. */
function latestDay(date: StatedDate): string {
  if (date.length === 10) return date;
  const [year = "", month = "12"] = date.split("-");
  const day = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${day}`;
}

type Path = readonly (string | number)[];

export function checkValues(data: LoadedData): Finding[] {
  const findings: Finding[] = [];
  const sources = new Map(data.catalog.sources.map((source) => [source.id, source]));
  const benchmarks = new Map(data.catalog.benchmarks.map((one) => [one.id, one]));
  const report = (where: Loaded<unknown>, path: Path, reason: string) =>
    findings.push({
      severity: "error",
      check: "values",
      file: where.file,
      line: where.yaml.lineOf(path),
      reason,
    });

  for (const where of data.labs) dates(where, labFields, false);
  for (const where of data.models) {
    dates(where, modelFields, where.entry.status === "anticipated");
    sizes(where);
    scores(where);
  }
  return findings;

  function dates(
    where: Loaded<Lab | Model>,
    fields: Record<string, { value: string }>,
    anticipated: boolean,
  ) {
    const { entry } = where;
    const facts: Record<string, Fact | undefined> = entry.facts;
    for (const [key, fact] of Object.entries(facts)) {
      if (fields[key]?.value !== "date") continue;
      fact?.claims.forEach((claim, index) => {
        check([key, index], String(claim.value), claim.places);
      });
    }
    entry.events.forEach((event, index) => {
      check(["events", index, "date"], event.date, event.places);
    });
    function check(path: Path, date: StatedDate, places: readonly Place[]) {
      if (anticipated) return;
      const asOf = latestOf(places, sources);
      if (asOf !== undefined && earliestDay(date) > latestDay(asOf)) {
        report(where, path, `${date} is after ${asOf}, the date of its own source`);
      }
    }
  }

  function sizes(where: Loaded<Model>) {
    const { parametersTotal, parametersActive } = where.entry.facts;
    const total = parametersTotal?.claims.map((claim) => parseQuantity(claim.value)?.high ?? 0) ?? [];
    const largest = Math.max(0, ...total);
    parametersActive?.claims.forEach((claim, index) => {
      const active = parseQuantity(claim.value);
      if (active !== undefined && largest > 0 && active.high > largest) {
        report(where, ["parametersActive", index], `${claim.value} active is more than the total`);
      }
    });
  }

  function scores(where: Loaded<Model>) {
    where.entry.scores.forEach((score, index) => {
      const max = benchmarks.get(score.benchmark)?.max;
      if (score.score === undefined) return;
      if (max !== undefined && (score.score > max || score.score < 0)) {
        report(
          where,
          ["scores", index, "score"],
          `${score.score} is not between 0 and ${max}, the scale of ${score.benchmark}`,
        );
      }
      if (!(parseQuantity(score.text)?.values.includes(score.score) ?? false)) {
        report(
          where,
          ["scores", index, "text"],
          `the text "${score.text}" does not show the score ${score.score}`,
        );
      }
    });
  }
}

function latestOf(places: readonly Place[], sources: ReadonlyMap<string, Source>): StatedDate | undefined {
  return places
    .map((place) => sources.get(sourceOf(place) ?? "")?.asOf)
    .filter((asOf) => asOf !== undefined)
    .sort((a, b) => latestDay(b).localeCompare(latestDay(a)))[0];
}
