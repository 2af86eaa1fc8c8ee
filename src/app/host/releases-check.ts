/**
 * `labdex releases check` asks the upstreams once, and prints what would be announced; it announces nothing.
 * `releases rules` lists what owners decided, `releases lift LAB WORD` takes one decision back.
 */
import { createCatalog } from "../../catalog/catalog.ts";
import { StartError } from "../../start-error.ts";
import { importData, loadCatalog } from "../../store/catalog-store.ts";
import { openStore, type Store } from "../../store/open.ts";
import type { Env } from "../env.ts";
import { dataFolder } from "../labdex.ts";
import { createLog } from "../log.ts";
import { createReleaseJobs, upstreamsOf } from "../releases.ts";
import { storesOf } from "../stores.ts";
import type { HostCommand } from "./context.ts";

const longestMs = 5 * 60_000;

export const releasesCommand: HostCommand = async ({ env, args, say }) => {
  const [what, lab, word] = args;
  const isKnown =
    what === "check" || what === "rules" ? args.length === 1 : what === "lift" && args.length === 3;
  if (!isKnown) throw new StartError("Usage: labdex releases check | rules | lift LAB WORD");
  const store = await openStore(env.DATABASE_URL, { log: say });
  try {
    if (what === "check") return await check(store, env, say);
    const { upstreams } = storesOf(store);
    if (what === "lift" && lab !== undefined && word !== undefined) {
      const wasThere = await upstreams.lift({ lab, word });
      say(wasThere ? `Lifted: ${lab} ${word}.` : `There is no decision on ${lab} ${word}.`);
      return wasThere;
    }
    const rules = await upstreams.rules();
    for (const rule of rules)
      say(`${rule.lab} ${rule.word}: ${rule.decision === "post" ? "posted without asking" : "no release"}`);
    say(rules.length === 0 ? "No decisions are remembered." : "Take one back: labdex releases lift LAB WORD");
    return true;
  } finally {
    await store.close();
  }
};

async function check(store: Store, env: Env, say: (line: string) => void): Promise<boolean> {
  await importData(store, dataFolder);
  const catalog = createCatalog(await loadCatalog(store));
  const jobs = createReleaseJobs({
    stores: storesOf(store),
    catalog: () => catalog,
    log: await createLog("warn"),
    owners: [],
    refresh: async () => undefined,
    upstreams: upstreamsOf(env),
    policy: { hold: env.RELEASE_HOLD_SECONDS * 1_000 },
  });
  const summary = await jobs.watch.run(AbortSignal.timeout(longestMs), { check: true });
  const { asked, unchanged, failed, resting, baselines, fresh, announced, waiting, drift } = summary;
  const listed = (title: string, lines: readonly string[]) => {
    if (lines.length > 0) say(`${title}\n${lines.map((one) => `  ${one}`).join("\n")}`);
  };
  say(
    `${asked} listings answered (${unchanged} unchanged), ${failed} failed, ${resting} rest after failures.`,
  );
  if (baselines > 0)
    say(`${baselines} were read for the first time: what they list is known from now on, and no news.`);
  say(`${fresh} new rows.`);
  for (const line of drift) say(`Not as known: ${line}`);
  if (announced.length === 0) say("Nothing would be announced.");
  listed("Would be announced:", announced);
  listed("Waiting for their parts:", waiting);
  return asked > 0;
}
