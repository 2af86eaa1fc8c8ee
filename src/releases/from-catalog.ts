/** Dated models of the catalogue as releases. Pure. */
import { type Catalog, releasedOn } from "../catalog/catalog.ts";
import { earliestDay } from "../catalog/dates.ts";
import type { Model } from "../catalog/types.ts";
import type { NewRelease, ReleaseKind } from "./types.ts";

/** The key by which every finder knows the release of a model. */
export const releaseKey = (model: string): string => `model:${model}`;

/**
 * How much older than its lab's newest model one may be, in days, to be news when its data file is added. Older ones
 * are history that was written down late: they are listed, and not posted.
 */
const newsDays = 180;

function kindOf(model: Model): ReleaseKind {
  if (model.kind === "product") return "product";
  const weights = model.facts.weights?.claims[0].value;
  if (weights === "yes" || weights === "partly") return "weights";
  return model.facts.price === undefined ? "announced" : "api";
}

const dayNumber = (date: string) => Date.parse(`${earliestDay(date)}T00:00:00Z`) / 86_400_000;

function isHistory(catalog: Catalog, model: Model, date: string): boolean {
  const [newest] = catalog.releasesOf(model.lab);
  const latest = newest === undefined ? undefined : releasedOn(newest);
  return latest !== undefined && dayNumber(latest) - dayNumber(date) > newsDays;
}

/**
 * Releases of the catalogue's dated models that the store does not know, oldest first.
 * @param known keys of the releases in the store
 * @param firstStart nothing was ever stored: all is known already, and none of it is news
 */
export function releasesFromCatalog(
  catalog: Catalog,
  known: ReadonlySet<string>,
  firstStart: boolean,
): NewRelease[] {
  return (
    [...catalog.newest]
      .reverse()
      // What an upstream found is announced by the watch, after its hold.
      .filter((model) => model.unreviewed !== true && !known.has(releaseKey(model.id)))
      .flatMap((model) => {
        const date = releasedOn(model);
        if (date === undefined) return [];
        return [
          {
            key: releaseKey(model.id),
            lab: model.lab,
            model: model.id,
            title: model.name,
            kind: kindOf(model),
            date,
            origin: "data",
            state: firstStart || isHistory(catalog, model, date) ? ("baseline" as const) : ("ready" as const),
          },
        ];
      })
  );
}
