/** What the bot says when it is mentioned: whatever a question in words, a name or several names ask for. */
import type { Services } from "../command.ts";
import { en } from "../messages/en.ts";
import { noteMessage } from "../views/answers.ts";
import { type Asked, ask } from "./ask.ts";

export type MentionAnswer = Asked;

/**
 * Answers the text of a message that mentions the bot, the mention itself cut out.
 *
 * @param bot how the bot is written in the hint
 */
export function answerMention(services: Services, text: string, bot: string): MentionAnswer {
  if (/[\p{L}\p{N}]/u.test(text)) return ask(services, text);
  return { message: noteMessage(en.comparing.mentionHint(bot)), isHint: true };
}
