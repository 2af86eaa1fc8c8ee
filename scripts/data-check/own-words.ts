/** Finds runs of words that stand in a document too: facts are stated in our own words. */
import type { Documents } from "./files.ts";
import type { Finding } from "./findings.ts";
import type { LoadedData } from "./load.ts";

/** From here a shared run is reported, from there it is an error. Counted in words. */
const warnFrom = 8;
const errorFrom = 12;
/** Keys whose text is a name, a title or an id: the source's own words are right there. */
const nameKeys = new Set([
  ...["name", "nameZh", "alias", "aliases", "searchAids", "title", "url", "nickname", "of", "to"],
  ...["family", "variantOf", "predecessor", "partOf", "ranking", "benchmark", "kind", "status"],
  ...["huggingface", "feeds", "conflict", "field"],
]);

interface Word {
  /** Lower case, letters and digits only. */
  key: string;
  /** A name or a figure: it has a capital or a digit. */
  name: boolean;
}

function wordsOf(text: string): Word[] {
  const plain = text.normalize("NFKC").replace(/['’]/g, "");
  return [...plain.matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => ({
    key: word.toLowerCase(),
    name: /[\p{Lu}\p{N}]/u.test(word),
  }));
}

export function checkOwnWords(data: LoadedData, documents: Documents): Finding[] {
  const findings: Finding[] = [];
  const grams = new Map<string, { file: number; line: number; at: number }[]>();
  const texts = documents.files.map((document) =>
    document.lines.map((line) => wordsOf(line).map((word) => word.key)),
  );
  texts.forEach((lines, file) => {
    lines.forEach((words, line) => {
      for (let at = 0; at + warnFrom <= words.length; at++) {
        const gram = words.slice(at, at + warnFrom).join(" ");
        grams.set(gram, [...(grams.get(gram) ?? []), { file, line, at }]);
      }
    });
  });

  for (const where of [...data.labs, ...data.models, ...data.topics]) {
    for (const piece of where.yaml.words) {
      if (nameKeys.has(piece.key)) continue;
      const words = wordsOf(piece.text);
      let at = 0;
      while (at + warnFrom <= words.length) {
        const run = longestRun(words, at);
        if (run === undefined) {
          at++;
          continue;
        }
        const shared = words.slice(at, at + run.length);
        at += run.length;
        if (shared.filter((word) => word.name).length * 2 > shared.length) continue;
        findings.push({
          severity: run.length >= errorFrom ? "error" : "warning",
          check: "own-words",
          file: where.file,
          line: piece.line,
          reason: `${run.length} words in a row stand in ${run.place}: "${shared.map((word) => word.key).join(" ")}"`,
        });
      }
    }
  }
  return findings;

  function longestRun(words: readonly Word[], from: number): { length: number; place: string } | undefined {
    const gram = words
      .slice(from, from + warnFrom)
      .map((word) => word.key)
      .join(" ");
    let best: { length: number; place: string } | undefined;
    for (const { file, line, at } of grams.get(gram) ?? []) {
      const document = texts[file]?.[line] ?? [];
      let length = warnFrom;
      while (words[from + length] !== undefined && words[from + length]?.key === document[at + length])
        length++;
      if (best === undefined || length > best.length) {
        best = { length, place: `${documents.files[file]?.file ?? ""}:${line + 1}` };
      }
    }
    return best;
  }
}
