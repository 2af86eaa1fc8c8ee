/** What calls to models cost, from what somebody typed. */
import { modelByHandle } from "../catalog/compare/handles.ts";
import { type Call, costOf } from "../catalog/cost.ts";
import { ownPrice } from "../catalog/figures.ts";
import { flagshipOfFamily, flagshipOfLab } from "../catalog/flagship.ts";
import { selectModels } from "../catalog/select.ts";
import type { Model } from "../catalog/types.ts";
import { type Services, UserError } from "../command.ts";
import { defined } from "../defined.ts";
import { en } from "../messages/en.ts";
import { missMessage } from "../views/answers.ts";
import { type CostAsked, type CostSide, costMessage } from "../views/cost.ts";
import type { Message } from "../views/message.ts";

/** More models do not fit side by side. */
const mostModels = 5;
/** A call that people mean who say nothing: a few pages in, one out. */
const usualCall: Call = { input: 10_000, output: 1_000, cached: 0 };

/** A model that stands for a family without a price of its own. */
function priced({ catalog }: Services, model: Model): { model: Model; through?: Model } {
  if (model.kind !== "family" || ownPrice(model) !== undefined) return { model };
  const flagship = flagshipOfFamily(catalog, model);
  const best =
    flagship !== undefined && ownPrice(flagship) !== undefined
      ? flagship
      : selectModels(catalog, { family: model.id }, "newest").models.find(
          (one) => ownPrice(one) !== undefined,
        );
  return best === undefined ? { model } : { model: best, through: model };
}

function sideOf(services: Services, named: Model, call: Call): CostSide {
  const { model, through } = priced(services, named);
  const claim = ownPrice(model);
  const cost = claim === undefined ? undefined : costOf(claim.value, call);
  return { model, ...defined({ through, claim, cost }) };
}

/** The models of a text such as `kimi k2.5, glm-5` or `kimi vs glm`; a miss where one is not known. */
function modelsIn(services: Services, typed: string): readonly Model[] | Message {
  const { catalog, search } = services;
  const names = typed
    .split(/[,，、;\n]|\s(?:vs\.?|versus|and|or)\s|和|与|对比/iu)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length > mostModels) throw new UserError(en.cost.mostModels);
  const models = new Set<Model>();
  for (const name of names) {
    const byId = catalog.models.get(name);
    const result = search.resolve(name, { only: "model" });
    const lab = search.resolve(name, { only: "lab" });
    const found =
      byId ??
      (result.kind === "one"
        ? catalog.models.get(result.match.id)
        : result.kind === "miss" && lab.kind === "one"
          ? flagshipOfLab(catalog, lab.match.id)
          : undefined);
    if (found === undefined) {
      const near =
        result.kind === "choice" ? result.matches : result.kind === "miss" ? result.suggestions : [];
      return missMessage(catalog, name, near);
    }
    models.add(found);
  }
  return [...models];
}

export interface CostWords {
  models: string;
  input?: number | undefined;
  output?: number | undefined;
  cached?: number | undefined;
  callsADay?: number | undefined;
}

/** Throws UserError where more tokens come from the cache than go in. */
export function costAnswer(services: Services, words: CostWords): Message {
  const { input, output, cached = 0, callsADay } = words;
  const isAssumed = input === undefined && output === undefined;
  const call = isAssumed
    ? { ...usualCall, input: Math.max(usualCall.input, cached), cached }
    : { input: input ?? cached, output: output ?? 0, cached };
  if (call.cached > call.input) throw new UserError(en.cost.tooMuchCached);
  const models = modelsIn(services, words.models);
  if (!("length" in models)) return models;
  const asked: CostAsked = { call, isAssumed, ...defined({ callsADay }) };
  return costMessage(
    services.catalog,
    asked,
    models.map((model) => sideOf(services, model, call)),
  );
}

/** The call that a question in words names. */
export function costOfModels(
  services: Services,
  models: readonly Model[],
  asked: { input: number; output: number; cached?: number; calls?: number },
): Message {
  const call = { input: asked.input, output: asked.output, cached: asked.cached ?? 0 };
  return costMessage(
    services.catalog,
    { call, isAssumed: false, ...defined({ callsADay: asked.calls }) },
    models.slice(0, mostModels).map((model) => sideOf(services, model, call)),
  );
}

/** The same for a button: handles of the models that were shown. */
export function costAgain(services: Services, handles: readonly string[], asked: CostAsked): Message {
  const models = handles.flatMap((handle) => modelByHandle(services.catalog, handle) ?? []);
  if (models.length === 0) throw new UserError(en.notThere);
  return costMessage(
    services.catalog,
    asked,
    models.map((model) => sideOf(services, model, asked.call)),
  );
}
