/** `npm run releases:check`: asks the upstreams once, and prints what would be announced. Writes nothing. */
import { fileURLToPath } from "node:url";
import { readEnv } from "../src/app/env.ts";
import { createLog } from "../src/app/log.ts";
import { createReleaseJobs, upstreamsOf } from "../src/app/releases.ts";
import { storesOf } from "../src/app/stores.ts";
import { createCatalog } from "../src/catalog/catalog.ts";
import { StartError } from "../src/start-error.ts";
import { importData, loadCatalog } from "../src/store/catalog-store.ts";
import { StoreError } from "../src/store/errors.ts";
import { openStore } from "../src/store/open.ts";

const say = (text: string) => void process.stdout.write(`${text}\n`);

async function check(): Promise<void> {
  const env = readEnv(process.env);
  const store = await openStore(env.DATABASE_URL, { log: say });
  try {
    await importData(store, fileURLToPath(new URL("../data", import.meta.url)));
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
    const summary = await jobs.watch.run(AbortSignal.timeout(5 * 60_000), { check: true });
    const { asked, unchanged, failed, resting, baselines, fresh, announced, waiting, drift } = summary;
    say(
      `${asked} listings answered (${unchanged} unchanged), ${failed} failed, ${resting} rest after failures.`,
    );
    if (baselines > 0)
      say(`${baselines} were read for the first time: what they list is known from now on, and no news.`);
    say(`${fresh} new rows.`);
    for (const line of drift) say(`Not as known: ${line}`);
    say(
      announced.length === 0
        ? "Nothing would be announced."
        : `Would be announced:\n${announced.map((one) => `  ${one}`).join("\n")}`,
    );
    if (waiting.length > 0) say(`Waiting for their parts:\n${waiting.map((one) => `  ${one}`).join("\n")}`);
    if (asked === 0) process.exitCode = 1;
  } finally {
    await store.close();
  }
}

check().catch((error: unknown) => {
  const expected = error instanceof StartError || error instanceof StoreError;
  process.stderr.write(expected ? `${error.message}\n` : `The check could not run: ${String(error)}\n`);
  process.exit(1);
});
