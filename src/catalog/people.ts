/** Telling whom a question is about: `zhang debing`, `who is 张雷`, `Kaiqi`. Pure. */
import { wordsOf } from "../names/name.ts";
import type { Person } from "./types.ts";

/** The person of a lab that the typed text names in full, in any order of the words; undefined where it names none. */
export function personNamed(people: readonly Person[], typed: string): Person | undefined {
  const asked = new Set(wordsOf(typed));
  return people.find(({ name, nameZh, nickname }) =>
    [name, name.replace(/\([^)]*\)/g, ""), nameZh, nickname].some((one) => {
      const words = one === undefined ? [] : wordsOf(one);
      return words.length > 0 && words.every((word) => asked.has(word));
    }),
  );
}
