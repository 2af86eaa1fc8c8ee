/** All listings of all upstreams: which organisations and feeds there are is the catalogue's to say. */
import type { Catalog } from "../../catalog/catalog.ts";
import { defined } from "../../defined.ts";
import { cleaned } from "./clean.ts";
import { feed } from "./feeds.ts";
import { huggingFace } from "./huggingface.ts";
import { modelsDev } from "./models-dev.ts";
import { openRouter } from "./openrouter.ts";
import type { Listed } from "./types.ts";

/** Base addresses, and the token of the one that takes one. */
export interface Upstreams {
  huggingFace: string;
  huggingFaceToken?: string;
  modelsDev: string;
  openRouter: string;
}

export function listingsOf(catalog: Catalog, upstreams: Upstreams): Listed[] {
  const hub = {
    url: upstreams.huggingFace,
    ...defined({ token: upstreams.huggingFaceToken }),
  };
  const listed = [
    ...catalog.data.labs.flatMap((lab) =>
      lab.huggingface.map((organisation) => huggingFace(organisation, lab.id, hub)),
    ),
    ...catalog.data.labs.flatMap((lab) => lab.feeds.map((address) => feed(address, lab.id))),
    modelsDev(upstreams.modelsDev),
    openRouter(upstreams.openRouter),
  ];
  return listed.map(cleaned);
}
