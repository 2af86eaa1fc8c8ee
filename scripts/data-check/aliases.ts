/** No spelling may mean two labs, two models or two topics, unless data/ambiguous.yaml says so on purpose. */
import type { Lab, Model, Topic } from "../../src/catalog/types.ts";
import { nameKey } from "../../src/names/name.ts";
import type { Finding } from "./findings.ts";
import type { Loaded, LoadedData, LoadedEntry } from "./load.ts";

interface Spelling {
  text: string;
  line: number;
}
interface Owner extends Spelling {
  id: string;
  file: string;
}

/** Every spelling of a lab or model, with its line. */
function spellings({ entry, yaml }: Loaded<Lab | Model>): Spelling[] {
  const named = entry.aliases.filter((alias) => alias.kind !== "search");
  const aids = entry.aliases.filter((alias) => alias.kind === "search");
  return [
    { text: entry.name, line: yaml.lineOf(["name"]) },
    ...(entry.nameZh === undefined ? [] : [{ text: entry.nameZh, line: yaml.lineOf(["nameZh"]) }]),
    ...named.map((alias, index) => ({ text: alias.text, line: yaml.lineOf(["aliases", index]) })),
    ...aids.map((alias, index) => ({ text: alias.text, line: yaml.lineOf(["searchAids", index]) })),
  ];
}

/** Every spelling of a topic, with its line. */
function topicSpellings({ entry, yaml }: Loaded<Topic>): Spelling[] {
  return [
    { text: entry.name, line: yaml.lineOf(["name"]) },
    ...entry.aliases.map((text, index) => ({ text, line: yaml.lineOf(["aliases", index]) })),
  ];
}

export function checkAliases(data: LoadedData): Finding[] {
  const findings: Finding[] = [];
  const listed = new Map(data.ambiguous.entry.map((one) => [nameKey(one.alias), new Set(one.entries)]));
  const used = new Set<string>();
  const owned = <T>(all: readonly LoadedEntry<T>[], spelt: (where: LoadedEntry<T>) => Spelling[]): Owner[] =>
    all.flatMap((where) => spelt(where).map((one) => ({ ...one, id: where.id, file: where.file })));
  checkGroup(owned(data.labs, spellings));
  checkGroup(owned(data.models, spellings));
  checkGroup(owned(data.topics, topicSpellings));
  data.ambiguous.entry.forEach((one, index) => {
    if (!used.has(nameKey(one.alias))) {
      findings.push({
        severity: "warning",
        check: "aliases",
        file: data.ambiguous.file,
        line: data.ambiguous.yaml.lineOf([index]),
        reason: `"${one.alias}" is listed as ambiguous, but does not mean several entries of one kind`,
      });
    }
  });
  return findings;

  function checkGroup(group: readonly Owner[]) {
    const byKey = new Map<string, Owner[]>();
    for (const one of group) {
      const key = nameKey(one.text);
      if (key === "") report(one, `"${one.text}" has no letter or digit to be found by`);
      const known = byKey.get(key) ?? [];
      if (key !== "" && !known.some(({ id }) => id === one.id)) byKey.set(key, [...known, one]);
    }
    for (const [key, owners] of byKey) {
      if (owners.length < 2) continue;
      const ids = owners.map(({ id }) => id);
      const allowed = listed.get(key);
      used.add(key);
      if (allowed !== undefined && ids.every((id) => allowed.has(id))) continue;
      for (const one of owners) {
        const all = ids.join(" and ");
        report(one, `"${one.text}" means ${all}; drop it from one, or list it in data/ambiguous.yaml`);
      }
    }
  }
  function report({ file, line }: Owner, reason: string) {
    findings.push({ severity: "error", check: "aliases", file, line, reason });
  }
}
