/** The program: environment, app, run. */
import { readEnv } from "./app/env.ts";
import { buildLabdex } from "./app/labdex.ts";
import { createLog } from "./app/log.ts";
import { DataFileError } from "./catalog/data-file.ts";
import { StartError } from "./start-error.ts";
import { StoreError } from "./store/errors.ts";

async function main(): Promise<void> {
  const started = performance.now();
  const env = readEnv(process.env);
  const log = await createLog(env.LOG_LEVEL);
  const labdex = await buildLabdex(env, log);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void labdex.stop(0));
  const { url, ...known } = await labdex.start();
  const took = { ms: Math.round(performance.now() - started), ...known };
  log.info(took, url === undefined ? "Labdex is ready" : `Labdex is ready: open ${url} in a browser`);
}

main().catch((error: unknown) => {
  const expected =
    error instanceof StartError || error instanceof StoreError || error instanceof DataFileError;
  process.stderr.write(expected ? `${error.message}\n` : `Labdex could not start: ${String(error)}\n`);
  if (!expected && error instanceof Error && error.stack !== undefined)
    process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
