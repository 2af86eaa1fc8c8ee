/** Where a row of an upstream can be looked up by people, and whose word goes before whose. */
import type { SourceId } from "../../catalog/types.ts";

interface Upstream {
  /** Address that shows a row. */
  page: (name: string) => string;
  /** Says what a model is (`lab`), what its repository is (`hub`), or what it costs at a reseller (`reseller`). */
  kind: "hub" | "register" | "reseller" | "dataset" | "feed";
}

/** In the order in which they are believed, where no field has an order of its own. */
const upstreams: Readonly<Record<SourceId, Upstream>> = {
  "models-dev": {
    page: (name) => `https://models.dev/?search=${encodeURIComponent(name)}`,
    kind: "register",
  },
  huggingface: { page: (name) => `https://huggingface.co/${name}`, kind: "hub" },
  openrouter: { page: (name) => `https://openrouter.ai/${name}`, kind: "reseller" },
  epoch: { page: () => "https://epoch.ai/data/notable-ai-models", kind: "dataset" },
  "lab-feeds": { page: (name) => name, kind: "feed" },
};
const order = Object.keys(upstreams);

export const pageOf = (source: SourceId, name: string): string => upstreams[source]?.page(name) ?? source;
export const kindOf = (source: SourceId): Upstream["kind"] | undefined => upstreams[source]?.kind;
export const trustOf = (source: SourceId): number => order.indexOf(source);
