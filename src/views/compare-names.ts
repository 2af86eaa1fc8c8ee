/** Short names of the models of one comparison, so that a row fits on a phone. */
import type { Model } from "../catalog/types.ts";
import { lengthOf } from "./limits.ts";

/** Longer names give way to a stated short form. In code points. */
const longName = 14;

/** One name per model, all different: the model's own, or its short form (`V3.2-Speciale`) where that is long. */
export function shortNames(models: readonly Model[]): string[] {
  const names = models.map((model) => {
    if (lengthOf(model.name) <= longName) return model.name;
    const short = model.aliases.find((alias) => alias.kind === "short" && lengthOf(alias.text) >= 3);
    return short?.text ?? model.name;
  });
  return names.map((name, index) =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : (models[index]?.name ?? name),
  );
}
