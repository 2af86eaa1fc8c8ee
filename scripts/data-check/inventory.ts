/** inventory.json as a flat list of things that data/ must hold. Pure. */
import { z } from "zod";
import type { Source } from "../../src/catalog/types.ts";
import { labIdOf } from "./inventory-ids.ts";

const source = z.object({ ref: z.string() });
const fact = z.object({
  value: z.string().optional(),
  alias: z.string().optional(),
  kind: z.string().optional(),
  benchmark: z.string().optional(),
  derived: z.boolean().optional(),
  sources: z.array(source).default([]),
});
const note = z.object({ source: z.string(), text: z.string() });
const entity = z.looseObject({ id: z.string(), name: z.string(), native_name: z.string().nullish() });
const person = z.object({
  name: z.string(),
  native_name: z.string().nullish(),
  nickname: z.string().nullish(),
  org: z.string(),
  role: z.string(),
  background: z.array(z.string()),
  sources: z.array(source),
});
const inventorySchema = z.looseObject({
  labs: z.array(entity.extend({ scope: z.string() })),
  models: z.array(entity.extend({ lab: z.string() })),
  market: z.record(z.string(), z.unknown()),
  people: z.array(person),
  market_facts: z.array(fact),
  hardware: z.array(fact),
  techniques: z.array(fact),
  other_organisations: z.array(fact),
});
export type InventoryPerson = z.output<typeof person>;

/** One thing that the inventory says, with where it looks in the documents. */
export interface Item {
  /** How the report groups it: a lab's id, or "market". */
  group: string;
  /** Id in the inventory: `xiaohongshu`, `ernie-4.5`, `market`. */
  entity: string;
  kind: "entity" | "alias" | "fact" | "note" | "person" | "market";
  /** Field in the inventory: `params_total`, `notes`. */
  field: string;
  value: string;
  /** `landscape:114`. */
  places: readonly string[];
  /** Ids of the record in data/ that must hold it; absent for the market. */
  home?: { lab: string; model?: string };
  aliasKind?: string;
  benchmark?: string;
  person?: InventoryPerson;
  /** A lab without models or facts of its own that may also be named in passing. */
  inPassing?: boolean;
}

/** Fields of a lab or model in the inventory that are not facts from the documents. */
const noFacts = new Set([
  "notes",
  "mentions",
  "preferred",
  "fields_not_stated",
  "aliases_not_in_documents",
  "models",
]);
/** Introductions ("**Key Timeline:**"), table heads and rules say nothing by themselves. */
const emptyNote = /:(\*\*)?$|^\|[-\s|:]+\|$|^\|\s*((Release )?Date|Metric)\s*\||^📖/u;

/** Flattens the inventory; `sources` give the short ids of the documents. */
export function inventoryItems(json: string, sources: readonly Source[]): Item[] {
  const inventory = inventorySchema.parse(JSON.parse(json));
  const ids = new Map(sources.flatMap((one) => (one.file === undefined ? [] : [[one.file, one.id]])));
  const place = (ref: string): string => {
    const [file = "", line = ""] = ref.split(":");
    return `${ids.get(file) ?? file}:${line}`;
  };
  const places = (list: readonly { ref: string }[]) => list.map((one) => place(one.ref));
  const items: Item[] = [];

  for (const lab of inventory.labs) {
    const home = { lab: labIdOf(lab.id) };
    const group = home.lab;
    const inPassing = lab.scope === "mention" || lab.scope === "reference";
    add(lab, { group, home, inPassing });
    const notes = z.array(note).catch([]).parse(lab.notes);
    for (const one of notes) {
      if (emptyNote.test(one.text.trim())) continue;
      const from = [place(one.source)];
      items.push({
        group,
        entity: lab.id,
        kind: "note",
        field: "notes",
        value: one.text,
        places: from,
        home,
      });
    }
  }
  for (const model of inventory.models) {
    const lab = labIdOf(model.lab);
    add(model, { group: lab, home: { lab, model: `${lab}/${model.id}` }, inPassing: false });
  }
  for (const one of inventory.people) {
    const lab = labIdOf(one.org);
    items.push({
      group: lab,
      entity: one.org,
      kind: "person",
      field: "people",
      value: one.name,
      places: places(one.sources),
      home: { lab },
      person: one,
    });
  }
  for (const field of ["market_facts", "hardware", "techniques", "other_organisations"] as const) {
    for (const one of inventory[field]) {
      items.push({
        group: "market",
        entity: field,
        kind: "market",
        field,
        value: one.value ?? "",
        places: places(one.sources),
      });
    }
  }
  for (const [field, lines] of Object.entries(inventory.market)) {
    for (const one of z.array(note).catch([]).parse(lines)) {
      if (emptyNote.test(one.text.trim())) continue;
      items.push({
        group: "market",
        entity: "market",
        kind: "note",
        field,
        value: one.text,
        places: [place(one.source)],
      });
    }
  }
  return items;

  function add(
    one: z.output<typeof entity>,
    about: { group: string; home: { lab: string; model?: string }; inPassing: boolean },
  ) {
    const common = { ...about, entity: one.id };
    const named = z.array(fact).catch([]).parse(one.aliases)[0];
    items.push({
      ...common,
      kind: "entity",
      field: "entity",
      value: one.name,
      places: places(named?.sources ?? []),
    });
    for (const [field, list] of Object.entries(one)) {
      if (noFacts.has(field) || !Array.isArray(list)) continue;
      for (const each of z.array(fact).parse(list)) {
        items.push({
          ...common,
          kind: field === "aliases" ? "alias" : "fact",
          field,
          value: each.value ?? each.alias ?? "",
          places: places(each.sources),
          ...(each.kind !== undefined && { aliasKind: each.kind }),
          ...(each.benchmark !== undefined && { benchmark: each.benchmark }),
        });
      }
    }
  }
}
