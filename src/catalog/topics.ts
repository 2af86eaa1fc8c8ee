/** Finding the market topic that somebody means: `ai hubs china`, `who started the price war`, `outlook`. Pure. */
import { wordsOf } from "../names/name.ts";
import type { Topic } from "./types.ts";

/** Words that questions share and topics do not. */
const fillers = new Set(
  "a about ai an and are at by china chinese did do does for from how in is it its lab labs me model models of on or tell that the their there they to was were what when where which who whom why with 是 哪 几 家 什 么 谁 有 的 吗 呢 个 些 怎 样".split(
    " ",
  ),
);

/** Lower-case words without plural endings, so that `chips` finds `chip`; Chinese is cut into single characters. */
function stemsOf(text: string): string[] {
  const apart = text.slice(0, 400).replace(/(?<=[a-z])(?=\p{Script=Han})/giu, " ");
  return wordsOf(apart).map((word) => (word.length > 3 ? word.replace(/(?:ies|es|s)$/, "") : word));
}

interface Field {
  words: ReadonlySet<string>;
  weight: number;
}

export interface TopicMatch {
  topic: Topic;
  /** From 0 to 1: how much of the question the topic covers, names counting most. */
  score: number;
  /** From 0 to 1: how much of the question stands in the topic's names. */
  named: number;
}

interface Read {
  /** Each name as its stems in one text. */
  whole: ReadonlySet<string>;
  fields: readonly Field[];
}
/** Topics as they are read, once each: a question is held against all of them. */
const read = new WeakMap<Topic, Read>();
function readTopic(topic: Topic): Read {
  const known = read.get(topic);
  if (known !== undefined) return known;
  const names = [topic.name, topic.id.replaceAll("-", " "), ...topic.aliases].map(stemsOf);
  const made: Read = {
    whole: new Set(names.map((stems) => stems.join(" "))),
    fields: [
      { words: new Set(names.flat()), weight: 1 },
      { words: new Set(stemsOf(topic.about)), weight: 0.6 },
      { words: new Set(topic.points.flatMap((point) => stemsOf(point.text))), weight: 0.4 },
    ],
  };
  read.set(topic, made);
  return made;
}

/** Ranks topics for a question, best first; topics that share nothing with it are left out. */
export function rankTopics(topics: readonly Topic[], typed: string): TopicMatch[] {
  const all = stemsOf(typed);
  // A number tells nothing by itself: "music 2.0" is not about Apache 2.0.
  const telling = all.filter((word) => !fillers.has(word) && /\p{L}/u.test(word));
  const asked = telling.length > 0 ? telling : all.filter((word) => /\p{L}/u.test(word));
  if (asked.length === 0) return [];
  const whole = all.join(" ");
  return topics
    .map((topic): TopicMatch => {
      const { whole: names, fields } = readTopic(topic);
      if (names.has(whole)) return { topic, score: 1, named: 1 };
      const sum = asked.reduce((total, word) => total + best(fields, word), 0);
      const inNames = asked.reduce((total, word) => total + best(fields.slice(0, 1), word), 0);
      return { topic, score: (0.95 * sum) / asked.length, named: inNames / asked.length };
    })
    .filter((match) => match.score > 0)
    .sort((a, b) => b.score - a.score || a.topic.id.localeCompare(b.topic.id));
}

function best(fields: readonly Field[], word: string): number {
  let found = 0;
  for (const { words, weight } of fields) {
    if (words.has(word)) found = Math.max(found, weight);
    else if (word.length >= 4 && [...words].some((one) => one.startsWith(word)))
      found = Math.max(found, 0.8 * weight);
  }
  return found;
}

/** Below this the topic is a guess: a choice is offered instead. */
export const sureTopic = 0.38;
