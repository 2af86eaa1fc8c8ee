/** What fits into memory: one model in every quantisation, or every open model that does. */
import { releasedOn } from "../catalog/catalog.ts";
import { figureOf } from "../catalog/figures.ts";
import { bestFit, fitRows, usualContext } from "../catalog/fit.ts";
import { type Conditions, selectModels } from "../catalog/select.ts";
import type { Model, StatedDate } from "../catalog/types.ts";
import type { Services } from "../command.ts";
import { defined } from "../defined.ts";
import { fitFamily, fitMessage, runsMessage } from "../views/fit.ts";
import type { Message } from "../views/message.ts";

export interface FitAsked {
  /** Bytes. */
  memory?: number | undefined;
  /** Tokens. */
  context?: number | undefined;
}

/** One model; a family is answered with a choice of its members. */
export function fitAnswer(
  { catalog }: Pick<Services, "catalog">,
  model: Model,
  { memory, context = usualContext }: FitAsked,
): Message {
  const asked = { context, ...defined({ memory }) };
  if (model.kind === "family" && figureOf(model, "size") === undefined) {
    const { models } = selectModels(catalog, { family: model.id }, "newest");
    const sized = models.filter((one) => figureOf(one, "size") !== undefined);
    return fitFamily(catalog, model, sized, asked);
  }
  return fitMessage(catalog, model, fitRows(model, memory, context), asked);
}

/** The year before the newest release: what came out earlier is outdone at its size. */
function recent(catalog: Services["catalog"]): StatedDate {
  const [newest] = catalog.newest;
  const day = newest === undefined ? undefined : releasedOn(newest);
  return String(Number(day?.slice(0, 4) ?? "1") - 1);
}

/** Open models that fit into so many bytes in four bits or more, the largest first; for text and recent where nobody says. */
export function runsAnswer(
  { catalog }: Pick<Services, "catalog">,
  where: Conditions,
  memory: number,
): Message {
  const wanted = { purpose: "chat" as const, since: recent(catalog), ...where, weights: "open" as const };
  const { models } = selectModels(catalog, wanted, "largest");
  const running = models.flatMap((model) => {
    const row = bestFit(model, memory);
    return row === undefined ? [] : [{ model, row }];
  });
  const unknown = models.filter((model) => figureOf(model, "size") === undefined).length;
  return runsMessage(catalog, { memory, context: usualContext, where: wanted }, running, unknown);
}
