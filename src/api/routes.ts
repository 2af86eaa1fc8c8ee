/** The catalogue over HTTP, read only: lists, single entries, tables and a feed. */
import type { Catalog } from "../catalog/catalog.ts";
import { json, type Reply, type Route } from "../http/server.ts";
import type { Release } from "../releases/types.ts";
import { labsCsv, modelsCsv } from "./csv.ts";
import { labBrief, labJson, modelBrief, modelJson } from "./entries.ts";
import { feedXml } from "./feed.ts";

export interface ApiParts {
  /** The catalogue of the moment. */
  catalog: () => Catalog;
  /** Releases that are known to all, newest first. */
  releases: (most: number) => Promise<readonly Release[]>;
}

/** Entries of the feed. */
const feedLength = 50;

/** Any page and program may read it, and keep it for a minute. */
const open = (reply: Reply): Reply => ({
  ...reply,
  headers: { "access-control-allow-origin": "*", "cache-control": "public, max-age=60" },
});
const missing: Reply = json({ error: "no such entry" }, 404);
const csv = (body: string): Reply => ({ type: "text/csv; charset=utf-8", body });

function replyTo(catalog: Catalog, path: string, lab: string | undefined): Reply | undefined {
  const { labs, models } = catalog.data;
  const chosen = lab === undefined ? models : models.filter((model) => model.lab === lab);
  switch (path) {
    case "/api/models.json":
      return json({ asOf: catalog.asOf, count: chosen.length, models: chosen.map(modelBrief) });
    case "/api/labs.json":
      return json({ asOf: catalog.asOf, count: labs.length, labs: labs.map(labBrief) });
    case "/api/models.csv":
      return csv(modelsCsv(chosen));
    case "/api/labs.csv":
      return csv(labsCsv(labs));
    default: {
      const [, kind, id = ""] = /^\/api\/(models|labs)\/(.+)\.json$/.exec(path) ?? [];
      if (kind === undefined) return undefined;
      if (kind === "labs") {
        const found = catalog.labs.get(id);
        return found === undefined ? missing : json(labJson(catalog, found));
      }
      const found = catalog.models.get(id);
      return found === undefined ? missing : json(modelJson(catalog, found));
    }
  }
}

export function apiRoute(parts: ApiParts): Route {
  return async (path, query) => {
    const catalog = parts.catalog();
    if (path === "/feed.xml") {
      const body = feedXml(catalog, await parts.releases(feedLength));
      return open({ type: "application/atom+xml; charset=utf-8", body });
    }
    const reply = replyTo(catalog, path, query.get("lab") ?? undefined);
    return reply === undefined ? undefined : open(reply);
  };
}
