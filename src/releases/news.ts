/** A release with what the catalogue knows of its model. */
import type { Catalog } from "../catalog/catalog.ts";
import { defined } from "../defined.ts";
import { summaryOf } from "./summary.ts";
import type { Release, ReleaseNews } from "./types.ts";

export function newsOf(catalog: Catalog, release: Release): ReleaseNews {
  const model = catalog.models.get(release.model);
  const summary = model === undefined || release.kind === "change" ? undefined : summaryOf(catalog, model);
  return {
    release,
    ...defined({ model, summary }),
  };
}
