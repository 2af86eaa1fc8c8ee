/** The labs and models that a chat message names. */
import { defined } from "../../defined.ts";
import type { Index } from "../index/types.ts";
import type { Matcher } from "../match/matcher.ts";
import { withMisspelled } from "./misspelled.ts";
import { createNameReader, type Hit, textOf } from "./name-reader.ts";
import { belongsTo, isSeparator, type Reading, wordsOf } from "./text-words.ts";

/** An entry that a text names. */
export interface Mention {
  id: string;
  kind: "lab" | "model";
  /** Offsets into the text, in UTF-16 units; `text` is what stands there. */
  start: number;
  end: number;
  text: string;
  /** A version, size or tier that follows the name and that no entry has: `4.7` after GLM. */
  unmatched?: string;
  /** Ids of other entries that the same words name as well. */
  also: readonly string[];
}

export interface FindInTextOptions {
  /** Most mentions; 25 where absent. */
  limit?: number;
}

/** Longer texts are cut. Discord's messages have at most 4,000 characters. In UTF-16 units. */
const longestText = 6000;
const mostHits = 200;
const attributing: ReadonlySet<string> = new Set(["by", "from", "of"]);

/** Prepares the reading of texts over an index. */
export function createTextReader(index: Index, match: Matcher) {
  const names = createNameReader(index, match);

  /**
   * The entries that a text names, in the order of their first mention, longest names first. Code, quotes, spoilers,
   * links, mentions and emoji are passed over. Never throws; the time is bounded for any text.
   */
  return (text: string, options: FindInTextOptions = {}): Mention[] => {
    const cut = text.slice(0, longestText);
    const reading: Reading = { words: wordsOf(cut), text: cut, questions: 0 };
    const hits = hitsIn(reading);
    const nothingElse = isNothingButNames(reading, hits);
    const believed = hits.filter((hit) => hit.firm || nothingElse || isBacked(reading, hit, hits));
    return mentionsOf(withMisspelled(match, reading, believed), reading, options.limit ?? 25);
  };

  function hitsIn(reading: Reading): Hit[] {
    const hits: Hit[] = [];
    for (let at = 0; at < reading.words.length && hits.length < mostHits; ) {
      const before = hits.at(-1);
      const hit = names.hitAt(reading, at) ?? names.continuation(reading, at, before);
      if (hit === undefined) {
        at += 1;
        continue;
      }
      names.withTail(reading, hit);
      if (before !== undefined && isLabOf(reading, before, hit)) {
        hit.first = before.first;
        hits.pop();
      }
      hits.push(hit);
      at = hit.last + 1;
    }
    return hits;
  }

  /** A lab right before its model is one name with it: `zhipu glm-5`, `Alibaba's Qwen3`. */
  function isLabOf(reading: Reading, before: Hit, hit: Hit): boolean {
    if (before.last !== hit.first - 1 || before.unmatched !== undefined) return false;
    return belongsTo(reading.words[hit.first]) && index.ancestors[hit.entry]?.has(before.entry) === true;
  }

  /** `glm-5 by zhipu`: the lab says whose model it is, and is not meant by itself. */
  function isAttribution(reading: Reading, before: Hit | undefined, hit: Hit): boolean {
    if (before === undefined || before.last !== hit.first - 2) return false;
    const word = reading.words[hit.first - 1]?.key ?? "";
    return attributing.has(word) && index.ancestors[before.entry]?.has(hit.entry) === true;
  }

  function mentionsOf(hits: readonly Hit[], reading: Reading, limit: number): Mention[] {
    const seen = new Set<string>();
    const mentions: Mention[] = [];
    for (const [place, hit] of hits.entries()) {
      const entry = index.entries[hit.entry];
      const key = `${entry?.id} ${hit.unmatched ?? ""}`;
      if (entry === undefined || seen.has(key) || mentions.length >= limit) continue;
      if (isAttribution(reading, hits[place - 1], hit)) continue;
      seen.add(key);
      const text = textOf(reading, hit.first, hit.last);
      const start = reading.words[hit.first]?.start ?? 0;
      mentions.push({
        id: entry.id,
        kind: entry.kind,
        start,
        end: start + text.length,
        text,
        ...defined({ unmatched: hit.unmatched }),
        also: hit.also.flatMap((one) => index.entries[one]?.id ?? []),
      });
    }
    return mentions;
  }
}

/** True where a message has names, and words between them, and nothing else. */
function isNothingButNames(reading: Reading, hits: readonly Hit[]): boolean {
  let at = 0;
  for (const hit of [...hits, { first: reading.words.length, last: reading.words.length }]) {
    for (; at < hit.first; at++) if (!isSeparator(reading.words[at])) return false;
    at = hit.last + 1;
  }
  return true;
}

/** `k2` and `r1` back each other, and any full name backs both; `v2` and `v3` are anybody's. */
function isBacked(reading: Reading, hit: Hit, hits: readonly Hit[]): boolean {
  const letterOf = (one: Hit) => reading.words[one.first]?.key.charAt(0);
  return hits.some((other) => other !== hit && (other.firm || letterOf(other) !== letterOf(hit)));
}
