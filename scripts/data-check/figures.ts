/**
 * The figures and dates of a text as comparable tokens, so that "1T" and "one trillion", "2025-03" and "Mar 2025"
 * are the same. Looser than catalog/quantities.ts: it finds everything that could be a figure.
 */

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthWord =
  "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?";
const numberWords: Record<string, number> = {
  one: 1,
  first: 1,
  once: 1,
  two: 2,
  second: 2,
  twice: 2,
  double: 2,
  doubled: 2,
  half: 0.5,
  three: 3,
  third: 3,
  four: 4,
  fourth: 4,
  fourfold: 4,
  quarter: 4,
  five: 5,
  fifth: 5,
  six: 6,
  sixth: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  tenth: 10,
  eleven: 11,
  twelve: 12,
  dozen: 12,
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};
const scales: Record<string, number> = { k: 1e3, m: 1e6, b: 1e9, t: 1e12 };

interface Taken {
  rest: string;
  tokens: Set<string>;
}

/** Tokens such as `date:2025-03`, `date:2025`, `671000000000`. A date gives its coarser forms too. */
export function figureTokens(text: string): Set<string> {
  const taken = dates(prepared(text));
  const tokens = taken.tokens;
  for (const match of taken.rest.matchAll(figure)) tokens.add(number(match));
  for (const [word] of taken.rest.toLowerCase().matchAll(/[a-z]+/g)) {
    const value = numberWords[word];
    if (value !== undefined) tokens.add(String(value));
  }
  for (const [, word = "", scale = ""] of taken.rest.toLowerCase().matchAll(wordWithScale)) {
    tokens.add(String((numberWords[word] ?? 0) * (numberWords[scale] ?? 1)));
  }
  return tokens;
}

/** The figures that a text must show; number words and coarser forms of dates do not count here. */
export function figuresOf(text: string): string[] {
  const taken = dates(prepared(text));
  const finest = [...taken.tokens].filter(
    (token) => ![...taken.tokens].some((other) => other.startsWith(`${token}-`)),
  );
  const numbers = [...taken.rest.matchAll(figure)].map(number);
  return [...new Set([...finest, ...numbers])];
}

/** A number with its scale; digits that belong to a name (V3, A100, GPT-4) are none. */
const figure =
  /(?<![\p{L}\d.])(?:(?<!\p{L}-)|(?<=\d[kmbt]-))(\d+(?:,\d{3})*(?:\.\d+)?)(?:[\s-]?(thousand|million|billion|trillion)s?\b|([kmbt])(?![\p{L}\d]))?/giu;
const wordWithScale =
  /\b(one|two|three|four|five|six|seven|eight|nine|ten)[\s-](million|billion|trillion)\b/g;

function number([, digits = "", word, letter]: RegExpMatchArray): string {
  const scale = (word ?? letter ?? "").toLowerCase();
  const factor = scales[scale] ?? numberWords[scale] ?? 1;
  return String(Number((Number(digits.replaceAll(",", "")) * factor).toPrecision(12)));
}

function prepared(text: string): string {
  return text.normalize("NFKC").replace(/(\d)\s?[x×](?=\s?\d)/gi, "$1 x ");
}

function dates(text: string): Taken {
  const tokens = new Set<string>();
  const add = (year: string, month?: number, day?: string) => {
    tokens.add(`date:${year}`);
    if (month === undefined) return;
    const stem = `date:${year}-${String(month).padStart(2, "0")}`;
    tokens.add(stem);
    if (day !== undefined) tokens.add(`${stem}-${day.padStart(2, "0")}`);
  };
  const monthNumber = (name: string) => months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const rest = text
    .replace(/\b(20\d\d)-(0[1-9]|1[0-2])(?:-([0-3]\d))?\b/g, (_, year, month, day) => {
      add(year, Number(month), day);
      return " ";
    })
    .replace(new RegExp(`\\b${monthWord}\\.? (\\d{1,2}), (20\\d\\d)\\b`, "gi"), (_, month, day, year) => {
      add(year, monthNumber(month), day);
      return " ";
    })
    .replace(new RegExp(`\\b(?:(\\d{1,2}) )?${monthWord}\\.? (20\\d\\d)\\b`, "gi"), (_, day, month, year) => {
      add(year, monthNumber(month), day);
      return " ";
    })
    .replace(/(?<![\d.,$¥])(20[12]\d)(?![\d,.]\d|\d|[kmbt]\b)/gi, (_, year) => {
      add(year);
      return " ";
    });
  return { rest, tokens };
}
