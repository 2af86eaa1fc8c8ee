/** A catalogue of any size for measurements: real names multiplied by versions, sizes and roles. */
import type { SearchEntry } from "../src/search/search.ts";

const roles = [
  "",
  "Instruct",
  "Thinking",
  "Base",
  "Coder",
  "VL",
  "Math",
  "Omni",
  "Air",
  "Flash",
  "FP8",
  "AWQ",
  "GGUF",
];
const sizes = ["", "0.6B", "1.7B", "4B", "8B", "14B", "32B", "72B", "30B-A3B", "235B-A22B"];

/** `count` entries: the real ones first, then made ones that look like repositories. The same for every call. */
export function entriesOfSize(real: readonly SearchEntry[], count: number): SearchEntry[] {
  const entries = real.slice(0, count);
  const families = real.filter((entry) => entry.kind === "model" && entry.core);
  for (let i = 0; entries.length < count; i++) {
    const base = families[i % families.length];
    if (base === undefined) break;
    const round = Math.floor(i / families.length) + 1;
    const version = `${(round % 9) + 1}.${round % 7}`;
    const parts = [version, sizes[(i + round) % sizes.length], roles[(i * 7 + round) % roles.length]];
    const stem = base.name.replace(/[\s-]?v?\d.*$/i, "");
    const name = [stem, ...parts].filter((part) => part !== "" && part !== undefined).join("-");
    const native = base.aliases.find((alias) => /\p{Script=Han}/u.test(alias.text))?.text;
    entries.push({
      ...base,
      id: `${base.id}-${i}`,
      name,
      aliases: [
        { text: name.replaceAll("-", " "), kind: "search" },
        { text: name.replaceAll("-", "_"), kind: "search" },
        { text: `${base.lab}/${name}`, kind: "name" },
        ...(native === undefined
          ? []
          : [{ text: `${native.replace(/[\d.]+/g, "")}${version}`, kind: "search" as const }]),
      ],
    });
  }
  return entries;
}
