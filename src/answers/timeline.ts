/** A timeline as an answer: at once in words, with its picture as soon as that is drawn. */
import type { Lab } from "../catalog/types.ts";
import { type Answer, type Services, UserError } from "../command.ts";
import { en } from "../messages/en.ts";
import { echo } from "../views/text.ts";
import { datedReleases, timelineChart, timelineMessage } from "../views/timeline.ts";
import { withPicture } from "./picture.ts";

/** One page of the releases of a lab, or of all; the first page gets its picture. */
export function timelinePage(services: Services, lab: Lab | undefined, page: number): Answer {
  const { catalog } = services;
  const releases = datedReleases(catalog, lab);
  const chart = page === 0 ? timelineChart(catalog, releases.dated, lab) : undefined;
  return withPicture(services, chart, en.boards.timeline.file, (picture) =>
    timelineMessage(catalog, releases, lab, page, picture),
  );
}

/** The timeline of the lab that is named (by its name, or by a model's), or of all. */
export function timelineAnswer(services: Services, typed: string | undefined): Answer {
  if (typed === undefined || typed.trim() === "") return timelinePage(services, undefined, 0);
  const { catalog, search } = services;
  const known = catalog.labs.get(typed);
  if (known !== undefined) return timelinePage(services, known, 0);
  const found = search.resolveEach(typed);
  const id =
    found.lab.kind === "one"
      ? found.lab.match.id
      : found.model.kind === "one"
        ? catalog.models.get(found.model.match.id)?.lab
        : undefined;
  const lab = id === undefined ? undefined : catalog.labs.get(id);
  if (lab === undefined) throw new UserError(en.badLab(echo(typed)));
  return timelinePage(services, lab, 0);
}
