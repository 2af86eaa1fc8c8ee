/** What a licence's name is known to allow. Only names whose text everybody can read are judged. Pure. */

/** Names of licences that allow commercial use without asking. */
const commercial = /\b(mit|apache(?:[ -]?(?:license|licence))?[ -]?2(?:\.0)?|bsd|cc[ -]by[ -]4|cc0|mulan)\b/i;
/** Words that take it back: a licence of the lab's own, or one that forbids or bounds it. */
const bounded = /modified|non[- ]?commercial|\bnc\b|research|community|custom|own|agreement|other/i;

/**
 * True where the licence is known to allow commercial use, false where its name forbids or bounds it, undefined where
 * the name alone does not say.
 */
export function isCommercial(licence: string): boolean | undefined {
  if (/non[- ]?commercial|\bnc\b|research[- ]only|closed/i.test(licence)) return false;
  if (bounded.test(licence)) return undefined;
  return commercial.test(licence) ? true : undefined;
}
