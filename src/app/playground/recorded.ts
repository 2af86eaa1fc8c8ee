/**
 * Upstreams that answer from the snapshot, in place of the real ones: nothing leaves this computer. A dozen real
 * releases are held back until somebody lets them appear; others can be made up.
 */
import type { Catalog } from "../../catalog/catalog.ts";
import type { LabId, Model, ModelId } from "../../catalog/types.ts";
import { defined } from "../../defined.ts";
import { releaseKey } from "../../releases/from-catalog.ts";
import { modelNames } from "../../releases/names.ts";
import type { KnownRow } from "../../releases/rows.ts";
import { UpstreamError } from "../../releases/sources/fetch.ts";
import type { Listed, UpstreamRow } from "../../releases/sources/types.ts";

/** A release that somebody makes up. */
export interface MadeUp {
  lab: LabId;
  name: string;
  kind: "weights" | "api";
  /** In billions. */
  parameters?: number;
  licence?: string;
  /** In tokens. */
  context?: number;
}

export type Recorded = ReturnType<typeof createRecorded>;

const mostHeldBack = 12;
const mostOfLab = 2;
/** Rows of a lab that were always there: a listing without any is not believed. */
const oldRows = 3;

type Row = Pick<KnownRow, "source" | "name" | "lab" | "facts" | "title">;

const upstreamRow = ({ name, lab, facts, title }: Row): UpstreamRow => ({
  externalId: name,
  name,
  lab,
  tags: [],
  facts,
  ...defined({ title }),
});

/** The newest models with open weights that the snapshot has, a few of each lab. */
function chooseHeldBack(catalog: Catalog, rows: readonly KnownRow[]): Map<ModelId, KnownRow[]> {
  const names = modelNames(catalog.models.values());
  const rowsOf = new Map<ModelId, KnownRow[]>();
  for (const row of rows) {
    const id = names.entryOf(row.lab, row.group.name);
    if (id !== undefined) rowsOf.set(id, [...(rowsOf.get(id) ?? []), row]);
  }
  const isOpen = ({ id }: Model) =>
    rowsOf.get(id)?.some(({ source, group }) => source === "huggingface" && group.part === "model") === true;
  const chosen = new Map<ModelId, KnownRow[]>();
  const ofLab = new Map<LabId, number>();
  for (const model of catalog.newest) {
    const count = ofLab.get(model.lab) ?? 0;
    if (model.unreviewed === true || model.kind !== "model" || count >= mostOfLab || !isOpen(model)) continue;
    ofLab.set(model.lab, count + 1);
    chosen.set(model.id, rowsOf.get(model.id) ?? []);
    if (chosen.size === mostHeldBack) break;
  }
  return chosen;
}

/**
 * @param catalog the catalogue with everything that the snapshot says
 * @param keys of the releases that the store has: what is there has appeared
 */
export function createRecorded(catalog: Catalog, snapshot: readonly KnownRow[], keys: ReadonlySet<string>) {
  const heldBack = chooseHeldBack(catalog, snapshot);
  const appeared = new Set<ModelId>([...heldBack.keys()].filter((id) => keys.has(releaseKey(id))));
  const madeUp: Row[] = [];
  let isDown = false;
  const hidden = new Set([...heldBack.values()].flat());
  const old = new Map<LabId, KnownRow[]>();
  for (const row of snapshot) {
    const own = old.get(row.lab) ?? [];
    if (
      row.source === "huggingface" &&
      row.group.part === "model" &&
      !hidden.has(row) &&
      own.length < oldRows
    )
      old.set(row.lab, [...own, row]);
  }

  const visible = (): Row[] => [...[...appeared].flatMap((id) => heldBack.get(id) ?? []), ...madeUp];

  function listed(key: string, source: string, rows: () => readonly Row[]): Listed {
    return {
      key,
      source,
      async list() {
        if (isDown)
          throw new UpstreamError("unreachable", `${source} does not answer: it is switched off here`);
        return { changed: true, rows: rows().map(upstreamRow), validators: {}, drift: [] };
      },
    };
  }

  const registers = ["models-dev", "openrouter"].map((source) => {
    const first = snapshot.filter((row) => row.source === source && !hidden.has(row)).slice(0, oldRows);
    return listed(source, source, () => [...first, ...visible().filter((row) => row.source === source)]);
  });
  const hubs = [...old].map(([lab, first]) =>
    listed(`huggingface:${lab}, recorded`, "huggingface", () => [
      ...first,
      ...visible().filter((row) => row.lab === lab && row.source === "huggingface"),
    ]),
  );

  return {
    listings: (): readonly Listed[] => [...hubs, ...registers],

    /** Labs that something can be made up of. */
    labs: (): LabId[] => [...old.keys()],

    /** The releases that are held back or were, newest first. */
    releases: (): { model: Model; isOut: boolean }[] =>
      [...heldBack.keys()].flatMap((id) => {
        const model = catalog.models.get(id);
        return model === undefined ? [] : [{ model, isOut: appeared.has(id) }];
      }),

    /** Keys of the releases that nobody is to know of yet. */
    unknownKeys: (): string[] => [...heldBack.keys()].filter((id) => !appeared.has(id)).map(releaseKey),

    /** From now on the upstreams list it. */
    appear: (id: ModelId): void => void appeared.add(id),

    /** @param today `YYYY-MM-DD` */
    makeUp({ lab, name, kind, parameters, licence, context }: MadeUp, today: string): void {
      const slug = name.trim().replace(/[^\p{L}\p{N}.]+/gu, "-");
      const organisation = catalog.labs.get(lab)?.huggingface[0] ?? lab;
      const size = parameters === undefined ? undefined : parameters * 1e9;
      const facts = { ...defined({ parameters: size, licence, context }), released: today };
      madeUp.push(
        kind === "weights"
          ? {
              source: "huggingface",
              name: `${organisation}/${slug}`,
              lab,
              facts: { ...facts, openWeights: true },
            }
          : { source: "models-dev", name: slug.toLowerCase(), title: name.trim(), lab, facts },
      );
    },

    down: (is: boolean): void => {
      isDown = is;
    },
    isDown: () => isDown,
  };
}
