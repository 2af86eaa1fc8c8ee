/** `/metrics` for Prometheus: what the bot does and how it is. Loaded only where HEALTH_PORT is set. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Route } from "./server.ts";

/** One use of the bot, when it was over. */
export interface Use {
  /** The command, or the one whose button was pressed; `mention` for a message that names the bot. */
  command: string;
  /** command, autocomplete, component, modal or message. */
  kind: string;
  /** answered; late (Discord had given up); mistake (told to the person); bug; failed (no answer at all). */
  outcome: string;
  seconds: number;
}

/** What is read when somebody asks for the figures. */
export interface Readings {
  shards: () => readonly { id: number; isReady: boolean; pingMs: number | undefined; servers: number }[];
  /** Attempts of this process, by what became of them. */
  attempts: () => Readonly<Record<string, number>>;
  /** All deliveries in the database, by state. */
  deliveries: () => Promise<Readonly<Record<string, number>>>;
  upstreams: () => readonly { source: string; listings: number; failing: number; lastOkAt?: Date }[];
  /** Entries of the catalogue, by kind. */
  catalog: () => Readonly<Record<string, number>>;
}

export type Metrics = ReturnType<typeof createMetrics>;

const answerBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 3];
const lagBuckets = [1, 5, 15, 30, 60, 120, 300, 900, 3_600, 14_400];

function gauges(registers: Registry[], readings: Readings): void {
  const gauge = <L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    read: (gauge: Gauge<L>) => Promise<void> | void,
  ) =>
    new Gauge<L>({
      name: `labdex_${name}`,
      help,
      labelNames,
      registers,
      async collect() {
        this.reset();
        await read(this);
      },
    });
  gauge("gateway_shard_ready", "1 where a shard of this process is connected", ["shard"], (own) => {
    for (const { id, isReady } of readings.shards()) own.set({ shard: String(id) }, isReady ? 1 : 0);
  });
  gauge("gateway_ping_seconds", "Last heartbeat's round trip", ["shard"], (own) => {
    for (const { id, pingMs } of readings.shards())
      if (pingMs !== undefined) own.set({ shard: String(id) }, pingMs / 1_000);
  });
  gauge("gateway_servers", "Servers when a shard connected last", ["shard"], (own) => {
    for (const { id, servers } of readings.shards()) own.set({ shard: String(id) }, servers);
  });
  gauge("deliveries", "Deliveries in the database; the same from every process", ["state"], async (own) => {
    for (const [state, count] of Object.entries(await readings.deliveries())) own.set({ state }, count);
  });
  gauge("upstream_listings", "Listings that the watch reads", ["source", "state"], (own) => {
    for (const { source, listings, failing } of readings.upstreams()) {
      own.set({ source, state: "failing" }, failing);
      own.set({ source, state: "well" }, listings - failing);
    }
  });
  gauge("upstream_last_ok_timestamp_seconds", "When an upstream last answered", ["source"], (own) => {
    for (const { source, lastOkAt } of readings.upstreams())
      if (lastOkAt !== undefined) own.set({ source }, lastOkAt.getTime() / 1_000);
  });
  gauge("catalog_entries", "Entries of the catalogue", ["kind"], (own) => {
    for (const [kind, count] of Object.entries(readings.catalog())) own.set({ kind }, count);
  });
}

export function createMetrics(readings: Readings) {
  const registry = new Registry();
  const registers = [registry];
  // Memory, processor, event loop, garbage collection.
  collectDefaultMetrics({ register: registry });
  gauges(registers, readings);
  const interactions = new Histogram({
    name: "labdex_interaction_duration_seconds",
    help: "From an interaction's arrival to Discord's word that it has the answer",
    labelNames: ["command", "kind", "outcome"],
    buckets: answerBuckets,
    registers,
  });
  const lag = new Histogram({
    name: "labdex_delivery_lag_seconds",
    help: "From a release's being ready to its post at Discord; no digests",
    buckets: lagBuckets,
    registers,
  });
  new Counter({
    name: "labdex_delivery_attempts_total",
    help: "Attempts of this process to post, by outcome",
    labelNames: ["outcome"],
    registers,
    collect() {
      this.reset();
      for (const [outcome, count] of Object.entries(readings.attempts())) this.inc({ outcome }, count);
    },
  });
  const route: Route = async (path) =>
    path === "/metrics" ? { type: registry.contentType, body: await registry.metrics() } : undefined;
  return {
    route,
    used: ({ seconds, ...labels }: Use): void => interactions.observe(labels, seconds),
    /** A release was posted so many seconds after it was ready; undefined where it waited on purpose. */
    posted(seconds: number | undefined): void {
      if (seconds !== undefined) lag.observe(seconds);
    },
  };
}
