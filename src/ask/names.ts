/** The entries and people that a question names. Pure. */
import type { Catalog } from "../catalog/catalog.ts";
import { personNamed } from "../catalog/people.ts";
import type { Lab, Model } from "../catalog/types.ts";
import type { Search } from "../search/search.ts";
import type { Question, Subject, Unknown } from "./question.ts";

export interface World {
  catalog: Catalog;
  search: Search;
}

export interface Named {
  models: readonly Model[];
  labs: readonly Lab[];
  subjects: readonly Subject[];
  unknown: readonly Unknown[];
  rest: string;
}

/** The entries that a text names, and the text without their names. */
export function namesIn({ catalog, search }: World, text: string, short?: Short): Named {
  const subjects = new Map<string, Subject>();
  const unknown: Unknown[] = [];
  let rest = text;
  const mentions = search.findInText(text, { limit: 25 });
  for (const mention of mentions) {
    // The name's place is kept, so that later offsets stay right.
    rest = `${rest.slice(0, mention.start)}${" ".repeat(mention.end - mention.start)}${rest.slice(mention.end)}`;
    if (mention.unmatched !== undefined) {
      const found = search.find(mention.text, { only: "model", limit: 5 });
      unknown.push({
        typed: mention.text,
        suggestions: found.flatMap(({ id }) => catalog.models.get(id) ?? []),
      });
      continue;
    }
    const lab = mention.kind === "lab" ? catalog.labs.get(mention.id) : undefined;
    const model = mention.kind === "model" ? catalog.models.get(mention.id) : undefined;
    if (lab !== undefined) subjects.set(lab.id, { kind: "lab", lab, typed: mention.text });
    if (model !== undefined) subjects.set(model.id, { kind: "model", model });
  }
  if (short !== undefined) {
    subjects.set(short.model.id, { kind: "model", model: short.model });
    rest = `${rest.slice(0, short.start)} ${rest.slice(short.end)}`;
  }
  const all = [...subjects.values()];
  return {
    models: all.flatMap((one) => (one.kind === "model" ? [one.model] : [])),
    labs: all.flatMap((one) => (one.kind === "lab" ? [one.lab] : [])),
    subjects: all,
    unknown,
    rest: rest.replace(/\s+/g, " "),
  };
}

/** Words of questions that are names of entries as well. */
const ordinary =
  /^(max|plus|turbo|flash|air|pro|mini|lite|omni|code|coder|vision|image|video|audio|model|models|ai|api|gpu|best|open|chat|math|ocr|tts|new|news|help|context|price|llm|moe|mit|apache|how|what|who|when|where|which|is|are|the|on|a|an|can|run|fit|fits|does|do|much|many|will|for|of|in|to|it|my|me|i|and|or|vs|gb|ram|vram)$/i;

interface Short {
  model: Model;
  start: number;
  end: number;
}

/** A short name that chat would not be read for, but a question is: `r1`, `dots`. Only a whole name of one model. */
export function shortName({ catalog, search }: World, text: string): Short | undefined {
  for (const match of text.matchAll(/[a-z][\w.+-]*[a-z0-9]/gi)) {
    if (ordinary.test(match[0])) continue;
    const result = search.resolve(match[0], { only: "model" });
    const model =
      result.kind === "one" &&
      (result.match.tier === "exact" || (result.match.tier === "prefix" && match[0].length > 3))
        ? catalog.models.get(result.match.id)
        : undefined;
    if (model !== undefined) return { model, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

/** Somebody who is named in full: `yang zhilin`, `梁文锋`. */
export function personIn(catalog: Catalog, typed: string): Question | undefined {
  for (const lab of catalog.makers) {
    const person = personNamed(lab.people, typed);
    if (person !== undefined) return { kind: "person", lab, name: person.name };
    const founder = lab.facts.founders?.claims.find((claim) =>
      personNamed([{ ...blank, name: claim.text }], typed),
    );
    if (founder !== undefined) return { kind: "person", lab, name: founder.text };
  }
  return undefined;
}
const blank = { role: "", background: [], places: [] };

/** Words that no name has and any question or small talk does. */
const talk =
  /\b(a|an|the|me|my|you|your|is|are|was|do|does|did|can|could|will|would|what|which|who|whom|when|where|why|how|please|write|tell|give|make|say|hi|hello|hey|thanks|thank|ok|yes|no|today|weather|and|or|of|to|in|on|for|with|about|models?|labs?|best|cheapest|newest|latest)\b/i;

/** True where a text can only be meant as a name: up to four words, none of them of a question. */
export const looksLikeName = (text: string): boolean =>
  /^[\p{L}\p{N}][\p{L}\p{N}\s.+_/-]*\??$/u.test(text) &&
  text.trim().split(/\s+/).length <= 4 &&
  /[a-z]/i.test(text) &&
  !/\p{Script=Han}{5,}/u.test(text) &&
  !talk.test(text);

/** The names of a text behind what is talked about. */
export function withSubject(subject: Subject, named: Named): Named {
  const subjects = [subject, ...named.subjects];
  return {
    ...named,
    subjects,
    models: subjects.flatMap((one) => (one.kind === "model" ? [one.model] : [])),
    labs: subjects.flatMap((one) => (one.kind === "lab" ? [one.lab] : [])),
  };
}
