/** From a question in words to its answer as a message: for `/ask`, mentions and private messages. */
import { findAspect } from "../ask/aspect.ts";
import { rank } from "../ask/most.ts";
import type { Question } from "../ask/question.ts";
import { triesFor } from "../ask/tries.ts";
import { understand } from "../ask/understand.ts";
import { personNamed } from "../catalog/people.ts";
import { selectModels } from "../catalog/select.ts";
import type { StatedDate } from "../catalog/types.ts";
import { type Answer, type Services, UserError } from "../command.ts";
import { defined } from "../defined.ts";
import { en } from "../messages/en.ts";
import { noteMessage } from "../views/answers.ts";
import {
  aspectAnswer,
  countAnswer,
  helpAnswer,
  labsAnswer,
  modelsAnswer,
  mostAnswer,
  newsAnswer,
  nothingAnswer,
} from "../views/ask.ts";
import { unclearName } from "../views/compare-choices.ts";
import { labCard } from "../views/lab.ts";
import { topicCard } from "../views/market.ts";
import type { Message } from "../views/message.ts";
import { echo } from "../views/text.ts";
import { compared } from "./comparison.ts";
import { fitAnswer, runsAnswer } from "./fit.ts";
import { foundMessage, namedIn } from "./named.ts";

export interface Asked {
  message: Answer;
  /** Nothing was understood: the answer only says what would work. */
  isHint: boolean;
}

const today = (): StatedDate => new Date().toISOString().slice(0, 10);

/** Answers a question in words, or names, comparisons and topics. Waits for nothing; throws nothing that a person typed. */
export function ask(services: Services, text: string): Asked {
  const question = understand(services, text, today());
  const isHint = question.kind === "nothing";
  const answer = answerQuestion(services, question);
  if (answer !== undefined) return { message: answer, isHint };
  return answerNames(services, text);
}

/** Names and nothing else: a comparison of several, the card of one, or what a name may have meant. */
function answerNames(services: Services, text: string): Asked {
  const named = namedIn(services, text);
  const { models, unknown } = named;
  const notes = unknown.map((one) => en.comparing.notInCatalogue(echo(one.typed)));
  const [missing] = unknown;
  try {
    if (models.length > 1) return { message: compared(services, models, "everyone", notes), isHint: false };
  } catch (error) {
    if (error instanceof UserError) return { message: noteMessage(error.message), isHint: true };
    throw error;
  }
  if (models.length === 1 && missing !== undefined && missing.suggestions.length > 0) {
    const sentence = en.noSuchEntry(echo(missing.typed));
    return {
      message: unclearName(services.catalog, sentence, missing.suggestions, models, 1),
      isHint: false,
    };
  }
  return { message: foundMessage(services, named, "everyone"), isHint: false };
}

/** Answers what the catalogue alone answers; names, comparisons and help are left to the caller. */
export function answerQuestion(services: Services, question: Question): Message | undefined {
  const { catalog } = services;
  switch (question.kind) {
    case "aspect":
      return aspectAnswer(
        catalog,
        question,
        question.about.map((subject) => ({
          subject,
          finding: findAspect(catalog, question.aspect, subject),
        })),
      );
    case "models":
      return modelsAnswer(catalog, question.where, selectModels(catalog, question.where, question.order));
    case "most":
      return mostAnswer(
        catalog,
        question.measure,
        question.where,
        rank(catalog, question.measure, question.where),
      );
    case "count":
      return countAnswer(
        catalog,
        question.of,
        question.where,
        selectModels(catalog, question.where, "newest"),
      );
    case "labs": {
      const { city } = question;
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
    case "nothing":
      return nothingAnswer(question.typed, triesFor(catalog, question.typed, en.asking.examples));
    default:
      return undefined;
  }
}
