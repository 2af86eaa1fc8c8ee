/**
 * Folding: one way to write every name, so that full-width, accented, stylised and upper-case forms meet.
 * NFKC, lower case, marks and invisible characters dropped, Greek letters spelled out.
 */
import { LRUCache } from "lru-cache";

/** Folded text, and for each of its UTF-16 units the span of the original text that it came from. */
export interface Folded {
  text: string;
  starts: readonly number[];
  ends: readonly number[];
}

const greek: Readonly<Record<string, string>> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "epsilon",
  ζ: "zeta",
  η: "eta",
  θ: "theta",
  ι: "iota",
  κ: "kappa",
  λ: "lambda",
  μ: "mu",
  ν: "nu",
  ξ: "xi",
  ο: "omicron",
  π: "pi",
  ρ: "rho",
  σ: "sigma",
  ς: "sigma",
  τ: "tau",
  υ: "upsilon",
  φ: "phi",
  χ: "chi",
  ψ: "psi",
  ω: "omega",
};

/** Marks, and format characters such as zero-width joiners: they carry no meaning in a name. */
const invisible = /[\p{M}\p{Cf}]/gu;
/** A few compatibility characters unfold into whole sentences. They are no part of a name. */
const longestFold = 4;

/** Bounded: hostile text would otherwise fill it with every character there is. */
const folds = new LRUCache<string, string>({ max: 8192 });

function foldCharacter(character: string): string {
  const known = folds.get(character);
  if (known !== undefined) return known;
  const unfolded = character.normalize("NFKC").toLowerCase().normalize("NFKD").replace(invisible, "");
  let folded = "";
  for (const one of unfolded) folded += greek[one] ?? one;
  // Greek letters are spelled out, and may be longer.
  if (unfolded.length > longestFold) folded = " ";
  folds.set(character, folded);
  return folded;
}

const asciiOnly = /^[ -~]*$/;

/** Folds a text of any length; the time is linear in its length. */
export function fold(text: string): string {
  if (asciiOnly.test(text)) return text.toLowerCase();
  let folded = "";
  for (const character of text) folded += foldCharacter(character);
  return folded;
}

/** Folds a text and keeps where each folded unit came from. Lone surrogates stay as they are. */
export function foldWithOffsets(text: string): Folded {
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = "";
  let at = 0;
  for (const character of text) {
    const piece = foldCharacter(character);
    folded += piece;
    for (let unit = 0; unit < piece.length; unit++) {
      starts.push(at);
      ends.push(at + character.length);
    }
    at += character.length;
  }
  return { text: folded, starts, ends };
}
