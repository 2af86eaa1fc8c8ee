/**
 * Exactly once under fire: `npm run chaos`. Delivery processes share one database and one local Discord that enforces
 * its limits, loses answers after storing, breaks connections, fails and refuses; the processes are killed again and
 * again. At the end every message is counted, and how the work was spread.
 *
 * Options: --subscriptions 2000 --releases 5 --workers 2 --kills 20 (of each process) --seed 1, and --database with
 * the address of an empty database in the place of a SQLite file of its own.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { PermissionFlagsBits } from "discord-api-types/v10";
import { startLocalDiscord } from "../src/playground/local-discord.ts";
import type { FaultKind } from "../src/playground/rest/faults.ts";
import { createDeliveryStore } from "../src/store/delivery-store.ts";
import { openStore } from "../src/store/open.ts";
import { createReleaseStore } from "../src/store/release-store.ts";
import { createSubscriptionStore } from "../src/store/subscription-store.ts";
import { ready, realCatalog, settings, temporaryStore } from "../tests/support/delivery.ts";
import { nonceWindowMs } from "./chaos-times.ts";

const { values } = parseArgs({
  options: {
    subscriptions: { type: "string", default: "2000" },
    releases: { type: "string", default: "5" },
    workers: { type: "string", default: "2" },
    kills: { type: "string", default: "20" },
    database: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});
const wantedSubscriptions = Number(values.subscriptions);
const wantedReleases = Number(values.releases);
const wantedKills = Number(values.kills);
const wantedWorkers = Number(values.workers);
/** Most requests between two kills of a process: the kills are spread over two thirds of the work. */
const requestsPerKill = (wantedSubscriptions * wantedReleases * 4) / 3 / Math.max(1, wantedKills);

/** mulberry32: the same misfortunes for the same seed, as far as timing allows. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const random = randomFrom(Number(values.seed));
const pick = <T>(list: readonly T[]): T => {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error("nothing to pick from");
  return one;
};
async function storeAt(url: string) {
  const store = await openStore(url);
  return { store, url, remove: () => store.close() };
}
const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
const say = (text: string) => void process.stdout.write(`${text}\n`);

const misfortunes: Record<string, FaultKind> = {
  "time-out after storing": "hang-after-storing",
  "time-out": "hang",
  "reset after storing": "reset-after-storing",
  reset: "reset",
  "half an answer": "truncated-json",
  "500 after storing": { status: 500, afterStoring: true },
  "502": { status: 502 },
  "503": { status: 503 },
  "429 of the channel": { status: 429, scope: "user", retryAfter: 1 },
  "429 of a shared resource": { status: 429, scope: "shared", retryAfter: 1 },
  "429 for everything": { status: 429, scope: "global", retryAfter: 0.3 },
  "429 of Cloudflare": { status: 429, scope: "cloudflare", retryAfter: 0.3 },
  "429 for slow mode": { status: 429, scope: "user", retryAfter: 1, code: 20016 },
  "429 of a write limit": { status: 429, scope: "user", retryAfter: 1, code: 20028 },
};

const channelsPerGuild = 20;
const guilds = Math.ceil(wantedSubscriptions / channelsPerGuild);
const discord = await startLocalDiscord({ guilds, channelsPerGuild, rateLimits: true, nonceWindowMs });
const database = await (values.database === undefined ? temporaryStore() : storeAt(values.database));
const subscriptions = createSubscriptionStore(database.store);
const deliveries = createDeliveryStore(database.store);
const releases = createReleaseStore(database.store);
const started = performance.now();
const seconds = () => (performance.now() - started) / 1_000;

// ------------------------------------------------------------------------------------------------ the channels

const places = [...discord.world.botGuildIds()]
  .slice(1)
  .flatMap((guildId) =>
    Array.from({ length: channelsPerGuild }, (_, index) => ({
      guildId,
      channelId: (BigInt(guildId) + BigInt(index + 1)).toString(),
    })),
  )
  .slice(0, wantedSubscriptions);
const deleted = new Set<string>();
const forbidden = new Set<string>();
for (const place of places) {
  await subscriptions.add(settings(place), new Date());
  const lot = random();
  if (lot < 0.03) deleted.add(place.channelId);
  else if (lot < 0.06) forbidden.add(place.channelId);
}
const healthy = places.map((one) => one.channelId).filter((id) => !deleted.has(id) && !forbidden.has(id));
for (const id of deleted) {
  discord.world.channel(id);
  discord.world.deleteChannel(id);
}
for (const id of forbidden) {
  const guildId = discord.world.channel(id)?.guild_id ?? "";
  const everyone = discord.world.guild(guildId)?.roles.get(guildId);
  // Whoever is an administrator may post everywhere.
  if (everyone !== undefined)
    everyone.permissions = (BigInt(everyone.permissions) & ~PermissionFlagsBits.Administrator).toString();
  discord.world.setBotPermissions(id, ["ViewChannel"]);
}
say(`${places.length} subscriptions: ${deleted.size} channels deleted, ${forbidden.size} forbidden`);

// ------------------------------------------------------------------------------------------------- the processes

const workerFile = fileURLToPath(new URL("chaos-worker.ts", import.meta.url));
const kills = Array.from({ length: wantedWorkers }, () => 0);
/** Messages that each process is known to have sent, over all its lives. */
const sentBy = kills.map(() => 0);
/** Processes that ended by themselves, which none may. */
let crashes = 0;
let over = false;

/** Adds what a process says of itself: how many messages it has sent in this life. */
function count(index: number, stdout: NodeJS.ReadableStream): void {
  let known = 0;
  let text = "";
  stdout.on("data", (part: Buffer) => {
    text += part.toString();
    const latest = Number([...text.matchAll(/^sent (\d+)$/gm)].at(-1)?.[1] ?? known);
    sentBy[index] = (sentBy[index] ?? 0) + latest - known;
    known = latest;
    text = text.slice(text.lastIndexOf("\n") + 1);
  });
}

async function spawnWorker(index: number): Promise<ChildProcess> {
  const args = ["--import", "tsx", workerFile, database.url, discord.apiUrl, discord.token];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  if (child.stdout !== null) {
    count(index, child.stdout);
    await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  }
  return child;
}

async function killAgainAndAgain(index: number): Promise<void> {
  let child = await spawnWorker(index);
  const end = async () => {
    if (child.exitCode !== null) crashes += 1;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  while (!over) {
    // In the middle of its work, however busy this machine is.
    const goal = discord.counts.requests + random() * requestsPerKill;
    const latest = seconds() + 30;
    while (!over && discord.counts.requests < goal && seconds() < latest) await sleep(5);
    if (over) break;
    if ((kills[index] ?? 0) >= wantedKills) {
      await sleep(500);
      continue;
    }
    await end();
    kills[index] = (kills[index] ?? 0) + 1;
    child = await spawnWorker(index);
  }
  await end();
}

const struck: Record<string, number> = {};
async function strike(): Promise<void> {
  while (!over) {
    // The last part of the work is done in peace, so that the run ends.
    if (kills.every((count) => count >= wantedKills)) return;
    const name = pick(Object.keys(misfortunes));
    const kind = misfortunes[name];
    if (kind === undefined) throw new Error(`no such misfortune: ${name}`);
    const fault = discord.faults.add({ match: { method: pick(["POST", "POST", "POST", "GET"]) }, kind });
    const until = seconds() + 2;
    while (fault.used === 0 && seconds() < until && !over) await sleep(10);
    await sleep(random() * 100);
    struck[name] = (struck[name] ?? 0) + fault.used;
    fault.remove();
  }
}

const models = realCatalog().newest.slice(0, wantedReleases);
async function bringReleases(): Promise<void> {
  for (const model of models) {
    await releases.add([ready(model.id)], new Date());
    await sleep(5_000);
  }
}

/** Everything that can be sent is sent. */
async function finished(): Promise<boolean> {
  const { delivered = 0 } = await deliveries.counts();
  return kills.every((count) => count >= wantedKills) && delivered >= healthy.length * models.length;
}

const work = [...kills.keys()].map((index) => killAgainAndAgain(index));
work.push(strike(), bringReleases());
let told = 0;
let seen = 0;
let lookedUp = 0;
while (!(await finished())) {
  await sleep(1_000);
  const fresh = discord.requests.slice(-Math.min(discord.counts.requests - seen, discord.requests.length));
  seen = discord.counts.requests;
  lookedUp += fresh.filter((one) => one.method === "GET").length;
  if (seconds() - told >= 15) {
    told = seconds();
    say(`${Math.round(told)} s: ${JSON.stringify(await deliveries.counts())}, killed ${kills.join(" + ")}`);
  }
  if (seconds() > 1_800) {
    say("Not finished after half an hour.");
    break;
  }
}
// A message too many would come about now.
await sleep(5_000);
over = true;
await Promise.all(work);

// -------------------------------------------------------------------------------------------------- the reckoning

const result = { exactlyOnce: 0, missing: 0, doubled: 0, strays: 0 };
for (const channelId of healthy) {
  const history = discord.world.history(channelId);
  for (const model of models) {
    const posts = history.filter(({ message }) => message.embeds[0]?.title?.startsWith(model.name));
    const exact = posts.filter(
      ({ message }) =>
        message.embeds[0]?.title ===
        (model.nameZh === undefined ? model.name : `${model.name} · ${model.nameZh}`),
    );
    if (exact.length === 1) result.exactlyOnce += 1;
    else if (exact.length === 0) result.missing += 1;
    else result.doubled += 1;
  }
  if (history.length > models.length) result.strays += history.length - models.length;
}
for (const channelId of forbidden) result.strays += discord.world.history(channelId).length;

say("");
say(`time            ${Math.round(seconds())} s`);
say(`kills           ${kills.join(" + ")} with SIGKILL`);
say(`sent by each    ${sentBy.join(" + ")}`);
say(`requests        ${discord.counts.requests}, of which ${discord.counts.rateLimited} met a limit`);
say(`misfortunes     ${JSON.stringify(struck)}`);
say(`looked up       ${lookedUp} times whether a message is there`);
say(`deliveries      ${JSON.stringify(await deliveries.counts())}`);
say(`contract broken ${discord.violations.length}, processes that crashed ${crashes}`);
say(`healthy channels ${healthy.length} x ${models.length} releases: ${JSON.stringify(result)}`);
const good =
  result.exactlyOnce === healthy.length * models.length &&
  result.doubled + result.missing + result.strays + discord.violations.length + crashes === 0;
say(good ? "Each release exactly once in every healthy channel." : "NOT exactly once.");
await discord.close();
await database.remove();
process.exitCode = good ? 0 : 1;
