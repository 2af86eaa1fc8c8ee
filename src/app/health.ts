/** Health and figures over HTTP, where HEALTH_PORT asks for them. */
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Bot } from "../bot/bot.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { type Check, healthRoute } from "../http/health.ts";
import type { Metrics, Readings } from "../http/metrics.ts";
import { type Address, type HttpServer, type Route, startHttp } from "../http/server.ts";
import type { SourceHealth } from "../releases/health.ts";
import type { Stores } from "./stores.ts";

export interface HealthParts {
  /** Where to listen; undefined where nothing is asked for. */
  address: Address | undefined;
  /** Whether the catalogue is served too. */
  isApiOn: boolean;
  stores: Pick<Stores, "deliveries" | "leases" | "releases">;
  catalog: () => Catalog;
  bot: () => Pick<Bot, "shards"> | undefined;
  attempts: () => Readonly<Record<string, number>>;
  upstreams: () => readonly SourceHealth[];
  /** Whether a turn of the release watch hangs. */
  isWatchStuck: () => boolean;
  log: Logger;
}

export type Health = Awaited<ReturnType<typeof openHealth>>;

/** `starting` and `stopping` are not ready, whatever the checks say. */
type Phase = "starting" | "running" | "stopping";

function checksOf(parts: HealthParts, phase: () => Phase): Record<string, Check> {
  const owner = randomUUID();
  return {
    program: () => (phase() === "running" ? undefined : phase()),
    gateway() {
      const shards = parts.bot()?.shards();
      if (shards === undefined) return undefined;
      const away = shards.filter((shard) => !shard.isReady).map(({ id }) => id);
      if (shards.length === 0) return "not connected";
      return away.length === 0 ? undefined : `not connected: shard ${away.join(", ")}`;
    },
    // A lease that ends at once: the smallest thing to write that is in nobody's way.
    async database() {
      const written = await parts.stores.leases.take("writable", owner, new Date(), 0);
      return written ? undefined : "cannot be written";
    },
    watch: () => (parts.isWatchStuck() ? "its last turn does not end" : undefined),
  };
}

function readingsOf(parts: HealthParts): Readings {
  return {
    shards: () => parts.bot()?.shards() ?? [],
    attempts: parts.attempts,
    deliveries: () => parts.stores.deliveries.counts(),
    upstreams: parts.upstreams,
    catalog: () => {
      const { labs, models, topics } = parts.catalog().data;
      return { lab: labs.length, model: models.length, topic: topics.length };
    },
  };
}

async function catalogueRoute({ catalog, stores }: HealthParts): Promise<Route> {
  const { apiRoute } = await import("../api/routes.ts");
  const releases = async (most: number) =>
    (await stores.releases.published({}, { skip: 0, take: most })).releases;
  return apiRoute({ catalog, releases });
}

/** Listens from now on. Prometheus' client is loaded only here. @throws StartError where the port cannot be had */
export async function openHealth(parts: HealthParts) {
  let phase: Phase = "starting";
  let metrics: Metrics | undefined;
  let server: HttpServer | undefined;
  if (parts.address !== undefined) {
    const { createMetrics } = await import("../http/metrics.ts");
    metrics = createMetrics(readingsOf(parts));
    const routes = [healthRoute(checksOf(parts, () => phase)), metrics.route];
    if (parts.isApiOn) routes.push(await catalogueRoute(parts));
    server = await startHttp(parts.address, routes, (error) =>
      parts.log.error({ err: error }, "a request for health failed"),
    );
  }
  return {
    metrics,
    port: server?.port,
    /** The bot does its work from now on, or no longer. */
    is(next: Phase): void {
      phase = next;
    },
    async close(): Promise<void> {
      await server?.close();
    },
  };
}
