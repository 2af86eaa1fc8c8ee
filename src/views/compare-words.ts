/** The sentences above a comparison: its points, put into words. */

import type { Point, Ratio } from "../catalog/compare/points.ts";
import type { Comparison } from "../catalog/compare.ts";
import { en } from "../messages/en.ts";
import { licenceBrief } from "./entry.ts";
import { escapeMarkdown, inWords } from "./text.ts";

const words = en.comparing;
/** More sentences are not read at a glance. */
export const mostSentences = 2;

/** `1.4`, `2`, `17`: two digits are as much as such figures carry. */
export function timesText(times: number): string {
  return times < 10 ? String(Number(times.toFixed(1))) : String(Math.round(times));
}

type Names = readonly string[];
const nameIn = (names: Names, side: number): string => escapeMarkdown(names[side] ?? "");
const figures = (ratio: Ratio): string =>
  words.to(escapeMarkdown(ratio.moreText), escapeMarkdown(ratio.lessText));

/** Licences are named for two models; of more the table tells them. */
const mostLicensed = 2;

function weightsSentence(point: Extract<Point, { kind: "weights" }>, names: Names): string {
  const sides = point.sides.map(({ licence, ...side }) => ({
    ...side,
    ...(licence === undefined || point.sides.length > mostLicensed ? {} : { licence: licenceWords(licence) }),
  }));
  const licences = new Set(sides.map((one) => one.licence));
  const [licence] = licences;
  if (sides.every((one) => one.open === "yes")) {
    if (licence !== undefined && licences.size === 1)
      return words.allOpenUnder(sides.length, escapeMarkdown(licence));
    const under = sides.flatMap((one) =>
      one.licence === undefined ? [] : [words.under(nameIn(names, one.side), escapeMarkdown(one.licence))],
    );
    return words.allOpen(sides.length, inWords(under));
  }
  if (sides.every((one) => one.open === "no")) return words.allClosed(sides.length);
  const listed = (chosen: typeof sides) => inWords(chosen.map((one) => nameIn(names, one.side)));
  const open = sides.filter((one) => one.open === "yes");
  const clauses = [...new Set(open.map((one) => one.licence))].map((one) => {
    const under = open.filter((side) => side.licence === one);
    return one === undefined
      ? words.open(listed(under), under.length)
      : words.openUnder(listed(under), under.length, escapeMarkdown(one));
  });
  for (const [open, say] of [
    ["partly", words.partly],
    ["no", words.closed],
    ["not stated", words.opennessNotStated],
  ] as const) {
    const chosen = sides.filter((one) => one.open === open);
    if (chosen.length > 0) clauses.push(say(listed(chosen), chosen.length));
  }
  return `${clauses.join("; ")}.`;
}

/** `its own licence` for one that is the lab's alone. */
function licenceWords(licence: string): string {
  const short = licenceBrief(licence);
  return short === en.cards.ownLicence ? words.itsOwnLicence : short;
}

/** More decided benchmarks than this are counted instead of named. */
const mostNamed = 3;

function leadSentence(point: Extract<Point, { kind: "lead" }>, names: Names): string {
  const [first, ...others] = point.wins;
  const [only, ...more] = first?.benchmarks ?? [];
  if (first !== undefined && only !== undefined && more.length + others.length === 0) {
    const say = only.sure ? words.leadsOnly : words.leadsAbout;
    const [best, next] = only.entries.filter((entry) => entry.high !== undefined);
    const figures = words.to(
      escapeMarkdown(best?.scores[0].text ?? ""),
      escapeMarkdown(next?.scores[0].text ?? ""),
    );
    return say(nameIn(names, first.side), escapeMarkdown(only.benchmark.name), figures);
  }
  const clauses = point.wins.map(({ side, benchmarks }, index) => {
    const what =
      point.of <= mostNamed
        ? inWords(benchmarks.map((one) => escapeMarkdown(one.benchmark.name)))
        : words.ofShared(benchmarks.length, point.of, index === 0);
    return index === 0 ? words.leads(nameIn(names, side), what) : words.leadsToo(nameIn(names, side), what);
  });
  return `${clauses.join(", ")}.`;
}

function sentence(point: Point, names: Names): string {
  const of = (side: number) => nameIn(names, side);
  switch (point.kind) {
    case "anticipated":
      return words.anticipated(inWords(point.sides.map(of)), point.sides.length);
    case "weights":
      return weightsSentence(point, names);
    case "size": {
      const { ratio, active } = point;
      if (names.length > 2) return words.largest(of(ratio.more), point.among, escapeMarkdown(ratio.moreText));
      const text = words.parameters(
        of(ratio.more),
        of(ratio.less),
        timesText(ratio.times),
        ratio.certainty,
        figures(ratio),
      );
      const fewer =
        active === undefined
          ? ""
          : words.activatesFewer(words.to(escapeMarkdown(active.lessText), escapeMarkdown(active.moreText)));
      return `${text}${fewer}.`;
    }
    case "lead":
      return leadSentence(point, names);
    case "context": {
      const { ratio } = point;
      if (names.length > 2)
        return words.longestContext(of(ratio.more), point.among, escapeMarkdown(ratio.moreText));
      return words.context(
        of(ratio.more),
        of(ratio.less),
        timesText(ratio.times),
        ratio.certainty,
        figures(ratio),
      );
    }
    case "price": {
      const { ratio } = point;
      return words.price(
        point.what,
        of(ratio.more),
        of(ratio.less),
        timesText(ratio.times),
        ratio.certainty,
        figures(ratio),
      );
    }
    case "release":
      return point.days === undefined
        ? words.monthsLater(of(point.later), of(point.earlier), point.months ?? 0)
        : words.daysLater(of(point.later), of(point.earlier), point.days);
  }
}

/** What matters, in up to four sentences; which families stand for which models comes first. */
export function comparisonSentences(comparison: Comparison, names: Names): string[] {
  const families = comparison.subjects.flatMap(({ model, family }, side) => {
    if (family !== undefined) return [words.throughNewest(escapeMarkdown(family.name), nameIn(names, side))];
    return model.kind === "family" ? [words.familyItself(nameIn(names, side))] : [];
  });
  const points = comparison.points.slice(0, mostSentences).map((point) => sentence(point, names));
  return [...families, ...points];
}
