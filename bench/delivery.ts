/**
 * Speed of deliveries, measured: one release to ten thousand channels of a Discord that enforces 50 requests a second,
 * and 5 messages in 5 seconds per channel.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { startLocalDiscord } from "../src/playground/local-discord.ts";
import { createReleaseStore } from "../src/store/release-store.ts";
import { createSubscriptionStore } from "../src/store/subscription-store.ts";
import { ready, settings, temporaryStore } from "../tests/support/delivery.ts";
import { digits, line, quantile, verdict } from "./report.ts";

export interface DeliveryBenchOptions {
  channels?: number;
}

const perSecond = 50;
const channelsPerGuild = 20;
const workerFile = fileURLToPath(new URL("delivery-worker.ts", import.meta.url));

interface Sample {
  rss: number;
  heapUsed: number;
  cpu: { user: number; system: number };
}

/** Measures and prints. */
export async function benchDelivery({ channels = 10_000 }: DeliveryBenchOptions = {}): Promise<void> {
  const guilds = Math.ceil(channels / channelsPerGuild);
  const discord = await startLocalDiscord({ guilds, channelsPerGuild, rateLimits: true });
  const database = await temporaryStore();
  const subscriptions = createSubscriptionStore(database.store);
  const places = [...discord.world.botGuildIds()].slice(1).flatMap((guildId) =>
    Array.from({ length: channelsPerGuild }, (_, index) => ({
      guildId,
      channelId: (BigInt(guildId) + BigInt(index + 1)).toString(),
    })),
  );
  for (const place of places.slice(0, channels)) await subscriptions.add(settings(place), new Date());

  const arrivals: number[] = [];
  const reached = new Set<string>();
  discord.world.events.on("change", (event) => {
    if (event.type !== "message-create") return;
    arrivals.push(performance.now());
    reached.add(event.stored.message.channel_id);
  });
  const child = spawn(
    process.execPath,
    ["--expose-gc", "--import", "tsx", workerFile, database.url, discord.apiUrl, discord.token],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const samples: Sample[] = [];
  createInterface({ input: child.stdout }).on("line", (text) => samples.push(JSON.parse(text) as Sample));
  await once(child.stdout, "data");

  const began = performance.now();
  await createReleaseStore(database.store).add([ready()], new Date());
  while (reached.size < channels && performance.now() - began < (channels / perSecond) * 3_000 + 60_000)
    await new Promise((resolve) => setTimeout(resolve, 200));
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;

  const first = arrivals[0] ?? Number.NaN;
  const last = arrivals.at(-1) ?? Number.NaN;
  const rate = (arrivals.length - 1) / ((last - first) / 1_000);
  // Of the second quarter and of the last: at first there is what a start needs.
  const live = samples.map((one) => one.heapUsed / 1e6);
  const quarter = quantile(live.slice(Math.floor(live.length / 4), Math.floor(live.length / 2)), 0.5);
  const end = quantile(live.slice(Math.floor((live.length * 3) / 4)), 0.5);
  const cpu = samples.at(-1)?.cpu;
  line(
    `Deliveries: ${reached.size} of ${channels} channels, ${arrivals.length} messages in ${digits((last - first) / 1_000)} s`,
  );
  line(`First message ${digits(first - began)} ms after the release was stored`);
  if (cpu !== undefined) line(`Processor time ${digits((cpu.user + cpu.system) / 1e6)} s`);
  const most = Math.max(...samples.map((one) => one.rss / 1e6));
  line(`Heap in use ${digits(quarter)} MB in the second quarter, ${digits(end)} MB in the last;`);
  line(`${digits(most)} MB of resident memory at most, the loader's 45 MB among them`);
  verdict("messages a second", rate, rate >= 0.95 * perSecond, "at least 47.5");
  verdict("requests over a limit", discord.counts.rateLimited, discord.counts.rateLimited === 0, "0");
  verdict("messages too many", arrivals.length - reached.size, arrivals.length === reached.size, "0");
  verdict("growth of the heap in use, MB", end - quarter, end - quarter < 5, "below 5");
  await discord.close();
  await database.remove();
}
