/** The answer to one thing asked about one entry: a sentence, with where it is said. */

import type { Finding } from "../ask/aspect.ts";
import type { Aspect, Question, Subject } from "../ask/question.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { showDate } from "../catalog/dates.ts";
import { factHeld } from "../catalog/family.ts";
import { fieldDefinition } from "../catalog/fields.ts";
import { en } from "../messages/en.ts";
import type { Marker } from "./citations.ts";
import { fullName, whenText } from "./entry.ts";
import { furtherClaims, placesOf, valueText } from "./facts.ts";
import { scoreLine } from "./scores.ts";
import { escapeMarkdown } from "./text.ts";

const words = en.asking;
const mostScores = 8;

export function labelOf(aspect: Aspect, of: Subject["kind"]): string {
  const own: Readonly<Record<string, string>> = words.aspects;
  return own[aspect] ?? fieldDefinition(of, aspect)?.label.toLowerCase() ?? aspect;
}

export const subjectName = (subject: Subject): string =>
  escapeMarkdown(fullName(subject.kind === "lab" ? subject.lab : subject.model));

/** What is asked, of whichever entry. */
export type Asked = Omit<Extract<Question, { kind: "aspect" }>, "kind" | "about">;

/** Lines that answer; the first is the answer itself. */
export function aspectLines(
  catalog: Catalog,
  question: Asked,
  subject: Subject,
  finding: Finding,
  mark: Marker,
): string[] {
  const name = subjectName(subject);
  const label = labelOf(question.aspect, subject.kind);
  switch (finding.kind) {
    case "not stated":
      return [words.notStated(name, label)];
    case "maker":
      return [words.value(name, label, escapeMarkdown(fullName(finding.lab)))];
    case "scores":
      return [
        words.value(name, label, String(finding.scores.length)),
        ...finding.scores.slice(0, mostScores).map((score) => `- ${scoreLine(catalog, score, mark, true)}`),
      ];
    case "people":
      return finding.people.map(
        (person) =>
          words.value(name, escapeMarkdown(person.role), `${escapeMarkdown(fullNameOf(person))}`) +
          mark(person.places),
      );
    case "related":
      return [
        words.value(
          name,
          label,
          [
            ...finding.models.map((model) => `${escapeMarkdown(model.name)} (${whenText(model)})`),
            ...finding.names.map(escapeMarkdown),
          ].join(", "),
        ),
      ];
    case "commercial": {
      const licence = escapeMarkdown(finding.fact.claims[0].text) + by(finding.by);
      const end = mark(placesOf(finding.fact));
      if (finding.allowed === undefined) return [words.readLicence(name, licence) + end];
      return finding.allowed
        ? [`${words.yes}: ${words.mayUse(name, licence)}${end}`]
        : [`${words.no}: ${words.mayNotUse(name, licence)}${end}`];
    }
    case "stated":
      return statedLines(catalog, question, subject, finding, mark);
  }
}

const fullNameOf = (person: { name: string; nameZh?: string | undefined }): string =>
  person.nameZh === undefined || person.name.includes(person.nameZh)
    ? person.name
    : `${person.name} (${person.nameZh})`;

const by = (family: { name: string } | undefined): string =>
  family === undefined ? "" : ` ${en.cards.by(escapeMarkdown(family.name))}`;

function statedLines(
  catalog: Catalog,
  { aspect, takes }: Asked,
  subject: Subject,
  { field, fact, by: family }: Extract<Finding, { kind: "stated" }>,
  mark: Marker,
): string[] {
  const name = subjectName(subject);
  const [claim] = fact.claims;
  const end = mark(claim.places);
  if (field === "weights" && subject.kind === "model") {
    const licence = licenceText(catalog, subject);
    const verdict = { yes: words.yes, no: words.no, partly: words.partly }[
      claim.value as "yes" | "no" | "partly"
    ];
    const sentence =
      claim.value === "no"
        ? words.closed(name)
        : claim.value === "partly"
          ? words.partlyOpen(name)
          : licence === undefined
            ? words.open(name)
            : words.openUnder(name, licence);
    return [`${verdict}: ${sentence.replace(/\.$/, "")}${by(family)}.${end}`];
  }
  if (field === "modality" && takes !== undefined && Array.isArray(claim.value)) {
    const kinds = escapeMarkdown(claim.text);
    return claim.value.includes(takes)
      ? [`${words.yes}: ${words.takesIt(name, kinds)}${end}`]
      : [`${words.no}: ${words.doesNotTake(name, kinds)}${end}`];
  }
  const definition = fieldDefinition(subject.kind, field);
  const kind = definition?.value ?? "text";
  const read =
    claim.asOf === undefined || kind !== "price" ? "" : ` (${en.cards.priceAsOf(showDate(claim.asOf))})`;
  const first = `${words.value(name, labelOf(aspect, subject.kind), valueText(kind, claim))}${by(family)}${end}${read}`;
  const active =
    field === "parametersTotal" && subject.kind === "model"
      ? subject.model.facts.parametersActive
      : undefined;
  const others = definition?.holds === "many" || fact.disputed ? furtherClaims(fact) : [];
  return [
    first,
    ...(active === undefined
      ? []
      : [`- ${en.cards.active(escapeMarkdown(active.claims[0].text))}${mark(active.claims[0].places)}`]),
    ...others
      .slice(0, 4)
      .map(
        (one) =>
          `- ${fact.disputed ? `${en.cards.othersSay} ` : ""}${valueText(kind, one)}${mark(one.places)}`,
      ),
  ];
}

function licenceText(catalog: Catalog, { model }: Extract<Subject, { kind: "model" }>): string | undefined {
  const held = factHeld(catalog, model, "licence");
  return held === undefined ? undefined : escapeMarkdown(held.fact.claims[0].text);
}
