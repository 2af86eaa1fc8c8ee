/** What the bot says when it is mentioned: whatever a question in words, a name or several names ask for. */
import type { Subject } from "../ask/question.ts";
import { namedByHandle } from "../catalog/compare/handles.ts";
import type { Services } from "../command.ts";
import { en } from "../messages/en.ts";
import { noteMessage } from "../views/answers.ts";
import { parseCustomId } from "../views/custom-id.ts";
import { type Asked, ask } from "./ask.ts";

export type MentionAnswer = Asked;

/** The entry of a card, from the states of its buttons: the model or lab that the first of them is about. */
function subjectOfCard({ catalog }: Services, card: readonly string[]): Subject | undefined {
  for (const id of card) {
    for (const arg of parseCustomId(id)?.args ?? []) {
      const named = namedByHandle(catalog, arg);
      const model = catalog.models.get(arg) ?? (named?.kind === "model" ? named.model : undefined);
      if (model !== undefined) return { kind: "model", model };
      const lab = catalog.labs.get(arg) ?? (named?.kind === "lab" ? named.lab : undefined);
      if (lab !== undefined) return { kind: "lab", lab };
    }
  }
  return undefined;
}

/**
 * Answers the text of a message that mentions the bot, the mention itself cut out.
 *
 * @param bot how the bot is written in the hint
 * @param card states of the buttons of the bot's message that it replies to: what that is about is the subject
 */
export function answerMention(
  services: Services,
  text: string,
  bot: string,
  card: readonly string[] = [],
): MentionAnswer {
  if (/[\p{L}\p{N}]/u.test(text)) return ask(services, text, subjectOfCard(services, card));
  return { message: noteMessage(en.comparing.mentionHint(bot)), isHint: true };
}
