/** What the catalogue says of one thing about one entry. Pure. */
import { type Catalog, releasedOn } from "../catalog/catalog.ts";
import { earliestDay } from "../catalog/dates.ts";
import { factHeld } from "../catalog/family.ts";
import { type LabField, labFields, type ModelField, modelFields } from "../catalog/fields.ts";
import { isCommercial } from "../catalog/licences.ts";
import type { Fact, Lab, Model, Person, Score } from "../catalog/types.ts";
import type { Aspect, Subject } from "./question.ts";

/** `stated`: claims of a field, `by` another model where the family says it. `related`: other models, in order. */
export type Finding =
  | { kind: "stated"; field: ModelField | LabField; fact: Fact; by?: Model }
  | { kind: "commercial"; fact: Fact; by?: Model; allowed: boolean | undefined }
  | { kind: "scores"; scores: readonly Score[] }
  | { kind: "maker"; lab: Lab }
  | { kind: "people"; people: readonly Person[]; fact?: Fact }
  | { kind: "related"; models: readonly Model[]; names: readonly string[] }
  | { kind: "not stated" };

const notStated: Finding = { kind: "not stated" };
const isModelField = (aspect: string): aspect is ModelField => Object.hasOwn(modelFields, aspect);
const isLabField = (aspect: string): aspect is LabField => Object.hasOwn(labFields, aspect);

/** Answers one aspect of one entry from the catalogue alone. */
export function findAspect(catalog: Catalog, aspect: Aspect, subject: Subject): Finding {
  return subject.kind === "lab" ? ofLab(aspect, subject.lab) : ofModel(catalog, aspect, subject.model);
}

function stated(field: ModelField | LabField, fact: Fact | undefined, by?: Model): Finding {
  if (fact === undefined) return notStated;
  return by === undefined ? { kind: "stated", field, fact } : { kind: "stated", field, fact, by };
}

function ofLab(aspect: Aspect, lab: Lab): Finding {
  if (aspect === "leader" || aspect === "founders") {
    const words =
      aspect === "leader" ? /\b(ceo|chief executive|head|lead|leads|director|president|chair)/i : /found/i;
    const people = lab.people.filter((person) => words.test(person.role));
    const fact: Fact | undefined = lab.facts.founders;
    if (people.length === 0) return aspect === "founders" ? stated("founders", fact) : notStated;
    return aspect === "founders" && fact !== undefined
      ? { kind: "people", people, fact }
      : { kind: "people", people };
  }
  if (aspect === "weights") return stated("weightsPolicy", lab.facts.weightsPolicy);
  return isLabField(aspect) ? stated(aspect, lab.facts[aspect]) : notStated;
}

function ofModel(catalog: Catalog, aspect: Aspect, model: Model): Finding {
  switch (aspect) {
    case "commercial": {
      const held = factHeld(catalog, model, "licence");
      if (held === undefined) return notStated;
      const allowed = isCommercial(held.fact.claims[0].text);
      return held.by === undefined
        ? { kind: "commercial", fact: held.fact, allowed }
        : { kind: "commercial", fact: held.fact, allowed, by: held.by };
    }
    case "scores":
      return model.scores.length === 0 ? notStated : { kind: "scores", scores: model.scores };
    case "maker": {
      const lab = catalog.labOf(model);
      return lab === undefined ? notStated : { kind: "maker", lab };
    }
    case "base":
      return related(catalog, model, ["based-on", "builds-on"]);
    case "predecessor": {
      const before = model.predecessor === undefined ? undefined : catalog.models.get(model.predecessor);
      return before === undefined ? notStated : { kind: "related", models: [before], names: [] };
    }
    case "successor": {
      const after = catalog.data.models.filter(
        (one) => one.predecessor === model.id && one.status !== "anticipated",
      );
      after.sort((a, b) => dayOf(a).localeCompare(dayOf(b)));
      return after.length === 0 ? notStated : { kind: "related", models: after, names: [] };
    }
    default: {
      if (!isModelField(aspect)) return notStated;
      const held =
        factHeld(catalog, model, aspect) ??
        // "How many GPUs" is answered by their hours where nobody says how many there were.
        (aspect === "trainingHardware" ? factHeld(catalog, model, "trainingCompute") : undefined);
      return held === undefined ? notStated : stated(aspect, held.fact, held.by);
    }
  }
}

const dayOf = (model: Model): string => earliestDay(releasedOn(model) ?? "9999");

function related(catalog: Catalog, model: Model, kinds: readonly string[]): Finding {
  const relations = model.relations.filter((one) => kinds.includes(one.kind));
  const models = relations.flatMap(({ to }) => catalog.models.get(to ?? "") ?? []);
  const names = relations.filter(({ to }) => !catalog.models.has(to ?? "")).map(({ name }) => name);
  return models.length + names.length === 0 ? notStated : { kind: "related", models, names };
}
