/** Runs what was asked for, and says in one sentence why that cannot be. */
import { DataFileError } from "../catalog/data-file-error.ts";
import { StartError } from "../start-error.ts";
import { StoreError } from "../store/errors.ts";
import type { Variables } from "./env.ts";
import { run } from "./run.ts";

/** Never rejects: what goes wrong is said, and the process ends with 1. */
export async function program(argv: readonly string[], variables: Variables): Promise<void> {
  try {
    if (argv.length === 0) return await run(variables);
    const { runHostCommand } = await import("./host/commands.ts");
    process.exitCode = await runHostCommand(
      argv,
      variables,
      (line) => void process.stdout.write(`${line}\n`),
    );
  } catch (error) {
    const expected =
      error instanceof StartError || error instanceof StoreError || error instanceof DataFileError;
    process.stderr.write(expected ? `${error.message}\n` : `Labdex could not start: ${String(error)}\n`);
    if (!expected && error instanceof Error && error.stack !== undefined)
      process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  }
}
