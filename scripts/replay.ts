/**
 * `npm run replay`: plays the recorded history of ../shared/upstream as the upstreams would have answered, day by day,
 * against the watch, the deliveries and the bot in a local Discord with one subscription, and counts what was posted
 * against the labels.
 *
 * Options: --from 2025-05-01 --to 2026-08-31 --visible created|proven --runs 2 (a day) --json (figures only)
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { z } from "zod";
import { openCatalog } from "../src/app/catalog.ts";
import { createDeliveryJobs } from "../src/app/deliveries.ts";
import { createReleaseJobs } from "../src/app/releases.ts";
import { storesOf } from "../src/app/stores.ts";
import { startLocalDiscord } from "../src/playground/local-discord.ts";
import { ids } from "../src/playground/world/default-world.ts";
import { groupRepository, neighboursOf } from "../src/releases/grouping/group.ts";
import { importData } from "../src/store/catalog-store.ts";
import { openStore } from "../src/store/open.ts";
import { readHistory, serveHistory } from "./replay-upstreams.ts";

const folder = fileURLToPath(new URL("../../shared/upstream", import.meta.url));
const say = (text: string) => void process.stdout.write(`${text}\n`);

const { values } = parseArgs({
  options: {
    from: { type: "string", default: "2025-05-01" },
    to: { type: "string", default: "2026-08-31" },
    visible: { type: "string", default: "created" },
    runs: { type: "string", default: "2" },
    json: { type: "boolean", default: false },
  },
});
const options = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    visible: z.enum(["created", "proven"]),
    runs: z.coerce.number().int().min(2).max(144),
    json: z.boolean(),
  })
  .parse(values);

const label = z.object({ id: z.string(), release: z.string(), announce: z.boolean() });
const dayMs = 86_400_000;
const holdMs = 1_500_000;

async function replay(): Promise<void> {
  const history = readHistory(folder, options.visible);
  const labels = readFileSync(join(folder, "grouping-examples.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => label.parse(JSON.parse(line)));
  const upstream = await serveHistory(history);
  const work = await mkdtemp(join(tmpdir(), "labdex-replay-"));
  const file = join(work, "labdex.db");
  const store = await openStore(`file:${file}`);
  await importData(store, fileURLToPath(new URL("../data", import.meta.url)));
  const live = await openCatalog(store);
  const stores = storesOf(store);
  const time = { now: Date.parse(`${options.from}T12:00:00Z`) };
  const now = () => new Date(time.now);
  const log = pino({ level: "silent" });
  const discord = await startLocalDiscord({ now: () => time.now });
  const deliveries = createDeliveryJobs({
    stores,
    log,
    now,
    catalog: live.catalog,
    token: discord.token,
    apiUrl: discord.apiUrl,
    onStop: (reason) => say(`Deliveries stopped: ${reason}`),
  });
  const watch = createReleaseJobs({
    stores,
    log,
    now,
    catalog: live.catalog,
    refresh: live.refresh,
    owners: [],
    upstreams: { huggingFace: upstream.url, modelsDev: upstream.url, openRouter: upstream.url },
    policy: { hold: holdMs },
  });
  await deliveries.subscriptions.add(
    {
      ...{
        guildId: ids.home,
        channelId: ids.general,
        channelKind: "text",
        ownerId: ids.moderator,
        channelName: "general",
      },
      filters: { labs: [], variants: "all" },
      schedule: { cadence: "instant" },
    },
    now(),
  );

  const own: number[] = [];
  const announced: { day: string; title: string }[] = [];
  let firstRun = 0;
  let sizeInTheMiddle = 0;
  const signal = new AbortController().signal;
  const days = Math.round((Date.parse(options.to) - Date.parse(options.from)) / dayMs);
  const began = performance.now();
  for (let day = 0; day <= days; day++) {
    const morning = Date.parse(options.from) + day * dayMs;
    const date = new Date(morning).toISOString().slice(0, 10);
    upstream.setDay(date);
    for (let run = 0; run < options.runs; run++) {
      // The runs of a day are spread; the second is after the hold of the first at the earliest.
      time.now = morning + dayMs / 2 + Math.max(run * (dayMs / 2 / options.runs), run * (holdMs + 1_000));
      const summary = await watch.watch.run(signal);
      own.push(summary.ownMs);
      if (day === 0) firstRun += summary.announced.length;
      for (const title of summary.announced) {
        announced.push({ day: date, title });
        if (!options.json) say(`${date}  ${title}`);
      }
      await deliveries.planner.fanOut(now());
      await deliveries.deliverer.drain();
    }
    if (day === Math.round(days / 2)) sizeInTheMiddle = statSync(file).size;
  }
  const took = performance.now() - began;

  const { items, releases: tracked } = await watch.upstreamStore.known();
  const releases = (await deliveries.releases.inState("ready")).filter((one) => one.origin !== "data");
  const posts = discord.world
    .history(ids.general)
    .filter(({ message }) => message.author.id === discord.applicationId)
    .map(({ message }) => message.embeds?.[0]?.title ?? "");

  const itemOf = new Map(
    items.filter((item) => item.source === "huggingface").map((item) => [item.name, item]),
  );
  const releaseOf = new Map(tracked.map((release) => [release.key, release]));
  const stateOf = (id: string) => releaseOf.get(itemOf.get(id)?.find ?? "")?.state;
  const seen = history.repositories.filter((row) => row.day <= options.to && itemOf.has(row.id));
  const unwatched = history.repositories
    .filter((row) => row.day <= options.to && !itemOf.has(row.id))
    .map((row) => row.id);
  const grouped = new Map<string, boolean>();
  const labelled = new Map(labels.map((one) => [one.id, one]));
  for (const lab of new Set(seen.map((row) => row.lab))) {
    const own = seen.filter((row) => row.lab === lab);
    const neighbours = neighboursOf(own.map((row) => row.id));
    for (const row of own)
      grouped.set(
        row.id,
        labelled.get(row.id)?.announce ?? groupRepository(row.id, neighbours, row.tags ?? []).announce,
      );
  }
  const expected = seen.filter((row) => grouped.get(row.id) === true);
  const count = (state: string) => expected.filter((row) => stateOf(row.id) === state).length;
  const missed = expected
    .filter((row) => !["ready", "joined", "known", "baseline"].includes(stateOf(row.id) ?? ""))
    .map((row) => row.id);
  const leads = releases.map((release) => ({
    release,
    repositories: items
      .filter((item) => item.source === "huggingface" && item.find?.endsWith(`:${release.model}`) === true)
      .map((item) => item.name),
  }));
  const noise = leads
    .filter(
      ({ repositories }) => repositories.length > 0 && !repositories.some((id) => grouped.get(id) === true),
    )
    .map(({ release }) => release.title);
  const twice = (all: readonly string[]) => [
    ...new Set(all.filter((one, index) => all.indexOf(one) !== index)),
  ];
  const doubledLabels = twice(
    leads.flatMap(({ repositories }) => [
      ...new Set(
        repositories.flatMap((id) =>
          labelled.get(id)?.announce === true ? [labelled.get(id)?.release ?? ""] : [],
        ),
      ),
    ]),
  );
  // Weights that open days after the API are a post of their own.
  const opened = new Set(releases.filter(({ key }) => key.startsWith("weights:")).map(({ title }) => title));
  const doubled = [...new Set([...twice(posts), ...doubledLabels])].filter((title) => !opened.has(title));
  const minor = releases.filter(({ isMinor }) => isMinor === true);
  own.sort((a, b) => a - b);

  const figures = {
    "days, runs": `${days + 1}, ${own.length}`,
    "announced by the first day": firstRun,
    announcements: announced.length,
    "posts in the channel": posts.length,
    "releases expected": expected.length,
    "of these labelled by hand": expected.filter((row) => labelled.has(row.id)).length,
    "announced themselves": count("ready"),
    "announced with their family": count("joined"),
    "there from the start": count("known") + count("baseline"),
    missed: missed,
    "posted twice": doubled,
    "weights that opened days after the API, told by themselves": [...opened],
    "in digests only: no sign of a flagship": minor.map(({ title }) => title),
    "noise (no repository that is to be announced)": noise,
    "only in an API": leads.filter(({ repositories }) => repositories.length === 0).length,
    "of organisations that are not watched": unwatched.length,
    "own time of a run, ms (median, most)": `${own[own.length >> 1]}, ${own.at(-1)}`,
    "rows kept (items, releases)": `${items.length}, ${tracked.length}`,
    "database, KB (half-way, end)": `${Math.round(sizeInTheMiddle / 1024)}, ${Math.round(statSync(file).size / 1024)}`,
    requests: upstream.requests(),
    seconds: Math.round(took / 1000),
  };
  say(options.json ? JSON.stringify(figures, null, 2) : "");
  if (!options.json)
    for (const [name, value] of Object.entries(figures))
      say(
        `${name}: ${Array.isArray(value) ? `${value.length}${value.length === 0 ? "" : ` (${value.join(", ")})`}` : value}`,
      );

  await deliveries.stop();
  await discord.close();
  await store.close();
  await upstream.close();
  await rm(work, { recursive: true, force: true });
  if (missed.length + noise.length > 0 || posts.length + minor.length !== announced.length || firstRun > 0)
    process.exitCode = 1;
}

if (existsSync(folder)) await replay();
else say("The recorded history (../shared/upstream) is not here: nothing to replay.");
