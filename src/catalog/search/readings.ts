/** The ways to read what was typed: as it stands, and with numbers that people write or hear differently. */
import type { Atom, VersionAtom } from "./atoms.ts";
import { canonicalNumber } from "./numbers.ts";
import { fillerWords, ordinaryNames, plainWords } from "./words.ts";

const digits: Readonly<Record<string, string>> = {
  zero: "0",
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
  ten: "10",
  ii: "2",
  iii: "3",
  iv: "4",
  vi: "6",
};
const unitWords: Readonly<Record<string, string>> = { b: "b", bn: "b", billion: "b", t: "t", trillion: "t" };

/** `72 b` and `72 billion` are the size 72b in every reading. */
function withUnits(atoms: readonly Atom[]): Atom[] {
  const read: Atom[] = [];
  for (const atom of atoms) {
    const before = read.at(-1);
    const unit = atom.type === "word" ? unitWords[atom.text] : undefined;
    if (unit !== undefined && before?.type === "version" && before.letter === "" && before.suffix === "") {
      read[read.length - 1] = {
        type: "size",
        value: before.value + unit,
        active: false,
        start: before.start,
        end: atom.end,
        glued: before.glued,
      };
    } else read.push(atom);
  }
  return read;
}

/** A number word is a version only after what may be a name: `glm five`, and not `which one`. */
function mayBeNamed(before: Atom | undefined): boolean {
  if (before?.type !== "word" || fillerWords.has(before.text)) return false;
  return ordinaryNames.has(before.text) || !plainWords.has(before.text);
}

/** `k two point five` to `k2.5`, `step three` to `step 3`. */
function withNumberWords(atoms: readonly Atom[]): Atom[] {
  const read: Atom[] = [];
  for (let i = 0; i < atoms.length; i++) {
    const atom = atoms[i];
    if (atom === undefined) break;
    const digit = atom.type === "word" ? digits[atom.text] : undefined;
    if (digit === undefined || !mayBeNamed(read.at(-1))) {
      read.push(atom);
      continue;
    }
    let value = digit;
    let end = atom.end;
    const point = atoms[i + 1];
    const after = atoms[i + 2];
    const decimal =
      after?.type === "word" ? digits[after.text] : after?.type === "version" ? after.value : undefined;
    if (point?.type === "word" && point.text === "point" && after !== undefined && decimal !== undefined) {
      value = `${digit}.${decimal}`;
      end = after.end;
      i += 2;
    }
    const before = read.at(-1);
    const letter = before?.type === "word" && /^[b-hj-z]$/.test(before.text) ? before.text : "";
    if (letter !== "") read.pop();
    const start = letter === "" ? atom.start : (before?.start ?? atom.start);
    read.push({ type: "version", letter, value, suffix: "", start, end, glued: atom.glued });
  }
  return read;
}

const isInteger = (value: string): boolean => /^\d{1,2}$/.test(value);

/** `k2 5`, `4-5`, `2_5` and `k2p5` to 2.5 and 4.5; `1 8b` to 1.8b. */
function withDecimals(atoms: readonly Atom[]): Atom[] {
  const read: Atom[] = [];
  for (const atom of atoms) {
    const before = read.at(-1);
    const whole =
      before?.type === "version" && isInteger(before.value) && before.suffix === "" ? before : undefined;
    if (whole !== undefined && atom.type === "version" && isInteger(atom.value) && continues(atom)) {
      const value = canonicalNumber(`${whole.value}.${atom.value}`);
      read[read.length - 1] = { ...whole, value, suffix: atom.suffix, end: atom.end };
    } else if (whole !== undefined && whole.letter === "" && atom.type === "size" && !atom.active) {
      if (isInteger(atom.value.slice(0, -1))) {
        read[read.length - 1] = {
          ...atom,
          value: `${whole.value}.${atom.value}`,
          start: whole.start,
          glued: whole.glued,
        };
      } else read.push(atom);
    } else read.push(atom);
  }
  return read;
}

const continues = (atom: VersionAtom): boolean => atom.letter === "" || (atom.letter === "p" && atom.glued);

/** `glm45` and `m25` to 4.5 and 2.5: the point is easily left out. */
function withPoints(atoms: readonly Atom[]): Atom[] {
  return atoms.map((atom): Atom => {
    if (atom.type !== "version" || !/^[1-9]{2}$/.test(atom.value)) return atom;
    return {
      ...atom,
      value: canonicalNumber(`${atom.value.charAt(0)}.${atom.value.charAt(1)}`),
    } as VersionAtom;
  });
}

const same = (a: readonly Atom[], b: readonly Atom[]): boolean =>
  a.length === b.length &&
  a.every((atom, i) => atom === b[i] || JSON.stringify(atom) === JSON.stringify(b[i]));

/** All readings that differ, the one as typed first. At most five. */
export function readingsOf(atoms: readonly Atom[]): (readonly Atom[])[] {
  const typed = withUnits(atoms);
  const readings: (readonly Atom[])[] = [typed];
  const spoken = withNumberWords(typed);
  for (const other of [withDecimals(typed), spoken, withDecimals(spoken), withPoints(typed)]) {
    if (!readings.some((one) => same(one, other))) readings.push(other);
  }
  return readings;
}
