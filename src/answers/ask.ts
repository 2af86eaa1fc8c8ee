/** From a question in words to its answer as a message: for `/ask`, mentions and private messages. */
import { findAspect } from "../ask/aspect.ts";
import { rank } from "../ask/most.ts";
import type { Aspect, Question, Subject, Unknown } from "../ask/question.ts";
import { triesFor } from "../ask/tries.ts";
import { understand } from "../ask/understand.ts";
import { flagshipOfFamily, flagshipOfLab } from "../catalog/flagship.ts";
import { personNamed } from "../catalog/people.ts";
import { selectModels } from "../catalog/select.ts";
import type { Lab, Model, StatedDate } from "../catalog/types.ts";
import { type Answer, type Services, UserError } from "../command.ts";
import { defined } from "../defined.ts";
import { en } from "../messages/en.ts";
import { noteMessage } from "../views/answers.ts";
import { aspectAnswer, countAnswer, eachAnswer, modelsAnswer, mostAnswer, newsAnswer } from "../views/ask.ts";
import { helpAnswer, labsAnswer, labsStating, nothingAnswer, scoresAnswer } from "../views/ask-lists.ts";
import { unclearName } from "../views/compare-choices.ts";
import { labCard } from "../views/lab.ts";
import { lengthOf, limits } from "../views/limits.ts";
import { topicCard } from "../views/market.ts";
import type { Message } from "../views/message.ts";
import { echo } from "../views/text.ts";
import { compared } from "./comparison.ts";
import { costOfModels } from "./cost.ts";
import { fitAnswer, runsAnswer } from "./fit.ts";
import { answerName } from "./lookup.ts";
import { foundMessage } from "./named.ts";

export interface Asked {
  message: Answer;
  /** Nothing was understood: the answer only says what would work. */
  isHint: boolean;
}

/** Models that are asked in place of their family or lab. */
const mostStating = 5;

const today = (): StatedDate => new Date().toISOString().slice(0, 10);

/**
 * Answers a question in words, or names, comparisons and topics. Waits for nothing; throws nothing that a person typed.
 *
 * @param card what the message is about that was replied to: the subject where the text names none, or compares
 */
export function ask(services: Services, text: string, card?: Subject): Asked {
  const question = understand(services, text, today(), card);
  try {
    if (question.kind === "names") return answerNames(services, question.about, question.unknown);
    const message = withAskOn(answerQuestion(services, question), question);
    const isMiss = question.kind === "name" && message.audience === "asker";
    return { message, isHint: question.kind === "nothing" || isMiss };
  } catch (error) {
    if (error instanceof UserError) return { message: noteMessage(error.message), isHint: true };
    throw error;
  }
}

/** The answer with three questions that go on from it, where there is room. */
function withAskOn(message: Answer, question: Question): Answer {
  const [embed] = message.embeds ?? [];
  const further = furtherOf(question);
  if (embed?.description === undefined || further === undefined) return message;
  const description = `${embed.description}\n-# ${en.asking.askOn(further)}`;
  return lengthOf(description) > limits.description
    ? message
    : { ...message, embeds: [{ ...embed, description }] };
}

/** Three questions about the same model, or about the same field. */
function furtherOf(question: Question): readonly string[] | undefined {
  if (question.kind === "models" || question.kind === "most" || question.kind === "each")
    return en.asking.furtherLists;
  if (question.kind !== "aspect") return undefined;
  const [subject] = question.about;
  return subject?.kind === "model" ? en.asking.further(subject.model.name, question.aspect) : undefined;
}

/** The family that a lab's name means beside a model's: `deepseek vs kimi`. */
function familyOf({ catalog, search }: Services, lab: Lab, text: string): Model | undefined {
  const result = search.resolve(text, { only: "model" });
  const model = result.kind === "one" ? catalog.models.get(result.match.id) : undefined;
  return model?.kind === "family" && model.lab === lab.id ? model : undefined;
}

/** Names and nothing else: a comparison of several, the card of one, or what a name may have meant. */
function answerNames(services: Services, about: readonly Subject[], unknown: readonly Unknown[]): Asked {
  const isSeveral = about.length + unknown.length > 1;
  const entries = about.map((subject) => {
    if (subject.kind === "model") return subject.model;
    const { lab, typed } = subject;
    return (isSeveral && typed !== undefined ? familyOf(services, lab, typed) : undefined) ?? lab;
  });
  const isModel = (entry: Lab | Model): entry is Model => "status" in entry;
  const models = [...new Set(entries.filter(isModel))];
  const labs = [...new Set(entries.filter((entry) => !isModel(entry)))] as Lab[];
  const notes = unknown.map((one) => en.comparing.notInCatalogue(echo(one.typed)));
  const [missing] = unknown;
  if (models.length > 1) return { message: compared(services, models, "everyone", notes), isHint: false };
  // Two labs: each stands by its leading model.
  const leading = labs.flatMap((lab) => flagshipOfLab(services.catalog, lab.id) ?? []);
  if (labs.length > 0 && models.length + leading.length > 1 && missing === undefined)
    return { message: compared(services, [...models, ...leading], "everyone", notes), isHint: false };
  if (models.length === 1 && missing !== undefined && missing.suggestions.length > 0) {
    const sentence = en.noSuchEntry(echo(missing.typed));
    return {
      message: unclearName(services.catalog, sentence, missing.suggestions, models, 1),
      isHint: false,
    };
  }
  return { message: foundMessage(services, { models, labs, unknown }, "everyone"), isHint: false };
}

/** Models that state a field in place of a family or a lab that does not: the leading one first. */
function statingIt({ catalog }: Services, aspect: Aspect, subject: Subject): Subject[] {
  const where =
    subject.kind === "lab"
      ? { lab: subject.lab.id }
      : subject.model.kind === "family"
        ? { family: subject.model.id }
        : undefined;
  if (where === undefined) return [];
  const flagship =
    subject.kind === "lab"
      ? flagshipOfLab(catalog, subject.lab.id)
      : flagshipOfFamily(catalog, subject.model);
  const { models } = selectModels(catalog, where, "newest");
  return [...new Set([...(flagship === undefined ? [] : [flagship]), ...models])]
    .map((model): Subject => ({ kind: "model", model }))
    .filter((one) => findAspect(catalog, aspect, one).kind !== "not stated")
    .slice(0, mostStating);
}

/** What a question about one thing comes to; a family or a lab that does not state it is answered by its models. */
function answerAspect(services: Services, question: Extract<Question, { kind: "aspect" }>): Message {
  const { catalog } = services;
  const { aspect } = question;
  const found = question.about.flatMap((subject) => {
    const finding = findAspect(catalog, aspect, subject);
    const others = finding.kind === "not stated" ? statingIt(services, aspect, subject) : [];
    return others.length === 0
      ? [{ subject, finding }]
      : others.map((one) => ({ subject: one, finding: findAspect(catalog, aspect, one), through: subject }));
  });
  return aspectAnswer(catalog, question, found);
}

/** Answers everything but names. */
function answerQuestion(services: Services, question: Exclude<Question, { kind: "names" }>): Answer {
  const { catalog } = services;
  switch (question.kind) {
    case "aspect":
      return answerAspect(services, question);
    case "models":
      return modelsAnswer(catalog, question, selectModels(catalog, question.where, question.order));
    case "most":
      return mostAnswer(
        catalog,
        question.measure,
        question.where,
        rank(catalog, question.measure, question.where),
        question.among === undefined ? [] : selectModels(catalog, question.among, "newest").models,
      );
    case "each":
      return eachAnswer(
        catalog,
        question.measure,
        catalog.makers.flatMap(
          (lab) => rank(catalog, question.measure, { ...question.where, lab: lab.id }).ranked[0] ?? [],
        ),
      );
    case "scores":
      return scoresAnswer(catalog, question.about, question.benchmarks);
    case "cost":
      return costOfModels(services, question.about, question);
    case "count":
      return countAnswer(
        catalog,
        question.of,
        question.where,
        selectModels(catalog, question.where, "newest"),
      );
    case "labs": {
      const { city, stating } = question;
      if (stating !== undefined) return labsStating(catalog, stating);
      const labs = catalog.makers.filter(
        (lab) =>
          city === undefined || lab.facts.place?.claims.some((claim) => claim.text.includes(city)) === true,
      );
      const unknown =
        city === undefined ? 0 : catalog.makers.filter((lab) => lab.facts.place === undefined).length;
      return labsAnswer(catalog, city, labs, unknown);
    }
    case "news":
      return newsAnswer(
        catalog,
        question,
        selectModels(
          catalog,
          defined({ ...question.where, since: question.since, until: question.until }),
          "newest",
        ),
      );
    case "fit":
      return fitAnswer(services, question.model, { memory: question.memory, context: question.context });
    case "runs":
      return runsAnswer(services, question.where, question.memory);
    case "help":
      return helpAnswer();
    case "person": {
      const { lab, name } = question;
      return labCard(catalog, lab, personNamed(lab.people, name));
    }
    case "topic":
      return topicCard(catalog, question.topic);
    case "name":
      return answerName(services, question.typed, "model");
    case "nothing":
      return nothingAnswer(question.typed, triesFor(catalog, question.typed, en.asking.examples));
  }
}
