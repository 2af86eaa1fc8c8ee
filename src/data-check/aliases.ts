/** No spelling may mean two labs or two models, unless data/ambiguous.yaml says so on purpose. */
import type { Lab, Model } from "../catalog/types.ts";
import type { Finding } from "./findings.ts";
import type { Loaded, LoadedData } from "./load.ts";

/** What search compares: NFKC, lower case, letters and digits only. */
export function normalised(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Every spelling of an entry, with its line. */
function spellings(where: Loaded<Lab | Model>): { text: string; line: number }[] {
  const { entry, yaml } = where;
  const named = entry.aliases.filter((alias) => alias.kind !== "search");
  const aids = entry.aliases.filter((alias) => alias.kind === "search");
  return [
    { text: entry.name, line: yaml.lineOf(["name"]) },
    ...(entry.nameZh === undefined ? [] : [{ text: entry.nameZh, line: yaml.lineOf(["nameZh"]) }]),
    ...named.map((alias, index) => ({ text: alias.text, line: yaml.lineOf(["aliases", index]) })),
    ...aids.map((alias, index) => ({ text: alias.text, line: yaml.lineOf(["searchAids", index]) })),
  ];
}

export function checkAliases(data: LoadedData): Finding[] {
  const findings: Finding[] = [];
  const listed = new Map(data.ambiguous.entry.map((one) => [normalised(one.alias), new Set(one.entries)]));
  const used = new Set<string>();
  for (const group of [data.labs, data.models]) checkGroup(group);
  data.ambiguous.entry.forEach((one, index) => {
    if (!used.has(normalised(one.alias))) {
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

  function checkGroup(group: readonly Loaded<Lab | Model>[]) {
    const owners = new Map<string, { where: Loaded<Lab | Model>; text: string; line: number }[]>();
    for (const where of group) {
      for (const { text, line } of spellings(where)) {
        const key = normalised(text);
        if (key === "") {
          findings.push({
            severity: "error",
            check: "aliases",
            file: where.file,
            line,
            reason: `"${text}" has no letter or digit to be found by`,
          });
          continue;
        }
        const known = owners.get(key) ?? [];
        if (!known.some((one) => one.where.id === where.id))
          owners.set(key, [...known, { where, text, line }]);
      }
    }
    for (const [key, owned] of owners) {
      if (owned.length < 2) continue;
      const ids = owned.map((one) => one.where.id);
      const allowed = listed.get(key);
      used.add(key);
      if (allowed !== undefined && ids.every((id) => allowed.has(id))) continue;
      for (const { where, text, line } of owned) {
        findings.push({
          severity: "error",
          check: "aliases",
          file: where.file,
          line,
          reason: `"${text}" means ${ids.join(" and ")}; drop it from one, or list it in data/ambiguous.yaml`,
        });
      }
    }
  }
}
