/** What the bot says when it is mentioned: a comparison, a card, or one short hint. */

import { type Answer, type Services, UserError } from "../command.ts";
import { en } from "../messages/en.ts";
import { noteMessage } from "../views/answers.ts";
import { unclearName } from "../views/compare-choices.ts";
import { echo } from "../views/text.ts";
import { compared } from "./comparison.ts";
import { foundMessage, namedIn } from "./named.ts";

export interface MentionAnswer {
  message: Answer;
  /** Nothing was recognised: the answer only says how to ask. */
  isHint: boolean;
}

/**
 * Answers the text of a message that mentions the bot, the mention itself cut out.
 *
 * @param bot how the bot is written in the hint
 */
export function answerMention(services: Services, text: string, bot: string): MentionAnswer {
  const named = namedIn(services, text);
  const { models, labs, unknown } = named;
  if (models.length + labs.length + unknown.length === 0)
    return { message: noteMessage(en.comparing.mentionHint(bot)), isHint: true };
  const notes = unknown.map((one) => en.comparing.notInCatalogue(echo(one.typed)));
  const [missing] = unknown;
  try {
    if (models.length > 1) return { message: compared(services, models, "everyone", notes), isHint: false };
  } catch (error) {
    if (error instanceof UserError) return { message: noteMessage(error.message), isHint: true };
    throw error;
  }
  if (models.length === 1 && missing !== undefined && missing.suggestions.length > 0) {
    const text = en.noSuchEntry(echo(missing.typed));
    return { message: unclearName(services.catalog, text, missing.suggestions, models, 1), isHint: false };
  }
  return { message: foundMessage(services, named, "everyone"), isHint: false };
}
